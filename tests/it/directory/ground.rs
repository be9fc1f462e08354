//! What these tests stand on: coalitions of other servers that sign, answer and lie.

use antiphon::domain::account::Account;
use antiphon::domain::directory::EntryState;
use antiphon::domain::time::Time;
use antiphon::domain::uri::Uri;
use antiphon::keys::{Algorithm, SigningKey};
use antiphon::service::{accounts, directory, peer_lists};
use antiphon::wire::proof;
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::peer::{Actor, PUBLIC, Peer};
use crate::support::rig::Rig;

/// A coalition of another server.
pub struct Partner {
    /// Who it is.
    pub actor: Actor,
    /// What it proves its documents with.
    pub proofs: SigningKey,
    /// Where its document is.
    pub path: String,
}

impl Partner {
    /// A coalition that can be asked, with what its document says beyond that.
    pub fn new(peer: &Peer, name: &str, more: &Value) -> Self {
        let actor = peer.actor(name);
        let partner =
            Self { actor, proofs: SigningKey::generate(Algorithm::Ed25519), path: format!("/users/{name}") };
        partner.serve(peer, name, more);
        partner
    }

    /// Its document, from now on with this.
    pub fn serve(&self, peer: &Peer, name: &str, more: &Value) {
        let id = &self.actor.id;
        let mut document = peer.actor_document(name, &self.actor);
        document["type"] = json!("Organization");
        document["assertionMethod"] = json!([{
            "id": self.method(), "type": "Multikey", "controller": id,
            "publicKeyMultibase": self.proofs.verifying_key().to_multibase(),
        }]);
        document["interactionPolicy"] = json!({"canFeature": {"manualApproval": [PUBLIC]}});
        document["sectors"] = json!(["housing"]);
        document["regions"] = json!(["HU-BU"]);
        document["languages"] = json!(["hu"]);
        document["peers"] = json!(format!("{id}/peers"));
        for (member, value) in more.as_object().expect("an object") {
            document[member] = value.clone();
        }
        peer.serve(&self.path, &document);
    }

    fn method(&self) -> String {
        format!("{}#ed25519-key", self.actor.id)
    }

    /// Its account here.
    pub async fn account(&self, rig: &Rig) -> Account {
        let uri = Uri::parse(&self.actor.id).expect("an id");
        antiphon::remote::resolve::actor(&rig.cx(), &uri).await.expect("the actor is fetched")
    }

    /// What its server says when it agrees to the newest request, with this stamp.
    pub fn agree(&self, peer: &Peer, number: u32, stamp: &str) -> Value {
        let request = peer.received("FeatureRequest").last().expect("a request")["id"].clone();
        let mut accept = self.actor.activity("Accept", number, request);
        accept["result"] = json!(stamp);
        accept
    }

    /// Its list, with its proof.
    pub fn list(&self, sequence: i64, items: &[Value]) -> Value {
        let whole = antiphon::wire::directory::peers(
            &format!("{}/peers", self.actor.id),
            &self.actor.id,
            Time(sequence),
            items,
        );
        proof::attach(whole, &self.proofs, &self.method(), Time(sequence))
    }

    /// Its stamp of this number.
    pub fn stamp(&self, number: u32) -> String {
        format!("{}/stamps/{number}", self.actor.id)
    }
}

/// A partner of `vic.test` that was asked and agreed.
pub async fn listed(rig: &Rig, peer: &Peer, name: &str, more: &Value) -> Partner {
    let partner = Partner::new(peer, name, more);
    let before = peer.received("FeatureRequest").len();
    directory::ask_for(&rig.cx(), None, &partner.actor.id).await.expect("asked");
    rig.wait_for("the request is sent", async || peer.received("FeatureRequest").len() > before).await;
    rig.tell(&partner.actor, &partner.agree(peer, 9_001, &partner.stamp(1))).await;
    assert_eq!(state(rig, &partner).await, EntryState::Listed);
    if more["peers"].is_null() && more.get("peers").is_some() {
        return partner;
    }
    // The job asks for its list at once; what a test serves there is looked at by the test alone.
    let account = partner.account(rig).await;
    rig.wait_for("its list was asked for", async || {
        let (partners, _) = peer_lists::overview(&rig.opened.app).await.expect("an overview");
        let of_it = partners.iter().find(|one| one.account.id == account.id);
        of_it.is_some_and(|one| one.list.failures > 0)
    })
    .await;
    partner
}

/// How far the entry of a partner has come.
pub async fn state(rig: &Rig, partner: &Partner) -> EntryState {
    let account = partner.account(rig).await;
    directory::find(&rig.cx(), account.id).await.expect("reads").expect("an entry").state
}

/// The ids in the directory as everybody reads it.
pub async fn shown(rig: &Rig) -> Vec<String> {
    let (status, document) = read(rig, "/directory").await;
    assert_eq!(status, StatusCode::OK);
    let items = document["orderedItems"].as_array().expect("items");
    items.iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

/// The ids in the first collection that Mastodon follows.
pub async fn featured(rig: &Rig) -> Vec<String> {
    let (status, document) = read(rig, "/actors/coalition/collections/1").await;
    assert_eq!(status, StatusCode::OK);
    assert!(document["proof"].is_object());
    let items = document["orderedItems"].as_array().expect("items");
    items.iter().map(|item| item["featuredObject"].as_str().expect("an id").to_owned()).collect()
}

/// What a path answers, as JSON.
pub async fn read(rig: &Rig, path: &str) -> (StatusCode, Value) {
    let asked = rig.http.get(rig.url(path)).header("accept", "application/activity+json");
    let answer = asked.send().await.expect("an answer");
    let status = answer.status();
    let text = answer.text().await.expect("a text");
    (status, serde_json::from_str(&text).unwrap_or(Value::Null))
}

/// The status and the words of what a browser gets.
pub async fn page(rig: &Rig, path: &str) -> (StatusCode, String) {
    let answer = rig.http.get(rig.url(path)).header("accept", "text/html").send().await.expect("an answer");
    (answer.status(), answer.text().await.expect("a text"))
}

/// The id of the coalition here.
pub async fn house(rig: &Rig) -> Account {
    accounts::coalition(&rig.cx()).await.expect("a coalition")
}
