//! Acting as the coalition: who may, what the world sees of it, and what the house keeps.

use antiphon::service::members;
use antiphon::store::audit;
use http::StatusCode;
use serde_json::json;

use crate::support::databases;
use crate::support::rig::Rig;

use super::visitor::{Asks, BACK, OWN, Person, Program, value_of};

#[tokio::test]
async fn a_spokesperson_posts_as_the_coalition_and_only_the_log_knows_who_it_was() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let coalition = rig.coalition().await;
        let mary = Person::new(&rig, "mary_smith", "spokesperson").await;
        let member = members::find(&rig.opened.app, "mary_smith").await.expect("she is there").id;
        let app = Program::new(&rig, "read write", BACK).await;
        let token = app.token(&rig, &mary, "read write", 1).await;

        let own = rig.get(OWN, &token).await.json();
        assert_eq!(own["username"], coalition.username);
        assert_eq!(rig.get("/oauth/userinfo", &token).await.json()["preferred_username"], coalition.username);
        let said = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "The dam opens"})).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text);
        assert_eq!(said.json()["account"]["username"], coalition.username);
        let uri = said.json()["uri"].as_str().expect("a uri").to_owned();
        let id = said.json()["id"].as_str().expect("an id").to_owned();

        // What others can fetch names the coalition and nobody else.
        let activity = [("accept", "application/activity+json")];
        let path = uri.strip_prefix(&rig.url("")).expect("it is ours").to_owned();
        let fetched = rig.ask(http::Method::GET, &path, &activity, None).await;
        assert_eq!(fetched.json()["attributedTo"], coalition.uri.as_str());
        for text in [&said.text, &fetched.text] {
            assert!(!text.contains("mary"), "{text}");
        }
        let liked =
            rig.send_json(&format!("/api/v1/statuses/{id}/favourite"), Some(&token), &json!({})).await;
        assert_eq!(liked.status, StatusCode::OK, "{}", liked.text);

        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        let has = |action: &str, part: &str| {
            log.iter().any(|l| l.member == Some(member) && l.action == action && l.subject.contains(part))
        };
        assert!(has("app.allow", &format!("Test app as {}", coalition.username)), "{log:?}");
        assert!(has("post.write", &uri), "{log:?}");
        assert!(has("app.act", &format!("POST /api/v1/statuses/{id}/favourite")), "{log:?}");

        // With the role, the power ends.
        members::set_role(&rig.opened.app, "mary_smith", "member").await.expect("a role");
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::UNAUTHORIZED);
        let late = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "Too late"})).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn whose_role_does_not_allow_it_cannot_act_as_the_coalition() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let coalition = rig.coalition().await;
        let app = Program::new(&rig, "read write", BACK).await;
        for (name, role) in [("ann", "member"), ("ben", "moderator"), ("eve", "editor")] {
            let person = Person::new(&rig, name, role).await;
            let page = person.visit(&rig, &app.address(&[])).await;
            assert!(!page.text.contains("type=\"radio\""), "{role} is not asked");
            let csrf = value_of(&page.text, "csrf");
            let ids = [coalition.id.to_string(), "1".to_owned(), "x".to_owned(), String::new()];
            for act_as in &ids {
                let fields = [
                    ("csrf", csrf.as_str()),
                    ("act_as", act_as.as_str()),
                    ("do", "allow"),
                    ("response_type", "code"),
                    ("client_id", app.id.as_str()),
                    ("redirect_uri", BACK),
                ];
                let refused = person.answer(&rig, &fields, &[]).await;
                assert_eq!(
                    (refused.status, refused.location()),
                    (StatusCode::FORBIDDEN, ""),
                    "{role} {act_as}"
                );
            }
            let own = app.token(&rig, &person, "read", 0).await;
            assert_eq!(rig.get(OWN, &own).await.json()["username"], name);
        }
    }
}

#[tokio::test]
async fn a_spokesperson_s_own_app_writes_as_themself_and_a_token_made_by_hand_too() {
    let rig = Rig::start().await;
    let mary = Person::new(&rig, "mary", "spokesperson").await;
    let app = Program::new(&rig, "read write", BACK).await;
    let own = app.token(&rig, &mary, "read write", 0).await;
    let by_hand = members::new_token(&rig.opened.app, "mary", "test", "read write").await.expect("a token");
    for token in [&own, &by_hand] {
        let said = rig.send_json("/api/v1/statuses", Some(token), &json!({"status": "Mine"})).await;
        assert_eq!(said.json()["account"]["username"], "mary", "{}", said.text);
    }
    let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
    assert!(!log.iter().any(|line| line.action == "app.act"));

    // The same key under two names makes two posts, and under one name one.
    let coalition = app.token(&rig, &mary, "read write", 1).await;
    let mut ids = Vec::new();
    for token in [&own, &own, &coalition, &coalition] {
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", "one key")];
        let said = rig.send_form("/api/v1/statuses", &[("status", "Both of us")], &headers).await.json();
        ids.push(said["id"].as_str().expect("an id").to_owned());
    }
    assert!(ids[0] == ids[1] && ids[1] != ids[2] && ids[2] == ids[3], "{ids:?}");
}
