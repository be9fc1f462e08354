//! What members do with statuses, and what every list says of it to the one who did it, and to nobody else.

use super::*;
use crate::support::link::neighbour_here;
use antiphon::domain::translation::Review;

/// The address that `Link` gives for this direction, without the origin.
fn link(house: &House, answer: &Answer, rel: &str) -> Option<String> {
    neighbour_here(&answer.headers, rel, &house.config.origin())
}

const FLAGS: [(&str, &str); 5] = [
    ("favourite", "favourited"),
    ("reblog", "reblogged"),
    ("bookmark", "bookmarked"),
    ("pin", "pinned"),
    ("mute", "muted"),
];

#[tokio::test]
async fn each_action_shows_in_every_list_and_can_be_taken_back() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let id = house.says(&ann, &json!({"status": "Mine", "media_ids": []})).await;
        let lists = [
            format!("/api/v1/accounts/{ann_id}/statuses"),
            "/api/v1/timelines/home".to_owned(),
            format!("/api/v1/statuses?id[]={id}&id[]=1"),
        ];
        for (verb, flag) in FLAGS {
            let act = async |verb: &str| {
                house.post(&format!("/api/v1/statuses/{id}/{verb}"), &ann, &json!({})).await
            };
            let seen = async |token: &str, path: &str| {
                let list = house.get(path, Some(token)).await.body;
                let of = list.as_array().expect("a list").iter().find(|s| s["id"] == json!(id)).cloned();
                of.unwrap_or_else(|| panic!("{path} has it: {list}"))[flag].clone()
            };
            assert_eq!(seen(&ann, &lists[0]).await, json!(false), "{flag}");
            let done = act(verb).await;
            let status = if verb == "reblog" { &done.body["reblog"] } else { &done.body };
            assert_eq!((done.status, &status[flag]), (StatusCode::OK, &json!(true)), "{verb}: {}", done.body);
            for path in &lists {
                assert_eq!(seen(&ann, path).await, json!(true), "{flag} in {path}");
                assert_eq!(seen(&ben, path).await, json!(false), "{flag} of ann shown to ben in {path}");
            }
            assert_eq!(act(verb).await.status, 200, "{verb} again");
            let undone = act(&format!("un{verb}")).await;
            assert_eq!((undone.status, &undone.body[flag]), (StatusCode::OK, &json!(false)), "un{verb}");
            assert_eq!(act(&format!("un{verb}")).await.status, 200, "un{verb} again");
            for path in &lists {
                assert_eq!(seen(&ann, path).await, json!(false), "{flag} in {path} after un{verb}");
            }
        }
        let now = house.get(&format!("/api/v1/statuses/{id}"), Some(&ann)).await.body;
        assert_eq!((&now["favourites_count"], &now["reblogs_count"]), (&json!(0), &json!(0)));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn kept_and_liked_statuses_come_in_the_order_of_keeping_and_their_cursor_is_in_link_only() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let mut said = Vec::new();
        for n in 0..5 {
            said.push(house.says(&ann, &json!({"status": format!("{n}")})).await);
        }
        for (verb, path) in [("bookmark", "/api/v1/bookmarks"), ("favourite", "/api/v1/favourites")] {
            // The last one said is kept first.
            for id in said.iter().rev() {
                house.post(&format!("/api/v1/statuses/{id}/{verb}"), &ben, &json!({})).await;
            }
            let first = house.get(&format!("{path}?limit=2"), Some(&ben)).await;
            assert_eq!(ids(&first.body), said[..2], "{path}");
            let next = link(&house, &first, "next").expect("there are more");
            assert!(!said.iter().any(|id| next.contains(id.as_str())), "{next} is no id of a status");
            let second = house.get(&next, Some(&ben)).await;
            assert_eq!(ids(&second.body), said[2..4], "{path}");
            let third = house.get(&link(&house, &second, "next").expect("one more"), Some(&ben)).await;
            assert_eq!(ids(&third.body), said[4..], "{path}");
            assert_eq!(link(&house, &third, "next"), None);
            let back = house.get(&link(&house, &third, "prev").expect("what was before"), Some(&ben)).await;
            assert_eq!(ids(&back.body), said[2..4], "{path} upwards");
            let nothing = house.get(path, Some(&ann)).await;
            assert_eq!((&nothing.body, nothing.headers.get("link")), (&json!([]), None), "{path} of ann");
        }
        let likers = house.get(&format!("/api/v1/statuses/{}/favourited_by", said[0]), None).await;
        assert_eq!(likers.body[0]["acct"], json!("ben"), "{}", likers.body);
        house.post(&format!("/api/v1/statuses/{}/reblog", said[0]), &ben, &json!({})).await;
        house.post(&format!("/api/v1/statuses/{}/reblog", said[0]), &ann, &json!({})).await;
        let path = format!("/api/v1/statuses/{}/reblogged_by", said[0]);
        let first = house.get(&format!("{path}?limit=1"), Some(&ann)).await;
        assert_eq!(first.body[0]["acct"], json!("ann"), "{}", first.body);
        let second = house.get(&link(&house, &first, "next").expect("one more"), Some(&ann)).await;
        assert_eq!(second.body[0]["acct"], json!("ben"), "{}", second.body);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a93_a95_nothing_can_be_done_to_what_may_not_be_seen_and_what_was_kept_goes_with_the_right() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let id = house.says(&ann, &json!({"status": "SECRET", "visibility": "private"})).await;
        for verb in ["favourite", "bookmark"] {
            assert_eq!(
                house.post(&format!("/api/v1/statuses/{id}/{verb}"), &ben, &json!({})).await.status,
                200
            );
        }
        house.post(&format!("/api/v1/statuses/{id}/pin"), &ann, &json!({})).await;
        let pinned = format!("/api/v1/accounts/{ann_id}/statuses?pinned=true");
        assert_eq!(ids(&house.get(&pinned, Some(&ben)).await.body), [id.as_str()]);
        let nothing = house.get("/api/v1/statuses/1", Some(&eve)).await.body;
        for (verb, _) in FLAGS {
            for verb in [verb.to_owned(), format!("un{verb}")] {
                let answer = house.post(&format!("/api/v1/statuses/{id}/{verb}"), &eve, &json!({})).await;
                assert_eq!((answer.status, &answer.body), (StatusCode::NOT_FOUND, &nothing), "{verb}");
            }
        }
        house.post(&format!("/api/v1/accounts/{ann_id}/unfollow"), &ben, &json!({})).await;
        let reads = ["context", "source", "history", "favourited_by", "reblogged_by"];
        for token in [&eve, &ben] {
            for what in reads {
                let answer = house.get(&format!("/api/v1/statuses/{id}/{what}"), Some(token)).await;
                assert_eq!((answer.status, &answer.body), (StatusCode::NOT_FOUND, &nothing), "{what}");
            }
            for path in
                ["/api/v1/bookmarks", "/api/v1/favourites", &format!("/api/v1/statuses?id={id}"), &pinned]
            {
                assert_eq!(house.get(path, Some(token)).await.body, json!([]), "{path}");
            }
        }
        let anonymous = house.get(&pinned, None).await;
        assert_eq!((anonymous.status, &anonymous.body), (StatusCode::OK, &json!([])));
        let put = house
            .call(Method::PUT, &format!("/api/v1/statuses/{id}"), Some(&eve), &json!({"status": "Hers"}))
            .await;
        assert_eq!((put.status, &put.body), (StatusCode::NOT_FOUND, &nothing));
        let now = house.get(&format!("/api/v1/statuses/{id}"), Some(&ann)).await.body;
        assert_eq!((&now["content"], &now["favourites_count"]), (&json!("<p>SECRET</p>"), &json!(1)));
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn only_own_statuses_can_be_pinned_and_five_at_most() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
    let ann_id = house.id_of(&ann).await;
    let foreign = house.says(&ben, &json!({"status": "Ben's"})).await;
    let direct = house.says(&ann, &json!({"status": "To nobody", "visibility": "direct"})).await;
    for id in [&foreign, &direct] {
        let refused = house.post(&format!("/api/v1/statuses/{id}/pin"), &ann, &json!({})).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
    }
    let mut pinned = Vec::new();
    for n in 0..6 {
        let id = house.says(&ann, &json!({"status": format!("{n}")})).await;
        let answer = house.post(&format!("/api/v1/statuses/{id}/pin"), &ann, &json!({})).await;
        assert_eq!(answer.status.as_u16(), if n < 5 { 200 } else { 422 });
        pinned.insert(0, id);
    }
    let page = house.get(&format!("/api/v1/accounts/{ann_id}/statuses?pinned=true"), None).await;
    assert_eq!(ids(&page.body), pinned[1..], "newest pin first, and the sixth is none");
}

