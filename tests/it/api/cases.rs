//! Cases of the client API by their ids: private posts that leak by a way around, things of others by their ids, fields
//! that nobody may set. What is looked at is the effect.

use antiphon::mastodon::routes;
use antiphon::mastodon::table::Needs;
use http::Method;
use serde_json::{Value, json};

use super::{ALL, House, ids, text};
use crate::support::databases;
use crate::support::pictures;

/// A word of ann's followers-only post.
const SECRET: &str = "weir-at-dawn";

/// Ann, whom fay follows and bob does not; each with a token, and a followers-only post of ann's.
struct Scene {
    house: House,
    ann: String,
    fay: String,
    bob: String,
    private: String,
}

impl Scene {
    async fn set(database: &databases::Fresh) -> Self {
        let house = House::open(database).await;
        let (ann, fay, bob) =
            (house.member("ann", ALL).await, house.member("fay", ALL).await, house.member("bob", ALL).await);
        let id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{id}/follow"), &fay, &json!({})).await;
        let private = house.says(&ann, &json!({"status": SECRET, "visibility": "private"})).await;
        Self { house, ann, fay, bob, private }
    }

    /// What anybody sees at an address, whatever kind of answer it is.
    async fn open_door(&self, path: &str, accept: &str) -> (u16, String) {
        let served = self.house.loads(&format!("http://localhost:8080{path}"), &[("accept", accept)]).await;
        (served.status.as_u16(), String::from_utf8_lossy(&served.bytes).into_owned())
    }
}

#[tokio::test]
async fn a97_a_private_post_is_boosted_by_its_author_for_their_followers_and_by_nobody_else() {
    for database in databases::both() {
        let scene = Scene::set(&database).await;
        let path = format!("/api/v1/statuses/{}/reblog", scene.private);
        for (who, token) in [("a follower", &scene.fay), ("a stranger", &scene.bob)] {
            let answer = scene.house.post(&path, token, &json!({"visibility": "public"})).await;
            assert_eq!(answer.status, 404, "{who}: {}", answer.body);
            assert!(!answer.body.to_string().contains(SECRET), "{who}");
        }
        let seen = scene.house.get(&format!("/api/v1/statuses/{}", scene.private), Some(&scene.ann)).await;
        assert_eq!(seen.body["reblogs_count"], json!(0));
        let boost = scene.house.post(&path, &scene.ann, &json!({"visibility": "public"})).await;
        assert_eq!(
            (boost.status.as_u16(), &boost.body["visibility"]),
            (200, &json!("private")),
            "{}",
            boost.body
        );
        let id = scene.house.id_of(&scene.ann).await;
        let page = format!("/api/v1/accounts/{id}/statuses");
        for (token, expected) in
            [(None, 0), (Some(&scene.bob), 0), (Some(&scene.fay), 2), (Some(&scene.ann), 2)]
        {
            let shown = scene.house.get(&page, token.map(String::as_str)).await.body;
            assert_eq!(shown.as_array().expect("a list").len(), expected, "{shown}");
        }
        let public = scene.house.get("/api/v1/timelines/public", None).await;
        assert_eq!(public.body, json!([]));
        for accept in ["text/html", "application/activity+json"] {
            for shown in ["/actors/ann", "/@ann", "/actors/ann/outbox?page=true"] {
                let (_, text) = scene.open_door(shown, accept).await;
                assert!(!text.contains(SECRET) && !text.contains(&scene.private), "{shown}");
            }
        }
    }
}

#[tokio::test]
async fn a98_a_private_post_is_quoted_by_nobody_else() {
    let database = databases::sqlite();
    let scene = Scene::set(&database).await;
    let before = scene.house.get("/api/v1/timelines/public", None).await.body;
    // A follower sees it and may not carry it further; for a stranger it is not there.
    for (token, status) in [(&scene.fay, 422), (&scene.bob, 404)] {
        for visibility in ["public", "private", "direct"] {
            let body = json!({"status": "look", "quoted_status_id": scene.private, "visibility": visibility});
            let answer = scene.house.post("/api/v1/statuses", token, &body).await;
            assert_eq!(answer.status, status, "{}", answer.body);
            assert!(!answer.body.to_string().contains(SECRET));
        }
    }
    assert_eq!(scene.house.get("/api/v1/timelines/public", None).await.body, before, "nothing was written");
    // Who may quote is said while writing as well.
    for (word, shown) in
        [("nobody", json!([])), ("followers", json!(["followers"])), ("public", json!(["public"]))]
    {
        let id = scene.house.says(&scene.ann, &json!({"status": "x", "quote_approval_policy": word})).await;
        let status = scene.house.get(&format!("/api/v1/statuses/{id}"), None).await.body;
        assert_eq!(status["quote_approval"]["automatic"], shown, "{word}");
    }
    let wrong = json!({"status": "x", "quote_approval_policy": "everyone"});
    assert_eq!(scene.house.post("/api/v1/statuses", &scene.ann, &wrong).await.status, 422);
}

