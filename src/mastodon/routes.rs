//! Which address leads where. Everything else under `/api` is a JSON 404: a page there would break clients.

use axum::routing::any;
use axum::{Extension, Router, extract::DefaultBodyLimit};

use crate::http::Doors;

use super::quota::Gate;
use super::shelf::Shelf;
use super::table::Table;
use super::{
    about, accounts, actions, apps, blocks, conversations, cors, custom_emojis, edits, error, filters,
    follows, instance, lists, markers, media, mutes, notices, notification_groups, notification_requests,
    notifications, oauth, old_filters, people, pictures, polls, profile, push, quota, quotes, relocations,
    reports, requests, saved, scheduled, search, sign_up, statuses, streaming, tags, threads, timelines,
    transfers, trends,
};

/// The largest body of a request; a status with everything in it is far smaller.
const BODY_BYTES: usize = 1024 * 1024;

/// Every route of the client API with what it needs.
pub fn table() -> Table {
    Table::default()
        .with(instance::routes)
        .with(apps::routes)
        .with(oauth::routes)
        .with(sign_up::routes)
        .with(accounts::routes)
        .with(follows::routes)
        .with(requests::routes)
        .with(blocks::routes)
        .with(mutes::routes)
        .with(people::routes)
        .with(reports::routes)
        .with(search::routes)
        .with(timelines::routes)
        .with(statuses::routes)
        .with(actions::routes)
        .with(edits::routes)
        .with(threads::routes)
        .with(saved::routes)
        .with(scheduled::routes)
        .with(profile::routes)
        .with(notifications::routes)
        .with(polls::routes)
        .with(media::routes)
        .with(notification_groups::routes)
        .with(notification_requests::routes)
        .with(streaming::routes)
        .with(quotes::routes)
        .with(custom_emojis::routes)
        .with(relocations::routes)
        .with(transfers::routes)
        .with(lists::routes)
        .with(tags::routes)
        .with(filters::routes)
        .with(old_filters::routes)
        .with(markers::routes)
        .with(about::routes)
        .with(notices::routes)
        .with(trends::routes)
        .with(conversations::routes)
        .with(push::routes)
}

/// The routes of the client API.
pub fn routes(doors: &Doors) -> Router<Doors> {
    let router = pictures::with_routes(table().into_router())
        .route("/api", any(error::unknown))
        .route("/api/{*rest}", any(error::unknown))
        .method_not_allowed_fallback(error::wrong_method)
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(Extension(Shelf::new()));
    // A preflight counts for nobody: it says nothing of who asks.
    let router = match Gate::of(doors) {
        Some(gate) => router.layer(axum::middleware::from_fn_with_state(gate, quota::count)),
        None => router,
    };
    router.layer(axum::middleware::from_fn(cors::preflight))
}
