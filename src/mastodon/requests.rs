//! Those who wait for the member's consent to follow them.

use axum::Extension;
use axum::extract::{Path, RawQuery};

use crate::app::Cx;
use crate::http::Context;
use crate::service::{follows, people};

use super::accounts::find;
use super::auth::{Member, Reader};
use super::error::Answer;
use super::follows::{page_of_accounts, relationship};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about requests to follow.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/follow_requests", Needs::Member("read:follows"), list)
        .post("/api/v1/follow_requests/{id}/authorize", Needs::Member("write:follows"), authorize)
        .post("/api/v1/follow_requests/{id}/reject", Needs::Member("write:follows"), reject)
}

/// Who has asked.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let found = people::requests(&cx, reader.account, window).await?;
    page_of_accounts(&cx, &shelf, &found, ("/api/v1/follow_requests", &params, window)).await
}

async fn decide(cx: &Cx, id: &str, reader: &Reader, accept: bool) -> Answer {
    let (account, follower) = (reader.account(cx).await?, find(cx, id).await?);
    follows::decide(cx, &account, &follower, accept).await?;
    relationship(cx, &account, &follower).await
}

/// Lets somebody follow.
pub async fn authorize(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    decide(&cx, &id, &reader, true).await
}

/// Does not let somebody follow.
pub async fn reject(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    decide(&cx, &id, &reader, false).await
}
