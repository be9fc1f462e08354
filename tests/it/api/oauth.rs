//! The ways that apps really go: registering, being let in with and without PKCE, with and without a secret, by hand,
//! by an address of their own, for themselves; and what they are told about this server.

use http::{Method, StatusCode};
use serde_json::json;

use crate::support::databases;
use crate::support::rig::Rig;

use super::text;
use super::visitor::{Asks, BACK, OWN, Person, Program, VERIFIER, challenge, query, token_of, value_of};

#[tokio::test]
async fn a_person_lets_an_app_in_from_the_first_link_to_the_first_post() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        antiphon::service::members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let app = Program::new(&rig, "read write follow push", BACK).await;
        let challenge = challenge();
        let more = [
            ("scope", "read write:statuses"),
            ("state", "a state & more"),
            ("code_challenge", challenge.as_str()),
            ("code_challenge_method", "S256"),
            ("force_login", "true"),
            ("lang", "de"),
        ];
        // Nobody is signed in: first to the sign-in page, then back to the question.
        let sent = rig.ask(Method::GET, &app.address(&more), &[], None).await;
        assert_eq!((sent.status, sent.location()), (StatusCode::SEE_OTHER, "/sign-in"));
        assert!(rig.ask(Method::GET, "/sign-in", &[], None).await.text.contains("Sign in to"));
        let held = sent.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let (ann, way_back) = Person::sign_in(&rig, "ann", &held).await;
        assert_eq!(way_back, app.address(&more));

        let page = ann.visit(&rig, &way_back).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text.contains("Test app") && page.text.contains("app.test"), "{}", page.text);
        assert!(!page.text.contains("<script") && page.header("access-control-allow-origin").is_empty());
        assert!(page.header("content-security-policy").contains("form-action 'self' https:;"));

        let led = app.let_in(&rig, &ann, &more, 0).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER);
        assert!(led.location().starts_with(&format!("{BACK}&code=")), "{}", led.location());
        assert_eq!(led.told("state").as_deref(), Some("a state & more"));
        let code = led.told("code").expect("a code");
        let got =
            app.fetch(&rig, &code, &[("client_secret", &app.secret), ("code_verifier", VERIFIER)]).await;
        let token = token_of(&got);
        assert_eq!(got.json()["token_type"], "Bearer");
        assert_eq!(got.json()["scope"], "read write:statuses");
        assert!(got.json()["created_at"].is_i64(), "{}", got.text);
        assert_eq!(got.header("cache-control"), "no-store");
        assert_eq!(got.header("access-control-allow-origin"), "*");

        assert_eq!(rig.get(OWN, &token).await.json()["username"], "ann");
        let person = rig.get("/oauth/userinfo", &token).await.json();
        assert_eq!((&person["preferred_username"], &person["iss"]), (&json!("ann"), &json!(rig.url(""))));
        let said = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "Hello"})).await;
        assert_eq!(said.json()["account"]["username"], "ann", "{}", said.text);
        let followed = rig.send_json("/api/v1/accounts/1/follow", Some(&token), &json!({})).await;
        assert_eq!(followed.status, StatusCode::FORBIDDEN, "it has no scope for that");
        let verified = rig.get("/api/v1/apps/verify_credentials", &token).await.json();
        assert_eq!(verified["name"], json!("Test app"));
        // A point of P-256 in base64url.
        assert_eq!(text(&verified["vapid_key"]).len(), 87);
        assert!(verified.get("client_secret").is_none());
    }
}

