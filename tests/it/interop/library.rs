//! The federation library beside our own signatures: what we believe it believes, what we send it takes, and the
//! other way round.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use activitypub_federation::activity_sending::SendActivityTask;
use activitypub_federation::axum::inbox::{ActivityData, receive_activity};
use activitypub_federation::config::{Data, FederationConfig};
use activitypub_federation::http_signatures::generate_actor_keypair;
use activitypub_federation::traits::{Activity, Actor, Object};
use antiphon::client::SignatureScheme;
use antiphon::keys::SigningKey;
use antiphon::remote::deliver::{self, Parcel};
use antiphon::remote::keyring;
use antiphon::remote::signatures::{self, Expected, Window};
use antiphon::wire::activity;
use axum::body::Body;
use axum::extract::{FromRequest as _, Request, State};
use axum::routing::post;
use http::{HeaderMap, Method, StatusCode};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use url::Url;

use super::cases::{self, Case};
use crate::support::databases;
use crate::support::rig::{Rig, Shape, client};

/// What the library knows: its actors, and the ids of the activities it has taken.
#[derive(Clone, Default)]
struct World {
    people: Arc<Mutex<Vec<Person>>>,
    taken: Arc<Mutex<Vec<String>>>,
}

#[derive(Clone, Debug)]
struct Person {
    id: Url,
    public: String,
    private: Option<String>,
}

/// Any activity, as the library wants to have it.
#[derive(Debug, Deserialize, Serialize)]
struct Word {
    id: Url,
    actor: Url,
    #[serde(flatten)]
    rest: serde_json::Map<String, Value>,
}

#[derive(Debug)]
struct Fault(String);

impl From<activitypub_federation::error::Error> for Fault {
    fn from(error: activitypub_federation::error::Error) -> Self {
        Self(error.to_string())
    }
}

#[async_trait::async_trait]
impl Object for Person {
    type DataType = World;
    type Kind = Value;
    type Error = Fault;

    fn id(&self) -> &Url {
        &self.id
    }

    async fn read_from_id(id: Url, data: &Data<World>) -> Result<Option<Self>, Fault> {
        Ok(data.people.lock().expect("no panic").iter().find(|person| person.id == id).cloned())
    }

    async fn into_json(self, _data: &Data<World>) -> Result<Value, Fault> {
        Ok(json!({"id": self.id.as_str()}))
    }

    async fn verify(_json: &Value, _expected: &Url, _data: &Data<World>) -> Result<(), Fault> {
        Err(Fault("nobody is fetched here".to_owned()))
    }

    async fn from_json(_json: Value, _data: &Data<World>) -> Result<Self, Fault> {
        Err(Fault("nobody is fetched here".to_owned()))
    }
}

impl Actor for Person {
    fn public_key_pem(&self) -> &str {
        &self.public
    }

    fn private_key_pem(&self) -> Option<String> {
        self.private.clone()
    }

    fn inbox(&self) -> Url {
        self.id.clone()
    }
}

#[async_trait::async_trait]
impl Activity for Word {
    type DataType = World;
    type Error = Fault;

    fn id(&self) -> &Url {
        &self.id
    }

    fn actor(&self) -> &Url {
        &self.actor
    }

    async fn verify(&self, _data: &Data<World>) -> Result<(), Fault> {
        Ok(())
    }

    async fn receive(self, data: &Data<World>) -> Result<(), Fault> {
        data.taken.lock().expect("no panic").push(self.id.to_string());
        Ok(())
    }
}

type Library = FederationConfig<World>;

async fn library(domain: &str, client: reqwest::Client) -> (Library, World) {
    let world = World::default();
    let config = FederationConfig::builder()
        .domain(domain)
        .app_data(world.clone())
        .client(reqwest_middleware::ClientBuilder::new(client).build())
        .debug(true)
        .build()
        .await
        .expect("the library is set up");
    (config, world)
}

