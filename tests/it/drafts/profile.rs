//! The coalition's profile, changed at the desk and by command: pages, other servers, and whoever may not.

use antiphon::domain::ids::AccountId;
use antiphon::service::{accounts, audit};
use http::{Method, StatusCode};
use serde_json::Value;

use super::ground::{ONE, WRITER, member, send};
use crate::api::visitor::{Answer, Asks as _, Person, value_of};
use crate::support::databases;
use crate::support::pictures::{self, tells};
use crate::support::rig::Rig;

const PATH: &str = "/desk/profile";
const KIND: &str = "multipart/form-data; boundary=b0und";

/// With a process that looks into pictures.
pub fn with_pictures() -> String {
    format!("[media]\ndecoder = {:?}\n", env!("CARGO_BIN_EXE_antiphon"))
}

/// Sends a form with files, as a browser does.
pub async fn send_sheet(
    rig: &Rig,
    who: &Person,
    (from, to): (&str, &str),
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let csrf = value_of(&who.visit(rig, from).await.text, "csrf");
    send_with(rig, &who.cookie, &csrf, to, fields, files).await
}

/// The same with this cookie and this secret.
pub async fn send_with(
    rig: &Rig,
    cookie: &str,
    csrf: &str,
    to: &str,
    fields: &[(&str, &str)],
    files: &[(&str, &[u8])],
) -> Answer {
    let mut body = Vec::new();
    for (name, value) in [("csrf", csrf)].iter().chain(fields) {
        let part = format!("--b0und\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.bytes());
    }
    for (name, file) in files {
        let part = format!(
            "--b0und\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"home.png\"\r\nContent-Type: image/png\r\n\r\n"
        );
        body.extend(part.bytes());
        body.extend_from_slice(file);
        body.extend(b"\r\n");
    }
    body.extend(b"--b0und--\r\n");
    let request = rig.http.post(rig.url(to)).header("content-type", KIND).header("cookie", cookie);
    let answer = request.body(body).send().await.expect("an answer");
    let (status, headers) = (answer.status(), answer.headers().clone());
    Answer { status, headers, text: answer.text().await.expect("text") }
}

async fn actor(rig: &Rig) -> Value {
    let path = format!("/actors/{}", rig.coalition().await.username);
    rig.ask(Method::GET, &path, &[("accept", "application/activity+json")], None).await.json()
}

#[tokio::test]
async fn a_spokesperson_changes_name_text_pictures_and_lines_and_followers_are_told() {
    for database in databases::both() {
        let rig = Rig::on(database, &with_pictures()).await;
        let coalition = rig.coalition().await;
        let fan = rig.vic.actor("fan");
        rig.tell(&fan, &fan.activity("Follow", 1, Value::String(coalition.uri.to_string()))).await;
        rig.drain().await;
        member(&rig, ONE, "spokesperson").await;
        let one = Person::sign_in(&rig, ONE, "").await.0;
        let page = one.visit(&rig, PATH).await;
        assert!(page.status == StatusCode::OK && page.text.contains("name=\"avatar\""), "{}", page.text);
        let fields = [
            ("name", "River & Sea"),
            ("note", "Clean **water**."),
            ("label_1", "Website"),
            ("value_1", "https://river.example/"),
        ];
        let files = [("avatar", pictures::telling_jpeg(600, 500)), ("header", pictures::plain_png(900, 400))];
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, file)| (*name, file.as_slice())).collect();
        let done = send_sheet(&rig, &one, (PATH, PATH), &fields, &files).await;
        assert_eq!(done.location(), "/desk/profile?done=1", "{}", done.text);
        let now = rig.coalition().await;
        assert_eq!((now.name.as_str(), now.id), ("River & Sea", coalition.id));
        rig.wait_for("other servers read it", async || actor(&rig).await["name"] == "River & Sea").await;
        let actor = actor(&rig).await;
        assert!(actor["summary"].as_str().expect("a text").contains("<strong>water</strong>"));
        assert_eq!(actor["attachment"][0]["name"], "Website");
        for part in ["icon", "image"] {
            let address = actor[part]["url"].as_str().expect("an address");
            let path = address.split_once("sut.test").expect("ours").1;
            let path = &path[path.find('/').expect("a path")..];
            let served = rig.http.get(rig.url(path)).send().await.expect("an answer");
            assert_eq!(served.status(), StatusCode::OK, "{address}");
            let bytes = served.bytes().await.expect("bytes");
            assert!(!tells(&bytes), "what the picture tells of its maker is taken out");
        }
        rig.wait_for("a follower's server is told", async || {
            let told = rig.vic.received("Update");
            told.iter().any(|update| update["object"]["name"] == "River & Sea")
        })
        .await;
        let shown = one.visit(&rig, "/desk/profile?done=1").await.text;
        assert!(shown.contains("value=\"River &#38; Sea\"") && shown.contains("Clean **water**."), "{shown}");
        assert!(shown.contains("value=\"https://river.example/\""), "{shown}");
        let everything = audit::Wanted { by: audit::By::Anybody, action: "", below: i64::MAX, limit: 100 };
        let lines = audit::list(&rig.cx(), everything).await.expect("the log");
        assert!(lines.iter().any(|line| line.action == "coalition.profile"));

        // What the settings say does not come back with the next start.
        accounts::follow_settings(&rig.cx()).await.expect("a start");
        assert_eq!(rig.coalition().await.name, "River & Sea");

        // A picture goes by its tick, and everything else stays.
        let gone = [fields.as_slice(), &[("avatar_gone", "1")]].concat();
        assert_eq!(send_sheet(&rig, &one, (PATH, PATH), &gone, &[]).await.status, StatusCode::SEE_OTHER);
        let now = rig.coalition().await;
        assert!(now.profile.avatar.is_none() && now.profile.header.is_some());
        assert_eq!(now.profile.fields.len(), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_and_whoever_may_not_changes_nothing() {
    let rig = Rig::on(databases::sqlite(), &with_pictures()).await;
    member(&rig, ONE, "spokesperson").await;
    member(&rig, WRITER, "editor").await;
    let before = rig.coalition().await;
    let same = async |id: AccountId| accounts::find(&rig.cx(), id).await.expect("it is there") == before;
    let one = Person::sign_in(&rig, ONE, "").await.0;
    let fields = [("name", " "), ("note", "Kept words")];
    let empty = send_sheet(&rig, &one, (PATH, PATH), &fields, &[]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Enter the name.") && empty.text.contains("Kept words"), "{}", empty.text);
    let fields = [("name", "New"), ("note", "")];
    let broken = send_sheet(&rig, &one, (PATH, PATH), &fields, &[("avatar", b"<svg/>")]).await;
    assert_eq!(broken.status, StatusCode::UNPROCESSABLE_ENTITY, "no picture");
    assert!(same(before.id).await);

    // What was typed when the session had ended comes back, and nothing is changed by it.
    let csrf = value_of(&one.visit(&rig, PATH).await.text, "csrf");
    let one = Person::sign_in(&rig, ONE, "").await.0;
    let typed =
        [("name", "River"), ("note", "Thirty villages drink it"), ("label_1", "Door"), ("returns", "1")];
    let kept = send_with(&rig, &one.cookie, &csrf, PATH, &typed, &[]).await;
    assert_eq!(kept.status, StatusCode::FORBIDDEN);
    let held = kept.header("set-cookie").split(';').next().expect("a cookie");
    let back = Person { cookie: format!("{}; {held}", one.cookie) };
    let page = back.visit(&rig, "/desk/kept").await.text;
    assert!(page.contains("Thirty villages drink it") && page.contains("value=\"change\""), "{page}");
    let shown = send(&rig, &back, PATH, PATH, &[&typed[..], &[("do", "change")]].concat()).await;
    assert!(shown.status == StatusCode::OK && shown.text.contains("Thirty villages drink it"));
    assert!(shown.text.contains("value=\"Door\""), "{}", shown.text);
    assert!(same(before.id).await);
    // No form is so long because files may be.
    let long = "x".repeat(600 * 1024);
    let too_long = send_sheet(&rig, &one, (PATH, PATH), &[("name", "New"), ("note", &long)], &[]).await;
    assert_eq!(too_long.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(same(before.id).await);

    let writer = Person::sign_in(&rig, WRITER, "").await.0;
    assert_eq!(writer.visit(&rig, PATH).await.status, StatusCode::FORBIDDEN);
    assert!(!writer.visit(&rig, "/desk").await.text.contains("href=\"/desk/profile\""));
    let refused = send_sheet(&rig, &writer, ("/desk", PATH), &fields, &[]).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(same(before.id).await);
}
