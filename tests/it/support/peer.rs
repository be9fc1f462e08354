//! A remote server that does what the test tells it: it serves documents, takes deliveries, and signs what it sends.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use antiphon::keys::{Algorithm, SigningKey};
use antiphon::remote::signatures::{self, BodyDigest};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Method, StatusCode, header};
use serde_json::{Value, json};
use url::Url;

pub const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";

/// What a path answers with.
#[derive(Clone, Debug)]
pub struct Document {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Seen {
    pub method: Method,
    pub path: String,
    pub headers: HeaderMap,
    pub body: Value,
}

#[derive(Default)]
struct Shared {
    documents: HashMap<String, Document>,
    files: HashMap<String, Vec<u8>>,
    seen: Vec<Seen>,
    /// What inboxes answer; 202 unless told otherwise.
    inbox_status: Option<(u16, Vec<(&'static str, String)>)>,
}

/// The remote server. It stops when it is dropped.
pub struct Peer {
    pub name: String,
    pub address: SocketAddr,
    shared: Arc<Mutex<Shared>>,
    serving: tokio::task::JoinHandle<()>,
}

/// An actor of a remote server, with its private key.
#[derive(Clone)]
pub struct Actor {
    pub id: String,
    pub key_id: String,
    pub key: SigningKey,
}

impl Peer {
    /// Starts a server that is known by this name.
    pub async fn start(name: &str) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Mutex::new(Shared::default()));
        let router = Router::new().fallback(answer).with_state(shared.clone());
        let serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
        Self { name: name.to_owned(), address, shared, serving }
    }

    /// Takes no connections from now on.
    pub async fn stop(&mut self) {
        self.serving.abort();
        let _ = (&mut self.serving).await;
    }

    /// Takes connections again, at the same address.
    pub async fn resume(&mut self) {
        let listener = tokio::net::TcpListener::bind(self.address).await.expect("the port is still free");
        let router = Router::new().fallback(answer).with_state(self.shared.clone());
        self.serving = tokio::spawn(async move {
            let _ = axum::serve(listener, router).await;
        });
    }

    /// From now on the path sends on to this address.
    pub fn redirect(&self, path: &str, status: u16, to: &str) {
        let headers = vec![("location", to.to_owned())];
        self.answer_with(path, Document { status, headers, body: String::new() });
    }

    pub fn authority(&self) -> String {
        format!("{}:{}", self.name, self.address.port())
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority())
    }

    /// Makes an actor with a key of its own, and serves its document and WebFinger.
    pub fn actor(&self, name: &str) -> Actor {
        let id = self.url(&format!("/users/{name}"));
        let actor = Actor { key_id: format!("{id}#main-key"), key: SigningKey::generate(Algorithm::Rsa), id };
        self.serve(&format!("/users/{name}"), &self.actor_document(name, &actor));
        let jrd = json!({"subject": format!("acct:{name}@{}", self.authority()),
            "links": [{"rel": "self", "type": "application/activity+json", "href": actor.id}]});
        let path = format!(
            "/.well-known/webfinger?resource=acct%3A{name}%40{}",
            self.authority().replace(':', "%3A")
        );
        self.serve_as(&path, "application/jrd+json", &jrd.to_string());
        actor
    }

    /// The document of an actor, as it is served.
    pub fn actor_document(&self, name: &str, actor: &Actor) -> Value {
        let id = &actor.id;
        json!({
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": id, "type": "Person", "preferredUsername": name, "name": name, "summary": "", "url": id,
            "inbox": format!("{id}/inbox"), "outbox": format!("{id}/outbox"),
            "followers": format!("{id}/followers"), "following": format!("{id}/following"),
            "featured": format!("{id}/featured"), "endpoints": {"sharedInbox": self.url("/inbox")},
            "manuallyApprovesFollowers": false, "discoverable": true, "published": "2024-01-01T00:00:00Z",
            "publicKey": {"id": actor.key_id, "owner": id, "publicKeyPem": actor.key.verifying_key().to_pem()},
        })
    }

    /// Serves a document as ActivityPub JSON.
    pub fn serve(&self, path: &str, document: &Value) {
        self.serve_as(path, "application/activity+json", &document.to_string());
    }

    pub fn serve_as(&self, path: &str, content_type: &str, body: &str) {
        let headers = vec![("content-type", content_type.to_owned())];
        self.answer_with(path, Document { status: 200, headers, body: body.to_owned() });
    }

