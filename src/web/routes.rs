//! Which address leads to which page. The four addresses that answer JSON as well are in `doors`.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

use crate::domain::transfer::MOST_BYTES;
use crate::http::Doors;

use super::shelf::Shelf;
use super::{
    authorize, desk, enter, feed, files, interact, join, media, pages, problem, reader, sign_in, statement,
};

/// The largest form that the desk takes, in bytes.
const FORM_BYTES: usize = 512 * 1024;

/// The pages, with `negotiated` among them; what is refused anywhere here is answered with a page.
pub fn routes(shelf: &Shelf, negotiated: Router<Doors>) -> Router<Doors> {
    Router::new()
        .route("/", get(pages::home))
        .route("/@{name}/feed.atom", get(feed::atom))
        .route("/campaigns/{name}/feed.atom", get(feed::of_campaign))
        .route("/@{name}/{id}/versions", get(statement::versions))
        .route("/tags/{tag}", get(files::tag))
        .route("/assets/{file}", get(files::asset))
        .route("/media/{name}", get(media::file))
        .route("/media/copies/{seal}/{address}", get(media::copy))
        .route("/favicon.ico", get(files::favicon))
        .route("/robots.txt", get(files::robots))
        .route("/language/{tag}", get(reader::choose))
        .route("/follow", get(interact::follow))
        .route("/interact", get(interact::interact))
        .route("/sign-in", get(enter::show).post(enter::send))
        .route("/join", get(join::show).post(join::send))
        .route("/join/{secret}", get(join::show_invited).post(join::send_invited))
        .route("/sign-in/{secret}", get(sign_in::show).post(sign_in::enter))
        .route("/oauth/authorize", get(authorize::ask).post(authorize::answer))
        .route("/oauth/authorize/", get(authorize::ask))
        .route("/sign-out", post(sign_in::leave))
        .merge(desk_routes())
        .merge(negotiated)
        .fallback(problem::no_route)
        .layer(axum::middleware::from_fn(problem::dress))
        .layer(axum::middleware::from_fn_with_state(shelf.clone(), reader::turn))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
}

fn desk_routes() -> Router<Doors> {
    Router::new()
        .route("/desk", get(desk::home::show))
        .route("/desk/account", get(desk::account::show))
        .route("/desk/account/password", post(desk::account::password))
        .route("/desk/account/authenticator", post(desk::account::authenticator))
        .route("/desk/account/sessions", post(desk::account::sessions))
        .route("/desk/moving", get(desk::moving::show))
        .route("/desk/moving/files/{kind}", get(desk::moving::file))
        .route(
            "/desk/moving/import",
            post(desk::moving::import).layer(DefaultBodyLimit::max(MOST_BYTES + FORM_BYTES)),
        )
        .route("/desk/moving/alias", post(desk::moving::alias))
        .route("/desk/moving/move", post(desk::moving::relocate))
        .route("/desk/endorsements", get(desk::endorsements::show).post(desk::endorsements::send))
        .route("/desk/members", get(desk::members::show).post(desk::members::send))
        .route("/desk/statements/new", get(desk::write::empty).post(desk::write::send))
        .route("/desk/statements/{id}/edit", get(desk::edit::filled).post(desk::edit::send))
        .route("/desk/statements/{id}/withdraw", get(desk::withdraw::ask).post(desk::withdraw::send))
        .route("/desk/statements/{id}/delivery", get(desk::delivery::show))
}
