//! Coming to an event without an account: the form, and the pages that it and its mail lead to.

use askama::Template;

use super::form::{Field, Hidden, Problem};
use super::page::Page;
use super::{filters, paths};

/// The form, on the page of the event and on one of its own.
#[derive(Clone, Debug)]
pub struct GuestForm {
    /// Where it posts to.
    pub action: String,
    /// The address.
    pub mail: Field,
    /// Whether they come: `yes`, `maybe`.
    pub answer: Field,
    /// How many they are.
    pub people: Field,
    /// The most that one form can speak for.
    pub most_people: u8,
}

impl GuestForm {
    /// What is wrong, in the order of the fields.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.mail, &self.answer, &self.people].into_iter().filter_map(Field::problem).collect()
    }

    /// What can be chosen for how many they are.
    pub fn numbers(&self) -> Vec<String> {
        (1..=self.most_people).map(|number| number.to_string()).collect()
    }
}

/// The form on a page of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "guest.html", whitespace = "minimize")]
pub struct GuestPage {
    /// The frame.
    pub page: Page,
    /// What the event is called.
    pub event: String,
    /// Its page.
    pub event_path: String,
    /// The form.
    pub form: GuestForm,
}

/// Where somebody is asked to wait a moment, because very many answer.
#[derive(Clone, Debug, Template)]
#[template(path = "guest_wait.html", whitespace = "minimize")]
pub struct GuestWaitPage {
    /// The frame.
    pub page: Page,
    /// What the event is called.
    pub event: String,
    /// Where the button posts to.
    pub action: String,
    /// What they typed, and the ticket that lets it through.
    pub fields: Vec<Hidden>,
}

/// Where somebody confirms.
#[derive(Clone, Debug, Template)]
#[template(path = "guest_confirm.html", whitespace = "minimize")]
pub struct GuestConfirmPage {
    /// The frame.
    pub page: Page,
    /// What they have said, as a sentence.
    pub said: String,
    /// Where the button posts to.
    pub action: String,
}

/// Where somebody takes it back.
#[derive(Clone, Debug, Template)]
#[template(path = "guest_erase.html", whitespace = "minimize")]
pub struct GuestErasePage {
    /// The frame.
    pub page: Page,
    /// Where the button posts to.
    pub action: String,
}

/// What somebody is told who has sent a form.
#[derive(Clone, Debug)]
pub enum GuestAnswer {
    /// A mail is on its way.
    Asked,
    /// They are counted.
    Counts {
        /// What the event is called.
        event: String,
        /// Its page.
        event_path: String,
        /// Its file for calendars.
        calendar_path: String,
        /// The path by which the answer is taken back.
        erase_path: String,
    },
    /// Nothing of it is kept.
    Erased,
    /// The link is too old, or none.
    Stale,
    /// The event takes no answers by the form.
    Over,
    /// So many mails wait that no more can be written.
    Full,
}

/// The answer to a form.
#[derive(Clone, Debug, Template)]
#[template(path = "guest_answer.html", whitespace = "minimize")]
pub struct GuestAnswerPage {
    /// The frame.
    pub page: Page,
    /// What it says.
    pub what: GuestAnswer,
}
