//! How much of the client API is left: said on every answer, and held.

use std::net::SocketAddr;
use std::sync::Arc;

use antiphon::app::Clock as _;
use antiphon::config::{Config, Secret};
use antiphon::domain::time::{MINUTE, Time};
use antiphon::http::Doors;
use antiphon::http::address::Peer;
use antiphon::http::limits::Limits;
use antiphon::server;
use axum::body::Body;
use http::{HeaderMap, Method, Request};
use serde_json::json;

use super::media::form;
use super::{ALL, Answer, House};
use crate::support::databases::{self, Fresh};
use crate::support::pictures;
use crate::support::rig::TestClock;

/// A server that counts, at the beginning of a stretch, with these numbers.
async fn house(database: &Fresh, numbers: [u32; 4]) -> (House, Arc<TestClock>) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let mut config = Config::default();
    config.server.data_dir = directory.path().to_owned();
    config.server.key_file = directory.path().join("antiphon.key");
    config.database.url = Secret::new(database.url.clone());
    config.media.decoder = Some(env!("CARGO_BIN_EXE_antiphon").into());
    let [requests, visits, deletions, uploads] = numbers;
    config.limits.token_requests = requests;
    config.limits.address_requests = visits;
    config.limits.token_deletions = deletions;
    config.limits.token_uploads = uploads;
    let clock = TestClock::start();
    clock.advance(30 * MINUTE - clock.now_ms() % (30 * MINUTE));
    let opened = server::open(config.clone(), clock.clone()).await.expect("it opens");
    let doors = Doors { federation: opened.federation.clone(), limits: Limits::new(true) };
    (House { opened, router: server::router(doors), config, directory }, clock)
}

fn number(headers: &HeaderMap, name: &str) -> Option<i64> {
    headers.get(name)?.to_str().ok()?.parse().ok()
}

/// Limit and what is left, as the answer says.
fn standing(answer: &Answer) -> Option<(i64, i64)> {
    number(&answer.headers, "x-ratelimit-limit").zip(number(&answer.headers, "x-ratelimit-remaining"))
}

#[tokio::test]
async fn every_answer_says_what_is_left() {
    for database in databases::both() {
        let (house, clock) = house(&database, [300, 7_500, 30, 30]).await;
        let ann = house.member("ann", ALL).await;
        let begun = clock.now().0;
        for (at, (path, token, status, limit)) in [
            ("/api/v1/accounts/verify_credentials", Some(ann.as_str()), 200, 300),
            ("/api/v1/statuses/1", Some(&ann), 404, 300),
            ("/api/v1/timelines/home", Some(&ann), 200, 300),
            ("/api/v1/accounts/verify_credentials", None, 401, 7_500),
            ("/api/v1/accounts/verify_credentials", Some("made-up"), 401, 7_500),
            ("/api/v1/no/such/thing", None, 404, 7_500),
            ("/api/v2/instance", None, 200, 7_500),
        ]
        .into_iter()
        .enumerate()
        {
            let answer = house.get(path, token).await;
            let at = i64::try_from(at).expect("few");
            // The first request of a token, not known to be good before, counted as a visit as well.
            let used = if limit == 300 { at + 1 } else { at - 1 };
            assert_eq!(
                (answer.status.as_u16(), standing(&answer)),
                (status, Some((limit, limit - used))),
                "{path}"
            );
            let reset = answer.headers["x-ratelimit-reset"].to_str().expect("text");
            let reset = Time::parse(reset).expect("an ISO 8601 time");
            assert_eq!(reset.0 % (5 * MINUTE), 0);
            assert!((0..=5 * MINUTE).contains(&(reset.0 - begun)), "{reset}");
            let exposed = answer.headers["access-control-expose-headers"].to_str().expect("text");
            assert!(exposed.contains("X-RateLimit-Remaining") && exposed.contains("Retry-After"));
        }
        let wrong = house.call(Method::DELETE, "/api/v2/instance", None, &json!({})).await;
        assert_eq!((wrong.status.as_u16(), standing(&wrong)), (405, Some((7_500, 7_494))));
        let preflight = house.call(Method::OPTIONS, "/api/v1/statuses", None, &json!({})).await;
        assert_eq!((preflight.status.as_u16(), standing(&preflight)), (204, None));
    }
}

