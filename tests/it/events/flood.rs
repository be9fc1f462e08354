//! What a flood of forms at an event does: nobody is turned away by where they come from, one mailbox cannot be filled,
//! programs that fill every field count nothing, and no address stays in the database.

use antiphon::domain::event::Answers;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::ticket::{PATIENCE, TICKET_LASTS};
use antiphon::service::{event_answers, events, mails};
use futures_util::future::join_all;
use http::StatusCode;

use super::ground::{path, plan_at};
use super::guests::Scene;
use crate::mails::ground::settled;
use crate::support::databases;
use crate::support::smtp::Smtp;
use crate::web::house::{Answer, Browser, House, value_of};

#[tokio::test]
async fn one_mailbox_cannot_be_filled_with_mails() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        for _ in 0..8 {
            assert_eq!(scene.come("ann%40example.org", "yes", "1").await.0, StatusCode::OK);
        }
        settled(&scene.rig).await;
        assert_eq!(scene.relay.caught().len(), 3);
    }
}

#[tokio::test]
async fn a_program_that_fills_every_field_is_told_the_same_and_keeps_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let more = "1&guest-website=https://spam.example";
    let (status, html) = scene.come("ann%40example.org", "yes", more).await;
    assert!(status == StatusCode::OK && html.contains("Look into your mailbox"), "{html}");
    settled(&scene.rig).await;
    assert!(scene.relay.caught().is_empty());
}

#[tokio::test]
async fn very_many_at_once_are_all_kept_and_each_mailbox_counts_once() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let all = join_all((0..100).map(|n| {
            let scene = &scene;
            // Ten of them type the same address.
            let who = if n < 10 { 0 } else { n };
            async move { scene.come(&format!("ann{who}%40example.org"), "yes", "2").await.0 }
        }));
        assert!(all.await.into_iter().all(|status| status == StatusCode::OK));
        settled(&scene.rig).await;
        assert_eq!(scene.relay.caught().len(), 90 + 3);
        let links = scene.relay.caught().iter().map(|mail| scene.link(mail, "confirm")).collect::<Vec<_>>();
        join_all(links.iter().map(|link| scene.post(link, ""))).await;
        assert_eq!(scene.answers().await, (2 * 91, 0));
    }
}

/// A house with a relay that nobody sends to, so that what was written waits, and the path of its form.
async fn house() -> (House, String) {
    let relay = Smtp::start().await;
    let house = House::with("", &relay.settings()).await;
    let cx = house.opened.federation.to_request_data();
    let called = events::call(&cx, None, None, plan_at(cx.now())).await.expect("it is called");
    (house, format!("{}/come", path(called.event.id)))
}

async fn come(house: &House, form: &str, mail: &str, ticket: &str) -> Answer {
    let mut fields = vec![("guest-mail", mail), ("guest-answer", "yes"), ("guest-people", "2")];
    fields.extend((!ticket.is_empty()).then_some(("guest-ticket", ticket)));
    house.post(&Browser::default(), form, &fields, &[]).await
}

async fn waiting(house: &House) -> i64 {
    mails::numbers(&house.opened.app).await.expect("numbers").of(MailState::Waiting)
}

/// Others take what the allowance has grown by meanwhile.
async fn used_up(house: &House, form: &str) {
    for _ in 0..1_000 {
        if come(house, form, "more@flood.example", "").await.status == StatusCode::TOO_MANY_REQUESTS {
            return;
        }
    }
    panic!("one host fills it without end");
}

#[tokio::test]
async fn in_a_flood_from_one_mail_host_a_person_waits_a_moment_and_is_taken() {
    let (house, form) = house().await;
    let mut taken = 0;
    while come(&house, &form, &format!("bot{taken}@flood.example"), "").await.status == StatusCode::OK {
        taken += 1;
        assert!(taken < 1_000, "one host fills it without end");
    }
    assert!(taken >= 500, "{taken}");
    let held = come(&house, &form, "ann@flood.example", "").await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "{}", held.body);
    assert!(held.body.contains("Many people answer right now"), "{}", held.body);
    assert_eq!(waiting(&house).await, taken, "nothing is kept of what is held back");
    let kept = ["guest-mail", "guest-answer", "guest-people"].map(|name| value_of(&held.body, name));
    assert_eq!(kept, ["ann@flood.example", "yes", "2"], "the page carries what was typed");
    // People whose mail is elsewhere notice nothing, wherever they come from; and signing has a measure of its own.
    assert_eq!(come(&house, &form, "ben@example.org", "").await.status, StatusCode::OK);
    let ticket = value_of(&held.body, "guest-ticket");
    let again = come(&house, &form, "ann@flood.example", &ticket).await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS, "too early");
    assert_eq!(value_of(&again.body, "guest-ticket"), ticket, "waiting is not begun anew");
    house.clock.advance(PATIENCE);
    used_up(&house, &form).await;
    let before = waiting(&house).await;
    let stolen = come(&house, &form, "eve@flood.example", &ticket).await;
    assert_eq!(stolen.status, StatusCode::TOO_MANY_REQUESTS, "a ticket is for one form");
    let taken = come(&house, &form, "ann@flood.example", &ticket).await;
    assert!(
        taken.status == StatusCode::OK && taken.body.contains("Look into your mailbox"),
        "{}",
        taken.body
    );
    assert_eq!(waiting(&house).await, before + 1);
    house.clock.advance(TICKET_LASTS);
    used_up(&house, &form).await;
    let late = come(&house, &form, "ann@flood.example", &ticket).await;
    assert_eq!(late.status, StatusCode::TOO_MANY_REQUESTS, "and for an hour");
}

#[tokio::test]
async fn no_address_of_a_guest_stands_in_the_database() {
    let (house, form) = house().await;
    assert_eq!(come(&house, &form, "very.rare.name@example.org", "").await.status, StatusCode::OK);
    assert_eq!(waiting(&house).await, 1, "the mail has not gone, so that whatever is kept is there");
    let disk = house.on_disk();
    let holds = |what: &[u8]| disk.windows(what.len()).any(|part| part == what);
    assert!(holds(b"March for the river"), "the file is the right one");
    for name in ["very.rare.name", "veryrarename", "rare"] {
        assert!(!holds(name.as_bytes()), "{name}");
    }
    let id = form.split('/').nth(2).expect("a number").parse().expect("an id");
    assert_eq!(event_answers::answers(&house.opened.app, id).await.expect("counts"), Answers::default());
}
