//! The client API through the router: what members read and write, and what nobody else may.

mod at_home;
mod backlinks;
mod blocks;
mod boost_ids;
mod browser;
mod cards;
mod cases;
mod conversations;
mod counts;
mod emoji;
mod films;
mod films_abroad;
mod filters;
mod habits;
mod instance;
mod limits;
mod lists;
mod media;
mod media_abroad;
mod media_left;
mod moving;
mod newest;
mod notices;
mod notification_groups;
mod notification_requests;
mod notifications;
mod oauth;
mod oauth_cases;
mod oauth_coalition;
mod open_answers;
mod people;
mod polls;
mod polls_elsewhere;
mod profile_numbers;
mod push;
mod quotes;
mod quoting;
mod relations;
mod reports;
mod scopes;
mod search;
mod sign_up;
mod stream_ends;
mod stream_news;
mod streaming;
mod told_of_edits;
pub mod town;
mod transfers;
mod trending_links;
pub mod visitor;
mod walk;
mod walk_doors;
mod walk_rules;

use std::net::SocketAddr;
use std::sync::Arc;

use antiphon::app::SystemClock;
use antiphon::config::{Config, Secret};
use antiphon::http::Doors;
use antiphon::http::address::Peer;
use antiphon::http::limits::Limits;
use antiphon::server::{self, Opened};
use antiphon::service::members;
use axum::body::Body;
use http::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};
use tower::ServiceExt as _;

use crate::support::databases::{self, Fresh};
use crate::support::link::neighbour_here;

mod actions;
mod edits;
mod federated;
mod scheduled;
mod threads;

/// A server in this process, and a way to ask it.
struct House {
    opened: Opened,
    router: axum::Router,
    config: Config,
    directory: tempfile::TempDir,
}

/// An answer, read.
struct Answer {
    status: StatusCode,
    headers: http::HeaderMap,
    body: Value,
}

impl House {
    async fn open(database: &Fresh) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let mut config = Config::default();
        config.server.data_dir = directory.path().to_owned();
        config.server.key_file = directory.path().join("antiphon.key");
        config.database.url = Secret::new(database.url.clone());
        config.media.decoder = Some(env!("CARGO_BIN_EXE_antiphon").into());
        Self::reopen(config, directory).await
    }

    async fn reopen(config: Config, directory: tempfile::TempDir) -> Self {
        let opened = server::open(config.clone(), Arc::new(SystemClock)).await.expect("it opens");
        let doors = Doors { federation: opened.federation.clone(), limits: Limits::new(false) };
        Self { opened, router: server::router(doors), config, directory }
    }

    /// The same server after a stop and a start.
    async fn restarted(self) -> Self {
        self.opened.app.store.close().await;
        Self::reopen(self.config, self.directory).await
    }

    /// A member with a token for these scopes.
    async fn member(&self, name: &str, scopes: &str) -> String {
        members::add(&self.opened.app, name, "member").await.expect("the name is free");
        self.token(name, scopes).await
    }

    async fn token(&self, name: &str, scopes: &str) -> String {
        members::new_token(&self.opened.app, name, "test", scopes).await.expect("the member is there")
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response: Response<Body> =
            self.router.clone().oneshot(request).await.expect("the router always answers");
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.expect("the body is in memory");
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answer { status: parts.status, headers: parts.headers, body }
    }

    fn request(&self, method: Method, path: &str, token: Option<&str>) -> http::request::Builder {
        let peer: SocketAddr = "127.0.0.1:40000".parse().expect("an address");
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header("host", self.config.authority())
            .extension(Peer(peer));
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        request
    }

    async fn get(&self, path: &str, token: Option<&str>) -> Answer {
        self.send(self.request(Method::GET, path, token).body(Body::empty()).expect("a request")).await
    }

    async fn call(&self, method: Method, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let request = self.request(method, path, token).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    async fn post(&self, path: &str, token: &str, body: &Value) -> Answer {
        self.call(Method::POST, path, Some(token), body).await
    }

    /// Writes a status and gives its id.
    async fn says(&self, token: &str, status: &Value) -> String {
        let answer = self.post("/api/v1/statuses", token, status).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        text(&answer.body["id"])
    }

    async fn id_of(&self, token: &str) -> String {
        text(&self.get("/api/v1/accounts/verify_credentials", Some(token)).await.body["id"])
    }
}

