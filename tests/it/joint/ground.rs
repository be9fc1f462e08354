//! What these tests stand on: campaigns of two and three servers, their signers, and partners that say what a test wants.

use antiphon::domain::account::Account;
use antiphon::domain::ids::{CampaignId, RowId};
use antiphon::domain::joint::{JointState, Tally};
use antiphon::domain::pledge::Shown;
use antiphon::domain::sketch::{Sketch, place};
use antiphon::domain::time::Time;
use antiphon::domain::uri::Uri;
use antiphon::keys::{HandoverKey, hmac_sha256};
use antiphon::service::joint::{self, HouseRecord, Listed};
use antiphon::service::{joint_tallies, pledges};
use antiphon::wire::actor_out::JOINT;
use antiphon::wire::joint as wire;
use serde_json::{Value, json};

use crate::campaigns::ground::HANDLE;
use crate::support::lists;
use crate::support::peer::{Actor, Peer};
use crate::support::rig::Rig;

/// Longer than the pause between two numbers in the rig.
const PAUSE: i64 = 1_000;

/// The account of a member, wherever they live.
pub async fn member(rig: &Rig, uri: &str) -> Account {
    let mut account = rig.coalition().await;
    account.uri = Uri::parse(uri).expect("an address");
    uri.clone_into(&mut account.name);
    account
}

/// So many people sign; the same numbers are the same people, wherever they sign.
pub async fn sign(rig: &Rig, campaign: CampaignId, numbers: std::ops::Range<u32>) {
    let mut account = rig.coalition().await;
    for number in numbers {
        account.uri = Uri::parse(&format!("https://people.test/users/{number}")).expect("an address");
        pledges::sign_as_member(&rig.opened.app, &account, campaign, Shown::Hidden).await.expect("signed");
    }
}

pub async fn total(rig: &Rig, campaign: CampaignId) -> i64 {
    pledges::total(&rig.opened.app, campaign).await.expect("a total").all()
}

/// What the desk sees of the one joint campaign.
pub async fn listed(rig: &Rig) -> Listed {
    let mut all = lists::joint(&rig.opened.app).await.expect("a list");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

pub async fn house(rig: &Rig) -> HouseRecord {
    listed(rig).await.houses.remove(0).0
}

/// Everybody says what they have to say, and hears it; several times, since one answers the other.
pub async fn talk(rigs: &[&Rig]) {
    for _ in 0..4 {
        for rig in rigs {
            rig.clock.advance(PAUSE);
            joint_tallies::do_what_is_due(&rig.opened.app).await.expect("counted");
            rig.delivered().await;
        }
        for rig in rigs {
            rig.drain().await;
        }
    }
}

pub fn handle(rig: &Rig) -> String {
    format!("@coalition@sut.test:{}", rig.port)
}

/// One leads, the other takes part with its campaign of the same handle.
pub async fn join(lead: &Rig, partner: &Rig) {
    joint::invite(&lead.cx(), None, HANDLE, &handle(partner)).await.expect("invited");
    talk(&[lead, partner]).await;
    let waiting = listed(partner).await.record;
    assert_eq!(waiting.state, JointState::Invited);
    joint::accept(&partner.cx(), None, waiting.id, HANDLE).await.expect("accepted");
    talk(&[partner, lead]).await;
    assert!(listed(partner).await.record.secret.is_some(), "the key has come");
}

/// A coalition whose server knows joint campaigns, and its campaign.
pub struct Partner {
    pub actor: Actor,
    pub campaign: String,
    pub opening: HandoverKey,
}

impl Partner {
    pub fn at(peer: &Peer, name: &str) -> Self {
        let actor = peer.actor(name);
        let mut document = peer.actor_document(name, &actor);
        document["type"] = json!("Organization");
        document["generator"] = json!({"type": "Application", "implements": [{"href": JOINT.href}]});
        peer.serve(&format!("/users/{name}"), &document);
        let group = format!("{name}-sea");
        let campaign = peer.actor(&group);
        let mut document = peer.actor_document(&group, &campaign);
        document["type"] = json!("Group");
        document["name"] = json!("Clean Sea");
        peer.serve(&format!("/users/{group}"), &document);
        Self { actor, campaign: campaign.id, opening: HandoverKey::generate() }
    }

    /// Its answer to the invitation with this id.
    pub fn accept(&self, number: u32, offer: &str, campaign: &str) -> Value {
        let id = format!("{}/activities/{number}", self.actor.id);
        wire::join(&id, &self.actor.id, offer, "", campaign, &self.opening.public())
    }

    /// A number of its own.
    pub fn tell(&self, number: u32, joint: &str, tally: &Tally) -> Value {
        tell(&self.actor, number, joint, tally)
    }
}

pub fn tell(actor: &Actor, number: u32, joint: &str, tally: &Tally) -> Value {
    wire::tell(&format!("{}/activities/{number}", actor.id), &actor.id, "", joint, tally)
}

/// A number at this time, without a sketch.
pub fn tally(sequence: i64, count: i64) -> Tally {
    Tally { sequence: Time(sequence), count, sketched: 0, sketch: None, houses: Vec::new(), sealed_key: None }
}

/// A sketch of so many.
pub fn sketch(count: u32) -> Sketch {
    let places = (0..count).map(|number| place(&hmac_sha256(b"a key", &number.to_be_bytes())));
    Sketch::draw(&places.collect::<Vec<_>>()).expect("enough")
}

/// Our campaign leads, the partner has joined; the id of the joint campaign, and that of the invitation.
pub async fn joined(rig: &Rig, peer: &Peer, partner: &Partner, name: &str) -> (String, String) {
    let invited = joint::invite(&rig.cx(), None, HANDLE, &format!("@{name}@{}", peer.authority())).await;
    let offer = invited.expect("invited").offer_uri.expect("an invitation");
    rig.delivered().await;
    rig.tell(&partner.actor, &partner.accept(1, &offer, &partner.campaign)).await;
    (listed(rig).await.record.uri, offer)
}

/// The number of the house whose coalition this is.
pub async fn number_of(rig: &Rig, coalition: &str) -> RowId {
    let found = listed(rig)
        .await
        .houses
        .into_iter()
        .find(|(_, account)| account.as_ref().is_some_and(|account| account.uri.as_str() == coalition));
    found.expect("a house").0.id
}
