//! Which address leads where. Everything else under `/api` is a JSON 404: a page there would break clients.

use axum::routing::{any, get, patch, post};
use axum::{Extension, Router, extract::DefaultBodyLimit};

use crate::http::Doors;

use super::shelf::Shelf;
use super::{accounts, cors, error, instance, notifications, pictures, search, statuses, timelines};

/// The largest body of a request; a status with everything in it is far smaller.
const BODY_BYTES: usize = 1024 * 1024;

/// The routes of the client API.
pub fn routes() -> Router<Doors> {
    Router::new()
        .route("/api/v1/instance", get(instance::version_1))
        .route("/api/v2/instance", get(instance::version_2))
        .route("/api/v1/accounts/verify_credentials", get(accounts::own))
        .route("/api/v1/accounts/update_credentials", patch(accounts::change))
        .route("/api/v1/accounts/relationships", get(accounts::relationships))
        .route("/api/v1/accounts/{id}", get(accounts::show))
        .route("/api/v1/accounts/{id}/statuses", get(accounts::statuses))
        .route("/api/v1/accounts/{id}/follow", post(accounts::follow))
        .route("/api/v1/accounts/{id}/unfollow", post(accounts::unfollow))
        .route("/api/v2/search", get(search::search))
        .route("/api/v1/timelines/home", get(timelines::home))
        .route("/api/v1/statuses", post(statuses::create))
        .route("/api/v1/statuses/{id}", get(statuses::show).delete(statuses::delete))
        .route("/api/v1/statuses/{id}/favourite", post(statuses::favourite))
        .route("/api/v1/statuses/{id}/reblog", post(statuses::reblog))
        .route("/api/v1/notifications", get(notifications::list))
        .route("/api", any(error::unknown))
        .route("/api/{*rest}", any(error::unknown))
        .method_not_allowed_fallback(error::wrong_method)
        .route(pictures::AVATAR, get(pictures::avatar))
        .route(pictures::HEADER, get(pictures::header))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(Extension(Shelf::new()))
        .layer(axum::middleware::from_fn(cors::open))
}
