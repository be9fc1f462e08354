//! Reports of members: to our moderators, and on wish to those of another server, who do not learn who it was.

use antiphon::service::reports;
use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::town::{Town, ids, text};

const DAY: i64 = 86_400_000;

#[tokio::test]
async fn a_report_is_forwarded_without_its_writer() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let owner = town.rig.opened.app.clone();
        antiphon::service::members::add(&owner, "mod", "moderator").await.expect("the name is free");
        let vera = town.rig.vic.actor("vera");
        let vera_id = town.befriend(&ann, "ann", &vera, 1).await;
        town.rig.tell(&vera, &vera.create(10, "VERAS words")).await;
        let post = town.rig.find_post(&format!("{}/notes/10", vera.id)).await.expect("it is kept");

        let kept = town
            .post(
                "/api/v1/reports",
                &ann,
                &json!({"account_id": vera_id, "status_ids": [post.id.to_string()], "comment": "It is\u{0} mean",
                    "category": "spam"}),
            )
            .await;
        for (key, value) in [
            ("category", json!("spam")),
            ("comment", json!("It is mean")),
            ("forwarded", json!(false)),
            ("action_taken", json!(false)),
            ("action_taken_at", Value::Null),
            ("status_ids", json!([post.id.to_string()])),
            ("rule_ids", json!([])),
            ("collection_ids", Value::Null),
        ] {
            assert_eq!(kept[key], value, "{key}");
        }
        assert_eq!(kept["target_account"]["id"], json!(vera_id));
        town.rig.delivered().await;
        assert!(town.rig.vic.received("Flag").is_empty(), "it was not to be forwarded");

        let told = town
            .post(
                "/api/v1/reports",
                &ann,
                &json!({"account_id": vera_id, "status_ids": [post.id.to_string()], "comment": "Look at this",
                    "rule_ids": ["1", "x"], "forward": true}),
            )
            .await;
        assert_eq!(
            (&told["forwarded"], &told["category"], &told["rule_ids"]),
            (&json!(true), &json!("violation"), &json!(["1"]))
        );
        town.rig.delivered().await;
        let flags = town.rig.vic.received("Flag");
        assert_eq!(flags.len(), 1);
        let instance = antiphon::service::accounts::instance(&town.rig.cx()).await.expect("it is there");
        assert_eq!(flags[0]["actor"], json!(instance.uri.as_str()));
        assert_eq!(flags[0]["object"], json!([vera.id, post.uri.as_str()]));
        assert_eq!(flags[0]["content"], json!("Look at this"));
        assert!(!flags[0].to_string().contains("/ann"), "nobody is named: {}", flags[0]);
        let open = reports::list_open(&town.rig.opened.app).await.expect("reads");
        assert_eq!(open.len(), 2, "both are kept for the moderators");
        assert_eq!(open[0].posts, [post.id.0]);
        town.close().await;
    }
}

#[tokio::test]
async fn a104_nothing_is_reported_that_the_reporter_may_not_see() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let secret =
            town.post("/api/v1/statuses", &ben, &json!({"status": "SECRET", "visibility": "private"})).await;
        let own = town.says(&ann, "Mine").await;
        for (body, status) in [
            (json!({"account_id": ben_id, "status_ids": [secret["id"]]}), 404),
            (json!({"account_id": ben_id, "status_ids": [own]}), 404),
            (json!({"account_id": ben_id, "status_ids": ["1"]}), 404),
            (json!({"account_id": ben_id, "status_ids": ["x"]}), 404),
            (json!({"account_id": "1"}), 404),
            (json!({}), 404),
            (json!({"account_id": ann_id}), 422),
            (json!({"account_id": ben_id, "comment": "x".repeat(1_001)}), 422),
            (json!({"account_id": ben_id, "category": "boring"}), 422),
        ] {
            let reply = town.ask(Method::POST, "/api/v1/reports", Some(&ann), &body).await;
            assert_eq!(reply.status.as_u16(), status, "{body}: {}", reply.body);
            assert!(!reply.body.to_string().contains("SECRET"));
        }
        assert!(reports::list_open(&town.rig.opened.app).await.expect("reads").is_empty());
        town.close().await;
    }
}

