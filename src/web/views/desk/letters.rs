//! Letters at the desk: whom people can write to, how many have, and the form for another.

use askama::Template;

use crate::web::views::desk::audit::Choice;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
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
    /// Those who can be written to, and those who could.
    pub targets: Vec<TargetLine>,
    /// Who is changed; none for somebody new.
    pub changed: Option<String>,
    /// How a letter looks, where somebody asked.
    pub preview: Option<LetterLook>,
    /// Campaigns that can be chosen.
    pub campaigns: Vec<Choice>,
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
        let text = [&self.campaign, &self.name, &self.address, &self.language, &self.subject, &self.words];
        let times = [&self.zone, &self.days, &self.from, &self.until, &self.per_hour];
        text.into_iter().chain(times).filter_map(Field::problem).collect()
    }
}

/// A letter as it will arrive.
#[derive(Clone, Debug)]
pub struct LetterLook {
    /// Its language.
    pub language: Language,
    /// Its subject.
    pub subject: String,
    /// Its text.
    pub paragraphs: Vec<String>,
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
    /// Letters that came back or are late.
    pub back: Back,
    /// No more are taken.
    pub is_closed: bool,
}

/// Letters that came back or are late, a page of them.
#[derive(Clone, Debug)]
pub struct Back {
    /// How many there are.
    pub count: u64,
    /// Whether the reader looks at them.
    pub is_open: bool,
    /// Where on the page they stand.
    pub anchor: String,
    /// What the links to the neighbouring pages are called.
    pub label: String,
    /// The latest first.
    pub lines: Vec<BackLine>,
    /// The neighbouring pages.
    pub pager: Pager,
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
