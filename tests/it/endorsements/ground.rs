//! What these tests stand on: a partner that knows endorsements, and its offers.

use antiphon::domain::endorsement::{EndorsementState, Side};
use antiphon::domain::post::Post;
use antiphon::domain::time::Time;
use antiphon::keys::{Algorithm, SigningKey};
use antiphon::service::endorsements::{self, Endorser, Entry};
use antiphon::service::{posts, statements};
use antiphon::wire::actor_out::ENDORSEMENTS;
use antiphon::wire::endorsement::{self as wire, Endorsable};
use antiphon::wire::proof;
use serde_json::{Value, json};

use crate::campaigns::ground::words;
use crate::support::peer::{Actor, Peer};
use crate::support::rig::Rig;

/// An organisation whose server knows endorsements.
pub struct Partner {
    pub actor: Actor,
    pub proofs: SigningKey,
}

impl Partner {
    pub fn at(peer: &Peer, name: &str) -> Self {
        let partner = Self { actor: peer.actor(name), proofs: SigningKey::generate(Algorithm::Ed25519) };
        peer.serve(&format!("/users/{name}"), &partner.document(peer, name));
        partner
    }

    pub fn document(&self, peer: &Peer, name: &str) -> Value {
        let mut document = peer.actor_document(name, &self.actor);
        document["type"] = json!("Organization");
        document["assertionMethod"] = json!([{"id": self.method(), "type": "Multikey", "controller": self.actor.id,
            "publicKeyMultibase": self.proofs.verifying_key().to_multibase()}]);
        document["generator"] = json!({"type": "Application", "implements": [{"href": ENDORSEMENTS.href}]});
        document
    }

    pub fn method(&self) -> String {
        format!("{}#ed25519-key", self.actor.id)
    }

    /// A signed endorsement with this number.
    pub fn endorsement(&self, number: u32, of: &Endorsable, at: Time) -> Value {
        let id = format!("{}/endorsements/{number}", self.actor.id);
        proof::attach(wire::document(&id, &self.actor.id, of, at), &self.proofs, &self.method(), at)
    }

    pub fn offer(&self, number: u32, endorsement: &Value) -> Value {
        let id = format!("{}/activities/{number}", self.actor.id);
        wire::offer(&id, &self.actor.id, endorsement, "")
    }
}

/// A statement of the coalition.
pub async fn statement(rig: &Rig) -> Post {
    statements::publish(&rig.cx(), None, &rig.coalition().await, words("The river")).await.expect("published")
}

/// The statement as its document says it now.
pub async fn endorsable(rig: &Rig, post: &Post) -> Endorsable {
    let text = posts::own_object(&rig.cx(), post.id, None).await.expect("an object");
    Endorsable::parse(&text).expect("a statement")
}

pub async fn shown(rig: &Rig, post: &Post) -> Vec<Endorser> {
    endorsements::of(&rig.cx(), post.uri.as_str()).await.expect("reads")
}

pub async fn received(rig: &Rig) -> Vec<Entry> {
    let all = endorsements::list(&rig.cx(), Side::Received).await.expect("reads");
    all.into_iter().map(|(entry, _)| entry).collect()
}

/// The one that waits for a decision.
pub async fn waiting(rig: &Rig) -> Entry {
    let all = received(rig).await;
    all.into_iter().find(|entry| entry.state == EndorsementState::Offered).expect("one waits")
}

/// What another server reads at the address of the post.
pub async fn served(rig: &Rig, post: &Post) -> Value {
    let text = posts::own_object(&rig.cx(), post.id, None).await.expect("an object");
    serde_json::from_str(&text).expect("JSON")
}

/// A statement of another coalition in this version.
pub fn theirs(partner: &Partner, peer: &Peer, version: i64, text: &str) -> String {
    let mut note = partner.actor.note(1, &format!("<p>{text}</p>"));
    note["contentMap"] = json!({"en": format!("<p>{text}</p>")});
    note["version"] = json!(version);
    peer.serve("/users/north/notes/1", &note);
    peer.url("/users/north/notes/1")
}
