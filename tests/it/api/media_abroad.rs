//! Pictures and the world outside: what other servers get, how readers here see theirs, what ends by itself, and a
//! store that speaks S3.

use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use antiphon::domain::time::DAY;
use antiphon::media::Sandbox;
use antiphon::service::stand_ins::StandIn;
use antiphon::service::{accounts, copies, media, members};
use serde_json::{Value, json};

use super::media::form;
use super::{ALL, text};
use crate::support::databases;
use crate::support::peer::Actor;
use crate::support::pictures;
use crate::support::rig::{Rig, free_port};

const DECODER: &str = concat!("[media]\ndecoder = \"", env!("CARGO_BIN_EXE_antiphon"), "\"\n");

struct Scene {
    rig: Rig,
    ann: String,
}

impl Scene {
    async fn new(more: &str) -> Self {
        let rig = Rig::on(databases::sqlite(), &format!("{DECODER}{more}")).await;
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let ann = members::new_token(&rig.opened.app, "ann", "test", ALL).await.expect("she is there");
        Self { rig, ann }
    }

    async fn sends(&self, method: &str, path: &str, field: &str, file: &[u8]) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let request = self
            .rig
            .http
            .request(method, self.rig.url(path))
            .bearer_auth(&self.ann)
            .header("content-type", "multipart/form-data; boundary=b0und")
            .body(form(field, "p.png", file, &[("description", "A field"), ("focus", "0.5,0")]));
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn uploads(&self, file: &[u8]) -> Value {
        let (status, body) = self.sends("POST", "/api/v2/media", "file", file).await;
        assert_eq!(status, 200, "{body}");
        body
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let method = method.parse().expect("a method");
        let request = self.rig.http.request(method, self.rig.url(path)).bearer_auth(&self.ann);
        let request = request.header("content-type", "application/json").body(body.to_string());
        let answer = request.send().await.expect("an answer");
        (answer.status().as_u16(), answer.json().await.unwrap_or_default())
    }

    async fn get(&self, path: &str) -> Value {
        self.call("GET", path, &json!({})).await.1
    }

    /// What stands at home, where something has to stand.
    async fn home(&self) -> Value {
        let home = self.get("/api/v1/timelines/home").await;
        let stands = home[0]["media_attachments"][0]["url"].is_string();
        assert!(stands, "{home}, set aside: {:?}", self.rig.quarantined().await);
        home
    }

    /// Loads a file: status, type, bytes.
    async fn loads(&self, url: &str) -> (u16, String, Vec<u8>) {
        let answer = self.rig.http.get(url).send().await.expect("an answer");
        let kind = answer.headers().get("content-type").map(|v| v.to_str().unwrap_or_default().to_owned());
        let status = answer.status().as_u16();
        (status, kind.unwrap_or_default(), answer.bytes().await.expect("a body").to_vec())
    }

    fn files(&self, part: &str) -> usize {
        let folder = self.rig.opened.app.config.server.data_dir.join(part);
        let below = |folder| std::fs::read_dir(folder).into_iter().flatten().flatten();
        below(folder).map(|entry| below(entry.path()).count()).sum()
    }

    /// Vera at vic.test, whom ann follows, and who follows ann.
    async fn vera(&self) -> Actor {
        let vera = self.rig.vic.actor("vera");
        let mut document = self.rig.vic.actor_document("vera", &vera);
        document["icon"] = json!({"type": "Image", "url": self.rig.vic.url("/files/vera.png")});
        self.rig.vic.serve("/users/vera", &document);
        let ann = accounts::local(&self.rig.cx(), "ann").await.expect("she is here");
        self.rig.follows(&ann, &vera).await;
        self.rig.tell(&vera, &vera.activity("Follow", 1, json!(ann.uri.as_str()))).await;
        vera
    }
}

