//! Films and sounds of other servers: readers here get them through us alone, whole and in parts, and what is none, takes
//! no end or leads elsewhere does not come through.

use std::time::Duration;

use antiphon::domain::moderation::DomainRule;
use antiphon::service::{accounts, copies, domains, members, passages};
use http::{HeaderMap, StatusCode};
use reqwest::Response;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;

use super::ALL;
use crate::support::databases;
use crate::support::film_server::{Film, FilmServer};
use crate::support::rig::{Rig, Shape};

/// The most that passes at once in these tests.
const MOST: usize = 1024 * 1024;

struct Scene {
    rig: Rig,
    films: FilmServer,
}

/// The beginning of a film, and bytes that tell where they are from.
fn film(length: usize) -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
    bytes.extend((bytes.len()..length).map(|at| u8::try_from(at * 7 % 251).expect("it is small")));
    bytes
}

impl Scene {
    /// `patience` is how many seconds nothing may come.
    async fn new(patience: u32) -> Self {
        let films = FilmServer::start("films.test").await;
        let names = vec![("films.test".to_owned(), films.address.to_string())];
        let more = format!(
            "request_timeout_seconds = {patience}\nconnect_timeout_seconds = 1\n[media]\nfilm_megabytes = 1\n"
        );
        // A rest is as long as it is, so that it can be seen.
        let ranges = "[\"127.0.0.1\"]";
        let shape = Shape { ranges, names, more, retry_scale: 1.0, ..Shape::default() };
        Self { rig: Rig::shaped(databases::sqlite(), shape).await, films }
    }

    /// Where readers find what is at this path of the other server.
    fn ours(&self, path: &str) -> String {
        self.rig.url(&passages::path(&self.rig.opened.app, &self.films.url(path)))
    }

    async fn asks(&self, path: &str, range: Option<&str>) -> Response {
        let request = self.rig.http.get(self.ours(path));
        let request = request.header("cookie", "secret=1").header("referer", "http://sut.test/desk");
        let request = range.into_iter().fold(request, |request, range| request.header("range", range));
        request.send().await.expect("an answer")
    }

    /// The last request that came to the other server.
    fn head(&self) -> String {
        self.films.heads().last().cloned().expect("a request came")
    }
}

fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().expect("a text"))
}

/// What came until it ended or broke off, and whether it ended well. It must not take for ever.
async fn drink(mut answer: Response) -> (usize, bool) {
    let mut count = 0;
    let drinking = async {
        loop {
            match answer.chunk().await {
                Ok(Some(piece)) => count += piece.len(),
                Ok(None) => return true,
                Err(_) => return false,
            }
        }
    };
    let ended = tokio::time::timeout(Duration::from_secs(60), drinking).await.expect("it ends");
    (count, ended)
}

/// Only these headers come with a film, and these are ours.
fn headers_are_ours(headers: &HeaderMap) {
    for (name, value) in [
        ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
        ("cross-origin-resource-policy", "cross-origin"),
        ("x-content-type-options", "nosniff"),
        ("content-disposition", "inline"),
        ("cache-control", "private, max-age=3600"),
        ("accept-ranges", "bytes"),
    ] {
        assert_eq!(header(headers, name), value, "{name}");
    }
    for theirs in ["set-cookie", "x-theirs", "etag", "link", "refresh", "report-to", "last-modified"] {
        assert!(!headers.contains_key(theirs), "{theirs}: {headers:?}");
    }
}