#[tokio::test]
async fn an_app_proves_itself_by_a_secret_a_verifier_or_both() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let app = Program::new(&rig, "read", BACK).await;
        let challenge = challenge();
        let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
        let (secret, verifier) = (("client_secret", app.secret.as_str()), ("code_verifier", VERIFIER));
        for (asked, fetched, status) in [
            (&pkce[..], vec![secret, verifier], 200),
            (&pkce[..], vec![verifier], 200),
            (&[][..], vec![secret], 200),
            // Whoever reads the address could do this.
            (&[][..], vec![], 401),
            (&pkce[..], vec![secret], 400),
            (&[][..], vec![secret, verifier], 400),
        ] {
            let code = app.code(&rig, &ann, asked).await;
            let got = app.fetch(&rig, &code, &fetched).await;
            assert_eq!(got.status, status, "{asked:?} {fetched:?} {}", got.text);
        }
        let code = app.code(&rig, &ann, &[]).await;
        let basic = app.basic();
        let fields = [("grant_type", "authorization_code"), ("code", code.as_str()), ("redirect_uri", BACK)];
        let got = rig.send_form("/oauth/token", &fields, &[("authorization", &basic)]).await;
        assert_eq!(rig.get(OWN, &token_of(&got)).await.json()["username"], "ann");
    }
}

#[tokio::test]
async fn every_way_of_writing_a_request_is_read() {
    let rig = Rig::start().await;
    let part = |name: &str, value: &str| {
        format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let two = "app://back\nurn:ietf:wg:oauth:2.0:oob";
    let multipart = [part("client_name", "App"), part("redirect_uris", two), "--x--\r\n".to_owned()].concat();
    let form = query(&[("client_name", "App"), ("redirect_uris", &two.replace('\n', " "))]);
    let list = json!({"client_name": "App", "redirect_uris": ["app://back", "urn:ietf:wg:oauth:2.0:oob"]});
    for (kind, body) in [
        ("multipart/form-data; boundary=x", multipart),
        ("application/x-www-form-urlencoded", form.clone()),
        ("text/plain", form),
        ("application/json", list.to_string()),
        ("application/json", json!({"client_name": "App", "redirect_uris": two}).to_string()),
    ] {
        let made = rig.ask(Method::POST, "/api/v1/apps", &[("content-type", kind)], Some(&body)).await;
        assert_eq!(made.status, StatusCode::OK, "{kind}: {}", made.text);
        assert_eq!(made.header("access-control-allow-origin"), "*");
        let app = made.json();
        assert_eq!(app["redirect_uris"], list["redirect_uris"]);
        assert_eq!((&app["redirect_uri"], &app["scopes"]), (&json!(two), &json!(["read"])));
        assert_eq!(app["client_secret_expires_at"], json!(0));
        assert_eq!(text(&app["vapid_key"]).len(), 87);
        assert!(app["id"].is_string() && app["website"].is_null());

        let (id, secret) =
            (app["client_id"].as_str().expect("id"), app["client_secret"].as_str().expect("secret"));
        let asked = [("grant_type", "client_credentials"), ("client_id", id), ("client_secret", secret)];
        let json: serde_json::Map<_, _> = asked.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect();
        let parts: String = asked.iter().map(|(k, v)| part(k, v)).collect();
        for (kind, body) in [
            ("application/json", serde_json::Value::Object(json).to_string()),
            ("application/x-www-form-urlencoded", query(&asked)),
            ("multipart/form-data; boundary=x", format!("{parts}--x--\r\n")),
        ] {
            let got = rig.ask(Method::POST, "/oauth/token", &[("content-type", kind)], Some(&body)).await;
            let verified = rig.get("/api/v1/apps/verify_credentials", &token_of(&got)).await;
            assert_eq!(verified.json()["name"], "App", "{kind}");
        }
    }
    for wrong in [
        json!({"redirect_uris": "app://back"}),
        json!({"client_name": " \u{202e} ", "redirect_uris": "app://back"}),
        json!({"client_name": "App"}),
        json!({"client_name": "App", "redirect_uris": "javascript:alert(1)"}),
        json!({"client_name": "App", "redirect_uris": "app://back /relative"}),
        json!({"client_name": "App", "redirect_uris": "app://back", "scopes": "read everything"}),
    ] {
        let refused = rig.send_json("/api/v1/apps", None, &wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.json()["error"].is_string());
    }
}

#[tokio::test]
async fn apps_on_the_device_and_codes_copied_by_hand() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "member").await;
    for back in ["com.tapbots.Ivory.10217:/request_token", "oauth2redirect://com.keylesspalace.tusky/"] {
        let app = Program::new(&rig, "read", back).await;
        let page = ann.visit(&rig, &app.address(&[])).await;
        let scheme = back.split(':').next().expect("a scheme").to_ascii_lowercase();
        assert!(page.header("content-security-policy").contains(&format!("form-action 'self' {scheme}:;")));
        let led = app.let_in(&rig, &ann, &[("state", "s")], 0).await;
        assert!(led.location().starts_with(&format!("{back}?code=")), "{}", led.location());
        let got =
            app.fetch(&rig, &led.told("code").expect("a code"), &[("client_secret", &app.secret)]).await;
        assert_eq!(rig.get(OWN, &token_of(&got)).await.json()["username"], "ann");
    }
    let app = Program::new(&rig, "read", "urn:ietf:wg:oauth:2.0:oob").await;
    let address = app.address(&[]).replacen('?', "/?", 1);
    assert_eq!(ann.visit(&rig, &address).await.status, StatusCode::OK, "toot asks with a slash at the end");
    let shown = app.let_in(&rig, &ann, &[], 0).await;
    assert_eq!(shown.status, StatusCode::OK);
    let code = shown
        .text
        .split("id=\"code\" dir=\"ltr\">")
        .nth(1)
        .expect("a code")
        .split('<')
        .next()
        .expect("an end");
    let got = app.fetch(&rig, code, &[("client_secret", &app.secret)]).await;
    assert_eq!(rig.get(OWN, &token_of(&got)).await.json()["username"], "ann");
}

