//! Change, delete, undo, answer, move, report: only by those whose it is (A64 to A92).

use antiphon::domain::follow::FollowState;
use antiphon::domain::visibility::Visibility;
use antiphon::store::{self, accounts, follows, pins, reports};
use serde_json::{Value, json};

use super::Scene;
use crate::support::databases;
use crate::support::peer::PUBLIC;
use crate::support::rig::Rig;

impl Scene {
    async fn state(&self, follower: &str, target: &str) -> Option<FollowState> {
        let (follower, target) = (self.account(follower).await.id, self.account(target).await.id);
        let found = follows::find(&self.rig.opened.app.store, follower, target).await.expect("reads");
        found.map(|(state, _)| state)
    }

    /// The coalition asks to follow them, and they have not answered.
    async fn asks(&self, actor: &str) {
        let target = self.account(actor).await;
        let mut tx = self.rig.opened.app.store.begin().await.expect("begins");
        follows::remove(&mut tx, self.coalition.id, target.id).await.expect("removes");
        tx.commit().await.expect("commits");
        antiphon::service::follows::follow(&self.rig.cx(), &self.coalition, &target).await.expect("asks");
    }
}

#[tokio::test]
async fn a64_to_a70_a73_only_the_author_changes_a_post_and_not_everything() {
    let scene = Scene::set().await;
    let Scene { rig, vera, victor, mallory, .. } = &scene;
    let mut original = vera.note(1, "<p>first</p>");
    original["to"] = json!([format!("{}/followers", vera.id)]);
    original["cc"] = json!([]);
    rig.tell(vera, &vera.activity("Create", 1, original.clone())).await;
    let id = original["id"].as_str().expect("an id").to_owned();
    let before = rig.find_post(&id).await.expect("is kept");
    assert_eq!(before.visibility, Visibility::Followers);
    let changed = |content: &str, changes: &[(&str, Value)]| {
        let mut note = original.clone();
        note["content"] = json!(content);
        note["updated"] = json!("2026-11-24T12:00:00Z");
        for (member, value) in changes {
            note[*member] = value.clone();
        }
        note
    };
    for (number, actor) in (2..).zip([mallory, victor]) {
        let mut note = changed("<p>forged</p>", &[]);
        scene.try_to(actor, &actor.activity("Update", number, note.clone())).await;
        note["attributedTo"] = json!(actor.id);
        scene.try_to(actor, &actor.activity("Update", number + 10, note)).await;
        assert_eq!(rig.find_post(&id).await.expect("is kept"), before);
    }
    let update = changed(
        "<p>second</p>",
        &[
            ("attributedTo", json!([victor.id, vera.id])),
            ("to", json!([PUBLIC])),
            ("inReplyTo", json!("https://third.test/1")),
            ("context", json!("https://third.test/c")),
            ("published", json!("2099-01-01T00:00:00Z")),
        ],
    );
    rig.tell(vera, &vera.activity("Update", 30, update)).await;
    for (number, kind) in (31..).zip(["Question", "Person", "Article"]) {
        let update = changed(
            "<p>second</p>",
            &[
                ("type", json!(kind)),
                ("updated", json!("2026-11-24T13:00:00Z")),
                ("oneOf", json!([{"type": "Note", "name": "yes", "replies": {"totalItems": 1_000_000}}])),
            ],
        );
        scene.try_to(vera, &vera.activity("Update", number, update)).await;
    }
    let rolled_back = changed("<p>zero</p>", &[("updated", json!("2020-01-01T00:00:00Z"))]);
    rig.tell(vera, &vera.activity("Update", 40, rolled_back)).await;
    let after = rig.find_post(&id).await.expect("is kept");
    assert!(after.main_text().html.starts_with("<p>second</p>"), "{}", after.main_text().html);
    assert_eq!(
        (after.account, after.kind, after.visibility, &after.in_reply_to_uri, after.published_at),
        (before.account, before.kind, before.visibility, &before.in_reply_to_uri, before.published_at)
    );
    // A70: a stranger's Update of what was never here.
    let stranger = rig.third.actor("stranger");
    rig.tell(&stranger, &stranger.activity("Update", 1, stranger.note(1, "x"))).await;
    assert_eq!(rig.posts_by(&stranger.id).await, 0);
}

