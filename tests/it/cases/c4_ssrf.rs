//! No address of another server leads us inside (A41 to A49, A52 to A54).

use std::time::{Duration, Instant};

use antiphon::domain::time::DAY;
use antiphon::domain::uri::Uri;
use antiphon::remote::resolve;
use antiphon::service::{accounts, copies, members};
use antiphon::store::backlinks;
use serde_json::json;

use super::{Canary, Scene};
use crate::support::databases;
use crate::support::peer::{Document, PUBLIC};
use crate::support::rig::{Rig, Shape};

/// A rig that may reach 127.0.0.1 only, and names that lead elsewhere.
async fn narrow(names: Vec<(String, String)>) -> Scene {
    let shape = Shape { ranges: "[\"127.0.0.1/32\"]", names, ..Shape::default() };
    Scene::on(Rig::shaped(databases::sqlite(), shape).await).await
}

/// Asks for an actor there, in every way that we have.
async fn ask_for(scene: &Scene, url: &str) {
    let Scene { rig, mallory, .. } = scene;
    if let Ok(uri) = Uri::parse(url) {
        assert!(resolve::refresh(&rig.cx(), &uri).await.is_err(), "{url}");
        assert!(resolve::post(&rig.cx(), &uri).await.is_err(), "{url}");
        assert!(accounts::look_up(&rig.cx(), url).await.is_err(), "{url}");
    }
    let mut announce = mallory.activity("Announce", 0, json!(url));
    announce["id"] = json!(format!("{}/announces/{}", mallory.id, url.len()));
    announce["to"] = json!([PUBLIC]);
    let status = scene.rig.post(mallory, &announce).await;
    assert!(status.is_success() || status.is_client_error(), "{url} {status}");
}

#[tokio::test]
async fn a41_a48_a49_no_field_of_a_document_leads_inside() {
    let canary = Canary::at("127.0.2.1").await;
    let scene = narrow(vec![("inner.test".to_owned(), canary.address.to_string())]).await;
    let Scene { rig, coalition, .. } = &scene;
    let named = format!("http://inner.test:{}/", canary.address.port());
    let user = format!("http://user:pw@{}/users/mallory", rig.evil.authority());
    let targets = [
        format!("http://{}/", canary.address),
        named,
        "file:///etc/passwd".to_owned(),
        "gopher://127.0.2.1/".to_owned(),
        "data:application/json,{}".to_owned(),
        "unix:/run/x".to_owned(),
        user,
    ];
    let mut number = 0;
    for target in &targets {
        for field in
            ["inbox", "outbox", "featured", "followers", "following", "icon", "endpoints", "url", "movedTo"]
        {
            number += 1;
            let actor = rig.evil.actor(&format!("m{number}"));
            let mut document = rig.evil.actor_document(&format!("m{number}"), &actor);
            document[field] = match field {
                "icon" => json!({"type": "Image", "url": target}),
                "endpoints" => json!({ "sharedInbox": target }),
                _ => json!(target),
            };
            rig.evil.serve(&format!("/users/m{number}"), &document);
            let follow = actor.activity("Follow", 1, json!(coalition.uri.as_str()));
            let status = rig.post(&actor, &follow).await;
            assert!(status.is_success() || status.is_client_error(), "{field} {target} {status}");
        }
        ask_for(&scene, target).await;
    }
    rig.drain().await;
    rig.delivered().await;
    assert!(canary.is_silent());
    assert!(rig.evil.seen().iter().all(|seen| !seen.headers.contains_key("authorization")));
}