const ALL: &str = "read write follow";

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn ids(list: &Value) -> Vec<String> {
    list.as_array().expect("a list").iter().map(|item| text(&item["id"])).collect()
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "one story, told in order")]
async fn a_member_writes_and_followers_read_it_at_home() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let ann_id = house.id_of(&ann).await;
        let followed = house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        assert_eq!(
            (followed.status, &followed.body["following"]),
            (StatusCode::OK, &json!(true)),
            "{}",
            followed.body
        );

        let mut said = Vec::new();
        for n in 0..5 {
            said.push(
                house
                    .says(&ann, &json!({"status": format!("Number **{n}** #river"), "language": "en"}))
                    .await,
            );
        }
        said.reverse();
        let home = house.get("/api/v1/timelines/home?limit=2", Some(&ben)).await;
        assert_eq!(ids(&home.body), said[..2], "{}", home.body);
        let first = &home.body[0];
        assert!(text(&first["content"]).contains("<strong>4</strong>"), "{first}");
        assert_eq!(
            (&first["account"]["acct"], &first["tags"][0]["name"], &first["language"]),
            (&json!("ann"), &json!("river"), &json!("en"))
        );
        assert_eq!(first["reblog"], Value::Null);
        for key in [
            "in_reply_to_id",
            "poll",
            "card",
            "application",
            "edited_at",
            "filtered",
            "media_attachments",
            "favourited",
            "uri",
            "url",
        ] {
            assert!(first.as_object().expect("an object").contains_key(key), "{key} is missing");
        }

        // The links lead through the whole list in both directions.
        let next = neighbour_here(&home.headers, "next", &house.config.origin()).expect("there is more");
        let second = house.get(&next, Some(&ben)).await;
        assert_eq!(ids(&second.body), said[2..4]);
        let up = house.get(&format!("/api/v1/timelines/home?limit=2&min_id={}", said[4]), Some(&ben)).await;
        assert_eq!(ids(&up.body), said[2..4], "min_id gives what is just above");
        let since =
            house.get(&format!("/api/v1/timelines/home?limit=2&since_id={}", said[4]), Some(&ben)).await;
        assert_eq!(ids(&since.body), said[..2], "since_id gives what is newest");

        // A boost by ann of ben's words, a like, and what ben is told.
        let words = house.says(&ben, &json!({"status": "Mine"})).await;
        let boost = house.post(&format!("/api/v1/statuses/{words}/reblog"), &ann, &json!({})).await;
        assert_eq!(
            (&boost.body["reblog"]["id"], &boost.body["account"]["acct"]),
            (&json!(words), &json!("ann")),
            "{}",
            boost.body
        );
        let liked = house.post(&format!("/api/v1/statuses/{words}/favourite"), &ann, &json!({})).await;
        assert_eq!(
            (&liked.body["favourited"], &liked.body["favourites_count"], &liked.body["reblogs_count"]),
            (&json!(true), &json!(1), &json!(1))
        );
        let own_view = house.get(&format!("/api/v1/statuses/{words}"), Some(&ben)).await;
        assert_eq!(
            (&own_view.body["favourited"], &own_view.body["favourites_count"]),
            (&json!(false), &json!(1))
        );
        let told = house.get("/api/v1/notifications", Some(&ben)).await;
        let kinds: Vec<String> =
            told.body.as_array().expect("a list").iter().map(|n| text(&n["type"])).collect();
        assert_eq!(kinds, ["favourite", "reblog"], "{}", told.body);
        assert_eq!(told.body[0]["status"]["id"], json!(words));
        let by_ann = house.get(&format!("/api/v1/accounts/{ann_id}/statuses"), Some(&ben)).await;
        assert_eq!(by_ann.body[0]["reblog"]["id"], json!(words), "the newest of ann's is her boost");
        let own_words =
            house.get(&format!("/api/v1/accounts/{ann_id}/statuses?exclude_reblogs=true"), None).await;
        assert_eq!(ids(&own_words.body), said);

        // A changed name shows at once in what was rendered before.
        let changed = house
            .call(
                Method::PATCH,
                "/api/v1/accounts/update_credentials",
                Some(&ann),
                &json!({"display_name": "Ann of the River", "locked": true}),
            )
            .await;
        assert_eq!(
            (changed.status, &changed.body["locked"]),
            (StatusCode::OK, &json!(true)),
            "{}",
            changed.body
        );
        let home = house.get("/api/v1/timelines/home", Some(&ann)).await;
        assert_eq!(home.body[1]["account"]["display_name"], json!("Ann of the River"), "{}", home.body);

        let deleted = house
            .call(Method::DELETE, &format!("/api/v1/statuses/{}", said[0]), Some(&ann), &json!({}))
            .await;
        assert_eq!((deleted.status, &deleted.body["text"]), (StatusCode::OK, &json!("Number **4** #river")));
        assert_eq!(house.get(&format!("/api/v1/statuses/{}", said[0]), Some(&ann)).await.status, 404);
        let stranger = house
            .call(Method::DELETE, &format!("/api/v1/statuses/{}", said[1]), Some(&ben), &json!({}))
            .await;
        assert_eq!(stranger.status, 404);
        assert_eq!(house.get(&format!("/api/v1/statuses/{}", said[1]), None).await.status, 200);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn a93_a95_what_is_not_for_somebody_does_not_exist_for_them() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben, eve) =
            (house.member("ann", ALL).await, house.member("ben", ALL).await, house.member("eve", ALL).await);
        let ann_id = house.id_of(&ann).await;
        house.post(&format!("/api/v1/accounts/{ann_id}/follow"), &ben, &json!({})).await;
        let host = house.config.handle_domain();
        let private =
            house.says(&ann, &json!({"status": "SECRET for followers", "visibility": "private"})).await;
        let direct = house
            .says(&ann, &json!({"status": format!("SECRET for @ben@{host}"), "visibility": "direct"}))
            .await;
        for id in [&private, &direct] {
            assert_eq!(house.get(&format!("/api/v1/statuses/{id}"), Some(&ben)).await.status, 200, "ben may");
            let nothing = house.get("/api/v1/statuses/1", Some(&eve)).await;
            for token in [Some(eve.as_str()), None] {
                for path in [
                    "/api/v1/statuses/{id}",
                    "/api/v1/accounts/{ann}/statuses",
                    "/api/v1/timelines/home",
                    "/api/v1/notifications",
                    "/api/v2/search?q={id}",
                ] {
                    let answer = house.get(&path.replace("{id}", id).replace("{ann}", &ann_id), token).await;
                    assert!(!answer.body.to_string().contains("SECRET"), "{path}: {}", answer.body);
                }
                let hidden = house.get(&format!("/api/v1/statuses/{id}"), token).await;
                assert_eq!(
                    (hidden.status, &hidden.body, &hidden.headers),
                    (nothing.status, &nothing.body, &nothing.headers)
                );
            }
            for verb in ["favourite", "reblog"] {
                assert_eq!(
                    house.post(&format!("/api/v1/statuses/{id}/{verb}"), &eve, &json!({})).await.status,
                    404,
                    "{verb}"
                );
            }
            assert_eq!(
                house
                    .post("/api/v1/statuses", &eve, &json!({"status": "re", "in_reply_to_id": id}))
                    .await
                    .status,
                404
            );
        }
        // The one who may read a private post may not spread it.
        assert_eq!(
            house.post(&format!("/api/v1/statuses/{private}/reblog"), &ben, &json!({})).await.status,
            404
        );
        assert_eq!(
            house.get(&format!("/api/v1/statuses/{private}"), Some(&ann)).await.body["reblogs_count"],
            json!(0)
        );
        // Whoever no longer follows sees it no longer, on the page of the author as at home.
        house.post(&format!("/api/v1/accounts/{ann_id}/unfollow"), &ben, &json!({})).await;
        let page = house.get(&format!("/api/v1/accounts/{ann_id}/statuses"), Some(&ben)).await;
        assert_eq!(ids(&page.body), [direct.as_str()], "what is addressed to ben stays");
        house.opened.app.store.close().await;
    }
}

