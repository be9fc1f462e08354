//! The way back to a page of ours after signing in. It is kept in a cookie of the browser and not in an address, and
//! only one page can be named in it, so that no link of a stranger decides where a person lands (A183).

use http::{HeaderMap, HeaderValue};
use url::form_urlencoded;

use crate::app::Cx;

use super::session;

/// The page where a person lets an app in.
pub const AUTHORIZE: &str = "/oauth/authorize";

/// A browser keeps about 4,000 bytes of one cookie.
const LONGEST: usize = 3_500;
/// A one-time link may have to be fetched first.
const LASTS: u32 = 3_600;

fn name(cx: &Cx) -> &'static str {
    if session::is_safe(cx) { "__Host-way-back" } else { "way-back" }
}

fn cookie(cx: &Cx, value: &str, seconds: u32) -> HeaderValue {
    let secure = if session::is_safe(cx) { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}", name(cx));
    HeaderValue::from_str(&text).expect("a query is written in letters that a header may hold")
}

/// The header that keeps the way back to the authorize page with this query; none if it is too long to be kept.
pub fn keep(cx: &Cx, query: &str) -> Option<HeaderValue> {
    let mut written = form_urlencoded::Serializer::new(String::new());
    written.extend_pairs(form_urlencoded::parse(query.as_bytes()));
    let written = written.finish();
    (written.len() <= LONGEST).then(|| cookie(cx, &written, LASTS))
}

/// The header that forgets it.
pub fn forget(cx: &Cx) -> HeaderValue {
    cookie(cx, "", 0)
}

/// Where a person who has just signed in was going: a path of ours.
pub fn find(cx: &Cx, headers: &HeaderMap) -> Option<String> {
    let query = session::cookie(headers, name(cx))?;
    let is_plain = |b: u8| {
        b.is_ascii_alphanumeric() || matches!(b, b'*' | b'-' | b'.' | b'_' | b'+' | b'%' | b'&' | b'=')
    };
    let is_ours = !query.is_empty() && query.len() <= LONGEST && query.bytes().all(is_plain);
    is_ours.then(|| format!("{AUTHORIZE}?{query}"))
}
