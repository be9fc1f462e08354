//! The directory: coalitions and campaigns that agreed to be shown, and the words by which they are found.

use askama::Template;

use super::address::web_address;
use super::card::Card;
use super::language::Language;
use super::page::{Page, Pager};
use super::{filters, paths};

/// The public page of the directory.
#[derive(Clone, Debug, Template)]
#[template(path = "directory.html", whitespace = "minimize")]
pub struct DirectoryPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// The coalition's name.
    pub coalition: String,
    /// How many entries there are.
    pub total: u64,
    /// Those on this page.
    pub entries: Vec<EntryView>,
    /// Words to choose from, by their kind; the heading comes first.
    pub choices: Vec<(String, Vec<Choice>)>,
    /// Whether a word is chosen.
    pub is_filtered: bool,
    /// Path of the Atom feed with the same words.
    pub feed_path: String,
    /// The collection that Mastodon can follow.
    pub collection: Option<String>,
    /// Neighbouring pages.
    pub pager: Pager,
}

/// A word that leads to what it finds.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The word as people read it.
    pub words: String,
    /// How many it finds, where that is known.
    pub count: Option<u64>,
    /// Where it leads.
    pub path: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// An entry of the directory.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// Its name.
    pub name: String,
    /// `@name@host`.
    pub handle: String,
    /// What it is, in words.
    pub kind: String,
    /// How far it has come, in words.
    pub state: Option<String>,
    /// What it wants to reach.
    pub goal: String,
    /// Fields of work, in words.
    pub sectors: Vec<String>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Languages of its people.
    pub languages: Vec<Language>,
    /// Its own page; may come from others.
    pub target: String,
    /// Where a reader goes to follow it.
    pub follow_path: String,
    /// A copy of its picture that is served by us.
    pub logo: Option<String>,
}

impl EntryView {
    /// The address of its page, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}