/// Every route, a scope that opens it, and what it answers a member who may (404 where the id is invented).
const ROUTES: [(Method, &str, &str, u16); 14] = [
    (Method::GET, "/api/v1/accounts/verify_credentials", "read:accounts", 200),
    (Method::PATCH, "/api/v1/accounts/update_credentials", "write:accounts", 200),
    (Method::GET, "/api/v1/accounts/1", "read:accounts", 404),
    (Method::GET, "/api/v1/accounts/1/statuses", "read:statuses", 404),
    (Method::GET, "/api/v1/accounts/relationships?id[]=1", "read:follows", 200),
    (Method::POST, "/api/v1/accounts/1/follow", "write:follows", 404),
    (Method::POST, "/api/v1/accounts/1/unfollow", "write:follows", 404),
    (Method::GET, "/api/v2/search?q=x", "read:search", 200),
    (Method::GET, "/api/v1/timelines/home", "read:statuses", 200),
    (Method::GET, "/api/v1/statuses/1", "read:statuses", 404),
    (Method::POST, "/api/v1/statuses", "write:statuses", 422),
    (Method::DELETE, "/api/v1/statuses/1", "write:statuses", 404),
    (Method::POST, "/api/v1/statuses/1/favourite", "write:favourites", 404),
    (Method::GET, "/api/v1/notifications", "read:notifications", 200),
];
/// Everybody may ask these without a token.
const OPEN: [&str; 3] = ["/api/v1/accounts/1", "/api/v1/accounts/1/statuses", "/api/v1/statuses/1"];

