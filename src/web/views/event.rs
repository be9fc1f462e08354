//! The page of an event, and the list of those to come.

use askama::Template;

use crate::domain::event::Answer;

use super::card::Card;
use super::guest::GuestForm;
use super::language::Language;
use super::page::{Link, Page};
use super::{filters, paths};

/// The page of an event.
#[derive(Clone, Debug, Template)]
#[template(path = "event.html", whitespace = "minimize")]
pub struct EventPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// Who calls, and their page.
    pub by: Link,
    /// What it is called.
    pub name: String,
    /// The language of its texts.
    pub language: Language,
    /// Whether it was called off.
    pub is_cancelled: bool,
    /// When and where: what it is about, and what is said of it.
    pub facts: Vec<(&'static str, String)>,
    /// RFC 3339.
    pub starts: String,
    /// The text about it: sanitised HTML.
    pub about_html: String,
    /// How many come.
    pub yes_count: u64,
    /// How many may come.
    pub maybe_count: u64,
    /// Whether answers still count.
    pub is_open: bool,
    /// For a member who is signed in; none for everybody else.
    pub own: Option<OwnAnswer>,
    /// The form for people without an account; none where they cannot answer, and for members.
    pub guest: Option<GuestForm>,
    /// Path of its file for calendars.
    pub calendar_path: String,
    /// Path of the Atom feed of its changes.
    pub feed_path: String,
    /// Path of the post about it.
    pub post_path: Option<String>,
}

/// What the member who reads the page has answered, and how they answer.
#[derive(Clone, Debug)]
pub struct OwnAnswer {
    /// Where the form posts to.
    pub action: String,
    /// The secret of their session.
    pub csrf: String,
    /// What they have answered.
    pub answer: Option<Answer>,
}

/// The events of somebody that are still to come.
#[derive(Clone, Debug, Template)]
#[template(path = "events.html", whitespace = "minimize")]
pub struct EventsPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// Who calls.
    pub name: String,
    /// Path of their page.
    pub path: String,
    /// Path of their calendar.
    pub calendar_path: String,
    /// Path of their Atom feed.
    pub feed_path: String,
    /// The next one first.
    pub events: Vec<EventSummary>,
}

/// An event in a list.
#[derive(Clone, Debug)]
pub struct EventSummary {
    /// What it is called.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Path of its page.
    pub path: String,
    /// RFC 3339.
    pub starts: String,
    /// When, in words.
    pub when: String,
    /// Where.
    pub place: String,
    /// Whether it was called off.
    pub is_cancelled: bool,
}
