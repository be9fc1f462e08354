//! The public edit history of a statement.

use askama::Template;

use crate::domain::translation::TranslationState;

use super::language::Language;
use super::page::{Moment, Page};
use super::{filters, paths};

/// All versions of one statement in full.
#[derive(Clone, Debug, Template)]
#[template(path = "versions.html", whitespace = "minimize")]
pub struct VersionsPage {
    /// The frame.
    pub page: Page,
    /// The title it has now; may be empty.
    pub title: String,
    /// The language of that title.
    pub language: Language,
    /// Path of the statement.
    pub statement_path: String,
    /// The newest first; the first one is what readers see now.
    pub versions: Vec<Version>,
}

/// One version.
#[derive(Clone, Debug)]
pub struct Version {
    /// Counted from 1.
    pub number: u32,
    /// When it was published.
    pub published: Moment,
    /// The words that it brought, the main language first; what it left as it was is not among them.
    pub texts: Vec<VersionText>,
    /// The warning it had.
    pub content_warning: Option<String>,
    /// What it put right.
    pub correction: Option<String>,
}

/// What a version said in one language.
#[derive(Clone, Debug)]
pub struct VersionText {
    /// The title it had; may be empty.
    pub title: String,
    /// The language of title and text.
    pub language: Language,
    /// The text it had: sanitised HTML, headings from `h4` down.
    pub body_html: String,
    /// Where it stood as a translation; none for the main language.
    pub state: Option<TranslationState>,
}
