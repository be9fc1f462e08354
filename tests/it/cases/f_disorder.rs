//! Disorder that no attacker needs to make: wrong order, doubles, and one that breaks among many (F31, F33, F34).

use antiphon::domain::visibility::Visibility;
use http::StatusCode;
use serde_json::{Value, json};

use super::Scene;
use crate::support::databases;
use crate::support::rig::Rig;

/// Every order of so many things.
fn orders(count: usize) -> Vec<Vec<usize>> {
    if count == 0 {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for order in orders(count - 1) {
        for place in 0..count {
            let mut longer = order.clone();
            longer.insert(place, count - 1);
            all.push(longer);
        }
    }
    all
}

#[tokio::test]
async fn f33_every_order_ends_in_the_same_state() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    let ours = scene.writes("like me", Visibility::Public).await;
    let stranger = rig.third.actor("stranger");
    rig.follows(coalition, &stranger).await;
    let mut gone = Vec::new();
    for (round, order) in (0..).zip(orders(5)) {
        // Each round has ids of its own: vera writes, changes and deletes; mallory likes and takes it back.
        let number = 1_000 + round * 10;
        let note = vera.note(number, "<p>first</p>");
        let mut changed = note.clone();
        changed["content"] = json!("<p>second</p>");
        changed["updated"] = json!("2026-11-24T12:00:00Z");
        let like = mallory.activity("Like", number, json!(ours.uri.as_str()));
        let activities: [(&crate::support::peer::Actor, Value); 5] = [
            (vera, vera.activity("Create", number, note.clone())),
            (vera, vera.activity("Update", number + 1, changed)),
            (vera, vera.activity("Delete", number + 2, note["id"].clone())),
            (mallory, like.clone()),
            (mallory, mallory.activity("Undo", number + 3, like)),
        ];
        for place in order {
            let (actor, activity) = &activities[place];
            assert_eq!(rig.post(actor, activity).await, StatusCode::ACCEPTED);
        }
        gone.push(note["id"].as_str().expect("an id").to_owned());
    }
    rig.drain().await;
    for id in gone {
        assert!(rig.find_post(&id).await.is_none(), "{id}");
    }
    assert_eq!(scene.counts(&ours).await.likes, 0);
    assert_eq!(rig.quarantined().await, Vec::<String>::new());
}

#[tokio::test]
async fn f33_an_update_that_overtakes_its_create_wins() {
    let scene = Scene::set().await;
    let Scene { rig, vera, .. } = &scene;
    let mut changed = vera.note(1, "<p>second</p>");
    changed["updated"] = json!("2026-11-24T12:00:00Z");
    rig.tell(vera, &vera.activity("Update", 2, changed)).await;
    rig.tell(vera, &vera.create(1, "<p>first</p>")).await;
    let post = rig.find_post(&format!("{}/notes/1", vera.id)).await.expect("is kept");
    assert_eq!(post.main_text().html, "<p>second</p>");
}

#[tokio::test]
async fn f34_said_often_on_both_inboxes_is_said_once() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, .. } = &scene;
    let ours = scene.writes("like me", Visibility::Public).await;
    let mut boost = vera.activity("Announce", 3, json!(ours.uri.as_str()));
    boost["to"] = json!([crate::support::peer::PUBLIC]);
    let all = [
        vera.create(1, "once"),
        vera.activity("Like", 2, json!(ours.uri.as_str())),
        boost,
        vera.activity("Follow", 4, json!(coalition.uri.as_str())),
    ];
    for turn in 0..5 {
        for activity in all.iter().skip(turn % 4).chain(all.iter().take(turn % 4)) {
            let inbox = if turn % 2 == 0 { "/inbox" } else { "/actors/coalition/inbox" };
            assert!(rig.post_to(inbox, vera, activity).await.is_success());
        }
    }
    rig.drain().await;
    rig.delivered().await;
    let counts = scene.counts(&ours).await;
    assert_eq!((scene.posts_by(vera).await, counts.likes, counts.boosts), (1, 1, 1));
    assert_eq!((scene.told().await, rig.vic.received("Accept").len()), (3, 1));
}

#[tokio::test]
async fn f31_one_that_breaks_is_set_aside_and_the_others_go_on() {
    for database in databases::both() {
        let scene = Scene::on(Rig::on(database, "").await).await;
        let Scene { rig, vera, .. } = &scene;
        for number in 0..100 {
            if number == 50 {
                let mut poison = vera.create(number, "x");
                poison["object"]["id"] = json!("https://elsewhere.test/1");
                assert_eq!(rig.post(vera, &poison).await, StatusCode::ACCEPTED);
                continue;
            }
            assert_eq!(rig.post(vera, &vera.create(number, "x")).await, StatusCode::ACCEPTED);
        }
        rig.drain().await;
        assert_eq!((scene.posts_by(vera).await, rig.quarantined().await.len()), (99, 1));
    }
}
