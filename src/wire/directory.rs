//! The directory on the wire: what actors say about themselves for it, collections of actors that Mastodon can follow
//! (FEP-7aa9) with the requests and stamps they need, and the signed list that partners exchange.

use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::context;
use super::fault::Fault;
use super::members::{clip, kind, line, list, required_uri, text, uri};
use crate::domain::account::ActorKind;
use crate::domain::audience::PUBLIC;
use crate::domain::campaign::{self, LONGEST_LINE};
use crate::domain::campaign_state::CampaignState;
use crate::domain::day::Day;
use crate::domain::directory::{EntryKind, Facts, MOST_OF_A_KIND};
use crate::domain::language::Language;
use crate::domain::peer_list::{MOST_PEERS, Peer, PeerList};
use crate::domain::sector::Sector;
use crate::domain::time::Time;
use crate::domain::uri::Uri;

/// The capability of answering requests to be shown in a collection.
pub const LISTING: &str = "https://w3id.org/fep/7aa9";
/// The longest name of a partner, in characters.
const LONGEST_NAME: usize = 200;
/// The most keys, and other ids, of one partner.
const MOST_KEYS: usize = 5;

/// What an actor says about itself for directories. Words that mean nothing are left out.
pub fn facts(value: &Value, actor: ActorKind, id: &Uri) -> Facts {
    let kind = match actor {
        ActorKind::Organization => EntryKind::Coalition,
        ActorKind::Group if text(value, "kind") == Some("campaign") => EntryKind::Campaign,
        _ => return Facts { can_be_asked: can_be_asked(value), ..Facts::default() },
    };
    let state = text(value, "state").and_then(CampaignState::parse).filter(|state| state.is_public());
    let is_campaign = kind == EntryKind::Campaign;
    Facts {
        kind: Some(kind),
        can_be_asked: can_be_asked(value),
        state: state.filter(|_| is_campaign).map(|state| state.as_str().to_owned()),
        // The moment of the end is one of the last day.
        ends: text(value, "endTime").filter(|_| is_campaign).and_then(|at| Day::parse(at.get(..10)?)),
        goal: line(value, "goal", LONGEST_LINE).filter(|_| is_campaign).unwrap_or_default(),
        sectors: sectors(value),
        regions: words(value, "regions", |code| campaign::region(code).ok()),
        languages: words(value, "languages", language),
        mirrors: words(value, "mirrors", web),
        peers: uri(value, "peers")
            .filter(|peers| peers.same_origin(id))
            .map(|peers| peers.as_str().to_owned()),
    }
}

/// It says who may show it, or that its server knows the requests.
fn can_be_asked(value: &Value) -> bool {
    let has_policy = value.get("interactionPolicy").is_some_and(|policy| policy["canFeature"].is_object());
    let told = list(value, "implements");
    let by_generator = value.get("generator").map_or(&[][..], |generator| list(generator, "implements"));
    let href = |item: &Value| item.as_str().or_else(|| text(item, "href")).map(str::to_owned);
    has_policy || told.iter().chain(by_generator).take(50).filter_map(href).any(|href| href == LISTING)
}

fn words(value: &Value, member: &str, read: impl Fn(&str) -> Option<String>) -> Vec<String> {
    let mut found = Vec::new();
    for word in list(value, member).iter().take(4 * MOST_OF_A_KIND).filter_map(Value::as_str) {
        if let Some(word) = read(word)
            && found.len() < MOST_OF_A_KIND
            && !found.contains(&word)
        {
            found.push(word);
        }
    }
    found
}

fn sectors(value: &Value) -> Vec<Sector> {
    let known = words(value, "sectors", |word| Sector::parse(word).map(|sector| sector.as_str().to_owned()));
    known.iter().filter_map(|word| Sector::parse(word)).collect()
}

fn language(text: &str) -> Option<String> {
    Language::parse(text).map(|language| language.tag().to_owned())
}

fn web(text: &str) -> Option<String> {
    Uri::parse(text).ok().map(|uri| uri.as_str().to_owned())
}

