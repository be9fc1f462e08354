//! Signatures of requests, as they arrive over HTTP (A16 to A36).

use antiphon::keys;
use antiphon::remote::signatures::{self, BodyDigest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, HeaderName, Method, StatusCode};
use serde_json::json;
use url::Url;

use super::{Canary, Scene};
use crate::support::databases;
use crate::support::peer::{Actor, bytes};
use crate::support::rig::{Rig, Shape};

const HOUR: i64 = 3_600_000;

/// The headers of a good signature over these names, whatever they are.
fn covering(rig: &Rig, actor: &Actor, body: &[u8], covered: &str, algorithm: &str) -> HeaderMap {
    let mut headers = actor.sign(&rig.url("/inbox"), body, rig.clock.now_ms());
    let line = |name: &str| match name {
        "(request-target)" => "(request-target): post /inbox".to_owned(),
        name => format!("{name}: {}", headers[name].to_str().expect("text")),
    };
    let text: Vec<String> = covered.split(' ').filter(|name| !name.is_empty()).map(line).collect();
    let signature = STANDARD.encode(actor.key.sign(text.join("\n").as_bytes()));
    put(
        &mut headers,
        "signature",
        &format!(
            "keyId=\"{}\",algorithm=\"{algorithm}\",headers=\"{covered}\",signature=\"{signature}\"",
            actor.key_id
        ),
    );
    headers
}

fn put(headers: &mut HeaderMap, name: &str, value: &str) {
    headers.insert(HeaderName::from_bytes(name.as_bytes()).expect("a name"), value.parse().expect("a value"));
}

#[tokio::test]
async fn a16_to_a26_a33_to_a35_signatures_that_prove_nothing() {
    let scene = Scene::set().await;
    let Scene { rig, vera, .. } = &scene;
    let body = bytes(&vera.create(1, "unproven"));
    let inbox = rig.url("/inbox");
    let now = rig.clock.now_ms();
    let good = || vera.sign(&inbox, &body, now);
    let with = |name: &str, value: &str| {
        let mut headers = good();
        put(&mut headers, name, value);
        headers
    };
    let full = "(request-target) host date digest";
    let mut requests: Vec<(&str, HeaderMap)> = vec![
        ("a16", HeaderMap::new()),
        ("a17", covering(rig, vera, &body, "(request-target) host date", "rsa-sha256")),
        ("a19", covering(rig, vera, &body, "host date digest", "rsa-sha256")),
        ("a20", vera.sign("http://third.test/inbox", &body, now)),
        ("a21", covering(rig, vera, &body, "(request-target) host digest", "rsa-sha256")),
        ("a22 past", vera.sign(&inbox, &body, now - 3 * HOUR)),
        ("a22 future", vera.sign(&inbox, &body, now + 2 * HOUR)),
        ("a22 garbage", with("date", "yesterday")),
        ("a23 empty", covering(rig, vera, &body, "", "rsa-sha256")),
        ("a23 date", covering(rig, vera, &body, "date", "rsa-sha256")),
        ("a24 none", covering(rig, vera, &body, full, "none")),
        ("a24 sha1", covering(rig, vera, &body, full, "rsa-sha1")),
        ("a25 md5", with("digest", "MD5=1B2M2Y8AsgTpgAmY7PhCfg==")),
        ("a29", vera.sign(&rig.url("/actors/coalition/inbox"), &body, now)),
    ];
    // A20: the host of somebody else, validly signed; the client must not put its own in its place.
    put(&mut requests[3].1, "host", "third.test");
    let text = format!("(request-target): post /inbox\nhost: sut.test\n{now}");
    let mac = keys::hmac_sha256(vera.key.verifying_key().to_pem().as_bytes(), text.as_bytes());
    let field = |algorithm: &str, signature: &str| {
        format!(
            "keyId=\"{}\",algorithm=\"{algorithm}\",headers=\"{full}\",signature=\"{signature}\"",
            vera.key_id
        )
    };
    for (case, value) in [
        ("a24 hmac", field("hmac-sha256", &STANDARD.encode(mac))),
        ("a26 junk", field("rsa-sha256", "!!!!")),
        ("a26 empty", field("rsa-sha256", "")),
        ("a26 short", field("rsa-sha256", "AAAA")),
        ("a35 quotes", format!("keyId=\"{}", vera.key_id)),
        ("a35 parameters", (0..200).map(|n| format!("p{n}=\"x\"")).collect::<Vec<_>>().join(",")),
        ("a35 large", field("rsa-sha256", &"A".repeat(20_000))),
    ] {
        requests.push((case, with("signature", &value)));
    }
    let digest = good()["digest"].to_str().expect("text").to_owned();
    requests.push(("a25 one bad", with("digest", &format!("SHA-256={},{digest}", STANDARD.encode([0; 32])))));
    let mut twice = good();
    twice.append("digest", format!("SHA-256={}", STANDARD.encode([0; 32])).parse().expect("a value"));
    requests.push(("a25 two", twice));
    let url = Url::parse(&inbox).expect("an address");
    let newer = |body: Option<&BodyDigest>| {
        signatures::sign_rfc9421(&vera.key, &vera.key_id, &Method::POST, &url, body, now).expect("signs")
    };
    requests.push(("a33 without body", newer(None)));
    let mut both = good();
    let valid = newer(Some(&BodyDigest::of(&body)));
    both.insert("signature-input", valid["signature-input"].clone());
    requests.push(("a34", both));
    for (case, headers) in requests {
        let status = rig.post_raw("/inbox", headers, body.clone()).await;
        assert!(matches!(status.as_u16(), 400 | 401 | 403 | 421 | 431), "{case}: {status}");
    }
    let changed = bytes(&vera.create(1, "unprovem"));
    assert_eq!(rig.post_raw("/inbox", good(), changed).await, StatusCode::UNAUTHORIZED, "a18");
    rig.drain().await;
    assert_eq!((scene.posts_by(vera).await, scene.told().await), (0, 0));
    // A33 and A22: what is in order is taken.
    assert_eq!(rig.post_raw("/inbox", valid, body).await, StatusCode::ACCEPTED);
    let body = bytes(&vera.create(2, "four minutes off"));
    let headers = vera.sign(&inbox, &body, now - 240_000);
    assert_eq!(rig.post_raw("/inbox", headers, body).await, StatusCode::ACCEPTED);
    rig.drain().await;
    assert_eq!(scene.posts_by(vera).await, 2);
}

