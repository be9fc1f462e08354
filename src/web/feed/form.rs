//! The two forms of a feed: which one is asked for, how it is written, and the links that lead to both.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::StatusCode;
use http::request::Parts;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::time::Time;
use crate::web::problem::Problem;
use crate::web::shelf::Kept;
use crate::web::views::address::web_address;
use crate::web::views::card::FeedLinks;
use crate::web::views::feed::{AtomFeed, FeedAuthor, FeedEntry};
use crate::web::views::json_feed::JsonFeed;
use crate::web::{assets, frame};
use crate::words::Words;

/// How a feed is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Atom.
    Atom,
    /// A JSON feed.
    Json,
}

/// The end of the path says which form is wanted.
impl<S: Sync> FromRequestParts<S> for Form {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(if parts.uri.path().ends_with(Self::Json.file()) { Self::Json } else { Self::Atom })
    }
}

impl Form {
    /// The last part of its path.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }

    /// The feed as it is sent.
    pub fn write(self, feed: AtomFeed) -> Result<Kept, Problem> {
        Ok(match self {
            Self::Atom => {
                Kept::new(StatusCode::OK, "application/atom+xml; charset=utf-8", frame::render(&feed)?)
            }
            Self::Json => {
                let text = serde_json::to_string(&JsonFeed::of(feed)).map_err(|e| Problem::internal(&e))?;
                Kept::new(StatusCode::OK, "application/feed+json; charset=utf-8", text)
            }
        })
    }
}

/// What a feed is before anything stands in it.
pub struct Head<'a> {
    /// Path of the feed.
    pub path: &'a str,
    /// What it is called.
    pub title: String,
    /// Who stands behind it, and what it says where an entry does not say otherwise.
    pub by: &'a Account,
    /// Path of the page with the same.
    pub page: String,
    /// When anything last changed where there is no entry.
    pub began: Time,
}

impl Head<'_> {
    /// The feed with these entries, each with the time of its last change; all that there are on this one page.
    pub fn with(self, cx: &Cx, words: Words, entries: Vec<(Time, FeedEntry)>) -> AtomFeed {
        let updated = entries.iter().map(|(at, _)| *at).max().unwrap_or(self.began);
        AtomFeed {
            words,
            id: cx.url(self.path),
            title: self.title,
            subtitle: String::new(),
            updated: updated.rfc3339(),
            author: writer(cx, self.by),
            page_address: cx.url(&self.page),
            self_address: cx.url(self.path),
            icon_address: cx.url(&assets::icon().path),
            is_complete: false,
            newer_address: None,
            older_address: None,
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        }
    }
}

/// Who wrote something, with an address that a link may have.
pub fn writer(cx: &Cx, account: &Account) -> FeedAuthor {
    FeedAuthor { name: account.name.clone(), address: page_of(cx, account) }
}

/// The address of somebody's page: of ours where they live here, else their own, if a link may have it.
pub fn page_of(cx: &Cx, account: &Account) -> String {
    if account.is_local() {
        return cx.url(&frame::path_of(account));
    }
    let own = account.url.as_deref().and_then(web_address).filter(|address| !address.starts_with('/'));
    own.unwrap_or(account.uri.as_str()).to_owned()
}

/// The links of a page to a feed that lies below this path, with `query` behind it.
pub fn links(cx: &Cx, title: &str, path: &str, query: &str) -> FeedLinks {
    let address = |form: Form| {
        let mark = if query.is_empty() { "" } else { "?" };
        cx.url(&format!("{path}/{}{mark}{query}", form.file()))
    };
    FeedLinks { title: title.to_owned(), atom: address(Form::Atom), json: address(Form::Json) }
}
