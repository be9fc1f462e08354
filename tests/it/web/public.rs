//! What everybody reads: pages, feed, files, and the headers on all of them.

use axum::body::Body;
use axum::http::{Request, StatusCode};

use super::house::{HOST, House, PAGE, STATEMENT};

#[tokio::test]
async fn a184_every_answer_carries_the_headers() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let tag = house.get("/").await.header("etag").to_owned();
    let mut answers = vec![
        (200, house.get("/").await),
        (200, house.get(&path).await),
        (200, house.get("/@river/feed.atom").await),
        (200, house.get_with("/actors/river", &[("accept", "application/activity+json")]).await),
        (200, house.visit(&owner, "/desk").await),
        (303, house.get("/tags/water").await),
        (304, house.get_with("/", &[("if-none-match", &tag)]).await),
        (400, house.get("/interact").await),
        // A place that nobody gave is read as the beginning.
        (200, house.get("/?before=x").await),
        (403, house.get("/desk").await),
        (404, house.get("/nothing/here").await),
        (404, house.get_with("/nothing", &[("accept", "application/activity+json")]).await),
        (405, house.post(&owner, "/", &[], &[]).await),
        (421, house.get_from("evil.test", "/").await),
    ];
    house.opened.app.store.close().await;
    answers.push((503, house.get("/@owner").await));
    answers.push((503, house.visit(&owner, "/desk").await));
    for (status, answer) in &answers {
        assert_eq!(answer.status.as_u16(), *status, "{}", answer.body);
        let policy = answer.header("content-security-policy");
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{status}"
        );
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"));
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("strict-transport-security", "max-age=63072000; includeSubDomains"),
        ] {
            assert_eq!(answer.header(name), value, "{status} {name}");
        }
        assert_eq!(answer.header("server"), "");
        let is_open =
            answer.header("content-type").contains("json") || answer.header("content-type").contains("xml");
        let expected = if is_open { "cross-origin" } else { "same-origin" };
        assert_eq!(answer.header("cross-origin-resource-policy"), expected, "{status}");
        assert!(!answer.body.contains("src/") && !answer.body.contains("panicked"));
    }
}

#[tokio::test]
async fn a179_only_our_own_name_is_answered_and_no_other_is_written() {
    let house = House::open().await;
    let plain = |uri: &str| Request::get(uri.to_owned());
    for request in [
        plain("/").header("host", "evil.test"),
        plain("/"),
        plain("/").header("host", HOST).header("host", "evil.test"),
        plain("https://evil.test/").header("host", HOST),
    ] {
        let answer = house.send(request.body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::MISDIRECTED_REQUEST);
    }
    let answer =
        house.get_with("/", &[("x-forwarded-host", "evil.test"), ("forwarded", "host=evil.test")]).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(!answer.body.contains("evil.test") && answer.body.contains("https://sut.test/@river"));
}

#[tokio::test]
async fn a180_each_kind_of_reader_gets_its_kind() {
    let house = House::open().await;
    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id").to_owned();
    for path in ["/@river".to_owned(), "/actors/river".to_owned(), path, format!("/posts/{id}")] {
        for (accept, kind) in [
            (PAGE, "text/html"),
            ("*/*", "text/html"),
            (";;;q=", "text/html"),
            ("text/html;q=0.1, application/activity+json", "application/activity+json"),
            ("application/activity+json", "application/activity+json"),
            (
                "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
                "application/activity+json",
            ),
        ] {
            let answer = house.get_with(&path, &[("accept", accept)]).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} {accept}");
            assert!(answer.header("content-type").starts_with(kind), "{path} {accept}");
            assert_eq!(answer.header("vary"), "Accept, Signature", "{path} {accept}");
            assert!(!answer.body.contains("name=\"csrf\""), "{path}");
        }
    }
    let page = house.get(&format!("/posts/{id}")).await.body;
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"https://sut.test/@river/{id}\">")));
    assert_eq!(
        house.get(&format!("/@owner/{id}")).await.status,
        StatusCode::NOT_FOUND,
        "another's statement"
    );
    assert_eq!(house.get("/@owner").await.status, StatusCode::OK);
    assert!(house.get("/@owner").await.body.contains("name=\"name\" value=\"owner\""));
    assert_eq!(house.get("/@nobody").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        house.get_with("/nobody", &[("accept", "application/json")]).await.body,
        "{\"error\":\"not found\"}"
    );
}