#[tokio::test]
async fn attachments_and_faces_reach_other_servers() {
    let scene = Scene::new("").await;
    let rig = &scene.rig;
    scene.vera().await;
    let upload = scene.uploads(&pictures::telling_png(640, 480)).await;
    let status = json!({"status": "Look", "media_ids": [upload["id"]]});
    let (code, body) = scene.call("POST", "/api/v1/statuses", &status).await;
    assert_eq!(code, 200, "{body}");
    rig.wait_for("the note comes", async || !rig.vic.received("Create").is_empty()).await;
    let note = rig.vic.received("Create")[0]["object"].clone();
    let sent = &note["attachment"][0];
    for (member, value) in [
        ("type", json!("Document")),
        ("mediaType", json!("image/png")),
        ("url", upload["url"].clone()),
        ("name", json!("A field")),
        ("width", json!(640)),
        ("height", json!(480)),
        ("blurhash", upload["blurhash"].clone()),
        ("focalPoint", json!([0.5, 0.0])),
    ] {
        assert_eq!(sent[member], value, "{member} of {sent}");
    }
    let (_, _, bytes) = scene.loads(&text(&upload["url"])).await;
    assert_eq!(sent["digestMultibase"], json!(antiphon::keys::digest_multibase(&bytes)));

    // A face: cut to its size, sent as `icon`, replaced and taken away with its file.
    let change = "/api/v1/accounts/update_credentials";
    let (code, first) = scene.sends("PATCH", change, "avatar", &pictures::telling_jpeg(900, 300)).await;
    assert_eq!(code, 200, "{first}");
    let avatar = text(&first["avatar"]);
    let (_, kind, bytes) = scene.loads(&avatar).await;
    let face = image::load_from_memory(&bytes).expect("a picture");
    assert_eq!((face.width(), face.height(), kind.as_str()), (400, 400, "image/jpeg"));
    assert!(!pictures::tells(&bytes));
    let (code, banner) = scene.sends("PATCH", change, "header", &pictures::plain_png(300, 300)).await;
    assert_eq!(code, 200, "{banner}");
    rig.wait_for("both changes come", async || rig.vic.received("Update").len() == 2).await;
    let actor = rig.vic.received("Update").last().expect("it came")["object"].clone();
    assert_eq!(actor["icon"], json!({"type": "Image", "mediaType": "image/jpeg", "url": avatar}));
    assert_eq!(actor["image"]["url"], banner["header"]);
    assert_eq!(scene.files("media"), 4);
    let (_, second) = scene.sends("PATCH", change, "avatar", &pictures::plain_png(10, 10)).await;
    assert_ne!(second["avatar"], first["avatar"]);
    rig.wait_for("the old face is gone", async || scene.loads(&avatar).await.0 == 404).await;
    assert_eq!(scene.files("media"), 4);
    for part in ["avatar", "header"] {
        let (code, bare) = scene.call("DELETE", &format!("/api/v1/profile/{part}"), &json!({})).await;
        assert_eq!(code, 200);
        assert!(text(&bare[part]).ends_with("missing.png"), "{bare}");
    }
    assert_eq!(scene.files("media"), 2);
    let (code, refused) = scene.sends("PATCH", change, "avatar", b"<svg/>").await;
    assert_eq!((code, scene.files("media")), (422, 2), "{refused}");
}

