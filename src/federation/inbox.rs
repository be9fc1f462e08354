//! Where other servers post. Who speaks is verified and the words are put on disk; then 202.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{OriginalUri, Path};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, Method, StatusCode};

use crate::http::Context;
use crate::inbox::accept::{self, Accepted, Refusal, Request};
use crate::service::accounts;

use super::answer::Problem;

/// The inbox of the whole server.
pub async fn receive(
    cx: Context,
    method: Method,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let Context(cx) = cx;
    if cx.is_overfull() {
        return Err(Problem::later("the inbox is full; try again in a minute", 60));
    }
    let body = body.map_err(|refused| match refused.status() {
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "the activity is too large")
        }
        _ => Problem::new(StatusCode::BAD_REQUEST, "the body could not be read"),
    })?;
    let target = uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    let request = Request { method, target, headers, body };
    match accept::accept(&cx, &request).await {
        Ok(Accepted::Stored | Accepted::Nothing) => Ok(StatusCode::ACCEPTED.into_response()),
        Err(refusal) => Err(word(refusal)),
    }
}

/// The inbox of one actor; what is posted here is for the whole server all the same.
pub async fn receive_for(
    cx: Context,
    Path(name): Path<String>,
    method: Method,
    uri: OriginalUri,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    accounts::local(&cx.0, &name).await?;
    receive(cx, method, uri, headers, body).await
}

fn word(refusal: Refusal) -> Problem {
    let words = refusal.to_string();
    match refusal {
        Refusal::Encoded => Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, words),
        Refusal::Malformed(_) => Problem::new(StatusCode::BAD_REQUEST, words),
        Refusal::Unverified(_) => Problem::new(StatusCode::UNAUTHORIZED, words),
        Refusal::Blocked(_) => Problem::new(StatusCode::FORBIDDEN, words),
        Refusal::TooMuch(seconds) => Problem::too_much(words, seconds),
        Refusal::Later(_) => Problem::later(words, 60),
    }
}