#[tokio::test]
async fn a_member_writes_twenty_reports_a_day_at_most() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let ben_id = town.id_of(&ben).await;
        let body = json!({"account_id": ben_id});
        for _ in 0..20 {
            town.post("/api/v1/reports", &ann, &body).await;
        }
        assert_eq!(town.status(Method::POST, "/api/v1/reports", &ann, &body).await, 429);
        let count = async || reports::list_open(&town.rig.opened.app).await.expect("reads").len();
        assert_eq!(count().await, 20);
        let ann_id = town.id_of(&ann).await;
        town.post("/api/v1/reports", &ben, &json!({"account_id": ann_id})).await;
        town.rig.clock.advance(DAY);
        town.post("/api/v1/reports", &ann, &body).await;
        assert_eq!(count().await, 22);
        town.close().await;
    }
}

#[tokio::test]
async fn moderators_are_told_of_each_report_in_their_apps_and_nobody_else() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let app = town.rig.opened.app.clone();
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let ben_id = town.id_of(&ben).await;
        antiphon::service::members::add(&app, "mod", "moderator").await.expect("the name is free");
        let moderator = town.token("mod", "read write follow").await;
        let mut reports = Vec::new();
        for comment in ["First", "Second"] {
            let body = json!({"account_id": ben_id, "comment": comment, "category": "spam"});
            reports.push(text(&town.post("/api/v1/reports", &ann, &body).await["id"]));
        }
        let told = town.get("/api/v1/notifications?types[]=admin.report", &moderator).await;
        assert_eq!(ids(&told).len(), 2, "of each: {told}");
        let one = &told[0];
        assert_eq!(one["account"]["username"], json!("ann"));
        assert_eq!((&one["type"], &one["report"]["id"]), (&json!("admin.report"), &json!(reports[1])));
        assert_eq!(
            (&one["report"]["comment"], &one["report"]["category"], &one["report"]["action_taken"]),
            (&json!("Second"), &json!("spam"), &json!(false))
        );
        assert_eq!(one["report"]["target_account"]["id"], json!(ben_id));
        assert!(one["status"].is_null());
        let alone = town.get(&format!("/api/v1/notifications/{}", text(&one["id"])), &moderator).await;
        assert_eq!(&alone, one);
        let groups = town.get("/api/v2/notifications", &moderator).await;
        let group = &groups["notification_groups"][0];
        assert_eq!((&group["type"], &group["report"]), (&json!("admin.report"), &one["report"]), "{groups}");
        assert_eq!(group["notifications_count"], json!(1));
        let others = town.get("/api/v1/notifications?exclude_types[]=admin.report", &moderator).await;
        assert_eq!(others, json!([]));

        // A closed one says so.
        let id = reports[1].parse().expect("an id");
        antiphon::service::reports::close(&app, None, id, "").await.expect("is closed");
        let told = town.get("/api/v1/notifications", &moderator).await;
        assert_eq!(told[0]["report"]["action_taken"], json!(true));
        assert!(told[0]["report"]["action_taken_at"].is_string());

        // Those who do not moderate are not told, and who no longer does reads nothing of it.
        for token in [&ann, &ben] {
            assert_eq!(town.get("/api/v1/notifications", token).await, json!([]));
        }
        antiphon::service::members::set_role(&app, "mod", "member").await.expect("is set");
        let demoted = town.token("mod", "read write follow").await;
        assert_eq!(town.get("/api/v1/notifications", &demoted).await, json!([]));
        let groups = town.get("/api/v2/notifications", &demoted).await;
        assert_eq!(groups["notification_groups"], json!([]));
        let path = format!("/api/v1/notifications/{}", text(&told[0]["id"]));
        assert_eq!(town.status(Method::GET, &path, &demoted, &Value::Null).await, 404);
        town.close().await;
    }
}
