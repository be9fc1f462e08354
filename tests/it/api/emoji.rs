//! Custom emoji: kept by a command, offered to apps, and carried along by what members write and what they are called.

use std::process::{Command, Output};

use antiphon::service::{accounts, members};
use serde_json::{Value, json};

use super::{ALL, text};
use crate::support::databases::{self, Fresh};
use crate::support::pictures;
use crate::support::rig::Rig;

const DECODER: &str = concat!("[media]\ndecoder = \"", env!("CARGO_BIN_EXE_antiphon"), "\"\n");

struct Scene {
    rig: Rig,
    ann: String,
}

impl Scene {
    async fn new(database: Fresh) -> Self {
        let rig = Rig::on(database, DECODER).await;
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let ann = members::new_token(&rig.opened.app, "ann", "test", ALL).await.expect("she is there");
        Self { rig, ann }
    }

    /// Runs a command beside the server.
    async fn runs(&self, arguments: &[&str]) -> Output {
        let settings = self.rig.opened.app.config.server.data_dir.join("antiphon.toml");
        let mut command = Command::new(env!("CARGO_BIN_EXE_antiphon"));
        command.arg("--config").arg(settings).args(arguments);
        tokio::task::spawn_blocking(move || command.output().expect("it runs")).await.expect("it ends")
    }

    async fn adds(&self, name: &str, picture: &[u8], category: &[&str]) -> Output {
        let file = self.rig.opened.app.config.server.data_dir.join("picture");
        std::fs::write(&file, picture).expect("it is written");
        let file = file.display().to_string();
        self.runs(&[&["--json", "emoji", "add", name, &file][..], category].concat()).await
    }

    async fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let method = method.parse().expect("a method");
        let request = self.rig.http.request(method, self.rig.url(path)).bearer_auth(&self.ann);
        let request = request.header("content-type", "application/json").body(body.to_string());
        request.send().await.expect("an answer").json().await.expect("JSON")
    }

    async fn listed(&self) -> Value {
        self.call("GET", "/api/v1/custom_emojis", &json!({})).await
    }

    fn files(&self) -> usize {
        let folder = self.rig.opened.app.config.server.data_dir.join("media");
        let below = |folder| std::fs::read_dir(folder).into_iter().flatten().flatten();
        below(folder).map(|entry| below(entry.path()).count()).sum()
    }
}

fn names(list: &Value) -> Vec<&str> {
    list.as_array().expect("a list").iter().map(|one| one["shortcode"].as_str().expect("a name")).collect()
}

#[tokio::test]
async fn emoji_are_kept_offered_and_carried_along() {
    for database in databases::both() {
        let scene = Scene::new(database).await;
        let rig = &scene.rig;
        assert_eq!(scene.listed().await, json!([]));
        let added = scene.adds("wave", &pictures::telling_png(64, 64), &["--category", "Hands"]).await;
        assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
        assert!(scene.adds("dance", &pictures::telling_gif(32, 32), &[]).await.status.success());
        let listed = scene.listed().await;
        assert_eq!(names(&listed), ["dance", "wave"]);
        let (dance, wave) = (&listed[0], &listed[1]);
        assert_eq!((&wave["category"], &wave["visible_in_picker"]), (&json!("Hands"), &json!(true)));
        assert!(dance.get("category").is_none());
        assert_ne!(dance["url"], dance["static_url"], "what moves has a picture that does not");
        for (one, part, kind) in
            [(wave, "url", "image/png"), (dance, "url", "image/gif"), (dance, "static_url", "image/png")]
        {
            let answer = rig.http.get(text(&one[part])).send().await.expect("an answer");
            assert_eq!(answer.status(), 200);
            assert_eq!(answer.headers()["content-type"], kind);
            assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
            assert!(!pictures::tells(&answer.bytes().await.expect("a body")));
        }

        // Vera follows ann, and gets every picture with what ann writes.
        let vera = rig.vic.actor("vera");
        let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
        rig.tell(&vera, &vera.activity("Follow", 1, json!(ann.uri.as_str()))).await;
        let status = json!({
            "status": "Hello :wave: :nobody: 12:30:45", "spoiler_text": "Careful :dance:",
            "poll": {"options": ["Yes :wave:", "No"], "expires_in": 3600},
        });
        let written = scene.call("POST", "/api/v1/statuses", &status).await;
        assert_eq!(names(&written["emojis"]), ["wave", "dance"], "{written}");
        assert_eq!(written["emojis"][0]["url"], wave["url"]);
        assert_eq!(written["emojis"][1]["static_url"], dance["static_url"]);
        assert_eq!(names(&written["poll"]["emojis"]), ["wave"]);
        rig.wait_for("the post comes", async || !rig.vic.received("Create").is_empty()).await;
        let tags = rig.vic.received("Create")[0]["object"]["tag"].clone();
        let wanted = json!({"type": "Emoji", "id": wave["url"], "name": ":wave:",
            "icon": {"type": "Image", "mediaType": "image/png", "url": wave["url"]}});
        assert!(tags.as_array().expect("a list").contains(&wanted), "{tags}");
        assert_eq!(tags.as_array().map(Vec::len), Some(2));

        // Names and texts about oneself carry them as well.
        let change = json!({"display_name": ":wave: Ann", "note": "I :dance:"});
        let changed = scene.call("PATCH", "/api/v1/accounts/update_credentials", &change).await;
        assert_eq!(names(&changed["emojis"]), ["wave", "dance"], "{changed}");
        rig.wait_for("the change comes", async || !rig.vic.received("Update").is_empty()).await;
        let actor = rig.vic.received("Update")[0]["object"].clone();
        assert_eq!(actor["tag"][0], wanted);
        let plain = json!({"display_name": "Ann", "note": ""});
        let changed = scene.call("PATCH", "/api/v1/accounts/update_credentials", &plain).await;
        assert_eq!(changed["emojis"], json!([]));

        // One that is taken away goes with its files.
        let before = scene.files();
        assert!(scene.runs(&["emoji", "remove", "wave"]).await.status.success());
        assert_eq!((names(&scene.listed().await), scene.files()), (vec!["dance"], before - 2));
        let answer = rig.http.get(text(&wave["url"])).send().await.expect("an answer");
        assert_eq!(answer.status(), 404);
        assert_eq!(scene.runs(&["emoji", "remove", "wave"]).await.status.code(), Some(3));
        let shown = String::from_utf8(scene.runs(&["emoji", "list"]).await.stdout).expect("text");
        assert!(shown.contains("dance") && !shown.contains("wave"), "{shown}");
    }
}

