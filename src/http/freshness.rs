//! What everybody gets alike: how long others may keep it, and how a reader who has it is spared it (RFC 9110, 13; RFC 9111).

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::keys;

/// How long others may keep it.
const PUBLIC: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// A public page or document as it was made.
#[derive(Clone)]
pub struct Kept {
    status: StatusCode,
    kind: &'static str,
    body: Bytes,
    tag: HeaderValue,
}

impl Kept {
    /// A body with this content type.
    pub fn new(status: StatusCode, kind: &'static str, body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let digest = &keys::sha256_hex(&body)[..32];
        let tag = HeaderValue::from_str(&format!("\"{digest}\"")).expect("digits may stand in a header");
        Self { status, kind, body, tag }
    }

    /// The answer: the body, or `304` where the reader has it.
    pub fn answer(self, headers: &HeaderMap) -> Response {
        let known = self.status == StatusCode::OK && is_known(headers, self.tag.as_bytes());
        let mut response = Response::new(if known { Body::empty() } else { Body::from(self.body) });
        *response.status_mut() = if known { StatusCode::NOT_MODIFIED } else { self.status };
        let answer = response.headers_mut();
        answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
        answer.insert(header::ETAG, self.tag);
        answer.insert(header::CACHE_CONTROL, PUBLIC);
        response
    }
}

/// Whether the reader says that it has this page (RFC 9110, 13.1.2: weak comparison).
fn is_known(headers: &HeaderMap, tag: &[u8]) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .flat_map(|value| value.as_bytes().split(|byte| *byte == b','))
        .map(<[u8]>::trim_ascii)
        .any(|known| known == b"*" || known.strip_prefix(b"W/").unwrap_or(known) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_page_is_not_sent_again() {
        let page = || Kept::new(StatusCode::OK, "text/html", "words".to_owned());
        let tag = page().tag.to_str().expect("digits").to_owned();
        for (known, status) in [
            (tag.clone(), 304),
            (format!("\"x\", W/{tag}"), 304),
            ("*".to_owned(), 304),
            ("\"x\"".to_owned(), 200),
            (String::new(), 200),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::IF_NONE_MATCH, known.parse().expect("a value"));
            assert_eq!(page().answer(&headers).status().as_u16(), status, "{known}");
        }
        assert_ne!(page().tag, Kept::new(StatusCode::OK, "text/html", "other".to_owned()).tag);
    }
}
