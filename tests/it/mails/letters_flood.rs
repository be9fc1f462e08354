//! A flood of letters, or of wishes for the newsletter: people wait a moment, lose nothing of what they wrote, and are let in.

use antiphon::domain::campaign::DecisionMaker;
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::mail_queue::MailState;
use antiphon::domain::ticket::PATIENCE;
use antiphon::service::{campaigns, letter_targets, mails};
use http::StatusCode;

use super::letters::{Scene, always};
use crate::campaigns::ground::{HANDLE, plan};
use crate::support::smtp::Smtp;
use crate::web::house::{Answer, Browser, House, value_of};

async fn send(house: &House, path: &str, fields: &[(&str, &str)]) -> Answer {
    house.post(&Browser::default(), path, fields, &[]).await
}

async fn waiting(house: &House) -> i64 {
    mails::numbers(&house.opened.app).await.expect("numbers").of(MailState::Waiting)
}

/// A house with a relay that nobody sends to, and the page of a decision-maker.
async fn house() -> (House, String) {
    let relay = Smtp::start().await;
    let house = House::with("", &relay.settings()).await;
    let cx = house.opened.federation.to_request_data();
    let mut plan = plan();
    plan.addressed = vec![DecisionMaker { name: "A. Minister".to_owned(), office: None }];
    campaigns::create(&cx, None, HANDLE, plan).await.expect("a draft");
    campaigns::step(&cx, None, HANDLE, CampaignState::Gathering).await.expect("it opens");
    let new = Scene::new_target(always(), 600);
    let id = letter_targets::set(&cx, None, HANDLE, new).await.expect("kept");
    (house, format!("/letters/{id}"))
}

#[tokio::test]
async fn in_a_flood_of_letters_a_person_waits_a_moment_and_loses_nothing() {
    let (house, path) = house().await;
    let write = async |address: &str, ticket: &str| {
        let fields = [
            ("name", "Ann"),
            ("address", address),
            ("own_words", "I live there."),
            ("consent", "1"),
            ("letter-ticket", ticket),
        ];
        send(&house, &path, &fields).await
    };
    let mut taken = 0;
    while write(&format!("bot{taken}@flood.example"), "").await.status == StatusCode::OK {
        taken += 1;
        assert!(taken < 1_000, "one host fills it without end");
    }
    assert!(taken >= 200, "{taken}");
    let held = write("ann@flood.example", "").await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "{}", held.body);
    assert_eq!(value_of(&held.body, "own_words"), "I live there.", "what was written is not lost");
    assert_eq!(waiting(&house).await, taken, "and not kept here");
    assert_eq!(write("ben@example.org", "").await.status, StatusCode::OK, "others notice nothing");
    let ticket = value_of(&held.body, "letter-ticket");
    assert_eq!(write("ann@flood.example", &ticket).await.status, StatusCode::TOO_MANY_REQUESTS, "too early");
    house.clock.advance(PATIENCE);
    while write("more@flood.example", "").await.status == StatusCode::OK {}
    assert_eq!(write("eve@flood.example", &ticket).await.status, StatusCode::TOO_MANY_REQUESTS);
    let before = waiting(&house).await;
    assert_eq!(write("ann@flood.example", &ticket).await.status, StatusCode::OK);
    assert_eq!(waiting(&house).await, before + 1);
}

#[tokio::test]
async fn in_a_flood_of_wishes_for_the_newsletter_a_person_waits_a_moment() {
    let (house, _) = house().await;
    let ask = async |address: &str, ticket: &str| {
        let fields = [
            ("newsletter-address", address),
            ("rhythm", "weekly"),
            ("campaign", HANDLE),
            ("newsletter-ticket", ticket),
        ];
        send(&house, "/newsletter", &fields).await
    };
    let mut taken = 0;
    while ask(&format!("bot{taken}@flood.example"), "").await.status == StatusCode::OK {
        taken += 1;
        assert!(taken < 1_000, "one host fills it without end");
    }
    let held = ask("ann@flood.example", "").await;
    assert_eq!(held.status, StatusCode::TOO_MANY_REQUESTS, "{}", held.body);
    assert_eq!(value_of(&held.body, "rhythm"), "weekly");
    assert_eq!(value_of(&held.body, "campaign"), HANDLE);
    assert_eq!(ask("ben@example.org", "").await.status, StatusCode::OK, "others notice nothing");
    let ticket = value_of(&held.body, "newsletter-ticket");
    house.clock.advance(PATIENCE);
    while ask("more@flood.example", "").await.status == StatusCode::OK {}
    let before = waiting(&house).await;
    assert_eq!(ask("ann@flood.example", &ticket).await.status, StatusCode::OK);
    assert_eq!(waiting(&house).await, before + 1);
}
