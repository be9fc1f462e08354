//! What thieves of codes, tokens and clicks try (security.md, C15). Each refusal also shows that nothing was given.

use antiphon::service::members;
use antiphon::store::upkeep::{Horizon, tidy};
use antiphon::store::{apps, codes};
use http::{Method, StatusCode};
use serde_json::json;

use crate::support::databases;
use crate::support::rig::Rig;

use super::visitor::{Asks, BACK, OWN, Person, Program, VERIFIER, challenge, token_of, value_of};

#[tokio::test]
async fn a164_no_other_address_is_ever_led_to() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "member").await;
    let app = Program::new(&rig, "read", BACK).await;
    for wrong in [
        "https://app.test/back",
        "https://app.test/back?held=1&more=2",
        "https://app.test/back?held=1#x",
        "https://evil.app.test/back?held=1",
        "http://app.test/back?held=1",
        "https://app.test:444/back?held=1",
        "https://app.test@evil.test/back?held=1",
        "//evil.test/",
        "urn:ietf:wg:oauth:2.0:oob",
        "",
    ] {
        let other = Program { id: app.id.clone(), secret: String::new(), back: wrong.to_owned() };
        let shown = ann.visit(&rig, &other.address(&[("scope", "nonsense")])).await;
        assert_eq!((shown.status, shown.location()), (StatusCode::BAD_REQUEST, ""), "{wrong}");
        let unseen = rig.ask(Method::GET, &other.address(&[]), &[], None).await;
        assert_eq!(unseen.status, StatusCode::BAD_REQUEST, "{wrong}: nobody is asked to sign in for it");
    }
    let unknown = Program { id: "nobody".to_owned(), secret: String::new(), back: BACK.to_owned() };
    let shown = ann.visit(&rig, &unknown.address(&[])).await;
    assert_eq!((shown.status, shown.location()), (StatusCode::BAD_REQUEST, ""));
}

#[tokio::test]
async fn a165_a_code_is_for_one_app_one_address_one_use_and_one_minute() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let app = Program::new(&rig, "read", BACK).await;
        let other = Program::new(&rig, "read", BACK).await;
        let secret = [("client_secret", app.secret.as_str())];

        let code = app.code(&rig, &ann, &[]).await;
        let stolen = other.fetch(&rig, &code, &[("client_secret", &other.secret)]).await;
        assert_eq!(
            (stolen.status, &stolen.json()["error"]),
            (StatusCode::BAD_REQUEST, &json!("invalid_grant"))
        );
        let mixed = app.fetch(&rig, &code, &[("client_secret", &other.secret)]).await;
        assert_eq!(
            (mixed.status, &mixed.json()["error"]),
            (StatusCode::UNAUTHORIZED, &json!("invalid_client"))
        );
        let moved = app.fetch(&rig, &code, &[secret[0], ("redirect_uri", "https://evil.test/")]).await;
        assert_eq!(moved.status, StatusCode::BAD_REQUEST, "{}", moved.text);
        let token = token_of(&app.fetch(&rig, &code, &secret).await);
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::OK);
        // Used again: refused, and the first token ends as well.
        let again = app.fetch(&rig, &code, &secret).await;
        assert_eq!(
            (again.status, &again.json()["error"]),
            (StatusCode::BAD_REQUEST, &json!("invalid_grant"))
        );
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::UNAUTHORIZED);

        let challenge = challenge();
        let pkce = [("code_challenge", challenge.as_str()), ("code_challenge_method", "S256")];
        let code = app.code(&rig, &ann, &pkce).await;
        for wrong in ["", "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXX", challenge.as_str()] {
            let refused = app.fetch(&rig, &code, &[secret[0], ("code_verifier", wrong)]).await;
            assert_eq!(refused.json()["error"], "invalid_grant", "{wrong}");
        }
        let right = app.fetch(&rig, &code, &[("code_verifier", VERIFIER)]).await;
        assert_eq!(right.status, StatusCode::OK, "a wrong try spends nothing of the right one");
        for method in [&[("code_challenge_method", "plain")][..], &[]] {
            let asked = [&[("code_challenge", VERIFIER), ("state", "s")], method].concat();
            let told = ann.visit(&rig, &app.address(&asked)).await;
            assert_eq!(told.location(), format!("{BACK}&error=invalid_request&state=s"));
        }

        let (late, soon) = (app.code(&rig, &ann, &[]).await, app.code(&rig, &ann, &[]).await);
        rig.clock.advance(58_000);
        assert_eq!(app.fetch(&rig, &soon, &secret).await.status, StatusCode::OK);
        rig.clock.advance(2_001);
        assert_eq!(app.fetch(&rig, &late, &secret).await.json()["error"], "invalid_grant");
    }
}

