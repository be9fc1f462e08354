//! Events at the desk: the list, the form, the last look before one is called off.

use askama::Template;

use crate::domain::event::Answers;
use crate::web::views::event::EventSummary;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Link, Page, Pager};
use crate::web::views::{filters, paths};

/// Every event.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/events.html", whitespace = "minimize")]
pub struct DeskEventsPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What is to come, the next one first.
    pub coming: Vec<DeskEvent>,
    /// What is over, the last one first.
    pub past: Vec<DeskEvent>,
    /// The neighbouring pages of what is over.
    pub pager: Pager,
}

/// An event with what the desk knows of it.
#[derive(Clone, Debug)]
pub struct DeskEvent {
    /// The event.
    pub event: EventSummary,
    /// How many come, and how many may.
    pub all: Answers,
    /// Those with an account, here or elsewhere.
    pub accounts: Answers,
    /// Those without one, and whoever they bring along.
    pub guests: Answers,
    /// Where it is changed.
    pub edit_path: Option<String>,
    /// Where it is called off.
    pub cancel_path: Option<String>,
}

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/event_form.html", whitespace = "minimize")]
pub struct EventFormPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where it posts to.
    pub action: String,
    /// Whether it changes one that is there.
    pub is_edit: bool,
    /// Whether it goes out at once; else others have to approve it.
    pub may_publish: bool,
    /// The revision of the draft that is changed; none where there is no draft yet.
    pub revision: Option<i64>,
    /// When the event that is changed last changed (unix milliseconds).
    pub seen: Option<i64>,
    /// The mark that makes one form one call, however often it is sent.
    pub once: String,
    /// For those who approve it.
    pub note: Field,
    /// Campaigns that may call: name and handle.
    pub campaigns: Vec<Link>,
    /// The one that was chosen; empty for the coalition.
    pub campaign: String,
    /// What it is called.
    pub name: Field,
    /// When it begins.
    pub starts: Field,
    /// When it ends.
    pub ends: Field,
    /// The time zone of the place.
    pub zone: Field,
    /// The place.
    pub place: Field,
    /// Its address.
    pub address: Field,
    /// A link for those who join from afar.
    pub online: Field,
    /// What is going to happen.
    pub about: Field,
    /// The language of the texts.
    pub language: Field,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// How many servers hear of it.
    pub server_count: u64,
    /// What is wrong with the whole.
    pub general_error: Option<String>,
}

impl EventFormPage {
    fn problems(&self) -> Vec<Problem<'_>> {
        let fields = [&self.name, &self.starts, &self.ends, &self.zone, &self.online, &self.language];
        let general = self.general_error.as_deref().map(|message| Problem {
            field: "name",
            message,
            is_english: false,
        });
        general.into_iter().chain(fields.into_iter().filter_map(Field::problem)).collect()
    }
}

/// Asks whether to call an event off.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/cancel_event.html", whitespace = "minimize")]
pub struct CancelEventPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// The event.
    pub event: EventSummary,
    /// How many servers hear of it.
    pub server_count: u64,
    /// Whether it is told at once; else others have to approve that.
    pub may_publish: bool,
    /// What went wrong.
    pub problem: Option<String>,
}
