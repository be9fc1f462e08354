//! Quotes of a member's posts: who may make them, which there are, taking the consent back.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::domain::ids::PostId;
use crate::domain::quote::Quoters;
use crate::http::Context;
use crate::service::{lines, quotes};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about quotes.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/statuses/{id}/quotes", Needs::Member("read:statuses"), list)
        .post("/api/v1/statuses/{id}/quotes/{quoting}/revoke", Needs::Member("write:statuses"), revoke)
        .put("/api/v1/statuses/{id}/interaction_policy", Needs::Member("write:statuses"), set_policy)
}

fn id_of(text: &str) -> Result<PostId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Who quotes a status of the one who asks, as far as the quotes are known here, newest first.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let id = id_of(&id)?;
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let account = reader.account(&cx).await?;
    let page = quotes::list(&cx, &account, id, window).await?;
    let body = error::json(shelf.statuses(&cx, &page.lines, None).await?);
    let path = format!("/api/v1/statuses/{id}/quotes");
    Ok(paging::link(&cx, &path, &params, page.span, page.size >= window.limit, body))
}

/// Takes the consent to a quote back; the answer is the status that quotes.
pub async fn revoke(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path((id, quoting)): Path<(String, String)>,
    Member(reader): Member,
) -> Answer {
    let (id, quoting) = (id_of(&id)?, id_of(&quoting)?);
    let account = reader.account(&cx).await?;
    // Looked up first: whatever the one who asks may not see is not there for them.
    let line = lines::one(&cx, Some(account.id), quoting).await?;
    quotes::revoke(&cx, &account, id, quoting).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}

/// Who may quote a status, in the words of the API.
pub fn quoters_of(word: &str) -> Result<Quoters, Problem> {
    match word {
        "public" => Ok(Quoters::Anyone),
        "followers" => Ok(Quoters::Followers),
        "nobody" => Ok(Quoters::Nobody),
        _ => Err(Problem::refused(
            "Validation failed: quote_approval_policy is not one of public, followers, nobody",
        )),
    }
}

/// The word of the API for who may quote a status.
pub fn word_of(quoters: Quoters) -> &'static str {
    match quoters {
        Quoters::Anyone => "public",
        Quoters::Followers => "followers",
        Quoters::Nobody => "nobody",
    }
}

/// Sets who may quote a status of the one who asks.
pub async fn set_policy(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let id = id_of(&id)?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let quoters = quoters_of(params.get("quote_approval_policy").unwrap_or_default())?;
    let account = reader.account(&cx).await?;
    quotes::set_policy(&cx, &account, id, quoters).await?;
    shelf.forget(id);
    let line = lines::one(&cx, Some(account.id), id).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}