#[tokio::test]
async fn a_person_says_no_and_the_app_is_told() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "member").await;
    let app = Program::new(&rig, "read", BACK).await;
    let page = ann.visit(&rig, &app.address(&[("state", "s")])).await;
    let (csrf, id) = (value_of(&page.text, "csrf"), value_of(&page.text, "act_as"));
    let fields = [
        ("csrf", csrf.as_str()),
        ("act_as", id.as_str()),
        ("do", "deny"),
        ("response_type", "code"),
        ("client_id", app.id.as_str()),
        ("redirect_uri", BACK),
        ("state", "s"),
    ];
    let told = ann.answer(&rig, &fields, &[]).await;
    assert_eq!(told.location(), format!("{BACK}&error=access_denied&state=s"));
}

#[tokio::test]
async fn an_app_learns_what_it_can_do_here() {
    let rig = Rig::start().await;
    let path = "/.well-known/oauth-authorization-server";
    let answer = rig.ask(Method::GET, path, &[("origin", "https://elsewhere.test")], None).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let found = answer.json();
    assert_eq!(found["issuer"], rig.url(""));
    for (name, path) in [
        ("authorization_endpoint", "/oauth/authorize"),
        ("token_endpoint", "/oauth/token"),
        ("revocation_endpoint", "/oauth/revoke"),
        ("userinfo_endpoint", "/oauth/userinfo"),
        ("app_registration_endpoint", "/api/v1/apps"),
    ] {
        assert_eq!(found[name], rig.url(path));
    }
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(found["grant_types_supported"], json!(["authorization_code", "client_credentials"]));
    assert_eq!(found["response_types_supported"], json!(["code"]));
    assert_eq!(found["response_modes_supported"], json!(["query"]));
    for list in ["scopes_supported", "token_endpoint_auth_methods_supported"] {
        assert!(found[list].as_array().is_some_and(|list| !list.is_empty()), "{list}");
    }
    assert!(found["service_documentation"].as_str().is_some_and(|page| page.starts_with("https://")));
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/userinfo", "/api/v1/apps", path] {
        let preflight = rig.ask(Method::OPTIONS, path, &[], None).await;
        assert_eq!(preflight.status, StatusCode::NO_CONTENT, "{path}");
        assert_eq!(preflight.header("access-control-allow-origin"), "*", "{path}");
    }
    let asked = rig.ask(Method::OPTIONS, "/oauth/authorize", &[], None).await;
    assert_eq!(asked.header("access-control-allow-origin"), "");
}
