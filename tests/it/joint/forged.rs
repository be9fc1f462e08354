//! Answers of those who were not invited, forged, old, replayed and broken numbers: nothing is counted.

use antiphon::domain::joint::{House, JointState, Tally};
use antiphon::service::joint;
use antiphon::wire::joint as wire;
use http::StatusCode;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, open};
use crate::support::peer::Actor;
use crate::support::rig::Rig;

use super::ground::{Partner, house, joined, listed, number_of, sign, sketch, talk, tally, tell, total};

async fn post(rig: &Rig, actor: &Actor, activity: &Value) {
    let status = rig.post(actor, activity).await;
    assert!([StatusCode::ACCEPTED, StatusCode::BAD_REQUEST].contains(&status), "{status} {activity}");
    rig.drain().await;
}

#[tokio::test]
async fn only_the_coalition_that_was_invited_can_take_part_and_only_with_a_campaign_of_its_own() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let (partner, other) = (Partner::at(&rig.vic, "north"), Partner::at(&rig.vic, "south"));
    let evil = Partner::at(&rig.evil, "mallory");
    let plain = rig.third.actor("plain");
    let name = format!("@plain@{}", rig.third.authority());
    let refused = joint::invite(&rig.cx(), None, HANDLE, &name).await;
    assert!(refused.is_err_and(|e| e.to_string().contains("does not know joint campaigns")), "{}", plain.id);
    let invited = joint::invite(&rig.cx(), None, HANDLE, &format!("@north@{}", rig.vic.authority())).await;
    let offer = invited.expect("invited").offer_uri.expect("an invitation");
    rig.delivered().await;
    let sent = rig.vic.received("Offer").remove(0);
    assert_eq!((&sent["to"], sent.get("proof")), (&json!([partner.actor.id]), None));
    assert!(rig.third.seen().iter().all(|seen| seen.body["type"] != "Offer"));

    post(&rig, &other.actor, &other.accept(1, &offer, &other.campaign)).await;
    post(&rig, &evil.actor, &evil.accept(1, &offer, &evil.campaign)).await;
    post(&rig, &partner.actor, &partner.accept(1, &offer, &evil.campaign)).await;
    post(&rig, &partner.actor, &partner.accept(2, &offer, &other.actor.id)).await;
    post(&rig, &partner.actor, &partner.accept(3, "http://sut.test/activities/1", &partner.campaign)).await;
    // A number before the answer, and a refusal by somebody else.
    let uri = listed(&rig).await.record.uri;
    post(&rig, &partner.actor, &partner.tell(4, &uri, &tally(rig.clock.now_ms(), 1_000))).await;
    post(&rig, &other.actor, &other.actor.activity("Reject", 2, json!(offer))).await;
    assert_eq!((house(&rig).await.state, house(&rig).await.count), (JointState::Invited, 0));
    assert!(rig.vic.received("Update").is_empty(), "nobody was given the key");

    post(&rig, &partner.actor, &partner.accept(5, &offer, &partner.campaign)).await;
    rig.delivered().await;
    let there = house(&rig).await;
    assert_eq!((there.state, there.name.as_str()), (JointState::Joined, "Clean Sea"));
    let key = rig.vic.received("Update").into_iter().find(|u| u["object"]["sealedKey"].is_string());
    let key = key.expect("the key").to_string();
    // Once more, with another key to seal to: the one who has it already gets no other.
    post(&rig, &partner.actor, &partner.accept(6, &offer, &partner.campaign)).await;
    rig.delivered().await;
    let keys =
        rig.vic.received("Update").into_iter().filter(|u| u["object"]["sealedKey"].is_string()).count();
    assert_eq!(keys, 1, "{key}");
}

