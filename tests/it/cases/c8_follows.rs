//! C8: following is a state that only the one who is followed moves on.

use antiphon::domain::follow::FollowState;
use antiphon::service::{accounts, follows as service, members, posts};
use antiphon::store;
use serde_json::json;

use super::Scene;

/// The word of a post for followers.
const MARK: &str = "towpath-7";

#[tokio::test]
async fn a112_a113_who_has_only_asked_is_still_a_stranger() {
    let scene = Scene::set().await;
    let Scene { rig, .. } = &scene;
    let app = &rig.opened.app;
    for name in ["alice", "bob"] {
        members::add(app, name, "member").await.expect("the name is free");
    }
    let cx = rig.cx();
    let alice = accounts::local(&cx, "alice").await.expect("she is here");
    let bob = accounts::local(&cx, "bob").await.expect("he is here");
    let shy = rig.vic.actor("shy");
    let shy_here = rig.follows(&bob, &shy).await;
    let state = service::follow(&cx, &alice, &shy_here).await.expect("she asks");
    assert_eq!(state, FollowState::Requested, "only the one who is followed moves it on");

    let mut note = shy.note(1, MARK);
    (note["to"], note["cc"]) = (json!([format!("{}/followers", shy.id)]), json!([]));
    rig.tell(&shy, &shy.activity("Create", 1, note)).await;
    let kept = rig.find_post(&format!("{}/notes/1", shy.id)).await.expect("bob follows, so it is kept");
    assert!(posts::visible(&cx, kept.id, Some(&bob)).await.is_ok(), "bob is a follower");
    assert!(posts::visible(&cx, kept.id, Some(&alice)).await.is_err(), "alice has only asked");
    for (who, token) in [
        ("alice", members::new_token(app, "alice", "t", "read").await.expect("a token")),
        ("bob", members::new_token(app, "bob", "t", "read").await.expect("a token")),
    ] {
        for path in [
            "/api/v1/timelines/home".to_owned(),
            format!("/api/v1/statuses/{}", kept.id),
            format!("/api/v1/accounts/{}/statuses", shy_here.id),
            format!("/api/v2/search?q={MARK}&type=statuses"),
        ] {
            let answer = rig.http.get(rig.url(&path)).bearer_auth(&token).send().await.expect("an answer");
            let body = answer.text().await.expect("text");
            let shows = body.contains(MARK) && !body.contains(&format!("\"q\":\"{MARK}\""));
            assert_eq!(shows, who == "bob", "{path} as {who}: {body}");
        }
    }
}

#[tokio::test]
async fn a116_a_follow_of_somebody_who_is_not_here_changes_nothing() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    let before = scene.told().await;
    scene.try_to(mallory, &mallory.activity("Follow", 1, json!(vera.id))).await;
    let (from, to) = (scene.account(&mallory.id).await, scene.account(&vera.id).await);
    let found = store::follows::find(&rig.opened.app.store, from.id, to.id).await.expect("reads");
    assert!(found.is_none(), "who follows whom elsewhere is kept elsewhere");
    assert_eq!(scene.told().await, before);
    assert!(rig.evil.received("Accept").is_empty() && rig.vic.received("Follow").len() <= 1);
    assert!(
        store::follows::find(&rig.opened.app.store, from.id, coalition.id).await.expect("reads").is_none()
    );
}
