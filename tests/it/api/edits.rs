//! Versions of a status, deleting it, and what a status is when its author does not say.

use super::*;

#[tokio::test]
async fn an_edit_keeps_every_version_readable() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let question = house.says(&ben, &json!({"status": "A question"})).await;
        let id = house
            .says(&ann, &json!({"status": "One *two*", "language": "en", "in_reply_to_id": question}))
            .await;
        let source = house.get(&format!("/api/v1/statuses/{id}/source"), Some(&ann)).await.body;
        assert_eq!(source, json!({"id": id, "text": "One *two*", "spoiler_text": ""}));
        let host = house.config.handle_domain();
        let put = async |token: &str, body: Value| {
            house.call(Method::PUT, &format!("/api/v1/statuses/{id}"), Some(token), &body).await
        };
        let edited =
            put(&ann, json!({"status": "Three #river", "spoiler_text": "Careful", "media_ids": []})).await;
        assert_eq!(edited.status, 200, "{}", edited.body);
        assert_eq!(
            (&edited.body["spoiler_text"], &edited.body["sensitive"], &edited.body["tags"][0]["name"]),
            (&json!("Careful"), &json!(true), &json!("river"))
        );
        assert!(edited.body["edited_at"].is_string());
        assert_eq!(edited.body["in_reply_to_id"], json!(question));
        assert_eq!(
            edited.body["mentions"][0]["acct"],
            json!("ben"),
            "the one who is answered stays addressed"
        );
        for refused in
            [json!({"status": " "}), json!({"status": "x".repeat(5_001)}), json!({"poll": {"x": 1}})]
        {
            assert_eq!(put(&ann, refused).await.status, 422);
        }
        assert_eq!(put(&ben, json!({"status": "Ben's"})).await.status, 404);

        let history = house.get(&format!("/api/v1/statuses/{id}/history"), None).await.body;
        let versions = history.as_array().expect("a list");
        assert_eq!(versions.len(), 2, "{history}");
        assert_eq!(versions[0]["content"], json!("<p>One <em>two</em></p>"));
        assert_eq!((&versions[0]["sensitive"], &versions[1]["sensitive"]), (&json!(false), &json!(true)));
        assert_eq!(versions[1]["spoiler_text"], json!("Careful"));
        assert!(versions[0]["created_at"].as_str() < versions[1]["created_at"].as_str());
        for key in
            ["content", "spoiler_text", "sensitive", "created_at", "account", "media_attachments", "emojis"]
        {
            assert!(!versions[0][key].is_null(), "{key} is missing");
        }

        // Named for the first time in an edit, one may see it and is told, once.
        let eve = house.member("eve", ALL).await;
        let direct = house.says(&ann, &json!({"status": "To nobody", "visibility": "direct"})).await;
        for n in 0..2 {
            let body = json!({"status": format!("To @eve@{host} {n}")});
            house.call(Method::PUT, &format!("/api/v1/statuses/{direct}"), Some(&ann), &body).await;
        }
        assert_eq!(house.get(&format!("/api/v1/statuses/{direct}"), Some(&eve)).await.status, 200);
        assert_eq!(
            house.get("/api/v1/notifications", Some(&eve)).await.body.as_array().map(Vec::len),
            Some(1)
        );
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn the_history_shows_what_was_asked_and_what_was_quoted() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let history = async |id: &str, what: &str| {
            let answer = house.get(&format!("/api/v1/statuses/{id}/history"), None).await;
            let versions = answer.body.as_array().unwrap_or_else(|| panic!("{}", answer.body)).clone();
            versions.into_iter().map(|version| version[what].clone()).collect::<Vec<_>>()
        };
        let put = async |token: &str, id: &str, body: Value| {
            let path = format!("/api/v1/statuses/{id}");
            let answer = house.call(Method::PUT, &path, Some(token), &body).await;
            assert_eq!(answer.status, 200, "{}", answer.body);
        };
        let asks = |options: [&str; 2]| json!({"status": "When?", "poll": {"options": options, "expires_in": 3_600}});
        let question = house.says(&ann, &asks(["May", "June"])).await;
        house.post(&format!("/api/v1/polls/{question}/votes"), &ben, &json!({"choices": [0]})).await;
        put(&ann, &question, asks(["May", "July"])).await;
        put(&ann, &question, json!({"status": "In May"})).await;
        let of = |options: [&str; 2]| json!({"options": options.map(|title| json!({"title": title}))});
        assert_eq!(
            history(&question, "poll").await,
            [of(["May", "June"]), of(["May", "July"]), Value::Null],
            "what was asked, without how it stood"
        );
        assert_eq!(history(&question, "quote").await, [Value::Null, Value::Null, Value::Null]);

        let quote = json!({"status": "Read this", "quoted_status_id": question});
        let quote = house.says(&ben, &quote).await;
        put(&ben, &quote, json!({"status": "Read this twice"})).await;
        let shown = history(&quote, "quote").await;
        assert_eq!(shown.len(), 2);
        for version in &shown {
            assert_eq!(
                (&version["state"], &version["quoted_status"]["id"]),
                (&json!("accepted"), &json!(question)),
                "{version}"
            );
        }
        // Consent that was taken back holds for every version.
        let back = format!("/api/v1/statuses/{question}/quotes/{quote}/revoke");
        assert_eq!(house.post(&back, &ann, &json!({})).await.status, 200);
        for version in history(&quote, "quote").await {
            assert_eq!((&version["state"], &version["quoted_status"]), (&json!("revoked"), &Value::Null));
        }
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_deleted_status_gives_its_text_back_and_a_boost_goes_by_its_own_id() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
    let id = house.says(&ann, &json!({"status": "Again *please*", "spoiler_text": "x"})).await;
    let boost = house.post(&format!("/api/v1/statuses/{id}/reblog"), &ben, &json!({})).await;
    let boost = text(&boost.body["id"]);
    assert_eq!(house.get(&format!("/api/v1/statuses/{boost}"), None).await.body["reblog"]["id"], json!(id));
    let delete = async |id: &str, token: &str| {
        house
            .call(
                Method::DELETE,
                &format!("/api/v1/statuses/{id}?delete_media=true"),
                Some(token),
                &json!({}),
            )
            .await
    };
    assert_eq!(delete(&boost, &ann).await.status, 404, "it is ben's");
    assert_eq!(delete(&boost, &ben).await.status, 200);
    assert_eq!(house.get(&format!("/api/v1/statuses/{boost}"), None).await.status, 404);
    assert_eq!(house.get(&format!("/api/v1/statuses/{id}"), None).await.body["reblogs_count"], json!(0));
    let deleted = delete(&id, &ann).await;
    assert_eq!(
        (&deleted.body["text"], &deleted.body["spoiler_text"]),
        (&json!("Again *please*"), &json!("x"))
    );
    assert_eq!(delete(&id, &ann).await.status, 404);
}