#[tokio::test]
async fn a_film_comes_through_whole_and_in_parts() {
    let scene = Scene::new(20).await;
    let whole = film(300_000);
    scene.films.has("/f.mp4", Film::Parts("Video/MP4; codecs=\"avc1\"", whole.clone()));

    let answer = scene.asks("/f.mp4", None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    headers_are_ours(answer.headers());
    assert_eq!(header(answer.headers(), "content-type"), "video/mp4");
    assert_eq!(header(answer.headers(), "content-length"), "300000");
    assert_eq!(answer.bytes().await.expect("all of it")[..], whole);
    let head = scene.head();
    assert!(
        head.contains("accept-encoding: identity\r\n") && head.contains("user-agent: antiphon/"),
        "{head}"
    );
    for told in ["cookie", "referer", "range:", "x-forwarded", "authorization"] {
        assert!(!head.contains(told), "{told}: {head}");
    }

    for (range, asked, place, part) in [
        ("bytes=0-", "bytes=0-1048575", "bytes 0-299999/300000", 0..300_000),
        ("bytes=0-1", "bytes=0-1", "bytes 0-1/300000", 0..2),
        ("bytes=1000-1999", "bytes=1000-1999", "bytes 1000-1999/300000", 1_000..2_000),
        ("bytes=299000-", "bytes=299000-1347575", "bytes 299000-299999/300000", 299_000..300_000),
        ("bytes=-500", "bytes=-500", "bytes 299500-299999/300000", 299_500..300_000),
    ] {
        let answer = scene.asks("/f.mp4", Some(range)).await;
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT, "{range}");
        headers_are_ours(answer.headers());
        assert_eq!(header(answer.headers(), "content-range"), place, "{range}");
        assert_eq!(header(answer.headers(), "content-length"), part.len().to_string(), "{range}");
        assert_eq!(answer.bytes().await.expect("a part")[..], whole[part], "{range}");
        assert!(scene.head().contains(&format!("\r\nrange: {asked}\r\n")), "{range}: {}", scene.head());
    }
    let beyond = scene.asks("/f.mp4", Some("bytes=300000-")).await;
    assert_eq!(beyond.status(), StatusCode::RANGE_NOT_SATISFIABLE);
    assert_eq!(header(beyond.headers(), "content-range"), "bytes */300000");
    // A refusal is a page of ours, which nobody keeps.
    assert_eq!(header(beyond.headers(), "cache-control"), "no-store");
    // Several parts at once are not handed on, nor what cannot be read.
    for range in ["bytes=0-1,5-6", "bytes=5-2", "lines=1-2"] {
        let answer = scene.asks("/f.mp4", Some(range)).await;
        assert_eq!((answer.status(), scene.head().contains("range:")), (StatusCode::OK, false), "{range}");
        assert_eq!(drink(answer).await, (300_000, true));
    }
    // Who has another version than we know of gets all of it.
    let request =
        scene.rig.http.get(scene.ours("/f.mp4")).header("range", "bytes=0-1").header("if-range", "\"x\"");
    assert_eq!(request.send().await.expect("an answer").status(), StatusCode::OK);

    // A server that gives no parts gives all of it.
    scene.films.has("/s.mp3", Film::Whole("audio/mpeg", [&b"ID3\x04"[..], &film(5_000)].concat()));
    let answer = scene.asks("/s.mp3", Some("bytes=100-200")).await;
    assert_eq!((answer.status(), header(answer.headers(), "content-type")), (StatusCode::OK, "audio/mpeg"));
    assert_eq!(drink(answer).await, (5_004, true));
    assert_eq!(
        scene.rig.http.head(scene.ours("/f.mp4")).send().await.expect("an answer").status(),
        StatusCode::OK
    );
}

#[tokio::test]
async fn a_long_film_comes_in_several_passages() {
    let scene = Scene::new(20).await;
    let whole = film(2 * MOST + 500);
    scene.films.has("/long.mp4", Film::Parts("video/mp4", whole.clone()));
    let mut had = Vec::new();
    for lengths in [MOST, MOST, 500] {
        let answer = scene.asks("/long.mp4", Some(&format!("bytes={}-", had.len()))).await;
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
        let part = answer.bytes().await.expect("a part");
        assert_eq!(part.len(), lengths);
        had.extend_from_slice(&part);
    }
    assert!(had == whole);
}

