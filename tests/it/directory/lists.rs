//! The signed lists that partners exchange: ours, and what becomes of theirs when somebody tampers.

use antiphon::domain::directory::EntryState;
use antiphon::domain::time::DAY;
use antiphon::service::directory;
use antiphon::service::peer_lists::{self, Looked};
use antiphon::wire::{directory as wire, proof};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::peer::Document;
use crate::support::rig::Rig;

use super::ground::{Partner, house, listed, shown, state};

fn named(id: &str, name: &str) -> Value {
    json!({"id": id, "type": "Organization", "kind": "coalition", "name": name, "sectors": ["housing"]})
}

async fn names(rig: &Rig) -> Vec<String> {
    let (_, named) = peer_lists::overview(&rig.cx()).await.expect("an overview");
    named.into_iter().map(|one| one.uri).collect()
}

#[tokio::test]
async fn our_list_proves_itself_and_changes_its_number_only_with_its_words() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let us = house(&rig).await;
        let get = async |etag: &str| {
            let asked = rig.http.get(rig.url("/actors/coalition/peers")).header("if-none-match", etag);
            asked.send().await.expect("an answer")
        };
        let fresh = async || {
            rig.opened.app.actor_texts.invalidate_all();
            let answer = get("").await;
            let etag = answer.headers()["etag"].to_str().expect("text").to_owned();
            let value: Value = serde_json::from_str(&answer.text().await.expect("a text")).expect("JSON");
            (etag, value)
        };
        let (etag, empty) = fresh().await;
        assert_eq!((&empty["kind"], &empty["totalItems"]), (&json!("peers"), &json!(0)));
        assert_eq!(get(&etag).await.status(), StatusCode::NOT_MODIFIED);
        assert_eq!(fresh().await, (etag.clone(), empty.clone()), "the same words are the same text");

        let vera =
            listed(&rig, &rig.vic, "vera", &json!({"alsoKnownAs": ["https://standby.test/vera"]})).await;
        let (newer, list) = fresh().await;
        assert_ne!(newer, etag);
        assert!(list["sequence"].as_i64() > empty["sequence"].as_i64());
        assert_eq!(list["orderedItems"][0]["id"], vera.actor.id);
        assert_eq!(list["orderedItems"][0]["keys"][0], vera.proofs.verifying_key().to_multibase());
        assert_eq!(list["orderedItems"][0]["alsoKnownAs"][0], "https://standby.test/vera");
        let keys = antiphon::store::keys::of_account(&rig.opened.app.store, us.id).await.expect("keys");
        let find = |method: &str| {
            let key = keys.iter().find(|key| key.uri == method)?;
            antiphon::keys::VerifyingKey::from_spki_der(&key.public).ok()
        };
        assert_eq!(proof::verify(&list, find).expect("a good proof").owner, us.uri);
        assert_eq!(wire::read_peers(&list).expect("a list").peers.len(), 1);
    }
}

#[tokio::test]
async fn tampered_replayed_forked_and_foreign_lists_change_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({})).await;
        let eve = Partner::new(&rig.evil, "eve", &json!({}));
        let owner = vera.account(&rig).await;
        let app = &rig.opened.app;
        let path = format!("{}/peers", vera.path);
        let tom = "http://third.test/users/tom";
        let now = rig.clock.now_ms();
        let good = vera.list(now, &[named(tom, "Tom"), named(house(&rig).await.uri.as_str(), "Us")]);
        rig.vic.serve(&path, &good);
        assert_eq!(peer_lists::look(app, &owner).await.expect("news"), Looked::News(2));
        assert_eq!(names(&rig).await, [tom], "we need not be told of ourselves");
        assert_eq!(
            shown(&rig).await,
            std::slice::from_ref(&vera.actor.id),
            "nobody is listed for being named"
        );
        assert!(rig.third.seen().is_empty(), "and nobody is asked");
        assert_eq!(peer_lists::look(app, &owner).await.expect("the same"), Looked::Same);

        let other = named("http://evil.test/users/mallory", "Mallory");
        let mut tampered = vera.list(now + 1, &[named(tom, "Tom")]);
        tampered["orderedItems"] = json!([other]);
        let mut foreign = eve.list(now + 2, std::slice::from_ref(&other));
        foreign["id"] = good["id"].clone();
        let mut stolen = eve.list(now + 3, std::slice::from_ref(&other));
        stolen["attributedTo"] = json!(vera.actor.id);
        let mut unsigned = vera.list(now + 4, std::slice::from_ref(&other));
        unsigned.as_object_mut().expect("an object").remove("proof");
        let replayed = vera.list(now - 10, std::slice::from_ref(&other));
        let forked = vera.list(now, std::slice::from_ref(&other));
        let future = vera.list(now + 3 * DAY, std::slice::from_ref(&other));
        for (what, list) in [
            ("tampered", tampered),
            ("foreign", foreign),
            ("stolen", stolen),
            ("unsigned", unsigned),
            ("replayed", replayed),
            ("forked", forked),
            ("future", future),
            ("no list", json!({"type": "Note"})),
        ] {
            rig.vic.serve(&path, &list);
            assert!(peer_lists::look(app, &owner).await.is_err(), "{what}");
            assert_eq!(names(&rig).await, [tom], "{what}");
            assert!(peer_lists::import(app, None, list.to_string().as_bytes()).await.is_err(), "{what}");
            assert_eq!(names(&rig).await, [tom], "{what} as a file");
        }
        // The desk sees what was wrong, and the next good list is taken.
        let (partners, _) = peer_lists::overview(app).await.expect("an overview");
        assert!(partners[0].list.trouble.is_some() && partners[0].list.failures > 0);
        rig.vic.serve(&path, &vera.list(now + 5, &[]));
        assert_eq!(peer_lists::look(app, &owner).await.expect("news"), Looked::News(0));
        assert!(names(&rig).await.is_empty());
    }
}

