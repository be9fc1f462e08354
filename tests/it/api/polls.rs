//! Polls as members ask them, see them and vote in them, on both databases.

use antiphon::domain::ids::PostId;
use antiphon::domain::translation::Review;
use antiphon::service::polls;
use antiphon::store::posts;
use axum::body::Body;
use http::Method;
use serde_json::{Value, json};

use super::{ALL, House, text};
use crate::support::databases;

/// A poll as JSON clients write it.
fn poll(options: &[&str], more: &Value) -> Value {
    let mut poll = json!({"options": options, "expires_in": 3_600});
    for (name, value) in more.as_object().expect("an object") {
        poll[name] = value.clone();
    }
    json!({"status": "When?", "poll": poll})
}

impl House {
    async fn votes(&self, token: &str, id: &str, choices: &[&str]) -> super::Answer {
        self.post(&format!("/api/v1/polls/{id}/votes"), token, &json!({ "choices": choices })).await
    }

    /// The poll by itself, for the one with this token.
    async fn poll(&self, id: &str, token: Option<&str>) -> Value {
        let answer = self.get(&format!("/api/v1/polls/{id}"), token).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        answer.body
    }

    /// Ends a poll as if its time had come, since the clock of this house is the real one.
    async fn ends(&self, id: &str) {
        let id: PostId = id.parse().expect("an id");
        let app = &self.opened.app;
        let mut post = posts::find(&app.store, id).await.expect("reads").expect("it is there");
        let past = app.now().plus(-1);
        post.details.poll.as_mut().expect("a poll").ends_at = Some(past.0);
        let mut tx = app.store.begin().await.expect("begins");
        antiphon::store::polls::write_counts(&mut tx, id, &post.details).await.expect("writes");
        antiphon::store::polls::save(&mut tx, id, Some(past)).await.expect("saves");
        tx.commit().await.expect("commits");
    }

    /// How often the one with this token was told that a poll ended.
    async fn told_of_ends(&self, token: &str) -> usize {
        let told = self.get("/api/v1/notifications?types[]=poll", Some(token)).await;
        told.body.as_array().expect("a list").len()
    }
}

fn counts(poll: &Value) -> Vec<Option<u64>> {
    let options = poll["options"].as_array().expect("options");
    options.iter().map(|option| option["votes_count"].as_u64()).collect()
}

