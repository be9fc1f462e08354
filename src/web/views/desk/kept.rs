//! Unsaved work: the page that says it is kept, and the page where it came back.

use askama::Template;

use crate::web::views::form::Hidden;
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// The answer to a form whose session has ended. Nothing of what was typed stands on it.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/kept_away.html", whitespace = "minimize")]
pub struct KeptAwayPage {
    /// The frame.
    pub page: Page,
    /// Whether somebody is signed in, as the same person: then it is one step back to the form.
    pub is_signed_in: bool,
    /// How many hours it is kept.
    pub hours: u64,
}

/// What came back, after signing in.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/kept.html", whitespace = "minimize")]
pub struct KeptPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// When it came.
    pub at: Moment,
    /// Where its form posts to.
    pub action: String,
    /// Everything it held.
    pub carried: Vec<Hidden>,
    /// Whether its form can be shown again with it.
    pub comes_back: bool,
    /// What a person typed, to be read and copied.
    pub texts: Vec<String>,
}
