//! Who is signed in: the cookie, and the secret that every form carries.

use http::{HeaderMap, HeaderValue, header};

use crate::app::Cx;
use crate::keys;
use crate::service::members::{self, Session};

/// The cookie's name: with `__Host-` where the connection is safe, so that no other host can set it.
fn cookie_name(cx: &Cx) -> &'static str {
    if is_safe(cx) { "__Host-session" } else { "session" }
}

/// Whether browsers reach this server by a safe connection.
pub(super) fn is_safe(cx: &Cx) -> bool {
    cx.config.server.public_url.scheme() == "https"
}

/// The secret in the cookie.
pub fn secret(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    cookie(headers, cookie_name(cx))
}

/// The value of the cookie of this name.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// Who is signed in.
pub async fn find(cx: &Cx, headers: &HeaderMap) -> crate::service::Result<Option<Session>> {
    match secret(cx, headers) {
        Some(secret) => members::by_session(cx, &secret).await,
        None => Ok(None),
    }
}

/// The header that begins a session.
pub fn begin(cx: &Cx, secret: &str) -> HeaderValue {
    let attributes = if is_safe(cx) { "; Secure" } else { "" };
    let cookie =
        format!("{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600{attributes}", cookie_name(cx));
    HeaderValue::from_str(&cookie).expect("a token is made of letters that a header may hold")
}

/// The header that ends a session.
pub fn end(cx: &Cx) -> HeaderValue {
    let attributes = if is_safe(cx) { "; Secure" } else { "" };
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0{attributes}", cookie_name(cx));
    HeaderValue::from_str(&cookie).expect("it is plain text")
}

/// Whether a form was sent from a page of ours by the one who is signed in (A171): the secret in the form is
/// the authority; what the browser says about its origin must not contradict it.
pub fn is_own_form(cx: &Cx, session: &Session, headers: &HeaderMap, csrf: &str) -> bool {
    keys::constant_time_eq(session.csrf.as_bytes(), csrf.as_bytes()) && is_same_site(cx, headers)
}

/// Whether the browser says, or does not deny, that the request comes from a page of ours.
pub fn is_same_site(cx: &Cx, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let onion = cx.config.server.onion.as_ref().map(|url| url.as_str().trim_end_matches('/').to_owned());
    let origin = text("origin").is_none_or(|origin| {
        origin == cx.config.origin() || origin == "null" || Some(origin) == onion.as_deref()
    });
    site && origin
}
