//! Search: people, posts and hashtags; an address or a handle leads to what it names.

use axum::Extension;
use axum::extract::RawQuery;

use crate::app::Cx;
use crate::domain::text;
use crate::http::Context;
use crate::service::lines::Line;
use crate::service::search::{self, Address, Asked};
use crate::service::tags::Tag;

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::tag_entities;

/// The routes about search.
pub fn routes(table: Table) -> Table {
    table.get("/api/v2/search", Needs::Member("read:search"), search)
}

/// The largest offset; nobody reads further, and the database would have to.
const DEEPEST: i64 = 1_000;

/// What was found, to be put into one answer.
#[derive(Default)]
struct Found {
    accounts: Vec<i64>,
    statuses: Vec<Line>,
    hashtags: Vec<Tag>,
}

impl Found {
    async fn answer(self, cx: &Cx, shelf: &Shelf) -> Answer {
        let accounts = shelf.accounts_in_order(cx, &self.accounts).await?;
        let statuses = shelf.statuses(cx, &self.statuses, None).await?;
        let hashtags: Vec<tag_entities::Tag> =
            self.hashtags.iter().map(|tag| tag_entities::Tag::of(cx, tag, None)).collect();
        let hashtags = serde_json::to_string(&hashtags).expect("plain data always has a JSON form");
        Ok(error::json(format!(
            "{{\"accounts\":{accounts},\"statuses\":{statuses},\"hashtags\":{hashtags}}}"
        )))
    }
}

fn asked(params: &Params) -> Result<Asked, Problem> {
    let window = paging::window(params, 20, 40)?;
    let author = match params.get("account_id") {
        None | Some("") => None,
        Some(id) => Some(id.parse().map_err(|_| Problem::not_found())?),
    };
    let offset = params.get("offset").and_then(|text| text.parse::<i64>().ok()).unwrap_or(0);
    Ok(Asked {
        limit: window.limit,
        offset: offset.clamp(0, DEEPEST),
        resolve: params.flag("resolve").unwrap_or(false),
        only_followed: params.flag("following").unwrap_or(false),
        author,
        below: window.below,
        above: window.above,
    })
}

/// Finds what the member asks for, of every kind or of one.
pub async fn search(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let mut asked = asked(&params)?;
    let typed = params.get("q").unwrap_or_default().trim();
    let kind = params.get("type").unwrap_or_default();
    let wants = |word: &str| kind.is_empty() || kind == word;
    if kind.is_empty() {
        // Only one kind can be leafed through.
        asked.offset = 0;
    }
    let (viewer, mut found) = (reader.account, Found::default());
    if typed.is_empty() {
        return found.answer(&cx, &shelf).await;
    }
    if let Some(address) = search::address(&cx, viewer, typed, asked.resolve).await? {
        let is_first = asked.offset == 0;
        match address {
            Address::Person(account) if wants("accounts") && is_first => found.accounts.push(account.id.0),
            Address::Post(line) if wants("statuses") && is_first => found.statuses.push(*line),
            _ => {}
        }
        return found.answer(&cx, &shelf).await;
    }
    // Control characters are no letters of anything, and PostgreSQL takes no text that holds a NUL.
    let typed = text::clean_line(typed, search::LONGEST);
    if wants("accounts") && !typed.starts_with('#') {
        found.accounts = search::people(&cx, viewer, &typed, asked).await?;
    }
    if wants("statuses") {
        found.statuses = search::texts(&cx, viewer, &typed, asked).await?;
    }
    if wants("hashtags") && !typed.starts_with('@') {
        found.hashtags = search::hashtags(&cx, viewer, &typed, asked).await?;
    }
    found.answer(&cx, &shelf).await
}
