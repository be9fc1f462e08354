//! Nobody makes us work, store or ask without end (A128, A149 to A161, A163).

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use antiphon::domain::uri::Uri;
use antiphon::remote::resolve;
use antiphon::service::members;
use antiphon::store;
use http::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::{Scene, raw};
use crate::support::databases;
use crate::support::peer::PUBLIC;
use crate::support::rig::{Rig, Shape};

fn head(rig: &Rig, more: &str) -> String {
    let authority = rig.url("").trim_start_matches("http://").to_owned();
    format!(
        "POST /inbox HTTP/1.1\r\nhost: {authority}\r\ncontent-type: application/activity+json\r\n{more}\r\n"
    )
}

#[tokio::test]
async fn a149_a150_large_and_packed_bodies() {
    let rig = Rig::start().await;
    let large = " ".repeat((1 << 20) + 1);
    let known = format!("{}{large}", head(&rig, &format!("content-length: {}\r\n", large.len())));
    let chunked =
        format!("{}{:x}\r\n{large}\r\n0\r\n\r\n", head(&rig, "transfer-encoding: chunked\r\n"), large.len());
    for request in [known, chunked] {
        let answer = raw(&rig, request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    }
    for coding in ["gzip", "deflate", "br", "zstd", "identity, gzip"] {
        let request = head(&rig, &format!("content-encoding: {coding}\r\ncontent-length: 2\r\n")) + "{}";
        let answer = raw(&rig, request.as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 415"), "{coding}: {answer}");
    }
}

#[tokio::test]
async fn a128_a151_json_that_breaks_readers() {
    for database in databases::both() {
        let scene = Scene::on(Rig::on(database, "").await).await;
        let Scene { rig, vera, .. } = &scene;
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
        let mut wide = String::from("{");
        for n in 0..30_000 {
            write!(wide, "\"k{n}\":0,").expect("writes");
        }
        wide += "\"x\":0}";
        let twice =
            format!("{{\"actor\":\"{0}\",\"id\":\"{0}/1\",\"type\":\"Like\",\"actor\":\"{0}\"}}", vera.id);
        let kind = json!({"id": format!("{}/1", vera.id), "actor": vera.id, "type": "Li\u{0}ke"}).to_string();
        for body in [
            deep,
            wide[..200_000].to_owned(),
            wide,
            twice,
            kind,
            "{\"a\":1e999999}".to_owned(),
            "[]".to_owned(),
            format!("{{\"a\":\"{}\"}}", "x".repeat(200_000)),
            "{\"a\":\"\\ud800\"}".to_owned(),
        ] {
            let headers = vera.sign(&rig.url("/inbox"), body.as_bytes(), rig.clock.now_ms());
            let begun = Instant::now();
            let shown = body.chars().take(40).collect::<String>();
            let status = rig.post_raw("/inbox", headers, body.into()).await;
            assert!(
                matches!(status, StatusCode::BAD_REQUEST | StatusCode::PAYLOAD_TOO_LARGE),
                "{shown} {status}"
            );
            assert!(begun.elapsed() < Duration::from_secs(1), "{shown} {:?}", begun.elapsed());
        }
        // What is in order but for its letters is kept, on both kinds of database.
        let mut note = vera.note(1, "<p>a\u{0}b</p>");
        for member in ["name", "summary", "url", "inReplyTo"] {
            note[member] = json!("n\u{0}n");
        }
        note["contentMap"] = json!({"en": "<p>a\u{0}b</p>", "d\u{0}e": "c\u{0}"});
        note["tag"] = json!([{"type": "Hashtag", "name": "#a\u{0}b", "href": "https://x.test/\u{0}"},
            {"type": "Emoji", "name": ":a\u{0}:", "icon": {"url": "https://x.test/\u{0}"}},
            {"type": "Mention", "name": "@a\u{0}", "href": "https://x.test/\u{0}"}]);
        note["attachment"] = json!([{"type": "Image", "url": "https://x.test/a", "name": "a\u{0}b", "mediaType": "image/\u{0}png"}]);
        note["to"] = json!([PUBLIC, "x\u{0}y"]);
        scene.try_to(vera, &vera.activity("Create", 1, note)).await;
        assert_eq!((rig.quarantined().await, scene.posts_by(vera).await), (Vec::<String>::new(), 1));
        let mut document = rig.vic.actor_document("vera", vera);
        for member in ["name", "summary", "alsoKnownAs", "implements"] {
            document[member] = json!("v\u{0}v");
        }
        document["attachment"] = json!([{"type": "PropertyValue", "name": "a\u{0}", "value": "b\u{0}"}]);
        scene.try_to(vera, &vera.activity("Update", 2, document)).await;
        assert_eq!(rig.quarantined().await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a152_a153_a154_a155_one_activity_makes_us_ask_little() {
    let scene = Scene::set().await;
    let Scene { rig, mallory, .. } = &scene;
    let before = rig.evil.seen().len();
    let mut note = mallory.note(1, "many");
    let mention = |n: u32| json!({"type": "Mention", "href": rig.evil.url(&format!("/m{n}")), "name": format!("@m{n}")});
    note["tag"] = (0..600).map(mention).collect();
    note["to"] = (0..1_000).map(|n| json!(rig.evil.url(&format!("/t{n}")))).collect();
    note["cc"] = json!([PUBLIC]);
    note["attachment"] =
        (0..200).map(|n| json!({"type": "Image", "url": rig.evil.url(&format!("/a{n}"))})).collect();
    note["inReplyTo"] = json!(rig.evil.url("/notes/2"));
    let mut previous = json!(rig.evil.url("/notes/2"));
    for n in 2..100 {
        let mut next = mallory.note(n, "chain");
        next["id"] = previous;
        previous = json!(rig.evil.url(&format!("/notes/{}", n + 1)));
        next["inReplyTo"] = previous.clone();
        rig.evil.serve(&format!("/notes/{n}"), &next);
    }
    let status = scene.try_to(mallory, &mallory.activity("Create", 1, note)).await;
    assert!(status.is_success() || status == StatusCode::PAYLOAD_TOO_LARGE, "{status}");
    assert!(rig.evil.seen().len() - before <= 20, "{}", rig.evil.seen().len() - before);

    // A154 and A155: collections without end, and actors that point to ever more actors.
    for n in 0..60 {
        let actor = rig.evil.actor("c0");
        let mut document = rig.evil.actor_document("c0", &actor);
        let next = rig.evil.url(&format!("/users/c{}", n + 1));
        document["id"] = json!(rig.evil.url(&format!("/users/c{n}")));
        document["inbox"] = json!(rig.evil.url(&format!("/users/c{n}/inbox")));
        for member in ["movedTo", "alsoKnownAs", "owner", "attributedTo"] {
            document[member] = json!(next);
        }
        rig.evil.serve(&format!("/users/c{n}"), &document);
        if n >= 3 {
            continue;
        }
        let pages = json!({"id": rig.evil.url("/users/c0/featured"), "type": "OrderedCollection",
            "first": rig.evil.url("/users/c0/featured"), "next": rig.evil.url("/users/c0/featured")});
        rig.evil.serve("/users/c0/featured", &pages);
    }
    let chained = crate::support::peer::Actor { id: rig.evil.url("/users/c0"), ..mallory.clone() };
    let mut note = chained.note(1, "x");
    note["id"] = json!(rig.evil.url("/chained/1"));
    rig.evil.serve("/chained/1", &note);
    let before = rig.evil.seen().len();
    let mut announce = mallory.activity("Announce", 2, note["id"].clone());
    announce["to"] = json!([PUBLIC]);
    scene.try_to(mallory, &announce).await;
    let asked = rig.evil.seen().len() - before;
    assert!((1..=10).contains(&asked), "{asked}");
}

#[tokio::test]
async fn a156_a161_what_concerns_nobody_here_leaves_nothing() {
    let scene = Scene::set().await;
    let Scene { rig, .. } = &scene;
    let stranger = rig.third.actor("stranger");
    rig.tell(&stranger, &stranger.create(0, "x")).await;
    let length = "x".repeat(1_000);
    let mut sent: Vec<Value> = Vec::new();
    for number in 1..300 {
        let activity = match number % 4 {
            0 => stranger.create(number, &length),
            1 => stranger.activity("Like", number, json!("https://nowhere.test/1")),
            2 => stranger.activity("Announce", number, json!("https://nowhere.test/1")),
            _ => stranger.activity("View", number, json!({"content": length})),
        };
        let status = rig.post(&stranger, &activity).await;
        assert!(matches!(status.as_u16(), 202 | 403), "{status}");
        sent.push(activity);
    }
    rig.drain().await;
    assert_eq!(rig.posts_by(&stranger.id).await, 0);
    for activity in sent {
        let id = activity["id"].as_str().expect("an id");
        assert!(!store::inbox::is_seen(&rig.opened.app.store, id).await.expect("reads"), "{id}");
    }
    assert!(rig.third.seen().len() <= 3, "{:?}", rig.third.seen().len());
}

/// A server that sends one byte in a while, for ever.
async fn dripping() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4_096]).await;
                let head = b"HTTP/1.1 200 OK\r\ncontent-type: application/activity+json\r\n\r\n{";
                let mut alive = stream.write_all(head).await.is_ok();
                while alive {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                    alive = stream.write_all(b" ").await.is_ok();
                }
            });
        }
    });
    address
}

