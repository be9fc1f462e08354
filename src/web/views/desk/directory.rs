//! The desk of the directory: whom we show, who shows ours, and whom partners name.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Moment, Page, Pager, Waiting};
use crate::web::views::{filters, paths};

/// The directory at the desk.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/directory.html", whitespace = "minimize")]
pub struct DeskDirectoryPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// Whom to ask.
    pub who: Field,
    /// Whether others may ask to show ours.
    pub is_open: bool,
    /// Requests of others that wait.
    pub waiting: Waiting<RequestLine>,
    /// A page of those that were granted.
    pub requests: (Vec<RequestLine>, Pager),
    /// Coalition and campaigns of this house.
    pub own: Vec<EntryLine>,
    /// Those of others.
    pub entries: (Vec<EntryLine>, Pager),
    /// Those of others that nobody has asked yet.
    pub candidates: (Vec<EntryLine>, Pager),
    /// Lists of partners.
    pub lists: Vec<ListLine>,
    /// Whom these lists name and nobody here knows.
    pub named: Vec<NamedLine>,
    /// Fields of work: word, in words, whether the coalition chose it.
    pub sectors: Vec<(String, String, bool)>,
    /// Regions of the coalition.
    pub regions: Field,
    /// Its languages.
    pub languages: Field,
}

impl DeskDirectoryPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.who, &self.regions, &self.languages].into_iter().filter_map(Field::problem).collect()
    }
}

/// A request to show one of ours.
#[derive(Clone, Debug)]
pub struct RequestLine {
    /// Its number.
    pub id: String,
    /// Who asks: name and handle.
    pub by: (String, String),
    /// Whom of ours.
    pub target: String,
    /// Whether they have our consent already.
    pub is_accepted: bool,
    /// When they asked.
    pub asked: Moment,
}

/// An entry.
#[derive(Clone, Debug)]
pub struct EntryLine {
    /// The id of its actor.
    pub uri: String,
    /// Its name.
    pub name: String,
    /// Its handle.
    pub handle: String,
    /// What it is, in words.
    pub kind: String,
    /// How far it has come, in words.
    pub state: String,
    /// Whether it can be asked, or shown.
    pub can_ask: bool,
    /// Whether it can be taken out.
    pub can_remove: bool,
}

/// The list of a partner.
#[derive(Clone, Debug)]
pub struct ListLine {
    /// The id of the partner's actor.
    pub uri: String,
    /// Whose it is.
    pub name: String,
    /// When it was read.
    pub read: Option<Moment>,
    /// Why it could not be read.
    pub trouble: Option<String>,
    /// Whether those whom it names are asked by themselves.
    pub is_trusted: bool,
}

/// Somebody whom a partner names.
#[derive(Clone, Debug)]
pub struct NamedLine {
    /// The id of the actor.
    pub uri: String,
    /// What the list calls it.
    pub name: String,
    /// What the list says it is, in words.
    pub kind: String,
}
