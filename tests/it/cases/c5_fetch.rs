//! What was fetched is what it says it is (A53, A56 to A59).

use antiphon::domain::uri::Uri;
use antiphon::remote::resolve;
use serde_json::{Value, json};

use super::Scene;
use crate::support::peer::{Document, PUBLIC};

/// Mallory passes on what stands at this address.
async fn pass_on(scene: &Scene, number: u32, url: &str) {
    let mut announce = scene.mallory.activity("Announce", number, json!(url));
    announce["to"] = json!([PUBLIC]);
    scene.rig.tell(&scene.mallory, &announce).await;
}

#[tokio::test]
async fn a56_only_activitypub_is_read() {
    let scene = Scene::set().await;
    let thea = scene.rig.third.actor("thea");
    let types = [
        ("application/json", false),
        ("text/html", false),
        ("text/plain", false),
        ("application/ld+json", false),
        ("application/ld+json; profile=\"https://www.w3.org/ns/activitystreams https://w3id.org/x\"", true),
        ("application/activity+json; charset=utf-8", true),
    ];
    for (number, (content_type, is_read)) in (1..).zip(types) {
        let note = thea.note(number, "x");
        scene.rig.third.serve_as(&format!("/users/thea/notes/{number}"), content_type, &note.to_string());
        let id = note["id"].as_str().expect("an id").to_owned();
        pass_on(&scene, number, &id).await;
        assert_eq!(scene.rig.find_post(&id).await.is_some(), is_read, "{content_type}");
    }
    let note = thea.note(9, "of no kind");
    let nameless = Document { status: 200, headers: Vec::new(), body: note.to_string() };
    scene.rig.third.answer_with("/users/thea/notes/9", nameless);
    let id = note["id"].as_str().expect("an id").to_owned();
    pass_on(&scene, 9, &id).await;
    assert!(scene.rig.find_post(&id).await.is_none());
    assert_eq!(scene.rig.third.reads_of("/users/thea/notes/9"), 1, "it was asked");
}

#[tokio::test]
async fn a57_a58_a59_a_document_speaks_from_its_own_address() {
    let scene = Scene::set().await;
    let Scene { rig, vera, .. } = &scene;
    let thea = rig.third.actor("thea");
    let told = thea.note(1, "<p>as another path tells it</p>");
    rig.third.serve("/alias", &told);
    rig.third.serve("/users/thea/notes/1", &thea.note(1, "<p>as its own path tells it</p>"));
    pass_on(&scene, 1, &rig.third.url("/alias")).await;
    let post = rig.find_post(told["id"].as_str().expect("an id")).await.expect("it is kept");
    assert_eq!(post.main_text().html, "<p>as its own path tells it</p>");

    let foreign = vera.note(9, "said for somebody else");
    rig.third.serve("/foreign", &foreign);
    pass_on(&scene, 2, &rig.third.url("/foreign")).await;
    let mut theirs = thea.note(3, "by an author elsewhere");
    theirs["attributedTo"] = json!(vera.id);
    rig.third.serve("/users/thea/notes/3", &theirs);
    pass_on(&scene, 3, theirs["id"].as_str().expect("an id")).await;
    assert_eq!(scene.posts_by(vera).await, 0);

    let page =
        format!("<html><head><link rel=alternate type=application/activity+json href={}>", foreign["id"]);
    rig.third.serve_as("/page", "text/html", &page);
    pass_on(&scene, 4, &rig.third.url("/page")).await;
    assert_eq!(scene.posts_by(vera).await, 0);
}

#[tokio::test]
async fn a53_a_host_that_sends_on_does_not_lend_its_name() {
    let scene = Scene::set().await;
    let Scene { rig, mallory, .. } = &scene;
    let claimed = rig.third.url("/users/u");
    rig.third.redirect("/users/u", 302, &rig.evil.url("/users/u"));
    let mut document: Value = rig.evil.actor_document("mallory", mallory);
    for (member, value) in [("id", claimed.clone()), ("inbox", format!("{claimed}/inbox"))] {
        document[member] = json!(value);
    }
    rig.evil.serve("/users/u", &document);
    let found = resolve::refresh(&rig.cx(), &Uri::parse(&claimed).expect("an id")).await;
    assert!(found.is_err(), "{found:?}");
    let known = antiphon::store::accounts::find_by_uri(&rig.opened.app.store, &claimed).await.expect("reads");
    assert!(known.is_none());
}

#[tokio::test]
async fn a63_what_would_live_here_is_not_asked_of_ourselves() {
    let scene = Scene::set().await;
    let Scene { rig, coalition, .. } = &scene;
    let found =
        antiphon::service::accounts::look_up(&rig.cx(), coalition.uri.as_str()).await.expect("is here");
    assert_eq!(found.id, coalition.id);
    for path in ["/actors/nobody", "/posts/1"] {
        let uri = Uri::parse(&rig.url(path)).expect("an id");
        assert!(resolve::refresh(&rig.cx(), &uri).await.is_err());
        assert!(resolve::post(&rig.cx(), &uri).await.is_err());
    }
    rig.evil.redirect("/back", 302, coalition.uri.as_str());
    let back = Uri::parse(&rig.evil.url("/back")).expect("an id");
    assert!(resolve::refresh(&rig.cx(), &back).await.is_err());
    assert_eq!(rig.coalition().await, *coalition);
}