#[tokio::test]
async fn hostile_words_stay_words_on_the_page_and_in_the_feed() {
    let house = House::open().await;
    let owner = house.owner().await;
    let payload = "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)> [a](javascript:alert(1)) <a href=\"data:text/html,x\">b</a> ]]> \u{202e}";
    let path = house
        .publish(
            &owner,
            &[("language", "en"), ("title", payload), ("text", payload), ("content_warning", payload)],
        )
        .await;
    for path in [
        path.clone(),
        "/".to_owned(),
        "/@river/feed.atom".to_owned(),
        format!("{path}?lang=%22%3E%3Cscript%3E"),
    ] {
        let answer = house.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK);
        let tags: Vec<&str> = answer.body.split('<').skip(1).collect();
        for tag in &tags {
            // The one picture of ours: the address of the page, to be scanned from paper.
            if tag.starts_with("svg viewBox=\"0 0 37 37\" role=\"img\"") || tag.starts_with("/svg>") {
                continue;
            }
            let name = tag.trim_start_matches('/').split([' ', '>', '/']).next().unwrap_or_default();
            assert!(!["script", "img", "svg", "iframe"].contains(&name), "{path}: <{tag}");
            let inside = tag.split('>').next().unwrap_or_default();
            assert!(
                !inside.contains("href=\"javascript") && !inside.contains("href=\"data"),
                "{path}: <{tag}"
            );
        }
    }
}

#[tokio::test]
async fn the_feed_is_a_feed_in_pages() {
    let house = House::open().await;
    let owner = house.owner().await;
    for number in 0..22 {
        let (title, text) = (format!("Statement {number} & more"), format!("Text {number} <b>"));
        house.publish(&owner, &[("language", "en"), ("title", &title), ("text", &text)]).await;
    }
    let feed = house.get("/@river/feed.atom").await;
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    assert_eq!(feed.body.matches("<entry>").count(), 20);
    well_formed(&feed.body);
    let older = feed.body.split("rel=\"next\"").nth(1).and_then(|rest| rest.split("href=\"").nth(1));
    let older = older.and_then(|rest| rest.split('"').next()).expect("an older page").to_owned();
    let older = house.get(older.strip_prefix("https://sut.test").expect("ours")).await;
    assert_eq!(older.body.matches("<entry>").count(), 2);
    assert!(older.body.contains("Statement 0 &#38; more") && !older.body.contains("rel=\"next\""));
    well_formed(&older.body);
    let home = house.get("/").await.body;
    let next = home.split("rel=\"next\"").next().and_then(|before| before.rsplit("href=\"").next());
    let next = next.and_then(|rest| rest.split('"').next()).expect("an older page");
    assert!(house.get(next).await.body.contains("Statement 0"));
}

/// Every element ends, in order; every `&` begins a reference.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    for piece in xml.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').expect("a tag ends");
        for reference in text.split('&').skip(1) {
            assert!(reference.split(';').next().is_some_and(|name| name.len() <= 6), "&{reference}");
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{xml}");
        } else if !tag.ends_with(['/', '?']) {
            open.push(tag.split(' ').next().expect("a name"));
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[tokio::test]
async fn a_page_that_is_known_is_not_sent_again() {
    let house = House::open().await;
    for path in ["/", "/@river", "/@river/feed.atom", "/robots.txt"] {
        let first = house.get(path).await;
        assert_eq!(first.header("cache-control"), "public, max-age=60", "{path}");
        let tag = first.header("etag").to_owned();
        let again = house.get_with(path, &[("if-none-match", &tag)]).await;
        assert_eq!((again.status, again.body.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
        assert_eq!(again.header("etag"), tag);
        assert_eq!(house.get_with(path, &[("if-none-match", "\"other\"")]).await.status, StatusCode::OK);
    }
    let owner = house.owner().await;
    let tag = house.get("/").await.header("etag").to_owned();
    house.publish(&owner, STATEMENT).await;
    assert_eq!(house.get_with("/", &[("if-none-match", &tag)]).await.status, StatusCode::OK);
    assert_eq!(house.visit(&owner, "/desk").await.header("cache-control"), "no-store");
}

#[tokio::test]
async fn files_of_the_pages_are_there_for_ever() {
    let house = House::open().await;
    let page = house.get("/").await.body;
    let assets: Vec<&str> = page
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|l| l.starts_with("/assets/"))
        .collect();
    assert_eq!(assets.len(), 3, "{assets:?}");
    for path in assets {
        let file = house.get(path).await;
        assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable", "{path}");
        assert!(
            file.header("content-type").starts_with("text/css")
                || file.header("content-type") == "image/svg+xml"
        );
    }
    assert_eq!(house.get("/assets/style.00000000.css").await.status, StatusCode::NOT_FOUND);
    assert_eq!(house.get("/favicon.ico").await.header("content-type"), "image/svg+xml");
    assert!(house.get("/robots.txt").await.body.contains("Disallow: /desk"));
}
