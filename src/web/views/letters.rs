//! Letters to decision-makers: the page to write one, and the pages that its mail leads to.

use askama::Template;

use super::form::{Field, Hidden, Problem};
use super::language::Language;
use super::page::{Moment, Page};
use super::{filters, paths};

/// Somebody who can be written to, on the page of a campaign.
#[derive(Clone, Debug)]
pub struct TargetLink {
    /// Who.
    pub name: String,
    /// The page to write to them.
    pub path: String,
}

/// The page to write a letter.
#[derive(Clone, Debug, Template)]
#[template(path = "letter.html", whitespace = "minimize")]
pub struct LetterPage {
    /// The frame.
    pub page: Page,
    /// The name of the campaign.
    pub campaign: String,
    /// Its page.
    pub campaign_path: String,
    /// To whom.
    pub target: String,
    /// Where the form posts to.
    pub action: String,
    /// The language of the letter.
    pub language: Language,
    /// Its subject.
    pub subject: String,
    /// What the campaign writes.
    pub text: String,
    /// The writer's name.
    pub name: Field,
    /// Their address.
    pub address: Field,
    /// What they add.
    pub own_words: Field,
    /// Whether their address is shown.
    pub may_reply: Field,
    /// Whether they want it sent.
    pub consent: Field,
}

impl LetterPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let fields = [&self.name, &self.address, &self.own_words, &self.consent];
        fields.into_iter().filter_map(Field::problem).collect()
    }
}

/// The whole letter, before it is confirmed.
#[derive(Clone, Debug, Template)]
#[template(path = "letter_confirm.html", whitespace = "minimize")]
pub struct LetterConfirmPage {
    /// The frame.
    pub page: Page,
    /// To whom.
    pub target: String,
    /// Where the buttons post to.
    pub action: String,
    /// The language of the letter.
    pub language: Language,
    /// The writer's name.
    pub name: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub paragraphs: Vec<String>,
    /// What becomes of the writer's address, as a sentence.
    pub reply: String,
    /// The number of the campaign's words that stand here; who confirms, confirms these.
    pub version: String,
    /// They are others than those that the mail showed.
    pub is_changed: bool,
    /// When it goes; none before it is confirmed.
    pub due: Option<Moment>,
}

/// Where somebody is asked to wait a moment, because very many write.
#[derive(Clone, Debug, Template)]
#[template(path = "letter_wait.html", whitespace = "minimize")]
pub struct LetterWaitPage {
    /// The frame.
    pub page: Page,
    /// To whom they write.
    pub target: String,
    /// Where the button posts to.
    pub action: String,
    /// What they typed, and the ticket that lets it through.
    pub fields: Vec<Hidden>,
}

/// What somebody is told who has sent a form.
#[derive(Clone, Debug)]
pub enum LetterAnswer {
    /// A mail is on its way.
    Asked,
    /// The letter goes to this person at this time; the path by which it can be taken back until then.
    Planned(String, Moment, String),
    /// Nothing of it is kept.
    Erased,
    /// The link is too old, or none.
    Stale,
    /// So many mails wait that no more can be written.
    Full,
}

/// The answer to a form.
#[derive(Clone, Debug, Template)]
#[template(path = "letter_answer.html", whitespace = "minimize")]
pub struct LetterAnswerPage {
    /// The frame.
    pub page: Page,
    /// What it says.
    pub what: LetterAnswer,
}
