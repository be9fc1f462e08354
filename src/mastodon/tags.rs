//! Hashtags: looking at one, following it, showing it on one's profile.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::ids::{AccountId, RowId};
use crate::http::Context;
use crate::service::tags;

use super::auth::{Member, Visitor};
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::table::{Needs, Table};
use super::tag_entities::{FeaturedTag, Tag};

/// The routes about hashtags.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/tags/{name}", Needs::Visitor("read:statuses"), show)
        .post("/api/v1/tags/{name}/follow", Needs::Member("write:follows"), follow)
        .post("/api/v1/tags/{name}/unfollow", Needs::Member("write:follows"), unfollow)
        .post("/api/v1/tags/{name}/feature", Needs::Member("write:accounts"), feature_by_name)
        .post("/api/v1/tags/{name}/unfeature", Needs::Member("write:accounts"), unfeature_by_name)
        .get("/api/v1/followed_tags", Needs::Member("read:follows"), followed)
        .get("/api/v1/featured_tags", Needs::Member("read:accounts"), featured)
        .post("/api/v1/featured_tags", Needs::Member("write:accounts"), feature)
        .delete("/api/v1/featured_tags/{id}", Needs::Member("write:accounts"), unfeature)
        .get("/api/v1/featured_tags/suggestions", Needs::Member("read:accounts"), suggested)
        .get("/api/v1/accounts/{id}/featured_tags", Needs::Visitor("read:accounts"), featured_by)
}

async fn entity(cx: &Cx, reader: Option<AccountId>, tag: &tags::Tag) -> Answer {
    let featured = match reader {
        Some(reader) => Some(tags::featured(cx, reader).await?),
        None => None,
    };
    Ok(error::entity(&Tag::of(cx, tag, featured.as_deref())))
}

/// A hashtag.
pub async fn show(Context(cx): Context, Path(name): Path<String>, Visitor(reader): Visitor) -> Answer {
    let reader = reader.map(|r| r.account);
    let tag = tags::show(&cx, reader, &name).await?;
    entity(&cx, reader, &tag).await
}

/// Follows a hashtag: public posts that carry it come home.
pub async fn follow(Context(cx): Context, Path(name): Path<String>, Member(reader): Member) -> Answer {
    let tag = tags::follow(&cx, reader.account, &name).await?;
    entity(&cx, Some(reader.account), &tag).await
}

/// Follows a hashtag no longer.
pub async fn unfollow(Context(cx): Context, Path(name): Path<String>, Member(reader): Member) -> Answer {
    let tag = tags::unfollow(&cx, reader.account, &name).await?;
    entity(&cx, Some(reader.account), &tag).await
}

/// Hashtags that the member follows.
pub async fn followed(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 100, 200)?;
    let (found, span) = tags::followed(&cx, reader.account, window).await?;
    let featured = tags::featured(&cx, reader.account).await?;
    let entities: Vec<Tag> = found.iter().map(|tag| Tag::of(&cx, tag, Some(&featured))).collect();
    let is_full = i64::try_from(entities.len()).is_ok_and(|n| n >= window.limit);
    Ok(paging::link(&cx, "/api/v1/followed_tags", &params, span, is_full, error::entity(&entities)))
}

async fn featured_of(cx: &Cx, account: AccountId) -> Answer {
    let found = tags::featured(cx, account).await?;
    let entities: Vec<FeaturedTag> = found.iter().map(|tag| FeaturedTag::of(cx, tag)).collect();
    Ok(error::entity(&entities))
}

/// Hashtags on the member's own profile.
pub async fn featured(Context(cx): Context, Member(reader): Member) -> Answer {
    featured_of(&cx, reader.account).await
}

/// Hashtags on somebody's profile.
pub async fn featured_by(Context(cx): Context, Path(id): Path<String>, Visitor(_): Visitor) -> Answer {
    let account = super::accounts::find(&cx, &id).await?;
    featured_of(&cx, account.id).await
}

/// Shows a hashtag on the member's profile.
pub async fn feature(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let name = params.get("name").unwrap_or_default();
    let tag = tags::feature(&cx, reader.account, name).await?;
    Ok(error::entity(&FeaturedTag::of(&cx, &tag)))
}

/// Shows a hashtag no longer.
pub async fn unfeature(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    tags::unfeature(&cx, reader.account, id).await?;
    Ok(error::json("{}".to_owned()))
}

/// The same as [`feature`], by the name in the address; the answer is the hashtag.
pub async fn feature_by_name(
    Context(cx): Context,
    Path(name): Path<String>,
    Member(reader): Member,
) -> Answer {
    tags::feature(&cx, reader.account, &name).await?;
    let tag = tags::show(&cx, Some(reader.account), &name).await?;
    entity(&cx, Some(reader.account), &tag).await
}

/// The same as [`unfeature`], by the name in the address; the answer is the hashtag.
pub async fn unfeature_by_name(
    Context(cx): Context,
    Path(name): Path<String>,
    Member(reader): Member,
) -> Answer {
    let tag = tags::show(&cx, Some(reader.account), &name).await?;
    let shown = tags::featured(&cx, reader.account).await?;
    if let Some(shown) = shown.iter().find(|shown| shown.tag == tag.name) {
        tags::unfeature(&cx, reader.account, shown.id).await?;
    }
    entity(&cx, Some(reader.account), &tag).await
}

/// Hashtags that the member uses and could show.
pub async fn suggested(Context(cx): Context, Member(reader): Member) -> Answer {
    let found = tags::suggested(&cx, reader.account).await?;
    let entities: Vec<Tag> = found.iter().map(|tag| Tag::of(&cx, tag, Some(&[]))).collect();
    Ok(error::entity(&entities))
}
