//! Calls for solidarity and ideas, as everybody may read them.

use askama::Template;

use super::address::web_address;
use super::card::Card;
use super::directory::Choice;
use super::language::Language;
use super::page::{Moment, Page, Pager};
use super::{filters, paths};

/// The public page of calls and ideas.
#[derive(Clone, Debug, Template)]
#[template(path = "exchange.html", whitespace = "minimize")]
pub struct ExchangePage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// The coalition's name.
    pub coalition: String,
    /// Kinds to choose from.
    pub kinds: Vec<Choice>,
    /// Whether a kind is chosen.
    pub is_filtered: bool,
    /// Path of the Atom feed of the same kind.
    pub feed_path: String,
    /// Calls that still ask, newest first.
    pub calls: Vec<CallView>,
    /// Neighbouring pages.
    pub pager: Pager,
}

/// A call as it stands in a list.
#[derive(Clone, Debug)]
pub struct CallView {
    /// Its title.
    pub title: String,
    /// The language of title and text.
    pub language: Language,
    /// Its first words, plain.
    pub excerpt: String,
    /// What for, in words.
    pub kind: String,
    /// How far it has come, in words.
    pub state: String,
    /// Whose it is.
    pub by: String,
    /// The last day, in words.
    pub until: Option<String>,
    /// Fields of work, in words.
    pub sectors: Vec<String>,
    /// Languages in which an answer is understood.
    pub languages: Vec<Language>,
    /// How often it was taken up; only for ideas.
    pub adopted: Option<u64>,
    /// Where it can be read; may come from others.
    pub target: String,
    /// When it was published.
    pub published: Moment,
}

impl CallView {
    /// The address where it can be read, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}