#[tokio::test]
async fn a28_said_twice_is_said_once() {
    let scene = Scene::set().await;
    let Scene { rig, vera, .. } = &scene;
    let post = scene.writes("like me", antiphon::domain::visibility::Visibility::Public).await;
    let like = vera.activity("Like", 2, json!(post.uri.as_str()));
    for activity in [vera.create(1, "once"), like] {
        let body = bytes(&activity);
        let headers = vera.sign(&rig.url("/inbox"), &body, rig.clock.now_ms());
        for _ in 0..2 {
            let status = rig.post_raw("/inbox", headers.clone(), body.clone()).await;
            assert!(status.is_success() || status == StatusCode::CONFLICT, "{status}");
            rig.drain().await;
        }
    }
    assert_eq!((scene.posts_by(vera).await, scene.counts(&post).await.likes, scene.told().await), (1, 1, 1));
}

#[tokio::test]
async fn a30_a_new_key_takes_the_place_of_the_old() {
    let scene = Scene::set().await;
    let Scene { rig, vera, .. } = &scene;
    let renewed = Actor { key: rig.vic.actor("spare").key, ..vera.clone() };
    let document = rig.vic.actor_document("vera", &renewed);
    rig.vic.serve("/users/vera", &document);
    rig.tell(vera, &vera.activity("Update", 1, document)).await;
    rig.tell(&renewed, &renewed.create(2, "with the new key")).await;
    scene.is_turned_away(vera, &vera.create(3, "with the old key")).await;
    assert_eq!(scene.posts_by(vera).await, 1);
}

