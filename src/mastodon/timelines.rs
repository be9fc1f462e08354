//! Timelines: home, everybody's public posts, hashtags, lists.

use axum::Extension;
use axum::extract::{Path, RawQuery};
use axum::response::Response;

use crate::app::Cx;
use crate::domain::filter::Context as Place;
use crate::http::Context;
use crate::service::lines::{self, Page, Window};
use crate::service::pages::{self, Choice, Origin, Tags};
use crate::service::{lists, tags, trends};

use super::auth::{Member, Visitor};
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about timelines.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/timelines/home", Needs::Member("read:statuses"), home)
        .get("/api/v1/timelines/public", Needs::Visitor("read:statuses"), public)
        .get("/api/v1/timelines/tag/{hashtag}", Needs::Visitor("read:statuses"), tag)
        .get("/api/v1/timelines/link", Needs::Visitor("read:statuses"), link)
        .get("/api/v1/timelines/list/{id}", Needs::Member("read:lists"), list)
}

/// The most further tags of each sort that one question names.
const MOST_TAGS: usize = 4;

/// A page as an answer, with its links, filtered for whoever asks.
struct Shown<'a> {
    shelf: &'a Shelf,
    place: Place,
    path: &'a str,
    params: &'a Params,
    window: Window,
}

impl Shown<'_> {
    async fn answer(self, cx: &Cx, page: Page) -> Result<Response, Problem> {
        let is_full = page.size >= self.window.limit;
        let body = self.shelf.statuses(cx, &page.lines, Some(self.place)).await?;
        Ok(paging::link(cx, self.path, self.params, page.span, is_full, error::json(body)))
    }
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
    let path = "/api/v1/timelines/home";
    Shown { shelf: &shelf, place: Place::Home, path, params: &params, window }.answer(&cx, page).await
}

fn choice(params: &Params) -> Choice {
    let is_on = |name: &str| params.flag(name).unwrap_or(false);
    let origin = match (is_on("local"), is_on("remote")) {
        (true, false) => Origin::Here,
        (false, true) => Origin::Elsewhere,
        _ => Origin::Anywhere,
    };
    Choice { origin, only_media: is_on("only_media") }
}

/// Everybody's public posts.
pub async fn public(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let reader = reader.map(|r| r.account);
    let page = pages::public(&cx, reader, choice(&params), window).await?;
    let path = "/api/v1/timelines/public";
    let shown = Shown { shelf: &shelf, place: Place::Public, path, params: &params, window };
    shown.answer(&cx, page).await
}

/// Public posts under a hashtag.
pub async fn tag(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(hashtag): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let reader = reader.map(|r| r.account);
    // What cannot be a hashtag has no posts; asking for it is no mistake.
    let named = |name: &str| tags::named(name).ok();
    let several = |key: &str| params.all(key).filter_map(named).take(MOST_TAGS).collect::<Vec<_>>();
    let mut wanted = Tags { any: several("any"), all: several("all"), none: several("none") };
    wanted.any.extend(named(&hashtag));
    let page = pages::tagged(&cx, reader, &wanted, choice(&params), window).await?;
    let path = format!("/api/v1/timelines/tag/{}", paging::segment(&hashtag));
    let shown = Shown { shelf: &shelf, place: Place::Public, path: &path, params: &params, window };
    shown.answer(&cx, page).await
}

/// Public posts that link to a page which trends; there is none for any other page.
pub async fn link(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let url = params.get("url").unwrap_or_default();
    let trending = shelf.counted.trending_links(&cx).await?;
    let found = trending.iter().find(|link| link.card.url == url && trends::is_shown(&cx, link));
    let link = found.ok_or_else(Problem::not_found)?;
    let page = pages::linked(&cx, reader.map(|r| r.account), link.id, window).await?;
    let path = "/api/v1/timelines/link";
    let shown = Shown { shelf: &shelf, place: Place::Public, path, params: &params, window };
    shown.answer(&cx, page).await
}

/// What the people of one of the member's lists have written and boosted.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let id = id.parse().map_err(|_| Problem::not_found())?;
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let page = lists::page(&cx, reader.account, id, window).await?;
    let path = format!("/api/v1/timelines/list/{id}");
    let shown = Shown { shelf: &shelf, place: Place::Home, path: &path, params: &params, window };
    shown.answer(&cx, page).await
}
