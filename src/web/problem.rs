//! What did not work, as a page or as JSON. Handlers give only the status; the frame of the page is put around it
//! here, also for refusals that the router itself gives. Why a verb refused is said in the reader's language; the words of no
//! other error are ever shown.

use axum::Extension;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::domain::refusal::Refusal;
use crate::http::negotiate::{Wanted, wanted};
use crate::keys;
use crate::service;

use super::frame;
use super::shelf::Shelf;
use super::views::error::{ErrorPage, Failure};

/// What did not work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    status: StatusCode,
    wait: Option<u64>,
    reference: Option<String>,
    reason: Option<Refusal>,
}

impl Problem {
    /// An answer with this status.
    pub fn new(status: StatusCode) -> Self {
        Self { status, wait: None, reference: None, reason: None }
    }

    /// Nothing here: the same for what does not exist and for what may not be seen.
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND)
    }

    /// Not signed in, not this role, or not our own form.
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN)
    }

    /// Too often; again after so many seconds.
    pub fn too_many(seconds: u64) -> Self {
        Self { wait: Some(seconds), ..Self::new(StatusCode::TOO_MANY_REQUESTS) }
    }

    /// A fault of ours. The log has it under a number that the page shows.
    pub fn internal(why: &dyn std::fmt::Display) -> Self {
        let reference =
            keys::random_bytes::<4>().iter().fold(String::new(), |text, byte| format!("{text}{byte:02X}"));
        tracing::error!(error = %why, reference, "a page could not be made");
        Self { reference: Some(reference), ..Self::new(StatusCode::INTERNAL_SERVER_ERROR) }
    }
}

impl From<service::Error> for Problem {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::NotFound => Self::not_found(),
            service::Error::Gone => Self::new(StatusCode::GONE),
            // Words that are there in English only may be somebody else's, and stay out of the page.
            service::Error::Refused(why) => Self {
                reason: Some(why).filter(|why| !why.is_english()),
                ..Self::new(StatusCode::UNPROCESSABLE_ENTITY)
            },
            e if e.is_passing() => Self { wait: Some(60), ..Self::new(StatusCode::SERVICE_UNAVAILABLE) },
            e => Self::internal(&e),
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.wait {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// What the router answers where there is no route.
pub async fn no_route() -> Problem {
    Problem::not_found()
}

/// Puts a page, or JSON for who wants that, into every refusal that has neither.
pub async fn dress(Extension(shelf): Extension<Shelf>, request: Request, next: Next) -> Response {
    let wanted = wanted(request.headers());
    let mut response = next.run(request).await;
    let status = response.status();
    if status.as_u16() < 400 || is_dressed(&response) {
        return response;
    }
    let problem = response.extensions_mut().remove::<Problem>().unwrap_or_else(|| Problem::new(status));
    let (kind, body) = match wanted {
        Wanted::Activity => ("application/json", words_for_programs(status)),
        Wanted::Page => (frame::HTML, page_of(&shelf, problem)),
    };
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Signature"));
    *response.body_mut() = Body::from(body);
    response
}

fn is_dressed(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with(frame::HTML) || kind.contains("json"))
}

fn words_for_programs(status: StatusCode) -> String {
    let words = status.canonical_reason().unwrap_or("refused").to_ascii_lowercase();
    format!("{{\"error\":\"{words}\"}}")
}

fn page_of(shelf: &Shelf, problem: Problem) -> String {
    let failure = match Failure::of_status(problem.status.as_u16()) {
        Failure::TooMany { .. } => Failure::TooMany { wait_seconds: problem.wait },
        other => other,
    };
    let reason = problem.reason.map(|why| shelf.words.refusal(&why));
    let page = ErrorPage { page: frame::page(shelf), failure, reason, reference: problem.reference };
    // A page with neither data nor conditions that can fail; words remain should it fail nonetheless.
    askama::Template::render(&page).unwrap_or_else(|_| shelf.words.say(failure.texts().heading).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_have_the_status_of_their_kind() {
        let status = |error: service::Error| Problem::from(error).status.as_u16();
        assert_eq!(status(service::Error::NotFound), 404);
        assert_eq!(status(service::Error::Gone), 410);
        assert_eq!(status(service::Error::quoted("the secret words")), 422);
        let refused = Problem::from(service::Error::says("refusal-form-not-here"));
        assert_eq!(refused.reason, Some(Refusal::new("refusal-form-not-here")));
        assert_eq!(Problem::from(service::Error::quoted("the secret words")).reason, None);
        assert!(Problem::internal(&"the secret words").reference.is_some_and(|r| r.len() == 8));
    }

    #[test]
    fn a_wait_is_told_to_programs_as_well() {
        let response = Problem::too_many(30).into_response();
        assert_eq!(response.headers()[header::RETRY_AFTER], "30");
        assert_eq!(response.status(), StatusCode::TOO_MANY_REQUESTS);
    }
}
