//! The addresses that only other servers use.

use axum::Router;
use axum::routing::{get, post};

use crate::http::Doors;

use super::{actors, collections, directory, discovery, endorsements, inbox, objects};

/// The routes that only other servers use. Addresses that people use as well are in `web`, which asks
/// [`actors::document`] and [`objects::document`] when JSON is wanted.
pub fn routes(inbox_bytes: usize) -> Router<Doors> {
    let inboxes = Router::new()
        .route("/inbox", post(inbox::receive))
        .route("/actor/inbox", post(inbox::receive))
        .route("/actors/{name}/inbox", post(inbox::receive_for))
        .layer(axum::extract::DefaultBodyLimit::max(inbox_bytes));
    Router::new()
        .merge(inboxes)
        .route("/.well-known/webfinger", get(discovery::webfinger))
        .route("/.well-known/host-meta", get(discovery::host_meta))
        .route("/.well-known/host-meta.json", get(discovery::host_meta_json))
        .route("/.well-known/nodeinfo", get(discovery::nodeinfo_index))
        .route("/nodeinfo/2.0", get(discovery::nodeinfo_2_0))
        .route("/nodeinfo/2.1", get(discovery::nodeinfo_2_1))
        .route("/actor", get(actors::instance))
        .route("/actors/{name}/outbox", get(collections::outbox))
        .route("/actors/{name}/followers", get(collections::followers))
        .route("/actors/{name}/followers/synchronization", get(collections::followers_here))
        .route("/actors/{name}/following", get(collections::following))
        .route("/actors/{name}/featured", get(collections::featured))
        .route("/actors/{name}/peers", get(directory::peers))
        .route("/actors/{name}/collections", get(directory::collections))
        .route("/actors/{name}/collections/{page}", get(directory::collection))
        .route("/actors/{name}/stamps/{stamp}", get(directory::stamp))
        .route("/actor/{collection}", get(collections::of_instance))
        .route("/posts/{id}/replies", get(collections::replies))
        .route("/posts/{id}/likes", get(collections::likes))
        .route("/posts/{id}/shares", get(collections::shares))
        .route("/posts/{id}/endorsements", get(endorsements::of_statement))
        .route("/actors/{name}/endorsements", get(endorsements::of_campaign))
        .route("/endorsements/{id}", get(endorsements::document))
        .route("/posts/{id}/versions/{version}", get(objects::version))
        .route("/posts/{id}/quotes/{stamp}", get(objects::quote_stamp))
        .route("/activities/{id}", get(objects::activity))
}