#[tokio::test]
async fn members_vote_and_everybody_sees_how_it_stands() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let asked = house.post("/api/v1/statuses", &ann, &poll(&["Friday", "Saturday <3"], &json!({}))).await;
        assert_eq!(asked.status, 200, "{}", asked.body);
        let id = text(&asked.body["id"]);
        let shown = &asked.body["poll"];
        for key in
            ["id", "expires_at", "expired", "multiple", "votes_count", "voters_count", "options", "emojis"]
        {
            assert!(!shown[key].is_null(), "{key} is missing: {shown}");
        }
        assert_eq!(shown["id"], json!(id));
        assert_eq!((&shown["voted"], &shown["own_votes"]), (&json!(true), &json!([])), "it is ann's own");

        let voted = house.votes(&ben, &id, &["1"]).await;
        assert_eq!(voted.status, 200, "{}", voted.body);
        assert_eq!((&voted.body["voted"], &voted.body["own_votes"]), (&json!(true), &json!([1])));
        assert_eq!((counts(&voted.body), &voted.body["voters_count"]), (vec![Some(0), Some(1)], &json!(1)));

        // The same poll wherever the status is shown, each reader with their own votes.
        let home = house.get("/api/v1/timelines/home", Some(&ben)).await;
        let boost = house.post(&format!("/api/v1/statuses/{id}/reblog"), &eve, &json!({})).await;
        for (at, poll) in [
            ("home", &home.body[0]["poll"]),
            ("status", &house.get(&format!("/api/v1/statuses/{id}"), Some(&ben)).await.body["poll"]),
            ("poll", &house.poll(&id, Some(&ben)).await),
        ] {
            assert_eq!((&poll["own_votes"], &poll["votes_count"]), (&json!([1]), &json!(1)), "{at}: {poll}");
        }
        for (at, poll) in [
            ("boost", &boost.body["reblog"]["poll"]),
            ("nobody", &house.poll(&id, None).await),
            ("page", &house.get(&format!("/api/v1/accounts/{ann_id}/statuses"), None).await.body[0]["poll"]),
        ] {
            assert_eq!((&poll["voted"], &poll["own_votes"]), (&json!(false), &json!([])), "{at}: {poll}");
            assert_eq!(poll["votes_count"], json!(1), "{at}");
        }

        // A form counts as well as JSON, and several choices where several are allowed.
        let form = "status=Which%3F&poll[options][]=a&poll[options][]=b&poll[options][]=c&poll[expires_in]=300&poll[multiple]=true&poll[hide_totals]=1";
        let request = house
            .request(Method::POST, "/api/v1/statuses", Some(&ann))
            .header("content-type", "application/x-www-form-urlencoded");
        let many = house.send(request.body(Body::from(form)).expect("a request")).await;
        let many = text(&many.body["id"]);
        let voted = house.votes(&ben, &many, &["2", "0"]).await;
        assert_eq!(voted.body["own_votes"], json!([0, 2]), "{}", voted.body);
        assert_eq!(counts(&voted.body), [None, None, None], "hidden until the end");
        assert_eq!((&voted.body["votes_count"], &voted.body["multiple"]), (&json!(2), &json!(true)));
        assert_eq!(voted.body["voters_count"], json!(1));
        house.ends(&many).await;
        assert_eq!(counts(&house.poll(&many, None).await), [Some(1), Some(0), Some(1)]);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a118_what_is_no_good_vote_changes_nothing() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let one = house.says(&ann, &poll(&["a", "b"], &json!({}))).await;
        assert_eq!(house.votes(&ben, &one, &["0"]).await.status, 200);
        let over = house.says(&ann, &poll(&["a", "b"], &json!({}))).await;
        house.ends(&over).await;
        let plain = house.says(&ann, &json!({"status": "No question"})).await;
        let mut private = poll(&["a", "b"], &json!({}));
        private["visibility"] = json!("private");
        let private = house.says(&ann, &private).await;
        for (who, id, choices, status) in [
            (&ann, &one, &["0"][..], 422),
            (&ben, &one, &["1"], 422),
            (&eve, &one, &["0", "1"], 422),
            (&eve, &one, &["2"], 422),
            (&eve, &one, &["-1"], 422),
            (&eve, &one, &["99999999999999999999999"], 422),
            (&eve, &one, &["a"], 422),
            (&eve, &one, &[], 422),
            (&eve, &over, &["0"], 422),
            (&eve, &plain, &["0"], 404),
            (&eve, &private, &["0"], 404),
            (&eve, &"1".to_owned(), &["0"], 404),
        ] {
            let answer = house.votes(who, id, choices).await;
            assert_eq!(answer.status.as_u16(), status, "{choices:?}: {}", answer.body);
            assert!(answer.body["error"].as_str().is_some_and(|words| !words.is_empty()), "with words");
        }
        assert_eq!(counts(&house.poll(&one, Some(&ben)).await), [Some(1), Some(0)]);
        assert_eq!(counts(&house.poll(&over, None).await), [Some(0), Some(0)]);
        assert_eq!(counts(&house.poll(&private, Some(&ann)).await), [Some(0), Some(0)]);
        for token in [Some(&eve), None] {
            for id in [&private, &plain] {
                let answer = house.get(&format!("/api/v1/polls/{id}"), token.map(String::as_str)).await;
                assert_eq!(
                    (answer.status.as_u16(), &answer.body["error"]),
                    (404, &json!("Record not found"))
                );
            }
        }
        // Reading and voting need their scopes.
        let narrow = house.token("eve", "read").await;
        assert_eq!(house.votes(&narrow, &one, &["0"]).await.status, 403);
        let other = house.token("eve", "write").await;
        assert_eq!(house.get(&format!("/api/v1/polls/{one}"), Some(&other)).await.status, 403);
        let path = format!("/api/v1/polls/{one}/votes");
        assert_eq!(house.call(Method::POST, &path, None, &json!({"choices": [0]})).await.status, 401);
        // The same ballot sent twice at once is one ballot.
        let choices: [&str; 1] = ["1"];
        let (first, second) =
            tokio::join!(house.votes(&eve, &one, &choices), house.votes(&eve, &one, &["0"]));
        let mut statuses = [first.status.as_u16(), second.status.as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 422]);
        assert_eq!(house.poll(&one, None).await["votes_count"], json!(2));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn many_votes_at_once_are_all_counted() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let ann = house.member("ann", ALL).await;
        let id = house.says(&ann, &poll(&["a", "b"], &json!({}))).await;
        let mut voters = Vec::new();
        for n in 0..12 {
            voters.push(house.member(&format!("voter{n}"), ALL).await);
        }
        let votes = voters.iter().enumerate().map(async |(n, token)| {
            house.votes(token, &id, &[if n % 3 == 0 { "0" } else { "1" }]).await.status.as_u16()
        });
        assert_eq!(futures_util::future::join_all(votes).await, [200; 12]);
        let poll = house.poll(&id, None).await;
        assert_eq!((counts(&poll), &poll["voters_count"]), (vec![Some(4), Some(8)], &json!(12)));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_poll_that_cannot_be_asked_is_refused_with_words() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    let nine = ["1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let long = "x".repeat(101);
    for (refused, word) in [
        (poll(&["a"], &json!({})), "least"),
        (poll(&[], &json!({})), "least"),
        (poll(&nine, &json!({})), "most"),
        (poll(&["a", ""], &json!({})), "empty"),
        (poll(&["a", &long], &json!({})), "characters"),
        (poll(&["a", "A "], &json!({})), "different"),
        (poll(&["a", "b"], &json!({"expires_in": 299})), "seconds"),
        (poll(&["a", "b"], &json!({"expires_in": 2_629_747})), "seconds"),
        (poll(&["a", "b"], &json!({"expires_in": "soon"})), "seconds"),
        (poll(&["a", "b"], &json!({"expires_in": null})), "seconds"),
    ] {
        let answer = house.post("/api/v1/statuses", &ann, &refused).await;
        assert_eq!(answer.status, 422, "{refused}");
        assert!(
            answer.body["error"].as_str().is_some_and(|e| e.contains(word)),
            "{refused}: {}",
            answer.body
        );
    }
    let home = house.get("/api/v1/timelines/home", Some(&ann)).await;
    assert_eq!(home.body, json!([]), "nothing of what was refused was written");
    house.says(&ann, &poll(&nine[..8], &json!({"expires_in": 2_629_746}))).await;
    for path in ["/api/v1/instance", "/api/v2/instance"] {
        assert_eq!(
            house.get(path, None).await.body["configuration"]["polls"],
            json!({"max_options": 8, "max_characters_per_option": 100, "min_expiration": 300, "max_expiration": 2_629_746})
        );
    }
}