#[tokio::test]
async fn a50_a145_pictures_of_others_come_through_us_alone() {
    let scene = Scene::new("").await;
    let rig = &scene.rig;
    let vera = scene.vera().await;
    rig.vic.serve_picture("/files/p.png", pictures::telling_png(80, 40));
    rig.vic.serve_picture("/files/vera.png", pictures::telling_png(80, 80));
    rig.vic.serve_picture("/files/large.png", vec![0; 17 * 1024 * 1024]);
    rig.vic.serve_picture("/files/page.png", b"<html><script>alert(1)</script>".to_vec());
    let mut create = vera.create(2, "<p>Look</p>");
    let file = |name: &str| {
        json!({"type": "Document", "mediaType": "image/png", "url": rig.vic.url(&format!("/files/{name}")),
        "name": "A field", "width": 80, "height": 40, "blurhash": "LEHV6nWB2yk8pyo0adR*.7kCMdnj", "focalPoint": [0.0, 1.0]})
    };
    create["object"]["attachment"] = json!([file("p.png"), file("large.png"), file("page.png"), file("none.png"),
        {"type": "Document", "mediaType": "video/mp4", "url": rig.vic.url("/files/f.mp4")}]);
    rig.tell(&vera, &create).await;
    let home = scene.home().await;
    let media = home[0]["media_attachments"].clone();
    let first = &media[0];
    let ours = rig.url("/media/copies/");
    assert!(
        text(&first["url"]).starts_with(&ours) && text(&first["preview_url"]).starts_with(&ours),
        "{first}"
    );
    assert_eq!(first["remote_url"], json!(rig.vic.url("/files/p.png")));
    assert_eq!(first["meta"]["original"], json!({"width": 80, "height": 40, "size": "80x40", "aspect": 2.0}));
    assert_eq!(
        (&first["meta"]["focus"]["y"], &first["blurhash"]),
        (&json!(1.0), &json!("LEHV6nWB2yk8pyo0adR*.7kCMdnj"))
    );
    let still = json!(rig.url("/stills/film.png"));
    assert_eq!((&media[4]["type"], &media[4]["preview_url"]), (&json!("video"), &still));
    assert!(text(&home[0]["account"]["avatar"]).starts_with(&ours), "{home}");
    assert_eq!(rig.vic.reads_of("/files/p.png"), 0, "nothing is fetched before somebody looks");

    for _ in 0..2 {
        let (status, kind, bytes) = scene.loads(&text(&first["url"])).await;
        assert_eq!((status, kind.as_str()), (200, "image/png"));
        assert!(!pictures::tells(&bytes), "what others left in it is not passed on");
        assert_eq!(scene.loads(&text(&home[0]["account"]["avatar"])).await.1, "image/png");
    }
    assert_eq!(rig.vic.reads_of("/files/p.png"), 1, "the copy is kept");
    let kept = scene.files("media-copies");
    for (at, what) in [(1, "large"), (2, "no picture"), (3, "not there")] {
        for _ in 0..2 {
            let (status, kind, bytes) = scene.loads(&text(&media[at]["url"])).await;
            assert_eq!((status, kind.as_str()), (200, "image/png"), "{what}");
            assert!(bytes == StandIn::Picture.png(), "{what}: what is not to be had is our own drawing");
        }
    }
    assert_eq!(
        rig.vic.reads_of("/files/none.png"),
        1,
        "what is not to be had is not asked for at once again"
    );
    assert_eq!(scene.files("media-copies"), kept);

    // Nobody makes us fetch what they like: the seal is for this address alone.
    let url = text(&first["url"]);
    let (before, address) = url.rsplit_once('/').expect("an address");
    let other = text(&media[3]["url"]).rsplit_once('/').expect("an address").1.to_owned();
    let reads = rig.vic.seen().len();
    for forged in [
        format!("{before}/{other}"),
        format!("{ours}AAAAAAAAAAAAAAAAAAAAAA/{address}"),
        format!("{before}/{address}x"),
        format!("{ours}/{address}"),
        format!("{before}/%00"),
    ] {
        assert_eq!(scene.loads(&forged).await.0, 404, "{forged}");
    }
    // Another query changes nothing of what is fetched.
    assert_eq!(scene.loads(&format!("{url}?proxy=http://127.0.0.1:7777&file_type=png")).await.0, 200);
    assert_eq!(rig.vic.seen().len(), reads, "no request went out");

    // After its time a copy goes, and comes again when somebody looks.
    rig.clock.advance(DAY);
    copies::tidy(&rig.opened.app).await.expect("it tidies up");
    assert_eq!(scene.files("media-copies"), 0);
    assert_eq!(scene.loads(&url).await.0, 200);
    assert_eq!(rig.vic.reads_of("/files/p.png"), 2);
}

