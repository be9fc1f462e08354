//! Conversations, markers, and what the server tells of itself.

use http::Method;
use serde_json::{Value, json};

use super::{ALL, House, ids, text};
use crate::support::databases;
use crate::support::rig::Rig;

#[tokio::test]
async fn direct_posts_stand_together_by_thread_and_people() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let host = house.config.handle_domain();
        let to = |who: &str, words: &str, parent: Option<&str>| json!({"status": format!("@{who}@{host} SECRET {words}"), "visibility": "direct", "in_reply_to_id": parent});
        let first = house.says(&ann, &to("ben", "one", None)).await;
        let answer = house.says(&ben, &to("ann", "two", Some(&first))).await;
        let other = house.says(&ann, &to("ben", "three", None)).await;
        let wider = house.says(&ann, &json!({
            "status": format!("@ben@{host} @eve@{host} SECRET four"), "visibility": "direct", "in_reply_to_id": answer
        })).await;
        let path = "/api/v1/conversations";
        let last_of = |body: &Value| -> Vec<String> {
            body.as_array().expect("a list").iter().map(|c| text(&c["last_status"]["id"])).collect()
        };
        let of_ben = house.get(path, Some(&ben)).await;
        assert_eq!(last_of(&of_ben.body), [wider.clone(), other.clone(), answer.clone()], "{}", of_ben.body);
        assert_eq!(of_ben.body[0]["accounts"].as_array().map(Vec::len), Some(2));
        assert_eq!(of_ben.body[2]["accounts"][0]["acct"], json!("ann"));
        let unread = |body: &Value| -> Vec<Value> {
            body.as_array().expect("a list").iter().map(|c| c["unread"].clone()).collect()
        };
        // What somebody wrote last themselves they have read.
        assert_eq!(unread(&of_ben.body), [json!(true), json!(true), json!(false)]);
        let of_ann = house.get(path, Some(&ann)).await;
        assert_eq!(unread(&of_ann.body), [json!(false), json!(false), json!(true)]);
        assert_eq!(last_of(&house.get(path, Some(&eve)).await.body), [wider.as_str()]);

        // Pages go by the newest post.
        let page = house.get(&format!("{path}?limit=1&max_id={wider}"), Some(&ben)).await;
        assert_eq!(last_of(&page.body), [other.as_str()]);
        assert!(page.headers["link"].to_str().expect("a link").contains(&format!("max_id={other}")));
        let up = house.get(&format!("{path}?limit=1&min_id={answer}"), Some(&ben)).await;
        assert_eq!(last_of(&up.body), [other.as_str()]);

        let id = text(&of_ben.body[1]["id"]);
        for (method, what) in [(Method::POST, "/read"), (Method::DELETE, "")] {
            for stranger in [&ann, &eve] {
                let answer = house
                    .call(method.clone(), &format!("{path}/{id}{what}"), Some(stranger), &json!({}))
                    .await;
                assert_eq!(answer.status, 404, "a173 {method}");
            }
        }
        let read = house.post(&format!("{path}/{id}/read"), &ben, &json!({})).await;
        assert_eq!((&read.body["unread"], &read.body["last_status"]["id"]), (&json!(false), &json!(other)));
        assert_eq!(
            unread(&house.get(path, Some(&ben)).await.body),
            [json!(true), json!(false), json!(false)]
        );
        assert_eq!(
            house.call(Method::DELETE, &format!("{path}/{id}"), Some(&ben), &json!({})).await.body,
            json!({})
        );
        assert_eq!(last_of(&house.get(path, Some(&ben)).await.body), [wider.clone(), answer.clone()]);
        assert_eq!(last_of(&house.get(path, Some(&ann)).await.body).len(), 3, "ann keeps hers");

        // A deleted post leaves the one before it.
        house.call(Method::DELETE, &format!("/api/v1/statuses/{answer}"), Some(&ben), &json!({})).await;
        assert_eq!(last_of(&house.get(path, Some(&ann)).await.body), [wider, other, first]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_direct_post_from_elsewhere_is_a_conversation_here() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = rig.vic.actor("vera");
        antiphon::service::members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
        let token = antiphon::service::members::new_token(&rig.opened.app, "ann", "test", "read write").await;
        let token = token.expect("a token");
        let ann = antiphon::service::accounts::local(&rig.cx(), "ann").await.expect("she is here");
        let mut create = vera.create(1, "<p>psst</p>");
        for part in ["to", "cc"] {
            let to = if part == "to" { json!([ann.uri.as_str()]) } else { json!([]) };
            create[part] = to.clone();
            create["object"][part] = to;
        }
        rig.tell(&vera, &create).await;
        let answer = rig.http.get(rig.url("/api/v1/conversations")).bearer_auth(&token).send().await;
        let bytes = answer.expect("an answer").bytes().await.expect("a body");
        let body: Value = serde_json::from_slice(&bytes).expect("JSON");
        assert_eq!(
            (body.as_array().map(Vec::len), &body[0]["unread"], &body[0]["accounts"][0]["username"]),
            (Some(1), &json!(true), &json!("vera")),
            "{body}"
        );
    }
}