#[tokio::test]
async fn the_end_is_told_once_to_the_author_and_to_those_who_voted() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let id = house.says(&ann, &poll(&["a", "b"], &json!({"hide_totals": true}))).await;
        house.votes(&ben, &id, &["1"]).await;
        let app = &house.opened.app;
        polls::do_what_is_due(app).await.expect("does");
        assert_eq!(
            (house.told_of_ends(&ann).await, house.told_of_ends(&ben).await),
            (0, 0),
            "not before the end"
        );
        house.ends(&id).await;
        let (one, other) = tokio::join!(polls::do_what_is_due(app), polls::do_what_is_due(app));
        one.expect("does");
        other.expect("does");
        polls::do_what_is_due(app).await.expect("does");
        for (token, times) in [(&ann, 1), (&ben, 1), (&eve, 0)] {
            assert_eq!(house.told_of_ends(token).await, times);
        }
        let told = house.get("/api/v1/notifications", Some(&ben)).await.body[0].clone();
        assert_eq!((&told["type"], &told["account"]["acct"]), (&json!("poll"), &json!("ann")));
        assert_eq!(told["status"]["poll"]["expired"], json!(true));
        assert_eq!(counts(&told["status"]["poll"]), [Some(0), Some(1)]);
        assert_eq!(told["status"]["edited_at"], Value::Null, "the end of a poll is no edit");
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn an_edit_that_asks_something_else_begins_the_count_anew() {
    use antiphon::domain::poll::{NewPoll, Wish};
    use antiphon::domain::visibility::Visibility;
    use antiphon::service::accounts;
    use antiphon::service::posts::{self as verbs, NewPost, Source};

    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let account = house.id_of(&ann).await.parse().expect("an id");
        let author = accounts::find(&house.opened.app, account).await.expect("ann is there");
        let id = house.says(&ann, &poll(&["a", "b"], &json!({}))).await;
        house.votes(&ben, &id, &["1"]).await;
        let cx = house.opened.federation.to_request_data();
        let edit = async |words: &str, wish: Wish| {
            let new = NewPost {
                sources: vec![Source {
                    language: "en".to_owned(),
                    title: None,
                    markdown: words.to_owned(),
                    review: Review::Unsaid,
                }],
                visibility: Visibility::Public,
                in_reply_to: None,
                warning: None,
                attachments: Vec::new(),
                poll: wish,
            };
            verbs::edit(&cx, None, &author, id.parse().expect("an id"), new).await.expect("is edited");
        };
        let ask = |options: &[&str]| {
            let options = options.iter().map(|o| (*o).to_owned()).collect();
            Wish::Ask(NewPoll { options, lasts: 7_200, multiple: false, hides_totals: false })
        };
        edit("Other words", Wish::Keep).await;
        edit("Still other words", ask(&["a", "b"])).await;
        let kept = house.poll(&id, Some(&ben)).await;
        assert_eq!((counts(&kept), &kept["own_votes"]), (vec![Some(0), Some(1)], &json!([1])));
        edit("Still other words", ask(&["a", "c"])).await;
        let new = house.poll(&id, Some(&ben)).await;
        assert_eq!((counts(&new), &new["voted"]), (vec![Some(0), Some(0)], &json!(false)));
        assert_eq!(house.votes(&ben, &id, &["0"]).await.body["votes_count"], json!(1), "ben votes again");
        edit("No question any more", Wish::Without).await;
        assert_eq!(house.get(&format!("/api/v1/polls/{id}"), Some(&ann)).await.status, 404);
        assert_eq!(house.votes(&ben, &id, &["0"]).await.status, 404);
        assert_eq!(house.get(&format!("/api/v1/statuses/{id}"), None).await.body["poll"], Value::Null);
        edit("And a question again", ask(&["a", "b"])).await;
        assert_eq!(house.poll(&id, Some(&ben)).await["votes_count"], json!(0));
        house.opened.app.store.close().await;
    }
}
