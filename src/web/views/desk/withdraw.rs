//! The last look before a statement is taken back.

use askama::Template;

use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// Asks whether to withdraw a statement.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/withdraw.html", whitespace = "minimize")]
pub struct WithdrawPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// The statement's title; may be empty.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// When it was published.
    pub published: Moment,
    /// Path of its public page.
    pub statement_path: String,
    /// How many servers are asked to delete it.
    pub server_count: u64,
}
