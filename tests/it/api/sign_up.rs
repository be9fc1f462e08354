//! Becoming a member in an app: with a token of the app, as JSON, form and multipart, and who may not.

use antiphon::domain::role::Role;
use antiphon::domain::time::DAY;
use antiphon::service::invitations::{self, NewInvitation};
use antiphon::service::passwords::{self, Attempt};
use antiphon::service::{members, registration};
use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::databases;
use crate::support::rig::Rig;

use super::visitor::{Answer, Asks, BACK, OWN, Program, token_of};

const OPEN: &str = "[registration]\nmode = \"open\"";
const PATH: &str = "/api/v1/accounts";

/// A token of an app on its own.
async fn app_token(rig: &Rig, scope: &str) -> String {
    let app = Program::new(rig, "read write follow push", BACK).await;
    let fields = [
        ("grant_type", "client_credentials"),
        ("client_id", app.id.as_str()),
        ("client_secret", app.secret.as_str()),
        ("scope", scope),
    ];
    token_of(&rig.send_form("/oauth/token", &fields, &[]).await)
}

fn wish(name: &str) -> Value {
    json!({
        "username": name, "email": "ignored@mail.test", "password": "two rivers meet", "agreement": true,
        "locale": "es", "reason": "",
    })
}

async fn count(rig: &Rig) -> usize {
    members::list(&rig.opened.app).await.expect("members").len()
}

async fn sign_up(rig: &Rig, token: &str, name: &str) -> Answer {
    rig.send_json(PATH, Some(token), &wish(name)).await
}

#[tokio::test]
async fn a_new_member_has_a_token_at_once_however_the_app_writes() {
    for database in databases::both() {
        let rig = Rig::on(database, OPEN).await;
        let token = app_token(&rig, "read write follow push").await;
        let bearer = format!("Bearer {token}");
        let made = sign_up(&rig, &token, "json_ann").await;
        assert_eq!(made.json()["token_type"], "Bearer");
        assert_eq!(made.json()["scope"], "read write follow push");
        assert!(made.json()["created_at"].is_i64());
        let form = [
            ("username", "form_ann"),
            ("password", "two rivers meet"),
            ("agreement", "true"),
            ("locale", "en"),
        ];
        let formed = rig.send_form(PATH, &form, &[("authorization", &bearer)]).await;
        let parts: String = [("username", "part_ann"), ("password", "two rivers meet"), ("agreement", "1")]
            .map(|(name, value)| {
                format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
            })
            .concat();
        let headers =
            [("authorization", bearer.as_str()), ("content-type", "multipart/form-data; boundary=x")];
        let parted = rig.ask(Method::POST, PATH, &headers, Some(&format!("{parts}--x--\r\n"))).await;
        for (answer, name) in [(made, "json_ann"), (formed, "form_ann"), (parted, "part_ann")] {
            let own = token_of(&answer);
            let who = rig.get(OWN, &own).await.json();
            assert_eq!((&who["username"], &who["role"]["name"]), (&json!(name), &who["role"]["name"]));
            let said = rig.send_json("/api/v1/statuses", Some(&own), &json!({"status": "Hello"})).await;
            assert_eq!(said.json()["account"]["username"], name, "{}", said.text);
            let attempt = Attempt { name, password: "two rivers meet", code: "" };
            assert!(passwords::sign_in(&rig.cx(), attempt).await.expect("works").is_some());
        }
        assert_eq!(count(&rig).await, 4);
    }
}

#[tokio::test]
async fn a134_what_is_wrong_stands_at_its_field_and_makes_nobody() {
    for database in databases::both() {
        let rig = Rig::on(database, OPEN).await;
        members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let token = app_token(&rig, "write").await;
        for (name, code) in [
            ("Admin", "ERR_INVALID"),
            ("аdmin", "ERR_INVALID"),
            ("alice ", "ERR_INVALID"),
            ("alice\0", "ERR_INVALID"),
            (".well-known", "ERR_INVALID"),
            ("inbox", "ERR_RESERVED"),
            ("api", "ERR_RESERVED"),
            ("adm1n", "ERR_RESERVED"),
            ("ann", "ERR_TAKEN"),
            ("coalition", "ERR_TAKEN"),
            ("c0alition", "ERR_TAKEN"),
            ("", "ERR_BLANK"),
        ] {
            let answer = sign_up(&rig, &token, name).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
            assert_eq!(answer.json()["details"]["username"][0]["error"], code, "{name}");
        }
        let taken = sign_up(&rig, &token, "ann").await.json();
        assert_eq!(
            taken,
            json!({
                "error": "Validation failed: Username has already been taken",
                "details": { "username": [{ "error": "ERR_TAKEN", "description": "has already been taken" }] },
            })
        );
        let bare = rig.send_json(PATH, Some(&token), &json!({ "password": "short" })).await.json();
        let faults =
            ["username", "password", "agreement"].map(|field| bare["details"][field][0]["error"].clone());
        assert_eq!(faults, [json!("ERR_BLANK"), json!("ERR_TOO_SHORT"), json!("ERR_ACCEPTED")]);
        assert_eq!(count(&rig).await, 2);
    }
}

