//! Timelines of everybody, of tags and of lists; what comes home and what leaves it.

use http::{Method, Request};
use serde_json::{Value, json};

use super::{ALL, House, ids, text};
use crate::support::databases;
use crate::support::link::neighbour_here;
use crate::support::rig::Rig;

async fn follow(house: &House, follower: &str, target: &str) {
    let answer = house.post(&format!("/api/v1/accounts/{target}/follow"), follower, &json!({})).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
}

fn next(answer: &super::Answer, house: &House) -> Option<String> {
    neighbour_here(&answer.headers, "next", &house.config.origin())
}

#[tokio::test]
async fn public_and_tag_timelines_are_for_everybody_and_hold_public_posts_only() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        follow(&house, &ben, &ann_id).await;
        let mut said = Vec::new();
        for n in 0..5 {
            said.push(house.says(&ann, &json!({"status": format!("{n} #River #n{n}")})).await);
        }
        for visibility in ["unlisted", "private", "direct"] {
            house.says(&ann, &json!({"status": "SECRET #river", "visibility": visibility})).await;
        }
        house.says(&ben, &json!({"status": "An answer #river", "in_reply_to_id": said[0]})).await;
        said.reverse();
        for token in [None, Some(ben.as_str()), Some(ann.as_str())] {
            for path in ["public", "public?local=true"] {
                let page = house.get(&format!("/api/v1/timelines/{path}"), token).await;
                assert_eq!(ids(&page.body), said, "{path}: {}", page.body);
            }
            for path in
                ["public?remote=true", "public?only_media=true", "tag/other", "tag/%20", "tag/river?remote=1"]
            {
                let page = house.get(&format!("/api/v1/timelines/{path}"), token).await;
                assert_eq!(ids(&page.body).len(), 0, "{path}");
                assert!(page.headers.get("link").is_none(), "no page, no link");
            }
            let tagged = house.get("/api/v1/timelines/tag/RIVER", token).await;
            assert_eq!(ids(&tagged.body)[1..], said, "{}", tagged.body);
            assert!(!tagged.body.to_string().contains("SECRET"));
        }
        let with =
            async |query: &str| ids(&house.get(&format!("/api/v1/timelines/tag/{query}"), None).await.body);
        assert_eq!(with("n1?any[]=n3").await, [said[1].clone(), said[3].clone()]);
        assert_eq!(with("river?all[]=n3").await, [said[1].clone()]);
        assert_eq!(with("n3?none[]=river").await, Vec::<String>::new());
        assert_eq!(with("river?none[]=n4&limit=2").await.len(), 2);

        // The links lead through everything, once.
        for first in ["/api/v1/timelines/public?limit=2", "/api/v1/timelines/tag/river?all[]=river&limit=2"] {
            let (mut seen, mut path) = (Vec::new(), Some(first.to_owned()));
            while let Some(here) = path {
                let page = house.get(&here, None).await;
                seen.extend(ids(&page.body));
                path = next(&page, &house);
            }
            seen.retain(|id| said.contains(id));
            assert_eq!(seen, said, "{first}");
        }
        let up = house.get(&format!("/api/v1/timelines/public?limit=2&min_id={}", said[4]), None).await;
        assert_eq!(ids(&up.body), said[2..4]);
        let since = house.get(&format!("/api/v1/timelines/public?limit=2&since_id={}", said[4]), None).await;
        assert_eq!(ids(&since.body), said[..2]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_list_holds_those_one_follows_and_an_exclusive_one_keeps_them_from_home() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let (ann_id, eve_id) = (house.id_of(&ann).await, house.id_of(&eve).await);
        let early = house.says(&ann, &json!({"status": "Early"})).await;
        let made = house.post("/api/v1/lists", &ben, &json!({"title": "  Rivers "})).await;
        assert_eq!(
            made.body,
            json!({"id": made.body["id"], "title": "Rivers", "replies_policy": "list", "exclusive": false})
        );
        let list = text(&made.body["id"]);
        let people = format!("/api/v1/lists/{list}/accounts");
        let timeline = format!("/api/v1/timelines/list/{list}");

        // Whom one does not follow cannot be added, and then nobody of the request is.
        follow(&house, &ben, &ann_id).await;
        let refused = house.post(&people, &ben, &json!({"account_ids": [ann_id, eve_id]})).await;
        assert_eq!(refused.status, 404, "{}", refused.body);
        assert_eq!(house.get(&people, Some(&ben)).await.body, json!([]));
        let added = house.post(&format!("{people}?account_ids[]={ann_id}"), &ben, &json!({})).await;
        assert_eq!((added.status.as_u16(), &added.body), (200, &json!({})));
        assert_eq!(house.post(&people, &ben, &json!({"account_ids": [ann_id]})).await.status, 422, "twice");
        assert_eq!(ids(&house.get(&people, Some(&ben)).await.body), [ann_id.as_str()]);
        assert_eq!(ids(&house.get(&format!("{people}?limit=0"), Some(&ben)).await.body), [ann_id.as_str()]);
        let holding = house.get(&format!("/api/v1/accounts/{ann_id}/lists"), Some(&ben)).await;
        assert_eq!(ids(&holding.body), [list.as_str()]);

        let later = house.says(&ann, &json!({"status": "Later"})).await;
        let words = house.says(&eve, &json!({"status": "Eve's"})).await;
        let boost = house.post(&format!("/api/v1/statuses/{words}/reblog"), &ann, &json!({})).await;
        house.says(&ann, &json!({"status": "To eve", "in_reply_to_id": words})).await;
        let own = house.says(&ann, &json!({"status": "To myself", "in_reply_to_id": later})).await;
        let expected = [own.clone(), text(&boost.body["id"]), later.clone(), early.clone()];
        assert_eq!(ids(&house.get(&timeline, Some(&ben)).await.body), expected);
        let up = house.get(&format!("{timeline}?min_id={early}&limit=1"), Some(&ben)).await;
        assert_eq!(ids(&up.body), [later.as_str()]);
        assert_eq!(ids(&house.get("/api/v1/timelines/home", Some(&ben)).await.body), expected[..3]);

        // Made exclusive, its people leave home, with what they boost and with what they say from now on.
        let path = format!("/api/v1/lists/{list}");
        let changed = house
            .call(
                Method::PUT,
                &path,
                Some(&ben),
                &json!({"title": "R", "exclusive": true, "replies_policy": "none"}),
            )
            .await;
        assert_eq!(
            (&changed.body["exclusive"], &changed.body["replies_policy"]),
            (&json!(true), &json!("none")),
            "{}",
            changed.body
        );
        let apart = house.says(&ann, &json!({"status": "Apart"})).await;
        assert_eq!(house.get("/api/v1/timelines/home", Some(&ben)).await.body, json!([]));
        assert_eq!(ids(&house.get(&timeline, Some(&ben)).await.body)[0], apart);

        // A followers-only post is in the list only as long as one follows, and with the follow goes the place in it.
        let private = house.says(&ann, &json!({"status": "SECRET", "visibility": "private"})).await;
        assert_eq!(ids(&house.get(&timeline, Some(&ben)).await.body)[0], private);
        house.post(&format!("/api/v1/accounts/{ann_id}/unfollow"), &ben, &json!({})).await;
        assert_eq!(house.get(&people, Some(&ben)).await.body, json!([]));
        assert!(!house.get(&timeline, Some(&ben)).await.body.to_string().contains("SECRET"));

        // Taken out: by a body in every way, and by the address.
        follow(&house, &ben, &ann_id).await;
        for (query, kind, body) in [
            (format!("?account_ids[]={ann_id}"), "application/x-www-form-urlencoded", String::new()),
            (String::new(), "application/x-www-form-urlencoded", format!("account_ids[]={ann_id}")),
            (String::new(), "application/json", json!({"account_ids": [ann_id]}).to_string()),
        ] {
            assert_eq!(house.post(&people, &ben, &json!({"account_ids": [ann_id]})).await.status, 200);
            let request: Request<axum::body::Body> = house
                .request(Method::DELETE, &format!("{people}{query}"), Some(&ben))
                .header("content-type", kind)
                .body(body.into())
                .expect("a request");
            assert_eq!(house.send(request).await.status, 200);
            assert_eq!(house.get(&people, Some(&ben)).await.body, json!([]), "{query} {kind}");
            assert_eq!(house.get(&timeline, Some(&ben)).await.body, json!([]), "{query} {kind}");
        }
        assert_eq!(house.call(Method::DELETE, &path, Some(&ben), &json!({})).await.body, json!({}));
        assert_eq!(house.get(&path, Some(&ben)).await.status, 404);
        assert_eq!(house.get("/api/v1/lists", Some(&ben)).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a173_a122_nobody_else_finds_a_list_and_its_title_is_a_line() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
    let made = house.post("/api/v1/lists", &ann, &json!({"title": "a\u{202e}\n<b>"})).await;
    assert_eq!(made.body["title"], json!("a <b>"), "markup is for clients to escape, order is kept");
    let id = text(&made.body["id"]);
    for (method, path) in [
        (Method::GET, "lists/{id}"),
        (Method::PUT, "lists/{id}"),
        (Method::DELETE, "lists/{id}"),
        (Method::GET, "lists/{id}/accounts"),
        (Method::POST, "lists/{id}/accounts"),
        (Method::DELETE, "lists/{id}/accounts"),
        (Method::GET, "timelines/list/{id}"),
    ] {
        let path = format!("/api/v1/{}", path.replace("{id}", &id));
        let answer = house.call(method.clone(), &path, Some(&eve), &json!({"title": "mine"})).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.body["error"]),
            (404, &json!("Record not found")),
            "{path}"
        );
        assert_eq!(house.call(method, &path, None, &json!({})).await.status, 401, "{path}");
    }
    assert_eq!(house.get("/api/v1/lists", Some(&ann)).await.body[0]["title"], made.body["title"]);
    for body in [json!({}), json!({"title": " "}), json!({"title": "x", "replies_policy": "some"})] {
        assert_eq!(house.post("/api/v1/lists", &ann, &body).await.status, 422, "{body}");
    }
    assert_eq!(house.get("/api/v1/lists", Some(&ann)).await.body.as_array().expect("a list").len(), 1);
}

