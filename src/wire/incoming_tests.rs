//! Tests of `incoming`: what each activity is understood as, and what its actor may not say.

use super::*;
use serde_json::json;

const MALLORY: &str = "https://evil.test/users/mallory";
const VERA: &str = "https://vic.test/users/vera";

fn by_mallory(mut members: Value) -> Value {
    members["id"] = json!("https://evil.test/a/1");
    members["actor"] = json!(MALLORY);
    members
}

fn act(members: Value) -> Result<Act, Fault> {
    read(&by_mallory(members)).map(|incoming| incoming.act)
}

fn uri_of(text: &str) -> Uri {
    Uri::parse(text).expect("an id")
}

#[test]
fn a2_a3_a8_a9_nobody_writes_for_somebody_else() {
    for (id, author) in [
        ("https://evil.test/n/1", json!(VERA)),
        ("https://vic.test/notes/1", json!(MALLORY)),
        ("http://evil.test/n/1", json!(MALLORY)),
        ("https://evil.test/n/1", json!(1)),
        ("https://evil.test/n/1", json!("1")),
        ("https://evil.test/n/1", json!({"id": 1})),
    ] {
        for kind in ["Create", "Update"] {
            let object = json!({"id": id, "type": "Note", "attributedTo": author, "content": "x"});
            assert!(act(json!({"type": kind, "object": object})).is_err(), "{kind} {id} {author}");
        }
    }
    let object = json!({"id": "https://evil.test/n/1", "type": "Note", "attributedTo": [VERA, MALLORY], "content": "x"});
    let Ok(Act::Create { posts }) = act(json!({"type": "Create", "object": object})) else {
        panic!("a post")
    };
    assert_eq!(posts[0].author, uri_of(MALLORY));
}

#[test]
fn a11_a89_what_an_announce_carries_is_not_believed() {
    let note =
        json!({"id": "https://vic.test/notes/1", "type": "Note", "attributedTo": VERA, "content": "altered"});
    let announce = act(json!({"type": "Announce", "object": note, "to": "as:Public"})).expect("an announce");
    let Act::Announce { object, inner, to, .. } = announce else { panic!("an announce") };
    assert_eq!(
        (object.as_str(), inner, to.as_slice()),
        ("https://vic.test/notes/1", None, &["as:Public".to_owned()][..])
    );

    let delete = json!({"id": "https://vic.test/d/1", "type": "Delete", "actor": VERA, "object": "https://vic.test/notes/1"});
    let Ok(Act::Announce { object, inner, .. }) = act(json!({"type": "Announce", "object": delete})) else {
        panic!("an announce")
    };
    assert_eq!(object.as_str(), "https://vic.test/d/1");
    let inner = inner.expect("an activity");
    assert_eq!((inner.kind.as_str(), inner.object), ("Delete", Some(uri_of("https://vic.test/notes/1"))));
}

#[test]
fn a71_an_actor_changes_only_itself() {
    let document = |id: &str| json!({"id": id, "type": "Person", "preferredUsername": "x", "inbox": format!("{id}/inbox")});
    assert!(matches!(
        act(json!({"type": "Update", "object": document(MALLORY)})),
        Ok(Act::UpdateActor { .. })
    ));
    for id in [VERA, "https://evil.test/users/victor"] {
        assert!(
            matches!(act(json!({"type": "Update", "object": document(id)})), Err(Fault::NotTheActor(_))),
            "{id}"
        );
    }
}

#[test]
fn a74_a76_a_delete_reaches_only_its_own_origin() {
    for object in [
        json!("https://vic.test/notes/1"),
        json!({"id": "https://sut.test/users/alice", "type": "Tombstone"}),
    ] {
        assert!(act(json!({"type": "Delete", "object": object})).is_err());
    }
    let own = act(json!({"type": "Delete", "object": {"id": "https://evil.test/n/1", "type": "Tombstone"}}));
    assert_eq!(own, Ok(Act::Delete { object: uri_of("https://evil.test/n/1") }));
}

#[test]
fn a80_a81_answers_and_undoings_by_strangers() {
    let like = |actor: &str| json!({"id": "https://vic.test/l/1", "type": "Like", "actor": actor, "object": "https://sut.test/n/1"});
    assert!(act(json!({"type": "Undo", "object": like(VERA)})).is_err());
    let Ok(Act::Undo { object }) = act(json!({"type": "Undo", "object": like(MALLORY)})) else {
        panic!("an undo")
    };
    assert_eq!((object.kind.as_deref(), object.object), (Some("Like"), Some(uri_of("https://sut.test/n/1"))));
    let Ok(Act::Undo { object }) = act(json!({"type": "Undo", "object": "https://evil.test/f/1"})) else {
        panic!()
    };
    assert_eq!(object, Reference { id: Some(uri_of("https://evil.test/f/1")), ..Reference::default() });

    let follow = |object: &str| json!({"id": "https://sut.test/f/1", "type": "Follow", "actor": "https://sut.test/alice", "object": object});
    for kind in ["Accept", "Reject"] {
        assert!(act(json!({"type": kind, "object": follow(VERA)})).is_err());
        assert!(act(json!({"type": kind, "object": follow(MALLORY)})).is_ok());
        assert!(act(json!({"type": kind, "object": follow(crate::domain::audience::PUBLIC)})).is_ok());
        assert!(act(json!({"type": kind, "object": {"type": "Follow"}})).is_err());
    }
}

