//! Who may speak for whom: ids, authors, keys (A1 to A15), and linked data (A37 to A40).

use http::StatusCode;
use serde_json::json;

use super::{Canary, Scene};
use crate::support::peer::{Actor, PUBLIC};

#[tokio::test]
async fn a1_to_a3_nobody_writes_as_somebody_else() {
    let scene = Scene::set().await;
    let Scene { vera, mallory, .. } = &scene;
    scene.is_turned_away(mallory, &vera.create(1, "forged")).await;
    let borrowed = Actor { id: vera.id.clone(), key_id: vera.key_id.clone(), key: mallory.key.clone() };
    scene.is_turned_away(&borrowed, &vera.create(2, "forged")).await;

    let mut note = mallory.note(1, "a2");
    note["attributedTo"] = json!(vera.id);
    scene.try_to(mallory, &mallory.activity("Create", 1, note)).await;
    let mut note = mallory.note(2, "a3");
    note["id"] = json!(scene.rig.vic.url("/notes/1"));
    scene.try_to(mallory, &mallory.activity("Create", 2, note)).await;
    assert_eq!((scene.posts_by(vera).await, scene.posts_by(mallory).await), (0, 0));
    assert_eq!(scene.rig.quarantined().await.len(), 1, "only what cannot be told at the door");
}

#[tokio::test]
async fn a4_to_a7_only_the_actor_says_which_keys_are_its_own() {
    let scene = Scene::set().await;
    let Scene { rig, vera, mallory, .. } = &scene;
    let evil_key =
        |id: &str| json!({"id": id, "owner": vera.id, "publicKeyPem": mallory.key.verifying_key().to_pem()});
    let key_document = rig.evil.url("/key");
    rig.evil.serve("/key", &evil_key(&key_document));
    let false_actor = rig.evil.url("/k");
    let mut document = rig.vic.actor_document("vera", vera);
    document["publicKey"] = evil_key(&false_actor);
    rig.evil.serve("/k", &document);
    let other = format!("{}#other", vera.id);
    let acct = format!("acct:vera@{}", rig.vic.authority());
    for key_id in [key_document, false_actor, other, acct] {
        let forged = Actor { id: vera.id.clone(), key_id, key: mallory.key.clone() };
        scene.is_turned_away(&forged, &vera.create(1, "forged")).await;
    }
    assert_eq!((rig.evil.reads_of("/key"), rig.evil.reads_of("/k")), (0, 0));
    assert!(rig.vic.seen().iter().all(|seen| !seen.path.contains("webfinger")), "{:?}", rig.vic.seen());
    // The key we have was not touched.
    let reads = rig.vic.reads_of("/users/vera");
    rig.tell(vera, &vera.create(7, "genuine")).await;
    assert_eq!((scene.posts_by(vera).await, rig.vic.reads_of("/users/vera")), (1, reads));
}

#[tokio::test]
async fn a8_a9_a10_authors_that_are_not_the_sender() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, vera, mallory, .. } = &scene;
    let mut note = mallory.note(1, "a8");
    note["attributedTo"] = json!([vera.id, mallory.id]);
    scene.try_to(mallory, &mallory.activity("Create", 1, note)).await;
    assert_eq!(scene.posts_by(vera).await, 0);
    if let Some(post) = rig.find_post(&format!("{}/notes/1", mallory.id)).await {
        assert_eq!(post.account, scene.account(&mallory.id).await.id);
    }
    let authors = [json!(1), json!("1"), json!("alice"), json!({"id": 1}), json!(coalition.uri.as_str())];
    for (number, author) in (10..).zip(authors) {
        let mut note = mallory.note(number, "a9");
        note["attributedTo"] = author.clone();
        let status = scene.try_to(mallory, &mallory.activity("Create", number, note)).await;
        assert!(status.is_client_error(), "{author} {status}");
    }
    let mut forged = mallory.create(20, "a10");
    forged["actor"] = json!(coalition.uri.as_str());
    forged["id"] = json!(rig.url("/activities/1"));
    scene.is_turned_away(mallory, &forged).await;
    assert_eq!(rig.posts_by(coalition.uri.as_str()).await, 0);
    assert_eq!(rig.quarantined().await, Vec::<String>::new());
}

