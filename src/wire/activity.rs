//! The activities we send. Every function gives the whole document; ids are given to it.

use serde_json::{Value, json};

use super::actor_out::drop_empty;
use super::context;
use crate::domain::time::Time;

/// Somebody of ours published this object.
///
/// Author, addressees and time are those of the object; so public activities carry `to` and `cc`.
pub fn create(id: &str, object: &Value) -> Value {
    carry("Create", id, object, &object["published"])
}

/// Somebody of ours changed this object, or itself when it is an actor document.
pub fn update(id: &str, object: &Value) -> Value {
    carry("Update", id, object, &object["updated"])
}

/// An actor of ours changed itself; `to` is everybody or its followers.
pub fn update_actor(id: &str, document: &Value, to: &[String]) -> Value {
    let mut activity = update(id, document);
    activity["actor"] = document["id"].clone();
    activity["to"] = json!(to);
    activity
}

/// Something of ours is gone; `object` is its id.
pub fn delete(id: &str, actor: &str, object: &str, to: &[String], cc: &[String]) -> Value {
    addressed("Delete", id, actor, &json!({"id": object, "type": "Tombstone"}), to, cc)
}

/// An actor of ours is gone for good.
pub fn delete_actor(id: &str, actor: &str, to: &[String]) -> Value {
    addressed("Delete", id, actor, &json!(actor), to, &[])
}

/// An actor of ours wants to follow.
pub fn follow(id: &str, actor: &str, object: &str) -> Value {
    with_context(follow_of(id, actor, object))
}

/// A Follow as other activities carry it.
pub fn follow_of(id: &str, actor: &str, object: &str) -> Value {
    json!({"id": id, "type": "Follow", "actor": actor, "object": object})
}

/// An actor of ours wants nothing to do with somebody, who is told so that their server keeps to it.
pub fn block(id: &str, actor: &str, object: &str) -> Value {
    with_context(block_of(id, actor, object))
}

/// A Block as an `Undo` carries it.
pub fn block_of(id: &str, actor: &str, object: &str) -> Value {
    json!({"id": id, "type": "Block", "actor": actor, "object": object, "to": [object]})
}

/// Our server reports an account and posts of it to their server; never in the name of a person.
pub fn flag(id: &str, actor: &str, objects: &[String], content: &str) -> Value {
    with_context(json!({
        "id": id, "type": "Flag", "actor": actor, "object": objects, "content": content,
        "to": objects.first().map(|account| json!([account])),
    }))
}

/// An actor of ours agrees to what was asked; `object` is the asking activity.
pub fn accept(id: &str, actor: &str, object: &Value) -> Value {
    answer("Accept", id, actor, object)
}

/// An actor of ours refuses what was asked, or takes its consent back.
pub fn reject(id: &str, actor: &str, object: &Value) -> Value {
    answer("Reject", id, actor, object)
}

/// An actor of ours takes back what it did; `object` is that activity, with the same addressees.
pub fn undo(id: &str, actor: &str, object: &Value) -> Value {
    let mut activity = json!({
        "@context": context::plain(), "id": id, "type": "Undo", "actor": actor, "object": embedded(object),
        "to": object.get("to"), "cc": object.get("cc"),
    });
    drop_empty(&mut activity);
    activity
}

/// An actor of ours passes on the object with this id.
pub fn announce(id: &str, actor: &str, object: &str, to: &[String], cc: &[String], published: Time) -> Value {
    let mut activity = addressed("Announce", id, actor, &json!(object), to, cc);
    activity["published"] = json!(published.rfc3339());
    activity
}

/// A campaign of ours passes on a whole activity to servers of groups (FEP-1b12).
pub fn announce_activity(id: &str, actor: &str, object: &Value, to: &[String], cc: &[String]) -> Value {
    let mut activity = addressed("Announce", id, actor, &embedded(object), to, cc);
    // What is carried along uses terms of its own.
    activity["@context"] = object.get("@context").cloned().unwrap_or_else(context::plain);
    activity
}

/// An actor of ours likes something; `to` is its author.
pub fn like(id: &str, actor: &str, object: &str, to: &[String]) -> Value {
    addressed("Like", id, actor, &json!(object), to, &[])
}

/// An actor of ours puts something into one of its collections.
pub fn add(id: &str, actor: &str, object: &str, target: &str, to: &[String], cc: &[String]) -> Value {
    targeted("Add", id, actor, object, target, to, cc)
}

/// An actor of ours takes something out of one of its collections.
pub fn remove(id: &str, actor: &str, object: &str, target: &str, to: &[String], cc: &[String]) -> Value {
    targeted("Remove", id, actor, object, target, to, cc)
}

