//! Endorsements on the wire: the document, the digest that it is bound to, and the activities around it.
//!
//! The digest of a version is SHA-256 over the canonical form (RFC 8785) of an object that has these members of the
//! document and no others, as far as the document has them, written as `digestMultibase`:
//!
//! | of | members |
//! |---|---|
//! | a statement | `id`, `type`, `attributedTo`, `published`, `version`, `summary`, `contentMap`, `attachment` |
//! | a campaign | `id`, `type`, `attributedTo`, `published`, `name`, `summary`, `goal`, `demands`, `decisionMakers`, and of `attachment` the links whose `rel` is `payment` |
//!
//! The other lines of a campaign's `attachment` are not among them: one of them names the endorsers. `content` is not among them: the line about the endorsers follows the text there. `contentMap` has the text without it.

use serde_json::{Map, Value, json};

use super::actor_out::drop_empty;
use super::fault::Fault;
use super::members::{clip, id_of, kind, list, required_uri, text};
use super::{activity, context};
use crate::domain::account::ActorKind;
use crate::domain::text::{clean_line, plain};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::keys::digest_multibase;

/// The type of the document.
pub const TYPE: &str = "Endorsement";
/// A multihash of 32 bytes in base58 has 47 characters at most, with its prefix.
const LONGEST_DIGEST: usize = 60;
/// The longest title that is kept, in characters.
const LONGEST_TITLE: usize = 200;

const OF_A_STATEMENT: [&str; 8] =
    ["id", "type", "attributedTo", "published", "version", "summary", "contentMap", "attachment"];
const OF_A_CAMPAIGN: [&str; 9] =
    ["id", "type", "attributedTo", "published", "name", "summary", "goal", "demands", "decisionMakers"];

/// Something that can be endorsed, as its own server serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsable {
    /// Its id.
    pub uri: Uri,
    /// Whose it is; a campaign speaks for itself.
    pub owner: Uri,
    /// It is a campaign and no statement.
    pub is_campaign: bool,
    /// What it is called; plain text.
    pub title: String,
    /// The number of its version; 0 for a campaign, whose versions have none.
    pub version: i64,
    /// The digest of its version.
    pub digest: String,
}

impl Endorsable {
    /// Reads a document that we kept in its exact text.
    pub fn parse(text: &str) -> Option<Self> {
        Self::read(&parse(text)?)
    }

    /// Reads a statement or a campaign. `None` for anything else: there is nothing to bind an endorsement to.
    pub fn read(document: &Value) -> Option<Self> {
        let uri = Uri::parse(text(document, "id")?).ok()?;
        let is_campaign = kind(document) == Some(ActorKind::Group.as_str());
        let title = if is_campaign { text(document, "name")?.to_owned() } else { title_of(document)? };
        let owner = if is_campaign {
            uri.clone()
        } else {
            Uri::parse(list(document, "attributedTo").first().and_then(id_of)?).ok()?
        };
        Some(Self {
            is_campaign,
            title: clean_line(&title, LONGEST_TITLE),
            version: document.get("version").and_then(Value::as_i64).unwrap_or_default().max(0),
            digest: digest(document)?,
            owner,
            uri,
        })
    }
}