#[tokio::test]
async fn a145_what_has_no_end_is_cut_and_what_stands_still_ends() {
    let scene = Scene::new(2).await;
    let endless = |lines: &str| Film::Endless(format!("content-type: video/mp4{lines}"), film(1_000));
    scene.films.has("/endless.mp4", endless(""));
    scene.films.has("/declared.mp4", endless("\r\ncontent-length: 5000000000"));
    scene.films.has(
        "/zipped.mp4",
        Film::Endless("content-type: video/mp4\r\ncontent-encoding: gzip".to_owned(), film(1_000)),
    );
    for path in ["/endless.mp4", "/declared.mp4"] {
        let answer = scene.asks(path, None).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        let (count, ended_well) = drink(answer).await;
        // What was on the way when it was cut may be lost; no byte more than agreed comes.
        assert!(!ended_well && (MOST / 2..=MOST).contains(&count), "{path}: {count}");
    }
    // A length that is not kept to: what is too much is cut off, what is missing is seen to be.
    scene.films.has("/short.mp4", endless("\r\ncontent-length: 2000"));
    let answer = scene.asks("/short.mp4", None).await;
    assert_eq!(drink(answer).await, (2_000, true));
    assert_eq!(
        scene.asks("/zipped.mp4", None).await.status(),
        StatusCode::NOT_FOUND,
        "it is not what it says"
    );
    let stalls = "content-type: video/mp4\r\ncontent-length: 90000";
    scene.films.has("/stalls.mp4", Film::Stalls(stalls.to_owned(), film(1_000)));
    let answer = scene.asks("/stalls.mp4", None).await;
    assert_eq!((answer.status(), drink(answer).await), (StatusCode::OK, (1_000, false)));
    // One that never says what it is.
    scene.films.has("/silent.mp4", Film::Stalls("content-type: video/mp4".to_owned(), Vec::new()));
    assert_eq!(scene.asks("/silent.mp4", None).await.status(), StatusCode::NOT_FOUND);
    scene.rig.wait_for("every line is closed", async || scene.films.open() == 0).await;
}

#[tokio::test]
async fn what_is_no_film_does_not_come_through() {
    let scene = Scene::new(20).await;
    let body = |text: &str| text.as_bytes().to_vec();
    let page = "<html><script>alert(1)</script></html>";
    let playlist = "#EXTM3U\n#EXTINF:9,\nhttp://films.test/segment.ts\n";
    let html_film = Film::Whole("text/html", film(1_000));
    for (path, answers) in [
        ("/page.mp4", Film::Whole("text/html", body(page))),
        ("/called.mp4", html_film),
        ("/lies.mp4", Film::Whole("video/mp4", body(page))),
        ("/picture.mp4", Film::Whole("image/svg+xml", body("<svg xmlns='http://www.w3.org/2000/svg'/>"))),
        ("/text.mp4", Film::Whole("text/plain", film(1_000))),
        ("/list.m3u8", Film::Whole("audio/mpegurl", body(playlist))),
        ("/list.mp4", Film::Parts("video/mp4", body(playlist))),
        ("/two.mp4", Film::Whole("video/mp4, text/html", film(1_000))),
        ("/none.mp4", Film::Bare(404, String::new())),
        ("/broken.mp4", Film::Bare(500, String::new())),
        ("/empty.mp4", Film::Bare(200, "content-type: video/mp4".to_owned())),
        ("/part.mp4", Film::Bare(206, "content-type: video/mp4\r\ncontent-range: bytes 0-9/10".to_owned())),
    ] {
        scene.films.has(path, answers);
        for range in [None, Some("bytes=0-")] {
            let before = scene.films.heads().len();
            let answer = scene.asks(path, range).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(header(answer.headers(), "cache-control"), "no-store", "{path}");
            let said = answer.text().await.expect("a text");
            assert!(
                said.contains("We could not find that page"),
                "{path}: our own page, nothing of theirs: {said}"
            );
            let came = scene.films.heads().len() - before;
            assert_eq!(came, usize::from(range.is_none()), "{path}: it rests after it was had in vain");
        }
    }
    // Another part than the one that was asked for.
    for place in ["bytes 5-9/10", "bytes 0-99/100", "bytes 0-4/3", "lines 0-4/10"] {
        let lines = format!("content-type: video/mp4\r\ncontent-range: {place}");
        scene.films.has("/other.mp4", Film::Bare(206, lines));
        let answer = scene.asks("/other.mp4", Some("bytes=0-4")).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{place}");
    }
}

