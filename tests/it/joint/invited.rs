//! We are invited: by whom that can be, what we tell the one who leads, and what we believe of it.

use antiphon::domain::ids::CampaignId;
use antiphon::domain::joint::{House, JointState, Tally};
use antiphon::domain::time::{DAY, Time};
use antiphon::keys::{hmac_sha256, seal_to};
use antiphon::service::joint;
use antiphon::wire::joint as wire;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use serde_json::{Value, json};

use crate::campaigns::ground::{HANDLE, actor_of, open};
use crate::support::lists;
use crate::support::peer::{Actor, Peer};
use crate::support::rig::Rig;

use super::ground::{listed, sign, talk, tally, tell, total};

const SECRET: [u8; 32] = [9; 32];

/// A campaign elsewhere that leads.
struct Lead {
    actor: Actor,
    joint: String,
}

impl Lead {
    fn at(peer: &Peer, name: &str) -> Self {
        let actor = peer.actor(name);
        let mut document = peer.actor_document(name, &actor);
        document["type"] = json!("Group");
        peer.serve(&format!("/users/{name}"), &document);
        Self { joint: format!("{}#joint-1", actor.id), actor }
    }

    fn offer(&self, number: u32, to: &str, at: i64) -> Value {
        let of =
            wire::Invitation { joint: &self.joint, lead: &self.actor.id, name: "River", published: Time(at) };
        wire::invite(&format!("{}/activities/{number}", self.actor.id), &of, to)
    }

    /// It tells a total, made of ours and its own.
    fn total(&self, rig: &Rig, sequence: i64, ours: i64, own: i64) -> Tally {
        let house = |uri: String, count| House { uri, name: "River".to_owned(), url: None, count };
        let houses = vec![house(self.actor.id.clone(), own), house(actor_of(rig, HANDLE), ours)];
        Tally { houses, ..tally(sequence, own + ours) }
    }
}

async fn count(rig: &Rig) -> usize {
    lists::joint(&rig.opened.app).await.expect("a list").len()
}

/// We have said that we take part, and the lead has not answered yet.
async fn answers(rig: &Rig, lead: &Lead) {
    let us = rig.coalition().await.uri.as_str().to_owned();
    rig.tell(&lead.actor, &lead.offer(1, &us, rig.clock.now_ms())).await;
    joint::accept(&rig.cx(), None, listed(rig).await.record.id, HANDLE).await.expect("accepted");
    rig.delivered().await;
}

/// We take part; the lead has handed over the key.
async fn takes_part(rig: &Rig, lead: &Lead) -> CampaignId {
    let id = open(rig, HANDLE).await.id;
    answers(rig, lead).await;
    hand_over(rig, lead).await;
    id
}

async fn hand_over(rig: &Rig, lead: &Lead) {
    let accept = rig.vic.received("Accept").remove(0);
    assert_eq!(accept["result"]["campaign"], json!(actor_of(rig, HANDLE)));
    let key =
        URL_SAFE_NO_PAD.decode(accept["result"]["sealingKey"].as_str().expect("a key")).expect("base64");
    let sealed = seal_to(&key.try_into().expect("32 bytes"), lead.joint.as_bytes(), &SECRET).expect("sealed");
    let told = Tally { sealed_key: Some(sealed), ..tally(rig.clock.now_ms(), 0) };
    rig.tell(&lead.actor, &tell(&lead.actor, 2, &lead.joint, &told)).await;
    assert!(listed(rig).await.record.secret.is_some());
}

/// Deliveries of one object are in order, those of two are not: a lead that hears our number before our answer does not
/// believe it.
#[tokio::test]
async fn a_number_that_overtook_our_answer_is_told_again_when_the_key_comes() {
    let rig = Rig::start().await;
    let lead = Lead::at(&rig.vic, "river");
    let id = open(&rig, HANDLE).await.id;
    sign(&rig, id, 0..3).await;
    answers(&rig, &lead).await;
    talk(&[&rig]).await;
    let early = rig.vic.received("Update").len();
    hand_over(&rig, &lead).await;
    talk(&[&rig]).await;
    let told = rig.vic.received("Update");
    assert_eq!((told.len(), &told[early]["object"]["count"]), (early + 1, &json!(3)), "once more, and once");
}

#[tokio::test]
async fn forged_and_old_invitations_are_none_and_one_is_answered_once() {
    let rig = Rig::start().await;
    open(&rig, HANDLE).await;
    let us = rig.coalition().await.uri.as_str().to_owned();
    let (lead, evil) = (Lead::at(&rig.vic, "river"), Lead::at(&rig.evil, "mallory"));
    let now = rig.clock.now_ms();
    let vera =
        Lead { actor: rig.vic.actor("vera"), joint: format!("{}#joint-1", rig.vic.url("/users/vera")) };
    let mut for_lead = evil.offer(3, &us, now);
    for_lead["object"]["id"] = json!(lead.joint);
    for (why, actor, offer) in [
        ("by a person", &vera.actor, vera.offer(1, &us, now)),
        ("for somebody else", &lead.actor, lead.offer(2, &lead.actor.id, now)),
        ("too old", &lead.actor, lead.offer(3, &us, now - 9 * DAY)),
        ("from the future", &lead.actor, lead.offer(4, &us, now + DAY)),
        ("of another origin", &evil.actor, for_lead),
    ] {
        let status = rig.post(actor, &offer).await;
        assert!([StatusCode::ACCEPTED, StatusCode::BAD_REQUEST].contains(&status), "{why}");
        rig.drain().await;
        assert_eq!(count(&rig).await, 0, "{why}");
    }
    rig.tell(&lead.actor, &lead.offer(5, &us, now)).await;
    let id = listed(&rig).await.record.id;
    assert!(joint::accept(&rig.cx(), None, id, "no-such").await.is_err());
    joint::decline(&rig.cx(), None, id).await.expect("declined");
    rig.delivered().await;
    assert_eq!(rig.vic.received("Reject").len(), 1);
    assert!(joint::decline(&rig.cx(), None, id).await.is_err());
    assert!(joint::accept(&rig.cx(), None, id, HANDLE).await.is_err());
    // The same once more under another id is no new invitation; a later one is.
    rig.tell(&lead.actor, &lead.offer(6, &us, now)).await;
    assert_eq!(listed(&rig).await.record.state, JointState::Declined);
    rig.tell(&lead.actor, &lead.offer(7, &us, now + 1)).await;
    assert_eq!(listed(&rig).await.record.state, JointState::Invited);
}