#[tokio::test]
async fn large_lists_redirects_and_hostile_items_cost_little_and_do_nothing() {
    let rig = Rig::start().await;
    let vera = listed(&rig, &rig.vic, "vera", &json!({})).await;
    let owner = vera.account(&rig).await;
    let app = &rig.opened.app;
    let path = format!("{}/peers", vera.path);
    let now = rig.clock.now_ms();

    rig.vic.redirect(&path, 302, "http://third.test/list");
    assert!(peer_lists::look(app, &owner).await.is_err());
    assert!(rig.third.seen().is_empty(), "nobody is led anywhere");
    rig.vic.serve_as(&path, "application/activity+json", &"[".repeat(10 << 20));
    assert!(peer_lists::look(app, &owner).await.is_err());
    let many: Vec<Value> = (0..100_000).map(|n| named(&format!("http://a.test/{n}"), "A")).collect();
    rig.vic.serve(&path, &vera.list(now, &many));
    assert!(peer_lists::look(app, &owner).await.is_err(), "too large to be read");
    rig.vic.fail(&path, 500);
    assert!(peer_lists::look(app, &owner).await.is_err());
    assert!(names(&rig).await.is_empty());

    let hostile = [
        named("javascript:alert(1)", "x"),
        json!({"id": "http://a.test/1", "kind": "king", "name": "x"}),
        json!({"id": "http://a.test/2", "kind": "coalition", "name": "<script>\u{202e}x</script>"}),
        named(&format!("http://a.test/{}", "x".repeat(5_000)), "long"),
        json!("http://a.test/3"),
    ];
    rig.vic.serve(&path, &vera.list(now, &hostile));
    assert_eq!(peer_lists::look(app, &owner).await.expect("news"), Looked::News(1));
    let (_, all) = peer_lists::overview(app).await.expect("an overview");
    assert_eq!((all.len(), all[0].name.contains('\u{202e}')), (1, false));

    // Its server says that it has nothing new: nothing is read, nothing is lost.
    let tagged = Document {
        status: 200,
        headers: vec![
            ("content-type", "application/activity+json".to_owned()),
            ("etag", "\"v2\"".to_owned()),
        ],
        body: vera.list(now + 1, &[named("http://a.test/9", "Nine")]).to_string(),
    };
    rig.vic.answer_with(&path, tagged);
    assert_eq!(peer_lists::look(app, &owner).await.expect("news"), Looked::News(1));
    rig.vic.answer_with(&path, Document { status: 304, headers: Vec::new(), body: String::new() });
    assert_eq!(peer_lists::look(app, &owner).await.expect("the same"), Looked::Same);
    let asked = rig.vic.seen().pop().expect("a request");
    assert_eq!(asked.headers["if-none-match"], "\"v2\"");
    assert_eq!(names(&rig).await, ["http://a.test/9"]);
}

#[tokio::test]
async fn a_trusted_list_asks_and_each_whom_it_names_decides() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = listed(&rig, &rig.vic, "vera", &json!({})).await;
        let tom = Partner::new(&rig.third, "tom", &json!({}));
        let owner = vera.account(&rig).await;
        let now = rig.clock.now_ms();
        rig.vic.serve(&format!("{}/peers", vera.path), &vera.list(now, &[named(&tom.actor.id, "Tom")]));
        peer_lists::trust(&rig.cx(), None, &owner, true).await.expect("trusted");
        // The job of the running server asks when the time has come.
        rig.clock.advance(2 * DAY);
        rig.wait_for("tom is asked", async || !rig.third.received("FeatureRequest").is_empty()).await;
        assert_eq!(state(&rig, &tom).await, EntryState::Asked);
        assert_eq!(shown(&rig).await, std::slice::from_ref(&vera.actor.id), "trust lists nobody");
        rig.tell(&tom.actor, &tom.agree(&rig.third, 1, &tom.stamp(1))).await;
        assert_eq!(shown(&rig).await.len(), 2);
        // Whoever loses her consent loses her list with it.
        directory::remove(&rig.cx(), None, &owner).await.expect("removed");
        assert!(peer_lists::look(&rig.opened.app, &owner).await.is_err());
    }
}

#[tokio::test]
async fn a_collection_holds_twenty_five_and_the_next_begins() {
    let rig = Rig::start().await;
    for number in 0..26 {
        listed(&rig, &rig.vic, &format!("p{number}"), &json!({"peers": null})).await;
    }
    let (_, first) = super::ground::read(&rig, "/actors/coalition/collections/1").await;
    let (_, second) = super::ground::read(&rig, "/actors/coalition/collections/2").await;
    assert_eq!((&first["totalItems"], &second["totalItems"]), (&json!(25), &json!(1)));
    assert_eq!(super::ground::read(&rig, "/actors/coalition/collections/3").await.0, StatusCode::NOT_FOUND);
    // The list of people reads in pages, too.
    let (_, page) = super::ground::page(&rig, "/directory").await;
    assert!(page.contains("/directory?before="), "{page}");
}
