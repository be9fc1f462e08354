//! What a flood of forms does: nobody is turned away by where they come from, one mailbox cannot be filled, programs that
//! fill every field count nothing, and very many at once share their commits.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::ticket::{PATIENCE, TICKET_LASTS};
use antiphon::service::{campaigns, mails};
use futures_util::future::join_all;
use http::StatusCode;

use super::forms::Scene;
use crate::campaigns::ground::{HANDLE, plan};
use crate::mails::ground::settled;
use crate::support::databases;
use crate::support::smtp::Smtp;
use crate::web::house::{Answer, Browser, House};

#[tokio::test]
async fn one_mailbox_cannot_be_filled_with_mails() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        for _ in 0..8 {
            assert_eq!(scene.sign("Ann", "ann%40example.org", "").await.0, StatusCode::OK);
        }
        settled(&scene.rig).await;
        assert_eq!(scene.relay.caught().len(), 3);
    }
}

#[tokio::test]
async fn a_program_that_fills_every_field_is_told_the_same_and_keeps_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let (status, page) = scene.sign("Ann", "ann%40example.org", "&pledge-website=https://spam.example").await;
    assert!(status == StatusCode::OK && page.contains("Look into your mailbox"), "{page}");
    settled(&scene.rig).await;
    assert!(scene.relay.caught().is_empty());
}

/// The hidden fields of the page that asks to wait, as a form sends them.
fn fields(page: &str) -> String {
    let inputs = page.split("<input type=\"hidden\" name=\"").skip(1);
    let field = |input: &str| {
        let (name, rest) = input.split_once("\" value=\"").expect("a value");
        let value = rest.split('"').next().expect("its end");
        format!("{name}={value}")
    };
    inputs.map(field).collect::<Vec<_>>().join("&")
}

/// A house with a relay that nobody sends to, so that what was written waits.
async fn house() -> House {
    let relay = Smtp::start().await;
    let house = House::with("", &relay.settings()).await;
    let cx = house.opened.federation.to_request_data();
    campaigns::create(&cx, None, HANDLE, plan()).await.expect("a draft");
    campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens");
    house
}

async fn send(house: &House, body: &str) -> Answer {
    let form: Vec<(String, String)> =
        url::form_urlencoded::parse(body.as_bytes()).map(|(a, b)| (a.into_owned(), b.into_owned())).collect();
    let form: Vec<(&str, &str)> = form.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    house.post(&Browser::default(), &format!("/@{HANDLE}/sign"), &form, &[]).await
}

async fn sign(house: &House, mail: &str) -> Answer {
    let body = format!("pledge-name=Ann&pledge-mail={mail}&pledge-shown=hidden&pledge-consent=1");
    send(house, &body).await
}

async fn waiting(house: &House) -> i64 {
    mails::numbers(&house.opened.app).await.expect("numbers").of(MailState::Waiting)
}

/// Others take what the allowance has grown by meanwhile.
async fn used_up(house: &House) {
    for _ in 0..1_000 {
        if sign(house, "more@flood.example").await.status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
    }
    panic!("one host fills it without end");
}

#[tokio::test]
async fn in_a_flood_from_one_mail_host_a_person_waits_a_moment_and_then_signs() {
    let house = house().await;
    let mut taken = 0;
    while sign(&house, &format!("bot{taken}@flood.example")).await.status == StatusCode::OK {
        taken += 1;
        assert!(taken < 1_000, "one host fills it without end");
    }
    assert!(taken >= 500, "{taken}");
    let held = sign(&house, "ann@flood.example").await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "{}", held.body);
    assert!(held.body.contains("Many people sign right now"), "{}", held.body);
    assert_eq!(waiting(&house).await, taken, "nothing is kept of what is held back");
    // People whose mail is elsewhere notice nothing, wherever they come from.
    assert_eq!(sign(&house, "ben@example.org").await.status, StatusCode::OK);
    let body = fields(&held.body);
    let again = send(&house, &body).await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS, "too early");
    assert_eq!(fields(&again.body), body, "the ticket stays the same, so that waiting is not begun anew");
    house.clock.advance(PATIENCE);
    used_up(&house).await;
    let before = waiting(&house).await;
    let stolen = send(&house, &body.replace("ann", "eve")).await;
    assert_eq!(stolen.status, StatusCode::TOO_MANY_REQUESTS, "a ticket is for one form");
    let taken = send(&house, &body).await;
    assert!(
        taken.status == StatusCode::OK && taken.body.contains("Look into your mailbox"),
        "{}",
        taken.body
    );
    assert_eq!(waiting(&house).await, before + 1);
    house.clock.advance(TICKET_LASTS);
    used_up(&house).await;
    assert_eq!(send(&house, &body).await.status, StatusCode::TOO_MANY_REQUESTS, "and for an hour");
}

#[tokio::test]
async fn very_many_at_once_are_all_kept_and_each_counts_once() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let all = join_all((0..300).map(|n| {
            let scene = &scene;
            // Ten of them type the same address.
            let who = if n < 10 { 0 } else { n };
            async move { scene.sign("Ann", &format!("ann{who}%40example.org"), "").await.0 }
        }));
        assert!(all.await.into_iter().all(|status| status == StatusCode::OK));
        settled(&scene.rig).await;
        assert_eq!(scene.relay.caught().len(), 290 + 3);
        let links = scene.relay.caught().iter().map(|mail| scene.link(mail, "confirm")).collect::<Vec<_>>();
        join_all(links.iter().map(|link| scene.post(link, ""))).await;
        assert_eq!(scene.counted().await, 291);
    }
}