#[tokio::test]
async fn a165_a_code_that_is_copied_by_hand_is_good_for_ten_minutes() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "member").await;
    let app = Program::new(&rig, "read", "urn:ietf:wg:oauth:2.0:oob").await;
    let secret = [("client_secret", app.secret.as_str())];
    let shown = async || {
        let page = app.let_in(&rig, &ann, &[], 0).await;
        assert!(page.text.contains("within ten minutes"), "{}", page.text);
        let code = page.text.split("id=\"code\" dir=\"ltr\">").nth(1).expect("a code");
        code.split('<').next().expect("an end").to_owned()
    };
    let (late, soon) = (shown().await, shown().await);
    rig.clock.advance(9 * 60_000);
    assert_eq!(app.fetch(&rig, &soon, &secret).await.status, StatusCode::OK);
    rig.clock.advance(60_001);
    assert_eq!(app.fetch(&rig, &late, &secret).await.json()["error"], "invalid_grant");
}

#[tokio::test]
async fn a165_of_two_who_use_a_code_at_once_neither_keeps_a_token() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let app = Program::new(&rig, "read", BACK).await;
        let code = app.code(&rig, &ann, &[]).await;
        let secret = [("client_secret", app.secret.as_str())];
        let (one, other) = tokio::join!(app.fetch(&rig, &code, &secret), app.fetch(&rig, &code, &secret));
        let (got, refused) = if one.status == StatusCode::OK { (one, other) } else { (other, one) };
        assert_eq!(refused.json()["error"], "invalid_grant");
        assert_eq!(rig.get(OWN, &token_of(&got)).await.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn a165_other_grants_are_unknown_here() {
    let rig = Rig::start().await;
    let app = Program::new(&rig, "read", BACK).await;
    let credentials = [("client_id", app.id.as_str()), ("client_secret", app.secret.as_str())];
    for (grant, error) in [
        (Some("password"), "unsupported_grant_type"),
        (Some("refresh_token"), "unsupported_grant_type"),
        (Some("authorization_code"), "invalid_request"),
        (None, "invalid_request"),
    ] {
        let mut fields = credentials.to_vec();
        fields.extend([("username", "ann"), ("password", "secret")]);
        fields.extend(grant.map(|grant| ("grant_type", grant)));
        let refused = rig.send_form("/oauth/token", &fields, &[]).await;
        assert_eq!((refused.status, &refused.json()["error"]), (StatusCode::BAD_REQUEST, &json!(error)));
        assert_eq!(refused.header("access-control-allow-origin"), "*");
    }
    let public = [("grant_type", "client_credentials"), ("client_id", app.id.as_str())];
    let refused = rig.send_form("/oauth/token", &public, &[]).await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "an app's own token needs its secret");
}

#[tokio::test]
async fn a166_an_app_s_own_token_opens_nothing_of_a_person_s() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let app = Program::new(&rig, "read write follow push", BACK).await;
        let asked = [
            ("grant_type", "client_credentials"),
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.as_str()),
            ("scope", "read write follow push"),
        ];
        let token = token_of(&rig.send_form("/oauth/token", &asked, &[]).await);
        assert_eq!(rig.get("/api/v1/apps/verify_credentials", &token).await.status, StatusCode::OK);
        let mut members_only = 0;
        for route in antiphon::mastodon::routes::table().declared() {
            let antiphon::mastodon::table::Needs::Member(_) = route.needs else { continue };
            members_only += 1;
            let path = route.path.replace("{id}", "1");
            let method = route.method.parse().expect("a method");
            let bearer = format!("Bearer {token}");
            let refused = rig.ask(method, &path, &[("authorization", &bearer)], None).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{} {path}", route.method);
        }
        assert!(members_only > 5, "the table is seen");
        for wrong in ["", "x", &app.secret] {
            let refused = rig.get("/api/v1/apps/verify_credentials", wrong).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        }
    }
}

