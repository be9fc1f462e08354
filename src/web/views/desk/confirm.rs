//! The last look before words leave the house.

use askama::Template;

use crate::domain::translation::TranslationState;
use crate::web::views::form::Hidden;
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Page};
use crate::web::views::{filters, paths};

/// Shows what will be published and where it goes. Its buttons send `do=publish` or `do=change` (back to the form).
#[derive(Clone, Debug, Template)]
#[template(path = "desk/confirm.html", whitespace = "minimize")]
pub struct ConfirmPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// Everything the form held, or the draft's id.
    pub carried: Vec<Hidden>,
    /// Whether this changes a statement that is already public.
    pub is_edit: bool,
    /// How many servers get it.
    pub server_count: u64,
    /// How many people follow there.
    pub follower_count: u64,
    /// What was wrong with the version before, if this corrects it.
    pub said: Option<String>,
    /// The warning before the text.
    pub content_warning: Option<String>,
    /// Where each file is, and what it shows.
    pub files: Vec<(String, String)>,
    /// The text as readers will see it, the main language first.
    pub previews: Vec<Preview>,
}

/// The text in one language as readers will see it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Which.
    pub language: Language,
    /// The title; may be empty.
    pub title: String,
    /// Sanitised HTML, headings from `h4` down.
    pub body_html: String,
    /// How far the translation is; the main text is reviewed.
    pub state: TranslationState,
    /// The original changed, and it did not.
    pub is_older: bool,
}
