//! Errors as clients read them: a status and `{"error": "…"}`.

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::service;

/// An error for a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    words: String,
}

/// What every handler returns.
pub type Answer = Result<Response, Problem>;

impl Problem {
    fn new(status: StatusCode, words: impl Into<String>) -> Self {
        Self { status, words: words.into() }
    }

    /// Not there, or not for the one who asks: the same words (A95).
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, "Record not found")
    }

    /// No token, or one that opens nothing any more.
    pub fn no_token() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "The access token is invalid")
    }

    /// The token is not for this.
    pub fn out_of_scope() -> Self {
        Self::new(StatusCode::FORBIDDEN, "This action is outside the authorized scopes")
    }

    /// The request cannot be read.
    pub fn unreadable(words: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, words)
    }

    /// The token is an app's own, and this is about a person (A166).
    pub fn no_person() -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "This method requires an authenticated user")
    }

    /// The one who asks has done this too often.
    pub fn too_many(words: impl Into<String>) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, words)
    }

    /// The error as a WebSocket message.
    pub fn frame(&self) -> String {
        serde_json::json!({ "error": self.words, "status": self.status.as_u16() }).to_string()
    }

    /// Somebody may not do this here.
    pub fn forbidden(words: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, words)
    }

    /// The request can be read, and cannot be done.
    pub fn refused(words: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, words)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::json!({ "error": self.words }).to_string();
        let mut response = (self.status, [(header::CONTENT_TYPE, JSON)], body).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

impl From<service::Error> for Problem {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::NotFound => Self::not_found(),
            service::Error::Gone => Self::new(StatusCode::GONE, "This was deleted"),
            service::Error::Refused(why) => Self::refused(why.to_string()),
            e if e.is_passing() => Self::new(StatusCode::SERVICE_UNAVAILABLE, "Try again in a minute"),
            e => {
                tracing::error!(error = %e, "a client could not be answered");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, "This cannot be answered now")
            }
        }
    }
}

const JSON: &str = "application/json; charset=utf-8";

/// An answer in its exact text.
pub fn json(body: String) -> Response {
    ([(header::CONTENT_TYPE, JSON)], body).into_response()
}

/// An answer of one entity, or of several.
pub fn entity(value: &impl serde::Serialize) -> Response {
    json(text(value))
}

/// The text of one entity, or of several.
pub fn text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain data always has a JSON form")
}

/// Nothing of this API is at that address.
pub async fn unknown() -> Problem {
    Problem::not_found()
}

/// The address is right and the method is not.
pub async fn wrong_method() -> Problem {
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "This address does not take that method")
}