    /// Serves a picture.
    pub fn serve_picture(&self, path: &str, bytes: Vec<u8>) {
        self.shared.lock().expect("no test panicked here").files.insert(path.to_owned(), bytes);
    }

    pub fn answer_with(&self, path: &str, document: Document) {
        self.shared.lock().expect("no test panicked here").documents.insert(path.to_owned(), document);
    }

    /// From now on the path answers with this status and nothing else.
    pub fn fail(&self, path: &str, status: u16) {
        self.answer_with(path, Document { status, headers: Vec::new(), body: String::new() });
    }

    /// From now on every inbox answers with this status.
    pub fn inboxes_answer(&self, status: u16, headers: Vec<(&'static str, String)>) {
        self.shared.lock().expect("no test panicked here").inbox_status = Some((status, headers));
    }

    /// Every request that came in, in order.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.lock().expect("no test panicked here").seen.clone()
    }

    /// How often this path was read.
    pub fn reads_of(&self, path: &str) -> usize {
        self.seen().iter().filter(|s| s.method == Method::GET && s.path == path).count()
    }

    /// Activities of this type that came into any inbox.
    pub fn received(&self, kind: &str) -> Vec<Value> {
        let posted = self.seen().into_iter().filter(|s| s.method == Method::POST);
        posted.map(|s| s.body).filter(|body| body["type"] == kind).collect()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(State(shared): State<Arc<Mutex<Shared>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 4 << 20).await.unwrap_or_default();
    let path = parts.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let mut shared = shared.lock().expect("no test panicked here");
    shared.seen.push(Seen {
        method: parts.method.clone(),
        path: path.clone(),
        headers: parts.headers,
        body: serde_json::from_slice(&body).unwrap_or(Value::Null),
    });
    if parts.method == Method::POST {
        let (status, headers) = shared.inbox_status.clone().unwrap_or((202, Vec::new()));
        return respond(status, &headers, String::new());
    }
    if let Some(bytes) = shared.files.get(&path) {
        return ([(header::CONTENT_TYPE, "image/png")], bytes.clone()).into_response();
    }
    match shared.documents.get(&path) {
        Some(document) => respond(document.status, &document.headers, document.body.clone()),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn respond(status: u16, headers: &[(&'static str, String)], body: String) -> Response {
    let mut response = (StatusCode::from_u16(status).expect("a status"), body).into_response();
    response.headers_mut().remove(header::CONTENT_TYPE);
    for (name, value) in headers {
        response.headers_mut().insert(*name, value.parse().expect("a header value"));
    }
    response
}

impl Actor {
    /// The headers of a signed POST of these bytes to this address.
    pub fn sign(&self, url: &str, body: &[u8], now_ms: i64) -> HeaderMap {
        let url = Url::parse(url).expect("an address");
        let digest = BodyDigest::of(body);
        signatures::sign_cavage(&self.key, &self.key_id, &Method::POST, &url, Some(&digest), now_ms)
            .expect("signs")
    }

    /// The headers of a signed GET of this address.
    pub fn sign_get(&self, url: &str, now_ms: i64) -> HeaderMap {
        let url = Url::parse(url).expect("an address");
        signatures::sign_cavage(&self.key, &self.key_id, &Method::GET, &url, None, now_ms).expect("signs")
    }

    /// A public note of this actor.
    pub fn note(&self, number: u32, content: &str) -> Value {
        json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/notes/{number}", self.id), "type": "Note", "attributedTo": self.id,
            "to": [PUBLIC], "cc": [format!("{}/followers", self.id)], "published": "2026-11-23T12:00:00Z",
            "content": content,
        })
    }

    /// An activity of this actor.
    pub fn activity(&self, kind: &str, number: u32, object: Value) -> Value {
        let mut activity = json!({
            "@context": "https://www.w3.org/ns/activitystreams",
            "id": format!("{}/activities/{number}", self.id), "type": kind, "actor": self.id, "object": object,
        });
        for line in ["to", "cc"] {
            if let Some(addresses) = activity["object"].get(line).cloned() {
                activity[line] = addresses;
            }
        }
        activity
    }

    /// `Create` of a public note.
    pub fn create(&self, number: u32, content: &str) -> Value {
        self.activity("Create", number, self.note(number, content))
    }
}

/// The bytes of a JSON value.
pub fn bytes(value: &Value) -> Bytes {
    Bytes::from(value.to_string())
}
