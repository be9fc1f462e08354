//! Whom the member mutes.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::http::Context;
use crate::service::mutes;

use super::accounts::find;
use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::follows::relationship;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::{entities, paging};

/// The routes about mutes.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/mutes", Needs::Member("read:mutes"), list)
        .post("/api/v1/accounts/{id}/mute", Needs::Member("write:mutes"), mute)
        .post("/api/v1/accounts/{id}/unmute", Needs::Member("write:mutes"), unmute)
}

/// Whom the member mutes, and until when.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let (people, ends) = mutes::list(&cx, reader.account, window).await?;
    let mut found = shelf.accounts(&cx, &people.accounts).await?;
    let mut items = Vec::new();
    for id in &people.accounts {
        let Some(mut account) = found.remove(id) else { continue };
        let end = ends.get(id).map_or("null".to_owned(), |at| format!("\"{}\"", entities::stamp(*at)));
        account.truncate(account.len() - 1);
        items.push(format!("{account},\"mute_expires_at\":{end}}}"));
    }
    let body = error::json(format!("[{}]", items.join(",")));
    let is_full = paging::is_full(window, people.accounts.len());
    Ok(paging::link(&cx, "/api/v1/mutes", &params, people.span, is_full, body))
}

/// Mutes an account: for good, or for `duration` seconds; notifications as well unless told otherwise.
pub async fn mute(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    let seconds = match params.get("duration") {
        None | Some("") => None,
        Some(text) => Some(text.parse::<i64>().map_err(|_| Problem::refused("duration is not a number"))?),
    };
    let notifications = params.flag("notifications").unwrap_or(true);
    mutes::mute(&cx, &account, &target, notifications, seconds).await?;
    relationship(&cx, &account, &target).await
}

/// Mutes an account no longer.
pub async fn unmute(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    mutes::unmute(&cx, &account, &target).await?;
    relationship(&cx, &account, &target).await
}
