//! Whom the member blocks: people, and whole domains.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::http::Context;
use crate::service::{blocks, domain_blocks};

use super::accounts::find;
use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::follows::{page_of_accounts, relationship};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about blocks.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/blocks", Needs::Member("read:blocks"), list)
        .post("/api/v1/accounts/{id}/block", Needs::Member("write:blocks"), block)
        .post("/api/v1/accounts/{id}/unblock", Needs::Member("write:blocks"), unblock)
        .get("/api/v1/domain_blocks", Needs::Member("read:blocks"), list_domains)
        .post("/api/v1/domain_blocks", Needs::Member("write:blocks"), block_domain)
        .delete("/api/v1/domain_blocks", Needs::Member("write:blocks"), unblock_domain)
}

/// Whom the member blocks.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let found = blocks::list(&cx, reader.account, window).await?;
    page_of_accounts(&cx, &shelf, &found, ("/api/v1/blocks", &params, window)).await
}

/// Blocks an account.
pub async fn block(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    blocks::block(&cx, &account, &target).await?;
    relationship(&cx, &account, &target).await
}

/// Blocks an account no longer.
pub async fn unblock(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    blocks::unblock(&cx, &account, &target).await?;
    relationship(&cx, &account, &target).await
}

/// Which domains the member blocks.
pub async fn list_domains(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 100, 200)?;
    let (ids, domains): (Vec<i64>, Vec<String>) =
        domain_blocks::list(&cx, reader.account, window).await?.into_iter().unzip();
    let body = serde_json::to_string(&domains).expect("texts always have a JSON form");
    let is_full = paging::is_full(window, ids.len());
    Ok(paging::link(&cx, "/api/v1/domain_blocks", &params, paging::span(&ids), is_full, error::json(body)))
}

/// The domain that a request names, in its body or, as some clients send it, in its address.
fn domain(headers: &HeaderMap, body: &[u8], query: Option<&str>) -> Result<String, Problem> {
    let params = Params::of_request(query, headers, body)?;
    let domain = params.get("domain").unwrap_or_default();
    if domain.is_empty() {
        return Err(Problem::refused("Validation failed: Domain can't be blank"));
    }
    Ok(domain.to_owned())
}

/// Blocks a domain.
pub async fn block_domain(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let domain = domain(&headers, &body, query.as_deref())?;
    domain_blocks::block(&cx, &reader.account(&cx).await?, &domain).await?;
    Ok(error::json("{}".to_owned()))
}

/// Blocks a domain no longer.
pub async fn unblock_domain(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let domain = domain(&headers, &body, query.as_deref())?;
    domain_blocks::unblock(&cx, &reader.account(&cx).await?, &domain).await?;
    Ok(error::json("{}".to_owned()))
}
