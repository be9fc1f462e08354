//! For those who watch the server: whether it is ready, and its numbers.

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};

use crate::service::health;

use super::address::{Peer, client_address};
use super::context::Doors;

/// Whether the server can do its work.
pub async fn ready(State(doors): State<Doors>) -> Response {
    let faults = health::faults(&doors.federation).await;
    if faults.is_empty() {
        "ready\n".into_response()
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, format!("{}\n", faults.join("; "))).into_response()
    }
}

/// Numbers for a collector on this machine, or one with the token.
pub async fn metrics(
    State(doors): State<Doors>,
    peer: axum::Extension<Peer>,
    headers: HeaderMap,
) -> Response {
    let app = &doors.federation;
    // A proxy on this machine passes on requests of strangers; they are not from this machine.
    let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
    let is_near = !forwarded && client_address(&app.config, peer.0, &headers).is_loopback();
    let given = headers
        .get(header::AUTHORIZATION)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.strip_prefix("Bearer "));
    let token = app.config.server.metrics_token.as_ref().map(crate::config::Secret::as_str);
    let has_token = matches!((given, token), (Some(given), Some(token)) if crate::keys::constant_time_eq(given.as_bytes(), token.as_bytes()));
    if !is_near && !has_token {
        return StatusCode::NOT_FOUND.into_response();
    }
    match health::numbers(app).await {
        Ok(numbers) => ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], numbers).into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