#[tokio::test]
async fn a166_a_token_opens_what_its_scope_says_and_nothing_else() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    house.member("ann", ALL).await;
    for (method, path, scope, expected) in &ROUTES {
        let good = house.token("ann", scope).await;
        let answer = house.call(method.clone(), path, Some(&good), &json!({})).await;
        assert_eq!(answer.status.as_u16(), *expected, "{method} {path} with {scope}: {}", answer.body);
        for other in ["read:bookmarks", "write:media", "push", "", "reads writes"] {
            let token = house.token("ann", other).await;
            let answer = house.call(method.clone(), path, Some(&token), &json!({})).await;
            assert_eq!(answer.status, 403, "{method} {path} with {other:?}");
        }
        for token in [None, Some("nonsense"), Some("")] {
            let answer = house.call(method.clone(), path, token, &json!({})).await;
            let expected =
                if token.is_none() && *method == Method::GET && OPEN.contains(path) { 404 } else { 401 };
            assert_eq!(answer.status.as_u16(), expected, "{method} {path} with {token:?}");
            assert!(answer.body["error"].is_string());
            assert_eq!(answer.headers["access-control-allow-origin"], "*", "{method} {path}");
        }
    }
    let token = house.token("ann", ALL).await;
    members::suspend(&house.opened.app, "ann").await.expect("ann is there");
    for (method, path, ..) in &ROUTES {
        assert_eq!(
            house.call(method.clone(), path, Some(&token), &json!({})).await.status,
            401,
            "{method} {path}"
        );
    }
}

