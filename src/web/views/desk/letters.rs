//! Letters at the desk: whom people can write to, how many have, and the form for another.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/letters.html", whitespace = "minimize")]
pub struct DeskLettersPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// Why the form could not be taken.
    pub error: Option<String>,
    /// Those who can be written to, and those who could.
    pub targets: Vec<TargetLine>,
    /// The handle of the campaign.
    pub campaign: Field,
    /// The name that the campaign gives them.
    pub name: Field,
    /// Where letters go.
    pub address: Field,
    /// The language of the letter.
    pub language: Field,
    /// Its subject.
    pub subject: Field,
    /// Its text.
    pub words: Field,
    /// Their time zone.
    pub zone: Field,
    /// Their working days.
    pub days: Field,
    /// When they begin.
    pub from: Field,
    /// When they end.
    pub until: Field,
    /// How many letters in an hour.
    pub per_hour: Field,
}

impl DeskLettersPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.error
            .as_deref()
            .map(|message| Problem { field: "campaign", message, is_english: false })
            .into_iter()
            .collect()
    }
}

/// Somebody who can be written to.
#[derive(Clone, Debug)]
pub struct TargetLine {
    /// Their row.
    pub id: String,
    /// Their name.
    pub name: String,
    /// The handle of the campaign.
    pub campaign: String,
    /// Where letters go.
    pub address: String,
    /// How many letters there are, as a sentence.
    pub numbers: String,
    /// What could not be sent, as a sentence; none when all could.
    pub troubles: Option<String>,
    /// Letters that came back or are late, the latest first.
    pub back: Vec<BackLine>,
    /// No more are taken.
    pub is_closed: bool,
}

/// A letter that came back after it was sent, or is late.
#[derive(Clone, Debug)]
pub struct BackLine {
    /// Whether it is still tried.
    pub is_late: bool,
    /// When we heard of it.
    pub at: Moment,
    /// The code; empty where none was given.
    pub code: String,
    /// What the other mail server said.
    pub words: String,
}