#[tokio::test]
async fn copies_take_no_more_room_than_they_may() {
    let scene = Scene::new("cache_megabytes = 2\n").await;
    let rig = &scene.rig;
    let vera = scene.vera().await;
    let mut create = vera.create(2, "<p>Much</p>");
    let mut files = Vec::new();
    for n in 0..4_u32 {
        let mut seed = n + 1;
        let noise = image::RgbImage::from_fn(600, 360, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = (seed ^ (seed >> 13)).to_be_bytes();
            image::Rgb([a, b, c])
        });
        let mut bytes = std::io::Cursor::new(Vec::new());
        noise.write_to(&mut bytes, image::ImageFormat::Png).expect("it is written");
        rig.vic.serve_picture(&format!("/files/{n}.png"), bytes.into_inner());
        files.push(json!({"type": "Document", "mediaType": "image/png", "url": rig.vic.url(&format!("/files/{n}.png"))}));
    }
    create["object"]["attachment"] = json!(files);
    rig.tell(&vera, &create).await;
    let home = scene.home().await;
    for n in 0..4 {
        let (status, kind, bytes) = scene.loads(&text(&home[0]["media_attachments"][n]["url"])).await;
        assert_eq!((status, kind.as_str()), (200, "image/png"));
        assert!(bytes.len() > 600_000, "{} bytes of noise", bytes.len());
    }
    assert_eq!(scene.files("media-copies"), 3, "the oldest went");
    assert_eq!(scene.loads(&text(&home[0]["media_attachments"][0]["url"])).await.0, 200);
    assert_eq!((rig.vic.reads_of("/files/0.png"), rig.vic.reads_of("/files/3.png")), (2, 1));
}

#[tokio::test]
async fn uploads_that_nobody_attaches_go_after_a_day() {
    let scene = Scene::new("").await;
    let rig = &scene.rig;
    let (left, kept) =
        (scene.uploads(&pictures::plain_png(8, 8)).await, scene.uploads(&pictures::plain_png(8, 8)).await);
    let status = json!({"status": "x", "media_ids": [kept["id"]]});
    assert_eq!(scene.call("POST", "/api/v1/statuses", &status).await.0, 200);
    media::tidy(&rig.opened.app).await.expect("it tidies up");
    assert_eq!(scene.files("media"), 4, "a day is not over");
    rig.clock.advance(DAY);
    media::tidy(&rig.opened.app).await.expect("it tidies up");
    assert_eq!(scene.files("media"), 2);
    assert_eq!(scene.loads(&text(&left["url"])).await.0, 404);
    assert_eq!(scene.loads(&text(&kept["url"])).await.0, 200);
    let path = format!("/api/v1/media/{}", text(&left["id"]));
    assert_eq!(scene.call("GET", &path, &json!({})).await.0, 404);
}