#[tokio::test]
async fn a167_nobody_gets_more_than_was_registered() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "owner").await;
    let app = Program::new(&rig, "read", BACK).await;
    for scope in ["read write", "read admin:write", "read everything", "write:statuses"] {
        let told = ann.visit(&rig, &app.address(&[("scope", scope), ("state", "s")])).await;
        assert_eq!(told.location(), format!("{BACK}&error=invalid_scope&state=s"), "{scope}");
        let asked = [
            ("grant_type", "client_credentials"),
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.as_str()),
            ("scope", scope),
        ];
        let refused = rig.send_form("/oauth/token", &asked, &[]).await;
        assert_eq!(refused.json()["error"], "invalid_scope", "{scope}");
    }
    // The form is weighed again: what it carries cannot be made larger on its way.
    let page = ann.visit(&rig, &app.address(&[("scope", "read")])).await;
    let csrf = value_of(&page.text, "csrf");
    let act_as = page.text.split("id=\"act-as-").nth(1).expect("an actor").split('"').next().expect("an end");
    let fields = [
        ("csrf", csrf.as_str()),
        ("act_as", act_as),
        ("do", "allow"),
        ("response_type", "code"),
        ("client_id", app.id.as_str()),
        ("redirect_uri", BACK),
        ("scope", "read write"),
    ];
    let told = ann.answer(&rig, &fields, &[]).await;
    assert_eq!(told.told("error").as_deref(), Some("invalid_scope"));
    let program = Program::new(&rig, "profile", BACK).await;
    let token = program.token(&rig, &ann, "profile", 0).await;
    let own = rig.get(OWN, &token).await;
    assert_eq!(own.json()["username"], "ann");
    assert!(own.json().get("source").is_none(), "`profile` shows what everybody sees");
    assert_eq!(rig.get("/api/v1/timelines/home", &token).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a168_a_suspended_member_s_tokens_and_codes_open_nothing() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &ann, "read", 0).await;
        let code = app.code(&rig, &ann, &[]).await;
        let page = ann.visit(&rig, &app.address(&[])).await;
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::OK);
        members::suspend(&rig.opened.app, "ann").await.expect("suspended");
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::UNAUTHORIZED);
        let late = app.fetch(&rig, &code, &[("client_secret", &app.secret)]).await;
        assert_eq!(late.json()["error"], "invalid_grant");
        assert_eq!(ann.visit(&rig, &app.address(&[])).await.location(), "/sign-in");
        let (csrf, id) = (value_of(&page.text, "csrf"), value_of(&page.text, "act_as"));
        let fields = [
            ("csrf", csrf.as_str()),
            ("act_as", id.as_str()),
            ("do", "allow"),
            ("response_type", "code"),
            ("client_id", app.id.as_str()),
            ("redirect_uri", BACK),
        ];
        assert_eq!(ann.answer(&rig, &fields, &[]).await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a168_a_token_that_is_given_back_ends_at_once() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let app = Program::new(&rig, "read", BACK).await;
        let other = Program::new(&rig, "read", BACK).await;
        let token = app.token(&rig, &ann, "read", 0).await;
        let by_hand = members::new_token(&rig.opened.app, "ann", "test", "read").await.expect("a token");
        for (id, secret, token, status) in [
            (&other.id, &other.secret, &token, 403),
            (&app.id, &other.secret, &token, 403),
            (&other.id, &other.secret, &by_hand, 403),
            (&app.id, &app.secret, &"unknown".to_owned(), 200),
        ] {
            let fields = [("client_id", id.as_str()), ("client_secret", secret), ("token", token)];
            let answer = rig.send_form("/oauth/revoke", &fields, &[]).await;
            assert_eq!(answer.status, status, "{}", answer.text);
        }
        for good in [&token, &by_hand] {
            assert_eq!(rig.get(OWN, good).await.status, StatusCode::OK, "what was refused had no effect");
        }
        let fields = [
            ("client_id", app.id.as_str()),
            ("client_secret", app.secret.as_str()),
            ("token", token.as_str()),
        ];
        for _ in 0..2 {
            let done = rig.send_form("/oauth/revoke", &fields, &[]).await;
            assert_eq!((done.status, done.text.as_str()), (StatusCode::OK, "{}"));
            assert_eq!(rig.get(OWN, &token).await.status, StatusCode::UNAUTHORIZED);
        }
    }
}

