//! A person with a browser, and the app they use, asking a running server over HTTP.

use antiphon::keys;
use antiphon::service::members;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use http::{HeaderMap, Method, StatusCode};
use serde_json::{Value, json};

use crate::support::rig::Rig;

pub const BACK: &str = "https://app.test/back?held=1";
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("plain text"))
    }

    /// A value in the query of the address that the answer leads to.
    pub fn told(&self, name: &str) -> Option<String> {
        let (_, query) = self.location().split_once('?')?;
        url::form_urlencoded::parse(query.as_bytes())
            .find(|(key, _)| key == name)
            .map(|(_, v)| v.into_owned())
    }
}

/// The rig as an app and a browser use it.
pub trait Asks {
    /// Any request.
    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer;

    async fn get(&self, path: &str, token: &str) -> Answer {
        self.ask(Method::GET, path, &[("authorization", &format!("Bearer {token}"))], None).await
    }

    async fn send_form(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let mut all = vec![("content-type", "application/x-www-form-urlencoded")];
        all.extend_from_slice(headers);
        self.ask(Method::POST, path, &all, Some(&query(fields))).await
    }

    async fn send_json(&self, path: &str, token: Option<&str>, body: &Value) -> Answer {
        let bearer = token.map(|token| format!("Bearer {token}"));
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        self.ask(Method::POST, path, &headers, Some(&body.to_string())).await
    }
}

impl Asks for Rig {
    async fn ask(&self, method: Method, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Answer {
        let mut request = self.http.request(method, self.url(path));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(body) = body {
            request = request.body(body.to_owned());
        }
        let answer = request.send().await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, text: answer.text().await.expect("text") }
    }
}

/// Names and values as a query or a form.
pub fn query(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

/// The value of the first field of this name on a page.
pub fn value_of(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    let at = page.find(&mark).unwrap_or_else(|| panic!("no field {name} in {page}"));
    page[at + mark.len()..].split('"').next().expect("an end").to_owned()
}

/// Somebody at a browser who is signed in.
pub struct Person {
    pub cookie: String,
}

impl Person {
    /// Signs a member in by a link, with what the browser held before; where they were led besides.
    pub async fn sign_in(rig: &Rig, name: &str, held: &str) -> (Self, String) {
        let link = members::link_for(&rig.opened.app, name).await.expect("a link");
        let shown = rig.ask(Method::GET, &link, &[], None).await;
        let csrf = value_of(&shown.text, "csrf");
        let entered = rig.send_form(&link, &[("csrf", &csrf)], &[("cookie", held)]).await;
        assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
        let cookie = entered.header("set-cookie").split(';').next().expect("a cookie").to_owned();
        (Self { cookie }, entered.location().to_owned())
    }

    /// A member with this role, signed in.
    pub async fn new(rig: &Rig, name: &str, role: &str) -> Self {
        members::add(&rig.opened.app, name, role).await.expect("the name is free");
        Self::sign_in(rig, name, "").await.0
    }

    pub async fn visit(&self, rig: &Rig, path: &str) -> Answer {
        rig.ask(Method::GET, path, &[("cookie", &self.cookie)], None).await
    }

    pub async fn answer(&self, rig: &Rig, fields: &[(&str, &str)], more: &[(&str, &str)]) -> Answer {
        let mut headers = vec![("cookie", self.cookie.as_str())];
        headers.extend_from_slice(more);
        rig.send_form("/oauth/authorize", fields, &headers).await
    }
}

/// An app that has registered.
pub struct Program {
    pub id: String,
    pub secret: String,
    pub back: String,
}

impl Program {
    pub async fn new(rig: &Rig, scopes: &str, back: &str) -> Self {
        let body = json!({ "client_name": "Test app", "redirect_uris": back, "scopes": scopes });
        let made = rig.send_json("/api/v1/apps", None, &body).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.text);
        let text = |name: &str| made.json()[name].as_str().expect("a text").to_owned();
        Self { id: text("client_id"), secret: text("client_secret"), back: back.to_owned() }
    }

    /// The address that asks a person, with further names and values.
    pub fn address(&self, more: &[(&str, &str)]) -> String {
        let mut fields = vec![
            ("response_type", "code"),
            ("client_id", self.id.as_str()),
            ("redirect_uri", self.back.as_str()),
        ];
        fields.extend_from_slice(more);
        format!("/oauth/authorize?{}", query(&fields))
    }

    /// A person says yes on the page, as the first or a later actor; where that leads.
    pub async fn let_in(&self, rig: &Rig, person: &Person, more: &[(&str, &str)], actor: usize) -> Answer {
        let page = person.visit(rig, &self.address(more)).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let acts_as: Vec<&str> = page
            .text
            .split("name=\"act_as\"")
            .skip(1)
            .map(|rest| rest.split("value=\"").nth(1).expect("a value").split('"').next().expect("an end"))
            .collect();
        let csrf = value_of(&page.text, "csrf");
        let mut fields = vec![("csrf", csrf.as_str()), ("act_as", acts_as[actor]), ("do", "allow")];
        fields.extend([
            ("response_type", "code"),
            ("client_id", self.id.as_str()),
            ("redirect_uri", self.back.as_str()),
        ]);
        fields.extend_from_slice(more);
        person.answer(rig, &fields, &[]).await
    }

    /// A code for a person's own account.
    pub async fn code(&self, rig: &Rig, person: &Person, more: &[(&str, &str)]) -> String {
        let led = self.let_in(rig, person, more, 0).await;
        led.told("code").unwrap_or_else(|| panic!("no code: {} {}", led.location(), led.text))
    }

    /// Asks for the token of a code with these further fields.
    pub async fn fetch(&self, rig: &Rig, code: &str, more: &[(&str, &str)]) -> Answer {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", self.back.as_str()),
            ("client_id", self.id.as_str()),
        ];
        fields.extend_from_slice(more);
        rig.send_form("/oauth/token", &fields, &[]).await
    }

    /// A token of a person with these scopes.
    pub async fn token(&self, rig: &Rig, person: &Person, scope: &str, actor: usize) -> String {
        let led = self.let_in(rig, person, &[("scope", scope)], actor).await;
        let code = led.told("code").unwrap_or_else(|| panic!("no code: {}", led.text));
        let got = self.fetch(rig, &code, &[("client_secret", &self.secret)]).await;
        token_of(&got)
    }

    pub fn basic(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", self.id, self.secret)))
    }
}

pub fn token_of(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer.json()["access_token"].as_str().expect("a token").to_owned()
}

/// The challenge of [`VERIFIER`].
pub fn challenge() -> String {
    URL_SAFE_NO_PAD.encode(keys::sha256(VERIFIER.as_bytes()))
}

pub const OWN: &str = "/api/v1/accounts/verify_credentials";
