//! Notifications one by one: which are shown, taken away and counted.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::databases;

use super::town::Town;
use super::{ALL, House, ids, text};

/// Ann is followed by ben, who likes and boosts her words; eve names her.
struct Told {
    house: House,
    ann: String,
    ben: String,
    eve: String,
}

async fn told(database: &databases::Fresh) -> Told {
    let house = House::open(database).await;
    let (ann, ben, eve) =
        (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
    let ann_id = house.id_of(&ann).await;
    house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
    let words = house.says(&ann, &json!({"status": "Mine"})).await;
    house.post(&format!("/api/v1/statuses/{words}/favourite"), &ben, &json!({})).await;
    house.post(&format!("/api/v1/statuses/{words}/reblog"), &ben, &json!({})).await;
    let host = house.config.handle_domain();
    house.says(&eve, &json!({"status": format!("@ann@{host} look"), "visibility": "direct"})).await;
    Told { house, ann, ben, eve }
}

fn kinds(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|n| text(&n["type"])).collect()
}

#[tokio::test]
async fn they_are_chosen_by_kind_by_sender_and_by_id() {
    for database in databases::both() {
        let Told { house, ann, ben, eve } = told(&database).await;
        let of = async |query: &str| house.get(&format!("/api/v1/notifications{query}"), Some(&ann)).await;
        let all = of("").await;
        assert_eq!(kinds(&all.body), ["mention", "reblog", "favourite", "follow"], "{}", all.body);
        let all = ids(&all.body);
        assert_eq!(kinds(&of("?types[]=mention&types[]=quote").await.body), ["mention"]);
        assert_eq!(
            kinds(&of("?exclude_types[]=follow&exclude_types[]=x").await.body),
            ["mention", "reblog", "favourite"]
        );
        assert_eq!(of("?types[]=nothing").await.body, json!([]));
        assert_eq!(of("?include_filtered=true&limit=1000").await.body.as_array().map(Vec::len), Some(4));
        let ben_id = house.id_of(&ben).await;
        assert_eq!(
            kinds(&of(&format!("?account_id={ben_id}")).await.body),
            ["reblog", "favourite", "follow"]
        );
        for nobody in ["1", "x", "-4"] {
            let answer = of(&format!("?account_id={nobody}")).await;
            assert_eq!((answer.status, &answer.body), (StatusCode::OK, &json!([])), "{nobody}");
            assert!(!answer.headers.contains_key("link"), "an empty page leads nowhere");
        }
        assert_eq!(ids(&of(&format!("?max_id={}&limit=2", all[0])).await.body), all[1..3]);
        assert_eq!(ids(&of(&format!("?min_id={}&limit=2", all[3])).await.body), all[1..3]);
        assert_eq!(ids(&of(&format!("?since_id={}&limit=2", all[3])).await.body), all[..2]);

        // One by itself, for the one who was told only.
        let one = house.get(&format!("/api/v1/notifications/{}", all[0]), Some(&ann)).await;
        assert_eq!((&one.body["id"], &one.body["type"]), (&json!(all[0]), &json!("mention")), "{}", one.body);
        for key in ["created_at", "group_key", "account", "status"] {
            assert!(one.body.as_object().expect("an object").contains_key(key), "{key} is missing");
        }
        let nothing = house.get("/api/v1/notifications/1", Some(&eve)).await;
        let hidden = house.get(&format!("/api/v1/notifications/{}", all[0]), Some(&eve)).await;
        assert_eq!((hidden.status, &hidden.body), (StatusCode::NOT_FOUND, &nothing.body));
        assert_eq!(house.get("/api/v1/notifications/x", Some(&ann)).await.status, 404);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn what_is_dismissed_or_cleared_is_gone_for_its_owner_only() {
    for database in databases::both() {
        let Told { house, ann, ben, .. } = told(&database).await;
        let count = async |token: &str, query: &str| {
            let path = format!("/api/v1/notifications/unread_count{query}");
            house.get(&path, Some(token)).await.body["count"].clone()
        };
        assert_eq!(count(&ann, "").await, json!(4));
        assert_eq!(count(&ann, "?limit=2").await, json!(2), "counting ends at the limit");
        assert_eq!(count(&ann, "?types[]=reblog").await, json!(1));
        let all = ids(&house.get("/api/v1/notifications", Some(&ann)).await.body);

        // Ben cannot take away what ann was told; for him it is not there (A173).
        let path = format!("/api/v1/notifications/{}/dismiss", all[0]);
        assert_eq!(house.post(&path, &ben, &json!({})).await.status, 404);
        house.post("/api/v1/notifications/clear", &ben, &json!({})).await;
        assert_eq!(count(&ann, "").await, json!(4));

        let answer = house.post(&path, &ann, &json!({})).await;
        assert_eq!((answer.status, &answer.body), (StatusCode::OK, &json!({})));
        assert_eq!(ids(&house.get("/api/v1/notifications", Some(&ann)).await.body), all[1..]);
        assert_eq!(house.get(&format!("/api/v1/notifications/{}", all[0]), Some(&ann)).await.status, 404);
        house.post("/api/v1/notifications/clear", &ann, &json!({})).await;
        assert_eq!(house.get("/api/v1/notifications", Some(&ann)).await.body, json!([]));
        assert_eq!(count(&ann, "").await, json!(0));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a101_who_is_named_and_not_addressed_hears_and_sees_nothing() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let (ann, ben) = (town.member("ann").await, town.member("ben").await);
        let vera = town.rig.vic.actor("vera");
        town.act("follow", &town.meets(&ben, &vera).await, &ben).await;
        town.rig.delivered().await;
        let asked = town.rig.vic.received("Follow").pop().expect("ben asked");
        town.rig.tell(&vera, &vera.activity("Accept", 90, asked)).await;
        let names = json!([{"type": "Mention", "href": town.uri("ann"), "name": "@ann"}]);
        let followers = format!("{}/followers", vera.id);
        for (number, to) in [(1, json!([followers])), (2, json!([followers, town.uri("ann")]))] {
            let mut note = vera.note(number, &format!("WORDS{number} for some"));
            (note["to"], note["cc"], note["tag"]) = (to, json!([]), names.clone());
            town.rig.tell(&vera, &vera.activity("Create", number, note)).await;
        }
        let home = town.home(&ben).await;
        assert!(home.contains("WORDS1") && home.contains("WORDS2"), "both are kept for a follower: {home}");
        let told = town.get("/api/v1/notifications", &ann).await;
        assert_eq!(ids(&told).len(), 1, "{told}");
        assert!(told.to_string().contains("WORDS2") && !told.to_string().contains("WORDS1"), "{told}");
        let unaddressed = town.rig.find_post(&format!("{}/notes/1", vera.id)).await.expect("it was kept");
        let path = format!("/api/v1/statuses/{}", unaddressed.id);
        assert_eq!(town.status(Method::GET, &path, &ann, &Value::Null).await, 404);
        assert_eq!(town.status(Method::GET, &path, &ben, &Value::Null).await, 200);
        assert_eq!(town.get("/api/v1/conversations", &ann).await, json!([]));
        town.close().await;
    }
}

#[tokio::test]
async fn a166_each_route_asks_for_its_scope() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    house.member("ann", ALL).await;
    let (reads, writes) =
        (house.token("ann", "read:notifications").await, house.token("ann", "write:notifications").await);
    for (method, path, right, wrong) in [
        (Method::GET, "/api/v1/notifications/unread_count", &reads, &writes),
        (Method::GET, "/api/v1/notifications/1", &reads, &writes),
        (Method::POST, "/api/v1/notifications/1/dismiss", &writes, &reads),
        (Method::POST, "/api/v1/notifications/clear", &writes, &reads),
    ] {
        let status = async |token: Option<&str>| {
            house.call(method.clone(), path, token, &json!({})).await.status.as_u16()
        };
        assert_eq!(status(None).await, 401, "{path}");
        assert_eq!(status(Some(wrong)).await, 403, "{path}");
        assert!(matches!(status(Some(right)).await, 200 | 404), "{path}");
    }
}
