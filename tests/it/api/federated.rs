//! What other servers see of what members do: undone likes and boosts, edits, pins.

use antiphon::service::members;
use http::Method;
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::rig::Rig;

async fn call(rig: &Rig, method: Method, path: &str, token: &str, body: &Value) -> Value {
    let request = rig.http.request(method, rig.url(path)).header("authorization", format!("Bearer {token}"));
    let request = request.header("content-type", "application/json").body(body.to_string());
    let answer = request.send().await.expect("an answer");
    let (status, text) = (answer.status(), answer.text().await.expect("a body"));
    assert_eq!(status, 200, "{path}: {text}");
    serde_json::from_str(&text).expect("JSON")
}

async fn post(rig: &Rig, path: &str, token: &str) -> Value {
    call(rig, Method::POST, path, token, &json!({})).await
}

async fn read(rig: &Rig, address: &str) -> (u16, Value) {
    let answer = rig.http.get(address).header("accept", "application/activity+json").send().await;
    let answer = answer.expect("an answer");
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

/// Everything of this kind that the honest server was told, once what waits is sent.
async fn told(rig: &Rig, kind: &str) -> Vec<Value> {
    rig.delivered().await;
    rig.vic.received(kind)
}

#[tokio::test]
async fn other_servers_see_what_is_undone_edited_and_pinned() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let alice = rig.vic.actor("alice");
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let ann =
            members::new_token(&rig.opened.app, "ann", "t", "read write follow").await.expect("a token");
        let cx = rig.cx();
        let account = antiphon::service::accounts::local(&cx, "ann").await.expect("ann is here");
        let ann_uri = account.uri.as_str().to_owned();
        rig.tell(&alice, &alice.activity("Follow", 1, json!(ann_uri))).await;
        // A post of alice's that ann can act on.
        rig.follows(&account, &alice).await;
        rig.tell(&alice, &alice.create(2, "Hello")).await;
        let note = format!("{}/notes/2", alice.id);
        let theirs = rig.find_post(&note).await.expect("it was kept").id;

        post(&rig, &format!("/api/v1/statuses/{theirs}/favourite"), &ann).await;
        let likes = told(&rig, "Like").await;
        post(&rig, &format!("/api/v1/statuses/{theirs}/unfavourite"), &ann).await;
        let undone = told(&rig, "Undo").await;
        assert_eq!((likes.len(), undone.len()), (1, 1));
        assert_eq!(
            (&undone[0]["object"]["id"], &undone[0]["object"]["type"], &undone[0]["object"]["object"]),
            (&likes[0]["id"], &json!("Like"), &json!(note))
        );
        assert_eq!((&undone[0]["actor"], &undone[0]["to"]), (&json!(ann_uri), &json!([alice.id])));

        post(&rig, &format!("/api/v1/statuses/{theirs}/reblog"), &ann).await;
        let announces = told(&rig, "Announce").await;
        let announce = announces[0]["id"].as_str().expect("an id").to_owned();
        assert_eq!(read(&rig, &announce).await.0, 200);
        post(&rig, &format!("/api/v1/statuses/{theirs}/unreblog"), &ann).await;
        let undone = told(&rig, "Undo").await;
        let object = &undone.last().expect("the second one")["object"];
        assert_eq!(
            (&object["id"], &object["published"], &object["object"]),
            (&json!(announce), &announces[0]["published"], &json!(note))
        );
        assert_eq!(undone.last().expect("the second one")["to"], announces[0]["to"]);
        assert_eq!(read(&rig, &announce).await.0, 404, "what was taken back is not read here");
        let outbox = read(&rig, &format!("{ann_uri}/outbox?page=true")).await.1.to_string();
        assert!(!outbox.contains("Announce"), "{outbox}");
        // Taken back twice it is told once.
        post(&rig, &format!("/api/v1/statuses/{theirs}/unreblog"), &ann).await;
        assert_eq!(told(&rig, "Undo").await.len(), 2);

        let said = call(&rig, Method::POST, "/api/v1/statuses", &ann, &json!({"status": "One"})).await;
        let (id, uri) = (said["id"].as_str().expect("an id").to_owned(), said["uri"].clone());
        call(&rig, Method::PUT, &format!("/api/v1/statuses/{id}"), &ann, &json!({"status": "Two"})).await;
        let updates = told(&rig, "Update").await;
        let update = updates.last().expect("it was told");
        assert_eq!(
            (&update["object"]["id"], &update["object"]["content"], &update["actor"]),
            (&uri, &json!("<p>Two</p>"), &json!(ann_uri))
        );
        assert!(update["object"]["updated"].is_string());

        let featured = format!("{ann_uri}/featured");
        post(&rig, &format!("/api/v1/statuses/{id}/pin"), &ann).await;
        let added = told(&rig, "Add").await;
        assert_eq!((added.len(), &added[0]["object"], &added[0]["target"]), (1, &uri, &json!(featured)));
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([uri]));
        post(&rig, &format!("/api/v1/statuses/{id}/unpin"), &ann).await;
        let removed = told(&rig, "Remove").await;
        assert_eq!(
            (removed.len(), &removed[0]["object"], &removed[0]["target"]),
            (1, &uri, &json!(featured))
        );
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([]));

        // That there is a private post is told to nobody by its pin (A86), and bookmarks and mutes to nobody at all.
        let body = json!({"status": "SECRET", "visibility": "private"});
        let private = call(&rig, Method::POST, "/api/v1/statuses", &ann, &body).await;
        let private = private["id"].as_str().expect("an id").to_owned();
        rig.delivered().await;
        let before = rig.vic.seen().len();
        for (id, verb) in [(&private, "pin"), (&id, "bookmark"), (&id, "mute")] {
            post(&rig, &format!("/api/v1/statuses/{id}/{verb}"), &ann).await;
        }
        rig.delivered().await;
        assert_eq!(rig.vic.seen().len(), before);
        assert_eq!(read(&rig, &featured).await.1["orderedItems"], json!([]));
    }
}

#[tokio::test]
async fn a_planned_status_reaches_followers_elsewhere_by_itself() {
    let rig = Rig::start().await;
    let alice = rig.vic.actor("alice");
    members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    let ann = members::new_token(&rig.opened.app, "ann", "t", "read write").await.expect("a token");
    let account = antiphon::service::accounts::local(&rig.cx(), "ann").await.expect("ann is here");
    rig.tell(&alice, &alice.activity("Follow", 1, json!(account.uri.as_str()))).await;
    let due = antiphon::domain::time::Time(rig.clock.now_ms() + 6 * 60_000).rfc3339();
    let plan = json!({"status": "By itself", "scheduled_at": due});
    call(&rig, Method::POST, "/api/v1/statuses", &ann, &plan).await;
    assert!(rig.vic.received("Create").is_empty());
    rig.clock.advance(7 * 60_000);
    rig.wait_for("the plan is carried out", async || !rig.vic.received("Create").is_empty()).await;
    rig.delivered().await;
    let created = rig.vic.received("Create");
    assert_eq!((created.len(), &created[0]["object"]["content"]), (1, &json!("<p>By itself</p>")));
}
