//! The audit log as people read it: who did what, when.

use askama::Template;

use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// A page of the log.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/audit.html", whitespace = "minimize")]
pub struct AuditPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Whose lines can be looked for: value, name, whether they are.
    pub people: Vec<Choice>,
    /// What can be looked for.
    pub nouns: Vec<Choice>,
    /// The newest first.
    pub lines: Vec<AuditLine>,
    /// Neighbouring pages.
    pub pager: Pager,
}

/// Something to choose in a form.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What is shown.
    pub words: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct AuditLine {
    /// Who; none for the command line.
    pub by: Option<String>,
    /// What, as a sentence without its subject.
    pub what: String,
    /// When.
    pub at: Moment,
}
