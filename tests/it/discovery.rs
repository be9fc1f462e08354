//! How others find the house, asked over HTTP: WebFinger, host-meta, NodeInfo; and what those see who watch the server.

use std::sync::Arc;

use antiphon::app::SystemClock;
use http::StatusCode;
use serde_json::Value;

use crate::support::databases;
use crate::support::process::{Process, Site, follower};
use crate::support::rig;

/// A running server whose handles are of another domain than its ids (FEP-2c59).
struct Town {
    site: Site,
    _process: Process,
    client: reqwest::Client,
}

impl Town {
    async fn open() -> Self {
        let names =
            [("COALITION__HANDLE_DOMAIN", "river.test"), ("SERVER__METRICS_TOKEN", "0123456789abcdef0123")];
        let site = Site::new(databases::sqlite(), &[], &names);
        let process = site.serve().await;
        let client = rig::client(site.port);
        Self { site, _process: process, client }
    }

    async fn get(&self, path: &str, headers: &[(&str, &str)]) -> (StatusCode, String, String) {
        let mut request = self.client.get(self.site.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = request.send().await.expect("an answer");
        let kind = answer.headers().get("content-type").and_then(|v| v.to_str().ok()).unwrap_or_default();
        let (status, kind) = (answer.status(), kind.to_owned());
        (status, kind, answer.text().await.expect("text"))
    }

    async fn json(&self, path: &str) -> Value {
        let (status, _, text) = self.get(path, &[]).await;
        assert_eq!(status, StatusCode::OK, "{path}: {text}");
        serde_json::from_str(&text).unwrap_or_else(|e| panic!("{path}: {e}: {text}"))
    }

    async fn finger(&self, resource: &str) -> (StatusCode, Value) {
        let query: String = url::form_urlencoded::byte_serialize(resource.as_bytes()).collect();
        let (status, _, text) = self.get(&format!("/.well-known/webfinger?resource={query}"), &[]).await;
        (status, serde_json::from_str(&text).unwrap_or_default())
    }
}

/// Where a document of this relation leads.
fn led(jrd: &Value, rel: &str) -> Option<String> {
    let links = jrd["links"].as_array()?;
    Some(links.iter().find(|link| link["rel"] == rel)?["href"].as_str()?.to_owned())
}

#[tokio::test]
async fn everybody_is_found_by_handle_by_id_and_by_the_bare_host_whichever_domain_the_handles_have() {
    let town = Town::open().await;
    let actor = town.site.url("/actors/coalition");
    for resource in [
        "acct:coalition@river.test",
        &format!("acct:coalition@sut.test:{}", town.site.port),
        &actor,
        &town.site.url("/@coalition"),
    ] {
        let (status, jrd) = town.finger(resource).await;
        assert_eq!(status, StatusCode::OK, "{resource}");
        assert_eq!(jrd["subject"], "acct:coalition@river.test", "{resource}");
        assert_eq!(led(&jrd, "self").as_deref(), Some(actor.as_str()), "{resource}");
    }
    let document: Value = {
        let accept = [("accept", "application/activity+json")];
        serde_json::from_str(&town.get("/actors/coalition", &accept).await.2).expect("JSON")
    };
    assert_eq!(document["webfinger"], "coalition@river.test", "{document:#}");
    // FEP-d556: the server itself, by its bare address.
    let (status, jrd) = town.finger(&town.site.url("/")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(jrd.to_string().contains(&town.site.url("/actor")), "{jrd}");
    for (resource, wanted) in [
        ("acct:nobody@river.test", StatusCode::NOT_FOUND),
        ("acct:coalition@elsewhere.test", StatusCode::NOT_FOUND),
        ("https://elsewhere.test/actors/coalition", StatusCode::NOT_FOUND),
        ("", StatusCode::NOT_FOUND),
    ] {
        assert_eq!(town.finger(resource).await.0, wanted, "{resource}");
    }
    assert_eq!(town.get("/.well-known/webfinger", &[]).await.0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn host_meta_and_node_info_lead_where_they_say() {
    let town = Town::open().await;
    let (status, kind, xml) = town.get("/.well-known/host-meta", &[]).await;
    assert!(status.is_success() && kind.starts_with("application/xrd+xml"), "{kind}");
    assert!(xml.contains("/.well-known/webfinger?resource={uri}"), "{xml}");
    let meta = town.json("/.well-known/host-meta.json").await;
    assert!(meta.to_string().contains("/.well-known/webfinger?resource={uri}"), "{meta}");
    let index = town.json("/.well-known/nodeinfo").await;
    // FEP-2677: the actor that the server speaks as.
    let application = led(&index, "https://www.w3.org/ns/activitystreams#Application").expect("a link");
    assert_eq!(application, town.site.url("/actor"));
    for version in ["2.0", "2.1"] {
        let schema = format!("http://nodeinfo.diaspora.software/ns/schema/{version}");
        let place = led(&index, &schema).expect("a link");
        let path = place.strip_prefix(&town.site.url("")).expect("it is here");
        let (status, kind, text) = town.get(path, &[]).await;
        assert!(status.is_success() && kind.contains(&format!("schema/{version}#")), "{kind}");
        let node: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!((&node["version"], &node["software"]["name"]), (&version.into(), &"antiphon".into()));
        assert_eq!(node["protocols"], serde_json::json!(["activitypub"]));
    }
}

#[tokio::test]
async fn numbers_are_for_this_machine_or_for_the_token() {
    let town = Town::open().await;
    let (status, _, numbers) = town.get("/metrics", &[]).await;
    assert!(status.is_success() && numbers.contains("antiphon_inbox_waiting 0"), "{numbers}");
    let afar = ("x-forwarded-for", "203.0.113.9");
    let (status, _, text) = town.get("/metrics", &[afar]).await;
    assert_eq!(status, StatusCode::NOT_FOUND, "a stranger behind a proxy");
    assert!(!text.contains("antiphon_"), "{text}");
    let wrong = ("authorization", "Bearer 0123456789abcdef0124");
    assert_eq!(town.get("/metrics", &[afar, wrong]).await.0, StatusCode::NOT_FOUND);
    let right = ("authorization", "Bearer 0123456789abcdef0123");
    assert!(town.get("/metrics", &[afar, right]).await.2.contains("antiphon_inbox_waiting"));
}

#[tokio::test]
async fn no_address_of_a_person_stands_in_the_log() {
    let names = [("SERVER__LOG", "debug"), ("SERVER__TRUSTED_PROXIES", "[\"127.0.0.0/8\"]")];
    let site = Site::new(databases::sqlite(), &[("h.test", 9)], &names);
    let opened = site.open(Arc::new(SystemClock)).await;
    let cx = opened.federation.to_request_data();
    let coalition = antiphon::service::accounts::coalition(&cx).await.expect("it is there");
    follower(&cx, &coalition, "h.test", "ann").await;
    opened.app.store.close().await;
    drop(opened);
    let process = site.serve().await;
    let client = rig::client(site.port);
    let person = "203.0.113.77";
    for (method, path, body) in [
        (http::Method::GET, "/@coalition", ""),
        (http::Method::GET, "/nothing-here", ""),
        (http::Method::POST, "/sign-in", "name=ann&password=wrong-wrong-wrong"),
        (http::Method::POST, "/inbox", "{}"),
        (http::Method::POST, "/oauth/token", "grant_type=nonsense"),
        (http::Method::GET, "/api/v1/timelines/home", ""),
    ] {
        let request = client
            .request(method, site.url(path))
            .header("x-forwarded-for", person)
            .header("user-agent", "Secretive/1.0")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body);
        request.send().await.expect("an answer");
    }
    drop(process);
    let log = std::fs::read_to_string(site.directory.path().join("stderr.log")).expect("a log");
    assert!(!log.is_empty(), "at this level it says something");
    assert!(!log.contains(person) && !log.contains("Secretive"), "{log}");
}

#[tokio::test]
async fn a_clock_that_is_hours_off_is_found_by_those_who_took_something_from_us() {
    use antiphon::service::doctor::{Finding, clocks_of_others};
    let rig = crate::support::rig::Rig::start().await;
    assert_eq!(clocks_of_others(&rig.cx()).await.expect("reads"), None, "nobody can be asked");
    let coalition = rig.coalition().await;
    for actor in [rig.vic.actor("vera"), rig.evil.actor("mallory")] {
        rig.follows(&coalition, &actor).await;
        let follow = actor.activity("Follow", 1, serde_json::json!(coalition.uri.as_str()));
        rig.tell(&actor, &follow).await;
    }
    rig.delivered().await;
    // The clock of the test stands; that of the other servers goes on.
    let ahead = antiphon::app::Clock::now(&antiphon::app::SystemClock).0 - rig.cx().now().0;
    rig.clock.advance(ahead);
    let found = clocks_of_others(&rig.cx()).await.expect("reads");
    assert!(matches!(found, Some(Finding::Well(_))), "{found:?}");
    rig.clock.advance(3 * 3_600_000);
    let found = clocks_of_others(&rig.cx()).await.expect("reads");
    assert!(matches!(found, Some(Finding::Broken(..))), "{found:?}");
}
