//! The home timeline.

use axum::Extension;
use axum::extract::RawQuery;

use crate::http::Context;
use crate::service::lines;

use super::auth::Member;
use super::error::{self, Answer};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about timelines.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/timelines/home", Needs::Member("read:statuses"), home)
}

/// Posts of those whom the member follows, and the member's own.
pub async fn home(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let page = lines::home(&cx, reader.account, window).await?;
    let is_full = page.size >= window.limit;
    let body = shelf.statuses(&cx, &page.lines).await?;
    Ok(paging::link(&cx, "/api/v1/timelines/home", &params, page.span, is_full, error::json(body)))
}
