//! What the tests of campaigns stand on: a plan, a campaign that is open, followers elsewhere.

use antiphon::domain::campaign::{Campaign, DecisionMaker, Donation, Milestone, Plan};
use antiphon::domain::campaign_state::CampaignState;
use antiphon::domain::day::Day;
use antiphon::domain::language::Language;
use antiphon::domain::sector::Sector;
use antiphon::domain::statement::{Draft, DraftText};
use antiphon::domain::translation::Review;
use antiphon::service::campaigns::{self, Change};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::peer::{Actor, Peer};
use crate::support::rig::Rig;

/// The handle of the campaign.
pub const HANDLE: &str = "clean-river";
/// What other servers ask for.
pub const JSON: (&str, &str) = ("accept", "application/activity+json");

/// A plan with something in every part.
pub fn plan() -> Plan {
    Plan {
        name: "Clean River".to_owned(),
        goal: "Clean water for thirty villages".to_owned(),
        about: "The river is **dry**.".to_owned(),
        language: "en".to_owned(),
        demands: vec!["Open the sluices".to_owned(), "Publish the measurements".to_owned()],
        addressed: vec![DecisionMaker {
            name: "A. Minister".to_owned(),
            office: Some("Minister of Water".to_owned()),
        }],
        sectors: vec![Sector::Environment, Sector::Food],
        tags: vec!["water".to_owned()],
        regions: vec!["HU".to_owned()],
        languages: vec!["en".to_owned(), "ar".to_owned()],
        starts: Day::parse("2026-01-01"),
        ends: Day::parse("2199-12-31"),
        milestones: vec![Milestone {
            words: "A thousand of us".to_owned(),
            supporters: Some(1_000),
            ..Milestone::default()
        }],
        donations: vec![Donation { name: "Give".to_owned(), href: "https://give.test/river".to_owned() }],
        mirrors: vec!["https://mirror.test/river".to_owned()],
        source: None,
    }
}

/// A draft of this handle.
pub async fn draft(rig: &Rig, handle: &str) -> Campaign {
    campaigns::create(&rig.cx(), None, handle, plan()).await.expect("a draft")
}

/// A campaign of this handle that gathers support.
pub async fn open(rig: &Rig, handle: &str) -> Campaign {
    draft(rig, handle).await;
    campaigns::step(&rig.cx(), None, handle, CampaignState::Gathering).await.expect("it opens")
}

/// Puts other words into its plan.
pub async fn change(rig: &Rig, handle: &str, change: impl FnOnce(&mut Plan)) -> Campaign {
    let plan = |mut plan: Plan| {
        change(&mut plan);
        plan
    };
    campaigns::edit(&rig.cx(), None, handle, Change { handle: None, plan }).await.expect("it changes")
}

/// A statement with this title.
pub fn words(title: &str) -> Draft {
    let language = Language::parse("en").expect("a tag");
    let text = DraftText {
        language,
        title: title.to_owned(),
        source: "The river is **ours**.".to_owned(),
        review: Review::Unsaid,
    };
    Draft { texts: vec![text], warning: None, attachments: Vec::new() }
}

/// The id of an actor that lives here.
pub fn actor_of(rig: &Rig, handle: &str) -> String {
    rig.url(&format!("/actors/{handle}"))
}

/// A new actor of this peer follows one of ours, by this inbox, and is accepted.
pub async fn follower(rig: &Rig, peer: &Peer, name: &str, whom: &str, inbox: &str) -> Actor {
    let actor = peer.actor(name);
    let before = peer.received("Accept").len();
    let follow = actor.activity("Follow", 1, json!(actor_of(rig, whom)));
    assert_eq!(rig.post_to(inbox, &actor, &follow).await, StatusCode::ACCEPTED);
    rig.drain().await;
    rig.wait_for("the follow is accepted", async || peer.received("Accept").len() > before).await;
    actor
}

/// What a path answers, as JSON.
pub async fn read(rig: &Rig, path: &str) -> (StatusCode, Value) {
    let answer = rig.http.get(rig.url(path)).header(JSON.0, JSON.1).send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a text");
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

/// The status and the words of what a browser gets.
pub async fn page(rig: &Rig, path: &str) -> (StatusCode, String) {
    let answer = rig.http.get(rig.url(path)).header("accept", "text/html").send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("a text"))
}
