//! Lists of people come newest first, and paging through them neither loses nor repeats anybody.

use http::Method;
use serde_json::{Value, json};

use super::super::support::databases;
use super::super::support::link::neighbour;
use super::town::{Town, ids};

#[tokio::test]
async fn who_came_last_stands_first_and_paging_loses_nobody() {
    for database in databases::both() {
        let town = Town::on(database, "[coalition]\nshow_followers = true\n").await;
        let ann = town.member("ann").await;
        let ann_id = town.id_of(&ann).await;
        let mut others = Vec::new();
        for name in ["ben", "cleo", "dora", "eve", "fay"] {
            let token = town.member(name).await;
            let id = town.id_of(&token).await;
            others.push((token, id));
        }
        let id = |n: usize| others[n].1.clone();
        // Not in the order of their accounts, and some in the same moment.
        for (n, pause) in [(3, 5), (0, 5), (4, 0), (1, 0), (2, 0)] {
            town.act("follow", &ann_id, &others[n].0).await;
            town.act("follow", &id(n), &ann).await;
            town.act("endorse", &id(n), &ann).await;
            town.act("mute", &id(n), &ann).await;
            town.rig.clock.advance(pause);
        }
        let newest = [id(2), id(1), id(4), id(0), id(3)];
        let followers = format!("/api/v1/accounts/{ann_id}/followers");
        let following = format!("/api/v1/accounts/{ann_id}/following");
        let recommended = format!("/api/v1/accounts/{ann_id}/endorsements");
        for path in [&followers, &following, &recommended, "/api/v1/mutes", "/api/v1/endorsements"] {
            assert_eq!(ids(&town.get(path, &ann).await), newest, "{path}");
            let first = town.ask(Method::GET, &format!("{path}?limit=2"), Some(&ann), &Value::Null).await;
            assert_eq!(ids(&first.body), newest[..2], "{path}");
            let next = neighbour(&first.headers, "next").expect("there is more");
            let second = town.ask(Method::GET, &next, Some(&ann), &Value::Null).await;
            assert_eq!(ids(&second.body), newest[2..4], "{path}");
            let next = neighbour(&second.headers, "next").expect("there is more");
            let third = town.ask(Method::GET, &next, Some(&ann), &Value::Null).await;
            assert_eq!(ids(&third.body), newest[4..], "{path}");
            assert_eq!(neighbour(&third.headers, "next"), None, "{path}");
            // Back again, those next to where one was.
            let back = neighbour(&third.headers, "prev").expect("a way back");
            let back = town.ask(Method::GET, &back, Some(&ann), &Value::Null).await;
            assert_eq!(ids(&back.body), newest[2..4], "{path}");
        }

        // Muted again, somebody stays where they are. Followed anew, somebody comes first; and between two pages one may go,
        // even the one at which the next page begins.
        town.act("mute", &id(3), &ann).await;
        assert_eq!(ids(&town.get("/api/v1/mutes", &ann).await), newest);
        let first = town.ask(Method::GET, &format!("{followers}?limit=2"), Some(&ann), &Value::Null).await;
        let next = neighbour(&first.headers, "next").expect("there is more");
        town.act("unfollow", &ann_id, &others[1].0).await;
        town.act("unfollow", &ann_id, &others[3].0).await;
        town.act("follow", &ann_id, &others[3].0).await;
        let second = town.ask(Method::GET, &next, Some(&ann), &Value::Null).await;
        assert_eq!(ids(&second.body), [id(4), id(0)], "nobody twice, nobody lost");
        assert_eq!(ids(&town.get(&followers, &ann).await), [id(3), id(2), id(4), id(0)]);
        // Asked again by somebody who follows already, nothing moves.
        town.act("follow", &ann_id, &others[0].0).await;
        assert_eq!(ids(&town.get(&followers, &ann).await), [id(3), id(2), id(4), id(0)]);

        for n in [1, 4, 0] {
            town.act("block", &id(n), &ann).await;
        }
        assert_eq!(ids(&town.get("/api/v1/blocks", &ann).await), [id(0), id(4), id(1)]);
        town.close().await;
    }
}

#[tokio::test]
async fn who_is_let_in_stands_first_however_long_they_waited() {
    for database in databases::both() {
        let town = Town::on(database, "").await;
        let ann = town.member("ann").await;
        let locked = json!({"locked": true});
        let path = "/api/v1/accounts/update_credentials";
        assert_eq!(town.status(Method::PATCH, path, &ann, &locked).await, 200);
        let ann_id = town.id_of(&ann).await;
        let mut waiting = Vec::new();
        for name in ["ben", "cleo", "dora"] {
            let token = town.member(name).await;
            let id = town.id_of(&token).await;
            waiting.push((token, id));
        }
        for n in [2, 0, 1] {
            town.act("follow", &ann_id, &waiting[n].0).await;
        }
        let id = |n: usize| waiting[n].1.clone();
        assert_eq!(ids(&town.get("/api/v1/follow_requests", &ann).await), [id(1), id(0), id(2)]);
        // Asked again, they wait where they waited.
        town.act("follow", &ann_id, &waiting[2].0).await;
        assert_eq!(ids(&town.get("/api/v1/follow_requests", &ann).await), [id(1), id(0), id(2)]);
        for n in [1, 2, 0] {
            town.post(&format!("/api/v1/follow_requests/{}/authorize", id(n)), &ann, &json!({})).await;
        }
        let followers = town.get(&format!("/api/v1/accounts/{ann_id}/followers"), &ann).await;
        assert_eq!(ids(&followers), [id(0), id(2), id(1)], "as they were let in");
        town.close().await;
    }
}