#[tokio::test]
async fn the_process_that_reads_pictures_can_do_nothing_else() {
    let sandbox = Sandbox::new(Some(env!("CARGO_BIN_EXE_antiphon").into()));
    let mut child = sandbox.command().spawn().expect("it starts");
    let id = child.id().expect("it runs");
    let facts = |name: &str| std::fs::read_to_string(format!("/proc/{id}/{name}")).unwrap_or_default();
    let begun = Instant::now();
    let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    // It waits for its file, confined already.
    while !squeezed(&facts("status")).contains("Seccomp: 2") {
        assert!(begun.elapsed() < Duration::from_secs(20), "it is never confined: {}", facts("status"));
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let status = squeezed(&facts("status"));
    assert!(status.contains("NoNewPrivs: 1") && status.contains("Threads: 1"), "{status}");
    let limits = squeezed(&facts("limits"));
    for limit in [
        "Max open files 0 0",
        "Max file size 0 0",
        "Max processes 0 0",
        "Max core file size 0 0",
        // A build for development computes many times slower.
        if cfg!(debug_assertions) { "Max cpu time 90 90" } else { "Max cpu time 15 15" },
        "Max data size 402653184 402653184",
    ] {
        assert!(limits.contains(limit), "{limit} is not in {limits}");
    }
    // Of that it has taken little yet: what is taken before it is limited would not count, nor could it be had again.
    let taken = status.split("VmData: ").nth(1).and_then(|rest| rest.split(' ').next()?.parse::<u64>().ok());
    assert!(taken.is_some_and(|kilobytes| kilobytes < 100 * 1024), "{status}");
    child.kill().await.expect("it can be ended");
}

/// A store that speaks S3, made by others. It ends when it is dropped.
struct Store(Child);

impl Drop for Store {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the store on this port; `None`, said aloud, where it is not installed.
async fn store(port: u16) -> Option<Store> {
    let program = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/peers/moto/.venv/bin/moto_server");
    if std::env::var_os("SKIP_PEERS").is_some() || !program.exists() {
        assert!(
            std::env::var_os("REQUIRE_PEERS").is_none(),
            "REQUIRE_PEERS is set and tests/peers/install has not been run"
        );
        println!("left out: run tests/peers/install to have this test");
        return None;
    }
    let child = Command::new(program)
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let store = Store(child);
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(begun.elapsed() < Duration::from_secs(60), "the store does not start");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Some(store)
}

#[tokio::test]
async fn uploads_live_in_a_store_that_speaks_s3() {
    let port = free_port();
    let Some(store) = store(port).await else { return };
    let settings = format!(
        "storage = \"s3\"\nbucket = \"antiphon\"\nendpoint = \"http://127.0.0.1:{port}\"\naccess_key = \"key\"\nsecret_key = \"secret\"\n"
    );
    let scene = Scene::new(&settings).await;
    let rig = &scene.rig;
    let bucket = format!("http://127.0.0.1:{port}/antiphon");
    let made = rig.http.put(&bucket).send().await.expect("an answer").status();
    assert!(made.is_success(), "{made}");
    let listed = async || {
        let list = rig.http.get(format!("{bucket}?list-type=2")).send().await.expect("an answer");
        list.text().await.expect("a list").matches("<Key>media").count()
    };
    let upload = scene.uploads(&pictures::telling_png(640, 480)).await;
    assert_eq!(listed().await, 2);
    assert_eq!(scene.files("media"), 0, "nothing is on this machine");
    let url = text(&upload["url"]);
    let (status, kind, whole) = scene.loads(&url).await;
    assert_eq!((status, kind.as_str()), (200, "image/png"));
    assert!(!pictures::tells(&whole));
    let part = rig.http.get(&url).header("range", "bytes=5-9").send().await.expect("an answer");
    assert_eq!(part.status().as_u16(), 206);
    assert_eq!(part.bytes().await.expect("a part")[..], whole[5..10]);

    let status = json!({"status": "x", "media_ids": [upload["id"]]});
    let (code, body) = scene.call("POST", "/api/v1/statuses", &status).await;
    assert_eq!(code, 200, "{body}");
    let path = |id: &Value| format!("/api/v1/statuses/{}", text(id));
    let (code, gone) = scene.call("DELETE", &path(&body["id"]), &json!({})).await;
    assert_eq!((code, listed().await), (200, 2), "its files wait under other names: {gone}");
    assert_eq!(scene.loads(&url).await.0, 404);
    assert_eq!(scene.loads(&text(&gone["media_attachments"][0]["url"])).await.2, whole);
    let (_, body) = scene.call("POST", "/api/v1/statuses", &status).await;
    let (code, _) = scene.call("DELETE", &path(&body["id"]), &json!({"delete_media": true})).await;
    assert_eq!((code, listed().await), (200, 0), "deleting the status deletes its files");

    // Pictures of others are kept there as well.
    let vera = scene.vera().await;
    rig.vic.serve_picture("/files/p.png", pictures::plain_png(80, 40));
    let mut create = vera.create(2, "<p>Look</p>");
    create["object"]["attachment"] =
        json!([{"type": "Document", "mediaType": "image/png", "url": rig.vic.url("/files/p.png")}]);
    rig.tell(&vera, &create).await;
    let home = scene.home().await;
    let copy = text(&home[0]["media_attachments"][0]["url"]);
    assert_eq!(scene.loads(&copy).await.1, "image/png");
    assert_eq!((listed().await, scene.files("media-copies")), (1, 0));

    // The store is gone: the upload is refused for now, and the server goes on.
    drop(store);
    let (code, body) = scene.sends("POST", "/api/v2/media", "file", &pictures::plain_png(8, 8)).await;
    assert_eq!(code, 503, "{body}");
    let (code, _) = scene.call("POST", "/api/v1/statuses", &json!({"status": "still here"})).await;
    assert_eq!(code, 200);
}
