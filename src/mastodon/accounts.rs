//! Accounts: what they are, what they have written, and following them. The member's own is in `profile`.

use axum::Extension;
use axum::extract::{Path, RawQuery};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::http::Context;
use crate::service::lines::{self, Kinds};
use crate::service::{self, accounts, follows, pins};

use super::auth::{Member, Visitor};
use super::entities::Relationship;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about accounts.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts/relationships", Needs::Member("read:follows"), relationships)
        .get("/api/v1/accounts/{id}", Needs::Visitor("read:accounts"), show)
        .get("/api/v1/accounts/{id}/statuses", Needs::Visitor("read:statuses"), statuses)
        .post("/api/v1/accounts/{id}/follow", Needs::Member("write:follows"), follow)
        .post("/api/v1/accounts/{id}/unfollow", Needs::Member("write:follows"), unfollow)
}

/// The most accounts that one question about relationships may name.
const MOST_RELATIONSHIPS: usize = 100;

async fn find(cx: &Cx, id: &str) -> Result<Account, Problem> {
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
    let is_on = |name: &str| params.flag(name).unwrap_or(false);
    let viewer = reader.map(|r| r.account);
    let tag = params.get("tagged").unwrap_or_default().trim_start_matches('#').to_lowercase();
    let page = if is_on("pinned") {
        pins::page(&cx, viewer, account.id, window).await?
    } else {
        let kinds = Kinds {
            no_replies: is_on("exclude_replies"),
            no_boosts: is_on("exclude_reblogs"),
            only_media: is_on("only_media"),
            tag: &tag,
        };
        lines::of_account(&cx, viewer, account.id, kinds, window).await?
    };
    let is_full = page.size >= window.limit;
    let body = shelf.statuses(&cx, &page.lines).await?;
    let path = format!("/api/v1/accounts/{}/statuses", account.id);
    Ok(paging::link(&cx, &path, &params, page.span, is_full, error::json(body)))
}

/// What the one who asks is to others.
pub async fn relationships(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let ids: Vec<i64> = params.all("id").filter_map(|id| id.parse().ok()).take(MOST_RELATIONSHIPS).collect();
    let account = reader.account(&cx).await?;
    let found = follows::relationships(&cx, &account, &ids).await?;
    let entities: Vec<Relationship> = found.iter().map(Relationship::from).collect();
    Ok(error::json(serde_json::to_string(&entities).expect("plain data always has a JSON form")))
}

async fn relationship(cx: &Cx, account: &Account, target: &Account) -> Answer {
    let found = follows::relationships(cx, account, &[target.id.0]).await?;
    let entity = found.first().map(Relationship::from).ok_or_else(Problem::not_found)?;
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// Follows an account.
pub async fn follow(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    let known = follows::relationships(&cx, &account, &[target.id.0]).await?;
    // Clients send it again to change what they want to see of somebody they follow already.
    if known.first().is_none_or(|r| r.follows.is_none()) {
        follows::follow(&cx, &account, &target).await?;
    }
    relationship(&cx, &account, &target).await
}

/// Follows an account no longer.
pub async fn unfollow(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    follows::unfollow(&cx, &account, &target).await?;
    relationship(&cx, &account, &target).await
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
