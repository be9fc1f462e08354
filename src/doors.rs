//! The addresses that answer people with a page and other servers with JSON, and every page around them.

use axum::extract::{OriginalUri, Path, Query, State};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Extension, Router};
use http::{HeaderMap, HeaderValue, header};

use crate::federation::{actors, directory as listing, objects};
use crate::http::Doors;
use crate::http::negotiate::{Wanted, wanted};
use crate::web::directory::{self as directory_page, Wanted as Sought};
use crate::web::event;
use crate::web::pages::{self, Part};
use crate::web::shelf::Shelf;
use crate::web::statement::{self, Wish};

/// Every page, with the addresses that answer JSON as well.
pub fn routes(doors: &Doors) -> Router<Doors> {
    let negotiated = Router::new()
        .route("/actors/{name}", get(actor))
        .route("/@{name}", get(actor))
        .route("/campaigns/{name}", get(campaign))
        .route("/directory", get(directory))
        .route("/events/{id}", get(one_event))
        .route("/posts/{id}", get(post))
        .route("/@{name}/{id}", get(statement_of));
    crate::web::routes(&Shelf::new(&doors.federation), doors, negotiated)
}

/// The two answers must not be mixed up by anybody who keeps one of them (A180).
fn varied(mut response: Response) -> Response {
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("Accept, Signature"));
    response
}

/// What a signature of the request covers.
fn target(uri: &OriginalUri) -> &str {
    uri.path_and_query().map_or("/", http::uri::PathAndQuery::as_str)
}

async fn actor(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    varied(match wanted(&headers) {
        Wanted::Page => pages::account(&doors, &shelf, &name, part, &headers).await.into_response(),
        Wanted::Activity => {
            let cx = doors.federation.to_request_data();
            Box::pin(actors::document(&cx, &name, target(&uri), &headers)).await.into_response()
        }
    })
}

/// The page of a campaign; everything else that has a name is not here.
async fn campaign(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    varied(match wanted(&headers) {
        Wanted::Page => pages::campaign(&doors, &shelf, &name, part, &headers).await.into_response(),
        Wanted::Activity => {
            let cx = doors.federation.to_request_data();
            Box::pin(actors::campaign(&cx, &name, target(&uri), &headers)).await.into_response()
        }
    })
}

/// Coalitions and campaigns that agreed to be shown here.
async fn directory(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(sought): Query<Sought>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    varied(match wanted(&headers) {
        Wanted::Page => directory_page::show(&doors, &shelf, &sought, &headers).await.into_response(),
        Wanted::Activity => {
            let cx = doors.federation.to_request_data();
            Box::pin(listing::directory(&cx, sought.before, target(&uri), &headers)).await.into_response()
        }
    })
}

/// An event.
async fn one_event(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    varied(match wanted(&headers) {
        Wanted::Page => event::page(&doors, &shelf, &id, &headers).await.into_response(),
        Wanted::Activity => {
            let cx = doors.federation.to_request_data();
            Box::pin(objects::event(&cx, &id, target(&uri), &headers)).await.into_response()
        }
    })
}

async fn post(
    state: State<Doors>,
    shelf: Extension<Shelf>,
    Path(id): Path<String>,
    wish: Query<Wish>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    one_post(state, shelf, (None, id), wish, uri, headers).await
}

async fn statement_of(
    state: State<Doors>,
    shelf: Extension<Shelf>,
    Path((name, id)): Path<(String, String)>,
    wish: Query<Wish>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    one_post(state, shelf, (Some(name), id), wish, uri, headers).await
}

async fn one_post(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    (name, id): (Option<String>, String),
    Query(wish): Query<Wish>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Response {
    varied(match wanted(&headers) {
        Wanted::Page => {
            statement::page(&doors, &shelf, name.as_deref(), &id, &wish, &headers).await.into_response()
        }
        Wanted::Activity => {
            let cx = doors.federation.to_request_data();
            Box::pin(objects::document(&cx, &id, target(&uri), &headers)).await.into_response()
        }
    })
}