/// An actor of ours is elsewhere now. The object is a plain id, which every receiver can compare.
pub fn relocate(id: &str, actor: &str, target: &str, to: &[String]) -> Value {
    targeted("Move", id, actor, actor, target, to, &[])
}

/// What was asked when somebody wants to quote (FEP-044f), as an answer carries it.
pub fn quote_request_of(id: &str, actor: &str, object: &str, instrument: &str) -> Value {
    json!({"id": id, "type": "QuoteRequest", "actor": actor, "object": object, "instrument": instrument})
}

/// The author of a quoted text agrees; `stamp` is the id of the [`quote_stamp`].
pub fn accept_quote(id: &str, actor: &str, request: &Value, stamp: &str) -> Value {
    let mut activity = accept(id, actor, request);
    activity["@context"] = context::quote();
    activity["result"] = json!(stamp);
    activity
}

/// The author of a quoted text refuses.
pub fn reject_quote(id: &str, actor: &str, request: &Value) -> Value {
    let mut activity = reject(id, actor, request);
    activity["@context"] = context::quote();
    activity
}

/// The stamp that proves to everybody that a quote was agreed to: served at its id.
pub fn quote_stamp(id: &str, author: &str, quoting: &str, quoted: &str) -> Value {
    json!({
        "@context": context::quote(), "id": id, "type": "QuoteAuthorization", "attributedTo": author,
        "interactingObject": quoting, "interactionTarget": quoted,
    })
}

fn carry(kind: &str, id: &str, object: &Value, published: &Value) -> Value {
    let mut activity = json!({
        "@context": object.get("@context"),
        "id": id,
        "type": kind,
        "actor": object.get("attributedTo"),
        "to": object.get("to"),
        "cc": object.get("cc"),
        "audience": object.get("audience"),
        "published": published,
        "object": embedded(object),
    });
    drop_empty(&mut activity);
    activity
}

fn addressed(kind: &str, id: &str, actor: &str, object: &Value, to: &[String], cc: &[String]) -> Value {
    with_context(json!({"id": id, "type": kind, "actor": actor, "object": object, "to": to, "cc": cc}))
}

fn targeted(
    kind: &str,
    id: &str,
    actor: &str,
    object: &str,
    target: &str,
    to: &[String],
    cc: &[String],
) -> Value {
    let mut activity = addressed(kind, id, actor, &json!(object), to, cc);
    activity["target"] = json!(target);
    activity
}

/// An answer goes to the one who asked, and to nobody else.
fn answer(kind: &str, id: &str, actor: &str, object: &Value) -> Value {
    let mut activity = json!({
        "@context": context::plain(), "id": id, "type": kind, "actor": actor, "object": embedded(object),
        "to": object.get("actor").map(|asker| json!([asker])),
    });
    drop_empty(&mut activity);
    activity
}

/// A document inside another needs no context of its own, unless its proof was made over it.
pub(super) fn embedded(object: &Value) -> Value {
    let mut object = object.clone();
    if object.get("proof").is_none()
        && let Value::Object(members) = &mut object
    {
        members.shift_remove("@context");
    }
    object
}

