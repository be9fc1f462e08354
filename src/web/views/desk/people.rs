//! People and what they are here, and one of them with what can be decided about them.

use askama::Template;

use super::audit::Choice;
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// Everybody.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/people.html", whitespace = "minimize")]
pub struct PeoplePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// In the order they came.
    pub people: Vec<PersonLine>,
}

/// One of them in the list.
#[derive(Clone, Debug)]
pub struct PersonLine {
    /// Their name here.
    pub username: String,
    /// The word of their role.
    pub role: String,
    /// When they came.
    pub since: Moment,
    /// Since when they may not sign in.
    pub suspended: Option<Moment>,
    /// When something about them was last decided.
    pub changed: Option<Moment>,
    /// Whether it is the reader.
    pub is_own: bool,
    /// Path of their page, if the reader may decide about them.
    pub path: Option<String>,
}

/// One person, and what can be decided about them.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/person.html", whitespace = "minimize")]
pub struct PersonPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// Why the last action was not done.
    pub refusal: Option<String>,
    /// A link that was just made; shown once.
    pub link: Option<String>,
    /// Who it is.
    pub person: PersonLine,
    /// Where the forms post to.
    pub action: String,
    /// Path of the question before they are suspended.
    pub suspend_path: String,
    /// The roles they can be given; none if the reader may not.
    pub roles: Vec<Choice>,
    /// How many sessions are open for them.
    pub sessions: u64,
}