#[tokio::test]
async fn a_status_is_what_its_author_prefers_where_they_do_not_say() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let preferences = house.get("/api/v1/preferences", Some(&ann)).await.body;
        assert_eq!(
            (&preferences["posting:default:visibility"], &preferences["posting:default:language"]),
            (&json!("public"), &Value::Null)
        );
        let change = json!({
            "source": {"privacy": "private", "sensitive": true, "language": "ka"},
            "note": "Swims *daily*", "bot": true, "discoverable": false, "indexable": true,
            "hide_collections": true, "locked": true,
            "fields_attributes": [{"name": "Web", "value": "https://ann.test/"}, {"name": "<b>", "value": "a & b"}],
        });
        let changed =
            house.call(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&ann), &change).await;
        assert_eq!(changed.status, 200, "{}", changed.body);
        let own = house.get("/api/v1/accounts/verify_credentials", Some(&ann)).await.body;
        assert_eq!(
            own["source"],
            json!({
                "privacy": "private", "quote_policy": "public", "sensitive": true, "language": "ka", "note": "Swims *daily*",
                "fields": [
                    {"name": "Web", "value": "https://ann.test/", "verified_at": null},
                    {"name": "<b>", "value": "a & b", "verified_at": null}
                ],
                "follow_requests_count": 0, "also_known_as_uris": [],
                "indexable": true, "discoverable": false, "hide_collections": true
            })
        );
        for flag in ["bot", "indexable", "hide_collections", "locked"] {
            assert_eq!(own[flag], json!(true), "{flag}");
        }
        assert_eq!(own["discoverable"], json!(false));
        assert_eq!(own["fields"][1]["value"], json!("a &amp; b"));
        assert!(text(&own["fields"][0]["value"]).contains("href=\"https://ann.test/\""));
        let preferences = house.get("/api/v1/preferences", Some(&ann)).await.body;
        assert_eq!(
            (&preferences["posting:default:visibility"], &preferences["posting:default:sensitive"]),
            (&json!("private"), &json!(true))
        );

        let id = house.says(&ann, &json!({"status": "As always"})).await;
        let status = house.get(&format!("/api/v1/statuses/{id}"), Some(&ann)).await.body;
        assert_eq!(
            (&status["visibility"], &status["language"], &status["sensitive"]),
            (&json!("private"), &json!("ka"), &json!(true))
        );
        assert_eq!(house.get(&format!("/api/v1/statuses/{id}"), Some(&ben)).await.status, 404);
        let said = json!({"status": "Loud", "visibility": "public", "language": "en", "sensitive": false});
        let id = house.says(&ann, &said).await;
        let status = house.get(&format!("/api/v1/statuses/{id}"), Some(&ben)).await.body;
        assert_eq!((&status["language"], &status["sensitive"]), (&json!("en"), &json!(false)));

        // A change that is refused changes nothing, and one that says little leaves the rest.
        for refused in [
            json!({"source": {"privacy": "x"}, "bot": false}),
            json!({"source": {"language": "!"}, "bot": false}),
        ] {
            let answer =
                house.call(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&ann), &refused).await;
            assert_eq!(answer.status, 422);
        }
        let little = json!({"source": {"language": ""}});
        let now =
            house.call(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&ann), &little).await.body;
        assert_eq!((&now["source"]["privacy"], &now["bot"]), (&json!("private"), &json!(true)));
        assert_eq!(
            house.get("/api/v1/preferences", Some(&ann)).await.body["posting:default:language"],
            Value::Null
        );
        house.opened.app.store.close().await;
    }
}
