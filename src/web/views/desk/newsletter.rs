//! The newsletter at the desk: how many read it, what was sent, what went wrong.

use askama::Template;

use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/newsletter.html", whitespace = "minimize")]
pub struct DeskNewsletterPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// How many read what.
    pub readers: Vec<ReaderLine>,
    /// The newest statements that readers were told of.
    pub issues: Vec<IssueLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// Mails that wait.
    pub waiting: u64,
    /// Mails that the relay took in the last days.
    pub delivered: u64,
    /// Mails to addresses that take none.
    pub refused: u64,
    /// Mails that could not be sent.
    pub failed: u64,
    /// What is wrong with the relay, as a sentence.
    pub trouble: Option<String>,
}

/// Readers of one kind.
#[derive(Clone, Debug)]
pub struct ReaderLine {
    /// The handle of the campaign, or words for everything.
    pub of: String,
    /// How often, in words.
    pub rhythm: String,
    /// How many.
    pub confirmed: u64,
    /// How many have asked and not confirmed.
    pub unconfirmed: u64,
}

/// A statement that readers were told of.
#[derive(Clone, Debug)]
pub struct IssueLine {
    /// Its title; may be empty.
    pub title: String,
    /// Its page.
    pub path: String,
    /// When it was published.
    pub published: Moment,
    /// For how many a mail was written.
    pub written: u64,
    /// There was one for each reader.
    pub is_done: bool,
}