#[tokio::test]
async fn too_much_is_refused_until_the_stretch_ends() {
    let database = databases::sqlite();
    let (house, clock) = house(&database, [3, 7_500, 30, 30]).await;
    let (ann, ben) = (house.member("ann", ALL).await, house.member("ben", ALL).await);
    for left in [2, 1, 0] {
        let answer = house.get("/api/v1/timelines/home", Some(&ann)).await;
        assert_eq!((answer.status.as_u16(), standing(&answer)), (200, Some((3, left))));
    }
    let refused = house.post("/api/v1/statuses", &ann, &json!({"status": "too much"})).await;
    assert_eq!((refused.status.as_u16(), standing(&refused)), (429, Some((3, 0))));
    assert_eq!(refused.body, json!({"error": "Too many requests"}));
    assert_eq!(refused.headers["access-control-allow-origin"], "*");
    let seconds = number(&refused.headers, "retry-after").expect("a number");
    assert!((1..=300).contains(&seconds), "{seconds}");
    // Nothing happened, and nobody else suffers.
    let home = house.get("/api/v1/timelines/home", Some(&ben)).await;
    assert_eq!((home.status.as_u16(), standing(&home)), (200, Some((3, 2))));
    clock.advance(seconds * 1_000);
    let again = house.get("/api/v1/timelines/home", Some(&ann)).await;
    assert_eq!((again.status.as_u16(), standing(&again), again.body), (200, Some((3, 2)), json!([])));
}

#[tokio::test]
async fn a181_nobody_gets_more_by_making_up_tokens_or_addresses() {
    let database = databases::sqlite();
    let (house, _clock) = house(&database, [300, 5, 30, 30]).await;
    let ann = house.member("ann", ALL).await;
    assert_eq!(house.get("/api/v1/timelines/home", Some(&ann)).await.status, 200);
    for n in 0..4 {
        let made_up = house.get("/api/v1/timelines/home", Some(&format!("made-up-{n}"))).await;
        assert_eq!((made_up.status.as_u16(), standing(&made_up)), (401, Some((5, 3 - n))));
    }
    // A route that looks at no token makes none good.
    assert_eq!(house.get("/api/v2/instance", Some("made-up-x")).await.status, 429);
    assert_eq!(house.get("/api/v2/instance", Some("made-up-x")).await.status, 429);
    let pretends = house
        .request(Method::GET, "/api/v2/instance", None)
        .header("x-forwarded-for", "198.51.100.1")
        .header("x-real-ip", "198.51.100.1");
    assert_eq!(house.send(pretends.body(Body::empty()).expect("a request")).await.status, 429);
    // A token that has proved good is not stopped by its neighbours; another place has its own allowance.
    assert_eq!(house.get("/api/v1/timelines/home", Some(&ann)).await.status, 200);
    let elsewhere: SocketAddr = "127.0.0.2:40000".parse().expect("an address");
    let request = Request::builder().uri("/api/v2/instance").header("host", house.config.authority());
    let request = request.extension(Peer(elsewhere)).body(Body::empty()).expect("a request");
    assert_eq!(house.send(request).await.status, 200);
}

#[tokio::test]
async fn deletions_and_uploads_have_numbers_of_their_own() {
    let database = databases::sqlite();
    let (house, clock) = house(&database, [300, 7_500, 2, 1]).await;
    let ann = house.member("ann", ALL).await;
    let mut ids = Vec::new();
    for n in 0..3 {
        ids.push(house.says(&ann, &json!({"status": format!("number {n}")})).await);
    }
    let delete = async |id: &str| {
        house.call(Method::DELETE, &format!("/api/v1/statuses/{id}"), Some(&ann), &json!({})).await
    };
    let first = delete(&ids[0]).await;
    assert_eq!((first.status.as_u16(), standing(&first)), (200, Some((2, 1))));
    assert_eq!(standing(&delete(&ids[1]).await), Some((2, 0)));
    let refused = delete(&ids[2]).await;
    assert_eq!((refused.status.as_u16(), standing(&refused)), (429, Some((2, 0))));
    assert!(number(&refused.headers, "retry-after").is_some_and(|seconds| seconds > 300));
    let still = house.get(&format!("/api/v1/statuses/{}", ids[2]), Some(&ann)).await;
    assert_eq!(still.status, 200, "it was not deleted, and other things can be done");

    let upload = async || {
        let request = house
            .request(Method::POST, "/api/v2/media", Some(&ann))
            .header("content-type", "multipart/form-data; boundary=b0und")
            .body(Body::from(form("file", "p.png", &pictures::plain_png(8, 8), &[])));
        house.send(request.expect("a request")).await.status.as_u16()
    };
    assert_eq!((upload().await, upload().await), (200, 429));
    clock.advance(30 * MINUTE);
    assert_eq!((upload().await, delete(&ids[2]).await.status.as_u16()), (200, 200));
}

#[tokio::test]
async fn zero_counts_nothing() {
    let database = databases::sqlite();
    let (house, _clock) = house(&database, [0; 4]).await;
    let ann = house.member("ann", ALL).await;
    for token in [Some(ann.as_str()), None] {
        let answer = house.get("/api/v1/timelines/home", token).await;
        assert_eq!(standing(&answer), None);
    }
    let unlimited = House::open(&databases::sqlite()).await;
    assert_eq!(standing(&unlimited.get("/api/v2/instance", None).await), None, "nor where rates are off");
}
