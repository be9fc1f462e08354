//! An activity of somebody else, understood: what it asks for, with everything in it that its actor may
//! not say already refused. Whether it has an effect is decided elsewhere.

use serde_json::Value;

use super::act::{Act, Incoming, Inner, Reference};
use super::actor::{ActorDocument, actor_kind};
use super::endorsement::{self, Endorsement};
use super::envelope::Envelope;
use super::fault::Fault;
use super::incoming_post::{post_kind, read_by};
use super::joint;
use super::members::{addresses, clip, id_of, kind, list, required_uri, text, time, uri};
use crate::domain::audience::is_public;
use crate::domain::text::{clean_line, excerpt, plain};
use crate::domain::uri::Uri;

/// The most accounts and posts of one report (A88).
const MOST_REPORTED: usize = 100;
/// The longest text of a report, in characters.
const LONGEST_REPORT: usize = 5000;
/// The most objects of one `Create`: as many as a question may have options.
const MOST_CREATED: usize = super::incoming_tags::MOST_OPTIONS;

/// Understands an activity.
///
/// Unknown types are [`Act::Other`]. A fault means that a known type is malformed, or that its actor
/// speaks for somebody else.
pub fn read(activity: &Value) -> Result<Incoming, Fault> {
    let Envelope { id, kind, actor, .. } = Envelope::read(activity)?;
    let object = || required_uri(activity, "object");
    let act = match kind.as_str() {
        "Follow" => Act::Follow { object: object()? },
        "Accept" | "TentativeAccept" => {
            if let Some(membership) = joint::membership(activity) {
                let act = Act::Joint(joint::accept(activity, membership, &actor)?);
                return Ok(Incoming { id, actor, act });
            }
            Act::Accept { object: answered(activity, &actor)?, result: uri(activity, "result") }
        }
        "Reject" | "TentativeReject" => Act::Reject { object: answered(activity, &actor)? },
        "Undo" => Act::Undo { object: undone(activity, &actor)? },
        "Create" => create(activity, &actor)?,
        "Update" => update(activity, &actor)?,
        "Delete" => Act::Delete { object: of_origin(object()?, &actor, "the object")? },
        "Announce" => Act::Announce {
            object: object()?,
            inner: inner(activity),
            to: addresses(activity, "to"),
            cc: addresses(activity, "cc"),
            published: time(activity, "published"),
        },
        "Like" | "EmojiReact" => Act::Like { object: object()?, emoji: emoji(activity) },
        "Join" => Act::Join { object: object()?, is_maybe: false },
        "TentativeJoin" => Act::Join { object: object()?, is_maybe: true },
        "Leave" => Act::Leave { object: object()? },
        "Block" => Act::Block { object: object()? },
        "Flag" => flag(activity)?,
        "Move" => Act::Move { object: object()?, target: required_uri(activity, "target")? },
        "Add" => Act::Add { object: object()?, target: own_target(activity, &actor)? },
        "Remove" => Act::Remove { object: object()?, target: own_target(activity, &actor)? },
        "Offer" => offer(activity, &actor)?,
        "Invite" => Act::Invite {
            object: of_origin(object()?, &actor, "what is to be endorsed")?,
            to: addresses(activity, "to"),
        },
        "QuoteRequest" => Act::QuoteRequest {
            object: object()?,
            instrument: of_origin(required_uri(activity, "instrument")?, &actor, "the instrument")?,
        },
        "FeatureRequest" => Act::FeatureRequest {
            object: object()?,
            instrument: of_origin(required_uri(activity, "instrument")?, &actor, "the collection")?,
        },
        other => Act::Other { kind: clean_line(other, 64) },
    };
    Ok(Incoming { id, actor, act })
}

/// The activity that `object` names or carries.
fn reference(activity: &Value) -> Result<Reference, Fault> {
    let object = list(activity, "object").first().ok_or(Fault::Missing("object"))?;
    let reference = Reference {
        id: id_of(object).and_then(|id| Uri::parse(id).ok()),
        kind: kind(object).map(|kind| clean_line(kind, 64)),
        actor: uri(object, "actor"),
        object: uri(object, "object"),
    };
    if reference.id.is_none() && reference.object.is_none() {
        return Err(Fault::Missing("object"));
    }
    Ok(reference)
}

/// What was asked of the actor. Only the one who was to be followed can answer a Follow (A81); a relay
/// answers one that asked for everybody.
fn answered(activity: &Value, actor: &Uri) -> Result<Reference, Fault> {
    let reference = reference(activity)?;
    let is_follow = reference.kind.as_deref() == Some("Follow");
    match &reference.object {
        Some(asked) if is_follow && asked != actor && !is_public(asked.as_str()) => {
            Err(Fault::NotTheActor("the one who was to be followed"))
        }
        _ => Ok(reference),
    }
}

/// What the actor takes back: its own doing (A80).
fn undone(activity: &Value, actor: &Uri) -> Result<Reference, Fault> {
    let reference = reference(activity)?;
    match &reference.actor {
        Some(other) if other != actor => Err(Fault::NotTheActor("the one whose act is undone")),
        _ => Ok(reference),
    }
}

