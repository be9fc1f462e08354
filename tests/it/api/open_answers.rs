//! Web clients on other sites can read every answer for apps, and everybody the documents about this server: errors as well,
//! wherever they are made, as JSON.

use std::time::Duration;

use antiphon::http::Doors;
use antiphon::http::limits::Limits;
use antiphon::server;
use antiphon::service::members;
use axum::Router;
use axum::routing::get;
use http::Method;

use crate::support::rig::{Rig, client, free_port};

use super::ALL;
use super::visitor::{Answer, Asks as _};

/// An answer that a web client can read, and what it says.
fn readable(answer: &Answer, status: u16, what: &str) -> String {
    assert_eq!(answer.status.as_u16(), status, "{what}: {}", answer.text);
    assert_eq!(answer.header("access-control-allow-origin"), "*", "{what}");
    assert!(answer.header("content-type").starts_with("application/json"), "{what}: {}", answer.text);
    // What protects every answer stands on these as well.
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{what}");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{what}");
    let words =
        answer.json()["error"].as_str().unwrap_or_else(|| panic!("{what}: {}", answer.text)).to_owned();
    assert!(!words.is_empty(), "{what}");
    words
}

/// The same of an answer for apps, which may read its headers too.
fn for_apps(answer: &Answer, status: u16, what: &str) -> String {
    assert!(answer.header("access-control-expose-headers").contains("Retry-After"), "{what}");
    assert!(answer.header("access-control-allow-headers").contains("Authorization"), "{what}");
    assert!(answer.header("cache-control").contains("no-store"), "{what}");
    readable(answer, status, what)
}

#[tokio::test]
async fn every_error_of_the_client_api_is_json_that_a_web_client_may_read() {
    let rig = Rig::start().await;
    members::add(&rig.opened.app, "ann", "member").await.expect("the name is free");
    let token = members::new_token(&rig.opened.app, "ann", "test", ALL).await.expect("a token");
    let bearer = format!("Bearer {token}");
    let (by_ann, json) = (("authorization", bearer.as_str()), ("content-type", "application/json"));
    // One byte more than is taken.
    let large = "x".repeat(1024 * 1024 + 1);
    let wide = "x".repeat(40 * 1024);
    let elsewhere = ("host", "other.test");
    let statuses = "/api/v1/statuses";
    for (method, path, headers, body, status) in [
        ("GET", "/api/v1/nothing", &[][..], None, 404),
        ("GET", "/api", &[][..], None, 404),
        ("GET", "/oauth/nothing", &[][..], None, 404),
        ("GET", "/api/v1/statuses/1", &[][..], None, 404),
        ("GET", "/api/v1/statuses/%FF", &[by_ann][..], None, 400),
        ("POST", "/api/v1/statuses/%C3/favourite", &[by_ann][..], Some(""), 400),
        ("GET", "/api/v1/timelines/tag/%FF", &[][..], None, 400),
        ("DELETE", statuses, &[by_ann][..], None, 405),
        ("PUT", "/oauth/token", &[][..], None, 405),
        ("POST", "/avatars/missing.svg", &[][..], None, 405),
        ("POST", statuses, &[by_ann, json][..], Some(large.as_str()), 413),
        ("POST", "/api/v1/apps", &[json][..], Some(large.as_str()), 413),
        ("POST", "/oauth/token", &[json][..], Some(large.as_str()), 413),
        ("GET", "/api/v1/timelines/home", &[][..], None, 401),
        ("POST", statuses, &[by_ann, json][..], Some("{}"), 422),
        ("GET", "/api/v2/instance", &[elsewhere][..], None, 421),
        ("POST", "/oauth/token", &[elsewhere][..], Some(""), 421),
        ("GET", "/api/v2/instance", &[("x-wide", wide.as_str())][..], None, 431),
    ] {
        let method: Method = method.parse().expect("a method");
        let what = format!("{method} {path} {status}");
        let answer = rig.ask(method, path, headers, body).await;
        for_apps(&answer, status, &what);
    }
    // What is answered well says it too.
    let good = rig.ask(Method::GET, "/api/v2/instance", &[][..], None).await;
    assert_eq!((good.status.as_u16(), good.header("access-control-allow-origin")), (200, "*"));
    // Pages are ours alone, and so are their errors.
    for (path, headers) in [
        ("/", &[][..]),
        ("/oauth/authorize", &[][..]),
        ("/oauth/authorize/", &[][..]),
        ("/desk", &[][..]),
        ("/no/such/page", &[][..]),
        ("/", &[elsewhere][..]),
    ] {
        let answer = rig.ask(Method::GET, path, headers, None).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert!(!answer.header("content-type").starts_with("application/json"), "{path}");
    }
}