#[tokio::test]
async fn a99_a_public_answer_tells_nothing_of_the_private_post_it_answers() {
    for database in databases::both() {
        let scene = Scene::set(&database).await;
        let said = json!({"status": "yes, come", "in_reply_to_id": scene.private, "visibility": "public"});
        let answer = scene.house.says(&scene.fay, &said).await;
        for token in [None, Some(scene.bob.as_str())] {
            for path in [
                format!("/api/v1/statuses/{answer}"),
                format!("/api/v1/statuses/{answer}/context"),
                format!("/api/v1/statuses/{answer}/history"),
                "/api/v1/timelines/public".to_owned(),
                format!("/api/v1/statuses?id[]={}&id[]={answer}", scene.private),
            ] {
                let read = scene.house.get(&path, token).await;
                assert_eq!(read.status, 200, "{path}: {}", read.body);
                assert!(!read.body.to_string().contains(SECRET), "{path}: {}", read.body);
            }
            let context = scene.house.get(&format!("/api/v1/statuses/{answer}/context"), token).await;
            assert_eq!(context.body["ancestors"], json!([]));
        }
        for (path, accept) in [
            (format!("/posts/{answer}"), "text/html"),
            (format!("/posts/{answer}"), "application/activity+json"),
            ("/@fay".to_owned(), "text/html"),
            ("/@fay/feed.atom".to_owned(), "*/*"),
        ] {
            let (status, body) = scene.open_door(&path, accept).await;
            assert!(status < 500 && !body.contains(SECRET), "{path} {accept}: {status} {body}");
        }
    }
}

#[tokio::test]
async fn a100_what_was_deleted_is_read_nowhere_and_an_edit_opens_or_shuts_nothing() {
    for database in databases::both() {
        let scene = Scene::set(&database).await;
        let id = scene.house.says(&scene.ann, &json!({"status": SECRET, "visibility": "public"})).await;
        let path = format!("/api/v1/statuses/{id}");
        // Who may see a post is said once: an edit that asks for another visibility leaves it, and says so in its answer.
        for (post, visibility) in [(&id, "private"), (&scene.private, "public")] {
            let body = json!({"status": format!("{SECRET}, again"), "visibility": visibility});
            let before = scene.house.get(&format!("/api/v1/statuses/{post}"), Some(&scene.ann)).await.body;
            let edited = scene
                .house
                .call(Method::PUT, &format!("/api/v1/statuses/{post}"), Some(&scene.ann), &body)
                .await;
            assert_eq!(edited.body["visibility"], before["visibility"], "{}", edited.body);
        }
        assert_eq!(scene.house.get(&format!("/api/v1/statuses/{}", scene.private), None).await.status, 404);
        let pages =
            [format!("/posts/{id}"), format!("/posts/{id}/versions/1"), format!("/@ann/{id}/versions")];
        // Read once, so that whatever keeps answers has them. Pages are kept for two seconds at most, and not looked at yet.
        assert_eq!(scene.open_door(&pages[0], "application/activity+json").await.0, 200);
        assert_eq!(scene.house.get(&path, None).await.status, 200);
        assert_eq!(scene.house.get(&format!("{path}/history"), None).await.status, 200);
        assert_eq!(scene.house.call(Method::DELETE, &path, Some(&scene.ann), &json!({})).await.status, 200);
        for sub in ["", "/history", "/source", "/context"] {
            for token in [None, Some(scene.fay.as_str()), Some(scene.ann.as_str())] {
                let read = scene.house.get(&format!("{path}{sub}"), token).await;
                assert!(
                    matches!(read.status.as_u16(), 401 | 404 | 410),
                    "{sub}: {} {}",
                    read.status,
                    read.body
                );
            }
        }
        for page in &pages {
            for accept in ["text/html", "application/activity+json"] {
                let (status, body) = scene.open_door(page, accept).await;
                assert!(!body.contains(SECRET) && status >= 400, "{page} {accept}: {status} {body}");
            }
        }
        assert!(!scene.open_door("/@ann/feed.atom", "*/*").await.1.contains(SECRET));
    }
}

