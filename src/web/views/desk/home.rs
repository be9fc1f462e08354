//! The first page of the desk: every statement, what became of it, and what can be done with it.

use askama::Template;

use super::delivery::DeliveryCounts;
use super::notices::CurrentNotice;
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// The first page of the desk.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/home.html", whitespace = "minimize")]
pub struct DeskHomePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did, for example `Published. It is on its way to 412 servers.`
    pub notice: Option<String>,
    /// What the house tells, as far as it was not read yet.
    pub notices: Vec<CurrentNotice>,
    /// What waits for them to decide.
    pub waiting: Vec<WaitingLine>,
    /// Where they write, and the words of that button; none for those who write nothing.
    pub begin: Option<(&'static str, &'static str)>,
    /// How many follow.
    pub follower_count: u64,
    /// On how many servers they are.
    pub server_count: u64,
    /// Newest first.
    pub statements: Vec<DeskStatement>,
    /// Neighbouring pages.
    pub pager: Pager,
}

/// What waits in one room.
#[derive(Clone, Debug)]
pub struct WaitingLine {
    /// Path of the room.
    pub path: &'static str,
    /// What it is.
    pub words: &'static str,
    /// How much of it, in words: `3`, or `50 or more`.
    pub number: String,
}

/// A statement as the desk lists it.
#[derive(Clone, Debug)]
pub struct DeskStatement {
    /// Its title; may be empty.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Path of its public page; for a draft, of its form.
    pub path: String,
    /// Where it stands.
    pub state: StatementState,
    /// Path of its form; none once withdrawn.
    pub edit_path: Option<String>,
    /// Path of the form by which it is corrected; none for those who may not, and once withdrawn.
    pub correct_path: Option<String>,
    /// Path of the withdrawal; none for drafts and once withdrawn.
    pub withdraw_path: Option<String>,
    /// Where the event is changed and called off that it belongs to, if the reader may.
    pub event_changes: Option<(String, String)>,
    /// Path of the delivery outcome; none for drafts.
    pub delivery_path: Option<String>,
    /// What became of its last delivery; none for drafts.
    pub deliveries: Option<DeliveryCounts>,
}

/// Where a statement stands, and since when.
#[derive(Clone, Debug)]
pub enum StatementState {
    /// Only the desk sees it.
    Draft(Moment),
    /// Public.
    Published(Moment),
    /// Public, and changed since.
    Edited(Moment),
    /// Taken back.
    Withdrawn(Moment),
}

impl StatementState {
    /// The text that names the state.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Draft(_) => "desk-state-draft",
            Self::Published(_) => "desk-state-published",
            Self::Edited(_) => "desk-state-edited",
            Self::Withdrawn(_) => "desk-state-withdrawn",
        }
    }

    /// Since when.
    pub fn since(&self) -> &Moment {
        match self {
            Self::Draft(since) | Self::Published(since) | Self::Edited(since) | Self::Withdrawn(since) => {
                since
            }
        }
    }
}
