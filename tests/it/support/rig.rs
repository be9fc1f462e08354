//! The server under test in this process, among remote servers that do what the test tells them.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::{Duration, Instant};

use antiphon::app::{Clock, Cx};
use antiphon::config::{Config, Overrides};
use antiphon::domain::account::Account;
use antiphon::domain::follow::FollowState;
use antiphon::domain::post::Post;
use antiphon::domain::time::Time;
use antiphon::server::{self, Opened, Running};
use antiphon::store::{self, follows, posts};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use super::databases::{self, Fresh};
use super::peer::{Actor, Peer, bytes};

/// A clock that the test moves.
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that stands at the present moment.
    pub fn start() -> Arc<Self> {
        #[expect(clippy::disallowed_methods, reason = "signatures of real clients must be fresh")]
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
        Arc::new(Self(AtomicI64::new(i64::try_from(now.as_millis()).expect("fits"))))
    }

    /// Unix milliseconds now.
    pub fn now_ms(&self) -> i64 {
        self.now().0
    }

    pub fn advance(&self, millis: i64) {
        self.0.fetch_add(millis, Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Time {
        // Every look takes a millisecond, so that what happens later is later.
        Time(self.0.fetch_add(1, Ordering::SeqCst))
    }
}

/// The server under test, `vic.test` (honest), `evil.test` (hostile), `third.test` (honest).
pub struct Rig {
    pub opened: Opened,
    pub running: Option<Running>,
    pub clock: Arc<TestClock>,
    pub vic: Peer,
    pub evil: Peer,
    pub third: Peer,
    pub http: reqwest::Client,
    pub port: u16,
    _directory: tempfile::TempDir,
    _database: Fresh,
}

/// A port that was free a moment ago.
pub fn free_port() -> u16 {
    // Below the ports that the system gives to connections, so that none of those takes it before we listen there.
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let first = std::process::id() % 8_000;
    loop {
        let step = (first + NEXT.fetch_add(1, Ordering::Relaxed)) % 12_000;
        let port = 20_000 + u16::try_from(step).expect("it is small");
        if std::net::TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
}

/// How a rig differs from the usual one.
pub struct Shape {
    /// Inner addresses that may be reached, as a TOML list.
    pub ranges: &'static str,
    /// What every back-off and rest is multiplied by; above 1, which no settings file may say, for what must not come.
    pub retry_scale: f64,
    /// The settings of `[limits]`, as TOML.
    pub limits: &'static str,
    /// Further names, with the address each leads to.
    pub names: Vec<(String, String)>,
    /// Further settings (TOML, inside `[federation]` or after it).
    pub more: String,
}

impl Default for Shape {
    fn default() -> Self {
        Self {
            ranges: "[\"127.0.0.0/8\"]",
            retry_scale: 0.001,
            limits: "rate = false",
            names: Vec::new(),
            more: String::new(),
        }
    }
}

/// Settings of a server in the rig: `name` is its host name, `more` further lines of TOML.
pub fn settings(
    name: &str,
    port: u16,
    directory: &Path,
    database: &str,
    hosts: &[(&str, u16)],
    more: &str,
) -> String {
    let shape = Shape { more: more.to_owned(), ..Shape::default() };
    shaped(name, port, directory, database, hosts, &shape)
}

/// Settings of a server in a rig of this shape.
pub fn shaped(
    name: &str,
    port: u16,
    directory: &Path,
    database: &str,
    hosts: &[(&str, u16)],
    shape: &Shape,
) -> String {
    let Shape { ranges, retry_scale, limits, names, more } = shape;
    let retry_scale = retry_scale.min(1.0);
    let mut hosts: Vec<String> =
        hosts.iter().map(|(name, port)| format!("\"{name}\" = \"127.0.0.1:{port}\"")).collect();
    hosts.extend(names.iter().map(|(name, address)| format!("\"{name}\" = \"{address}\"")));
    format!(
        "[server]\npublic_url = \"http://{name}:{port}\"\nlisten = \"127.0.0.1:{port}\"\ndata_dir = \"{}\"\n\
         [database]\nurl = \"{database}\"\n\
         [limits]\n{limits}\n\
         [federation]\nrig = true\nallow_http = true\nallow_ranges = {ranges}\nretry_scale = {retry_scale}\nhosts = {{ {} }}\n{more}\n",
        directory.display(),
        hosts.join(", ")
    )
}

impl Rig {
    /// A running server on a fresh SQLite file.
    pub async fn start() -> Self {
        Self::on(databases::sqlite(), "").await
    }

    /// A running server on this database, with further settings (TOML, inside `[federation]` or after it).
    pub async fn on(database: Fresh, more: &str) -> Self {
        Self::shaped(database, Shape { more: more.to_owned(), ..Shape::default() }).await
    }

    /// A running server on this database, of this shape.
    pub async fn shaped(database: Fresh, shape: Shape) -> Self {
        let (vic, evil, third) =
            (Peer::start("vic.test").await, Peer::start("evil.test").await, Peer::start("third.test").await);
        let directory = tempfile::tempdir().expect("a temporary directory");
        let port = free_port();
        let hosts = [
            ("vic.test", vic.address.port()),
            ("evil.test", evil.address.port()),
            ("third.test", third.address.port()),
            ("sut.test", port),
        ];
        let text = shaped("sut.test", port, directory.path(), &database.url, &hosts, &shape);
        let file = directory.path().join("antiphon.toml");
        std::fs::write(&file, text).expect("the settings are written");
        let mut config =
            Config::load(Some(&file), std::iter::empty(), &Overrides::default()).expect("good settings");
        config.federation.retry_scale = shape.retry_scale;
        let clock = TestClock::start();
        let opened = server::open(config, clock.clone()).await.expect("the server opens");
        let running = server::start(&opened).await.expect("the server starts");
        Self {
            opened,
            running: Some(running),
            clock,
            vic,
            evil,
            third,
            http: client(port),
            port,
            _directory: directory,
            _database: database,
        }
    }

    pub fn cx(&self) -> Cx {
        self.opened.federation.to_request_data()
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://sut.test:{}{path}", self.port)
    }

    /// The coalition that lives on the server under test.
    pub async fn coalition(&self) -> Account {
        antiphon::service::accounts::coalition(&self.cx()).await.expect("there is a coalition")
    }

    /// Posts bytes with these headers to a path of the server under test.
    pub async fn post_raw(&self, path: &str, headers: HeaderMap, body: Bytes) -> StatusCode {
        let answer =
            self.http.post(self.url(path)).headers(headers).body(body).send().await.expect("an answer");
        answer.status()
    }

    /// Posts a signed activity to the shared inbox.
    pub async fn post(&self, actor: &Actor, activity: &Value) -> StatusCode {
        self.post_to("/inbox", actor, activity).await
    }

    pub async fn post_to(&self, path: &str, actor: &Actor, activity: &Value) -> StatusCode {
        let body = bytes(activity);
        let headers = actor.sign(&self.url(path), &body, self.clock.now().0);
        self.post_raw(path, headers, body).await
    }

    /// Posts a signed activity and waits until nothing waits any more; the answer has to be 202.
    pub async fn tell(&self, actor: &Actor, activity: &Value) {
        assert_eq!(self.post(actor, activity).await, StatusCode::ACCEPTED, "{activity}");
        self.drain().await;
    }

    /// Waits until every accepted activity is applied or set aside.
    pub async fn drain(&self) {
        self.wait_for("the inbox is empty", async || {
            store::intake::backlog(&self.opened.app.store).await.expect("counts") == 0
        })
        .await;
    }

    /// Waits until nothing is due to be delivered.
    pub async fn delivered(&self) {
        self.wait_for("the queue is empty", async || {
            store::deliveries::count_pending(&self.opened.app.store).await.expect("counts") == 0
        })
        .await;
    }

    /// Looks again and again until it is so, for a minute at most.
    pub async fn wait_for(&self, what: &str, mut so: impl AsyncFnMut() -> bool) {
        let begun = Instant::now();
        while !so().await {
            // Only a test that fails waits as long as that, however busy the machine is.
            assert!(begun.elapsed() < Duration::from_secs(60), "waited in vain: {what}");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Makes a local account follow a remote actor, as if that had been accepted long ago.
    pub async fn follows(&self, follower: &Account, target: &Actor) -> Account {
        let cx = self.cx();
        let uri = antiphon::domain::uri::Uri::parse(&target.id).expect("an id");
        let target = antiphon::remote::resolve::actor(&cx, &uri).await.expect("the actor is fetched");
        let mut tx = cx.store.begin().await.expect("begins");
        let (place, state) = (cx.row_id(), FollowState::Accepted);
        follows::save(&mut tx, place, follower.id, target.id, state, "http://sut.test/f", cx.now())
            .await
            .expect("saves");
        tx.commit().await.expect("commits");
        target
    }

    /// The post with this id on the network, if the server under test keeps it.
    pub async fn find_post(&self, uri: &str) -> Option<Post> {
        posts::find_by_uri(&self.opened.app.store, uri).await.expect("reads")
    }

    /// How many posts by this actor the server under test keeps.
    pub async fn posts_by(&self, actor: &str) -> usize {
        let Some(account) = store::accounts::find_by_uri(&self.opened.app.store, actor).await.expect("reads")
        else {
            return 0;
        };
        posts::open_of_account(&self.opened.app.store, account.id, i64::MAX, 1_000)
            .await
            .expect("reads")
            .len()
    }

    /// Activities that were set aside, with the reason.
    pub async fn quarantined(&self) -> Vec<String> {
        let all = store::inbox::list_quarantined(&self.opened.app.store, i64::MAX, 100).await.expect("reads");
        all.into_iter()
            .map(|q| format!("{} {}: {}", q.kind, q.activity_uri, q.reason.unwrap_or_default()))
            .collect()
    }
}

/// An HTTP client that finds the server under test by its name.
#[expect(clippy::disallowed_methods, reason = "the tests are the other side")]
pub fn client(port: u16) -> reqwest::Client {
    let address = std::net::SocketAddr::from(([127, 0, 0, 1], port));
    reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .resolve("sut.test", address)
        .build()
        .expect("a client")
}
