//! Finding people, and what the member keeps about them: a note, a recommendation.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::uri;
use crate::http::Context;
use crate::service::accounts;
use crate::service::people::{self, Search};

use super::accounts::find;
use super::auth::{Member, Reader, Visitor};
use super::error::{self, Answer, Problem};
use super::follows::{asked_ids, list_of_accounts, page_of_accounts, relationship};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about finding people.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts", Needs::Visitor("read:accounts"), many)
        .get("/api/v1/accounts/lookup", Needs::Visitor("read:accounts"), lookup)
        .get("/api/v1/accounts/search", Needs::Member("read:accounts"), search)
        .get("/api/v1/directory", Needs::Visitor("read:accounts"), directory)
        .get("/api/v1/suggestions", Needs::Member("read:accounts"), suggestions)
        .get("/api/v2/suggestions", Needs::Member("read:accounts"), suggestions_with_reasons)
        .post("/api/v1/accounts/{id}/note", Needs::Member("write:accounts"), note)
        .post("/api/v1/accounts/{id}/endorse", Needs::Member("write:accounts"), endorse)
        .post("/api/v1/accounts/{id}/unendorse", Needs::Member("write:accounts"), unendorse)
        .post("/api/v1/accounts/{id}/pin", Needs::Member("write:accounts"), endorse)
        .post("/api/v1/accounts/{id}/unpin", Needs::Member("write:accounts"), unendorse)
        .get("/api/v1/endorsements", Needs::Member("read:accounts"), endorsements)
        .get("/api/v1/accounts/{id}/endorsements", Needs::Visitor("read:accounts"), endorsements_of)
}

fn offset(params: &Params) -> i64 {
    params.get("offset").and_then(|text| text.parse::<i64>().ok()).unwrap_or(0).clamp(0, 10_000)
}

/// Accounts by id; those that are not here are left out.
pub async fn many(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(_): Visitor,
) -> Answer {
    list_of_accounts(&cx, &shelf, &asked_ids(&Params::of_query(query.as_deref()))).await
}

/// The account of this handle, if it is known here; nobody is asked.
pub async fn lookup(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(_): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let handle = params.get("acct").unwrap_or_default().trim().trim_start_matches('@');
    if handle.is_empty() || handle.len() > uri::LONGEST || handle.contains(char::is_control) {
        return Err(Problem::not_found());
    }
    let found = if handle.contains('@') {
        accounts::known(&cx, handle).await?
    } else {
        accounts::local(&cx, handle).await.map(Some)?
    };
    Ok(error::json(shelf.account(&cx, &found.ok_or_else(Problem::not_found)?).await?))
}

/// Finds people by name or handle.
pub async fn search(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let search = Search {
        text: params.get("q").unwrap_or_default(),
        resolve: params.flag("resolve").unwrap_or(false),
        followed_only: params.flag("following").unwrap_or(false),
        limit: paging::limit(&params, 40, 80),
        offset: offset(&params),
    };
    let ids = people::search(&cx, reader.account, search).await?;
    list_of_accounts(&cx, &shelf, &ids).await
}

/// People here who want to be found.
pub async fn directory(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let part = (paging::limit(&params, 40, 80), offset(&params));
    let newest = params.get("order") == Some("new");
    let ids = people::directory(&cx, reader.map(|r| r.account), newest, part).await?;
    list_of_accounts(&cx, &shelf, &ids).await
}

/// People here whom the member may want to follow.
pub async fn suggestions(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let limit = paging::limit(&Params::of_query(query.as_deref()), 40, 80);
    list_of_accounts(&cx, &shelf, &people::suggested(&cx, reader.account, limit).await?).await
}

/// The same, each with the reason: they are suggested because they live here and have followers.
pub async fn suggestions_with_reasons(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let limit = paging::limit(&Params::of_query(query.as_deref()), 40, 80);
    let ids = people::suggested(&cx, reader.account, limit).await?;
    let mut found = shelf.accounts(&cx, &ids).await?;
    let items: Vec<String> = ids
        .iter()
        .filter_map(|id| found.remove(id))
        .map(|account| {
            format!("{{\"source\":\"global\",\"sources\":[\"most_followed\"],\"account\":{account}}}")
        })
        .collect();
    Ok(error::json(format!("[{}]", items.join(","))))
}

/// Keeps a note about an account, which only the member sees.
pub async fn note(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    people::note(&cx, &account, &target, params.get("comment").unwrap_or_default()).await?;
    relationship(&cx, &account, &target).await
}

async fn recommend(cx: &Cx, id: &str, reader: &Reader, on: bool) -> Answer {
    let (account, target) = (reader.account(cx).await?, find(cx, id).await?);
    people::recommend(cx, &account, &target, on).await?;
    relationship(cx, &account, &target).await
}

/// Shows an account on the member's profile.
pub async fn endorse(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    recommend(&cx, &id, &reader, true).await
}

/// Shows an account on the member's profile no longer.
pub async fn unendorse(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    recommend(&cx, &id, &reader, false).await
}

/// Whom the member shows on their profile.
pub async fn endorsements(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let found = people::recommended(&cx, reader.account, window).await?;
    page_of_accounts(&cx, &shelf, &found, ("/api/v1/endorsements", &params, window)).await
}

/// Whom an account shows on its profile.
pub async fn endorsements_of(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(_): Visitor,
) -> Answer {
    let account = find(&cx, &id).await?;
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let found = people::recommended(&cx, account.id, window).await?;
    let path = format!("/api/v1/accounts/{}/endorsements", account.id);
    page_of_accounts(&cx, &shelf, &found, (&path, &params, window)).await
}
