//! Conversations: direct posts by thread, with who takes part.

use axum::Extension;
use axum::extract::{Path, RawQuery};

use crate::app::Cx;
use crate::domain::ids::{AccountId, RowId};
use crate::http::Context;
use crate::service::conversations::{self, Conversation};
use crate::service::lines;

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about conversations.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/conversations", Needs::Member("read:statuses"), all)
        .delete("/api/v1/conversations/{id}", Needs::Member("write:conversations"), delete)
        .post("/api/v1/conversations/{id}/read", Needs::Member("write:conversations"), read)
}

fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// Conversations as a JSON array. One whose newest post the reader may not see any more is left out.
async fn rendered(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    found: &[Conversation],
) -> Result<Vec<String>, Problem> {
    let posts: Vec<i64> = found.iter().map(|c| c.last.0).collect();
    let lines = lines::of_posts(cx, Some(reader), &posts).await?;
    let mut people: Vec<i64> = found.iter().flat_map(|c| &c.others).map(|id| id.0).collect();
    people.sort_unstable();
    people.dedup();
    let people = shelf.accounts(cx, &people).await?;
    let mut items = Vec::new();
    for conversation in found {
        let Some(line) = lines.iter().find(|line| line.post == conversation.last) else { continue };
        let status = shelf.status(cx, line, None).await?;
        let accounts: Vec<&str> =
            conversation.others.iter().filter_map(|id| people.get(&id.0)).map(String::as_str).collect();
        items.push(format!(
            "{{\"id\":\"{}\",\"unread\":{},\"accounts\":[{}],\"last_status\":{status}}}",
            conversation.id,
            conversation.is_unread,
            accounts.join(",")
        ));
    }
    Ok(items)
}

/// One conversation as an entity; `None` where its reader may not see its newest post.
pub(super) async fn entity(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    found: Conversation,
) -> Result<Option<String>, Problem> {
    Ok(rendered(cx, shelf, reader, &[found]).await?.pop())
}

/// The member's conversations.
pub async fn all(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let found = conversations::page(&cx, reader.account, window).await?;
    let span = found.first().zip(found.last()).map(|(first, last)| (first.last.0, last.last.0));
    let is_full = i64::try_from(found.len()).is_ok_and(|n| n >= window.limit);
    let items = rendered(&cx, &shelf, reader.account, &found).await?;
    let body = error::json(format!("[{}]", items.join(",")));
    Ok(paging::link(&cx, "/api/v1/conversations", &params, span, is_full, body))
}

/// Takes a conversation out of the list.
pub async fn delete(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    conversations::delete(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// Marks a conversation as read.
pub async fn read(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let found = conversations::read(&cx, reader.account, id_of(&id)?).await?;
    let item = entity(&cx, &shelf, reader.account, found).await?;
    Ok(error::json(item.ok_or_else(Problem::not_found)?))
}
