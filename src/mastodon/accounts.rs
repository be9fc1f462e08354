//! Accounts: what they are, and what they have written. The member's own is in `profile`; what people are to each other is
//! in `follows`, `blocks` and `people`.

use axum::Extension;
use axum::extract::{Path, RawQuery};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::filter::Context as Place;
use crate::domain::ids::AccountId;
use crate::http::Context;
use crate::service::lines::{self, Kinds};
use crate::service::{self, accounts, pins};

use super::auth::Visitor;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about accounts.
pub fn routes(table: Table) -> Table {
    table.get("/api/v1/accounts/{id}", Needs::Visitor("read:accounts"), show).get(
        "/api/v1/accounts/{id}/statuses",
        Needs::Visitor("read:statuses"),
        statuses,
    )
}

/// The account with this id, as it stands in an address.
pub async fn find(cx: &Cx, id: &str) -> Result<Account, Problem> {
    let id: AccountId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(accounts::find(cx, id).await?)
}

/// An account.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Visitor(_): Visitor,
) -> Answer {
    let account = find(&cx, &id).await?;
    Ok(error::json(shelf.account(&cx, &account).await?))
}

/// What an account has written and boosted, as far as the one who asks may see it.
pub async fn statuses(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let account = find(&cx, &id).await?;
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let reader = reader.map(|r| r.account);
    let is_on = |name: &str| params.flag(name).unwrap_or(false);
    let tag = params.get("tagged").unwrap_or_default().trim_start_matches('#').to_lowercase();
    let page = if is_on("pinned") {
        pins::page(&cx, reader, account.id, window).await?
    } else {
        let kinds = Kinds {
            no_replies: is_on("exclude_replies"),
            no_boosts: is_on("exclude_reblogs"),
            only_media: is_on("only_media"),
            tag: &tag,
        };
        lines::of_account(&cx, reader, account.id, kinds, window).await?
    };
    let is_full = page.size >= window.limit;
    let body = shelf.statuses(&cx, &page.lines, Some(Place::Account)).await?;
    let path = format!("/api/v1/accounts/{}/statuses", account.id);
    Ok(paging::link(&cx, &path, &params, page.span, is_full, error::json(body)))
}

/// Whether an error means only that somebody was not found.
pub fn is_miss(error: &service::Error) -> bool {
    matches!(
        error,
        service::Error::NotFound
            | service::Error::Gone
            | service::Error::Refused(_)
            | service::Error::Remote(_)
    )
}
