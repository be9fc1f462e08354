//! A question before something that cannot be called back, or not easily: what will happen, one button that does it, and
//! a way back.

use askama::Template;

use crate::web::views::form::Hidden;
use crate::web::views::page::{Desk, Page};
use crate::web::views::{filters, paths};

/// The page with the question. Its words come with the question.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/ask.html", whitespace = "minimize")]
pub struct AskPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The question.
    pub title: String,
    /// What it is about: a name, a host; may be empty.
    pub about: String,
    /// What will happen, the most important first.
    pub consequences: Vec<String>,
    /// Where the button posts to.
    pub action: String,
    /// What it sends besides.
    pub carried: Vec<Hidden>,
    /// What the button says.
    pub button: String,
    /// Whether it destroys something.
    pub is_danger: bool,
    /// Where the way back leads.
    pub back: String,
    /// What the way back says.
    pub back_words: String,
}