/// A document that we kept in its exact text.
pub fn parse(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// The bold first paragraph of the main text, or the beginning of the text.
fn title_of(document: &Value) -> Option<String> {
    let main = main_text(document)?;
    let bold = main.strip_prefix("<p><strong>").and_then(|rest| rest.split_once("</strong>"));
    if let Some((title, _)) = bold {
        return Some(plain(clip(title, 4_000)));
    }
    let whole = plain(clip(main, 4_000));
    let first = whole.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    Some(first.to_owned())
}

/// The text that is endorsed, in its main language: the entry of `contentMap` that `content` begins with.
pub fn main_text(document: &Value) -> Option<&str> {
    let content = text(document, "content").unwrap_or_default();
    let map = document.get("contentMap")?.as_object()?;
    let texts = || map.values().filter_map(Value::as_str);
    texts().filter(|one| content.starts_with(one)).max_by_key(|one| one.len()).or_else(|| texts().next())
}

/// The digest of the version that a document shows. `None` for what has no versions that can be endorsed.
pub fn digest(document: &Value) -> Option<String> {
    let members = document.as_object()?;
    let names = match (kind(document)?, members.get("kind").and_then(Value::as_str)) {
        ("Note" | "Question" | "Article", _) if members.get("contentMap").is_some_and(Value::is_object) => {
            &OF_A_STATEMENT[..]
        }
        ("Group", Some("campaign")) => &OF_A_CAMPAIGN[..],
        _ => return None,
    };
    let mut covered: Map<String, Value> = names
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), members.get(*name).filter(|v| !v.is_null())?.clone())))
        .collect();
    if names == OF_A_CAMPAIGN {
        let donations: Vec<Value> = donations(document).cloned().collect();
        if !donations.is_empty() {
            covered.insert("attachment".to_owned(), Value::Array(donations));
        }
    }
    serde_jcs::to_vec(&Value::Object(covered)).ok().map(|bytes| digest_multibase(&bytes))
}

/// The donation links of a campaign (FEP-0ea0): whoever endorses it stands beside them.
pub(super) fn donations(document: &Value) -> impl Iterator<Item = &Value> + Clone {
    list(document, "attachment").iter().filter(|one| text(one, "rel") == Some("payment"))
}

/// When the proof of a document that we kept ends, where it says so. What cannot be read has ended: nobody could check it.
pub fn ends_at(document: &str) -> Option<Time> {
    let Some(document) = parse(document) else { return Some(Time(0)) };
    let end = document.get("proof")?.get("expires")?;
    Some(end.as_str().and_then(Time::parse).unwrap_or(Time(0)))
}

/// An endorsement as somebody else made it. Nothing in it is believed before its proof was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endorsement {
    /// Its id, of the endorser's origin.
    pub id: Uri,
    /// Who endorses.
    pub endorser: Uri,
    /// What.
    pub object: Uri,
    /// The digest of the version.
    pub digest: String,
    /// The number of the version, as the endorser understood it.
    pub version: i64,
    /// The document, with its proof.
    pub document: Value,
}

impl Endorsement {
    /// Reads an endorsement.
    pub fn read(document: &Value) -> Result<Self, Fault> {
        let id = required_uri(document, "id")?;
        let endorser = required_uri(document, "attributedTo")?;
        if list(document, "attributedTo").len() != 1 {
            return Err(Fault::NotTheActor("attributedTo"));
        }
        if !id.same_origin(&endorser) {
            return Err(Fault::OtherOrigin("the endorsement", "the one who endorses"));
        }
        let digest =
            text(document, "digestMultibase").filter(|d| d.len() <= LONGEST_DIGEST && d.starts_with('z'));
        Ok(Self {
            object: required_uri(document, "object")?,
            digest: digest.ok_or(Fault::Missing("digestMultibase"))?.to_owned(),
            version: document.get("version").and_then(Value::as_i64).unwrap_or_default().max(0),
            document: document.clone(),
            id,
            endorser,
        })
    }
}

/// An endorsement of ours. Its proof is attached by the caller.
pub fn document(id: &str, endorser: &str, of: &Endorsable, published: Time) -> Value {
    let mut document = json!({
        "@context": context::endorsement(),
        "id": id,
        "type": TYPE,
        "attributedTo": endorser,
        "object": of.uri.as_str(),
        "digestMultibase": of.digest,
        "version": (of.version > 0).then_some(of.version),
        "published": published.rfc3339(),
    });
    drop_empty(&mut document);
    document
}

/// What stands first in the `featured` collection of a campaign: its key statement.
pub fn head_of(featured: &Value) -> Option<Uri> {
    let first =
        ["orderedItems", "items"].into_iter().find_map(|name| list(featured, name).first().and_then(id_of));
    Uri::parse(first?).ok()
}