/// Lets the library judge a request.
async fn judged(
    config: &Library,
    method: &Method,
    target: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<(), String> {
    let mut request = Request::new(Body::from(body.to_vec()));
    *request.method_mut() = method.clone();
    *request.uri_mut() = target.parse().expect("a target");
    *request.headers_mut() = headers.clone();
    let data =
        ActivityData::from_request(request, &()).await.map_err(|_| "the body is not read".to_owned())?;
    receive_activity::<Word, Person, World>(data, &config.to_request_data()).await.map_err(|fault| fault.0)
}

#[tokio::test]
async fn what_our_verifier_accepts_the_library_accepts() {
    let key = SigningKey::generate(antiphon::keys::Algorithm::Rsa);
    let (config, world) = library("sut.test", client(1)).await;
    let person = Person {
        id: Url::parse(cases::ACTOR).expect("an id"),
        public: key.verifying_key().to_pem(),
        private: None,
    };
    world.people.lock().expect("no panic").push(person);
    let origins = [Url::parse("https://sut.test/").expect("an origin")];
    // The library asks the machine's clock.
    let now = antiphon::app::Clock::now(&antiphon::app::SystemClock).0;

    let (mut both, mut only_ours, mut only_theirs, mut neither) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let all = cases::all(&key, now);
    assert!(all.len() >= 40, "{}", all.len());
    for Case { name, target, headers, body, key } in &all {
        let expected = Expected { origins: &origins, body, now_ms: now, window: Window::default() };
        let ours = signatures::parse(&Method::POST, target, headers)
            .and_then(|p| p.verify(key.verifying_key(), &expected));
        let theirs = judged(&config, &Method::POST, target, headers, body).await;
        println!("{name}: {ours:?} {theirs:?}");
        let set = match (ours.is_ok(), theirs.is_ok()) {
            (true, true) => &mut both,
            (true, false) => &mut only_ours,
            (false, true) => &mut only_theirs,
            (false, false) => &mut neither,
        };
        assert!(set.insert(*name), "{name} is there twice");
    }
    println!(
        "both {} only ours {only_ours:?} only theirs {only_theirs:?} neither {}",
        both.len(),
        neither.len()
    );
    let excepted: BTreeSet<&str> = cases::ONLY_OURS.iter().map(|(name, _)| *name).collect();
    assert_eq!(only_ours, excepted);
    let stricter: BTreeSet<&str> = cases::ONLY_THEIRS.iter().map(|(name, _)| *name).collect();
    assert_eq!(only_theirs, stricter);
    assert!(both.len() >= 10 && neither.len() >= 10);
}

async fn take(State(config): State<Library>, request: Request) -> StatusCode {
    let Ok(data) = ActivityData::from_request(request, &()).await else { return StatusCode::BAD_REQUEST };
    match receive_activity::<Word, Person, World>(data, &config.to_request_data()).await {
        Ok(()) => StatusCode::OK,
        Err(Fault(_)) => StatusCode::UNAUTHORIZED,
    }
}

#[tokio::test]
async fn what_we_deliver_the_library_receives() {
    let (config, world) = library("lib.test", client(1)).await;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let router = axum::Router::new().route("/inbox", post(take)).with_state(config);
    let serving = tokio::spawn(async move { axum::serve(listener, router).await });

    let names = vec![("lib.test".to_owned(), format!("127.0.0.1:{port}"))];
    let rig = Rig::shaped(databases::sqlite(), Shape { names, ..Shape::default() }).await;
    let coalition = rig.coalition().await;
    let cx = rig.cx();
    let signer = keyring::for_requests(&cx, coalition.id).await.expect("a key");
    world.people.lock().expect("no panic").push(Person {
        id: coalition.uri.url(),
        public: signer.key.verifying_key().to_pem(),
        private: None,
    });
    let inbox = format!("http://lib.test:{port}/inbox?from=us");
    // The library knows one scheme only; knocking with the other first, we learn that.
    for (number, scheme, learned) in
        [(1, SignatureScheme::Cavage, None), (2, SignatureScheme::Rfc9421, Some(SignatureScheme::Cavage))]
    {
        let id = rig.url(&format!("/activities/{number}"));
        let parcel =
            Parcel::new(activity::follow(&id, coalition.uri.as_str(), "http://lib.test/u").to_string());
        let outcome = deliver::deliver(&cx, &parcel, &signer, &inbox, scheme).await;
        assert_eq!((outcome.status, outcome.learned), (Some(200), learned), "{outcome:?}");
        assert_eq!(world.taken.lock().expect("no panic").last(), Some(&id));
    }
    serving.abort();
}

#[tokio::test]
async fn what_the_library_sends_we_take() {
    let rig = Rig::start().await;
    let coalition = rig.coalition().await;
    let (config, _) = library(&rig.vic.authority(), client(rig.port)).await;
    let pair = generate_actor_keypair().expect("a key");
    let id = rig.vic.url("/users/lib");
    let person = Person {
        id: Url::parse(&id).expect("an id"),
        public: pair.public_key.clone(),
        private: Some(pair.private_key),
    };
    let mut document = rig.vic.actor_document("lib", &rig.vic.actor("lib"));
    document["publicKey"]["publicKeyPem"] = json!(pair.public_key);
    rig.vic.serve("/users/lib", &document);

    let follow = json!({"id": format!("{id}/follows/1"), "actor": id, "type": "Follow", "object": coalition.uri.as_str()});
    let follow: Word = serde_json::from_value(follow).expect("an activity");
    let data = config.to_request_data();
    let inbox = Url::parse(&rig.url("/inbox")).expect("an address");
    let tasks = SendActivityTask::prepare(&follow, &person, vec![inbox], &data).await.expect("prepares");
    assert_eq!(tasks.len(), 1);
    for task in tasks {
        task.sign_and_send(&data).await.expect("sends");
    }
    rig.drain().await;
    let store = &rig.opened.app.store;
    let follower =
        antiphon::store::accounts::find_by_uri(store, &id).await.expect("reads").expect("we know them");
    let followed =
        antiphon::store::follows::is_accepted(store, follower.id, coalition.id).await.expect("reads");
    assert!(followed, "{:?}", rig.quarantined().await);
}