#[tokio::test]
async fn every_document_about_the_server_may_be_read_by_pages_of_other_sites() {
    let rig = Rig::start().await;
    let coalition = rig.coalition().await;
    let finger = "/.well-known/webfinger";
    let found =
        format!("{finger}?resource=acct:{}@{}", coalition.username, rig.opened.app.config.handle_domain());
    for path in [
        found.as_str(),
        "/.well-known/host-meta",
        "/.well-known/host-meta.json",
        "/.well-known/nodeinfo",
        "/nodeinfo/2.0",
        "/nodeinfo/2.1",
    ] {
        let answer = rig.ask(Method::GET, path, &[][..], None).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}: {}", answer.text);
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert!(!answer.header("cache-control").contains("private"), "{path}");
    }
    let (unknown, twice) = (format!("{finger}?resource=acct:nobody@sut.test"), format!("{found}&resource=x"));
    for (method, path, headers, status) in [
        (Method::GET, finger, &[][..], 400),
        (Method::GET, twice.as_str(), &[][..], 400),
        (Method::GET, unknown.as_str(), &[][..], 404),
        (Method::POST, found.as_str(), &[][..], 405),
        (Method::GET, "/nodeinfo/9.9", &[][..], 404),
        (Method::POST, "/.well-known/nodeinfo", &[][..], 405),
        (Method::GET, "/.well-known/host-meta", &[("host", "other.test")][..], 421),
    ] {
        let what = format!("{method} {path}");
        let answer = rig.ask(method, path, headers, None).await;
        readable(&answer, status, &what);
    }
}

#[tokio::test]
async fn a_handler_that_breaks_and_one_that_takes_too_long_answer_apps_in_json() {
    let rig = Rig::start().await;
    let doors = Doors { federation: rig.opened.federation.clone(), limits: Limits::new(false) };
    let breaks = async || -> &'static str { panic!("as the test wants it") };
    let routes = Router::new()
        .route("/api/v1/breaks", get(breaks))
        .route("/api/v1/waits", get(std::future::pending::<&'static str>))
        .route("/nodeinfo/2.0", get(breaks))
        .route("/breaks", get(breaks));
    let router = server::guarded(routes, doors, Duration::from_millis(50));
    let port = free_port();
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await.expect("the port is free");
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });
    let http = client(port);
    let ask = async |path: &str| {
        let host = format!("sut.test:{}", rig.port);
        let request = http.get(format!("http://sut.test:{port}{path}")).header("host", host);
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.expect("text") }
    };
    for_apps(&ask("/api/v1/breaks").await, 500, "a panic");
    let late = ask("/api/v1/waits").await;
    for_apps(&late, 503, "a timeout");
    assert_eq!(late.header("retry-after"), "30");
    readable(&ask("/nodeinfo/2.0").await, 500, "a panic of a document");
    let page = ask("/breaks").await;
    assert_eq!((page.status.as_u16(), page.header("access-control-allow-origin")), (500, ""));
    assert!(page.text.contains("Something broke here"), "{}", page.text);
    serving.abort();
}