#[tokio::test]
async fn a62_a130_what_is_no_emoji_is_refused_and_leaves_nothing() {
    let scene = Scene::new(databases::sqlite()).await;
    let good = pictures::plain_png(16, 16);
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    let mut heavy = good.clone();
    heavy.resize(256 * 1024 + 1, 0);
    for (name, picture, words) in [
        ("wave", &script[..], "SVG"),
        ("wave", b"no picture at all", "not a JPEG"),
        ("wave", &pictures::bomb_png(60_000, 60_000), ""),
        ("wave", &pictures::plain_png(513, 16), "512 pixels"),
        ("wave", &heavy, "256 KiB"),
        ("a", &good, "no name"),
        ("__proto__", &good, "no name"),
        ("\"><img", &good, "no name"),
    ] {
        let refused = scene.adds(name, picture, &[]).await;
        let said = String::from_utf8_lossy(&refused.stderr).into_owned();
        assert_eq!(refused.status.code(), Some(1), "{name}: {said}");
        assert!(said.contains(words), "{name}: {said}");
    }
    assert_eq!((scene.listed().await, scene.files()), (json!([]), 0));
    assert!(scene.adds("wave", &good, &[]).await.status.success());
    let again = scene.adds("wave", &good, &[]).await;
    assert!(String::from_utf8_lossy(&again.stderr).contains("already"));
    assert_eq!((scene.listed().await.as_array().map(Vec::len), scene.files()), (Some(1), 2));
}

#[tokio::test]
async fn emoji_of_others_stand_in_their_names_by_way_of_us() {
    let scene = Scene::new(databases::sqlite()).await;
    let rig = &scene.rig;
    let vera = rig.vic.actor("vera");
    let mut document = rig.vic.actor_document("vera", &vera);
    document["name"] = json!("Vera :leaf:");
    let tag =
        |name: &str, url: &str| json!({"type": "Emoji", "name": name, "icon": {"type": "Image", "url": url}});
    document["tag"] = json!([
        tag(":leaf:", &rig.vic.url("/leaf.png")),
        tag(":__proto__:", "x"),
        tag(":bad:", "javascript:1")
    ]);
    rig.vic.serve("/users/vera", &document);
    rig.vic.serve_picture("/leaf.png", pictures::telling_png(20, 20));
    let ann = accounts::local(&rig.cx(), "ann").await.expect("she is here");
    let account = rig.follows(&ann, &vera).await;
    let shown = scene.call("GET", &format!("/api/v1/accounts/{}", account.id), &json!({})).await;
    assert_eq!(names(&shown["emojis"]), ["leaf"], "{shown}");
    let url = text(&shown["emojis"][0]["url"]);
    assert!(url.starts_with(&rig.url("/media/copies/")), "{url}");
    assert_eq!(rig.http.get(url).send().await.expect("an answer").status(), 200);
}
