//! Filters as clients read them, and what a filter found in a status.

use serde::Serialize;

use crate::domain::filter::{self, Action, Found};
use crate::domain::ids::PostId;

use super::entities::stamp;

/// A word of a filter.
#[derive(Debug, Serialize)]
pub struct FilterKeyword {
    id: String,
    keyword: String,
    whole_word: bool,
}

impl From<&filter::Keyword> for FilterKeyword {
    fn from(k: &filter::Keyword) -> Self {
        Self { id: k.id.to_string(), keyword: k.keyword.clone(), whole_word: k.whole_word }
    }
}

/// A status that a filter names.
#[derive(Debug, Serialize)]
pub struct FilterStatus {
    id: String,
    status_id: String,
}

impl From<&filter::Named> for FilterStatus {
    fn from(named: &filter::Named) -> Self {
        Self { id: named.id.to_string(), status_id: named.post.to_string() }
    }
}

#[derive(Debug, Serialize)]
struct Head {
    id: String,
    title: String,
    context: Vec<&'static str>,
    expires_at: Option<String>,
    filter_action: &'static str,
}

impl From<&filter::Filter> for Head {
    fn from(f: &filter::Filter) -> Self {
        Self {
            id: f.id.to_string(),
            title: f.title.clone(),
            context: f.contexts.iter().map(|context| context.as_str()).collect(),
            expires_at: f.expires_at.map(stamp),
            filter_action: f.action.as_str(),
        }
    }
}

/// A filter with its words and statuses.
#[derive(Debug, Serialize)]
pub struct Filter {
    #[serde(flatten)]
    head: Head,
    keywords: Vec<FilterKeyword>,
    statuses: Vec<FilterStatus>,
}

impl From<&filter::Filter> for Filter {
    fn from(f: &filter::Filter) -> Self {
        Self {
            head: f.into(),
            keywords: f.keywords.iter().map(FilterKeyword::from).collect(),
            statuses: f.posts.iter().map(FilterStatus::from).collect(),
        }
    }
}

/// A word as the first version of the API has it: a filter of its own.
#[derive(Debug, Serialize)]
pub struct OldFilter {
    id: String,
    phrase: String,
    context: Vec<&'static str>,
    whole_word: bool,
    expires_at: Option<String>,
    irreversible: bool,
}

impl OldFilter {
    /// A word of a filter.
    pub fn of(f: &filter::Filter, k: &filter::Keyword) -> Self {
        Self {
            id: k.id.to_string(),
            phrase: k.keyword.clone(),
            context: f.contexts.iter().map(|context| context.as_str()).collect(),
            whole_word: k.whole_word,
            expires_at: f.expires_at.map(stamp),
            irreversible: f.action == Action::Hide,
        }
    }
}

#[derive(Serialize)]
struct FilterResult<'a> {
    filter: Head,
    keyword_matches: Option<&'a [&'a str]>,
    status_matches: Option<[String; 1]>,
}

/// What was found in a status, as the JSON array that stands in it.
pub fn results(found: &[Found<'_>], post: PostId) -> String {
    if found.is_empty() {
        return "[]".to_owned();
    }
    let results: Vec<FilterResult<'_>> = found
        .iter()
        .map(|f| FilterResult {
            filter: f.filter.into(),
            keyword_matches: (!f.keywords.is_empty()).then_some(f.keywords.as_slice()),
            status_matches: f.names_it.then(|| [post.to_string()]),
        })
        .collect();
    serde_json::to_string(&results).expect("plain data always has a JSON form")
}
