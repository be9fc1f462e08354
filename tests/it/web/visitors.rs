//! Visitors from other servers, and what sends nobody anywhere.

use axum::http::StatusCode;

use crate::support::peer;

use super::house::{House, STATEMENT};

#[tokio::test]
async fn tries_of_links_and_look_ups_are_counted() {
    let house = House::open().await;
    for _ in 0..10 {
        assert_eq!(house.get("/sign-in/guess").await.status, StatusCode::NOT_FOUND);
    }
    let refused = house.get("/sign-in/guess").await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.body.contains("Too many tries") && !refused.header("retry-after").is_empty());
    for _ in 0..10 {
        house.get("/follow?address=@a@sut.test").await;
    }
    assert_eq!(house.get("/follow?address=@a@sut.test").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(house.get("/follow").await.status, StatusCode::OK, "the empty form asks nobody");
}

#[tokio::test]
async fn a183_nothing_sends_a_visitor_elsewhere() {
    let house = House::open().await;
    for path in [
        "//evil.test",
        "/%5Cevil.test",
        "/interact?uri=//evil.test",
        "/interact?uri=https://evil.test/notes/1",
        "/interact?uri=https://sut.test@evil.test/posts/1",
        "/interact?uri=https://sut.test.evil.test/posts/1&address=@a@b.test",
        "/follow?name=//evil.test",
        "/tags/%2F%2Fevil.test",
        "/desk?done=//evil.test",
        "/sign-in/%2F%2Fevil.test",
    ] {
        let answer = house.get(path).await;
        let place = answer.header("location");
        assert!(
            place.is_empty() || (place.starts_with('/') && !place.contains("evil")),
            "{path} leads to {place}"
        );
        assert!(answer.status.as_u16() < 500 && !answer.body.contains("href=\"//evil"), "{path}");
    }
}

#[tokio::test]
async fn a_visitor_is_shown_the_way_home() {
    let home = peer::Peer::start("home.test").await;
    let authority = home.authority();
    let house = House::with(
        "",
        &format!(
            "[federation]\nrig = true\nallow_http = true\nallow_ranges = [\"127.0.0.0/8\"]\nhosts = {{ \"home.test\" = \"{}\" }}",
            home.address
        ),
    )
    .await;
    let bob = home.actor("bob");
    let jrd = serde_json::json!({
        "subject": format!("acct:bob@{authority}"),
        "links": [
            {"rel": "self", "type": "application/activity+json", "href": bob.id},
            {"rel": "http://ostatus.org/schema/1.0/subscribe", "template": home.url("/authorize?uri={uri}")},
        ]
    });
    let question = format!("/.well-known/webfinger?resource=acct%3Abob%40{}", authority.replace(':', "%3A"));
    home.serve_as(&question, "application/jrd+json", &jrd.to_string());
    let address = format!("@bob@{authority}").replace('@', "%40").replace(':', "%3A");
    let shown = house.get(&format!("/follow?address={address}")).await;
    assert_eq!(shown.status, StatusCode::OK, "{} {:?}", shown.body, home.seen().len());
    let target = home.url("/authorize?uri=https%3A%2F%2Fsut.test%2Factors%2Friver");
    assert!(shown.body.contains(&format!("href=\"{target}\"")), "{}", shown.body);
    assert_eq!(shown.header("cache-control"), "no-store");

    let owner = house.owner().await;
    let path = house.publish(&owner, STATEMENT).await;
    let id = path.rsplit('/').next().expect("an id");
    for uri in [
        format!("https%3A%2F%2Fsut.test%2Fposts%2F{id}"),
        format!("https%3A%2F%2Fsut.test%2F%40river%2F{id}"),
    ] {
        let shown = house.get(&format!("/interact?uri={uri}&address={address}")).await;
        let target = home.url(&format!("/authorize?uri=https%3A%2F%2Fsut.test%2Fposts%2F{id}"));
        assert!(shown.body.contains(&format!("href=\"{target}\"")), "{}", shown.body);
    }
    for (given, words) in [
        ("", "Enter your address"),
        ("nonsense", "That does not look like an address"),
        ("%40nobody%40gone.test", "We could not find that server"),
        ("%40river%40sut.test", "Your server gave us no page"),
    ] {
        let asked = house.get(&format!("/follow?address={given}")).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{given}");
        assert!(asked.body.contains(words), "{given}");
    }
    let seen = house.get("/follow?address=%22%3E%3Cscript%3E").await;
    assert!(!seen.body.contains("<script"));
}
