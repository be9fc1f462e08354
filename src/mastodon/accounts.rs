//! Accounts: the member's own and others'. What people are to each other is in `follows`, `blocks` and `people`.

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::media::{AVATAR, HEADER, Size};
use crate::domain::scope;
use crate::http::Context;
use crate::service;
use crate::service::accounts::{self, ProfileChange};
use crate::service::lines::{self, Kinds, Page};
use crate::service::media;

use super::auth::{Member, Reader, Visitor};
use super::entities::OwnAccount;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::{self, Params};
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about accounts.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts/verify_credentials", Needs::Member("read:me"), own)
        .patch("/api/v1/accounts/update_credentials", Needs::Member("write:accounts"), change)
        .delete("/api/v1/profile/avatar", Needs::Member("write:accounts"), without_avatar)
        .delete("/api/v1/profile/header", Needs::Member("write:accounts"), without_header)
        .get("/api/v1/accounts/{id}", Needs::Visitor("read:accounts"), show)
        .get("/api/v1/accounts/{id}/statuses", Needs::Visitor("read:statuses"), statuses)
}

/// The longest text about oneself, in characters.
const LONGEST_NOTE: usize = 5_000;

/// The account with this id, as it stands in an address.
pub async fn find(cx: &Cx, id: &str) -> Result<Account, Problem> {
    let id: AccountId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(accounts::find(cx, id).await?)
}

async fn own_entity(cx: &Cx, reader: &Reader, account: &Account) -> Answer {
    let numbers = lines::numbers(cx, &[account.id.0]).await?.remove(&account.id.0).unwrap_or_default();
    let entity = OwnAccount::of(cx, account, numbers, &reader.role);
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// The account of the one who asks.
pub async fn own(Context(cx): Context, Extension(shelf): Extension<Shelf>, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    if !scope::holds(&reader.scopes, "read:accounts") {
        // `profile` opens what everybody may see of it, and no more.
        return Ok(error::json(shelf.account(&cx, &account).await?));
    }
    own_entity(&cx, &reader, &account).await
}

/// Changes the account of the one who asks.
pub async fn change(Context(cx): Context, Member(reader): Member, headers: HeaderMap, body: Body) -> Answer {
    let body = super::media::body_with_files(body, 2).await?;
    let params = Params::of_body(&headers, &body)?;
    let note = params.get("note").map(str::to_owned);
    if note.as_ref().is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(Problem::refused(format!("The note can have {LONGEST_NOTE} characters at most")));
    }
    let change = ProfileChange {
        name: params.get("display_name").map(str::to_owned),
        note,
        locked: params.flag("locked"),
        avatar: profile_picture(&cx, &headers, &body, "avatar", AVATAR).await?,
        header: profile_picture(&cx, &headers, &body, "header", HEADER).await?,
    };
    let account = reader.account(&cx).await?;
    let changed = accounts::change_profile(&cx, &account, change).await?;
    own_entity(&cx, &reader, &changed).await
}

/// Keeps the picture of this name, if one was sent; an empty value changes nothing.
async fn profile_picture(
    cx: &Cx,
    headers: &HeaderMap,
    body: &[u8],
    name: &str,
    size: Size,
) -> Result<Option<Option<String>>, Problem> {
    match params::file(headers, body, name) {
        Some(file) => Ok(Some(Some(media::keep_cut(cx, file, size).await?))),
        None => Ok(None),
    }
}

/// Takes the picture of the one who asks away.
pub async fn without_avatar(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let change = ProfileChange { avatar: Some(None), ..ProfileChange::default() };
    own_entity(&cx, &reader, &accounts::change_profile(&cx, &account, change).await?).await
}

/// Takes the banner of the one who asks away.
pub async fn without_header(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let change = ProfileChange { header: Some(None), ..ProfileChange::default() };
    own_entity(&cx, &reader, &accounts::change_profile(&cx, &account, change).await?).await
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
    // Nothing can be pinned or found by its media yet: the honest list is empty.
    let page = if is_on("pinned") || is_on("only_media") || params.has("tagged") {
        Page::default()
    } else {
        let kinds = Kinds { no_replies: is_on("exclude_replies"), no_boosts: is_on("exclude_reblogs") };
        lines::of_account(&cx, reader.map(|r| r.account), account.id, kinds, window).await?
    };
    let is_full = page.size >= window.limit;
    let body = shelf.statuses(&cx, &page.lines).await?;
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
