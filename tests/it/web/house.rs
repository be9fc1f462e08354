//! The whole router in this process, on a fresh SQLite file, asked without a network as a browser would.

use std::sync::Arc;

use antiphon::config::{Config, Overrides};
use antiphon::http::Doors;
use antiphon::http::address::Peer;
use antiphon::http::limits::Limits;
use antiphon::server::{self, Opened};
use antiphon::service::members;
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use tower::ServiceExt as _;

use crate::support::databases::Fresh;
use crate::support::rig::TestClock;

pub const PAGE: &str = "text/html,application/xhtml+xml,*/*;q=0.8";
pub const HOST: &str = "sut.test";

/// The router of a server on a fresh SQLite file, without a network.
pub struct House {
    pub opened: Opened,
    pub clock: Arc<TestClock>,
    router: Router,
    directory: tempfile::TempDir,
    /// Kept as long as the server: a reader that is opened later looks for the file.
    _database: Option<Fresh>,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain text"))
    }
}

/// Somebody at a browser.
#[derive(Clone, Default)]
pub struct Browser {
    pub cookie: Option<String>,
    pub csrf: String,
}

impl House {
    pub async fn open() -> Self {
        Self::with("", "").await
    }

    pub async fn with(server: &str, federation: &str) -> Self {
        Self::built(server, "[\"en\", \"ar\"]", federation).await
    }

    /// The same on this database.
    pub async fn on(database: Fresh) -> Self {
        let house = Self::with("", &format!("[database]\nurl = \"{}\"", database.url)).await;
        Self { _database: Some(database), ..house }
    }

    /// The house of a coalition that writes in these languages.
    pub async fn in_languages(languages: &str) -> Self {
        Self::built("", languages, "").await
    }

    async fn built(server: &str, languages: &str, federation: &str) -> Self {
        let directory = tempfile::tempdir().expect("a temporary directory");
        let file = directory.path().join("antiphon.toml");
        let text = format!(
            "[server]\npublic_url = \"https://{HOST}\"\ndata_dir = \"{}\"\n{server}\n[coalition]\nname = \"Clean River\"\nhandle = \"river\"\nlanguages = {languages}\nsummary = \"Thirty villages, one river.\"\n{federation}\n",
            directory.path().join("data").display()
        );
        std::fs::write(&file, text).expect("the settings are written");
        let config =
            Config::load(Some(&file), std::iter::empty(), &Overrides::default()).expect("good settings");
        let clock = TestClock::start();
        let opened = server::open(config, clock.clone()).await.expect("the server opens");
        let limits = Limits::new(opened.app.config.limits.rate);
        let router = server::router(Doors { federation: opened.federation.clone(), limits });
        Self { opened, clock, router, directory, _database: None }
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(Peer("198.51.100.7:4000".parse().expect("an address")));
        let response =
            self.router.clone().oneshot(Request::from_parts(parts, body)).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 1_000_000).await.expect("a body");
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8(body.to_vec()).expect("text"),
        }
    }

    pub async fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::get(path).header("host", HOST);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).expect("a request")).await
    }

    pub async fn get_from(&self, host: &str, path: &str) -> Answer {
        let request = Request::get(path).header("host", host).body(Body::empty());
        self.send(request.expect("a request")).await
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.get_with(path, &[("accept", PAGE)]).await
    }

    pub async fn visit(&self, browser: &Browser, path: &str) -> Answer {
        let cookie = browser.cookie.clone().unwrap_or_default();
        self.get_with(path, &[("accept", PAGE), ("cookie", &cookie)]).await
    }

    pub async fn post(
        &self,
        browser: &Browser,
        path: &str,
        form: &[(&str, &str)],
        more: &[(&str, &str)],
    ) -> Answer {
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.extend_pairs(form);
        let mut request = Request::post(path)
            .header("host", HOST)
            .header("accept", PAGE)
            .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = &browser.cookie {
            request = request.header("cookie", cookie);
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(body.finish())).expect("a request")).await
    }

    /// Signs a member in, as their browser would.
    pub async fn sign_in(&self, username: &str) -> Browser {
        let link = members::link_for(&self.opened.app, username).await.expect("a link");
        let shown = self.get(&link).await;
        let csrf = value_of(&shown.body, "csrf");
        let entered = self.post(&Browser::default(), &link, &[("csrf", &csrf)], &[("origin", "null")]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.body);
        assert_eq!(entered.header("location"), "/desk");
        let cookie = entered.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        let mut browser = Browser { cookie: Some(cookie), csrf: String::new() };
        let desk = self.visit(&browser, "/desk").await;
        browser.csrf = value_of(&desk.body, "csrf");
        browser
    }

    /// What the database file holds, as bytes.
    pub fn on_disk(&self) -> Vec<u8> {
        let folder = self.directory.path().join("data");
        let names = ["antiphon.sqlite3", "antiphon.sqlite3-wal"];
        names.iter().flat_map(|name| std::fs::read(folder.join(name)).unwrap_or_default()).collect()
    }

    pub async fn owner(&self) -> Browser {
        self.sign_in("owner").await
    }

    /// Publishes through both forms; the path of the statement.
    pub async fn publish(&self, browser: &Browser, fields: &[(&str, &str)]) -> String {
        let mut form = fields.to_vec();
        form.extend([("csrf", browser.csrf.as_str()), ("do", "check")]);
        let looked = self.post(browser, "/desk/statements/new", &form, &[]).await;
        assert_eq!(looked.status, StatusCode::OK, "{}", looked.body);
        let once = value_of(&looked.body, "once");
        form.pop();
        form.extend([("once", once.as_str()), ("do", "publish")]);
        let published = self.post(browser, "/desk/statements/new", &form, &[]).await;
        assert_eq!(published.header("location"), "/desk?done=published", "{}", published.body);
        self.newest().await
    }

    /// The path of the newest statement.
    pub async fn newest(&self) -> String {
        let list = self.list().await;
        format!("/@river/{}", list.first().expect("a statement").id)
    }

    pub async fn list(&self) -> Vec<antiphon::domain::post::Post> {
        let app = &self.opened.app;
        let coalition = antiphon::service::accounts::coalition(app).await.expect("the coalition");
        antiphon::service::statements::list(app, &coalition, i64::MAX, 100).await.expect("a list")
    }

    /// Everything that a visit could change, in one text.
    pub async fn contents(&self) -> String {
        let app = &self.opened.app;
        let mut lines = vec![format!("{:?}", self.list().await)];
        for member in members::list(app).await.expect("members") {
            lines.push(format!("{member:?}"));
        }
        let depth = antiphon::service::queue::depth(app).await.expect("counts");
        lines.push(format!("{depth:?}"));
        lines.join("\n")
    }
}

/// The value of the first field of this name.
pub fn value_of(page: &str, name: &str) -> String {
    let at = page
        .find(&format!("name=\"{name}\" value=\""))
        .unwrap_or_else(|| panic!("no field {name} in {page}"));
    let rest = &page[at + name.len() + 15..];
    rest.split('"').next().expect("an end").to_owned()
}

/// A statement in two languages, as the form sends it.
pub const STATEMENT: &[(&str, &str)] = &[
    ("language", "en"),
    ("title", "Open the dam"),
    ("text", "# Water\r\n\r\nThe river is **dry**. #Water"),
    ("language_2", "ar"),
    ("title_2", "افتحوا السد"),
    ("text_2", "النهر جاف."),
    ("state_2", "reviewed"),
];
