//! Coalitions and campaigns that agreed to be shown, the last one first, by the words that its page is filtered by.

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;

use super::form::{Form, Head, page_of, writer};
use crate::app::Cx;
use crate::domain::cursor::Stretch;
use crate::domain::directory::Filter;
use crate::domain::ids::AccountId;
use crate::domain::text::escape;
use crate::domain::time::Time;
use crate::http::Doors;
use crate::service::directory::{self, Shown};
use crate::service::{Error, accounts};
use crate::web::directory::{Wanted, entry_words};
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::feed::{AtomFeed, FeedEntry};
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::words::{Words, tidied};

/// So many entries stand on one page.
const PAGE: i64 = 20;

/// Where a page of the feed begins.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Beginning {
    /// Only what was shown before the entry with this time and account, as in `1790000000000-17`; empty for the first page.
    below: String,
}

impl Beginning {
    fn read(&self) -> Option<(Time, AccountId)> {
        if self.below.is_empty() {
            return Some((Time(i64::MAX), AccountId(i64::MAX)));
        }
        let (at, account) = self.below.split_once('-')?;
        Some((Time(at.parse().ok()?), account.parse().ok()?))
    }
}

/// A page of the feed.
pub async fn of_directory(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(wanted): Query<Wanted>,
    Query(beginning): Query<Beginning>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let filter = wanted.filter().ok_or_else(Problem::not_found)?;
    let below = beginning.read().ok_or_else(Problem::not_found)?;
    let key = format!("{} directory {filter:?} {} {}", form.file(), below.0.0, below.1);
    let make = async || {
        let cx = doors.federation.to_request_data();
        form.write(feed(&cx, shelf.house, (&wanted, &filter), &beginning, form).await?)
    };
    shelf.page(&key, &headers, make).await
}

async fn feed(
    cx: &Cx,
    words: Words,
    (wanted, filter): (&Wanted, &Filter),
    beginning: &Beginning,
    form: Form,
) -> Result<AtomFeed, Problem> {
    let below = beginning.read().ok_or(Error::NotFound)?;
    let Stretch { rows: list, next } = directory::newest(cx, filter, below, PAGE).await?;
    let path = wanted.address(&format!("{}/{}", paths::DIRECTORY, form.file()));
    let at = |below: &str| {
        let joint = if path.contains('?') { '&' } else { '?' };
        cx.url(&format!("{path}{joint}below={below}"))
    };
    let older_address = next.map(|last| at(&format!("{}-{}", last.at.0, last.id)));
    let house = accounts::coalition(cx).await?;
    let head = Head {
        path: &path,
        title: words.say("directory-title").to_owned(),
        by: &house,
        page: wanted.address(paths::DIRECTORY),
        began: house.created_at,
    };
    let entries = list.iter().map(|one| (one.entry.state_at, entry(cx, words, one))).collect();
    let feed = head.with(cx, words, entries);
    let subtitle = words.say_name("directory-lead", &house.name);
    let self_address =
        if beginning.below.is_empty() { feed.self_address.clone() } else { at(&beginning.below) };
    Ok(AtomFeed { subtitle, self_address, older_address, ..feed })
}

/// An entry since when it is shown. What it says of itself is read where it lives.
fn entry(cx: &Cx, words: Words, one: &Shown) -> FeedEntry {
    let Shown { entry, account, facts } = one;
    let mut body_html = String::new();
    let mut paragraph = |words: &str| {
        if !words.trim().is_empty() {
            body_html.push_str("<p dir=\"auto\">");
            body_html.push_str(&escape(&tidied(words)));
            body_html.push_str("</p>");
        }
    };
    paragraph(&facts.goal);
    for line in entry_words(words, one, cx.now()) {
        paragraph(&line);
    }
    FeedEntry {
        id: account.uri.as_str().to_owned(),
        title: account.name.clone(),
        language: Language::of(words.tag()),
        address: page_of(cx, account),
        published: entry.state_at.rfc3339(),
        updated: entry.state_at.rfc3339(),
        author: Some(writer(cx, account)),
        body_html,
        content_warning: None,
        tags: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_below_a_time_and_an_account_or_nowhere() {
        let read = |below: &str| Beginning { below: below.to_owned() }.read();
        assert_eq!(read("17-4"), Some((Time(17), AccountId(4))));
        assert_eq!(read(""), Some((Time(i64::MAX), AccountId(i64::MAX))));
        for wrong in ["17", "-", "17-", "-4x", "a-b"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
