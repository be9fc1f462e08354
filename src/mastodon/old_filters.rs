//! Filters as the first version of the API has them: each word is a filter of its own, made, changed and taken away by the
//! word's id. Apps that know no newer version have no other way.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::filter::Action;
use crate::http::Context;
use crate::service::filters::{self, Said, SaidKeyword};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::filter_entities::OldFilter;
use super::filters::{READ, WRITE, id_of, said};
use super::params::Params;
use super::table::Table;

/// The routes of the first version.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/filters", READ, all)
        .post("/api/v1/filters", WRITE, create)
        .get("/api/v1/filters/{id}", READ, show)
        .put("/api/v1/filters/{id}", WRITE, change)
        .delete("/api/v1/filters/{id}", WRITE, delete)
}

/// Every word of every filter.
pub async fn all(Context(cx): Context, Member(reader): Member) -> Answer {
    let found = filters::list(&cx, reader.account).await?;
    let words = found.iter().flat_map(|f| f.keywords.iter().map(move |k| OldFilter::of(f, k)));
    Ok(error::entity(&words.collect::<Vec<_>>()))
}

/// One word.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (filter, keyword) = filters::find_keyword(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::entity(&OldFilter::of(&filter, &keyword)))
}

/// What is said of a filter of one word; its word is its title as well.
fn one_word(cx: &Cx, params: &Params) -> Result<(Said, SaidKeyword), Problem> {
    let phrase = params.get("phrase").map(str::to_owned);
    let action = params.flag("irreversible").map(|hides| if hides { Action::Hide } else { Action::Warn });
    let word = SaidKeyword {
        keyword: phrase.clone(),
        whole_word: params.flag("whole_word"),
        ..SaidKeyword::default()
    };
    Ok((Said { title: phrase, action, keywords: Vec::new(), ..said(cx, params)? }, word))
}

/// Makes a filter of one word.
pub async fn create(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (said, word) = one_word(&cx, &params)?;
    // Without a word about it, the first version finds parts of words.
    let word = SaidKeyword { whole_word: Some(word.whole_word.unwrap_or(false)), ..word };
    let made = filters::create(&cx, reader.account, Said { keywords: vec![word], ..said }).await?;
    let word = made.keywords.first().ok_or_else(Problem::not_found)?;
    Ok(error::entity(&OldFilter::of(&made, word)))
}

/// Changes a word. What holds for a whole filter is changed only where the word is all of it.
pub async fn change(
    Context(cx): Context,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (said, word) = one_word(&cx, &params)?;
    let (filter, word) = filters::change_alone(&cx, reader.account, id_of(&id)?, said, word).await?;
    Ok(error::entity(&OldFilter::of(&filter, &word)))
}

/// Takes a word away, and with the last one its filter.
pub async fn delete(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    filters::remove_alone(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}
