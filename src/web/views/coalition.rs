//! The coalition's public page: who this is, how to follow, what it said.

use askama::Template;

use super::campaign::CampaignSummary;
use super::card::Card;
use super::event::EventSummary;
use super::language::Language;
use super::newsletter::NewsletterForm;
use super::page::{Moment, Page, Pager};
use super::{filters, paths};

/// The public page of the coalition.
#[derive(Clone, Debug, Template)]
#[template(path = "coalition.html", whitespace = "minimize")]
pub struct CoalitionPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// The coalition's name.
    pub name: String,
    /// `@name@host`.
    pub handle: String,
    /// The name before the host where this is not the coalition itself: who the form follows.
    pub account_name: Option<String>,
    /// Who they are: sanitised HTML, headings from `h2` down; empty if they said nothing.
    pub summary_html: String,
    /// The language of the summary.
    pub summary_language: Language,
    /// Labelled lines about them.
    pub lines: Vec<ProfileLine>,
    /// The languages the coalition writes in.
    pub languages: Vec<Language>,
    /// How many follow; none if the coalition hides it.
    pub follower_count: Option<u64>,
    /// Path of the Atom feed.
    pub feed_path: String,
    /// The form of the newsletter; none where there is no newsletter.
    pub newsletter: Option<NewsletterForm>,
    /// The next few events; only on the coalition's own first page.
    pub events: Vec<EventSummary>,
    /// Path of the list of all of them.
    pub events_path: String,
    /// Campaigns that everybody may know of; only on the coalition's own first page.
    pub campaigns: Vec<CampaignSummary>,
    /// Newest first.
    pub statements: Vec<StatementSummary>,
    /// Neighbouring pages.
    pub pager: Pager,
}

/// A labelled line of a profile.
#[derive(Clone, Debug)]
pub struct ProfileLine {
    /// What it is about.
    pub name: String,
    /// Sanitised HTML; where it is an address, a link with `rel="me"`.
    pub value_html: String,
    /// Since when the page it leads to is known to lead back.
    pub verified: Option<Moment>,
}

/// A statement as it stands in a list.
#[derive(Clone, Debug)]
pub struct StatementSummary {
    /// Its title; may be empty.
    pub title: String,
    /// The first words as plain text, or the content warning instead of them.
    pub excerpt: String,
    /// Whether the excerpt is a warning and the text stays behind it.
    pub is_warned: bool,
    /// The language of title and excerpt.
    pub language: Language,
    /// All languages it can be read in, that of the title included.
    pub languages: Vec<Language>,
    /// Path of its page.
    pub path: String,
    /// When it was published.
    pub published: Moment,
    /// When it was last edited, if it was.
    pub edited: Option<Moment>,
}
