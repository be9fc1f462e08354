//! Accounts: the member's own, others', and following them.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::filter::Context as Place;
use crate::domain::ids::AccountId;
use crate::http::Context;
use crate::service::accounts::{self, ProfileChange};
use crate::service::lines::{self, Kinds, Page};
use crate::service::{self, filters, follows};

use super::auth::{Member, Reader, Visitor};
use super::entities::{OwnAccount, Relationship};
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about accounts.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts/verify_credentials", Needs::Member("read:me"), own)
        .patch("/api/v1/accounts/update_credentials", Needs::Member("write:accounts"), change)
        .get("/api/v1/accounts/relationships", Needs::Member("read:follows"), relationships)
        .get("/api/v1/accounts/{id}", Needs::Visitor("read:accounts"), show)
        .get("/api/v1/accounts/{id}/statuses", Needs::Visitor("read:statuses"), statuses)
        .post("/api/v1/accounts/{id}/follow", Needs::Member("write:follows"), follow)
        .post("/api/v1/accounts/{id}/unfollow", Needs::Member("write:follows"), unfollow)
}

/// The most accounts that one question about relationships may name.
const MOST_RELATIONSHIPS: usize = 100;
/// The longest text about oneself, in characters.
const LONGEST_NOTE: usize = 5_000;

/// The account of an id in an address.
pub(super) async fn find(cx: &Cx, id: &str) -> Result<Account, Problem> {
    let id: AccountId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(accounts::find(cx, id).await?)
}

async fn own_entity(cx: &Cx, reader: &Reader, account: &Account) -> Answer {
    let numbers = lines::numbers(cx, &[account.id.0]).await?.remove(&account.id.0).unwrap_or_default();
    let entity = OwnAccount::of(cx, account, numbers, &reader.role);
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// The account of the one who asks.
pub async fn own(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    own_entity(&cx, &reader, &account).await
}

/// Changes the account of the one who asks.
pub async fn change(Context(cx): Context, Member(reader): Member, headers: HeaderMap, body: Bytes) -> Answer {
    let params = Params::of_body(&headers, &body)?;
    if params.has("avatar") || params.has("header") {
        return Err(Problem::refused("Pictures cannot be changed here yet"));
    }
    let note = params.get("note").map(str::to_owned);
    if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(Problem::refused(format!("The note can have {LONGEST_NOTE} characters at most")));
    }
    let change = ProfileChange {
        name: params.get("display_name").map(str::to_owned),
        note,
        locked: params.flag("locked"),
    };
    let account = reader.account(&cx).await?;
    let changed = accounts::change_profile(&cx, &account, change).await?;
    own_entity(&cx, &reader, &changed).await
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
    // Nothing can be pinned or found by its media yet: the honest list is empty.
    let page = if is_on("pinned") || is_on("only_media") || params.has("tagged") {
        Page::default()
    } else {
        let kinds = Kinds { no_replies: is_on("exclude_replies"), no_boosts: is_on("exclude_reblogs") };
        lines::of_account(&cx, reader, account.id, kinds, window).await?
    };
    let is_full = page.size >= window.limit;
    let sieve = filters::sieve(&cx, reader, Some(Place::Account)).await?;
    let body = shelf.sifted(&cx, &page.lines, &sieve).await?;
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
