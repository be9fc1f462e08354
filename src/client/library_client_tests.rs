//! Tests of the client that the federation library fetches with, through the library itself.

use std::sync::Arc;

use activitypub_federation::{
    config::{Data, FederationConfig},
    error::Error as LibraryError,
    fetch::fetch_object_http,
};
use http::{HeaderName, HeaderValue, Method};
use url::Url;

use super::{
    client_error::ClientError,
    library_client::{RequestSigner, SignatureScheme, client_error},
    outgoing::Outgoing,
    test_server::{Admits, Canary, Reply, Server, head, reply, rig},
};

const ACTIVITY: &str = "Content-Type: application/activity+json";

/// Signs with the name of the scheme, the host and the path, so that a test can read what was signed.
struct Legible {
    schemes: &'static [SignatureScheme],
}

impl RequestSigner for Legible {
    fn headers(
        &self,
        method: &Method,
        url: &Url,
        scheme: SignatureScheme,
    ) -> Option<Vec<(HeaderName, HeaderValue)>> {
        let text = format!("{scheme:?} {method} {}{}", url.host_str()?, url.path());
        let signature = (HeaderName::from_static("signature"), HeaderValue::from_str(&text).ok()?);
        self.schemes.contains(&scheme).then(|| vec![signature])
    }
}

const BOTH: &[SignatureScheme] = &[SignatureScheme::Cavage, SignatureScheme::Rfc9421];

/// The library with our client; `a.test`, `b.test` and `blocked.test` lead to the server.
async fn library(server: &Server, schemes: &'static [SignatureScheme]) -> Data<()> {
    let entry = |name: &str| format!("\"{name}\" = \"{}\"", server.address);
    let hosts = format!("{{ {}, {}, {} }}", entry("a.test"), entry("b.test"), entry("blocked.test"));
    let config = rig(&[("FEDERATION__HOSTS", &hosts)]);
    let outgoing = Outgoing::new(&config, Arc::new(Admits::AllBut("blocked.test"))).unwrap();
    FederationConfig::builder()
        .domain("home.example")
        .app_data(())
        .client(outgoing.middleware_client(Arc::new(Legible { schemes })))
        .debug(true)
        .build()
        .await
        .unwrap()
        .to_request_data()
}

fn ours(error: &LibraryError) -> Option<&ClientError> {
    match error {
        LibraryError::ReqwestMiddleware(inner) => client_error(inner),
        _ => None,
    }
}

async fn fetch(data: &Data<()>, url: &str) -> Result<Url, LibraryError> {
    let url = Url::parse(url).unwrap();
    fetch_object_http::<(), serde_json::Value>(&url, data).await.map(|fetched| fetched.url)
}

/// A document that says that this is its id.
fn document(id: &str) -> String {
    format!("{{\"id\":\"{id}\",\"type\":\"Note\"}}")
}

/// The signatures of the requests so far.
fn signatures(server: &Server) -> Vec<Option<String>> {
    let signature = |request: &String| {
        request
            .lines()
            .find_map(|line| line.to_lowercase().starts_with("signature: ").then(|| line[11..].to_owned()))
    };
    server.requests().iter().map(signature).collect()
}

