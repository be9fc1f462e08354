//! To apps a boost is a status of its own: what they ask about its id is answered for what it has boosted.

use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::town::{Town, ids, text};

#[tokio::test]
async fn what_is_asked_about_a_boost_is_answered_for_what_it_has_boosted() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben, eve) = (town.member("ann").await, town.member("ben").await, town.member("eve").await);
        let (ann_id, ben_id) = (town.id_of(&ann).await, town.id_of(&ben).await);
        let post = town.says(&ann, "The river").await;
        let path = format!("/api/v1/statuses/{post}");
        let boost = text(&town.post(&format!("{path}/reblog"), &ben, &json!({})).await["id"]);
        assert_ne!(boost, post);
        town.act_on_status("favourite", &post, &ben).await;
        let edit = json!({"status": "The river is ours"});
        assert_eq!(town.status(Method::PUT, &path, &ann, &edit).await, 200);
        for about in ["context", "history", "favourited_by", "reblogged_by"] {
            let of = async |id: &str, token: Option<&str>| {
                let path = format!("/api/v1/statuses/{id}/{about}");
                let reply = town.ask(Method::GET, &path, token, &Value::Null).await;
                (reply.status.as_u16(), reply.body)
            };
            for token in [Some(ann.as_str()), Some(eve.as_str()), None] {
                let (status, body) = of(&post, token).await;
                assert_eq!(status, 200, "{about}");
                assert_eq!(of(&boost, token).await, (200, body), "{about} {token:?}");
            }
        }
        let likers = town.get(&format!("/api/v1/statuses/{boost}/favourited_by"), &eve).await;
        assert_eq!(ids(&likers), [ben_id.as_str()]);
        let source = town.get(&format!("/api/v1/statuses/{boost}/source"), &ann).await;
        assert_eq!((&source["id"], &source["text"]), (&json!(post), &json!("The river is ours")));

        // What is neither a post nor a boost is not there.
        for about in ["context", "history", "favourited_by", "reblogged_by", "source"] {
            let path = format!("/api/v1/statuses/1/{about}");
            assert_eq!(town.status(Method::GET, &path, &eve, &Value::Null).await, 404, "{path}");
        }
        // A boost that somebody may not see leads nowhere, even where the post itself is open; who follows may see it.
        let own = town.says(&ann, "Mine").await;
        let quiet = json!({"visibility": "private"});
        let hidden = text(&town.post(&format!("/api/v1/statuses/{own}/reblog"), &ann, &quiet).await["id"]);
        town.act("follow", &ann_id, &ben).await;
        for about in ["", "/context", "/history", "/favourited_by", "/reblogged_by"] {
            let path = format!("/api/v1/statuses/{hidden}{about}");
            for (token, expected) in [(Some(&eve), 404), (None, 404), (Some(&ben), 200), (Some(&ann), 200)] {
                let token = token.map(String::as_str);
                let reply = town.ask(Method::GET, &path, token, &Value::Null).await;
                assert_eq!(reply.status.as_u16(), expected, "{path} {token:?}");
            }
        }
        let like = format!("/api/v1/statuses/{hidden}/favourite");
        assert_eq!(town.status(Method::POST, &like, &eve, &json!({})).await, 404);
        // Who is blocked by the author finds neither.
        town.act("block", &town.id_of(&eve).await, &ann).await;
        for id in [&boost, &post] {
            let path = format!("/api/v1/statuses/{id}/reblogged_by");
            assert_eq!(town.status(Method::GET, &path, &eve, &Value::Null).await, 404, "{path} {ann_id}");
        }
        town.close().await;
    }
}