/// What the document of an actor of ours says beyond itself, so that it can be listed elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Openness<'a> {
    /// Others may show it: those whom it follows at once, everybody else when the desk agrees.
    pub is_open: bool,
    /// The collection of those whom the coalition follows.
    pub following: &'a str,
    /// What a coalition says of itself; none for a campaign, which says it by its plan.
    pub coalition: Option<(&'a Facts, &'a str)>,
    /// Where the coalition's collections of partners are.
    pub collections: Option<&'a str>,
}

/// Adds to the document of a coalition or campaign of ours who may show it, and what it shows itself.
pub fn describe(document: &mut Value, open: &Openness<'_>) {
    document["@context"] = context::campaign();
    let policy = if open.is_open {
        json!({"automaticApproval": [open.following], "manualApproval": [PUBLIC]})
    } else {
        // A policy without anybody in it reads like no policy.
        json!({"automaticApproval": [document["id"]]})
    };
    document["interactionPolicy"] = json!({ "canFeature": policy });
    if let Some((facts, peers)) = open.coalition {
        document["kind"] = json!("coalition");
        document["sectors"] = words_of(facts);
        document["regions"] = json!(facts.regions);
        document["languages"] = json!(facts.languages);
        document["peers"] = json!(peers);
    }
    document["featuredCollections"] = json!(open.collections);
    drop_empty(document);
}

fn words_of(facts: &Facts) -> Value {
    facts.sectors.iter().map(|sector| json!(sector.as_str())).collect()
}

/// An entry as our documents tell of it.
#[derive(Clone, Debug)]
pub struct EntryOut<'a> {
    /// Its id.
    pub uri: &'a str,
    /// Its type.
    pub actor: ActorKind,
    /// Its name.
    pub name: &'a str,
    /// Its page.
    pub url: Option<&'a str>,
    /// Its keys for proofs (multibase).
    pub keys: &'a [String],
    /// Other ids of it.
    pub also_known_as: &'a [String],
    /// What it says about itself.
    pub facts: &'a Facts,
}

/// An entry as an item of a collection.
pub fn entry(out: &EntryOut<'_>) -> Value {
    let facts = out.facts;
    let mut item = json!({
        "id": out.uri, "type": out.actor.as_str(), "name": out.name, "url": out.url,
        "kind": facts.kind.map(EntryKind::as_str), "state": facts.state,
        "goal": Some(&facts.goal).filter(|goal| !goal.is_empty()),
        "keys": out.keys, "alsoKnownAs": out.also_known_as, "mirrors": facts.mirrors,
        "sectors": words_of(facts), "regions": facts.regions, "languages": facts.languages,
    });
    drop_empty(&mut item);
    item
}

/// The directory as a collection: its head, or a page of it with the address of the next.
pub fn collection(id: &str, owner: &str, total: i64, items: &[Value], next: Option<&str>) -> Value {
    let mut document = json!({
        "@context": context::directory(), "id": id, "type": "OrderedCollection", "attributedTo": owner,
        "totalItems": total, "next": next, "orderedItems": items,
    });
    drop_empty(&mut document);
    document
}

/// The list that partners exchange, before its proof.
pub fn peers(id: &str, owner: &str, sequence: Time, items: &[Value]) -> Value {
    json!({
        "@context": context::directory(), "id": id, "type": "OrderedCollection", "kind": "peers",
        "attributedTo": owner, "sequence": sequence.0, "updated": sequence.rfc3339(),
        "totalItems": items.len(), "orderedItems": items,
    })
}

/// Reads somebody's list of partners. Items that are none are passed over, and so is what comes after the first 500.
pub fn read_peers(value: &Value) -> Result<PeerList, Fault> {
    if kind(value) != Some("OrderedCollection") || text(value, "kind") != Some("peers") {
        return Err(Fault::UnknownType);
    }
    let sequence = value.get("sequence").and_then(Value::as_i64).filter(|number| *number > 0);
    let mut peers: Vec<Peer> = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for item in list(value, "orderedItems").iter().take(4 * MOST_PEERS) {
        if peers.len() < MOST_PEERS
            && let Some(peer) = peer(item)
            && seen.insert(peer.uri.clone())
        {
            peers.push(peer);
        }
    }
    Ok(PeerList {
        id: required_uri(value, "id")?,
        owner: required_uri(value, "attributedTo")?,
        sequence: sequence.ok_or(Fault::Missing("sequence"))?,
        peers,
    })
}

