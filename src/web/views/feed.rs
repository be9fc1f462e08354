//! The Atom feed (RFC 4287).

use askama::Template;

use crate::words::Words;

use super::filters;
use super::language::Language;

/// A page of the feed.
#[derive(Clone, Debug, Template)]
#[template(path = "feed.xml")]
pub struct AtomFeed {
    /// The words of the house: who reads a feed through a program does not say which they want.
    pub words: Words,
    /// A permanent address that names the feed.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it is about, as plain text; may be empty.
    pub subtitle: String,
    /// RFC 3339: when anything in it last changed.
    pub updated: String,
    /// Who writes it.
    pub author: FeedAuthor,
    /// Address of the page with the same.
    pub page_address: String,
    /// Address of this feed.
    pub self_address: String,
    /// Address of the icon.
    pub icon_address: String,
    /// Whether everything there is stands in it, so that what is missing is no more (RFC 5005, section 2).
    pub is_complete: bool,
    /// Addresses of newer and older pages of the feed (RFC 5005, section 3).
    pub newer_address: Option<String>,
    /// See `newer_address`.
    pub older_address: Option<String>,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// Somebody who wrote something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedAuthor {
    /// Their name; may be empty.
    pub name: String,
    /// Address of their page.
    pub address: String,
}

/// An entry of the feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// A permanent address that names it.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// The language of title and text.
    pub language: Language,
    /// Address of its page.
    pub address: String,
    /// RFC 3339.
    pub published: String,
    /// RFC 3339; the time of publishing if it was never edited.
    pub updated: String,
    /// Who wrote it; whoever writes the feed where nothing is said.
    pub author: Option<FeedAuthor>,
    /// Sanitised HTML.
    pub body_html: String,
    /// If there is one, the feed carries it and not the text.
    pub content_warning: Option<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
}
