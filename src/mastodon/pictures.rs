//! Pictures that stand where an account has none: clients break on an empty address.

use axum::response::{IntoResponse, Response};
use http::header;

/// Where the picture of an account without one is.
pub const AVATAR: &str = "/avatars/missing.svg";
/// Where the banner of an account without one is.
pub const HEADER: &str = "/headers/missing.svg";

const AVATAR_SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><path fill="#c9d1d6" d="M0 0h96v96H0z"/><circle cx="48" cy="38" r="17" fill="#5b6b75"/><path fill="#5b6b75" d="M14 96a34 30 0 0 1 68 0z"/></svg>"##;
const HEADER_SVG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path fill="#c9d1d6" d="M0 0h600v200H0z"/></svg>"##;

fn svg(text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "public, max-age=86400")], text)
        .into_response()
}

/// The picture.
pub async fn avatar() -> Response {
    svg(AVATAR_SVG)
}

/// The banner.
pub async fn header() -> Response {
    svg(HEADER_SVG)
}