#[tokio::test]
async fn forged_old_broken_and_impossible_numbers_count_nothing() {
    let rig = Rig::start().await;
    let id = open(&rig, HANDLE).await.id;
    let partner = Partner::at(&rig.vic, "north");
    let other = Partner::at(&rig.third, "south");
    let (uri, _) = joined(&rig, &rig.vic, &partner, "north").await;
    sign(&rig, id, 0..2).await;
    let now = rig.clock.now_ms();
    post(&rig, &partner.actor, &partner.tell(10, &uri, &tally(now, 5))).await;
    talk(&[&rig]).await;
    assert_eq!(total(&rig, id).await, 7);

    let drawn = Tally { sketched: 200, sketch: Some(sketch(200)), ..tally(now + 10, 200) };
    let mut broken = partner.tell(20, &uri, &drawn);
    broken["object"]["sketch"] = json!("AAAA");
    let mut empty = partner.tell(21, &uri, &drawn);
    empty["object"]["sketch"] = json!("A".repeat(empty["object"]["sketch"].as_str().expect("text").len()));
    let mut bare = partner.tell(18, &uri, &tally(now + 10, 900));
    bare["object"]["sketched"] = json!(900);
    let mut by_campaign = partner.tell(22, &uri, &tally(now + 10, 900));
    by_campaign["object"]["attributedTo"] = json!(partner.campaign);
    let house_of = House { uri: partner.campaign.clone(), name: String::new(), url: None, count: 900 };
    let cases = [
        ("by a stranger", &other.actor, other.tell(11, &uri, &tally(now + 10, 900))),
        ("older", &partner.actor, partner.tell(12, &uri, &tally(now - 1, 900))),
        ("of the same time", &partner.actor, partner.tell(13, &uri, &tally(now, 900))),
        ("from the future", &partner.actor, partner.tell(14, &uri, &tally(now + 3_600_000, 900))),
        ("below nothing", &partner.actor, partner.tell(15, &uri, &tally(now + 10, -900))),
        ("more than people", &partner.actor, partner.tell(16, &uri, &tally(now + 10, i64::MAX))),
        (
            "more than its sketch",
            &partner.actor,
            partner.tell(17, &uri, &Tally { sketched: 90_000, ..drawn.clone() }),
        ),
        ("without a sketch", &partner.actor, bare),
        ("of another campaign", &partner.actor, partner.tell(19, &format!("{uri}0"), &tally(now + 10, 900))),
        ("a broken sketch", &partner.actor, broken),
        ("an empty sketch", &partner.actor, empty),
        ("for its campaign", &partner.actor, by_campaign),
        (
            "as if it led",
            &partner.actor,
            partner.tell(23, &uri, &Tally { houses: vec![house_of], ..tally(now + 10, 900) }),
        ),
        (
            "with a key",
            &partner.actor,
            partner.tell(24, &uri, &Tally { sealed_key: Some(vec![1]), ..tally(now + 10, 900) }),
        ),
        ("the first once more", &partner.actor, partner.tell(10, &uri, &tally(now, 5))),
    ];
    for (why, actor, activity) in &cases {
        post(&rig, actor, activity).await;
        assert_eq!(house(&rig).await.count, 5, "{why}");
    }
    // An id that the lead signs for another host is refused at the door.
    let forged = tell(&other.actor, 30, &uri, &tally(now + 10, 900));
    assert_eq!(rig.post(&partner.actor, &forged).await, StatusCode::UNAUTHORIZED);
    talk(&[&rig]).await;
    assert_eq!(total(&rig, id).await, 7);
    post(&rig, &partner.actor, &partner.tell(31, &uri, &drawn)).await;
    talk(&[&rig]).await;
    assert_eq!(total(&rig, id).await, 202, "a good one counts");
}

#[tokio::test]
async fn a_house_leaves_by_its_own_word_only_and_its_number_goes_with_it() {
    let rig = Rig::start().await;
    let id = open(&rig, HANDLE).await.id;
    let (partner, other) = (Partner::at(&rig.vic, "north"), Partner::at(&rig.third, "south"));
    let (uri, offer) = joined(&rig, &rig.vic, &partner, "north").await;
    joined_too(&rig, &other).await;
    let now = rig.clock.now_ms();
    for one in [&partner, &other] {
        post(&rig, &one.actor, &one.tell(10, &uri, &tally(now, 5))).await;
    }
    talk(&[&rig]).await;
    assert_eq!(total(&rig, id).await, 10);

    let accept = format!("{}/activities/1", partner.actor.id);
    let undo = |by: &Actor, number: u32| {
        wire::leave(&format!("{}/activities/{number}", by.id), &by.id, &accept, &offer, "")
    };
    post(&rig, &other.actor, &undo(&other.actor, 20)).await;
    let remove = |by: &Actor| by.activity("Remove", 21, json!(offer));
    let mut forged = remove(&other.actor);
    forged["target"] = json!(uri);
    post(&rig, &other.actor, &forged).await;
    talk(&[&rig]).await;
    assert_eq!(total(&rig, id).await, 10, "somebody else says so");

    post(&rig, &partner.actor, &undo(&partner.actor, 22)).await;
    post(&rig, &partner.actor, &partner.tell(23, &uri, &tally(now + 10, 900))).await;
    post(&rig, &partner.actor, &partner.accept(24, &offer, &partner.campaign)).await;
    talk(&[&rig]).await;
    assert_eq!(
        total(&rig, id).await,
        5,
        "who has left counts no more, and does not come back by an old invitation"
    );
    let gone = number_of(&rig, &partner.actor.id).await;
    let state = listed(&rig).await.houses.into_iter().find(|(h, _)| h.id == gone).expect("a house").0.state;
    assert_eq!(state, JointState::Left);
}

async fn joined_too(rig: &Rig, partner: &Partner) {
    let name = format!("@south@{}", rig.third.authority());
    let offer = joint::invite(&rig.cx(), None, HANDLE, &name).await.expect("invited").offer_uri;
    rig.delivered().await;
    rig.tell(&partner.actor, &partner.accept(1, &offer.expect("an invitation"), &partner.campaign)).await;
}
