//! Web clients live on other sites, and so do the pages that look up who is here. Every answer at such an address says that
//! they may read it, and an error is one that programs can read: also what is said before a route is found, or instead of
//! what a route would have said. Tokens are sent in a header that no browser adds by itself, so this opens nothing that was
//! closed.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode, header};

/// For whom an address is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// For apps, on whatever site they live.
    Apps,
    /// A document about this server, for everybody.
    Documents,
}

/// Says of a path for whom it is; `None`: for our own pages and for other servers.
pub type Reaches = fn(&str) -> Option<Reach>;

const FOR_APPS: [(HeaderName, &str); 4] = [
    (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"),
    (header::ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, Idempotency-Key"),
    (
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, Retry-After",
    ),
    (header::ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Stands around everything else that answers.
pub async fn open(State(reaches): State<Reaches>, request: Request, next: Next) -> Response {
    let reach = reaches(request.uri().path());
    let response = next.run(request).await;
    let Some(reach) = reach else { return response };
    let mut response = if is_speechless(&response) { in_json(response) } else { response };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if reach == Reach::Apps {
        for (name, value) in FOR_APPS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        // What one member may read is for no shared cache.
        headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    }
    response
}

/// An error that no program can read.
fn is_speechless(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    (status.is_client_error() || status.is_server_error())
        && !kind.is_some_and(|kind| kind.starts_with("application/json"))
}

/// The same error as `{"error": "…"}`, with the headers that say more about it.
fn in_json(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    let text = serde_json::json!({ "error": words(parts.status) }).to_string();
    parts.headers.remove(header::CONTENT_LENGTH);
    for (name, value) in [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ] {
        parts.headers.insert(name, HeaderValue::from_static(value));
    }
    if parts.status == StatusCode::SERVICE_UNAVAILABLE {
        parts.headers.entry(header::RETRY_AFTER).or_insert(HeaderValue::from_static("30"));
    }
    Response::from_parts(parts, Body::from(text))
}

fn words(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "The request cannot be read",
        StatusCode::NOT_FOUND => "Record not found",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not take that method",
        StatusCode::PAYLOAD_TOO_LARGE => "The request is larger than what is taken here",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "This kind of content is not taken here",
        StatusCode::MISDIRECTED_REQUEST => "This server answers to another name",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "The headers are too large",
        StatusCode::INTERNAL_SERVER_ERROR => {
            "Something broke here. It was noted; nothing that was saved before is lost"
        }
        StatusCode::SERVICE_UNAVAILABLE => "This took too long; try again in a minute",
        other => other.canonical_reason().unwrap_or("This cannot be answered"),
    }
}