#[tokio::test]
async fn whoever_takes_the_disk_finds_no_secret_of_an_app() {
    let database = databases::sqlite();
    let file = database.url.trim_start_matches("sqlite:").to_owned();
    let rig = Rig::on(database, "").await;
    let ann = Person::new(&rig, "ann", "member").await;
    let app = Program::new(&rig, "read", BACK).await;
    let unused = app.code(&rig, &ann, &[]).await;
    let code = app.code(&rig, &ann, &[]).await;
    let token = token_of(&app.fetch(&rig, &code, &[("client_secret", &app.secret)]).await);
    let mut taken = std::fs::read(&file).expect("the file");
    taken.extend(std::fs::read(format!("{file}-wal")).unwrap_or_default());
    let holds = |secret: &str| taken.windows(secret.len()).any(|part| part == secret.as_bytes());
    assert!(holds(&app.id), "what is looked for would be found");
    for secret in [&app.secret, &unused, &code, &token] {
        assert!(!holds(secret));
    }
}

#[tokio::test]
async fn a171_a_form_that_is_not_our_own_lets_nobody_in() {
    let rig = Rig::start().await;
    let (ann, ben) = (Person::new(&rig, "ann", "member").await, Person::new(&rig, "ben", "member").await);
    let app = Program::new(&rig, "read", BACK).await;
    let page = ann.visit(&rig, &app.address(&[])).await;
    let foreign = value_of(&ben.visit(&rig, &app.address(&[])).await.text, "csrf");
    let (csrf, id) = (value_of(&page.text, "csrf"), value_of(&page.text, "act_as"));
    for (csrf, headers) in [
        ("", &[][..]),
        (foreign.as_str(), &[]),
        (csrf.as_str(), &[("origin", "https://evil.test")]),
        (csrf.as_str(), &[("sec-fetch-site", "cross-site")]),
    ] {
        let fields = [
            ("csrf", csrf),
            ("act_as", id.as_str()),
            ("do", "allow"),
            ("response_type", "code"),
            ("client_id", app.id.as_str()),
            ("redirect_uri", BACK),
        ];
        let refused = ann.answer(&rig, &fields, headers).await;
        assert_eq!((refused.status, refused.location()), (StatusCode::FORBIDDEN, ""), "{headers:?}");
    }
}

#[tokio::test]
async fn a172_the_question_stands_in_no_frame_and_is_asked_every_time() {
    let rig = Rig::start().await;
    let ann = Person::new(&rig, "ann", "member").await;
    let app = Program::new(&rig, "read", BACK).await;
    app.token(&rig, &ann, "read", 0).await;
    let page = ann.visit(&rig, &app.address(&[("scope", "read")])).await;
    assert_eq!(page.status, StatusCode::OK, "an app that was let in before is asked about again");
    assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"));
    assert_eq!(page.header("x-frame-options"), "DENY");
    assert_eq!(page.header("cache-control"), "no-store");
}

#[tokio::test]
async fn a183_signing_in_leads_to_no_stranger_s_address() {
    let rig = Rig::start().await;
    members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    for held in ["way-back=//evil.test", "way-back=https://evil.test/", "way-back=a\\b", "way-back=", ""] {
        let (_, led) = Person::sign_in(&rig, "ann", held).await;
        assert!(led == "/desk" || led.starts_with("/oauth/authorize?"), "{held}: {led}");
    }
}

#[tokio::test]
async fn apps_that_nobody_let_in_are_forgotten_and_the_others_stay() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let ann = Person::new(&rig, "ann", "member").await;
        let (used, unused) = (Program::new(&rig, "read", BACK).await, Program::new(&rig, "read", BACK).await);
        let code = used.code(&rig, &ann, &[]).await;
        let token = token_of(&used.fetch(&rig, &code, &[("client_secret", &used.secret)]).await);
        let store = &rig.opened.app.store;
        rig.clock.advance(31 * 24 * 3_600_000);
        let now = rig.opened.app.now();
        tidy(store, Horizon { seen: now, deliveries: now, now }).await.expect("tidies");
        let digest = antiphon::keys::sha256(code.as_bytes());
        assert!(codes::find(store, &digest).await.expect("reads").is_none());
        assert!(apps::find(store, &unused.id).await.expect("reads").is_none());
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::OK, "what somebody uses is kept");
    }
}