#[tokio::test]
async fn a41_no_key_and_no_list_of_answers_leads_inside() {
    let canary = Canary::at("127.0.2.1").await;
    let scene = narrow(Vec::new()).await;
    let Scene { rig, coalition, mallory, .. } = &scene;
    let inside = format!("http://{}/", canary.address);
    for (number, key_id) in
        (0..).zip([format!("{inside}#main-key"), inside.clone(), format!("{inside}users/k")])
    {
        let mut actor = rig.evil.actor(&format!("k{number}"));
        actor.key_id = key_id;
        let follow = actor.activity("Follow", 1, json!(coalition.uri.as_str()));
        assert!(rig.post(&actor, &follow).await.is_client_error(), "{}", actor.key_id);
    }
    let first = json!({"type": "CollectionPage", "next": inside, "partOf": inside, "items": [inside]});
    let answers = [json!(inside), json!({"id": inside, "type": "Collection", "first": first})];
    for (number, answers) in (1..).zip(answers) {
        let mut create = mallory.create(number, "x");
        create["object"]["replies"] = answers.clone();
        create["object"]["likes"] = answers.clone();
        create["object"]["shares"] = answers;
        assert!(rig.post(mallory, &create).await.is_success());
    }
    rig.drain().await;
    assert_eq!(scene.posts_by(mallory).await, 2, "they were read");
    assert!(canary.is_silent());
}

#[tokio::test]
async fn a45_no_picture_and_no_link_of_a_profile_leads_inside() {
    let canary = Canary::at("127.0.2.1").await;
    let scene = narrow(Vec::new()).await;
    let Scene { rig, mallory, .. } = &scene;
    let app = &rig.opened.app;
    let inside = format!("http://{}/", canary.address);
    let refresh = |kind: &'static str| Document {
        status: 200,
        headers: vec![("content-type", kind.to_owned()), ("refresh", format!("0; url={inside}"))],
        body: format!("<meta http-equiv=refresh content='0; url={inside}'>"),
    };
    for (number, status) in (0..).zip([301, 302, 303, 307, 308]) {
        rig.evil.redirect(&format!("/face/{number}"), status, &inside);
        rig.evil.redirect(&format!("/site/{number}"), status, &inside);
    }
    rig.evil.answer_with("/face/5", refresh("image/png"));
    rig.evil.answer_with("/site/5", refresh("text/html"));
    for number in 0..6 {
        // A picture in a post, as a reader here asks for it.
        let picture = rig.evil.url(&format!("/face/{number}"));
        let mut create = mallory.create(number + 1, "x");
        create["object"]["attachment"] = json!([{"type": "Image", "mediaType": "image/png", "url": picture}]);
        rig.tell(mallory, &create).await;
        let path = copies::path(&rig.cx(), &picture);
        // A reader is shown that there is none.
        let status = rig.http.get(rig.url(&path)).send().await.expect("an answer").status();
        assert!(!status.is_server_error(), "{picture} {status}");
        assert_eq!(rig.evil.reads_of(&format!("/face/{number}")), 1, "it was asked");
    }
    // Pages that a member names as their own.
    let sites: Vec<_> = (0..6).map(|number| rig.evil.url(&format!("/site/{number}"))).collect();
    for (name, sites) in [("ann", &sites[..3]), ("ben", &sites[3..])] {
        let member = members::add(app, name, "member").await.expect("the name is free");
        let token = members::new_token(app, name, "test", "read write").await.expect("they are here");
        let fields: Vec<_> = sites.iter().map(|site| json!({"name": "Site", "value": site})).collect();
        let request = rig.http.patch(rig.url("/api/v1/accounts/update_credentials")).bearer_auth(&token);
        let request = request.header("content-type", "application/json");
        let answer = request.body(json!({"fields_attributes": fields}).to_string()).send().await;
        assert!(answer.expect("an answer").status().is_success());
        rig.clock.advance(DAY);
        rig.wait_for("the pages are asked", async || {
            let found = backlinks::of_account(&app.store, member.account).await.expect("reads");
            found.len() == 3 && found.iter().all(|one| one.asked_at.is_some() && one.verified_at.is_none())
        })
        .await;
    }
    assert!((0..6).all(|number| rig.evil.reads_of(&format!("/site/{number}")) > 0), "they were asked");
    assert!(canary.is_silent());
}

