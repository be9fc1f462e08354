//! Files of members, and copies of others' pictures, as browsers and clients load them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::http::Doors;
use crate::media::Opened;
use crate::service::{Error, copies, media};

/// What stands in for a picture that cannot be had.
const PLACEHOLDER: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="#c9d1d6" d="M0 0h96v96H0z"/><path fill="none" stroke="#5b6b75" stroke-width="4" d="M24 30h48v36H24zM24 60l16-14 10 9 8-6 14 12"/></svg>"##;

/// On every file: nothing in it runs, and it may be shown on any page.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_DISPOSITION, "inline"),
];

/// A file that was uploaded here.
pub async fn file(State(doors): State<Doors>, Path(name): Path<String>, headers: HeaderMap) -> Response {
    let cx = doors.federation.to_request_data();
    match media::open(&cx, &name).await {
        Ok(found) => answer(found, &name, "public, max-age=31536000, immutable", &headers).await,
        Err(e) => absent(&e),
    }
}

/// The copy of a picture of another server.
pub async fn copy(
    State(doors): State<Doors>,
    Path((seal, address)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let cx = doors.federation.to_request_data();
    match Box::pin(copies::open(&cx, &seal, &address)).await {
        Ok(found) => answer(found, &seal, "public, max-age=86400", &headers).await,
        Err(Error::NotFound) => absent(&Error::NotFound),
        Err(_) => placeholder(),
    }
}

fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn absent(error: &Error) -> Response {
    let status = if error.is_passing() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NOT_FOUND };
    with_headers((status, [(header::CACHE_CONTROL, "no-store")], "There is no such file.\n").into_response())
}

fn placeholder() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=300")];
    with_headers((headers, PLACEHOLDER).into_response())
}

async fn answer(
    (opened, media_type): (Opened, &'static str),
    tag: &str,
    caching: &'static str,
    asked: &HeaderMap,
) -> Response {
    let length = opened.length;
    let tag = format!("\"{tag}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    let part = part_of(asked, &tag, length);
    let mut response = if known.is_some_and(|known| known.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if part == Part::Beyond {
        let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
        put(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
        response
    } else {
        let (status, range) = match part {
            Part::Some(first, last) => (StatusCode::PARTIAL_CONTENT, first..last + 1),
            _ => (StatusCode::OK, 0..length),
        };
        match opened.pieces(range.clone()).await {
            Ok(pieces) => {
                let mut response = (status, Body::from_stream(pieces)).into_response();
                put(&mut response, header::CONTENT_LENGTH, &(range.end - range.start).to_string());
                if status == StatusCode::PARTIAL_CONTENT {
                    let place = format!("bytes {}-{}/{length}", range.start, range.end - 1);
                    put(&mut response, header::CONTENT_RANGE, &place);
                }
                response
            }
            Err(e) => return absent(&e.into()),
        }
    };
    put(&mut response, header::CONTENT_TYPE, media_type);
    put(&mut response, header::ETAG, &tag);
    put(&mut response, header::CACHE_CONTROL, caching);
    put(&mut response, header::ACCEPT_RANGES, "bytes");
    with_headers(response)
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// Which part of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// All of it.
    All,
    /// From this byte to that one.
    Some(u64, u64),
    /// One that is not there.
    Beyond,
}

/// Reads one range; several at once, and what cannot be read, are answered with the whole file (RFC 9110 14.2).
fn part_of(asked: &HeaderMap, tag: &str, length: u64) -> Part {
    let text = |name| asked.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let Some(range) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Part::All;
    };
    if text(header::IF_RANGE).is_some_and(|condition| condition != tag) {
        return Part::All;
    }
    let Some((first, last)) = range.split_once('-') else { return Part::All };
    match (first.parse::<u64>().ok(), last.parse::<u64>().ok()) {
        (Some(first), _) if first >= length => Part::Beyond,
        (Some(first), None) if last.is_empty() => Part::Some(first, length - 1),
        (Some(first), Some(last)) if last >= first => Part::Some(first, last.min(length - 1)),
        (None, Some(0)) if first.is_empty() => Part::Beyond,
        (None, Some(count)) if first.is_empty() && length > 0 => {
            Part::Some(length.saturating_sub(count), length - 1)
        }
        _ => Part::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a159_ranges() {
        let part = |range: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, range.parse().expect("a value"));
            part_of(&headers, "\"t\"", 100)
        };
        let many = format!("bytes={}", vec!["0-1"; 1_000].join(","));
        for (range, wanted) in [
            ("bytes=0-0", Part::Some(0, 0)),
            ("bytes=10-", Part::Some(10, 99)),
            ("bytes=10-500", Part::Some(10, 99)),
            ("bytes=-10", Part::Some(90, 99)),
            ("bytes=-500", Part::Some(0, 99)),
            ("bytes=100-", Part::Beyond),
            ("bytes=-0", Part::Beyond),
            ("bytes=5-2", Part::All),
            ("bytes=a-b", Part::All),
            ("lines=1-2", Part::All),
            (&many, Part::All),
        ] {
            assert_eq!(part(range), wanted, "{range}");
        }
    }
}