#[tokio::test]
async fn a166_only_an_app_that_may_write_makes_members() {
    let rig = Rig::on(databases::sqlite(), OPEN).await;
    members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    let own = members::new_token(&rig.opened.app, "ann", "test", "read write").await.expect("a token");
    let reads = app_token(&rig, "read").await;
    for (token, status) in [(None, 401), (Some("nothing"), 401), (Some(&own), 401), (Some(&reads), 403)] {
        let answer = rig.send_json(PATH, token, &wish("eve")).await;
        assert_eq!(answer.status.as_u16(), status, "{}", answer.text);
        assert!(answer.json()["error"].is_string());
    }
    // A token that an app got for a new member is that member's, and makes no other.
    let app = app_token(&rig, "read write").await;
    let bob = token_of(&sign_up(&rig, &app, "bob").await);
    assert_eq!(sign_up(&rig, &bob, "eve").await.status, StatusCode::FORBIDDEN);
    assert_eq!(count(&rig).await, 3);
}

#[tokio::test]
async fn the_mode_decides_who_comes_in() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let token = app_token(&rig, "write").await;
        assert_eq!(sign_up(&rig, &token, "eve").await.status, StatusCode::FORBIDDEN);
        let wanted = NewInvitation { role: Role::Editor, uses: 1, lasts: DAY };
        let (path, _) = invitations::make(&rig.cx(), None, wanted).await.expect("a link");
        let secret = path.rsplit('/').next().expect("a secret");
        let mut invited = wish("ann");
        // What nobody asked for changes nothing (A178).
        invited["role"] = json!("owner");
        invited["invite_code"] = json!(secret);
        token_of(&rig.send_json(PATH, Some(&token), &invited).await);
        assert_eq!(members::find(&rig.cx(), "ann").await.expect("there").role, "editor");
        invited["username"] = json!("bob");
        let late = rig.send_json(PATH, Some(&token), &invited).await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(count(&rig).await, 2);
    }
    let rig = Rig::on(databases::sqlite(), "[registration]\nmode = \"approval\"").await;
    let token = app_token(&rig, "write").await;
    let asked = sign_up(&rig, &token, "ann").await;
    assert_eq!((asked.status.as_u16(), asked.json()["error"].is_string()), (403, true));
    assert_eq!(count(&rig).await, 1);
    let waiting = registration::waiting(&rig.cx()).await.expect("a list");
    assert_eq!((waiting[0].username.as_str(), waiting[0].language.as_deref()), ("ann", Some("es")));
    registration::approve(&rig.cx(), None, "ann").await.expect("let in");
    let attempt = Attempt { name: "ann", password: "two rivers meet", code: "" };
    assert!(passwords::sign_in(&rig.cx(), attempt).await.expect("works").is_some());
}

#[tokio::test]
async fn of_many_who_come_at_once_each_name_and_each_invitation_is_given_once() {
    for database in databases::both() {
        let rig = Rig::on(database, OPEN).await;
        let token = app_token(&rig, "write").await;
        let (one, other) = tokio::join!(sign_up(&rig, &token, "ann"), sign_up(&rig, &token, "ann"));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422], "{} {}", one.text, other.text);
        let wanted = NewInvitation { role: Role::Member, uses: 1, lasts: DAY };
        let (path, _) = invitations::make(&rig.cx(), None, wanted).await.expect("a link");
        let with = |name: &str| {
            let mut body = wish(name);
            body["invite_code"] = json!(path.rsplit('/').next().expect("a secret"));
            body
        };
        let (bob, eve) = (with("bob"), with("eve"));
        let (one, other) =
            tokio::join!(rig.send_json(PATH, Some(&token), &bob), rig.send_json(PATH, Some(&token), &eve));
        let mut statuses = [one.status.as_u16(), other.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422], "{} {}", one.text, other.text);
        assert_eq!(count(&rig).await, 3);
    }
}
