//! What members do with a status: like, boost, keep, pin, mute its thread, and take each of these back. All answer with
//! the status as it is then.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::post::Post;
use crate::domain::visibility::Visibility;
use crate::http::Context;
use crate::service::{bookmarks, lines, pins, posts, reactions, threads};

use super::auth::{Member, Reader};
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::shelf::Shelf;
use super::statuses::{id_of, visibility_of};
use super::table::{Needs, Table};

/// The routes about what members do with a status.
pub fn routes(table: Table) -> Table {
    table
        .post("/api/v1/statuses/{id}/favourite", Needs::Member("write:favourites"), favourite)
        .post("/api/v1/statuses/{id}/unfavourite", Needs::Member("write:favourites"), unfavourite)
        .post("/api/v1/statuses/{id}/reblog", Needs::Member("write:statuses"), reblog)
        .post("/api/v1/statuses/{id}/unreblog", Needs::Member("write:statuses"), unreblog)
        .post("/api/v1/statuses/{id}/bookmark", Needs::Member("write:bookmarks"), bookmark)
        .post("/api/v1/statuses/{id}/unbookmark", Needs::Member("write:bookmarks"), unbookmark)
        .post("/api/v1/statuses/{id}/pin", Needs::Member("write:accounts"), pin)
        .post("/api/v1/statuses/{id}/unpin", Needs::Member("write:accounts"), unpin)
        .post("/api/v1/statuses/{id}/mute", Needs::Member("write:mutes"), mute)
        .post("/api/v1/statuses/{id}/unmute", Needs::Member("write:mutes"), unmute)
}

/// Who acts, and on which post; the id of a boost stands for what it has boosted.
async fn target(cx: &Cx, reader: &Reader, id: &str) -> Result<(Account, Post), Problem> {
    let account = reader.account(cx).await?;
    let line = lines::one_of_both(cx, Some(account.id), id_of(id)?).await?;
    let post = posts::visible(cx, line.post, Some(&account)).await?;
    Ok((account, post))
}

async fn answer(cx: &Cx, shelf: &Shelf, account: &Account, post: &Post) -> Answer {
    let line = lines::one(cx, Some(account.id), post.id).await?;
    Ok(error::json(shelf.status(cx, &line, None).await?))
}

/// Likes a status.
pub async fn favourite(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    reactions::like(&cx, &account, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Likes it no longer.
pub async fn unfavourite(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    reactions::unlike(&cx, &account, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Boosts a status; the answer is the boost, with the status in it.
pub async fn reblog(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let wanted = params.get("visibility").map(visibility_of).transpose()?.unwrap_or(Visibility::Public);
    if wanted == Visibility::Direct {
        return Err(Problem::refused(
            "Validation failed: Visibility is not one of public, unlisted, private",
        ));
    }
    let (account, post) = target(&cx, &reader, &id).await?;
    reactions::boost_for(&cx, &account, &post, wanted).await?;
    let line = lines::boost_of(&cx, account.id, post.id).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}

/// Takes a boost back.
pub async fn unreblog(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    reactions::unboost(&cx, &account, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Keeps a status, to find it again.
pub async fn bookmark(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    bookmarks::keep(&cx, account.id, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Keeps it no longer.
pub async fn unbookmark(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    bookmarks::forget(&cx, account.id, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Puts an own status at the top of one's page.
pub async fn pin(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    pins::pin(&cx, &account, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Takes it from there.
pub async fn unpin(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    pins::unpin(&cx, &account, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Mutes the thread that a status stands in.
pub async fn mute(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    threads::mute(&cx, account.id, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}

/// Mutes it no longer.
pub async fn unmute(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let (account, post) = target(&cx, &reader, &id).await?;
    threads::unmute(&cx, account.id, &post).await?;
    answer(&cx, &shelf, &account, &post).await
}