#[tokio::test]
async fn markers_are_kept_for_each_member() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
        let path = "/api/v1/markers";
        assert_eq!(house.get(&format!("{path}?timeline[]=home"), Some(&ann)).await.body, json!({}));
        let body = json!({"home": {"last_read_id": "12"}, "notifications": {"last_read_id": "34"}});
        let saved = house.post(path, &ann, &body).await;
        assert_eq!(
            (&saved.body["home"]["last_read_id"], &saved.body["home"]["version"]),
            (&json!("12"), &json!(1)),
            "{}",
            saved.body
        );
        let moved = house
            .post(path, &ann, &json!({"home": {"last_read_id": "13"}, "public": {"last_read_id": "1"}}))
            .await;
        assert_eq!(
            (&moved.body["home"]["version"], moved.body.as_object().map(serde_json::Map::len)),
            (&json!(2), Some(1))
        );
        let both = house.get(&format!("{path}?timeline[]=home&timeline[]=notifications"), Some(&ann)).await;
        assert_eq!(
            (&both.body["home"]["last_read_id"], &both.body["notifications"]["last_read_id"]),
            (&json!("13"), &json!("34"))
        );
        let of_eve = house.get(&format!("{path}?timeline[]=home"), Some(&eve)).await;
        assert_eq!(of_eve.body, json!({}), "a173");
        assert_eq!(house.post(path, &ann, &json!({"home": {"last_read_id": "x"}})).await.status, 422);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn the_server_tells_of_itself_and_whom_it_knows_only_to_members() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    house.says(&ann, &json!({"status": "x"})).await;
    house.says(&ann, &json!({"status": "SECRET", "visibility": "direct"})).await;
    for (path, expected) in [
        ("instance/rules", json!([])),
        ("custom_emojis", json!([])),
        ("trends/links", json!([])),
        ("trends/statuses", json!([])),
        ("instance/translation_languages", json!({})),
    ] {
        let answer = house.get(&format!("/api/v1/{path}"), None).await;
        assert_eq!((answer.status.as_u16(), answer.body), (200, expected), "{path}");
    }
    assert_eq!(house.get("/api/v1/announcements", Some(&ann)).await.body, json!([]));
    assert_eq!(house.post("/api/v1/announcements/1/dismiss", &ann, &json!({})).await.status, 404);
    for path in ["instance/peers", "instance/domain_blocks"] {
        assert_eq!(house.get(&format!("/api/v1/{path}"), None).await.status, 404, "{path}");
        assert_eq!(house.get(&format!("/api/v1/{path}"), Some(&ann)).await.body, json!([]), "{path}");
    }
    let block = antiphon::domain::moderation::DomainRule::Block;
    let note = "they threatened Ann";
    antiphon::service::domains::set(&house.opened.app, "evil.test", block, note).await.expect("blocked");
    let blocks = house.get("/api/v1/instance/domain_blocks", Some(&ann)).await;
    assert_eq!((&blocks.body[0]["domain"], &blocks.body[0]["comment"]), (&json!("evil.test"), &Value::Null));
    assert_eq!(text(&blocks.body[0]["digest"]).len(), 64);
    let weeks = house.get("/api/v1/instance/activity", None).await;
    assert_eq!(
        (weeks.body.as_array().map(Vec::len), &weeks.body[0]["statuses"]),
        (Some(12), &json!("1")),
        "{}",
        weeks.body
    );
    for path in ["extended_description", "privacy_policy"] {
        let answer = house.get(&format!("/api/v1/instance/{path}"), None).await;
        assert!(answer.body["updated_at"].is_string() && answer.body["content"].is_string(), "{path}");
    }
}

#[tokio::test]
async fn trends_are_what_several_people_do_in_public() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let mut tokens = Vec::new();
        for name in ["ann", "ben", "cem", "dan"] {
            tokens.push(house.member(name, ALL).await);
        }
        let mut first = String::new();
        for (n, token) in tokens.iter().take(3).enumerate() {
            let id = house.says(token, &json!({"status": "We #march today"})).await;
            if n == 0 {
                first = id;
            }
            house.says(token, &json!({"status": "SECRET #whisper", "visibility": "private"})).await;
        }
        house.says(&tokens[0], &json!({"status": "Only me #alone"})).await;
        for token in &tokens[1..] {
            house.post(&format!("/api/v1/statuses/{first}/favourite"), token, &json!({})).await;
        }
        let tags = house.get("/api/v1/trends/tags", None).await;
        let names: Vec<String> =
            tags.body.as_array().expect("a list").iter().map(|tag| text(&tag["name"])).collect();
        assert_eq!(names, ["march"], "{}", tags.body);
        assert_eq!(tags.body[0]["history"][0]["accounts"], json!("3"));
        assert_eq!(ids(&house.get("/api/v1/trends/statuses", None).await.body), [first.as_str()]);
        assert_eq!(house.get("/api/v1/trends/tags?offset=1", None).await.body, json!([]));
        // What was deleted is gone from what was counted before.
        house.call(Method::DELETE, &format!("/api/v1/statuses/{first}"), Some(&tokens[0]), &json!({})).await;
        assert_eq!(house.get("/api/v1/trends/statuses", None).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}