fn with_context(activity: Value) -> Value {
    let mut whole = json!({"@context": context::plain()});
    if let (Value::Object(whole), Value::Object(members)) = (&mut whole, activity) {
        whole.extend(members);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::ActorKind;
    use crate::domain::audience::PUBLIC;
    use crate::wire::actor_out::tests::account;
    use crate::wire::note::tests::{AUTHOR, out, post};
    use crate::wire::{Act, incoming, note};

    fn act(activity: &Value) -> Act {
        assert!(activity["@context"].is_array(), "{activity}");
        incoming::read(activity).expect("we understand ourselves").act
    }

    fn uri(text: &str) -> crate::domain::uri::Uri {
        crate::domain::uri::Uri::parse(text).expect("an id")
    }

    #[test]
    fn what_we_tell_we_understand() {
        let (post, to) = (post(), [PUBLIC.to_owned()]);
        let object = note::object(&out(&post, &to));
        let created = create("https://us.test/a/1", &object);
        assert_eq!((&created["to"], &created["actor"]), (&json!([PUBLIC]), &json!(AUTHOR)));
        assert!(created["object"].get("@context").is_none());
        assert!(matches!(act(&created), Act::Create { posts } if posts[0].uri == post.uri));
        assert!(matches!(act(&update("https://us.test/a/2", &object)), Act::UpdatePost { .. }));

        let (id, bob) = ("https://us.test/a/3", "https://b.test/u/bob");
        let follow = follow(id, AUTHOR, bob);
        assert_eq!(act(&follow), Act::Follow { object: uri(bob) });
        assert!(
            matches!(act(&undo("https://us.test/a/4", AUTHOR, &follow)), Act::Undo { object } if object.id == Some(uri(id)))
        );
        let asked = follow_of("https://b.test/f/1", bob, AUTHOR);
        let accepted = accept(id, AUTHOR, &asked);
        assert_eq!(accepted["to"], json!([bob]));
        assert!(matches!(act(&accepted), Act::Accept { object, .. } if object.actor == Some(uri(bob))));
        assert!(matches!(act(&reject(id, AUTHOR, &asked)), Act::Reject { .. }));
        assert_eq!(
            act(&delete(id, AUTHOR, post.uri.as_str(), &to, &[])),
            Act::Delete { object: post.uri.clone() }
        );
        assert_eq!(act(&delete_actor(id, AUTHOR, &to)), Act::Delete { object: uri(AUTHOR) });
        assert!(matches!(
            act(&announce(id, AUTHOR, "https://b.test/n/1", &to, &[], Time(0))),
            Act::Announce { inner: None, published: Some(Time(0)), .. }
        ));
        assert!(matches!(
            act(&announce_activity(id, AUTHOR, &created, &to, &[])),
            Act::Announce { inner: Some(_), .. }
        ));
        assert!(matches!(act(&like(id, AUTHOR, "https://b.test/n/1", &to)), Act::Like { emoji: None, .. }));
        let featured = "https://us.test/actors/coalition/featured";
        assert!(matches!(act(&add(id, AUTHOR, post.uri.as_str(), featured, &to, &[])), Act::Add { .. }));
        assert!(matches!(
            act(&remove(id, AUTHOR, post.uri.as_str(), featured, &to, &[])),
            Act::Remove { .. }
        ));
        let blocked = block(id, AUTHOR, bob);
        assert_eq!(act(&blocked), Act::Block { object: uri(bob) });
        assert!(
            matches!(act(&undo("https://us.test/a/5", AUTHOR, &blocked)), Act::Undo { object } if object.id == Some(uri(id)))
        );
        let flag = act(&flag(id, AUTHOR, &[bob.to_owned(), "https://b.test/n/1".to_owned()], "Why"));
        assert_eq!(
            flag,
            Act::Flag { objects: vec![uri(bob), uri("https://b.test/n/1")], content: "Why".to_owned() }
        );
        let moved = act(&relocate(id, AUTHOR, "https://new.test/c", &to));
        assert_eq!(moved, Act::Move { object: uri(AUTHOR), target: uri("https://new.test/c") });
    }

    #[test]
    fn an_actor_changes_itself() {
        let account = account(ActorKind::Organization);
        let keys =
            crate::wire::actor_out::ActorKeysOut { main: ("k".to_owned(), "p".to_owned()), assertion: None };
        let document =
            crate::wire::actor_out::document(&account, &keys, &crate::wire::actor_out::Links::default());
        let update = update_actor("https://us.test/a/9", &document, &[PUBLIC.to_owned()]);
        assert!(matches!(act(&update), Act::UpdateActor { actor, .. } if actor.uri == account.uri));
    }

    #[test]
    fn answers_to_quotes_carry_a_stamp() {
        let request = quote_request_of(
            "https://b.test/q/1",
            "https://b.test/u/bob",
            "https://us.test/s/1",
            "https://b.test/n/1",
        );
        let accepted = accept_quote("https://us.test/a/1", AUTHOR, &request, "https://us.test/stamps/1");
        assert!(
            matches!(act(&accepted), Act::Accept { result: Some(stamp), .. } if stamp == uri("https://us.test/stamps/1"))
        );
        assert!(reject_quote("https://us.test/a/1", AUTHOR, &request).get("result").is_none());
        let stamp =
            quote_stamp("https://us.test/stamps/1", AUTHOR, "https://b.test/n/1", "https://us.test/s/1");
        assert_eq!(
            (&stamp["interactingObject"], &stamp["attributedTo"]),
            (&json!("https://b.test/n/1"), &json!(AUTHOR))
        );
    }

    #[test]
    fn a_proof_keeps_the_context_it_was_made_over() {
        let signed =
            json!({"@context": ["x"], "id": "https://us.test/n/1", "attributedTo": AUTHOR, "proof": {}});
        assert!(create("https://us.test/a/1", &signed)["object"].get("@context").is_some());
    }
}
