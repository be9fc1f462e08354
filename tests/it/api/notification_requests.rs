//! What strangers do waits in a quarantine, if its target wants that.

use http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::databases;

use super::{ALL, House, ids, text};

const POLICY: &str = "/api/v2/notifications/policy";
const REQUESTS: &str = "/api/v1/notifications/requests";

async fn choose(house: &House, token: &str, wishes: Value) -> super::Answer {
    house.call(Method::PATCH, POLICY, Some(token), &wishes).await
}

/// Who is shown, newest first.
async fn shown(house: &House, token: &str, query: &str) -> Vec<String> {
    let all = house.get(&format!("/api/v1/notifications{query}"), Some(token)).await.body;
    all.as_array().expect("a list").iter().map(|n| text(&n["account"]["acct"])).collect()
}

#[tokio::test]
async fn a_pile_on_waits_until_its_target_has_decided() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve, kim) = (
            house.member("ann", ALL).await,
            house.member("ben", ALL).await,
            house.member("eve", ALL).await,
            house.member("kim", ALL).await,
        );
        let before = house.get(POLICY, Some(&ann)).await.body;
        for wish in ["for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions"] {
            assert_eq!(before[wish], json!("accept"), "{wish}");
        }
        assert_eq!(before["for_limited_accounts"], json!("filter"));
        let refused =
            choose(&house, &ann, json!({"for_new_accounts": "drop", "for_not_following": "x"})).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(house.get(POLICY, Some(&ann)).await.body, before, "nothing of it was taken");
        let chosen = choose(&house, &ann, json!({"for_not_following": "filter"})).await;
        assert_eq!(chosen.body["for_not_following"], json!("filter"), "{}", chosen.body);

        // Ben is followed; eve and kim are strangers.
        let ben_id = house.id_of(&ben).await;
        house.post(&format!("/api/v1/accounts/{ben_id}/follow"), &ann, &json!({})).await;
        let words = house.says(&ann, &json!({"status": "Mine"})).await;
        let like = format!("/api/v1/statuses/{words}/favourite");
        for who in [&ben, &eve, &kim] {
            house.post(&like, who, &json!({})).await;
        }
        let mention = json!({"status": format!("@ann@{} hey", house.config.handle_domain())});
        let mentioned = house.says(&eve, &mention).await;
        assert_eq!(shown(&house, &ann, "").await, ["ben"]);
        assert_eq!(shown(&house, &ann, "?include_filtered=true").await, ["eve", "kim", "eve", "ben"]);
        let eve_id = house.id_of(&eve).await;
        assert_eq!(shown(&house, &ann, &format!("?account_id={eve_id}")).await, ["eve", "eve"]);
        let counted = house.get("/api/v1/notifications/unread_count", Some(&ann)).await;
        assert_eq!(counted.body["count"], json!(1), "what waits is not counted");
        let groups = house.get("/api/v2/notifications", Some(&ann)).await.body;
        assert_eq!(groups["notification_groups"][0]["notifications_count"], json!(1), "{groups}");

        let requests = house.get(REQUESTS, Some(&ann)).await.body;
        let of_eve = &requests[1];
        assert_eq!(requests.as_array().map(Vec::len), Some(2), "{requests}");
        assert_eq!(
            (&of_eve["account"]["acct"], &of_eve["notifications_count"], &of_eve["last_status"]["id"]),
            (&json!("eve"), &json!("2"), &json!(mentioned)),
            "{of_eve}"
        );
        let summary = &house.get(POLICY, Some(&ann)).await.body["summary"];
        assert_eq!(summary, &json!({"pending_requests_count": 2, "pending_notifications_count": 3}));
        let (eves, kims) = (text(&of_eve["id"]), text(&requests[0]["id"]));
        let one = house.get(&format!("{REQUESTS}/{eves}"), Some(&ann)).await;
        assert_eq!(&one.body, of_eve);

        // Nobody else sees or decides it, and above all not the one who waits.
        for path in [format!("{REQUESTS}/{eves}/accept"), format!("{REQUESTS}/{eves}/dismiss")] {
            assert_eq!(house.post(&path, &eve, &json!({})).await.status, StatusCode::NOT_FOUND);
        }
        house.post(&format!("{REQUESTS}/accept"), &eve, &json!({"id": [eves]})).await;
        assert_eq!(house.get(REQUESTS, Some(&eve)).await.body, json!([]));
        assert_eq!(house.get(&format!("{REQUESTS}/{eves}"), Some(&eve)).await.status, 404);
        assert_eq!(shown(&house, &ann, "").await, ["ben"]);
        // Clearing what was told leaves what waits.
        house.post("/api/v1/notifications/clear", &ann, &json!({})).await;
        assert_eq!(house.get(REQUESTS, Some(&ann)).await.body, requests);

        // Eve is let in, with what she did and will do; kim is not, and waits again when she does more.
        let accepted = house.post(&format!("{REQUESTS}/{eves}/accept"), &ann, &json!({})).await;
        assert_eq!((accepted.status, accepted.body), (StatusCode::OK, json!({})));
        assert_eq!(house.get(&format!("{REQUESTS}/merged"), Some(&ann)).await.body, json!({"merged": true}));
        assert_eq!(shown(&house, &ann, "").await, ["eve", "eve"]);
        house.post(&format!("{REQUESTS}/{kims}/dismiss"), &ann, &json!({})).await;
        assert_eq!(shown(&house, &ann, "?include_filtered=true").await, ["eve", "eve"]);
        assert_eq!(house.get(REQUESTS, Some(&ann)).await.body, json!([]));
        for who in [&eve, &kim] {
            house.says(who, &mention).await;
        }
        assert_eq!(shown(&house, &ann, "").await, ["eve", "eve", "eve"]);
        let requests = ids(&house.get(REQUESTS, Some(&ann)).await.body);
        assert_eq!(requests.len(), 1);
        assert_eq!(house.post(&format!("{REQUESTS}/{kims}/accept"), &ann, &json!({})).await.status, 404);
        house.post(&format!("{REQUESTS}/dismiss"), &ann, &json!({"id": [requests[0], "x", "1"]})).await;
        assert_eq!(house.get(REQUESTS, Some(&ann)).await.body, json!([]));

        // What is dropped is not even kept, unless its sender was let in.
        choose(&house, &ann, json!({"for_not_followers": "drop"})).await;
        for who in [&eve, &kim] {
            house.says(who, &mention).await;
        }
        assert_eq!(shown(&house, &ann, "?include_filtered=true").await, ["eve", "eve", "eve", "eve"]);
        assert_eq!(house.get(REQUESTS, Some(&ann)).await.body, json!([]));
        // Many at once, by a form.
        choose(&house, &ann, json!({"for_not_followers": "filter"})).await;
        house.says(&kim, &mention).await;
        let requests = ids(&house.get(REQUESTS, Some(&ann)).await.body);
        house.post(&format!("{REQUESTS}/accept"), &ann, &json!({"id": requests})).await;
        assert_eq!(shown(&house, &ann, "?limit=1").await, ["kim"]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_private_mention_and_a_new_account_can_wait_by_themselves() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
        choose(&house, &ann, json!({"for_private_mentions": "filter"})).await;
        let name = format!("@ann@{}", house.config.handle_domain());
        let direct = json!({"status": format!("{name} psst"), "visibility": "direct"});
        house.says(&eve, &json!({"status": format!("{name} hello")})).await;
        house.says(&eve, &direct).await;
        assert_eq!(shown(&house, &ann, "").await.len(), 1, "the open one is told");
        // An answer to what ann wrote herself was asked for.
        let eve_name = format!("@eve@{}", house.config.handle_domain());
        let asked =
            house.says(&ann, &json!({"status": format!("{eve_name} yes?"), "visibility": "direct"})).await;
        let answer = json!({"status": format!("{name} no"), "visibility": "direct", "in_reply_to_id": asked});
        house.says(&eve, &answer).await;
        assert_eq!(shown(&house, &ann, "").await.len(), 2);
        choose(&house, &ann, json!({"for_private_mentions": "accept", "for_new_accounts": "filter"})).await;
        house.says(&eve, &direct).await;
        assert_eq!(shown(&house, &ann, "").await.len(), 2, "eve came a moment ago");
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a166_each_route_asks_for_its_scope() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    house.member("ann", ALL).await;
    let (reads, writes) =
        (house.token("ann", "read:notifications").await, house.token("ann", "write:notifications").await);
    for (method, path, is_read) in [
        (Method::GET, POLICY, true),
        (Method::PATCH, POLICY, false),
        (Method::GET, REQUESTS, true),
        (Method::GET, "/api/v1/notifications/requests/merged", true),
        (Method::GET, "/api/v1/notifications/requests/1", true),
        (Method::POST, "/api/v1/notifications/requests/1/accept", false),
        (Method::POST, "/api/v1/notifications/requests/1/dismiss", false),
        (Method::POST, "/api/v1/notifications/requests/accept", false),
        (Method::POST, "/api/v1/notifications/requests/dismiss", false),
        (Method::GET, "/api/v2/notifications", true),
        (Method::GET, "/api/v2/notifications/unread_count", true),
        (Method::GET, "/api/v2/notifications/ungrouped-1", true),
        (Method::GET, "/api/v2/notifications/ungrouped-1/accounts", true),
        (Method::POST, "/api/v2/notifications/ungrouped-1/dismiss", false),
    ] {
        let (right, wrong) = if is_read { (&reads, &writes) } else { (&writes, &reads) };
        let status = async |token: Option<&str>| {
            house.call(method.clone(), path, token, &json!({})).await.status.as_u16()
        };
        assert_eq!(status(None).await, 401, "{path}");
        assert_eq!(status(Some(wrong)).await, 403, "{path}");
        assert!(matches!(status(Some(right)).await, 200 | 404), "{path}");
    }
}