#[tokio::test]
async fn a162_strange_ids_and_limits_are_cut_or_refused() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    let ann = house.member("ann", ALL).await;
    for n in 0..45 {
        house.says(&ann, &json!({"status": format!("{n}")})).await;
    }
    for (path, status, size) in [
        ("/api/v1/timelines/home?limit=1000000000", 200, 40),
        ("/api/v1/timelines/home?limit=0", 200, 1),
        ("/api/v1/timelines/home?limit=-1", 200, 20),
        ("/api/v1/timelines/home", 200, 20),
        ("/api/v1/timelines/home?max_id=abc", 400, 0),
        ("/api/v1/timelines/home?max_id=99999999999999999999999", 400, 0),
        ("/api/v1/statuses/abc", 404, 0),
        ("/api/v1/statuses/99999999999999999999999", 404, 0),
        ("/api/v1/accounts/%00/statuses", 404, 0),
        ("/api/v1/accounts/relationships?id=abc", 200, 0),
        ("/api/v1/nothing/here", 404, 0),
        ("/api", 404, 0),
    ] {
        let answer = house.get(path, Some(&ann)).await;
        assert_eq!(answer.status.as_u16(), status, "{path}: {}", answer.body);
        match answer.body.as_array() {
            Some(list) => assert_eq!(list.len(), size, "{path}"),
            None => assert!(answer.body["error"].is_string(), "{path}"),
        }
    }
    let long = format!("/api/v2/search?resolve=true&q={}", "%25".repeat(3_000));
    let answer = house.get(&long, Some(&ann)).await;
    assert_eq!(
        (answer.status, answer.body),
        (StatusCode::OK, json!({"accounts": [], "statuses": [], "hashtags": []}))
    );
    let handle = format!("/api/v2/search?q=@ann@{}&resolve=true", house.config.handle_domain());
    assert_eq!(house.get(&handle, Some(&ann)).await.body["accounts"][0]["username"], json!("ann"));
    assert_eq!(house.call(Method::PUT, "/api/v1/instance", None, &json!({})).await.status, 405);
    for refused in [
        json!({"status": "x", "visibility": "everyone"}),
        json!({"status": "x", "media_ids": ["1"]}),
        json!({"status": "x".repeat(5_001)}),
        json!({"status": "  "}),
    ] {
        assert_eq!(house.post("/api/v1/statuses", &ann, &refused).await.status, 422);
    }
    let home = house.get("/api/v1/timelines/home?limit=1", Some(&ann)).await;
    assert_eq!(home.body[0]["content"], json!("<p>44</p>"), "nothing of what was refused was written");
}

#[tokio::test]
async fn f42_one_key_makes_one_post_across_a_restart() {
    for database in databases::both() {
        let house = House::open(&database).await;
        let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
        let with_key = async |house: &House, token: &str| {
            let request = house
                .request(Method::POST, "/api/v1/statuses", Some(token))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("idempotency-key", "k-1");
            let answer = house
                .send(request.body(Body::from("status=Once&visibility=unlisted")).expect("a request"))
                .await;
            (answer.status, answer.body["id"].as_str().map(str::to_owned))
        };
        let first = with_key(&house, &ann).await;
        assert_eq!(first.0, StatusCode::OK);
        assert_ne!(with_key(&house, &ben).await, first, "another member's key is another key");
        let house = house.restarted().await;
        assert_eq!(with_key(&house, &ann).await, first);
        let (one, other) = tokio::join!(with_key(&house, &ann), with_key(&house, &ann));
        assert_eq!((&one, &other), (&first, &first));
        assert_eq!(ids(&house.get("/api/v1/timelines/home", Some(&ann)).await.body).len(), 1);
        // What was deleted does not come back because a phone was offline.
        let id = first.1.expect("an id");
        house.call(Method::DELETE, &format!("/api/v1/statuses/{id}"), Some(&ann), &json!({})).await;
        assert_eq!(with_key(&house, &ann).await.0, StatusCode::GONE);
        assert_eq!(ids(&house.get("/api/v1/timelines/home", Some(&ann)).await.body).len(), 0);
        house.opened.app.store.close().await;
    }
}

#[tokio::test]
async fn clients_learn_what_is_here_and_web_clients_may_read_it() {
    let database = databases::sqlite();
    let house = House::open(&database).await;
    for path in ["/api/v1/instance", "/api/v2/instance"] {
        let answer = house.get(path, None).await;
        assert_eq!(answer.status, 200);
        assert!(text(&answer.body["version"]).starts_with("4."), "clients read the number");
        assert_eq!(answer.body["configuration"]["statuses"]["max_characters"], json!(5_000));
    }
    let preflight = house.call(Method::OPTIONS, "/api/v1/statuses", None, &json!({})).await;
    assert_eq!(preflight.status, 204);
    assert!(
        preflight.headers["access-control-allow-headers"].to_str().expect("text").contains("Idempotency-Key")
    );
    assert_eq!(house.get("/avatars/missing.svg", None).await.headers["content-type"], "image/svg+xml");
}
