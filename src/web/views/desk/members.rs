//! Who has asked to become a member, and links for those who should.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// Those who wait for an answer, and the invitations.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/members.html", whitespace = "minimize")]
pub struct MembersPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// A link that was just made; shown once.
    pub link: Option<String>,
    /// The longest first.
    pub waiting: Vec<ApplicantLine>,
    /// The roles that they may hand out.
    pub roles: Vec<String>,
    /// How many may use a new link.
    pub uses: Field,
    /// How many days it works.
    pub days: Field,
    /// Links that still make members.
    pub invitations: Vec<InvitationLine>,
}

impl MembersPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.uses, &self.days].into_iter().filter_map(Field::problem).collect()
    }
}

/// Somebody who waits.
#[derive(Clone, Debug)]
pub struct ApplicantLine {
    /// The name they want.
    pub username: String,
    /// When they asked.
    pub asked: Moment,
    /// The language they speak, in its own word.
    pub language: Option<String>,
    /// Why, in their words.
    pub reason: String,
}

/// A link that still makes members.
#[derive(Clone, Debug)]
pub struct InvitationLine {
    /// Its number.
    pub id: String,
    /// What they become.
    pub role: String,
    /// How many have used it.
    pub used: i64,
    /// How many may.
    pub uses: i64,
    /// When it ends.
    pub until: Moment,
}