/// The collection of what is endorsed.
pub fn collection_of(object: &str) -> String {
    format!("{object}/endorsements")
}

/// Somebody of ours offers an endorsement. What it carries keeps the context that its proof was made over.
pub fn offer(id: &str, actor: &str, endorsement: &Value, host: &str) -> Value {
    let object = endorsement["object"].as_str().unwrap_or_default();
    json!({
        "@context": context::endorsement(), "id": id, "type": "Offer", "actor": actor, "to": [host],
        "object": endorsement, "target": collection_of(object),
    })
}

/// Somebody of ours asks a partner to endorse something of its own.
pub fn invite(id: &str, actor: &str, object: &str, partner: &str) -> Value {
    json!({
        "@context": context::plain(), "id": id, "type": "Invite", "actor": actor, "to": [partner],
        "object": object, "target": collection_of(object),
    })
}

/// The host takes it: `offer` is the id of the activity that offered it.
pub fn accept(id: &str, actor: &str, offer: &str, endorsement: &str, endorser: &str) -> Value {
    let mut activity = activity::accept(id, actor, &json!(offer));
    activity["to"] = json!([endorser]);
    activity["result"] = json!(endorsement);
    activity
}

/// The host does not take it, or no longer shows it; `why` is a sentence.
pub fn reject(id: &str, actor: &str, offer: &str, endorser: &str, why: &str) -> Value {
    let mut activity = activity::reject(id, actor, &json!(offer));
    activity["to"] = json!([endorser]);
    if !why.is_empty() {
        activity["summary"] = json!(why);
    }
    activity
}