#[tokio::test]
async fn a110_what_somebody_takes_along_is_theirs_alone() {
    let database = databases::sqlite();
    let scene = Scene::set(&database).await;
    let fay = scene.house.id_of(&scene.fay).await;
    scene.house.post(&format!("/api/v1/accounts/{fay}/mute"), &scene.ann, &json!({})).await;
    scene.house.post(&format!("/api/v1/accounts/{fay}/follow"), &scene.ann, &json!({})).await;
    let exports: Vec<_> =
        routes::table().declared().iter().filter(|r| r.path.contains("/exports/")).cloned().collect();
    assert!(exports.len() >= 8, "{exports:?}");
    for route in exports {
        let load = async |token: Option<&str>| {
            let bearer = format!("Bearer {}", token.unwrap_or("none"));
            let address = format!("http://localhost:8080{}", route.path);
            let served = scene.house.loads(&address, &[("authorization", &bearer)]).await;
            (served.status.as_u16(), String::from_utf8_lossy(&served.bytes).into_owned())
        };
        assert_eq!(scene.house.get(route.path, None).await.status, 401, "{}", route.path);
        assert_eq!(load(None).await.0, 401, "{}", route.path);
        let (status, bobs) = load(Some(&scene.bob)).await;
        assert!(status == 200 && !bobs.contains("fay") && !bobs.contains("ann"), "{}: {bobs}", route.path);
    }
    let bearer = format!("Bearer {}", scene.ann);
    let address = "http://localhost:8080/api/v1/exports/following.csv";
    let read = scene.house.loads(address, &[("authorization", &bearer)]).await;
    assert!(String::from_utf8_lossy(&read.bytes).contains("fay"), "her own are in it");
}

/// Everything that is ann's alone, by the part of the path that leads to it.
async fn belongings(scene: &Scene) -> Vec<(&'static str, String)> {
    let house = &scene.house;
    let made = async |path: &str, body: Value| {
        let answer = house.post(path, &scene.ann, &body).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    };
    let list = text(&made("/api/v1/lists", json!({"title": "l"})).await["id"]);
    let filter = made(
        "/api/v2/filters",
        json!({"title": "f", "context": ["home"], "keywords_attributes": [{"keyword": "rain", "whole_word": true}]}),
    )
    .await;
    let word = text(&filter["keywords"][0]["id"]);
    let filter = text(&filter["id"]);
    let status =
        made(&format!("/api/v2/filters/{filter}/statuses"), json!({"status_id": scene.private})).await;
    let due = antiphon::domain::time::Time(house.opened.app.now().0 + 3_600_000).rfc3339();
    let planned =
        text(&made("/api/v1/statuses", json!({"status": "later", "scheduled_at": due})).await["id"]);
    let form = super::media::form("file", "p.png", &pictures::plain_png(8, 8), &[]);
    let upload = text(&house.sends(Method::POST, "/api/v2/media", &scene.ann, form).await.body["id"]);
    house.says(&scene.fay, &json!({"status": "@ann hello", "visibility": "direct"})).await;
    let told = text(&house.get("/api/v1/notifications", Some(&scene.ann)).await.body[0]["id"]);
    let talk = text(&house.get("/api/v1/conversations", Some(&scene.ann)).await.body[0]["id"]);
    let tag = text(&made("/api/v1/featured_tags", json!({"name": "river"})).await["id"]);
    vec![
        ("/api/v1/lists/{id}", list),
        ("/api/v1/timelines/list/{id}", String::new()),
        ("/api/v2/filters/keywords/{id}", word),
        ("/api/v2/filters/statuses/{id}", text(&status["id"])),
        ("/api/v2/filters/{id}", filter.clone()),
        ("/api/v1/filters/{id}", filter),
        ("/api/v1/scheduled_statuses/{id}", planned),
        ("/api/v1/media/{id}", upload),
        ("/api/v1/notifications/{id}", told),
        ("/api/v1/conversations/{id}", talk),
        ("/api/v1/featured_tags/{id}", tag),
    ]
}

/// What ann has, as she sees it herself.
async fn hers(house: &House, ann: &str) -> Vec<Value> {
    let mut all = Vec::new();
    for path in [
        "/api/v1/lists",
        "/api/v2/filters",
        "/api/v1/scheduled_statuses",
        "/api/v1/notifications",
        "/api/v1/conversations",
        "/api/v1/featured_tags",
    ] {
        let answer = house.get(path, Some(ann)).await;
        assert_eq!(answer.status, 200, "{path}");
        all.push(answer.body);
    }
    all
}

