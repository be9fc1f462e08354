//! A campaign's public page: what is asked, of whom, by whom, how far it has come, and what a reader can do.

use askama::Template;

use crate::domain::pledge::Shown;

use super::address::web_address;
use super::card::Card;
use super::coalition::StatementSummary;
use super::endorsers::Endorsers;
use super::event::EventSummary;
use super::joint::Together;
use super::language::Language;
use super::letters::TargetLink;
use super::newsletter::NewsletterForm;
use super::page::{Link, Moment, Page, Pager};
use super::pledge::{OwnPledge, PledgeForm, Standing};
use super::{filters, paths};

/// The public page of a campaign.
#[derive(Clone, Debug, Template)]
#[template(path = "campaign.html", whitespace = "minimize")]
pub struct CampaignPage {
    /// The frame.
    pub page: Page,
    /// Facts for other programs.
    pub card: Card,
    /// Name of the coalition that runs it.
    pub coalition: String,
    /// The campaign's name.
    pub name: String,
    /// `@name@host`.
    pub handle: String,
    /// The name before the host: who the form follows.
    pub account_name: Option<String>,
    /// How far it has come, in words.
    pub state: String,
    /// The language of everything that people wrote about it.
    pub language: Language,
    /// What is to be reached.
    pub goal: String,
    /// What is demanded.
    pub demands: Vec<String>,
    /// Of whom: name, and office where it is known.
    pub addressed: Vec<(String, Option<String>)>,
    /// Why: sanitised HTML, headings from `h3` down; may be empty.
    pub about_html: String,
    /// The first day in words.
    pub starts: Option<String>,
    /// The last day in words.
    pub ends: Option<String>,
    /// Whether that day is past while it still gathers: nobody can sign any more.
    pub has_ended: bool,
    /// How many follow.
    pub follower_count: u64,
    /// Who stands behind it.
    pub endorsers: Endorsers,
    /// The campaigns of other coalitions that it is one with.
    pub together: Option<Together>,
    /// Points on the way.
    pub milestones: Vec<Milestone>,
    /// The states it has been in, oldest first.
    pub steps: Vec<Step>,
    /// Fields of work, in words.
    pub sectors: Vec<String>,
    /// Tags without `#`.
    pub tags: Vec<Link>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Languages of its people.
    pub languages: Vec<Language>,
    /// Where money can be given.
    pub donations: Vec<Way>,
    /// Copies elsewhere.
    pub mirrors: Vec<Way>,
    /// The idea that it takes up: whose it was, and where it can be read.
    pub inspired: Option<(String, Way)>,
    /// The post in which it is signed from other servers: its page, and its id.
    pub poll: Option<(String, String)>,
    /// Path of the Atom feed.
    pub feed_path: String,
    /// The next few events; only on the first page.
    pub events: Vec<EventSummary>,
    /// Path of the list of all of them.
    pub events_path: String,
    /// Those whom readers can write to.
    pub letter_targets: Vec<TargetLink>,
    /// How many letters were written.
    pub letter_count: u64,
    /// How many stand behind it.
    pub standing: Standing,
    /// The form to sign; none where people cannot sign by it, and for members.
    pub pledge: Option<PledgeForm>,
    /// For a member who is signed in; none for everybody else.
    pub own: Option<OwnPledge>,
    /// The form of the newsletter; none where there is no newsletter.
    pub newsletter: Option<NewsletterForm>,
    /// The statement that stands at its head.
    pub key_statement: Vec<StatementSummary>,
    /// The others, newest first.
    pub statements: Vec<StatementSummary>,
    /// Neighbouring pages.
    pub pager: Pager,
    /// The page's address as a QR code for print.
    pub qr_svg: Option<String>,
}

/// A point on the way.
#[derive(Clone, Debug)]
pub struct Milestone {
    /// What will have happened.
    pub words: String,
    /// The day in words.
    pub day: Option<String>,
    /// How many supporters make it.
    pub supporters: Option<u32>,
    /// Whether it is reached.
    pub reached: bool,
}

/// A state that the campaign has come to.
#[derive(Clone, Debug)]
pub struct Step {
    /// In words.
    pub state: String,
    /// Since when.
    pub since: Moment,
}

/// A link that leads away, or an address that only a wallet understands.
#[derive(Clone, Debug)]
pub struct Way {
    /// What it is called.
    pub words: String,
    /// Where it leads.
    pub target: String,
}

impl Way {
    /// The address, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}

/// A campaign as it stands in a list.
#[derive(Clone, Debug)]
pub struct CampaignSummary {
    /// Its name.
    pub name: String,
    /// What is to be reached.
    pub goal: String,
    /// The language of both.
    pub language: Language,
    /// How far it has come, in words.
    pub state: String,
    /// Path of its page.
    pub path: String,
}