#[tokio::test]
async fn an_account_s_statuses_by_kind() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        let bens = house.says(&ben, &json!({"status": "Ben's #river"})).await;
        let plain = house.says(&ann, &json!({"status": "Plain"})).await;
        let tagged = house.says(&ann, &json!({"status": "On the #River"})).await;
        let hidden = house.says(&ann, &json!({"status": "Hidden #river", "visibility": "private"})).await;
        let own = house.says(&ann, &json!({"status": "More", "in_reply_to_id": plain})).await;
        let reply = house.says(&ann, &json!({"status": "Yes", "in_reply_to_id": bens})).await;
        let boost = house.post(&format!("/api/v1/statuses/{bens}/reblog"), &ann, &json!({})).await;
        let boost = text(&boost.body["id"]);
        let with_picture = a_post_with_a_picture(&house, "ann").await;
        let list = async |query: &str, token: Option<&str>| {
            ids(&house.get(&format!("/api/v1/accounts/{ann_id}/statuses?{query}"), token).await.body)
        };
        let open = [&with_picture, &boost, &reply, &own, &tagged, &plain].map(String::as_str);
        assert_eq!(list("", None).await, open);
        assert_eq!(
            list("exclude_reblogs=true", None).await,
            [&with_picture, &reply, &own, &tagged, &plain].map(String::as_str)
        );
        assert_eq!(
            list("exclude_replies=1&exclude_reblogs=1", None).await,
            [&with_picture, &own, &tagged, &plain].map(String::as_str),
            "answers to oneself are no replies"
        );
        for (query, token, expected) in [
            ("tagged=River", None, vec![&tagged]),
            ("tagged=river", Some(ben.as_str()), vec![&tagged]),
            ("tagged=river", Some(ann.as_str()), vec![&hidden, &tagged]),
            ("tagged=nothing", None, vec![]),
            ("only_media=true", None, vec![&with_picture]),
            ("only_media=true&tagged=river", None, vec![]),
            ("only_media=true&tagged=photo", None, vec![&with_picture]),
            ("pinned=true", None, vec![]),
        ] {
            let expected: Vec<&str> = expected.into_iter().map(String::as_str).collect();
            assert_eq!(list(query, token).await, expected, "{query}");
            assert_eq!(list(&format!("{query}&min_id=1"), token).await, expected, "{query} upwards");
        }
        house.opened.app.store.close().await;
    }
}