#[tokio::test]
async fn a173_what_is_somebody_s_own_is_reached_by_nobody_else_by_its_id() {
    for database in databases::both() {
        let scene = Scene::set(&database).await;
        let mut belongings = belongings(&scene).await;
        belongings[1].1 = belongings[0].1.clone();
        let before = hers(&scene.house, &scene.ann).await;
        let mut walked = 0;
        let mut wrong = Vec::new();
        for route in routes::table().declared() {
            // The names of the parts differ; a part that is named is meant.
            let shape: Vec<&str> =
                route.path.split('/').map(|part| if part.starts_with('{') { "{id}" } else { part }).collect();
            let shape = shape.join("/");
            let fits = |base: &str| shape == base || shape.starts_with(&format!("{base}/"));
            let Some((base, id)) = belongings.iter().find(|(base, _)| fits(base)) else { continue };
            if !matches!(route.needs, Needs::Member(_)) {
                continue;
            }
            let path = format!("{}{}", base.replace("{id}", id), &shape[base.len()..]).replace("{id}", "1");
            let method: Method = route.method.parse().expect("a method");
            let body = json!({"title": "mine", "keyword": "mine", "status_id": scene.private, "account_ids": ["1"], "context": ["home"], "scheduled_at": "2099-01-01T00:00:00Z"});
            let answer = scene.house.call(method, &path, Some(&scene.bob), &body).await;
            walked += 1;
            if answer.status != 404 {
                wrong.push(format!("{} {path}: {} {}", route.method, answer.status, answer.body));
            }
        }
        assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
        assert!(walked >= 25, "only {walked} routes were walked");
        assert_eq!(hers(&scene.house, &scene.ann).await, before, "nothing of hers has changed");
    }
}

#[tokio::test]
async fn a178_a_profile_takes_what_is_a_profile_s_and_nothing_more() {
    for database in databases::both() {
        let scene = Scene::set(&database).await;
        let own = "/api/v1/accounts/verify_credentials";
        let before = scene.house.get(own, Some(&scene.bob)).await.body;
        let body = json!({
            "display_name": "Bob of the weir", "role": "owner", "role_id": "3", "admin": true, "suspended": true,
            "id": "1", "username": "ann", "acct": "ann", "url": "https://evil.test", "uri": "https://evil.test",
            "followers_count": 9_000, "created_at": "1999-01-01", "moved": "ann", "public_key": "x", "inbox": "https://evil.test",
            "member": 1, "account_id": "1", "password": "x", "totp": false, "scopes": "admin:write",
            "source": {"role": "owner", "is_admin": true, "follow_requests_count": 77, "privacy": "unlisted"},
        });
        let answer = scene
            .house
            .call(Method::PATCH, "/api/v1/accounts/update_credentials", Some(&scene.bob), &body)
            .await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let mut after = scene.house.get(own, Some(&scene.bob)).await.body;
        assert_eq!(after["display_name"], json!("Bob of the weir"), "what is a profile's is taken");
        assert_eq!(after["source"]["privacy"], json!("unlisted"));
        after["display_name"] = before["display_name"].clone();
        after["source"]["privacy"] = before["source"]["privacy"].clone();
        assert_eq!(after, before);
        let house = &scene.house;
        assert_eq!(
            house.get("/api/v1/timelines/home", Some(&scene.bob)).await.status,
            200,
            "nobody was suspended"
        );
        // A new app and a new member take no more than is theirs either.
        let app = json!({"client_name": "x", "redirect_uris": "urn:ietf:wg:oauth:2.0:oob", "scopes": "read", "client_id": "mine", "client_secret": "mine", "superapp": true});
        let app = house.call(Method::POST, "/api/v1/apps", None, &app).await;
        assert!(app.status == 200 && app.body["client_id"] != json!("mine"), "{}", app.body);
        let status = json!({"status": "x", "visibility": "public", "account_id": house.id_of(&scene.ann).await, "id": "1", "uri": "https://evil.test/1", "created_at": "1999-01-01T00:00:00Z", "favourites_count": 9});
        let id = house.says(&scene.bob, &status).await;
        let status = house.get(&format!("/api/v1/statuses/{id}"), None).await.body;
        assert_eq!((&status["account"]["acct"], &status["favourites_count"]), (&json!("bob"), &json!(0)));
        assert!(
            id != "1" && !status.to_string().contains("evil.test") && !status.to_string().contains("1999"),
            "{status}"
        );
        assert_eq!(ids(&house.get("/api/v1/timelines/public", None).await.body), [id]);
    }
}
