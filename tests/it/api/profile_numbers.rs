//! How many follow somebody elsewhere: as their server says, asked by a job, believed within measure.

use antiphon::domain::profile_numbers::{MOST, PAUSE, SPREAD};
use antiphon::remote::resolve;
use antiphon::service::profile_numbers;
use serde_json::{Value, json};

use super::super::support::databases;
use super::super::support::peer::{Actor, Document};
use super::town::Town;

/// Followers, followed and posts, as an app is shown them by a server that has rendered nobody yet.
async fn numbers(town: &Town, actor: &Actor) -> (i64, i64, i64) {
    let store = &town.rig.opened.app.store;
    let account = antiphon::store::accounts::find_by_uri(store, &actor.id).await.expect("reads");
    let id = account.expect("is known").id.0;
    let all = antiphon::store::lines::numbers(store, &[id]).await.expect("reads");
    (all[&id].followers, all[&id].following, all[&id].posts)
}

fn collection(id: &str, total: Value) -> Value {
    json!({"@context": "https://www.w3.org/ns/activitystreams", "id": id, "type": "OrderedCollection", "totalItems": total})
}

/// Counts whoever is due; how many that were. The job of the running server may have been faster.
async fn count(town: &Town) {
    let cx = town.rig.cx();
    for account in profile_numbers::claim(&cx, 10).await.expect("claims") {
        profile_numbers::ask(&cx, account).await.expect("asks");
    }
}

/// Waits until this path of vic was read so often.
async fn read(town: &Town, path: &str, times: usize) {
    count(town).await;
    town.rig.wait_for("it was asked", async || town.rig.vic.reads_of(path) >= times).await;
}

#[tokio::test]
async fn numbers_of_people_elsewhere_are_those_of_their_server() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let vic = &town.rig.vic;
        let vera = vic.actor("vera");
        for (what, total) in [("followers", 120), ("following", 41), ("outbox", 2_900)] {
            let path = format!("/users/vera/{what}");
            vic.serve(&path, &collection(&vic.url(&path), json!(total)));
        }
        town.befriend(&ann, "ann", &vera, 1).await;
        assert_eq!(vic.reads_of("/users/vera/followers"), 0, "never while somebody waits");
        assert_eq!(numbers(&town, &vera).await, (1, 1, 0), "what we know");
        town.rig.clock.advance(SPREAD);
        count(&town).await;
        town.rig.wait_for("it is counted", async || numbers(&town, &vera).await == (120, 41, 2_900)).await;
        let asked = vic.seen().into_iter().find(|seen| seen.path == "/users/vera/followers");
        assert!(asked.expect("it was asked").headers.contains_key("signature"), "the question is signed");

        // Refreshed again and again within the hour, its server is not asked again; after it, once.
        let uri = antiphon::domain::uri::Uri::parse(&vera.id).expect("an id");
        town.rig.clock.advance(PAUSE / 2);
        resolve::refresh(&town.rig.cx(), &uri).await.expect("is fetched");
        town.rig.clock.advance(PAUSE / 4);
        count(&town).await;
        assert_eq!(vic.reads_of("/users/vera/followers"), 1);
        town.rig.clock.advance(PAUSE);
        resolve::refresh(&town.rig.cx(), &uri).await.expect("is fetched");
        vic.serve("/users/vera/followers", &collection(&vic.url("/users/vera/followers"), json!(0)));
        town.rig.clock.advance(SPREAD);
        read(&town, "/users/vera/followers", 2).await;
        // Where they say less than what we know, we know better.
        town.rig.wait_for("it is counted", async || numbers(&town, &vera).await.0 == 1).await;
        town.close().await;
    }
}

#[tokio::test]
async fn what_cannot_be_believed_changes_no_number() {
    let town = Town::on(databases::sqlite(), "").await;
    let ann = town.member("ann").await;
    let vic = &town.rig.vic;
    let vera = vic.actor("vera");
    let paths = ["followers", "following", "outbox"].map(|what| format!("/users/vera/{what}"));
    for path in &paths {
        vic.serve(path, &collection(&vic.url(path), json!(7)));
    }
    town.meets(&ann, &vera).await;
    let uri = antiphon::domain::uri::Uri::parse(&vera.id).expect("an id");
    town.rig.clock.advance(SPREAD);
    count(&town).await;
    town.rig.wait_for("it is counted", async || numbers(&town, &vera).await == (7, 7, 7)).await;

    let headers = vec![("content-type", "application/activity+json".to_owned())];
    let strange = |total: Value| collection(&vic.url(&paths[0]), total).to_string();
    let elsewhere = collection(&town.rig.evil.url(&paths[0]), json!(99)).to_string();
    let note = json!({"id": vic.url(&paths[0]), "type": "Note", "totalItems": 99}).to_string();
    let huge = format!("{{\"id\": \"{}\", \"x\": \"{}\"}}", vic.url(&paths[0]), "x".repeat(3 << 20));
    let bodies = [
        (200, strange(json!(-1))),
        (200, strange(json!(MOST + 1))),
        (200, strange(json!("99"))),
        (200, strange(json!(99.5))),
        (200, elsewhere),
        (200, note),
        (200, huge),
        (200, "{".to_owned()),
        (404, String::new()),
        (500, String::new()),
    ];
    for (times, (status, body)) in bodies.into_iter().enumerate() {
        let shown: String = body.chars().take(80).collect();
        vic.answer_with(&paths[0], Document { status, headers: headers.clone(), body });
        town.rig.clock.advance(PAUSE);
        resolve::refresh(&town.rig.cx(), &uri).await.expect("is fetched");
        town.rig.clock.advance(SPREAD);
        // The last that is asked for has been answered when it was asked; what was said before is kept with it.
        read(&town, &paths[2], times + 2).await;
        assert_eq!(numbers(&town, &vera).await, (7, 7, 7), "{status} {shown}");
    }
    // A collection at somebody else's is not asked for at all.
    let mut document = vic.actor_document("vera", &vera);
    document["followers"] = json!(town.rig.third.url("/users/vera/followers"));
    vic.serve("/users/vera", &document);
    town.rig.clock.advance(PAUSE);
    resolve::refresh(&town.rig.cx(), &uri).await.expect("is fetched");
    town.rig.clock.advance(SPREAD);
    read(&town, &paths[2], 12).await;
    assert_eq!(town.rig.third.seen().len(), 0);
    assert_eq!(numbers(&town, &vera).await, (7, 7, 7));
    town.close().await;
}
