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
    /// The coalition's name.
    pub title: String,
    /// The coalition's summary as plain text; may be empty.
    pub subtitle: String,
    /// RFC 3339: when anything in it last changed.
    pub updated: String,
    /// Address of the coalition's page.
    pub page_address: String,
    /// Address of this feed.
    pub self_address: String,
    /// Address of the icon.
    pub icon_address: String,
    /// Addresses of newer and older pages of the feed (RFC 5005, section 3).
    pub newer_address: Option<String>,
    /// See `newer_address`.
    pub older_address: Option<String>,
    /// Newest first.
    pub entries: Vec<FeedEntry>,
}

/// A statement in the feed.
#[derive(Clone, Debug)]
pub struct FeedEntry {
    /// The statement's id.
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
    /// Sanitised HTML.
    pub body_html: String,
    /// If there is one, the feed carries it and not the text.
    pub content_warning: Option<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
}
