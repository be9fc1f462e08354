//! Trends: hashtags, statuses and links of the last days. They are counted anew every five minutes at most.

use axum::Extension;
use axum::extract::RawQuery;
use serde::Serialize;

use crate::http::Context;
use crate::service::{lines, trends};

use super::auth::Visitor;
use super::card_entities::PreviewCard;
use super::error::{self, Answer};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::tag_entities::{Tag, UsesOfDay};

/// The routes about trends.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/trends", Needs::Visitor("read"), tags)
        .get("/api/v1/trends/tags", Needs::Visitor("read"), tags)
        .get("/api/v1/trends/statuses", Needs::Visitor("read"), statuses)
        .get("/api/v1/trends/links", Needs::Visitor("read"), links)
}

/// The wanted part of a list that was counted.
fn part<T>(all: Vec<T>, params: &Params, usual: i64, most: i64) -> Result<Vec<T>, super::error::Problem> {
    let limit = usize::try_from(paging::window(params, usual, most)?.limit).unwrap_or_default();
    let offset = params.get("offset").and_then(|text| text.parse().ok()).unwrap_or(0);
    Ok(all.into_iter().skip(offset).take(limit).collect())
}

/// Hashtags that several people use these days.
pub async fn tags(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(_): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let found = shelf.counted.trending_tags(&cx).await?;
    let entities: Vec<Tag> = found.iter().map(|tag| Tag::of(&cx, tag, None)).collect();
    Ok(error::entity(&part(entities, &params, 10, 20)?))
}

/// Statuses that are liked and boosted these days, as far as the one who asks may see them.
pub async fn statuses(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let found = shelf.counted.trending_posts(&cx).await?;
    let wanted = part(found.to_vec(), &params, 20, 40)?;
    let reader = reader.map(|r| r.account);
    let mut lines = lines::of_posts(&cx, reader, &wanted).await?;
    lines.sort_by_key(|line| wanted.iter().position(|id| *id == line.post.0));
    Ok(error::json(shelf.statuses(&cx, &lines, None).await?))
}

/// A page that is linked to much: its card, and its days.
#[derive(Serialize)]
struct TrendingLink<'a> {
    #[serde(flatten)]
    card: PreviewCard<'a>,
    history: Vec<UsesOfDay>,
}

/// Pages that several people link to these days, without those of domains that are blocked by now.
pub async fn links(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(_): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let found = shelf.counted.trending_links(&cx).await?;
    let shown = found.iter().filter(|link| trends::is_shown(&cx, link));
    let entities: Vec<TrendingLink<'_>> = shown
        .map(|link| TrendingLink {
            card: PreviewCard::of(&cx, &link.card),
            history: link.days.iter().map(UsesOfDay::from).collect(),
        })
        .collect();
    Ok(error::entity(&part(entities, &params, 10, 20)?))
}
