//! Answers to other servers: JSON documents, and errors as short JSON.

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::app::Cx;
use crate::http::freshness::Kept;
use crate::service;
use crate::wire::Json;

/// The content type of what we serve.
pub const ACTIVITY_JSON: &str = "application/activity+json; charset=utf-8";

/// What an answer depends on besides its address.
const VARIES: HeaderValue = HeaderValue::from_static("Accept, Signature");

/// A document in its exact text that everybody gets alike: others may keep it for a minute, and whoever has it is spared it.
/// When a post is boosted, very many servers ask for the same few documents within seconds.
pub fn open(cx: &Cx, body: impl Into<Bytes>, headers: &HeaderMap) -> Response {
    if cx.config.federation.authorized_fetch {
        // Who may read is asked each time; nobody between may answer for us.
        return exact(body);
    }
    let mut response = Kept::new(StatusCode::OK, ACTIVITY_JSON, body).answer(headers);
    response.headers_mut().insert(header::VARY, VARIES);
    response
}

/// A document in its exact text.
pub fn exact(body: impl Into<Bytes>) -> Response {
    let kind = HeaderValue::from_static(ACTIVITY_JSON);
    ([(header::CONTENT_TYPE, kind), (header::VARY, VARIES)], body.into()).into_response()
}

/// A document.
pub fn document(body: &Json) -> Response {
    exact(body.to_string())
}

/// JSON of another type than ActivityStreams that everybody gets alike.
pub fn open_json(kind: &'static str, body: &Json, headers: &HeaderMap) -> Response {
    Kept::new(StatusCode::OK, kind, body.to_string()).answer(headers)
}

/// JSON of another type than ActivityStreams.
pub fn json(kind: &'static str, body: &Json) -> Response {
    ([(header::CONTENT_TYPE, kind)], body.to_string()).into_response()
}

/// An error as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    words: String,
    wait: Option<u64>,
}

impl Problem {
    /// A status with its sentence.
    pub fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into(), wait: None }
    }

    /// Nothing here: the same words for what does not exist and for what may not be seen.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "there is nothing here")
    }

    /// Too much at once; more is taken after so many seconds.
    pub fn too_much(words: impl Into<String>, seconds: u64) -> Self {
        Self { status: StatusCode::TOO_MANY_REQUESTS, words: words.into(), wait: Some(seconds) }
    }

    /// Try again after so many seconds.
    pub fn later(words: impl Into<String>, seconds: u64) -> Self {
        Self { status: StatusCode::SERVICE_UNAVAILABLE, words: words.into(), wait: Some(seconds) }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::json!({ "error": self.words }).to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
        if let Some(seconds) = self.wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            // Tells a server that knows only the older scheme's refusal what else would be taken (RFC 9421, 5.1).
            let wanted = "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created;keyid";
            response
                .headers_mut()
                .insert(HeaderName::from_static("accept-signature"), HeaderValue::from_static(wanted));
        }
        response
    }
}

impl From<service::Error> for Problem {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::NotFound | service::Error::Refused(_) => Self::not_found(),
            service::Error::Gone => Self::new(StatusCode::GONE, "this was deleted"),
            e if e.is_passing() => Self::later("try again in a minute", 60),
            e => {
                tracing::error!(error = %e, "a document could not be made");
                Self::later("this cannot be answered now", 300)
            }
        }
    }
}
