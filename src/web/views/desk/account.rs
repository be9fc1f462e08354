//! The signed-in person's own account: password, authenticator, sessions.

use askama::Template;

use crate::domain::event::Answer;
use crate::domain::pledge::Shown;
use crate::web::views::event::EventSummary;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// Everything about signing in, on one page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/account.html", whitespace = "minimize")]
pub struct AccountPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Their name here.
    pub username: String,
    /// What the last action did.
    pub notice: Option<String>,
    /// The campaigns that they stand behind.
    pub signed: Vec<SignedCampaign>,
    /// Those that they could sign.
    pub open: Vec<OpenCampaign>,
    /// Events that they have answered to, the first one first.
    pub events: Vec<AnsweredEvent>,
    /// Path of the list of events to come.
    pub events_path: String,
    /// Whether they have a password.
    pub has_password: bool,
    /// Whether the present password is asked for.
    pub must_prove: bool,
    /// The present password; its value is never filled in.
    pub current: Field,
    /// The new password; its value is never filled in.
    pub password: Field,
    /// Whether they have an authenticator.
    pub has_authenticator: bool,
    /// Recovery codes that are left.
    pub codes_left: i64,
    /// The present password, in the form about the authenticator.
    pub proof: Field,
    /// Where they are signed in, the newest first.
    pub sessions: Vec<SessionLine>,
}

impl AccountPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.current, &self.password, &self.proof].into_iter().filter_map(Field::problem).collect()
    }
}

/// A campaign that somebody stands behind.
#[derive(Clone, Debug)]
pub struct SignedCampaign {
    /// Its handle.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// The language of its name.
    pub language: Language,
    /// Path of its page.
    pub path: String,
    /// What others see of their name there.
    pub shown: Shown,
}

/// A campaign that somebody could sign.
#[derive(Clone, Debug)]
pub struct OpenCampaign {
    /// Its handle.
    pub handle: String,
    /// Its name.
    pub name: String,
    /// What is to be reached.
    pub goal: String,
    /// The language of both.
    pub language: Language,
    /// Path of its page.
    pub path: String,
}

/// An event that somebody has answered to.
#[derive(Clone, Debug)]
pub struct AnsweredEvent {
    /// The event.
    pub event: EventSummary,
    /// What they have answered.
    pub answer: Answer,
    /// Where the form that takes it back posts to.
    pub action: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct SessionLine {
    /// What tells it from the others.
    pub mark: String,
    /// When it was made.
    pub since: Moment,
    /// When it ends by itself.
    pub until: Moment,
    /// Whether it was opened by a one-time link.
    pub by_link: bool,
    /// Whether it is this one.
    pub is_own: bool,
}

/// The secret for an authenticator, and the field for its first code.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/authenticator.html", whitespace = "minimize")]
pub struct AuthenticatorPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The secret, as it is typed.
    pub secret: String,
    /// The same, sealed for the form.
    pub offer: String,
    /// The same as an address that authenticators read.
    pub address: String,
    /// The first code.
    pub code: Field,
}

impl AuthenticatorPage {
    /// The secret in fours, as it is easier to type.
    pub fn fours(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.code.problem().into_iter().collect()
    }
}

/// Recovery codes, shown once.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/codes.html", whitespace = "minimize")]
pub struct CodesPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The codes.
    pub codes: Vec<String>,
}