#[tokio::test]
async fn what_is_told_holds_no_person_and_no_digest_of_one() {
    let rig = Rig::start().await;
    let lead = Lead::at(&rig.vic, "river");
    let id = takes_part(&rig, &lead).await;
    sign(&rig, id, 0..49).await;
    talk(&[&rig]).await;
    let told = rig.vic.received("Update");
    let object = &told.last().expect("a number")["object"];
    assert_eq!((&object["count"], object.get("sketch")), (&json!(49), None), "too few to hide behind");
    sign(&rig, id, 49..80).await;
    talk(&[&rig]).await;
    let told = rig.vic.received("Update").pop().expect("a number");
    let object = told["object"].as_object().expect("an object");
    let known = ["attributedTo", "context", "count", "id", "scale", "sequence", "sketch", "sketched", "type"];
    assert!(object.keys().all(|key| known.contains(&key.as_str())), "{told}");
    assert_eq!((&object["count"], &object["sketched"]), (&json!(80), &json!(80)));
    let sketch = URL_SAFE_NO_PAD.decode(object["sketch"].as_str().expect("text")).expect("base64");
    assert!(sketch.len() <= 32, "{} bytes for 80 people", sketch.len());
    for number in 0..80 {
        let digest = hmac_sha256(&SECRET, format!("actor\nhttps://people.test/users/{number}").as_bytes());
        let start = &digest[..4];
        assert!(!sketch.windows(4).any(|part| part == start), "{number}");
    }
    // A few more are told as a number; the places stay as they are, so that nobody sees which were theirs.
    sign(&rig, id, 80..84).await;
    talk(&[&rig]).await;
    let later = rig.vic.received("Update").pop().expect("a number");
    assert_eq!((&later["object"]["count"], &later["object"]["sketch"]), (&json!(84), &object["sketch"]));
    // And when nothing is new, nothing is told.
    let before = rig.vic.received("Update").len();
    talk(&[&rig]).await;
    assert_eq!(rig.vic.received("Update").len(), before);
}

#[tokio::test]
async fn only_the_one_who_leads_tells_us_a_total() {
    let rig = Rig::start().await;
    let (lead, other) = (Lead::at(&rig.vic, "river"), Lead::at(&rig.evil, "mallory"));
    let id = takes_part(&rig, &lead).await;
    sign(&rig, id, 0..2).await;
    let now = rig.clock.now_ms();
    rig.tell(&lead.actor, &tell(&lead.actor, 10, &lead.joint, &lead.total(&rig, now, 1, 7))).await;
    assert_eq!(total(&rig, id).await, 9, "seven there, and ours as we know them");
    let house = || House { uri: lead.actor.id.clone(), name: String::new(), url: None, count: 900 };
    let too_much = Tally { houses: vec![House { count: 1, ..house() }], ..tally(now + 10, 900) };
    let negative = Tally { houses: vec![house(), House { count: -1, ..house() }], ..tally(now + 10, 900) };
    let good = Tally { houses: vec![house()], ..tally(now + 10, 900) };
    for (why, by, number, told) in [
        ("somebody else", &other.actor, 11, &good),
        ("more than all houses", &lead.actor, 12, &too_much),
        ("a negative house", &lead.actor, 13, &negative),
        ("older", &lead.actor, 14, &Tally { sequence: Time(now - 1), ..good.clone() }),
        ("of the same time", &lead.actor, 15, &Tally { sequence: Time(now), ..good.clone() }),
        ("another key", &lead.actor, 16, &Tally { sealed_key: Some(vec![1; 80]), ..good.clone() }),
    ] {
        rig.post(by, &tell(by, number, &lead.joint, told)).await;
        rig.drain().await;
        assert_eq!(total(&rig, id).await, 9, "{why}");
    }
    // Who is not the lead cannot take us out, and nobody can with an older invitation.
    for (number, by, offer) in [(20, &other.actor, 1), (21, &lead.actor, 99)] {
        let mut remove =
            by.activity("Remove", number, json!(format!("{}/activities/{offer}", lead.actor.id)));
        remove["target"] = json!(lead.joint);
        rig.post(by, &remove).await;
        rig.drain().await;
        assert_eq!(listed(&rig).await.record.state, JointState::Joined);
    }
    let mut remove = lead.actor.activity("Remove", 22, json!(format!("{}/activities/1", lead.actor.id)));
    remove["target"] = json!(lead.joint);
    rig.tell(&lead.actor, &remove).await;
    assert_eq!(listed(&rig).await.record.state, JointState::Left);
    assert_eq!(total(&rig, id).await, 2, "ours stay ours");
}
