//! The cookie that opens unsaved work (decision 0013). It goes with the browser window, or after as long as the work is
//! kept; it opens nothing without a session of the same person.

use http::{HeaderMap, HeaderValue};

use crate::app::Cx;
use crate::service::kept_forms::LASTS;

use super::session;

fn name(cx: &Cx) -> &'static str {
    if session::is_safe(cx) { "__Host-kept" } else { "kept" }
}

fn cookie(cx: &Cx, value: &str, seconds: i64) -> HeaderValue {
    let secure = if session::is_safe(cx) { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", name(cx));
    HeaderValue::from_str(&text).expect("a token is made of letters that a header may hold")
}

/// The header that keeps a token.
pub fn keep(cx: &Cx, token: &str) -> HeaderValue {
    cookie(cx, token, LASTS / 1_000)
}

/// The header that forgets it.
pub fn forget(cx: &Cx) -> HeaderValue {
    cookie(cx, "", 0)
}

/// The token that this browser holds.
pub fn token(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    session::cookie(headers, name(cx)).filter(|token| (20..=64).contains(&token.len()))
}
