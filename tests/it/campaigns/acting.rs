//! An app that acts as a campaign: who may let it, what the world sees of it, and when that ends.

use antiphon::domain::campaign_state::CampaignState;
use antiphon::service::{campaigns, members};
use antiphon::store::audit;
use http::{Method, StatusCode};
use serde_json::json;

use crate::api::visitor::{Asks as _, BACK, OWN, Person, Program, value_of};
use crate::support::databases;
use crate::support::rig::Rig;

use super::ground::{HANDLE, actor_of, draft, follower, open};

#[tokio::test]
async fn an_editor_speaks_as_the_campaign_and_only_the_log_knows_who_it_was() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        open(&rig, HANDLE).await;
        draft(&rig, "secret-plan").await;
        follower(&rig, &rig.vic, "vera", HANDLE, "/inbox").await;
        let eve = Person::new(&rig, "eve_editor", "editor").await;
        let member = members::find(&rig.opened.app, "eve_editor").await.expect("she is there").id;
        let app = Program::new(&rig, "read write", BACK).await;
        let page = eve.visit(&rig, &app.address(&[])).await;
        assert!(page.text.contains("The campaign") && page.text.contains("@clean-river@"), "{}", page.text);
        assert!(!page.text.contains("secret-plan") && !page.text.contains("The coalition,"));
        let token = app.token(&rig, &eve, "read write", 1).await;
        assert_eq!(rig.get(OWN, &token).await.json()["username"], HANDLE);

        let said = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "The dam opens"})).await;
        assert_eq!(said.status, StatusCode::OK, "{}", said.text);
        assert_eq!(said.json()["account"]["username"], HANDLE);
        rig.delivered().await;
        let created = rig.vic.received("Create");
        assert_eq!(created[0]["actor"], actor_of(&rig, HANDLE));
        assert!(!created[0].to_string().contains("eve"));
        // It belongs to the campaign like everything that is said there.
        let campaign = campaigns::find(&rig.cx(), HANDLE).await.expect("there");
        let all = campaigns::statements(&rig.cx(), campaign.id, i64::MAX, 10).await.expect("a list");
        assert_eq!(
            all.iter().map(|p| p.uri.as_str()).collect::<Vec<_>>(),
            [said.json()["uri"].as_str().expect("uri")]
        );
        let log = audit::list(&rig.opened.app.store, 50).await.expect("a log");
        let has = |action: &str| log.iter().any(|l| l.member == Some(member) && l.action == action);
        assert!(has("post.write") && has("app.act") && has("app.allow"), "{log:?}");

        // Its name and its text are those of its goal.
        let bearer = format!("Bearer {token}");
        let headers = [("authorization", bearer.as_str()), ("content-type", "application/json")];
        let changed = rig
            .ask(
                Method::PATCH,
                "/api/v1/accounts/update_credentials",
                &headers,
                Some("{\"display_name\":\"Mine\"}"),
            )
            .await;
        assert_eq!(changed.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", changed.text);

        // With the role, the power ends; and with the campaign.
        members::set_role(&rig.opened.app, "eve_editor", "member").await.expect("a role");
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::UNAUTHORIZED);
        members::set_role(&rig.opened.app, "eve_editor", "editor").await.expect("a role");
        assert_eq!(rig.get(OWN, &token).await.status, StatusCode::OK);
        campaigns::step(&rig.cx(), None, HANDLE, CampaignState::Closed).await.expect("closed");
        let late = rig.send_json("/api/v1/statuses", Some(&token), &json!({"status": "Too late"})).await;
        assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn whose_role_does_not_allow_it_cannot_act_as_a_campaign() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let campaign = open(&rig, HANDLE).await;
        let app = Program::new(&rig, "read write", BACK).await;
        let actor = campaign.account.expect("an actor").to_string();
        for (name, role, choices) in
            [("ann", "member", 0), ("ben", "moderator", 0), ("eve", "editor", 2), ("sam", "spokesperson", 3)]
        {
            let person = Person::new(&rig, name, role).await;
            let page = person.visit(&rig, &app.address(&[])).await;
            assert_eq!(page.text.matches("type=\"radio\"").count(), choices, "{role}");
            let csrf = value_of(&page.text, "csrf");
            let fields = [
                ("csrf", csrf.as_str()),
                ("act_as", actor.as_str()),
                ("do", "allow"),
                ("response_type", "code"),
                ("client_id", app.id.as_str()),
                ("redirect_uri", BACK),
            ];
            let answer = person.answer(&rig, &fields, &[]).await;
            let expected = if choices == 0 { StatusCode::FORBIDDEN } else { StatusCode::SEE_OTHER };
            assert_eq!(answer.status, expected, "{role}");
            assert_eq!(answer.told("code").is_some(), choices > 0, "{role}");
        }
    }
}