/// Members cannot attach anything through this door yet; the desk can.
async fn a_post_with_a_picture(house: &House, name: &str) -> String {
    use antiphon::domain::poll::Wish;
    use antiphon::domain::post::Attachment;
    use antiphon::domain::visibility::Visibility;
    use antiphon::service::posts::{self, NewPost, Source};
    let cx = house.opened.federation.to_request_data();
    let author = antiphon::service::accounts::local(&cx, name).await.expect("they live here");
    let new = NewPost {
        sources: vec![Source {
            language: "en".to_owned(),
            title: None,
            markdown: "A #photo".to_owned(),
            review: Review::Unsaid,
        }],
        visibility: Visibility::Public,
        in_reply_to: None,
        warning: None,
        attachments: vec![Attachment {
            url: "https://files.test/a.png".to_owned(),
            media_type: Some("image/png".to_owned()),
            description: None,
            picture: None,
            upload: None,
        }],
        poll: Wish::Keep,
    };
    posts::write(&cx, None, &author, new).await.expect("it is written").id.to_string()
}

/// Every route about statuses that is not in the first list, a scope that opens it, and what it answers.
const ROUTES: [(Method, &str, &str, u16); 24] = [
    (Method::GET, "/api/v1/statuses?id[]=1", "read:statuses", 200),
    (Method::PUT, "/api/v1/statuses/1", "write:statuses", 404),
    (Method::GET, "/api/v1/statuses/1/context", "read:statuses", 404),
    (Method::GET, "/api/v1/statuses/1/history", "read:statuses", 404),
    (Method::GET, "/api/v1/statuses/1/source", "read:statuses", 404),
    (Method::GET, "/api/v1/statuses/1/favourited_by", "read:statuses", 404),
    (Method::GET, "/api/v1/statuses/1/reblogged_by", "read:statuses", 404),
    (Method::POST, "/api/v1/statuses/1/unfavourite", "write:favourites", 404),
    (Method::POST, "/api/v1/statuses/1/reblog", "write:statuses", 404),
    (Method::POST, "/api/v1/statuses/1/unreblog", "write:statuses", 404),
    (Method::POST, "/api/v1/statuses/1/bookmark", "write:bookmarks", 404),
    (Method::POST, "/api/v1/statuses/1/unbookmark", "write:bookmarks", 404),
    (Method::POST, "/api/v1/statuses/1/pin", "write:accounts", 404),
    (Method::POST, "/api/v1/statuses/1/unpin", "write:accounts", 404),
    (Method::POST, "/api/v1/statuses/1/mute", "write:mutes", 404),
    (Method::POST, "/api/v1/statuses/1/unmute", "write:mutes", 404),
    (Method::GET, "/api/v1/bookmarks", "read:bookmarks", 200),
    (Method::GET, "/api/v1/favourites", "read:favourites", 200),
    (Method::GET, "/api/v1/scheduled_statuses", "read:statuses", 200),
    (Method::GET, "/api/v1/scheduled_statuses/1", "read:statuses", 404),
    (Method::PUT, "/api/v1/scheduled_statuses/1", "write:statuses", 404),
    (Method::DELETE, "/api/v1/scheduled_statuses/1", "write:statuses", 404),
    (Method::GET, "/api/v1/preferences", "read:accounts", 200),
    (Method::GET, "/api/v1/statuses/%00/context", "read:statuses", 404),
];
/// Everybody may ask these without a token.
const OPEN: [&str; 5] = ["?id[]=1", "/context", "/history", "/favourited_by", "/reblogged_by"];

