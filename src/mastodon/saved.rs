//! What a member has kept and liked, and who likes and boosts a status. The cursors of these pages are ids that no
//! entity shows; clients find them in `Link` only.

use axum::Extension;
use axum::extract::{Path, RawQuery};
use axum::response::Response;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::post::Post;
use crate::http::Context;
use crate::service::lines::{self, Page, Window};
use crate::service::people::People;
use crate::service::{bookmarks, posts, reactions};

use super::auth::{Member, Reader, Visitor};
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::statuses::id_of;
use super::table::{Needs, Table};

/// The routes about what is kept and liked.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/bookmarks", Needs::Member("read:bookmarks"), kept)
        .get("/api/v1/favourites", Needs::Member("read:favourites"), liked)
        .get("/api/v1/statuses/{id}/favourited_by", Needs::Visitor("read:statuses"), favourited_by)
        .get("/api/v1/statuses/{id}/reblogged_by", Needs::Visitor("read:statuses"), reblogged_by)
}

async fn page(cx: &Cx, shelf: &Shelf, path: &str, params: &Params, window: Window, page: &Page) -> Answer {
    let body = shelf.statuses(cx, &page.lines, None).await?;
    Ok(paging::link(cx, path, params, page.span, page.size >= window.limit, error::json(body)))
}

/// What the member has kept.
pub async fn kept(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let found = bookmarks::page(&cx, reader.account, window).await?;
    page(&cx, &shelf, "/api/v1/bookmarks", &params, window, &found).await
}

/// What the member likes.
pub async fn liked(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let found = lines::liked(&cx, reader.account, window).await?;
    page(&cx, &shelf, "/api/v1/favourites", &params, window, &found).await
}

/// The post that is asked about, if the one who asks may see it, and who asks; the id of a boost stands for what it has
/// boosted.
async fn asked(cx: &Cx, reader: Option<&Reader>, id: &str) -> Result<(Option<Account>, Post), Problem> {
    let viewer = match reader {
        Some(reader) => Some(reader.account(cx).await?),
        None => None,
    };
    let line = lines::one_of_both(cx, reader.map(|r| r.account), id_of(id)?).await?;
    let post = posts::visible(cx, line.post, viewer.as_ref()).await?;
    Ok((viewer, post))
}

async fn people(
    cx: &Cx,
    shelf: &Shelf,
    path: &str,
    params: &Params,
    window: Window,
    found: People,
) -> Result<Response, Problem> {
    let entities = shelf.accounts(cx, &found.accounts).await?;
    let list: Vec<&str> =
        found.accounts.iter().filter_map(|id| entities.get(id).map(String::as_str)).collect();
    let is_full = i64::try_from(found.accounts.len()).is_ok_and(|n| n >= window.limit);
    let body = error::json(format!("[{}]", list.join(",")));
    Ok(paging::link(cx, path, params, found.span, is_full, body))
}

/// Who likes a status.
pub async fn favourited_by(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let (viewer, post) = asked(&cx, reader.as_ref(), &id).await?;
    let found = reactions::likers(&cx, viewer.as_ref(), &post, window).await?;
    let path = format!("/api/v1/statuses/{}/favourited_by", post.id);
    people(&cx, &shelf, &path, &params, window, found).await
}

/// Who has boosted a status.
pub async fn reblogged_by(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let (viewer, post) = asked(&cx, reader.as_ref(), &id).await?;
    let found = reactions::boosters(&cx, viewer.as_ref(), &post, window).await?;
    let path = format!("/api/v1/statuses/{}/reblogged_by", post.id);
    people(&cx, &shelf, &path, &params, window, found).await
}
