//! How much one app of one member, or one place, may ask of this door. Every answer says how much is left until when
//! (`X-RateLimit-…`, as Mastodon writes them); what is too much is answered with 429 and when to come again.
//!
//! A token counts for itself only after a handler has found it good. Until then its requests count against the place
//! they come from: nobody gets more by making tokens up, and nobody's good token suffers from its neighbours.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use http::request::Parts;
use http::{HeaderName, HeaderValue, Method, header};

use crate::app::App;
use crate::domain::time::Time;
use crate::http::Doors;
use crate::http::address::{Peer, client_address};
use crate::http::quotas::{Quotas, Standing, Use};

use super::auth::bearer;
use super::entities::stamp;
use super::error::Problem;

const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// What counting needs.
#[derive(Clone)]
pub struct Gate {
    app: App,
    quotas: Quotas,
}

impl Gate {
    /// The gate of this door; none where nothing is counted.
    pub fn of(doors: &Doors) -> Option<Self> {
        let app: &App = &doors.federation;
        doors.limits.quotas().map(|quotas| Self { app: app.clone(), quotas: quotas.clone() })
    }

    /// Counts a request of a good token, and what it does; the answer is what is scarcest.
    fn take(&self, token: u64, does: Option<Use>, now: Time) -> Option<Standing> {
        let take = |what| self.quotas.take(&self.app.config, what, token, now);
        let request = take(Use::Request);
        // What is refused does nothing more.
        let deed = does.filter(|_| !request.is_some_and(|standing| standing.is_spent)).and_then(take);
        [deed, request].into_iter().flatten().min_by_key(|standing| (!standing.is_spent, standing.left))
    }
}

/// Put on requests whose token is not known yet; a handler that finds it good says so.
#[derive(Clone, Default)]
struct Proof(Arc<AtomicBool>);

/// The token of this request is good.
pub(super) fn proved_good(parts: &Parts) {
    if let Some(proof) = parts.extensions.get::<Proof>() {
        proof.0.store(true, Ordering::Relaxed);
    }
}

/// What a request does that is counted besides.
fn deed(method: &Method, path: &str) -> Option<Use> {
    match *method {
        Method::DELETE if path.starts_with("/api/v1/statuses/") => Some(Use::Deletion),
        Method::POST if path.starts_with("/api/v1/statuses/") && path.ends_with("/unreblog") => {
            Some(Use::Deletion)
        }
        Method::POST if matches!(path, "/api/v1/media" | "/api/v2/media") => Some(Use::Upload),
        _ => None,
    }
}

/// Counts a request, refuses it where it is too much, and says on the answer what is left.
pub async fn count(State(gate): State<Gate>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if !(path.starts_with("/api/") || path.starts_with("/oauth/")) {
        return next.run(request).await;
    }
    let now = gate.app.now();
    let does = deed(request.method(), path);
    let token = bearer(request.headers()).map(|token| gate.quotas.of_token(token.as_bytes()));
    let known = token.filter(|token| gate.quotas.knows(*token, now));
    let mut standing = match known {
        Some(token) => gate.take(token, does, now),
        None => {
            let peer = request.extensions().get::<Peer>();
            peer.and_then(|peer| {
                let address = client_address(&gate.app.config, *peer, request.headers());
                gate.quotas.take(&gate.app.config, Use::Visit, gate.quotas.of_address(address), now)
            })
        }
    };
    if let Some(standing) = standing.filter(|standing| standing.is_spent) {
        return refused(standing, now);
    }
    let mut response = match token.filter(|_| known.is_none()) {
        None => next.run(request).await,
        Some(token) => {
            let proof = Proof::default();
            request.extensions_mut().insert(proof.clone());
            let response = next.run(request).await;
            if proof.0.load(Ordering::Relaxed) {
                standing = gate.take(token, does, now);
            }
            response
        }
    };
    if let Some(standing) = standing {
        say(&mut response, standing);
    }
    response
}

fn refused(standing: Standing, now: Time) -> Response {
    let mut response = Problem::too_many("Too many requests").into_response();
    let seconds = (standing.until.since(now).max(0) + 999) / 1_000;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    say(&mut response, standing);
    response
}

fn say(response: &mut Response, standing: Standing) {
    let headers = response.headers_mut();
    headers.insert(LIMIT, HeaderValue::from(standing.most));
    headers.insert(REMAINING, HeaderValue::from(standing.left));
    if let Ok(until) = HeaderValue::from_str(&stamp(standing.until)) {
        headers.insert(RESET, until);
    }
}