#[tokio::test]
async fn a157_a_slow_server_ends_at_the_deadline_and_holds_up_nobody() {
    let slow = dripping().await;
    let names = vec![("slow.test".to_owned(), slow.to_string())];
    let shape = Shape {
        names,
        more: "request_timeout_seconds = 2\nconnect_timeout_seconds = 1\n".to_owned(),
        ..Shape::default()
    };
    let scene = Scene::on(Rig::shaped(databases::sqlite(), shape).await).await;
    let Scene { rig, mallory, vera, .. } = &scene;
    let begun = Instant::now();
    for number in 0..40 {
        let url = format!("http://slow.test:{}/notes/{number}", slow.port());
        let mut announce = mallory.activity("Announce", number, json!(url));
        announce["to"] = json!([PUBLIC]);
        assert_eq!(rig.post(mallory, &announce).await, StatusCode::ACCEPTED);
    }
    assert_eq!(rig.post(vera, &vera.create(1, "meanwhile")).await, StatusCode::ACCEPTED);
    let id = format!("{}/notes/1", vera.id);
    rig.wait_for("another's post", async || rig.find_post(&id).await.is_some()).await;
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    let uri = Uri::parse(&format!("http://slow.test:{}/users/x", slow.port())).expect("an id");
    let begun = Instant::now();
    assert!(resolve::refresh(&rig.cx(), &uri).await.is_err());
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[tokio::test]
async fn a159_a160_headers_without_measure_and_a_protocol_that_is_not_spoken() {
    let rig = Rig::start().await;
    let authority = rig.url("").trim_start_matches("http://").to_owned();
    let get =
        |more: &str| format!("GET /actor HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n{more}\r\n");
    let many = (0..200).fold(String::new(), |all, n| all + &format!("x-{n}: y\r\n"));
    let accept = format!("accept: {}\r\n", "a/b;q=0.1,".repeat(10_000));
    let ranges = (0..1_000).fold("range: bytes=0-0".to_owned(), |all, n| all + &format!(",{n}-{n}")) + "\r\n";
    let large = format!("x: {}\r\n", "y".repeat(70_000));
    for (name, more, answers) in [
        ("many", many, &["400", "431"][..]),
        ("large", large, &["400", "431"]),
        ("accept", accept, &["400", "431"]),
        ("ranges", ranges, &["200", "416"]),
    ] {
        let begun = Instant::now();
        let answer = raw(&rig, get(&more).as_bytes()).await;
        let status = answer.get(9..12).unwrap_or_default();
        assert!(answers.contains(&status), "{name}: {answer}");
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
    // A160: the newer protocol, with its own floods, is not spoken at all.
    let answer = raw(&rig, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00").await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer}");
}

#[tokio::test]
async fn a163_addresses_are_data() {
    for database in databases::both() {
        let scene = Scene::on(Rig::on(database, "").await).await;
        let Scene { rig, coalition, .. } = &scene;
        for (number, path) in
            (0..).zip(["/i'\";--$1", "/i%00", "/i?a=$1&b='%27", "/i');DROP TABLE accounts;--"])
        {
            let name = format!("odd{number}");
            let actor = rig.evil.actor(&name);
            let mut document = rig.evil.actor_document(&name, &actor);
            document["inbox"] = json!(rig.evil.url(path).replace(' ', "+"));
            document["endpoints"] = json!({});
            rig.evil.serve(&format!("/users/{name}"), &document);
            let follow = actor.activity("Follow", 1, json!(coalition.uri.as_str()));
            let status = rig.post(&actor, &follow).await;
            assert!(status.is_success() || status.is_client_error(), "{path} {status}");
        }
        let long = rig.evil.url(&format!("/{}", "x".repeat(2_000)));
        let actor = rig.evil.actor("long");
        let mut document = rig.evil.actor_document("long", &actor);
        document["inbox"] = json!(long);
        rig.evil.serve("/users/long", &document);
        let status = rig.post(&actor, &actor.activity("Follow", 1, json!(coalition.uri.as_str()))).await;
        assert!(status.is_success() || status.is_client_error(), "{status}");
        rig.drain().await;
        rig.delivered().await;
        assert_eq!(rig.quarantined().await, Vec::<String>::new());
        assert_eq!(rig.evil.received("Accept").len(), 4, "{:?}", rig.evil.seen());
    }
}

#[tokio::test]
async fn a153_a_chain_of_answers_is_not_followed() {
    for database in databases::both() {
        let scene = Scene::on(Rig::on(database, "").await).await;
        let Scene { rig, mallory, .. } = &scene;
        let name = |n: u32| rig.evil.url(&format!("/chain/{n}"));
        let link = |n: u32| {
            let mut note = mallory.note(n, "chain");
            note["id"] = json!(name(n));
            note["inReplyTo"] = json!(name(n + 1));
            note
        };
        for n in 1..10_000 {
            rig.evil.serve(&format!("/chain/{n}"), &link(n));
        }
        let before = rig.evil.seen().len();
        rig.tell(mallory, &mallory.activity("Create", 1, link(0))).await;
        let first = rig.find_post(&name(0)).await.expect("it is kept");
        let asked = || rig.evil.seen().len() - before;
        assert!(asked() <= 50, "{}", asked());
        assert_eq!(scene.posts_by(mallory).await, 1, "nothing of the chain came along");

        // Reading the conversation goes no further; who wants another part asks for it by name.
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let ann = members::new_token(&rig.opened.app, "ann", "test", "read").await.expect("she is there");
        let read = async |path: String| {
            let answer = rig.http.get(rig.url(&path)).bearer_auth(&ann).send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{path}");
            answer.json::<Value>().await.expect("JSON")
        };
        let context = read(format!("/api/v1/statuses/{}/context", first.id)).await;
        assert_eq!((&context["ancestors"], asked() <= 50), (&json!([]), true), "{context}");
        let found = read(format!("/api/v2/search?resolve=true&type=statuses&q={}", name(1))).await;
        assert_eq!(found["statuses"][0]["uri"], name(1), "{found}");
        // Once as what may be a person, once as a post; nothing behind it.
        let reads = [1, 2, 3].map(|n| rig.evil.reads_of(&format!("/chain/{n}")));
        assert!(
            asked() <= 50 && (1..=2).contains(&reads[0]) && reads[1..] == [0, 0],
            "{} {reads:?}",
            asked()
        );
    }
}

#[tokio::test]
async fn a158_connections_that_never_finish_their_headers_are_closed_and_hold_up_nobody() {
    let scene = Scene::set().await;
    let address = scene.rig.running.as_ref().expect("it runs").address;
    let mut held = Vec::new();
    for _ in 0..300 {
        let mut stream = TcpStream::connect(address).await.expect("connects");
        stream.write_all(b"GET / HTTP/1.1\r\nhost: sut.test\r\nx-slow: ").await.expect("sends");
        held.push(stream);
    }
    let http = crate::support::rig::client(scene.rig.port);
    for _ in 0..20 {
        let answer = http.get(scene.rig.url("/healthz")).send().await.expect("an answer");
        assert!(answer.status().is_success(), "others are served meanwhile");
    }
    // One more byte now and then does not buy more time.
    for stream in &mut held {
        let _ = stream.write_all(b"a").await;
    }
    let closed = async {
        for stream in &mut held {
            let mut rest = Vec::new();
            let _ = stream.read_to_end(&mut rest).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), closed).await.expect("each is closed in time");
}