#[tokio::test]
async fn a71_a72_only_an_actor_changes_itself() {
    let scene = Scene::set().await;
    let Scene { rig, vera, victor, mallory, .. } = &scene;
    let before = scene.account(&vera.id).await;
    let mut forged = rig.vic.actor_document("vera", vera);
    forged["name"] = json!("forged");
    for (number, actor) in (1..).zip([mallory, victor]) {
        scene.try_to(actor, &actor.activity("Update", number, forged.clone())).await;
    }
    for (number, inbox) in (3..).zip([rig.third.url("/inbox"), rig.url("/inbox")]) {
        let mut document = rig.vic.actor_document("vera", vera);
        document["inbox"] = json!(inbox);
        scene.try_to(vera, &vera.activity("Update", number, document)).await;
        let mut document = rig.vic.actor_document("vera", vera);
        document["endpoints"] = json!({ "sharedInbox": inbox });
        scene.try_to(vera, &vera.activity("Update", number + 10, document)).await;
        let now = scene.account(&vera.id).await;
        assert_eq!((&now.name, &now.inbox), (&before.name, &before.inbox));
        assert!(now.shared_inbox.is_none_or(|inbox| inbox.starts_with(&rig.vic.url("/"))));
    }
    rig.tell(vera, &vera.create(1, "genuine")).await;
    assert_eq!(scene.posts_by(vera).await, 1);
}

#[tokio::test]
async fn a74_to_a77_only_its_server_takes_a_post_away() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, victor, mallory } = &scene;
    let note = vera.note(1, "<p>stays</p>");
    let id = note["id"].as_str().expect("an id").to_owned();
    rig.vic.serve("/users/vera/notes/1", &note);
    rig.tell(vera, &vera.create(1, "<p>stays</p>")).await;
    let own = scene.writes("ours", Visibility::Public).await;
    for (number, object) in (1..).zip([id.as_str(), &vera.id, coalition.uri.as_str(), own.uri.as_str()]) {
        scene.try_to(mallory, &mallory.activity("Delete", number, json!(object))).await;
    }
    assert_eq!(rig.vic.reads_of("/users/vera/notes/1"), 0, "a stranger makes us ask nobody");
    scene.try_to(victor, &victor.activity("Delete", 5, json!(id))).await;
    assert!(rig.find_post(&id).await.is_some() && rig.find_post(own.uri.as_str()).await.is_some());
    assert!(scene.account(&vera.id).await.is_active() && rig.coalition().await.is_active());
    scene.try_to(victor, &victor.activity("Delete", 6, json!(vera.id))).await;
    assert!(scene.account(&vera.id).await.is_active());
    rig.vic.fail("/users/vera/notes/1", 410);
    scene.try_to(victor, &victor.activity("Delete", 7, json!(id))).await;
    assert!(rig.find_post(&id).await.is_none(), "its server says that it is gone");
    // A77: and it stays gone, by the same way and by another.
    let mut again = vera.create(1, "<p>stays</p>");
    again["id"] = json!(format!("{}/activities/again", vera.id));
    rig.tell(vera, &again).await;
    assert!(rig.find_post(&id).await.is_none());
    rig.tell(vera, &vera.create(2, "x")).await;
    let second = format!("{}/notes/2", vera.id);
    rig.tell(vera, &vera.activity("Delete", 8, json!(second))).await;
    let mut again = vera.create(2, "x");
    again["id"] = json!(format!("{}/activities/twice", vera.id));
    rig.tell(vera, &again).await;
    assert_eq!(scene.posts_by(vera).await, 0);
}

