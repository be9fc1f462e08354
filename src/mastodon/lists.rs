//! Lists of people: making them, changing them, who is in them.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde::Serialize;

use crate::domain::ids::{AccountId, RowId};
use crate::domain::list::RepliesPolicy;
use crate::http::Context;
use crate::service::lines::Window;
use crate::service::lists::{self, Said};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about lists.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/lists", Needs::Member("read:lists"), all)
        .post("/api/v1/lists", Needs::Member("write:lists"), create)
        .get("/api/v1/lists/{id}", Needs::Member("read:lists"), show)
        .put("/api/v1/lists/{id}", Needs::Member("write:lists"), change)
        .delete("/api/v1/lists/{id}", Needs::Member("write:lists"), delete)
        .get("/api/v1/lists/{id}/accounts", Needs::Member("read:lists"), people)
        .post("/api/v1/lists/{id}/accounts", Needs::Member("write:lists"), add)
        .delete("/api/v1/lists/{id}/accounts", Needs::Member("write:lists"), remove)
        .get("/api/v1/accounts/{id}/lists", Needs::Member("read:lists"), holding)
}

#[derive(Serialize)]
struct List {
    id: String,
    title: String,
    replies_policy: &'static str,
    exclusive: bool,
}

impl From<lists::List> for List {
    fn from(list: lists::List) -> Self {
        Self {
            id: list.id.to_string(),
            title: list.title,
            replies_policy: list.replies.as_str(),
            exclusive: list.is_exclusive,
        }
    }
}

fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

fn said(params: &Params) -> Result<Said, Problem> {
    let replies = match params.get("replies_policy") {
        None | Some("") => None,
        Some(word) => Some(RepliesPolicy::parse(word).ok_or_else(|| {
            Problem::refused("Validation failed: Replies policy is not one of followed, list, none")
        })?),
    };
    Ok(Said {
        title: params.get("title").map(str::to_owned),
        replies,
        is_exclusive: params.flag("exclusive"),
    })
}

/// Every list of the member.
pub async fn all(Context(cx): Context, Member(reader): Member) -> Answer {
    let found: Vec<List> = lists::list(&cx, reader.account).await?.into_iter().map(List::from).collect();
    Ok(error::entity(&found))
}

/// One list of the member.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    Ok(error::entity(&List::from(lists::find(&cx, reader.account, id_of(&id)?).await?)))
}

/// Makes a list.
pub async fn create(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    Ok(error::entity(&List::from(lists::create(&cx, reader.account, said(&params)?).await?)))
}

/// Changes a list.
pub async fn change(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let changed = lists::change(&cx, reader.account, id_of(&id)?, said(&params)?).await?;
    Ok(error::entity(&List::from(changed)))
}

/// Takes a list away.
pub async fn delete(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    lists::delete(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// People of a list; `limit=0` asks for all of them.
pub async fn people(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let id = id_of(&id)?;
    let params = Params::of_query(query.as_deref());
    let wants_all = params.get("limit") == Some("0");
    let window = if wants_all { Window::whole(i64::MAX) } else { paging::window(&params, 40, 80)? };
    let found = lists::people(&cx, reader.account, id, window).await?;
    let ids: Vec<i64> = found.iter().map(|a| a.id.0).collect();
    let body = error::json(shelf.accounts_in_order(&cx, &ids).await?);
    if wants_all {
        return Ok(body);
    }
    let span = ids.first().copied().zip(ids.last().copied());
    let is_full = i64::try_from(ids.len()).is_ok_and(|n| n >= window.limit);
    Ok(paging::link(&cx, &format!("/api/v1/lists/{id}/accounts"), &params, span, is_full, body))
}

/// The accounts that a request names; one that is no id is nobody.
fn named(params: &Params) -> Result<Vec<AccountId>, Problem> {
    let mut found: Vec<AccountId> = params
        .all("account_ids")
        .map(|id| id.parse().map_err(|_| Problem::not_found()))
        .collect::<Result<_, _>>()?;
    found.sort_unstable();
    found.dedup();
    if found.len() > lists::MOST_NAMED {
        return Err(Problem::refused(format!("{} accounts at most at once", lists::MOST_NAMED)));
    }
    Ok(found)
}

/// Puts people into a list.
pub async fn add(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    lists::add(&cx, reader.account, id_of(&id)?, &named(&params)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// Takes people out of a list.
pub async fn remove(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    lists::remove(&cx, reader.account, id_of(&id)?, &named(&params)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// The member's lists that somebody is in.
pub async fn holding(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let person = super::accounts::find(&cx, &id).await?;
    let found: Vec<List> =
        lists::holding(&cx, reader.account, person.id).await?.into_iter().map(List::from).collect();
    Ok(error::entity(&found))
}