#[tokio::test]
async fn a50_nobody_makes_us_fetch_what_they_like() {
    let scene = Scene::new(20).await;
    let (rig, app) = (&scene.rig, &scene.rig.opened.app);
    scene.films.has("/f.mp4", Film::Parts("video/mp4", film(1_000)));
    let canary = std::net::TcpListener::bind("127.0.0.2:0").expect("a free port");
    canary.set_nonblocking(true).expect("it is set");
    let inside = format!("http://127.0.0.2:{}/f.mp4", canary.local_addr().expect("an address").port());
    for (path, target) in [
        ("/inside.mp4", inside.as_str()),
        ("/private.mp4", "http://10.0.0.1/f.mp4"),
        ("/file.mp4", "file:///etc/passwd"),
        ("/onwards.mp4", "/inside.mp4"),
    ] {
        scene.films.has(path, Film::Bare(302, format!("location: {target}")));
        assert_eq!(scene.asks(path, None).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    scene.films.has("/moved.mp4", Film::Bare(302, "location: /f.mp4".to_owned()));
    let moved = scene.asks("/moved.mp4", Some("bytes=0-9")).await;
    assert_eq!(
        (moved.status(), scene.head().contains("range: bytes=0-9")),
        (StatusCode::PARTIAL_CONTENT, true)
    );
    for target in [inside.as_str(), "http://127.0.0.2/f.mp4", "file:///etc/passwd", "not an address"] {
        let answer = rig.http.get(rig.url(&passages::path(app, target))).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{target}");
    }
    assert!(canary.accept().is_err(), "nobody inside was called");

    let seen = scene.films.heads().len();
    let ours = scene.ours("/f.mp4");
    let (before, address) = ours.rsplit_once('/').expect("an address");
    let other = scene.ours("/moved.mp4");
    let other = other.rsplit_once('/').expect("an address").1;
    let copy = rig.url(&antiphon::service::copies::path(app, &scene.films.url("/f.mp4")));
    for forged in [
        format!("{before}/{other}"),
        format!("{before}/{address}x"),
        format!("{before}/%00"),
        rig.url(&format!("{}AAAAAAAAAAAAAAAAAAAAAA/{address}", passages::PATH)),
        // The seal of a copy is for copies.
        copy.replace("/media/copies/", passages::PATH),
    ] {
        let answer = rig.http.get(&forged).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{forged}");
    }
    // Who is blocked is not called, under no name; and is again afterwards.
    domains::set(app, "films.test", DomainRule::Block, "").await.expect("it is blocked");
    assert_eq!(scene.asks("/f.mp4", None).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(scene.films.heads().len(), seen, "no request went out");
    domains::forget(app, "films.test").await.expect("it is forgotten");
    assert_eq!(scene.asks("/f.mp4", None).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn so_many_pass_at_once_and_who_goes_away_makes_room() {
    let scene = Scene::new(30).await;
    let stalls = "content-type: video/mp4\r\ncontent-length: 90000";
    scene.films.has("/stalls.mp4", Film::Stalls(stalls.to_owned(), film(1_000)));
    scene.films.has("/f.mp4", Film::Parts("video/mp4", film(1_000)));
    let mut watching = Vec::new();
    while watching.len() < 16 {
        let answer = scene.asks("/stalls.mp4", None).await;
        assert_eq!(answer.status(), StatusCode::OK, "{}", watching.len());
        watching.push(answer);
    }
    assert_eq!(scene.films.open(), 16);
    let refused = scene.asks("/f.mp4", None).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(header(refused.headers(), "retry-after"), "10");
    assert_eq!(scene.films.heads().len(), 16, "who is asked to come again makes us ask nobody");
    // Nobody is kept from the films of others.
    scene.rig.vic.answer_with(
        "/f.mp4",
        crate::support::peer::Document {
            status: 200,
            headers: vec![("content-type", "video/mp4".to_owned())],
            body: String::from_utf8_lossy(&film(60)).into_owned(),
        },
    );
    let other = scene.rig.url(&passages::path(&scene.rig.opened.app, &scene.rig.vic.url("/f.mp4")));
    assert_eq!(scene.rig.http.get(&other).send().await.expect("an answer").status(), StatusCode::OK);

    watching.pop();
    scene.rig.wait_for("the other server is let go", async || scene.films.open() == 15).await;
    scene
        .rig
        .wait_for("there is room", async || scene.asks("/f.mp4", None).await.status() == StatusCode::OK)
        .await;
    watching.clear();
    scene.rig.wait_for("all of them are let go", async || scene.films.open() == 0).await;
}

#[tokio::test]
async fn a_reader_who_does_not_read_holds_no_place() {
    let films = FilmServer::start("films.test").await;
    let names = vec![("films.test".to_owned(), films.address.to_string())];
    let more = "request_timeout_seconds = 2\nconnect_timeout_seconds = 1\n[media]\nfilm_megabytes = 512\n"
        .to_owned();
    let rig = Rig::shaped(databases::sqlite(), Shape { names, more, ..Shape::default() }).await;
    films.has("/f.mp4", Film::Endless("content-type: video/mp4".to_owned(), film(1_000)));
    let path = passages::path(&rig.opened.app, &films.url("/f.mp4"));
    let mut line = tokio::net::TcpStream::connect(("127.0.0.1", rig.port)).await.expect("it listens");
    let request = format!("GET {path} HTTP/1.1\r\nhost: sut.test:{}\r\n\r\n", rig.port);
    line.write_all(request.as_bytes()).await.expect("it is sent");
    rig.wait_for("the film begins", async || films.open() == 1).await;
    rig.wait_for("the other server is let go", async || films.open() == 0).await;
    drop(line);
}

#[tokio::test]
async fn the_server_stops_while_somebody_watches() {
    let mut scene = Scene::new(30).await;
    let stalls = "content-type: video/mp4\r\ncontent-length: 90000";
    scene.films.has("/stalls.mp4", Film::Stalls(stalls.to_owned(), film(1_000)));
    let watching = scene.asks("/stalls.mp4", None).await;
    assert_eq!(watching.status(), StatusCode::OK);
    let running = scene.rig.running.take().expect("it runs");
    let stopping = running.stop(&scene.rig.opened.app);
    let (stopped, drunk) = tokio::join!(stopping, drink(watching));
    assert_eq!((stopped, drunk), ((), (1_000, false)));
    scene.rig.wait_for("the other server is let go", async || scene.films.open() == 0).await;
}

/// Each text in here that begins with this, with the name of its member; without the `url` of what no client loads by
/// itself.
fn found<'a>(value: &'a Value, name: &'a str, begins: &str, places: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if text.contains(begins) => places.push(name),
        Value::Array(items) => items.iter().for_each(|item| found(item, name, begins, places)),
        Value::Object(members) => {
            let is_shown = members.get("type").is_none_or(|kind| kind != "unknown");
            let shown = members.iter().filter(|(name, _)| is_shown || *name != "url");
            shown.for_each(|(name, item)| found(item, name, begins, places));
        }
        _ => {}
    }
}

#[tokio::test]
async fn readers_learn_our_addresses_of_films_and_sounds() {
    let scene = Scene::new(20).await;
    let rig = &scene.rig;
    scene.films.has("/files/f.mp4", Film::Parts("video/mp4", film(1_000)));
    members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    let token = members::new_token(&rig.opened.app, "ann", "test", ALL).await.expect("she is there");
    let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
    let vera = rig.vic.actor("vera");
    rig.follows(&ann, &vera).await;
    let mut create = vera.create(2, "<p>Look <a href=\"http://sut.test/@ann\">@ann</a> #river</p>");
    let file = |name: &str, kind: &str| json!({"type": "Document", "mediaType": kind, "url": scene.films.url(&format!("/files/{name}"))});
    create["object"]["attachment"] = json!([
        file("f.mp4", "video/mp4"),
        file("s.ogg", "audio/ogg"),
        file("list.m3u8", "audio/x-mpegurl"),
        file("d.pdf", "application/pdf"),
        file("p.png", "image/png"),
        {"type": "Image", "url": scene.films.url("/files/lemmy")},
        {"type": "Document", "mediaType": "video/mp4", "url": scene.films.url("/files/g.mp4"),
            "icon": {"type": "Image", "mediaType": "image/png", "url": scene.films.url("/files/g.png")}}
    ]);
    create["object"]["tag"] = json!([{"type": "Mention", "href": ann.uri.as_str(), "name": "@ann"},
        {"type": "Hashtag", "name": "#river", "href": rig.vic.url("/tags/river")}]);
    create["object"]["cc"] = json!([format!("{}/followers", vera.id), ann.uri.as_str()]);
    create["cc"] = create["object"]["cc"].clone();
    rig.tell(&vera, &create).await;
    let get = async |path: &str| -> Value {
        let answer = rig.http.get(rig.url(path)).bearer_auth(&token).send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.json().await.expect("JSON")
    };
    let home = get("/api/v1/timelines/home").await;
    let id = home[0]["id"].as_str().expect("it stands there").to_owned();
    for (action, body) in [("bookmark", "{}"), ("favourite", "{}"), ("reblog", "{}")] {
        let path = rig.url(&format!("/api/v1/statuses/{id}/{action}"));
        let post =
            rig.http.post(path).bearer_auth(&token).header("content-type", "application/json").body(body);
        assert_eq!(post.send().await.expect("an answer").status(), StatusCode::OK, "{action}");
    }
    let account = home[0]["account"]["id"].as_str().expect("she is known");
    let me = get("/api/v1/accounts/verify_credentials").await;
    for path in [
        "/api/v1/timelines/home".to_owned(),
        "/api/v1/timelines/tag/river".to_owned(),
        "/api/v1/bookmarks".to_owned(),
        "/api/v1/favourites".to_owned(),
        "/api/v1/notifications".to_owned(),
        "/api/v2/notifications".to_owned(),
        format!("/api/v1/statuses/{id}"),
        format!("/api/v1/statuses/{id}/history"),
        format!("/api/v1/accounts/{account}/statuses"),
        format!("/api/v1/accounts/{}/statuses", me["id"].as_str().expect("an id")),
        format!("/api/v2/search?type=statuses&q={}/notes/2", vera.id),
    ] {
        let answer = get(&path).await;
        let mut places = Vec::new();
        found(&answer, "", &scene.films.url("/"), &mut places);
        assert!(!places.is_empty(), "{path} shows the post: {answer}");
        assert!(places.iter().all(|place| *place == "remote_url"), "{path}: {places:?}");
    }
    let media = &home[0]["media_attachments"];
    for (at, kind, name) in
        [(0, "video", "f.mp4"), (1, "audio", "s.ogg"), (2, "unknown", "list.m3u8"), (3, "unknown", "d.pdf")]
    {
        let (one, theirs) = (&media[at], scene.films.url(&format!("/files/{name}")));
        let still = if kind == "video" { json!(rig.url("/stills/film.png")) } else { Value::Null };
        assert_eq!((&one["type"], &one["preview_url"]), (&json!(kind), &still), "{one}");
        // What is not shown by itself is opened where it is, by those who decide to.
        let passed = rig.url(&passages::path(&rig.opened.app, &theirs));
        let url = if kind == "unknown" { &theirs } else { &passed };
        assert_eq!((&one["url"], &one["remote_url"]), (&json!(url), &json!(theirs)), "{one}");
    }
    let still = media[0]["preview_url"].as_str().expect("an address");
    let still = rig.http.get(still).send().await.expect("an answer");
    assert_eq!(still.headers()["content-type"], "image/png");
    let copy = rig.url(&copies::path(&rig.opened.app, &scene.films.url("/files/g.png")));
    assert_eq!(media[6]["preview_url"], json!(copy), "the still that its server names, through us: {media}");
    // Lemmy says `Image`, and nothing else of it.
    assert_eq!(media[5]["type"], json!("image"), "{media}");
    assert_eq!(media[4]["type"], json!("image"));
    assert!(scene.films.heads().is_empty(), "nothing is fetched before somebody looks");
    let url = media[0]["url"].as_str().expect("an address");
    let loaded = rig.http.get(url).send().await.expect("an answer");
    assert_eq!(loaded.bytes().await.expect("a film")[..], film(1_000));
    let kept = rig.opened.app.config.server.data_dir.join("media-copies");
    let files = std::fs::read_dir(kept).into_iter().flatten().count();
    assert_eq!(files, 0, "nothing of it is kept");
}