#[tokio::test]
async fn an_activity_is_fetched_in_every_spelling_of_its_type_and_no_other_type_is() {
    let server = Server::start(|request| {
        let number: usize = request.split(['/', ' ']).nth(2).unwrap().parse().unwrap();
        let types: &[&str] = [
            &[ACTIVITY][..],
            &["Content-Type: application/activity+json;charset=UTF-8"],
            &[r#"Content-Type: application/ld+json;profile="https://w3id.org/x https://www.w3.org/ns/activitystreams""#],
            &[],
            &["Content-Type: application/json"],
            &["Content-Type: text/html"],
            &["Content-Type: application/ld+json"],
            &[ACTIVITY, "Content-Type: text/html"],
        ][number];
        reply("200 OK", types, document(&format!("http://a.test/{number}")))
    })
    .await;
    let data = library(&server, BOTH).await;
    for number in 0..8 {
        let fetched = fetch(&data, &format!("http://a.test/{number}")).await;
        match fetched {
            Ok(_) => assert!(number < 3, "{number}"),
            Err(error) => {
                assert!(
                    number >= 3 && matches!(error, LibraryError::FetchInvalidContentType(_)),
                    "{number}: {error}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_status_other_than_success_is_an_error_and_gone_is_gone() {
    let server = Server::start(|request| {
        let status = request.split(['/', ' ']).nth(2).unwrap();
        reply(
            &format!("{status} Status"),
            &[ACTIVITY, "Location: http://b.test/"],
            document(&format!("http://a.test/{status}")),
        )
    })
    .await;
    let data = library(&server, BOTH).await;
    assert_eq!(
        fetch(&data, "http://a.test/200").await.unwrap().path(),
        "/200",
        "a Location on a success is nothing"
    );
    for status in [300, 304, 400, 401, 404, 418, 500, 503] {
        let error = fetch(&data, &format!("http://a.test/{status}")).await.unwrap_err();
        let inner = ours(&error);
        assert!(
            matches!(inner, Some(ClientError::Status { status: seen, .. }) if *seen == status),
            "{status}: {error}"
        );
    }
    assert!(matches!(fetch(&data, "http://a.test/410").await, Err(LibraryError::ObjectDeleted(_))));
    assert!(server.requests().iter().all(|request| !request.contains("b.test")));
}

#[tokio::test]
async fn a_host_that_refuses_the_old_signature_gets_the_new_one_and_is_asked_so_from_then_on() {
    let server = Server::start(|request| match request.split(' ').nth(1).unwrap() {
        "/new" if request.contains("Rfc9421") => reply("200 OK", &[ACTIVITY], document("http://a.test/new")),
        "/open" => reply("200 OK", &[ACTIVITY], document("http://a.test/open")),
        _ => reply("401 Unauthorized", &[], ""),
    })
    .await;
    let data = library(&server, BOTH).await;
    assert!(fetch(&data, "http://a.test/new").await.is_ok());
    assert!(fetch(&data, "http://a.test/never").await.is_err());
    assert!(fetch(&data, "http://a.test/open").await.is_ok());
    // What the host took is remembered: from then on it is asked in that way first.
    let expected = ["Cavage GET a.test/new", "Rfc9421 GET a.test/new", "Rfc9421 GET a.test/never"];
    let expected = expected.into_iter().chain(["Cavage GET a.test/never", "Rfc9421 GET a.test/open"]);
    assert_eq!(signatures(&server), expected.map(|text| Some(text.to_owned())).collect::<Vec<_>>());

    let data = library(&server, &[]).await;
    assert!(fetch(&data, "http://a.test/never").await.is_err());
    assert_eq!(signatures(&server).split_off(5), [None], "without a signer there is one unsigned request");
}

#[tokio::test]
async fn a_redirect_is_signed_anew_for_its_own_host() {
    let server = Server::start(|request| match request.split(' ').nth(1).unwrap() {
        "/there" => {
            reply("302 Found", &["Location: http://b.test/note", ACTIVITY], document("http://a.test/there"))
        }
        "/near" => reply("301 Moved", &["Location: note#part"], ""),
        "/far" => reply("302 Found", &["Location: /there"], ""),
        _ if request.contains("b.test\r\n") => reply("200 OK", &[ACTIVITY], document("http://b.test/note")),
        _ => reply("200 OK", &[ACTIVITY], document("http://a.test/note")),
    })
    .await;
    let data = library(&server, &[SignatureScheme::Cavage]).await;
    assert_eq!(fetch(&data, "http://a.test/there").await.unwrap().as_str(), "http://b.test/note");
    assert_eq!(fetch(&data, "http://a.test/near").await.unwrap().as_str(), "http://a.test/note");
    let expected = ["a.test/there", "b.test/note", "a.test/near", "a.test/note"];
    assert_eq!(signatures(&server), expected.map(|place| Some(format!("Cavage GET {place}"))));
    assert!(fetch(&data, "http://a.test/far").await.is_err(), "a second redirect in a row is not a document");
    assert_eq!(server.requests().len(), 6);
}

#[tokio::test]
async fn no_redirect_leads_inside_or_to_a_blocked_host() {
    let canary = Canary::at("127.0.0.2");
    let inside = format!("Location: http://127.0.0.2:{}/", canary.port());
    let server = Server::start(move |request| match request.split(' ').nth(1).unwrap() {
        "/inside" => reply("302 Found", &[&inside], ""),
        "/file" => reply("302 Found", &["Location: file:///etc/passwd"], ""),
        "/user" => reply("302 Found", &["Location: http://me:pw@b.test/"], ""),
        _ => reply("302 Found", &["Location: http://blocked.test/"], ""),
    })
    .await;
    let data = library(&server, BOTH).await;
    for path in ["inside", "file", "user", "blocked"] {
        let error = fetch(&data, &format!("http://a.test/{path}")).await.unwrap_err();
        assert!(ours(&error).is_some_and(ClientError::is_our_refusal), "{path}: {error}");
    }
    let error = fetch(&data, "http://blocked.test/").await.unwrap_err();
    assert!(matches!(ours(&error), Some(ClientError::Policy { .. })), "{error}");
    assert!(canary.is_silent());
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_document_is_cut_at_one_mebibyte() {
    let server = Server::start(|_| {
        Reply::Endless([&head("200 OK", &[ACTIVITY])[..], b"\r\n{\"id\":\""].concat(), vec![b'x'; 4096])
    })
    .await;
    let data = library(&server, BOTH).await;
    let error = fetch(&data, "http://a.test/").await.unwrap_err();
    assert!(matches!(ours(&error), Some(ClientError::TooLarge { limit: 1_048_576, .. })), "{error}");
}
