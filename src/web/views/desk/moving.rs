//! What the signed-in person takes along and brings here, and where they go.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// Files to take along, a form to bring one, aliases and the move.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/moving.html", whitespace = "minimize")]
pub struct MovingPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Their whole address.
    pub handle: String,
    /// What the last action did.
    pub notice: Option<String>,
    /// Where they have moved to.
    pub moved_to: Option<String>,
    /// What can be taken along.
    pub files: Vec<Choice>,
    /// What can be brought here.
    pub kinds: Vec<Choice>,
    /// The file that is brought.
    pub file: Field,
    /// What was brought, newest first.
    pub imports: Vec<ImportLine>,
    /// Their other accounts, one a line.
    pub others: Field,
    /// Where they want to move.
    pub target: Field,
    /// Their password; its value is never filled in.
    pub password: Field,
    /// Whether they have a password.
    pub has_password: bool,
}

impl MovingPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.file, &self.others, &self.target, &self.password]
            .into_iter()
            .filter_map(Field::problem)
            .collect()
    }
}

/// A kind of file.
#[derive(Clone, Copy, Debug)]
pub struct Choice {
    /// The word in addresses and forms.
    pub word: &'static str,
    /// The text that names it.
    pub key: &'static str,
}

/// A file that was brought.
#[derive(Clone, Debug)]
pub struct ImportLine {
    /// The text that says what it is about.
    pub key: &'static str,
    /// When it came.
    pub came: Moment,
    /// Whether all of it is worked off.
    pub is_finished: bool,
    /// Its lines.
    pub total: u64,
    /// Lines that are done.
    pub done: u64,
    /// Lines that could not be done, and why.
    pub failures: Vec<(String, String)>,
}