fn create(activity: &Value, actor: &Uri) -> Result<Act, Fault> {
    let objects = list(activity, "object");
    let first = objects.first().ok_or(Fault::Missing("object"))?;
    if !first.is_object() {
        return Err(Fault::NotEmbedded);
    }
    if objects.len() > MOST_CREATED {
        return Err(Fault::Missing("object"));
    }
    if post_kind(first).is_none() {
        return Ok(Act::Other { kind: other_kind("Create", first) });
    }
    let mut posts = Vec::with_capacity(objects.len());
    for object in objects {
        let mut post = read_by(object, actor)?;
        if object.get("to").is_none() && object.get("cc").is_none() {
            (post.to, post.cc) = (addresses(activity, "to"), addresses(activity, "cc"));
        }
        posts.push(post);
    }
    if posts.len() > 1 && posts.iter().any(|post| post.vote.is_none()) {
        return Err(Fault::Missing("object"));
    }
    Ok(Act::Create { posts })
}

fn update(activity: &Value, actor: &Uri) -> Result<Act, Fault> {
    let object = list(activity, "object").first().ok_or(Fault::Missing("object"))?;
    if !object.is_object() {
        return Err(Fault::NotEmbedded);
    }
    if kind(object) == Some(joint::TALLY) {
        return Ok(Act::Joint(joint::tally(object, actor)?));
    }
    if actor_kind(object).is_some() {
        let document = ActorDocument::read(object)?;
        if document.uri != *actor {
            return Err(Fault::NotTheActor("the actor document"));
        }
        return Ok(Act::UpdateActor { actor: Box::new(document), digest: endorsement::digest(object) });
    }
    if post_kind(object).is_none() {
        return Ok(Act::Other { kind: other_kind("Update", object) });
    }
    let post = Box::new(read_by(object, actor)?);
    Ok(Act::UpdatePost { post, digest: endorsement::digest(object) })
}

/// An endorsement is offered by the one who endorses; what else is offered means nothing here.
fn offer(activity: &Value, actor: &Uri) -> Result<Act, Fault> {
    let object = list(activity, "object").first().ok_or(Fault::Missing("object"))?;
    if kind(object) == Some(joint::TYPE) {
        return Ok(Act::Joint(joint::offer(activity, actor)?));
    }
    if kind(object) != Some(endorsement::TYPE) {
        return Ok(Act::Other { kind: other_kind("Offer", object) });
    }
    let endorsement = Endorsement::read(object)?;
    if endorsement.endorser != *actor {
        return Err(Fault::NotTheActor("the one who endorses"));
    }
    Ok(Act::Offer { endorsement: Box::new(endorsement) })
}

fn other_kind(outer: &str, object: &Value) -> String {
    clean_line(&format!("{outer} {}", clip(kind(object).unwrap_or("untyped"), 64)), 80)
}

/// What is carried along, when it is an activity: it has an actor and an object.
fn inner(activity: &Value) -> Option<Inner> {
    let object = list(activity, "object").first()?;
    let is_activity = object.get("actor").is_some() && object.get("object").is_some();
    let kind = kind(object).filter(|_| is_activity)?;
    Some(Inner {
        kind: clean_line(kind, 64),
        id: uri(object, "id"),
        actor: uri(object, "actor"),
        object: uri(object, "object"),
    })
}

fn emoji(activity: &Value) -> Option<String> {
    let content = text(activity, "content").or_else(|| text(activity, "_misskey_reaction"))?;
    // Joiners belong to many emoji, so this is not the cleaning of a name.
    let fits = content.chars().count() <= 70
        && !content.chars().any(|c| c.is_control() || c.is_whitespace() || "<>&\"'".contains(c));
    (fits && !content.is_empty()).then(|| content.to_owned())
}

fn flag(activity: &Value) -> Result<Act, Fault> {
    let mut objects: Vec<Uri> = Vec::new();
    for object in list(activity, "object").iter().filter_map(id_of).filter_map(|id| Uri::parse(id).ok()) {
        if objects.len() == MOST_REPORTED {
            break;
        }
        if !objects.contains(&object) {
            objects.push(object);
        }
    }
    if objects.is_empty() {
        return Err(Fault::Missing("object"));
    }
    let content = text(activity, "content").unwrap_or_default();
    Ok(Act::Flag { objects, content: excerpt(&plain(clip(content, LONGEST_REPORT * 4)), LONGEST_REPORT) })
}

/// A collection of the actor's own origin (A86).
fn own_target(activity: &Value, actor: &Uri) -> Result<Uri, Fault> {
    of_origin(required_uri(activity, "target")?, actor, "the target")
}

fn of_origin(id: Uri, actor: &Uri, what: &'static str) -> Result<Uri, Fault> {
    if id.same_origin(actor) { Ok(id) } else { Err(Fault::OtherOrigin(what, "the actor")) }
}

#[cfg(test)]
#[path = "incoming_tests.rs"]
mod tests;