#[test]
fn a86_collections_of_somebody_else() {
    for kind in ["Add", "Remove"] {
        let into =
            |target: Value| act(json!({"type": kind, "object": "https://evil.test/n/1", "target": target}));
        assert!(into(json!("https://vic.test/users/vera/featured")).is_err());
        assert!(
            into(json!({"type": "OrderedCollection", "id": "https://evil.test/users/mallory/featured"}))
                .is_ok()
        );
    }
}

#[test]
fn a88_reports_are_counted_and_plain() {
    let many: Vec<String> = (0..10_000).map(|n| format!("https://sut.test/n/{n}")).collect();
    let flag = json!({"type": "Flag", "object": many, "content": "<p>spam<script>x</script></p>"});
    let Ok(Act::Flag { objects, content }) = act(flag) else { panic!("a report") };
    assert_eq!((objects.len(), content.as_str()), (MOST_REPORTED, "spam"));
    assert!(act(json!({"type": "Flag", "object": []})).is_err());
}

#[test]
fn votes_come_several_at_a_time() {
    let vote = |n: u32, name: &str| {
        json!({"id": format!("https://evil.test/v/{n}"), "type": "Note", "attributedTo": MALLORY, "name": name,
            "inReplyTo": "https://sut.test/q/1"})
    };
    let votes =
        json!({"type": "Create", "to": "https://sut.test/alice", "object": [vote(1, "Yes"), vote(2, "No")]});
    let Ok(Act::Create { posts }) = act(votes) else { panic!("votes") };
    assert_eq!(posts.iter().map(|post| post.vote.as_deref()).collect::<Vec<_>>(), [Some("Yes"), Some("No")]);
    assert_eq!(posts[1].to, ["https://sut.test/alice"]);

    let mut text = vote(2, "No");
    text["content"] = json!("x");
    assert!(act(json!({"type": "Create", "object": [vote(1, "Yes"), text]})).is_err());
    let flood: Vec<Value> = (0..1000).map(|n| vote(n, "Yes")).collect();
    assert!(act(json!({"type": "Create", "object": flood})).is_err());
}

#[test]
fn likes_with_and_without_emoji() {
    let like = |kind: &str, content: Value| match act(
        json!({"type": kind, "object": "https://sut.test/n/1", "content": content}),
    ) {
        Ok(Act::Like { emoji, .. }) => emoji,
        other => panic!("{other:?}"),
    };
    assert_eq!(like("Like", json!(null)), None);
    assert_eq!(like("EmojiReact", json!("🏳️‍🌈")).as_deref(), Some("🏳️‍🌈"));
    assert_eq!(like("Like", json!(":blob:")).as_deref(), Some(":blob:"));
    assert_eq!(like("EmojiReact", json!("<img src=x>")), None);
}

#[test]
fn quotes_moves_and_the_rest() {
    let request = |instrument: &str| {
        act(json!({"type": "QuoteRequest", "object": "https://sut.test/n/1", "instrument": instrument}))
    };
    assert!(matches!(request("https://evil.test/n/1"), Ok(Act::QuoteRequest { .. })));
    assert!(request("https://vic.test/n/1").is_err());
    let moved = act(json!({"type": "Move", "object": MALLORY, "target": "https://new.test/u"}));
    assert_eq!(moved, Ok(Act::Move { object: uri_of(MALLORY), target: uri_of("https://new.test/u") }));
    for (activity, expected) in [
        (json!({"type": "Arrive", "object": "https://sut.test/e/1"}), "Arrive"),
        (
            json!({"type": "Create", "object": {"type": "ChatMessage", "id": "https://evil.test/c/1"}}),
            "Create ChatMessage",
        ),
        (json!({"type": "Update", "object": {"type": "Other"}}), "Update Other"),
    ] {
        assert_eq!(act(activity), Ok(Act::Other { kind: expected.to_owned() }));
    }
    for activity in [
        json!({"type": "Follow"}),
        json!({"type": "Follow", "object": "acct:x@y"}),
        json!({"type": "Create", "object": "https://evil.test/n/1"}),
        json!({"type": "Like", "object": {}}),
    ] {
        assert!(act(activity.clone()).is_err(), "{activity}");
    }
}
