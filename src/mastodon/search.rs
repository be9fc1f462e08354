//! Search: accounts by their handle or address. Texts are not searched; the honest answer is an empty list.

use axum::Extension;
use axum::extract::RawQuery;

use crate::domain::uri;
use crate::http::Context;
use crate::service::accounts;

use super::accounts::is_miss;
use super::auth::Member;
use super::error::{self, Answer};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about search.
pub fn routes(table: Table) -> Table {
    table.get("/api/v2/search", Needs::Member("read:search"), search)
}

/// Finds an account; with `resolve`, asks its server when it is not known here.
pub async fn search(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(_): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let text = params.get("q").unwrap_or_default().trim();
    let wants_accounts = params.get("type").is_none_or(|kind| kind.is_empty() || kind == "accounts");
    let is_first_page = params.get("offset").is_none_or(|offset| matches!(offset, "" | "0"));
    let mut found = None;
    if wants_accounts && is_first_page && !text.is_empty() && text.len() <= uri::LONGEST {
        found = accounts::known(&cx, text).await?;
        if found.is_none() && params.flag("resolve").unwrap_or(false) {
            found = match accounts::look_up(&cx, text).await {
                Ok(account) => Some(account),
                Err(e) if is_miss(&e) => {
                    tracing::debug!(error = %e, "a search found nobody");
                    None
                }
                Err(e) => return Err(e.into()),
            };
        }
    }
    let accounts = match found {
        Some(account) => shelf.account(&cx, &account).await?,
        None => String::new(),
    };
    Ok(error::json(format!("{{\"accounts\":[{accounts}],\"statuses\":[],\"hashtags\":[]}}")))
}