fn peer(item: &Value) -> Option<Peer> {
    let mut keys = words(item, "keys", |key| {
        (key.len() <= 200 && key.starts_with('z') && key.bytes().all(|b| b.is_ascii_alphanumeric()))
            .then(|| key.to_owned())
    });
    keys.truncate(MOST_KEYS);
    let mut also_known_as = words(item, "alsoKnownAs", web);
    also_known_as.truncate(MOST_KEYS);
    Some(Peer {
        uri: uri(item, "id")?,
        kind: EntryKind::parse(clip(text(item, "kind")?, 20))?,
        name: line(item, "name", LONGEST_NAME)?,
        keys,
        also_known_as,
        mirrors: words(item, "mirrors", web),
        sectors: sectors(item),
        regions: words(item, "regions", |code| campaign::region(code).ok()),
        languages: words(item, "languages", language),
    })
}

/// One actor in a collection that Mastodon can follow, with the stamp that proves its consent.
#[derive(Clone, Debug)]
pub struct FeaturedOut {
    /// The id of the item.
    pub id: String,
    /// The id of the actor.
    pub actor: String,
    /// Its type.
    pub kind: ActorKind,
    /// The id of the stamp.
    pub stamp: String,
}

/// A collection of actors (FEP-7aa9), before its proof.
pub fn featured(
    id: &str,
    owner: &str,
    (name, about, language): (&str, &str, &str),
    (published, updated): (Time, Time),
    items: &[FeaturedOut],
) -> Value {
    let item = |one: &FeaturedOut| {
        json!({
            "id": one.id, "type": "FeaturedItem", "featuredObject": one.actor,
            "featuredObjectType": one.kind.as_str(), "featureAuthorization": one.stamp,
        })
    };
    json!({
        "@context": context::directory(), "id": id, "type": "FeaturedCollection", "attributedTo": owner,
        "name": name, "summaryMap": {language: about}, "url": id, "sensitive": false, "discoverable": true,
        "published": published.rfc3339(), "updated": updated.rfc3339(), "totalItems": items.len(),
        "orderedItems": items.iter().map(item).collect::<Vec<_>>(),
    })
}

/// Somebody's consent is asked for.
pub fn request(id: &str, actor: &str, object: &str, collection: &str) -> Value {
    json!({
        "@context": context::directory(), "id": id, "type": "FeatureRequest", "actor": actor,
        "object": object, "instrument": collection, "to": [object],
    })
}

/// A request is taken back.
pub fn undo_request(id: &str, actor: &str, request: &Value) -> Value {
    let mut inner = request.clone();
    if let Value::Object(members) = &mut inner {
        members.shift_remove("@context");
    }
    json!({
        "@context": context::directory(), "id": id, "type": "Undo", "actor": actor, "object": inner,
        "to": request["to"],
    })
}

/// Consent is given with a stamp, or refused. The request is named by its id, as Mastodon does it.
pub fn answer(id: &str, actor: &str, request: &str, asker: &str, stamp: Option<&str>) -> Value {
    let mut activity = json!({
        "@context": context::directory(), "id": id, "type": if stamp.is_some() { "Accept" } else { "Reject" },
        "actor": actor, "object": request, "result": stamp, "to": [asker],
    });
    drop_empty(&mut activity);
    activity
}

/// The stamp that proves to everybody that an actor of ours agreed; served at its id.
pub fn stamp(id: &str, actor: &str, collection: &str) -> Value {
    json!({
        "@context": context::directory(), "id": id, "type": "FeatureAuthorization", "attributedTo": actor,
        "interactingObject": collection, "interactionTarget": actor,
    })
}

/// A collection of ours is new, or has changed; `target` is where the collections are listed.
pub fn tell(id: &str, collection: &Value, target: Option<&str>, to: &[String], cc: &[String]) -> Value {
    let mut activity = json!({
        "@context": context::directory(), "id": id, "type": if target.is_some() { "Add" } else { "Update" },
        "actor": collection["attributedTo"], "object": collection, "target": target, "to": to, "cc": cc,
    });
    drop_empty(&mut activity);
    activity
}

#[cfg(test)]
#[path = "directory_tests.rs"]
mod tests;
