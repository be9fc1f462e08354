//! Forms of people who are not signed in yet: a cookie that holds a secret, and a field that holds its digest. Another
//! site can make a browser send neither, so nobody is signed in as somebody else without noticing (A171).

use http::{HeaderMap, HeaderValue, header};

use crate::app::Cx;
use crate::keys;

use super::session::is_same_site;

/// The secret of this browser's forms, and the header that gives it one where it has none.
pub struct Entry {
    secret: String,
    /// To be put on the answer.
    pub cookie: Option<HeaderValue>,
}

impl Entry {
    /// The browser's secret, or a new one.
    pub fn of(cx: &Cx, headers: &HeaderMap) -> Self {
        if let Some(secret) = held(cx, headers) {
            return Self { secret, cookie: None };
        }
        let secret = keys::random_token();
        let attributes = if is_safe(cx) { "; Secure" } else { "" };
        let cookie = format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax{attributes}", name(cx));
        let cookie =
            HeaderValue::from_str(&cookie).expect("a token is made of letters that a header may hold");
        Self { secret, cookie: Some(cookie) }
    }

    /// What the form carries.
    pub fn csrf(&self) -> String {
        csrf_of(&self.secret)
    }
}

/// Whether the form was sent from a page that this browser got from us.
pub fn is_own_form(cx: &Cx, headers: &HeaderMap, csrf: &str) -> bool {
    let expected = held(cx, headers).map(|secret| csrf_of(&secret));
    expected.is_some_and(|expected| keys::constant_time_eq(expected.as_bytes(), csrf.as_bytes()))
        && is_same_site(cx, headers)
}

fn csrf_of(secret: &str) -> String {
    keys::sha256_hex(format!("entry form {secret}").as_bytes())
}

fn is_safe(cx: &Cx) -> bool {
    cx.config.server.public_url.scheme() == "https"
}

fn name(cx: &Cx) -> &'static str {
    if is_safe(cx) { "__Host-entry" } else { "entry" }
}

fn held(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, value)| *key == name(cx) && (20..=64).contains(&value.len()))
        .map(|(_, value)| value.to_owned())
}
