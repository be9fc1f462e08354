//! Filters: making them, their words, the statuses they name. `old_filters` has the first version.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::filter::{Action, Context as Place};
use crate::domain::ids::{PostId, RowId};
use crate::domain::time::SECOND;
use crate::http::Context;
use crate::service::filters::{self, Said, SaidKeyword};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::filter_entities::{Filter, FilterKeyword, FilterStatus};
use super::params::Params;
use super::table::{Needs, Table};

pub(super) const READ: Needs = Needs::Member("read:filters");
pub(super) const WRITE: Needs = Needs::Member("write:filters");

/// The routes about filters.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v2/filters", READ, all)
        .post("/api/v2/filters", WRITE, create)
        .get("/api/v2/filters/{id}", READ, show)
        .put("/api/v2/filters/{id}", WRITE, change)
        .delete("/api/v2/filters/{id}", WRITE, delete)
        .get("/api/v2/filters/{id}/keywords", READ, keywords)
        .post("/api/v2/filters/{id}/keywords", WRITE, add_keyword)
        .get("/api/v2/filters/keywords/{id}", READ, keyword)
        .put("/api/v2/filters/keywords/{id}", WRITE, change_keyword)
        .delete("/api/v2/filters/keywords/{id}", WRITE, remove_keyword)
        .get("/api/v2/filters/{id}/statuses", READ, statuses)
        .post("/api/v2/filters/{id}/statuses", WRITE, add_status)
        .get("/api/v2/filters/statuses/{id}", READ, status)
        .delete("/api/v2/filters/statuses/{id}", WRITE, remove_status)
}

/// The longest time that a filter can be made for, in seconds: a hundred years.
const LONGEST: i64 = 3_155_760_000;

pub(super) fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// What is said of a filter.
pub(super) fn said(cx: &Cx, params: &Params) -> Result<Said, Problem> {
    let contexts = params
        .has("context")
        .then(|| {
            let words = params.all("context").filter(|word| !word.is_empty());
            words
                .map(|word| {
                    Place::parse(word).ok_or_else(|| {
                        Problem::refused("Validation failed: Context None or invalid context supplied")
                    })
                })
                .collect::<Result<Vec<_>, _>>()
        })
        .transpose()?;
    let action = match params.get("filter_action") {
        None | Some("") => None,
        Some(word) => Some(Action::parse(word).ok_or_else(|| {
            Problem::refused("Validation failed: Filter action is not one of warn, hide, blur")
        })?),
    };
    let expires_at = match params.get("expires_in") {
        None => None,
        Some("" | "0") => Some(None),
        Some(seconds) => {
            let seconds: i64 = seconds
                .parse()
                .map_err(|_| Problem::refused("Validation failed: Expires in is not a number of seconds"))?;
            Some(Some(cx.now().plus(seconds.clamp(0, LONGEST) * SECOND)))
        }
    };
    let keywords =
        params.objects("keywords_attributes").iter().map(|m| said_keyword(m)).collect::<Result<_, _>>()?;
    Ok(Said { title: params.get("title").map(str::to_owned), contexts, action, expires_at, keywords })
}

fn said_keyword(members: &[(&str, &str)]) -> Result<SaidKeyword, Problem> {
    let value = |name: &str| members.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
    let is_on = |name: &str| value(name).map(super::params::is_yes);
    Ok(SaidKeyword {
        id: value("id").filter(|id| !id.is_empty()).map(id_of).transpose()?,
        keyword: value("keyword").map(str::to_owned),
        whole_word: is_on("whole_word"),
        is_removed: is_on("_destroy").unwrap_or(false),
    })
}

fn one_keyword(params: &Params) -> SaidKeyword {
    SaidKeyword {
        keyword: params.get("keyword").map(str::to_owned),
        whole_word: params.flag("whole_word"),
        ..SaidKeyword::default()
    }
}

/// Every filter of the member.
pub async fn all(Context(cx): Context, Member(reader): Member) -> Answer {
    let found = filters::list(&cx, reader.account).await?;
    Ok(error::entity(&found.iter().map(Filter::from).collect::<Vec<_>>()))
}

/// One filter.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    Ok(error::entity(&Filter::from(&filters::find(&cx, reader.account, id_of(&id)?).await?)))
}

/// Makes a filter.
pub async fn create(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let made = filters::create(&cx, reader.account, said(&cx, &params)?).await?;
    Ok(error::entity(&Filter::from(&made)))
}

/// Changes a filter, and its words.
pub async fn change(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let changed = filters::change(&cx, reader.account, id_of(&id)?, said(&cx, &params)?).await?;
    Ok(error::entity(&Filter::from(&changed)))
}

/// Takes a filter away.
pub async fn delete(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    filters::delete(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// The words of a filter.
pub async fn keywords(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let filter = filters::find(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::entity(&filter.keywords.iter().map(FilterKeyword::from).collect::<Vec<_>>()))
}

/// Adds a word.
pub async fn add_keyword(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let added = filters::add_keyword(&cx, reader.account, id_of(&id)?, one_keyword(&params)).await?;
    Ok(error::entity(&FilterKeyword::from(&added)))
}

/// One word.
pub async fn keyword(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (_, found) = filters::find_keyword(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::entity(&FilterKeyword::from(&found)))
}

/// Changes a word.
pub async fn change_keyword(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let changed = filters::change_keyword(&cx, reader.account, id_of(&id)?, one_keyword(&params)).await?;
    Ok(error::entity(&FilterKeyword::from(&changed)))
}

/// Takes a word away.
pub async fn remove_keyword(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    filters::remove_keyword(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// The statuses that a filter names.
pub async fn statuses(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let filter = filters::find(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::entity(&filter.posts.iter().map(FilterStatus::from).collect::<Vec<_>>()))
}

/// Names a status.
pub async fn add_status(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let post: PostId =
        params.get("status_id").unwrap_or_default().parse().map_err(|_| Problem::not_found())?;
    let named = filters::add_post(&cx, reader.account, id_of(&id)?, post).await?;
    Ok(error::entity(&FilterStatus::from(&named)))
}

/// One naming of a status.
pub async fn status(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (_, named) = filters::find_post(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::entity(&FilterStatus::from(&named)))
}

/// Names a status no longer.
pub async fn remove_status(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    filters::remove_post(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}