#[tokio::test]
async fn a78_a79_a80_a81_a82_a83_answers_and_undoings_by_strangers() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, victor, mallory } = &scene;
    let follow = vera.activity("Follow", 1, json!(coalition.uri.as_str()));
    rig.tell(vera, &follow).await;
    let post = scene.writes("like me", Visibility::Public).await;
    let like = vera.activity("Like", 2, json!(post.uri.as_str()));
    rig.tell(vera, &like).await;
    let posted = vera.create(3, "stays");
    rig.tell(vera, &posted).await;
    for (number, object) in (10..).zip([&follow, &like]) {
        scene.try_to(mallory, &mallory.activity("Undo", number, object.clone())).await;
        scene.try_to(mallory, &mallory.activity("Undo", number + 10, object["id"].clone())).await;
        scene.try_to(victor, &victor.activity("Undo", number + 20, object["id"].clone())).await;
        let mut claimed = object.clone();
        claimed["actor"] = json!(mallory.id);
        scene.try_to(mallory, &mallory.activity("Undo", number + 30, claimed)).await;
    }
    for (number, kind) in (50..).zip(["Create", "Delete", "Update"]) {
        let mut undone = posted.clone();
        undone["type"] = json!(kind);
        scene.try_to(vera, &vera.activity("Undo", number, undone)).await;
    }
    assert_eq!(scene.state(&vera.id, coalition.uri.as_str()).await, Some(FollowState::Accepted));
    assert_eq!((scene.counts(&post).await.likes, scene.posts_by(vera).await), (1, 1));

    scene.asks(&victor.id).await;
    let (_, asked) = follows::find(&rig.opened.app.store, coalition.id, scene.account(&victor.id).await.id)
        .await
        .expect("reads")
        .expect("is asked");
    let embedded =
        json!({"id": asked, "type": "Follow", "actor": coalition.uri.as_str(), "object": victor.id});
    let us = coalition.uri.as_str();
    for (number, kind) in (60..).zip(["Accept", "Reject"]) {
        for (part, object) in (0..).zip([embedded.clone(), json!(asked)]) {
            scene.try_to(mallory, &mallory.activity(kind, number * 10 + part, object.clone())).await;
            scene.try_to(vera, &vera.activity(kind, number * 10 + part, object)).await;
        }
        assert_eq!(scene.state(us, &victor.id).await, Some(FollowState::Requested), "{kind}");
    }
    let stranger = rig.third.actor("stranger");
    let invented =
        json!({"id": rig.url("/activities/1"), "type": "Follow", "actor": us, "object": stranger.id});
    rig.tell(&stranger, &stranger.activity("Accept", 1, invented)).await;
    assert_eq!(scene.state(us, &stranger.id).await, None);
    rig.tell(victor, &victor.activity("Accept", 1, embedded.clone())).await;
    assert_eq!(scene.state(us, &victor.id).await, Some(FollowState::Accepted));
    rig.tell(victor, &victor.activity("Reject", 2, embedded)).await;
    assert_eq!(scene.state(us, &victor.id).await, None);
}

#[tokio::test]
async fn a84_a85_a_move_needs_both_sides() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, victor, mallory } = &scene;
    let us = coalition.uri.as_str();
    let go = |actor: &crate::support::peer::Actor, number: u32, object: &str, target: &str| {
        let mut activity = actor.activity("Move", number, json!(object));
        activity["target"] = json!(target);
        activity
    };
    let known_as = |name: &str, actor: &crate::support::peer::Actor, alias: &str| {
        let mut document = rig.vic.actor_document(name, actor);
        document["alsoKnownAs"] = json!([alias]);
        rig.vic.serve(&format!("/users/{name}"), &document);
    };
    let new = rig.vic.actor("new");
    scene.try_to(mallory, &go(mallory, 1, &mallory.id, &new.id)).await;
    scene.try_to(vera, &go(vera, 2, &victor.id, &new.id)).await;
    scene.try_to(mallory, &go(mallory, 3, &mallory.id, us)).await;
    for actor in [mallory, victor] {
        assert_eq!(scene.state(us, &actor.id).await, Some(FollowState::Accepted));
    }
    known_as("new", &new, &vera.id);
    rig.clock.advance(1_000);
    scene.try_to(victor, &go(victor, 4, &vera.id, &new.id)).await;
    assert_eq!(scene.state(us, &vera.id).await, Some(FollowState::Accepted), "not by somebody else");
    scene.try_to(vera, &go(vera, 5, &vera.id, &new.id)).await;
    assert_eq!(scene.state(us, &vera.id).await, None);
    assert_eq!(scene.state(us, &new.id).await, Some(FollowState::Requested));
    let third = rig.vic.actor("newer");
    known_as("newer", &third, &vera.id);
    let _ = rig.follows(coalition, vera).await;
    scene.try_to(vera, &go(vera, 6, &vera.id, &third.id)).await;
    let moved = accounts::find_by_uri(&rig.opened.app.store, &third.id).await.expect("reads");
    assert!(moved.is_none() || scene.state(us, &third.id).await.is_none(), "too soon after the first");
}