#[tokio::test]
async fn posts_under_a_followed_tag_come_home_and_tags_stand_on_profiles() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ben_id = house.id_of(&ben).await;
        let followed = house.post("/api/v1/tags/River/follow", &ben, &json!({})).await;
        assert_eq!(
            (
                &followed.body["name"],
                &followed.body["following"],
                followed.body["history"].as_array().map(Vec::len)
            ),
            (&json!("river"), &json!(true), Some(7)),
            "{}",
            followed.body
        );
        house.post("/api/v1/tags/lake/follow", &ben, &json!({})).await;
        house.post("/api/v1/tags/lake/follow", &ben, &json!({})).await;
        let seen = house.says(&ann, &json!({"status": "Look #RIVER #lake"})).await;
        house.says(&ann, &json!({"status": "Nothing"})).await;
        for visibility in ["unlisted", "private", "direct"] {
            house.says(&ann, &json!({"status": "SECRET #river", "visibility": visibility})).await;
        }
        assert_eq!(
            ids(&house.get("/api/v1/timelines/home", Some(&ben)).await.body),
            [seen],
            "once, and no other"
        );
        let tag = house.get("/api/v1/tags/river", Some(&ben)).await;
        assert_eq!(
            (&tag.body["history"][0]["uses"], &tag.body["history"][0]["accounts"], &tag.body["following"]),
            (&json!("1"), &json!("1"), &json!(true)),
            "{}",
            tag.body
        );
        let nobody = house.get("/api/v1/tags/river", None).await;
        assert_eq!((nobody.status.as_u16(), nobody.body.get("following")), (200, None));
        let first = house.get("/api/v1/followed_tags?limit=1", Some(&ben)).await;
        assert_eq!(first.body[0]["name"], json!("lake"));
        let second = house.get(&next(&first, &house).expect("there is more"), Some(&ben)).await;
        assert_eq!(second.body[0]["name"], json!("river"));
        house.post("/api/v1/tags/river/unfollow", &ben, &json!({})).await;
        house.post("/api/v1/tags/lake/unfollow", &ben, &json!({})).await;
        house.says(&ann, &json!({"status": "Again #river"})).await;
        assert_eq!(
            house.get("/api/v1/timelines/home", Some(&ben)).await.body.as_array().map(Vec::len),
            Some(1)
        );
        assert_eq!(house.post("/api/v1/tags/%20/follow", &ben, &json!({})).await.status, 422);

        house.says(&ben, &json!({"status": "Mine #Meadow"})).await;
        house.says(&ben, &json!({"status": "SECRET #meadow", "visibility": "private"})).await;
        let suggested = house.get("/api/v1/featured_tags/suggestions", Some(&ben)).await;
        assert_eq!(suggested.body[0]["name"], json!("meadow"));
        let shown = house.post("/api/v1/featured_tags", &ben, &json!({"name": "#Meadow"})).await;
        assert_eq!(
            (&shown.body["name"], &shown.body["statuses_count"]),
            (&json!("meadow"), &json!("1")),
            "{}",
            shown.body
        );
        let page = house.get(&format!("/api/v1/accounts/{ben_id}/featured_tags"), None).await;
        assert_eq!(page.body, Value::Array(vec![shown.body.clone()]));
        let path = format!("/api/v1/featured_tags/{}", text(&shown.body["id"]));
        assert_eq!(house.call(Method::DELETE, &path, Some(&ann), &json!({})).await.status, 404, "a173");
        assert_eq!(
            house.get("/api/v1/featured_tags", Some(&ben)).await.body.as_array().map(Vec::len),
            Some(1)
        );
        assert_eq!(house.call(Method::DELETE, &path, Some(&ben), &json!({})).await.status, 200);
        assert_eq!(house.get("/api/v1/featured_tags", Some(&ben)).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a105_a_block_parts_two_people_in_timelines_tags_lists_and_search() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
        let (ann_id, eve_id) = (house.id_of(&ann).await, house.id_of(&eve).await);
        follow(&house, &ann, &eve_id).await;
        let list = text(&house.post("/api/v1/lists", &ann, &json!({"title": "L"})).await.body["id"]);
        house.post(&format!("/api/v1/lists/{list}/accounts"), &ann, &json!({"account_ids": [eve_id]})).await;
        house.post("/api/v1/tags/river/follow", &eve, &json!({})).await;
        let of_ann = house.says(&ann, &json!({"status": "Ann #river"})).await;
        let of_eve = house.says(&eve, &json!({"status": "Eve #river"})).await;
        let account = |id: &str| antiphon::domain::ids::AccountId(id.parse().expect("an id"));
        let store = &house.opened.app.store;
        let mut tx = store.begin().await.expect("begins");
        let now = house.opened.app.now();
        let place = house.opened.app.row_id();
        antiphon::store::blocks::save(&mut tx, place, account(&ann_id), account(&eve_id), "http://x/b", now)
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
        let later = house.says(&ann, &json!({"status": "Later #river"})).await;
        for path in [
            "/api/v1/timelines/public".to_owned(),
            "/api/v1/timelines/tag/river".to_owned(),
            format!("/api/v1/timelines/list/{list}"),
            "/api/v2/search?q=river&type=statuses".to_owned(),
            "/api/v2/search?q=eve&type=statuses".to_owned(),
        ] {
            let answer = house.get(&path, Some(&ann)).await.body.to_string();
            assert!(!answer.contains(&of_eve), "ann reads nothing of eve's: {path}");
            let answer = house.get(&path, Some(&eve)).await.body.to_string();
            assert!(
                !answer.contains(&of_ann) && !answer.contains(&later),
                "eve reads nothing of ann's: {path}"
            );
        }
        let home = house.get("/api/v1/timelines/home", Some(&eve)).await.body.to_string();
        assert!(!home.contains(&later) && !home.contains(&of_ann), "{home}");
        let people = house.get("/api/v2/search?q=ann&type=accounts", Some(&eve)).await;
        assert_eq!(people.body["accounts"], json!([]));
        store.close().await;
    }
}

#[tokio::test]
async fn what_others_write_is_in_the_federated_timeline_and_not_in_the_local_one() {
    for database in databases::both() {
        let rig = Rig::on(database, "").await;
        let vera = rig.vic.actor("vera");
        rig.follows(&rig.coalition().await, &vera).await;
        rig.tell(&vera, &vera.create(1, "<p>from afar</p>")).await;
        let read = async |query: &str| {
            let answer = rig.http.get(rig.url(&format!("/api/v1/timelines/public{query}"))).send().await;
            let body = answer.expect("an answer").bytes().await.expect("a body");
            serde_json::from_slice::<Value>(&body).expect("JSON").as_array().expect("a list").len()
        };
        assert_eq!((read("").await, read("?remote=true").await, read("?local=true").await), (1, 1, 0));
    }
}