#[tokio::test]
async fn a166_a_token_does_to_statuses_what_its_scope_says_and_nothing_else() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    house.member("ann", ALL).await;
    for (method, path, scope, expected) in &ROUTES {
        let good = house.token("ann", scope).await;
        let answer = house.call(method.clone(), path, Some(&good), &json!({})).await;
        assert_eq!(answer.status.as_u16(), *expected, "{method} {path} with {scope}: {}", answer.body);
        let opposite = if scope.starts_with("read") { "write" } else { "read" };
        for other in [opposite, "read:lists write:media push", ""] {
            let token = house.token("ann", other).await;
            let answer = house.call(method.clone(), path, Some(&token), &json!({})).await;
            assert_eq!(answer.status, 403, "{method} {path} with {other:?}");
        }
        for token in [None, Some("nonsense")] {
            let answer = house.call(method.clone(), path, token, &json!({})).await;
            let is_open =
                token.is_none() && *method == Method::GET && OPEN.iter().any(|end| path.ends_with(end));
            let expected = if is_open { *expected } else { 401 };
            assert_eq!(answer.status.as_u16(), expected, "{method} {path} with {token:?}");
        }
    }
}

#[tokio::test]
async fn an_own_boost_stands_in_the_own_home_until_it_is_taken_back() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, fay) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("fay", ALL).await);
        let id = house.says(&ann, &json!({"status": "Clean water"})).await;
        let home = async |token: &str| house.get("/api/v1/timelines/home", Some(token)).await.body;
        for (who, token) in [("ben", &ben), ("ann", &ann)] {
            let before = ids(&home(token).await);
            let done = house.post(&format!("/api/v1/statuses/{id}/reblog"), token, &json!({})).await;
            let list = home(token).await;
            assert_eq!(ids(&list), [vec![text(&done.body["id"])], before.clone()].concat(), "{who}");
            let first = &list[0];
            assert_eq!(
                (
                    &first["account"]["username"],
                    &first["reblog"]["id"],
                    &first["reblog"]["account"]["username"]
                ),
                (&json!(who), &json!(id), &json!("ann"))
            );
            assert_eq!((&first["reblogged"], &first["reblog"]["reblogged"]), (&json!(true), &json!(true)));
            let again = house.post(&format!("/api/v1/statuses/{id}/reblog"), token, &json!({})).await;
            assert_eq!(again.status, 200);
            assert_eq!(ids(&home(token).await).len(), before.len() + 1, "once");
            house.post(&format!("/api/v1/statuses/{id}/unreblog"), token, &json!({})).await;
            assert_eq!(ids(&home(token).await), before, "{who} has taken it back");
        }
        assert_eq!(home(&fay).await, json!([]), "nobody who does not follow");
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a_boost_for_followers_reaches_them_and_is_shown_to_nobody_else() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let (fay, eve) = (house.member("fay", ALL).await, house.member("eve", ALL).await);
        let bens_id = house.id_of(&ben).await;
        house.post(&format!("/api/v1/accounts/{bens_id}/follow"), &fay, &json!({})).await;
        let words = house.says(&ann, &json!({"status": "words"})).await;
        let path = format!("/api/v1/statuses/{words}/reblog");
        let refused = house.post(&path, &ben, &json!({"visibility": "direct"})).await;
        assert_eq!(refused.status, 422, "{}", refused.body);
        let boost = house.post(&path, &ben, &json!({"visibility": "private"})).await;
        assert_eq!(
            (boost.status.as_u16(), &boost.body["visibility"]),
            (200, &json!("private")),
            "{}",
            boost.body
        );
        let home = house.get("/api/v1/timelines/home", Some(&fay)).await;
        assert_eq!(ids(&home.body), [text(&boost.body["id"])]);
        for (who, token, expected) in [
            ("a stranger", None, 0),
            ("a member", Some(&eve), 0),
            ("a follower", Some(&fay), 1),
            ("ben", Some(&ben), 1),
        ] {
            let token = token.map(String::as_str);
            for path in [
                format!("/api/v1/accounts/{bens_id}/statuses"),
                format!("/api/v1/statuses/{words}/reblogged_by"),
            ] {
                let shown = house.get(&path, token).await.body;
                assert_eq!(shown.as_array().expect("a list").len(), expected, "{who} {path}: {shown}");
            }
        }
        house.post(&format!("/api/v1/statuses/{words}/unreblog"), &ben, &json!({})).await;
        assert_eq!(house.get("/api/v1/timelines/home", Some(&fay)).await.body, json!([]));
        house.opened.app.store.close().await;
    }
}
