//! Files of members, and copies of others' pictures, as browsers and clients load them.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::app::Cx;
use crate::domain::byte_range::{ByteRange, Part};
use crate::domain::passage::Kind;
use crate::domain::post::Attachment;
use crate::http::Doors;
use crate::media::Opened;
use crate::service::passages::{self, Passage};
use crate::service::stand_ins::StandIn;
use crate::service::{Error, copies, media};

/// When somebody may ask again for what cannot be had now, in seconds.
const SOON: &str = "10";

/// On every file: nothing in it runs, and it may be shown on any page.
const HEADERS: [(HeaderName, &str); 5] = [
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox; frame-ancestors 'none'"),
    (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::CONTENT_DISPOSITION, "inline"),
];

/// Where a page leads for an attached file. Of pictures, films and sounds of other servers readers find ours; what is not
/// shown by itself stays the link that was written.
pub fn address(cx: &Cx, file: &Attachment) -> String {
    match Kind::of(file.media_type.as_deref()) {
        Kind::Image if file.upload.is_none() => copies::path(cx, &file.url),
        Kind::Video | Kind::Audio if file.upload.is_none() => passages::path(cx, &file.url),
        _ => file.url.clone(),
    }
}

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
        Err(_) => stand_in(),
    }
}

/// A film or sound of another server, on its way through here. It is private: what passes is not for caches on the way,
/// which might write it down.
pub async fn passage(
    State(doors): State<Doors>,
    Path((seal, address)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let cx = doors.federation.to_request_data();
    let mut response = match Box::pin(passages::open(&cx, &seal, &address, wanted(&headers, None))).await {
        Ok(Passage::Open { media_type, part, length, pieces }) => {
            let mut response = begun(Body::from_stream(pieces.into_stream()), part, length);
            put(&mut response, header::CONTENT_TYPE, media_type);
            response
        }
        Ok(Passage::Beyond(length)) => beyond(length),
        Err(e) => return absent(&e),
    };
    put(&mut response, header::CACHE_CONTROL, "private, max-age=3600");
    put(&mut response, header::ACCEPT_RANGES, "bytes");
    with_headers(response)
}

fn with_headers(mut response: Response) -> Response {
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn absent(error: &Error) -> Response {
    let status = if error.is_passing() { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::NOT_FOUND };
    let mut response =
        (status, [(header::CACHE_CONTROL, "no-store")], "There is no such file.\n").into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        put(&mut response, header::RETRY_AFTER, SOON);
    }
    with_headers(response)
}

fn stand_in() -> Response {
    let headers = [(header::CONTENT_TYPE, "image/png"), (header::CACHE_CONTROL, "public, max-age=300")];
    with_headers((headers, StandIn::Picture.png()).into_response())
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
    let wanted = wanted(asked, Some(&tag));
    let place = wanted.and_then(|wanted| wanted.within(length));
    let mut response = if known.is_some_and(|known| known.contains(&tag)) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if wanted.is_some() && place.is_none() {
        beyond(length)
    } else {
        let range = place.map_or(0..length, |(first, last)| first..last + 1);
        let part = place.map(|(first, last)| Part { first, last, whole: Some(length) });
        match opened.pieces(range.clone()).await {
            Ok(pieces) => begun(Body::from_stream(pieces), part, Some(range.end - range.start)),
            Err(e) => return absent(&e.into()),
        }
    };
    put(&mut response, header::CONTENT_TYPE, media_type);
    put(&mut response, header::ETAG, &tag);
    put(&mut response, header::CACHE_CONTROL, caching);
    put(&mut response, header::ACCEPT_RANGES, "bytes");
    with_headers(response)
}

/// An answer with this body: a part of a file, or all of it.
fn begun(body: Body, part: Option<Part>, length: Option<u64>) -> Response {
    let status = if part.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
    let mut response = (status, body).into_response();
    if let Some(length) = length {
        put(&mut response, header::CONTENT_LENGTH, &length.to_string());
    }
    if let Some(part) = part {
        put(&mut response, header::CONTENT_RANGE, &part.to_string());
    }
    response
}

/// Nothing is there of what was wanted.
fn beyond(length: u64) -> Response {
    let mut response = StatusCode::RANGE_NOT_SATISFIABLE.into_response();
    put(&mut response, header::CONTENT_RANGE, &format!("bytes */{length}"));
    response
}

fn put(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// The one part that is wanted, if the file is still the one that the reader knows by this tag.
fn wanted(asked: &HeaderMap, tag: Option<&str>) -> Option<ByteRange> {
    let text = |name| asked.get(name).and_then(|v: &HeaderValue| v.to_str().ok());
    let is_another = asked.contains_key(header::IF_RANGE) && text(header::IF_RANGE) != tag;
    text(header::RANGE).filter(|_| !is_another).and_then(ByteRange::parse)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_given_of_the_file_that_is_known() {
        let wanted = |condition: Option<&'static str>, tag| {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_static("bytes=0-9"));
            headers.extend(condition.map(|c| (header::IF_RANGE, HeaderValue::from_static(c))));
            super::wanted(&headers, tag).is_some()
        };
        assert!(wanted(None, Some("\"t\"")) && wanted(Some("\"t\""), Some("\"t\"")) && wanted(None, None));
        assert!(!wanted(Some("\"other\""), Some("\"t\"")) && !wanted(Some("\"t\""), None));
    }
}
