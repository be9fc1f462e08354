//! Filters: what a member makes, and what they then find in what the member reads.

use http::{Method, Request};
use serde_json::{Value, json};

use super::{ALL, House, text};
use crate::support::databases;

async fn found_in(house: &House, path: &str, token: &str, id: &str) -> Value {
    let answer = house.get(path, Some(token)).await;
    let list = answer.body.as_array().expect("a list").clone();
    let status = list.iter().find(|status| status["id"] == json!(id)).expect("it is there");
    status["filtered"].clone()
}

#[tokio::test]
async fn a_filter_marks_what_its_owner_reads_where_it_holds_and_until_it_ends() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let dam = house.says(&ann, &json!({"status": "The **new** DAM is #open"})).await;
        let damage = house.says(&ann, &json!({"status": "Damage"})).await;
        let warned = house.says(&ann, &json!({"status": "x", "spoiler_text": "About the dam"})).await;

        let body = json!({
            "title": "Dams", "context": ["home", "thread"], "filter_action": "hide",
            "keywords_attributes": [{"keyword": "dam", "whole_word": true}, {"keyword": "lake", "whole_word": false}]
        });
        let made = house.post("/api/v2/filters", &ben, &body).await;
        assert_eq!(made.status, 200, "{}", made.body);
        let id = text(&made.body["id"]);
        assert_eq!(
            (
                &made.body["context"],
                &made.body["filter_action"],
                &made.body["expires_at"],
                &made.body["statuses"]
            ),
            (&json!(["home", "thread"]), &json!("hide"), &Value::Null, &json!([]))
        );
        let home = "/api/v1/timelines/home";
        let found = found_in(&house, home, &ben, &dam).await;
        assert_eq!(
            found,
            json!([{
                "filter": {"id": id, "title": "Dams", "context": ["home", "thread"], "expires_at": null, "filter_action": "hide"},
                "keyword_matches": ["dam"], "status_matches": null
            }])
        );
        assert_eq!(found_in(&house, home, &ben, &damage).await, json!([]), "a part of a word is no word");
        assert_eq!(found_in(&house, home, &ben, &warned).await[0]["keyword_matches"], json!(["dam"]));
        // Elsewhere, and for others, it holds nothing back.
        assert_eq!(found_in(&house, "/api/v1/timelines/public", &ben, &dam).await, json!([]));
        assert_eq!(found_in(&house, home, &ann, &dam).await, json!([]));
        let one = house.get(&format!("/api/v1/statuses/{dam}"), Some(&ben)).await;
        assert_eq!(one.body["filtered"][0]["filter"]["id"], json!(id), "a single one is read anywhere");
        let anybody = house.get("/api/v1/timelines/public", None).await;
        assert_eq!(anybody.body[0]["filtered"], json!([]));

        // Words are changed, added and taken away together, as a form does it.
        let words = made.body["keywords"].as_array().expect("a list").clone();
        let form = format!(
            "context[]=public&expires_in=&keywords_attributes[0][id]={}&keywords_attributes[0][whole_word]=false&keywords_attributes[1][id]={}&keywords_attributes[1][_destroy]=1&keywords_attributes[2][keyword]=open",
            text(&words[0]["id"]),
            text(&words[1]["id"])
        );
        let request: Request<axum::body::Body> = house
            .request(Method::PUT, &format!("/api/v2/filters/{id}"), Some(&ben))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form.into())
            .expect("a request");
        let changed = house.send(request).await;
        assert_eq!(changed.body["keywords"].as_array().map(Vec::len), Some(2), "{}", changed.body);
        assert_eq!(changed.body["title"], json!("Dams"));
        let public = "/api/v1/timelines/public";
        assert_eq!(found_in(&house, public, &ben, &damage).await[0]["keyword_matches"], json!(["dam"]));
        assert_eq!(found_in(&house, public, &ben, &dam).await[0]["keyword_matches"], json!(["dam", "open"]));
        assert_eq!(found_in(&house, home, &ben, &dam).await, json!([]));

        // A word by itself.
        let added =
            house.post(&format!("/api/v2/filters/{id}/keywords"), &ben, &json!({"keyword": "x"})).await;
        let word = format!("/api/v2/filters/keywords/{}", text(&added.body["id"]));
        assert_eq!(house.get(&word, Some(&ben)).await.body["whole_word"], json!(true));
        let called = house.call(Method::PUT, &word, Some(&ben), &json!({"keyword": "y"})).await;
        assert_eq!(called.body["keyword"], json!("y"), "{}", called.body);
        let old = house.get("/api/v1/filters", Some(&ben)).await;
        assert_eq!(
            (&old.body[2]["phrase"], &old.body[2]["irreversible"], old.body.as_array().map(Vec::len)),
            (&json!("y"), &json!(true), Some(3)),
            "{}",
            old.body
        );
        assert_eq!(house.call(Method::DELETE, &word, Some(&ben), &json!({})).await.status, 200);
        assert_eq!(house.get(&word, Some(&ben)).await.status, 404);

        // A status by itself; one that may not be seen cannot be named.
        let statuses = format!("/api/v2/filters/{id}/statuses");
        let secret = house.says(&ann, &json!({"status": "SECRET", "visibility": "direct"})).await;
        assert_eq!(house.post(&statuses, &ben, &json!({"status_id": secret})).await.status, 404);
        let named = house.post(&statuses, &ben, &json!({"status_id": warned})).await;
        let again = house.post(&statuses, &ben, &json!({"status_id": warned})).await;
        assert_eq!(again.body, named.body);
        assert_eq!(found_in(&house, public, &ben, &warned).await[0]["status_matches"], json!([warned]));
        let naming = format!("/api/v2/filters/statuses/{}", text(&named.body["id"]));
        assert_eq!(house.get(&naming, Some(&ben)).await.body["status_id"], json!(warned));
        assert_eq!(house.call(Method::DELETE, &naming, Some(&ben), &json!({})).await.status, 200);
        assert_eq!(house.get(&statuses, Some(&ben)).await.body, json!([]));

        // It ends.
        let ending = house
            .call(Method::PUT, &format!("/api/v2/filters/{id}"), Some(&ben), &json!({"expires_in": -5}))
            .await;
        assert!(ending.body["expires_at"].is_string(), "{}", ending.body);
        assert_eq!(found_in(&house, public, &ben, &dam).await, json!([]));
        assert_eq!(
            house.call(Method::DELETE, &format!("/api/v2/filters/{id}"), Some(&ben), &json!({})).await.status,
            200
        );
        assert_eq!(house.get("/api/v2/filters", Some(&ben)).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn apps_of_the_first_version_make_change_and_take_away_a_word() {
    const OLD: &str = "/api/v1/filters";
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
        let body = json!({"phrase": "dam", "context": ["home", "public"], "irreversible": true, "expires_in": 3_600});
        let made = house.post(OLD, &ann, &body).await;
        assert_eq!(
            (
                &made.body["phrase"],
                &made.body["context"],
                &made.body["irreversible"],
                &made.body["whole_word"]
            ),
            (&json!("dam"), &json!(["home", "public"]), &json!(true), &json!(false)),
            "{}",
            made.body
        );
        assert!(made.body["expires_at"].is_string());
        let path = format!("{OLD}/{}", text(&made.body["id"]));
        let newer = async || house.get("/api/v2/filters", Some(&ann)).await.body;
        let all = newer().await;
        assert_eq!(
            (&all[0]["title"], &all[0]["filter_action"], all.as_array().map(Vec::len)),
            (&json!("dam"), &json!("hide"), Some(1))
        );
        for (bad, status) in [
            (json!({"context": ["home"]}), 422),
            (json!({"phrase": "x"}), 422),
            (json!({"phrase": "x", "context": ["nowhere"]}), 422),
        ] {
            assert_eq!(house.post(OLD, &ann, &bad).await.status, status, "{bad}");
        }
        let body = json!({"phrase": "dams", "context": ["public"], "irreversible": false, "whole_word": true, "expires_in": ""});
        for method in [Method::PUT, Method::DELETE] {
            assert_eq!(house.call(method.clone(), &path, Some(&eve), &body).await.status, 404, "{method}");
        }
        assert_eq!(newer().await, all, "nobody else changed it, and nothing was made of what is wrong");
        let changed = house.call(Method::PUT, &path, Some(&ann), &body).await.body;
        assert_eq!(
            (&changed["phrase"], &changed["context"], &changed["irreversible"], &changed["whole_word"]),
            (&json!("dams"), &json!(["public"]), &json!(false), &json!(true)),
            "{changed}"
        );
        assert_eq!(changed["expires_at"], Value::Null);

        // Where others share the filter, only the word is changed from here.
        let id = text(&newer().await[0]["id"]);
        let keywords = format!("/api/v2/filters/{id}/keywords");
        house.post(&keywords, &ann, &json!({"keyword": "lake"})).await;
        let wide = json!({"phrase": "dam", "context": ["home"]});
        assert_eq!(house.call(Method::PUT, &path, Some(&ann), &wide).await.status, 422);
        let word = json!({"phrase": "weir", "context": ["public"]});
        assert_eq!(house.call(Method::PUT, &path, Some(&ann), &word).await.body["phrase"], json!("weir"));
        let kept = newer().await;
        assert_eq!((&kept[0]["title"], &kept[0]["context"]), (&json!("dams"), &json!(["public"])));

        // With the last word goes the filter.
        assert_eq!(house.call(Method::DELETE, &path, Some(&ann), &json!({})).await.status, 200);
        let left = house.get(OLD, Some(&ann)).await.body;
        assert_eq!((&left[0]["phrase"], left.as_array().map(Vec::len)), (&json!("lake"), Some(1)));
        let last = format!("{OLD}/{}", text(&left[0]["id"]));
        assert_eq!(house.call(Method::DELETE, &last, Some(&ann), &json!({})).await.status, 200);
        assert_eq!(newer().await, json!([]));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a173_nobody_else_finds_a_filter_and_what_is_no_filter_is_refused() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let (ann, eve) = (house.member("ann", ALL).await, house.member("eve", ALL).await);
    let status = house.says(&ann, &json!({"status": "x"})).await;
    let good = json!({"title": "t", "context": ["home"], "keywords_attributes": [{"keyword": "a"}]});
    let made = house.post("/api/v2/filters", &ann, &good).await;
    let (id, word) = (text(&made.body["id"]), text(&made.body["keywords"][0]["id"]));
    let named =
        house.post(&format!("/api/v2/filters/{id}/statuses"), &ann, &json!({"status_id": status})).await;
    let naming = text(&named.body["id"]);
    for (method, path) in [
        (Method::GET, format!("/api/v2/filters/{id}")),
        (Method::PUT, format!("/api/v2/filters/{id}")),
        (Method::DELETE, format!("/api/v2/filters/{id}")),
        (Method::GET, format!("/api/v2/filters/{id}/keywords")),
        (Method::POST, format!("/api/v2/filters/{id}/keywords")),
        (Method::GET, format!("/api/v2/filters/keywords/{word}")),
        (Method::PUT, format!("/api/v2/filters/keywords/{word}")),
        (Method::DELETE, format!("/api/v2/filters/keywords/{word}")),
        (Method::GET, format!("/api/v2/filters/{id}/statuses")),
        (Method::POST, format!("/api/v2/filters/{id}/statuses")),
        (Method::GET, format!("/api/v2/filters/statuses/{naming}")),
        (Method::DELETE, format!("/api/v2/filters/statuses/{naming}")),
        (Method::GET, format!("/api/v1/filters/{word}")),
    ] {
        let body = json!({"title": "mine", "keyword": "k", "status_id": status});
        assert_eq!(house.call(method.clone(), &path, Some(&eve), &body).await.status, 404, "{method} {path}");
        assert_eq!(house.call(method.clone(), &path, None, &body).await.status, 401, "{method} {path}");
    }
    let own = house.get(&format!("/api/v2/filters/{id}"), Some(&ann)).await;
    assert_eq!((&own.body["keywords"], &own.body["title"]), (&made.body["keywords"], &json!("t")));
    for bad in [
        json!({}),
        json!({"title": "t"}),
        json!({"title": "t", "context": ["nowhere"]}),
        json!({"title": " ", "context": ["home"]}),
        json!({"title": "t", "context": ["home"], "filter_action": "burn"}),
        json!({"title": "t", "context": ["home"], "expires_in": "soon"}),
        json!({"title": "t", "context": ["home"], "keywords_attributes": [{"keyword": " "}]}),
    ] {
        assert_eq!(house.post("/api/v2/filters", &ann, &bad).await.status, 422, "{bad}");
    }
    assert_eq!(house.get("/api/v2/filters", Some(&ann)).await.body.as_array().map(Vec::len), Some(1));
}

/// Which of the reader's filters are said to have found something in a status.
fn titles(status: &Value) -> Vec<String> {
    let found = status["filtered"].as_array().unwrap_or_else(|| panic!("no status: {status}"));
    let mut titles: Vec<String> = found.iter().map(|found| text(&found["filter"]["title"])).collect();
    titles.sort();
    titles
}

#[tokio::test]
async fn every_door_that_shows_a_status_marks_what_the_filters_of_its_reader_find() {
    const PLACES: [&str; 5] = ["account", "home", "notifications", "public", "thread"];
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        for place in PLACES {
            let body =
                json!({"title": place, "context": [place], "keywords_attributes": [{"keyword": "dam"}]});
            assert_eq!(house.post("/api/v2/filters", &ben, &body).await.status, 200);
        }
        let mine = house.says(&ben, &json!({"status": "My words"})).await;
        let dam = house.says(&ann, &json!({"status": "The dam"})).await;
        let below = house.says(&ann, &json!({"status": "That dam", "in_reply_to_id": dam})).await;
        house.says(&ann, &json!({"status": "His dam", "quoted_status_id": mine})).await;
        house.says(&ann, &json!({"status": "@ben a dam"})).await;
        let policy = json!({"for_not_following": "filter"});
        let chosen = house.call(Method::PATCH, "/api/v2/notifications/policy", Some(&ben), &policy).await;
        assert_eq!(chosen.status, 200);
        house.says(&eve, &json!({"status": "@ben my dam"})).await;

        let one = format!("/api/v1/statuses/{dam}");
        for verb in ["favourite", "bookmark", "unbookmark", "bookmark"] {
            let answer = house.post(&format!("{one}/{verb}"), &ben, &json!({})).await.body;
            assert_eq!(titles(&answer), PLACES, "{verb}");
        }
        let boosted = house.post(&format!("{one}/reblog"), &ben, &json!({})).await.body;
        assert_eq!(titles(&boosted["reblog"]), PLACES);
        for (path, at, expected) in [
            (format!("{one}/context"), "/descendants/0", &["thread"][..]),
            (format!("/api/v1/statuses/{below}/context"), "/ancestors/0", &["thread"]),
            ("/api/v1/notifications?types[]=mention".to_owned(), "/0/status", &["notifications"]),
            ("/api/v2/notifications?types[]=mention".to_owned(), "/statuses/0", &["notifications"]),
            ("/api/v1/notifications/requests".to_owned(), "/0/last_status", &["notifications"]),
            ("/api/v1/bookmarks".to_owned(), "/0", &PLACES),
            ("/api/v1/favourites".to_owned(), "/0", &PLACES),
            (format!("/api/v1/statuses?id[]={dam}"), "/0", &PLACES),
            (format!("/api/v1/statuses/{mine}/quotes"), "/0", &PLACES),
            (one.clone(), "", &PLACES),
            (format!("/api/v1/accounts/{ann_id}/statuses?exclude_replies=true"), "/0", &["account"]),
            ("/api/v1/timelines/public".to_owned(), "/0", &["public"]),
            (format!("/api/v1/timelines/home?max_id={below}"), "/0", &["home"]),
        ] {
            let answer = house.get(&path, Some(&ben)).await.body;
            let status = answer.pointer(at).unwrap_or_else(|| panic!("{path} has no {at}: {answer}"));
            assert_eq!(titles(status), expected, "{path}");
        }
        // They are nobody else's, and nobody's own words are filtered.
        for token in [Some(ann.as_str()), Some(eve.as_str()), None] {
            let thread = house.get(&format!("{one}/context"), token).await.body;
            assert_eq!(titles(&thread["descendants"][0]), Vec::<String>::new());
        }
        let own = house.says(&ben, &json!({"status": "I say dam"})).await;
        let own = house.get(&format!("/api/v1/statuses/{own}"), Some(&ben)).await.body;
        assert_eq!(titles(&own), Vec::<String>::new());
        house.opened.app.store.close().await;
    }
}
