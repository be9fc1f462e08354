//! Files that belong to the program: the stylesheet, the coalition's colour, the icon, `robots.txt`.

use axum::Extension;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};

use crate::http::Doors;
use crate::service::accounts;

use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::robots::Robots;
use super::{assets, frame};

/// A file whose name changes with its bytes.
pub async fn asset(Extension(shelf): Extension<Shelf>, uri: OriginalUri) -> Result<Response, Problem> {
    let immutable = (header::CACHE_CONTROL, assets::CACHE_CONTROL);
    if shelf.site.accent_path.as_deref() == Some(uri.path()) {
        let kind = (header::CONTENT_TYPE, "text/css; charset=utf-8");
        return Ok(([kind, immutable], shelf.accent).into_response());
    }
    let asset = assets::find(uri.path()).ok_or_else(Problem::not_found)?;
    Ok(([(header::CONTENT_TYPE, asset.content_type), immutable], asset.bytes).into_response())
}

/// The icon, where browsers look for it unasked.
pub async fn favicon() -> Response {
    let icon = assets::icon();
    (
        [(header::CONTENT_TYPE, icon.content_type), (header::CACHE_CONTROL, "public, max-age=86400")],
        icon.bytes,
    )
        .into_response()
}

/// What robots are asked to do.
pub async fn robots(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let may_index = accounts::coalition(&cx).await?.discoverable;
        Ok(Kept::new(StatusCode::OK, "text/plain; charset=utf-8", frame::render(&Robots { may_index })?))
    };
    shelf.page("robots", &headers, make).await
}

/// A tag has no page of its own; whoever follows one comes to the statements.
pub async fn tag() -> Response {
    frame::go_to("/#statements")
}
