//! Letting an app in as people do it: in a browser that runs no script, with a password, on pages that fit a phone.

use antiphon::service::{members, passwords};
use http::{Method, StatusCode};
use serde_json::json;
use std::time::Duration;

use super::visitor::{Asks as _, Program, VERIFIER, query};
use crate::support::chromium::{self, Page};
use crate::support::process::wait_for;
use crate::support::rig::Rig;

const PASSWORD: &str = "río Ñuble 1974, three rivers";

#[tokio::test]
async fn a_browser_without_script_signs_in_and_lets_an_app_in() {
    let Some(chromium) = chromium::installed() else {
        println!("left out: no Chromium is installed");
        return;
    };
    let rig = Rig::start().await;
    let app = &rig.opened.app;
    members::add(app, "edda", "spokesperson").await.expect("the name is free");
    passwords::set(app, None, "edda", PASSWORD, None).await.expect("a password");
    let back = rig.vic.url("/back");
    let program = Program::new(&rig, "read write", &back).await;
    let challenge = antiphon::keys::sha256(VERIFIER.as_bytes());
    let challenge = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, challenge);
    let question = query(&[
        ("response_type", "code"),
        ("client_id", &program.id),
        ("redirect_uri", &back),
        ("scope", "read write"),
        ("state", "of mind"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);

    let mut page = Page::open(&chromium).await;
    page.go(&rig.url(&format!("/oauth/authorize?{question}"))).await;
    page.types("#password", "a guess").await;
    page.types("#username, #name", "edda").await;
    page.pictures("sign-in").await;
    page.clicks("main form .buttons button").await;
    page.shows("#error-summary").await;
    page.pictures("sign-in-refused").await;
    page.types("#password", PASSWORD).await;
    page.clicks("main form .buttons button").await;
    // Signed in, she is led back to what the app asked.
    page.shows("button[value=allow]").await;
    let shown = page.source().await;
    assert!(shown.contains("Whom does it act as?") && !shown.contains("<script"), "{shown}");
    page.pictures("consent").await;
    // As the coalition: the second of the two.
    page.clicks(".pick + .pick label").await;
    page.clicks("button[value=allow]").await;
    let shown = tokio::sync::Mutex::new(&mut page);
    wait_for(Duration::from_secs(60), "the app is told", async || {
        shown.lock().await.address().await.starts_with(&back)
    })
    .await;
    let told = url::Url::parse(&page.address().await).expect("an address");
    let value = |name: &str| told.query_pairs().find(|(key, _)| key == name).map(|(_, v)| v.into_owned());
    assert_eq!(value("state").as_deref(), Some("of mind"));

    let code = value("code").expect("a code");
    let fetch = json!({
        "grant_type": "authorization_code", "client_id": program.id, "client_secret": program.secret,
        "redirect_uri": back, "code": code, "code_verifier": VERIFIER,
    });
    let token = rig.send_json("/oauth/token", None, &fetch).await;
    assert_eq!(token.status, StatusCode::OK, "{}", token.text);
    let token = token.json()["access_token"].as_str().expect("a token").to_owned();
    let own = rig.get("/api/v1/accounts/verify_credentials", &token).await.json();
    let coalition = rig.coalition().await;
    assert_eq!(own["username"], json!(coalition.username), "it acts as whom she chose");
    let said = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "We are here"})).await;
    assert_eq!(said.status, StatusCode::OK);
    let object = rig
        .ask(
            Method::GET,
            &format!("/posts/{}", said.json()["id"].as_str().expect("an id")),
            &[("accept", "application/activity+json")],
            None,
        )
        .await;
    assert!(!object.text.contains("edda"), "the wire never names the person: {}", object.text);
}