#[tokio::test]
async fn a11_a12_what_is_passed_on_is_read_at_its_own_server() {
    let mut scene = Scene::set().await;
    let thea = scene.rig.third.actor("thea");
    let note = thea.note(1, "<p>true</p>");
    scene.rig.third.serve("/users/thea/notes/1", &note);
    let mut forged = note.clone();
    forged["content"] = json!("<p>forged</p>");
    let mut announce = scene.mallory.activity("Announce", 1, forged.clone());
    announce["to"] = json!([PUBLIC]);
    scene.rig.third.stop().await;
    assert_eq!(scene.rig.post(&scene.mallory, &announce).await, StatusCode::ACCEPTED);
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let id = format!("{}/notes/1", thea.id);
    assert!(scene.rig.find_post(&id).await.is_none());
    assert_eq!(scene.told().await, 0);
    scene.rig.third.resume().await;
    let (rig, clock) = (&scene.rig, scene.rig.clock.clone());
    rig.wait_for("the true note is here", async || {
        clock.advance(1_000);
        rig.find_post(&id).await.is_some()
    })
    .await;
    assert_eq!(rig.find_post(&id).await.expect("it is here").main_text().html, "<p>true</p>");
}

#[tokio::test]
async fn a13_a14_a15_scheme_port_and_name_are_part_of_an_id() {
    let scene = Scene::set().await;
    let Scene { rig, vera, victor, mallory, .. } = &scene;
    let authority = rig.vic.authority();
    for (number, origin) in (1..).zip([format!("https://{authority}"), "http://vic.test:8443".to_owned()]) {
        let mut note = vera.note(number, "elsewhere");
        let id = format!("{origin}/users/vera/notes/{number}");
        note["id"] = json!(id);
        scene.try_to(vera, &vera.activity("Create", number, note)).await;
        assert!(rig.find_post(&id).await.is_none(), "{id}");
    }
    // A path that answers with somebody else's document, and with a key of the attacker's.
    let vanja = Actor {
        id: rig.vic.url("/users/vanja"),
        key_id: rig.vic.url("/users/victor#evil"),
        key: mallory.key.clone(),
    };
    let false_victor =
        Actor { key_id: vanja.key_id.clone(), key: mallory.key.clone(), id: victor.id.clone() };
    rig.vic.serve("/users/vanja", &rig.vic.actor_document("victor", &false_victor));
    scene.is_turned_away(&vanja, &vanja.create(1, "a15")).await;
    assert_eq!((rig.posts_by(&vanja.id).await, scene.posts_by(victor).await), (0, 0));
    rig.tell(victor, &victor.create(2, "genuine")).await;
    assert_eq!(scene.posts_by(victor).await, 1);
}

#[tokio::test]
async fn a37_a38_a39_a40_linked_data_gives_nobody_a_voice() {
    let scene = Scene::set().await;
    let Scene { rig, vera, mallory, .. } = &scene;
    let canary = Canary::at("127.0.0.1").await;
    let mut forwarded = vera.create(1, "forwarded");
    forwarded["signature"] = json!({"type": "RsaSignature2017", "creator": vera.key_id,
        "created": "2026-11-23T12:00:00Z", "signatureValue": "AAAA"});
    scene.is_turned_away(mallory, &forwarded).await;
    assert_eq!(scene.posts_by(vera).await, 0);

    let context = format!("http://{}/ctx", canary.address);
    let mut create = vera.create(2, "context");
    create["@context"] = json!(["https://www.w3.org/ns/activitystreams", rig.evil.url("/ctx"), context,
        {"actor": "as:object", "object": "as:actor"}]);
    rig.tell(vera, &create).await;
    assert_eq!(scene.posts_by(vera).await, 1);
    assert!(canary.is_silent());
    assert_eq!(rig.evil.reads_of("/ctx"), 0);

    for member in ["@graph", "@included", "@reverse", "@id", "@type"] {
        let mut create = vera.create(3, "a40");
        create[member] = json!(vera.id);
        let status = scene.try_to(vera, &create).await;
        assert!(status.is_client_error(), "{member} {status}");
    }
    assert_eq!(scene.posts_by(vera).await, 1);
}