/// The host puts it into the collection.
pub fn add(id: &str, actor: &str, endorsement: &Value, object: &str, to: &[String]) -> Value {
    json!({
        "@context": context::endorsement(), "id": id, "type": "Add", "actor": actor, "to": to,
        "object": endorsement, "target": {
            "id": collection_of(object), "type": "OrderedCollection", "attributedTo": actor,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::note;
    use crate::wire::note::tests::{AUTHOR, out, post};

    fn statement() -> Value {
        note::object(&out(&post(), &[]))
    }

    #[test]
    fn the_digest_is_that_of_the_documentation() {
        let document = json!({
            "@context": ["https://www.w3.org/ns/activitystreams"], "id": "https://host.example/posts/1", "type": "Note",
            "attributedTo": "https://host.example/actors/coalition", "published": "2026-11-28T09:00:00Z", "version": 1,
            "content": "<p>The river is ours.</p><p>Endorsed by: North</p>",
            "contentMap": {"en": "<p>The river is ours.</p>"}, "to": ["https://www.w3.org/ns/activitystreams#Public"],
        });
        assert_eq!(digest(&document).as_deref(), Some(VECTOR));
    }

    const VECTOR: &str = "zQmaZzttmJ6hWZP2kfUYPfuw9Hw3iTub5iry1Y19BTJGzuQ";

    #[test]
    fn the_digest_covers_the_words_and_not_who_endorsed_them() {
        let plain = statement();
        let before = digest(&plain).expect("a digest");
        for (member, value) in [
            ("content", json!("<p>Other</p>")),
            ("updated", json!("2030-01-01T00:00:00Z")),
            ("tag", json!([])),
            ("proof", json!({})),
            ("endorsements", json!("https://us.test/e")),
        ] {
            let mut other = plain.clone();
            other[member] = value;
            assert_eq!(digest(&other), Some(before.clone()), "{member}");
        }
        for (member, value) in [
            ("contentMap", json!({"es": "<p>Otro</p>"})),
            ("version", json!(3)),
            ("id", json!("https://us.test/statements/6")),
            ("attributedTo", json!("https://us.test/actors/other")),
            ("summary", json!("Violence")),
            ("attachment", json!([])),
            ("published", json!("2020-01-01T00:00:00Z")),
        ] {
            let mut other = plain.clone();
            other[member] = value;
            assert_ne!(digest(&other), Some(before.clone()), "{member}");
        }
        let mut line = plain.clone();
        line["contentMap"] = json!(null);
        assert_eq!(digest(&line), None);
    }

    #[test]
    fn what_can_be_endorsed_is_read_from_its_document() {
        let read = Endorsable::read(&statement()).expect("a statement");
        assert_eq!((read.owner.as_str(), read.version, read.is_campaign), (AUTHOR, 2, false));
        assert_eq!(read.title, "Río <limpio>");
        assert!(
            Endorsable::read(&json!({"id": "https://us.test/u", "type": "Person", "name": "V"})).is_none()
        );
        let campaign = json!({"id": "https://us.test/actors/river", "type": "Group", "kind": "campaign",
            "name": "Clean River", "goal": "Clean water", "demands": ["Open the sluices"]});
        let read = Endorsable::read(&campaign).expect("a campaign");
        assert_eq!(
            (read.title.as_str(), read.owner.as_str(), read.version),
            ("Clean River", "https://us.test/actors/river", 0)
        );
        let mut other = campaign.clone();
        other["state"] = json!("won");
        assert_eq!(digest(&other), digest(&campaign));
        for (member, value) in [
            ("demands", json!(["Close the sluices"])),
            ("summary", json!("<p>Other words about it.</p>")),
            ("attachment", json!([{"type": "Link", "rel": "payment", "href": "https://other.test/give"}])),
        ] {
            let mut other = campaign.clone();
            other[member] = value;
            assert_ne!(digest(&other), digest(&campaign), "{member}");
        }
        let mut named = campaign.clone();
        named["attachment"] = json!([{"type": "PropertyValue", "name": "Endorsed by", "value": "North"}]);
        assert_eq!(digest(&named), digest(&campaign), "who endorses it changes nothing of it");
    }

    #[test]
    fn the_key_statement_is_the_first_that_is_featured() {
        for items in [
            json!({"orderedItems": ["https://us.test/posts/2", "https://us.test/posts/1"]}),
            json!({"items": [{"id": "https://us.test/posts/2", "type": "Note"}]}),
            json!({"orderedItems": "https://us.test/posts/2"}),
        ] {
            let head = head_of(&items).expect("one");
            assert_eq!(head.as_str(), "https://us.test/posts/2", "{items}");
        }
        for items in [json!({}), json!({"orderedItems": []}), json!({"items": [{"type": "Note"}]}), json!([])]
        {
            assert_eq!(head_of(&items), None, "{items}");
        }
    }

    #[test]
    fn what_we_offer_we_read_back() {
        let of = Endorsable::read(&statement()).expect("a statement");
        let made = document("https://p.test/endorsements/1", "https://p.test/actors/p", &of, Time(0));
        let read = Endorsement::read(&made).expect("an endorsement");
        assert_eq!((&read.digest, read.version, read.object), (&of.digest, 2, of.uri));
        let offer = offer("https://p.test/activities/1", "https://p.test/actors/p", &made, AUTHOR);
        assert_eq!(offer["target"], "https://us.test/statements/5/endorsements");
        assert!(offer["object"].get("@context").is_some(), "the proof was made over it");
    }

    #[test]
    fn endorsements_that_speak_for_somebody_else_are_not_read() {
        let of = Endorsable::read(&statement()).expect("a statement");
        let made = document("https://p.test/endorsements/1", "https://p.test/actors/p", &of, Time(0));
        for (member, value) in [
            ("attributedTo", json!("https://third.test/actors/p")),
            ("attributedTo", json!(["https://p.test/actors/p", "https://p.test/actors/q"])),
            ("id", json!("https://third.test/endorsements/1")),
            ("digestMultibase", json!("x")),
            ("digestMultibase", json!(null)),
            ("object", json!(7)),
        ] {
            let mut other = made.clone();
            other[member] = value;
            assert!(Endorsement::read(&other).is_err(), "{member}");
        }
    }
}