#[tokio::test]
async fn a31_a32_bad_signatures_do_not_make_us_ask_again_and_again() {
    let shape = Shape { retry_scale: 1.0, ..Shape::default() };
    let mut scene = Scene::on(Rig::shaped(databases::sqlite(), shape).await).await;
    scene.rig.clock.advance(400_000);
    {
        let Scene { rig, vera, mallory, .. } = &scene;
        let before = rig.vic.reads_of("/users/vera");
        let forged = Actor { key: mallory.key.clone(), ..vera.clone() };
        for number in 0..200 {
            assert_eq!(rig.post(&forged, &vera.create(number, "x")).await, StatusCode::UNAUTHORIZED);
            rig.clock.advance(300);
        }
        assert!(rig.vic.reads_of("/users/vera") <= before + 1);
        rig.clock.advance(300_000);
        rig.post(&forged, &vera.create(1, "x")).await;
        assert_eq!(rig.vic.reads_of("/users/vera"), before + 2, "after five minutes it is asked again");
    }
    scene.rig.third.stop().await;
    let begun = std::time::Instant::now();
    for number in 0..200 {
        let id = scene.rig.third.url(&format!("/users/u{number}"));
        let nobody = Actor { key_id: format!("{id}#main-key"), key: scene.mallory.key.clone(), id };
        let status = scene.rig.post(&nobody, &nobody.create(1, "x")).await;
        assert!(matches!(status.as_u16(), 401 | 503), "{status}");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
    assert_eq!(scene.posts_by(&scene.vera).await, 0);
}

#[tokio::test]
async fn a32_a_key_host_that_is_down_is_tried_twice_a_minute_at_most() {
    let down = Canary::at("127.0.0.1").await;
    let names = vec![("down.test".to_owned(), down.address.to_string())];
    // The first connection stands and is never answered, as at a host behind a firewall.
    let more = "request_timeout_seconds = 1\nconnect_timeout_seconds = 1\n".to_owned();
    let shape = Shape { names, more, retry_scale: 1.0, ..Shape::default() };
    let scene = Scene::on(Rig::shaped(databases::sqlite(), shape).await).await;
    let Scene { rig, mallory, .. } = &scene;
    let id = format!("http://down.test:{}/users/nobody", down.address.port());
    let nobody = Actor { key_id: format!("{id}#main-key"), key: mallory.key.clone(), id };
    for number in 0..300 {
        let status = rig.post(&nobody, &nobody.create(number, "x")).await;
        assert!(matches!(status.as_u16(), 401 | 503), "{status}");
    }
    let tried = down.touched.load(std::sync::atomic::Ordering::SeqCst);
    assert!((1..=2).contains(&tried), "{tried}");
    rig.drain().await;
    assert_eq!(rig.posts_by(&nobody.id).await, 0);
}

#[tokio::test]
async fn a36_the_farewell_of_a_stranger_is_taken_without_effect() {
    let scene = Scene::set().await;
    let Scene { rig, .. } = &scene;
    let stranger = rig.third.actor("gone");
    rig.third.fail("/users/gone", 410);
    let farewell = stranger.activity("Delete", 1, json!(stranger.id));
    assert_eq!(rig.post(&stranger, &farewell).await, StatusCode::ACCEPTED);
    assert_eq!(rig.third.reads_of("/users/gone"), 0);
}

#[tokio::test]
async fn a_key_for_documents_signs_no_requests() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let coalition = rig.coalition().await;
        let vera = rig.vic.actor("vera");
        let proving = Actor {
            key_id: format!("{}#ed25519-key", vera.id),
            key: keys::SigningKey::generate(keys::Algorithm::Ed25519),
            ..vera.clone()
        };
        let listed = |member: &str| {
            let mut document = rig.vic.actor_document("vera", &vera);
            document[member] = json!([{
                "id": proving.key_id, "type": "Multikey", "controller": vera.id,
                "publicKeyMultibase": proving.key.verifying_key().to_multibase(),
            }]);
            document
        };
        // Her document was read a moment ago, so that whatever is known of her keys is known here.
        rig.vic.serve("/users/vera", &listed("assertionMethod"));
        rig.follows(&coalition, &vera).await;
        let note = proving.create(1, "signed with the other key");
        assert_eq!(rig.post(&proving, &note).await, StatusCode::UNAUTHORIZED);
        rig.clock.advance(HOUR);
        assert_eq!(rig.post(&proving, &note).await, StatusCode::UNAUTHORIZED, "asked anew as well");
        rig.drain().await;
        assert_eq!(rig.posts_by(&vera.id).await, 0);
        // The same key under `authentication` is one for requests, and then no longer one for documents.
        rig.vic.serve("/users/vera", &listed("authentication"));
        rig.clock.advance(HOUR);
        assert_eq!(rig.post(&proving, &note).await, StatusCode::ACCEPTED);
        rig.drain().await;
        assert_eq!(rig.posts_by(&vera.id).await, 1);
        let uri = antiphon::domain::uri::Uri::parse(&vera.id).expect("an id");
        let account = antiphon::remote::resolve::actor(&rig.cx(), &uri).await.expect("she is known");
        let proofs =
            antiphon::store::keys::proofs_of(&rig.opened.app.store, &[account.id.0]).await.expect("reads");
        assert!(proofs.is_empty(), "nothing proves documents any more");
        assert_eq!(rig.post(&vera, &vera.create(2, "as ever")).await, StatusCode::ACCEPTED);
    }
}