#[tokio::test]
async fn a86_a87_a88_pins_blocks_and_reports() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    rig.tell(vera, &vera.create(1, "open")).await;
    let mut closed = vera.note(2, "closed");
    closed["to"] = json!([format!("{}/followers", vera.id)]);
    closed["cc"] = json!([]);
    rig.tell(vera, &vera.activity("Create", 2, closed.clone())).await;
    let pin = |actor: &crate::support::peer::Actor, number: u32, object: &Value| {
        let mut add = actor.activity("Add", number, object.clone());
        add["target"] = json!(format!("{}/featured", vera.id));
        add
    };
    scene.try_to(mallory, &pin(mallory, 1, &json!(format!("{}/notes/1", vera.id)))).await;
    scene.try_to(vera, &pin(vera, 3, &closed["id"])).await;
    let pinned =
        pins::list(&rig.opened.app.store, scene.account(&vera.id).await.id, 10).await.expect("reads");
    assert!(pinned.is_empty(), "{pinned:?}");

    let mut forged = mallory.activity("Block", 5, json!(coalition.uri.as_str()));
    forged["actor"] = json!(vera.id);
    forged["id"] = json!(format!("{}/blocks/1", vera.id));
    scene.is_turned_away(mallory, &forged).await;
    let us = coalition.uri.as_str();
    assert_eq!(scene.state(us, &vera.id).await, Some(FollowState::Accepted));
    let told = scene.told().await;
    rig.tell(vera, &vera.activity("Block", 6, json!(us))).await;
    assert_eq!((scene.state(us, &vera.id).await, scene.told().await), (None, told), "nobody is told");

    let secret = scene.writes("secret", Visibility::Direct).await;
    let open = scene.writes("open", Visibility::Public).await;
    let mut flag = mallory.activity("Flag", 7, json!([secret.uri.as_str(), open.uri.as_str(), us]));
    flag["actor"] = json!(vera.id);
    flag["id"] = json!(format!("{}/flags/1", vera.id));
    scene.is_turned_away(mallory, &flag).await;
    let mut objects = vec![json!(secret.uri.as_str()), json!(open.uri.as_str())];
    objects.extend((0..5_000).map(|n| json!(format!("{}/posts/{n}", rig.url("")))));
    rig.tell(mallory, &mallory.activity("Flag", 8, Value::Array(objects))).await;
    let reported = reports::list_open(&rig.opened.app.store, 10).await.expect("reads");
    assert_eq!(reported.len(), 1);
    assert_eq!(reported[0].posts, [open.id.0], "what they may not see is no part of it");
}

