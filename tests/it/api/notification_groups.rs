//! Notifications in groups.

use http::StatusCode;
use serde_json::{Value, json};

use crate::support::databases;

use super::{ALL, House, text};

fn groups(answer: &Value) -> Vec<(String, i64)> {
    let all = answer["notification_groups"].as_array().expect("a list");
    all.iter().map(|g| (text(&g["type"]), g["notifications_count"].as_i64().expect("a number"))).collect()
}

fn told(expected: &[(&str, i64)]) -> Vec<(String, i64)> {
    expected.iter().map(|(kind, count)| ((*kind).to_owned(), *count)).collect()
}

#[tokio::test]
async fn what_many_did_is_one_group() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let mut others = Vec::new();
        for name in ["ben", "eve", "kim"] {
            others.push(house.member(name, ALL).await);
        }
        let ann_id = house.id_of(&ann).await;
        let words = house.says(&ann, &json!({"status": "Mine"})).await;
        let more = house.says(&ann, &json!({"status": "More"})).await;
        for other in &others {
            house.post(&format!("/api/v1/statuses/{words}/favourite"), other, &json!({})).await;
        }
        house.post(&format!("/api/v1/statuses/{more}/favourite"), &others[0], &json!({})).await;
        house.post(&format!("/api/v1/statuses/{words}/reblog"), &others[0], &json!({})).await;
        for other in &others[1..] {
            house.post(&format!("/api/v1/accounts/{ann_id}/follow"), other, &json!({})).await;
        }
        let host = house.config.handle_domain();
        let named = json!({"status": format!("@ann@{host} look"), "visibility": "direct"});
        house.says(&others[2], &named).await;

        let of = async |query: &str| house.get(&format!("/api/v2/notifications{query}"), Some(&ann)).await;
        let all = of("").await;
        let expected =
            told(&[("mention", 1), ("follow", 2), ("reblog", 1), ("favourite", 1), ("favourite", 3)]);
        assert_eq!(groups(&all.body), expected, "{}", all.body);
        let likes = &all.body["notification_groups"][4];
        let (mut newest_first, status) = (Vec::new(), &likes["status_id"]);
        for other in others.iter().rev() {
            newest_first.push(house.id_of(other).await);
        }
        assert_eq!((&likes["sample_account_ids"], status), (&json!(newest_first), &json!(words)));
        // A number, as apps read it, which JavaScript holds exactly.
        let newest = likes["most_recent_notification_id"].as_i64().expect("a number");
        assert_eq!(likes["page_max_id"], json!(newest.to_string()));
        assert!(newest < 1 << 53, "{likes}");
        for key in ["page_min_id", "latest_page_notification_at", "group_key"] {
            assert!(likes[key].is_string(), "{key} is missing");
        }
        assert_eq!(all.body["accounts"].as_array().map(Vec::len), Some(3));
        assert_eq!(all.body["statuses"].as_array().map(Vec::len), Some(3));
        assert!(all.body.get("partial_accounts").is_none());

        // Pages, kinds, and less of most people.
        let page = of("?limit=2").await;
        assert_eq!(groups(&page.body), expected[..2]);
        let link = page.headers["link"].to_str().expect("a link").to_owned();
        let next = link.split(['<', '>']).nth(1).expect("an address");
        let next = next.strip_prefix(&house.config.origin()).expect("it is absolute").to_owned();
        assert_eq!(groups(&house.get(&next, Some(&ann)).await.body), expected[2..4]);
        let (favourites, named) = ("types[]=favourite&types[]=nothing", "grouped_types[]=reblog");
        assert_eq!(groups(&of(&format!("?{favourites}")).await.body), expected[3..]);
        assert_eq!(groups(&of(&format!("?{favourites}&{named}")).await.body).len(), 4, "each by itself");
        assert_eq!(groups(&of("?types[]=nothing").await.body), []);
        let faces = of(&format!("?expand_accounts=partial_avatars&{favourites}")).await.body;
        let partial = faces["partial_accounts"].as_array().expect("a list");
        assert!(
            !partial.is_empty() && partial.iter().all(|a| a["avatar"].is_string() && a["note"].is_null())
        );
        assert_eq!(of("?expand_accounts=x").await.status, 400);

        // One group, its people, and its end.
        let key = text(&likes["group_key"]);
        let one = of(&format!("/{key}")).await.body;
        assert_eq!(groups(&one), told(&[("favourite", 3)]));
        let people = of(&format!("/{key}/accounts")).await.body;
        let people: Vec<String> = people.as_array().expect("a list").iter().map(|a| text(&a["id"])).collect();
        assert_eq!(people, newest_first);
        let unread = async || of("/unread_count").await.body["count"].clone();
        assert_eq!(unread().await, json!(5));
        let path = format!("/api/v2/notifications/{key}/dismiss");
        house.post(&path, &others[0], &json!({})).await;
        assert_eq!(unread().await, json!(5), "nobody else can take it away");
        let hidden = house.get(&format!("/api/v2/notifications/{key}"), Some(&others[0])).await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
        assert_eq!(house.post(&path, &ann, &json!({})).await.body, json!({}));
        assert_eq!(groups(&of("").await.body), expected[..4]);
        assert_eq!(unread().await, json!(4));
        assert_eq!(of(&format!("/{key}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(of("/nonsense").await.status, StatusCode::NOT_FOUND);
        house.opened.app.store.close().await;
    }
}
