//! What the house tells its members, at the desk.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// Every notice, and the form for a new one or for a change.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/notices.html", whitespace = "minimize")]
pub struct NoticesPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The last action was done.
    pub is_done: bool,
    /// The newest first.
    pub notices: Vec<NoticeLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// Where the form posts to.
    pub action: String,
    /// Whether it changes one that is there.
    pub is_change: bool,
    /// What it says, in Markdown.
    pub text: Field,
    /// In which language.
    pub language: Field,
    /// The first day of what it tells about.
    pub starts: Field,
    /// The last day.
    pub ends: Field,
}

impl NoticesPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.text, &self.language, &self.starts, &self.ends]
            .into_iter()
            .filter_map(Field::problem)
            .collect()
    }
}

/// A notice.
#[derive(Clone, Debug)]
pub struct NoticeLine {
    /// Its number.
    pub id: String,
    /// Where its form is.
    pub path: String,
    /// The language of its text.
    pub language: Language,
    /// What it says, as safe HTML.
    pub html: String,
    /// The days it tells about, in words.
    pub days: Option<String>,
    /// When it was told, or changed.
    pub at: Moment,
    /// Members are shown it no longer.
    pub is_over: bool,
}

/// A notice that somebody has not read yet.
#[derive(Clone, Debug)]
pub struct CurrentNotice {
    /// Its number.
    pub id: String,
    /// The language of its text.
    pub language: Language,
    /// What it says, as safe HTML.
    pub html: String,
    /// The days it tells about, in words.
    pub days: Option<String>,
    /// When it was told, or changed.
    pub at: Moment,
}