#[tokio::test]
async fn a89_a90_a91_a92_nothing_comes_in_by_another_way() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, victor, mallory } = &scene;
    rig.tell(vera, &vera.create(1, "<p>stays</p>")).await;
    let id = format!("{}/notes/1", vera.id);
    let mut forged = vera.note(1, "<p>forged</p>");
    forged["updated"] = json!("2026-11-24T12:00:00Z");
    for (number, inner) in (1..).zip([
        vera.activity("Delete", 50, json!(id)),
        vera.activity("Update", 51, forged),
        vera.activity("Undo", 52, vera.create(1, "x")),
    ]) {
        let mut announce = mallory.activity("Announce", number, inner);
        announce["to"] = json!([PUBLIC]);
        scene.try_to(mallory, &announce).await;
    }
    assert_eq!(rig.find_post(&id).await.expect("stays").main_text().html, "<p>stays</p>");

    for visibility in [Visibility::Followers, Visibility::Direct] {
        let post = scene.writes("for few", visibility).await;
        for (number, kind) in
            (100 + post.id.0 % 1_000 * 10..).zip(["Like", "EmojiReact", "Announce", "QuoteRequest"])
        {
            let number = u32::try_from(number).expect("small");
            let mut activity = mallory.activity(kind, number, json!(post.uri.as_str()));
            activity["to"] = json!([PUBLIC]);
            activity["content"] = json!("👍");
            activity["instrument"] = json!(format!("{}/notes/9", mallory.id));
            scene.try_to(mallory, &activity).await;
        }
        let counts = scene.counts(&post).await;
        assert_eq!((counts.likes, counts.boosts), (0, 0));
    }
    rig.delivered().await;
    assert_eq!((rig.evil.received("Reject").len(), rig.evil.received("Accept").len()), (0, 0), "not a word");
    assert_eq!(scene.told().await, 0);

    let post = scene.writes("like me", Visibility::Public).await;
    let like = vera.activity("Like", 60, json!(post.uri.as_str()));
    rig.tell(vera, &like).await;
    let mut create = vera.create(61, "merged?");
    create["id"] = like["id"].clone();
    scene.try_to(vera, &create).await;
    assert!(rig.find_post(&format!("{}/notes/61", vera.id)).await.is_none());

    let mut closed = vera.note(70, "for followers");
    closed["to"] = json!([format!("{}/followers", vera.id)]);
    closed["cc"] = json!([]);
    rig.tell(vera, &vera.activity("Create", 70, closed.clone())).await;
    closed["to"] = json!([coalition.uri.as_str()]);
    closed["attributedTo"] = json!([victor.id]);
    scene.try_to(victor, &victor.activity("Create", 71, closed.clone())).await;
    let kept = rig.find_post(closed["id"].as_str().expect("an id")).await.expect("is kept");
    assert_eq!((kept.account, kept.visibility), (scene.account(&vera.id).await.id, Visibility::Followers));
    assert_eq!(scene.told().await, 1, "the like alone");
    assert!(
        store::inbox::is_seen(&rig.opened.app.store, like["id"].as_str().expect("an id"))
            .await
            .expect("reads")
    );
}

#[tokio::test]
async fn a79_what_was_said_or_deleted_is_not_undone() {
    for database in databases::both() {
        let scene = Scene::on(Rig::on(database, "").await).await;
        let Scene { rig, vera, .. } = &scene;
        let (stays, goes) = (vera.create(1, "stays"), vera.create(2, "goes"));
        rig.tell(vera, &stays).await;
        rig.tell(vera, &goes).await;
        let mut delete = vera.activity("Delete", 3, goes["object"]["id"].clone());
        delete["to"] = json!([PUBLIC]);
        rig.tell(vera, &delete).await;
        let [kept, gone] =
            [&stays, &goes].map(|create| create["object"]["id"].as_str().expect("an id").to_owned());
        let before = rig.find_post(&kept).await.expect("it is here");
        // Whole, by its id, and with what it was about carried along once more.
        let mut whole = delete.clone();
        whole["object"] = goes["object"].clone();
        for (number, object) in
            (10..).zip([stays.clone(), stays["id"].clone(), delete.clone(), delete["id"].clone(), whole])
        {
            let status = scene.try_to(vera, &vera.activity("Undo", number, object)).await;
            assert!(status.is_success(), "{number}: taken, and without effect");
        }
        assert_eq!(rig.find_post(&kept).await, Some(before), "a post goes by its own Delete alone");
        assert!(rig.find_post(&gone).await.is_none(), "what is gone stays gone");
        rig.tell(vera, &goes).await;
        assert!(rig.find_post(&gone).await.is_none(), "and a late copy as well");
        assert_eq!(scene.posts_by(vera).await, 1);
    }
}
