//! What every handler needs to fill a page: its frame, moments, handles, and the answer around the rendered text.

use askama::Template;
use axum::response::{IntoResponse as _, Response};
use http::{StatusCode, header};

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::time::Time;

use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::page::{Moment, Page};

/// The content type of a page.
pub const HTML: &str = "text/html; charset=utf-8";

/// The frame of a page, in the language of its reader. A handler gets the shelf, which is turned to the reader already,
/// as `Extension(shelf): Extension<Shelf>`; at the desk, `AtDesk::page` does the same. Words that a handler needs by
/// itself are in `shelf.words` and `AtDesk::words`.
pub fn page(shelf: &Shelf) -> Page {
    Page { site: shelf.site.clone(), words: shelf.words, has_address: shelf.has_address }
}

/// A time as pages show it.
pub fn moment(time: Time) -> Moment {
    Moment(time)
}

/// A count of the database as pages show it.
pub fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// `@name@domain` of an account of ours.
pub fn handle(app: &App, account: &Account) -> String {
    format!("@{}@{}", account.username, app.config.handle_domain())
}

/// The path of an account's page.
pub fn path_of(account: &Account) -> String {
    format!("/@{}", account.username)
}

/// The text of a page.
pub fn render(page: &impl Template) -> Result<String, Problem> {
    page.render().map_err(|e| Problem::internal(&e))
}

/// A public page, to be kept on the shelf.
pub fn kept(status: StatusCode, page: &impl Template) -> Result<Kept, Problem> {
    Ok(Kept::new(status, HTML, render(page)?))
}

/// A page for one visitor only, which nobody keeps.
pub fn private(status: StatusCode, page: &impl Template) -> Result<Response, Problem> {
    let headers =
        [(header::CONTENT_TYPE, HTML), (header::CACHE_CONTROL, "no-store"), (header::VARY, "Cookie")];
    Ok((status, headers, render(page)?).into_response())
}

/// On to another page of ours. `path` is always one that we made ourselves (A183).
pub fn go_to(path: &str) -> Response {
    let headers = [(header::LOCATION, path), (header::CACHE_CONTROL, "no-store")];
    (StatusCode::SEE_OTHER, headers).into_response()
}