#[tokio::test]
async fn a42_a43_a44_no_name_and_no_spelling_leads_inside() {
    let (canary, six) = (Canary::at("127.0.2.1").await, Canary::at("::1").await);
    let inner = [
        "10.0.0.1:80",
        "127.0.2.1:80",
        "169.254.169.254:80",
        "0.0.0.0:80",
        "100.64.0.1:80",
        "192.168.0.1:80",
        "172.16.0.1:80",
        "198.18.0.1:80",
        "192.0.0.8:80",
        "224.0.0.1:80",
        "240.0.0.1:80",
        "255.255.255.255:80",
        "[::1]:80",
        "[::]:80",
        "[fe80::1]:80",
        "[fc00::1]:80",
        "[ff02::1]:80",
        "[::ffff:127.0.2.1]:80",
        "[::127.0.2.1]:80",
        "[64:ff9b::7f00:201]:80",
        "[64:ff9b:1::7f00:201]:80",
        "[2002:7f00:201::]:80",
        "[2001::1]:80",
        "[2001:db8::1]:80",
        "[3fff::1]:80",
    ];
    let names = inner.iter().enumerate().map(|(n, a)| (format!("h{n}.test"), (*a).to_owned())).collect();
    let scene = narrow(names).await;
    let begun = Instant::now();
    let port = canary.address.port();
    for number in 0..inner.len() {
        ask_for(&scene, &format!("http://h{number}.test:{port}/users/x")).await;
    }
    for host in ["2130707969", "0x7f.2.1", "0177.0.2.1", "[::ffff:7f00:201]", "127.0.513", "127.0.2.1."] {
        ask_for(&scene, &format!("http://{host}:{port}/users/x")).await;
    }
    ask_for(&scene, &format!("http://[::1]:{}/users/x", six.address.port())).await;
    scene.rig.drain().await;
    assert!(begun.elapsed() < Duration::from_secs(10), "nothing was waited for: no packet left");
    assert!(canary.is_silent() && six.is_silent());
}

#[tokio::test]
async fn a45_a47_a52_a54_no_redirect_leads_inside_or_for_ever() {
    let canary = Canary::at("127.0.2.1").await;
    let scene = narrow(Vec::new()).await;
    let Scene { rig, .. } = &scene;
    let inside = format!("http://{}/", canary.address);
    for (number, status) in (0..).zip([301, 302, 303, 307, 308]) {
        rig.evil.redirect(&format!("/to/{number}"), status, &inside);
        ask_for(&scene, &rig.evil.url(&format!("/to/{number}"))).await;
    }
    let authority = rig.evil.authority();
    let finger = |name: &str| {
        format!("/.well-known/webfinger?resource=acct%3A{name}%40{}", authority.replace(':', "%3A"))
    };
    rig.evil.redirect(&finger("away"), 302, &inside);
    let jrd = json!({"subject": format!("acct:inner@{authority}"),
        "links": [{"rel": "self", "type": "application/activity+json", "href": inside}]});
    rig.evil.serve_as(&finger("inner"), "application/jrd+json", &jrd.to_string());
    for name in ["away", "inner"] {
        assert!(accounts::look_up(&rig.cx(), &format!("@{name}@{authority}")).await.is_err());
    }
    assert!(canary.is_silent());
    // A52: in a circle, and in a long row.
    rig.evil.redirect("/loop", 302, &rig.evil.url("/loop"));
    rig.evil.redirect("/a", 302, &rig.evil.url("/b"));
    rig.evil.redirect("/b", 302, &rig.evil.url("/a"));
    for step in 0..30 {
        rig.evil.redirect(&format!("/row/{step}"), 302, &rig.evil.url(&format!("/row/{}", step + 1)));
    }
    for path in ["/loop", "/a", "/row/0"] {
        let before = rig.evil.seen().len();
        assert!(resolve::refresh(&rig.cx(), &Uri::parse(&rig.evil.url(path)).expect("an id")).await.is_err());
        let asked = rig.evil.seen().len() - before;
        assert!(asked <= 4, "{path}: {asked} requests");
    }
    // A54: what was signed for one host is not shown to another.
    rig.evil.redirect("/moved", 302, &rig.third.url("/moved"));
    let moved = Uri::parse(&rig.evil.url("/moved")).expect("an id");
    assert!(resolve::refresh(&rig.cx(), &moved).await.is_err());
    let signature = |seen: &[crate::support::peer::Seen]| {
        let one = seen.iter().find(|seen| seen.path == "/moved");
        one.and_then(|seen| seen.headers.get("signature").cloned())
    };
    let first = signature(&rig.evil.seen());
    assert!(first.is_some(), "we sign what we read");
    assert_ne!(first, signature(&rig.third.seen()));
}
