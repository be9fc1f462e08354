//! Search: people, texts, hashtags, addresses; and that nobody finds what they may not read.

use http::Method;
use serde_json::{Value, json};

use super::{ALL, House, ids, text};
use crate::support::databases;
use crate::support::rig::Rig;

fn query(q: &str, more: &str) -> String {
    let mut pairs = url::form_urlencoded::Serializer::new(String::new());
    pairs.append_pair("q", q);
    format!("/api/v2/search?{}{more}", pairs.finish())
}

async fn statuses(house: &House, token: &str, q: &str) -> Vec<String> {
    let answer = house.get(&query(q, "&type=statuses"), Some(token)).await;
    assert_eq!(answer.status, 200, "{q}: {}", answer.body);
    ids(&answer.body["statuses"])
}

#[tokio::test]
async fn texts_are_found_by_words_phrases_and_operators() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let one = house.says(&ann, &json!({"status": "The **Rivers** of Été #Water"})).await;
        let two =
            house.says(&ben, &json!({"status": "Clean river water, now!", "spoiler_text": "Demand"})).await;
        let three = house.says(&ann, &json!({"status": "河水清 and water clean"})).await;
        let both = [two.clone(), one.clone()];
        for (q, expected) in [
            ("river", both.to_vec()),
            ("RIVER -now", vec![one.clone()]),
            ("river water", both.to_vec()),
            ("\"river water\"", vec![two.clone()]),
            ("\"water clean\"", vec![three.clone()]),
            ("été", vec![one.clone()]),
            ("demand", vec![two.clone()]),
            ("水清", vec![three.clone()]),
            ("清水", vec![]),
            ("strong", vec![]),
            ("from:me", vec![two.clone()]),
            ("water from:@ann", vec![three.clone(), one.clone()]),
            ("water from:nobody", vec![]),
            ("river has:media", vec![]),
            ("river before:2020-01-01", vec![]),
            ("river after:2020-01-01", both.to_vec()),
            ("-river", vec![]),
            ("has:media", vec![]),
        ] {
            assert_eq!(statuses(&house, &ben, q).await, expected, "{q} on {}", database.url);
        }
        let ann_id = house.id_of(&ann).await;
        let by_ann =
            house.get(&query("water", &format!("&type=statuses&account_id={ann_id}")), Some(&ben)).await;
        assert_eq!(ids(&by_ann.body["statuses"]), [three.clone(), one.clone()]);
        let second = house.get(&query("water", "&type=statuses&limit=1&offset=1"), Some(&ben)).await;
        assert_eq!(ids(&second.body["statuses"]), [two.as_str()]);
        let below = house.get(&query("water", &format!("&type=statuses&max_id={two}")), Some(&ben)).await;
        assert_eq!(ids(&below.body["statuses"]), [one.as_str()]);

        // What is deleted leaves the index with it.
        house.call(Method::DELETE, &format!("/api/v1/statuses/{two}"), Some(&ben), &json!({})).await;
        assert_eq!(statuses(&house, &ann, "river").await, [one]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a93_nobody_finds_what_they_may_not_read() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        let host = house.config.handle_domain();
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let private =
            house.says(&ann, &json!({"status": "SECRET meeting #hidden", "visibility": "private"})).await;
        let direct = house
            .says(&ann, &json!({"status": format!("SECRET meeting @eve@{host}"), "visibility": "direct"}))
            .await;
        let quiet = house.says(&ann, &json!({"status": "SECRET meeting", "visibility": "unlisted"})).await;
        assert_eq!(statuses(&house, &ann, "secret").await, [quiet.clone(), direct.clone(), private.clone()]);
        assert_eq!(statuses(&house, &ben, "secret").await, [quiet, private.clone()], "a follower");
        assert_eq!(statuses(&house, &eve, "secret").await, [direct], "who is addressed");
        assert_eq!(statuses(&house, &eve, "meeting from:ann").await.len(), 1);
        assert_eq!(house.get(&query("hidden", ""), Some(&ben)).await.body["hashtags"], json!([]));
        for address in [format!("/posts/{private}"), format!("/@ann/{private}")] {
            let address = format!("{}{address}", house.config.origin());
            for resolve in ["", "&resolve=true"] {
                let of_eve = house.get(&query(&address, resolve), Some(&eve)).await;
                assert_eq!(
                    of_eve.body,
                    json!({"accounts": [], "statuses": [], "hashtags": []}),
                    "{address} {resolve}"
                );
            }
            let of_ben = house.get(&query(&address, ""), Some(&ben)).await;
            assert_eq!(ids(&of_ben.body["statuses"]), [private.as_str()], "{address}");
        }
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn people_and_hashtags_are_found_by_how_they_begin() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("anton", ALL).await);
        let ben_id = house.id_of(&ben).await;
        house
            .call(
                Method::PATCH,
                "/api/v1/accounts/update_credentials",
                Some(&ben),
                &json!({"display_name": "Old River"}),
            )
            .await;
        house.says(&ann, &json!({"status": "#Riverside #river"})).await;
        house.says(&ben, &json!({"status": "#river"})).await;
        let names = async |q: &str, more: &str| {
            let found = house.get(&query(q, more), Some(&ann)).await;
            let name = |account: &Value| text(&account["username"]);
            found.body["accounts"].as_array().expect("a list").iter().map(name).collect::<Vec<_>>()
        };
        assert_eq!(names("an", "").await, ["ann", "anton"]);
        assert_eq!(names("@ANT", "").await, ["anton"]);
        assert_eq!(names("riv", "").await, ["anton"], "a word of the name");
        assert_eq!(names("OLD  riv", "").await, ["anton"], "and what stands together there");
        assert_eq!(names("old x", "").await, Vec::<String>::new());
        // A name that was changed is found by the new one alone, in every script, with or without marks around it.
        let renamed = json!({"display_name": "«Ärger» im Fluß"});
        house.call(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&ben), &renamed).await;
        assert_eq!(names("riv", "").await, Vec::<String>::new());
        for q in ["ärg", "«ÄRG", "im fl", "FLUß", "anto"] {
            assert_eq!(names(q, "").await, ["anton"], "{q}");
        }
        assert_eq!(names("n", "").await, Vec::<String>::new());
        assert_eq!(names("a%", "").await, Vec::<String>::new());
        assert_eq!(names("an", "&following=true").await, Vec::<String>::new());
        assert_eq!(names("an", "&type=hashtags").await, Vec::<String>::new());
        house.post(&format!("/api/v1/accounts/{ben_id}/follow"), &ann, &json!({})).await;
        assert_eq!(names("an", "&following=true").await, ["anton"]);
        assert_eq!(names("an", "").await, ["anton", "ann"], "whom one follows comes first");
        let tags = house.get(&query("#RIV", ""), Some(&ann)).await;
        let tags: Vec<String> =
            tags.body["hashtags"].as_array().expect("a list").iter().map(|tag| text(&tag["name"])).collect();
        assert_eq!(tags, ["river", "riverside"]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a162_hostile_questions_are_answered_with_nothing() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        house.says(&ann, &json!({"status": "x"})).await;
        for q in [
            "%%%%",
            "'",
            "\"",
            "(((",
            "* AND NOT",
            "x' OR 1=1 --",
            "\u{0}",
            "from:",
            "a:b:c",
            ":*",
            "\\",
            "!|&",
            "[a-z]+(",
        ] {
            let answer = house.get(&query(q, ""), Some(&ann)).await;
            assert_eq!(answer.status, 200, "{q:?}: {}", answer.body);
        }
        let long = "word ".repeat(2_000);
        assert_eq!(house.get(&query(&long, "&limit=1000000000"), Some(&ann)).await.status, 200);
        assert_eq!(house.get(&query("x", "&offset=-1"), Some(&ann)).await.status, 200);
        assert_eq!(house.get(&query("x", "&max_id=y"), Some(&ann)).await.status, 400);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn an_address_leads_to_what_it_names_and_is_fetched_only_when_asked() {
    let rig = Rig::start().await;
    let vera = rig.vic.actor("vera");
    antiphon::service::members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    let token = antiphon::service::members::new_token(&rig.opened.app, "ann", "test", "read").await;
    let token = token.expect("a token");
    let note = vera.note(1, "<p>fetched words</p>");
    rig.vic.serve(
        note["id"]
            .as_str()
            .and_then(|id| id.split_once("vic.test"))
            .map(|(_, rest)| rest.find('/').map_or(rest, |at| &rest[at..]))
            .expect("a path"),
        &note,
    );
    let ask = async |q: &str, more: &str| {
        let answer = rig.http.get(rig.url(&query(q, more))).bearer_auth(&token).send().await;
        let bytes = answer.expect("an answer").bytes().await.expect("a body");
        serde_json::from_slice::<Value>(&bytes).expect("JSON")
    };
    let id = note["id"].as_str().expect("an id").to_owned();
    assert_eq!(ask(&id, "").await["statuses"], json!([]), "nobody is asked");
    assert_eq!(rig.vic.seen().len(), 0);
    let found = ask(&id, "&resolve=true").await;
    assert!(text(&found["statuses"][0]["content"]).contains("fetched words"), "{found}");
    assert_eq!(ask(&id, "").await["statuses"][0]["id"], found["statuses"][0]["id"], "it is known now");
    assert_eq!(ask(&vera.id, "").await["accounts"][0]["username"], json!("vera"));
    // The address of a page of this server, as people share it.
    let coalition = rig.coalition().await;
    for (path, name) in [("/@ann", "ann"), ("/actors/ann", "ann"), ("/", &coalition.username)] {
        let found = ask(&rig.url(path), "&resolve=true").await;
        assert_eq!(found["accounts"][0]["username"], json!(name), "{path}: {found}");
    }
    for nobody in ["/@nobody", "/@ann/nothing", "/about"] {
        assert_eq!(ask(&rig.url(nobody), "&resolve=true").await["accounts"], json!([]), "{nobody}");
    }
}
