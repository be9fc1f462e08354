//! Pictures that stand where an account or a film has none: clients break on an empty address.

use axum::Router;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;

use crate::http::Doors;
use crate::service::stand_ins::StandIn;

pub use crate::service::stand_ins::{AVATAR, FILM, HEADER};

/// Where clients that asked an earlier version still look for them.
const EARLIER: [(&str, StandIn); 2] =
    [("/avatars/missing.svg", StandIn::Avatar), ("/headers/missing.svg", StandIn::Header)];

/// Adds the addresses of the pictures.
pub fn with_routes(mut router: Router<Doors>) -> Router<Doors> {
    for (path, one) in [(AVATAR, StandIn::Avatar), (HEADER, StandIn::Header), (FILM, StandIn::Film)] {
        router = router.route(path, get(async move || answer("image/png", one.png())));
    }
    for (path, one) in EARLIER {
        router = router.route(path, get(async move || answer("image/svg+xml", one.svg().as_bytes())));
    }
    router
}

/// Whether a picture is at this address.
pub fn is_at(path: &str) -> bool {
    [AVATAR, HEADER, FILM].contains(&path) || EARLIER.iter().any(|(earlier, _)| *earlier == path)
}

fn answer(kind: &'static str, bytes: &'static [u8]) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=2592000")], bytes)
        .into_response()
}
