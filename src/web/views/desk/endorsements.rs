//! Endorsements at the desk.

use askama::Template;

use crate::web::views::address::web_address;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager, Waiting};
use crate::web::views::{filters, paths};

/// What others offer and ask, what we have offered and asked.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/endorsements.html", whitespace = "minimize")]
pub struct EndorsementsPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// Endorsements of what is ours that wait for a decision.
    pub offers: Waiting<EndorsementLine>,
    /// A page of the others.
    pub received: (Vec<EndorsementLine>, Pager),
    /// What we are asked to endorse.
    pub wishes: Waiting<EndorsementLine>,
    /// A page of what we endorse.
    pub given: (Vec<EndorsementLine>, Pager),
    /// What is to be endorsed.
    pub address: Field,
    /// What a partner is asked to endorse.
    pub object: Field,
    /// Whom.
    pub partner: Field,
}

impl EndorsementsPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        [&self.address, &self.object, &self.partner].into_iter().filter_map(Field::problem).collect()
    }
}

/// The look at what would be endorsed. Its button sends `do=sign` with the digest of what stands here.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/endorse_look.html", whitespace = "minimize")]
pub struct EndorseLookPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// It is not what was looked at before.
    pub has_changed: bool,
    /// What it is called.
    pub title: String,
    /// Whose it is.
    pub who: String,
    /// Where it is.
    pub address: String,
    /// The number of its version, where versions have one.
    pub version: Option<u64>,
    /// The digest of its version.
    pub digest: String,
    /// Others have to approve it before it is signed.
    pub must_approve: bool,
    /// The warning before a statement.
    pub warning: Option<String>,
    /// Its texts as sanitised HTML, headings from `h4` down, the main language first.
    pub texts: Vec<(Language, String)>,
    /// Where each file is, and what it shows.
    pub files: Vec<(String, String)>,
    /// The goal of a campaign; empty for a statement.
    pub goal: String,
    /// What it demands.
    pub demands: Vec<String>,
    /// Whom it asks, with their office.
    pub addressed: Vec<String>,
    /// Where it asks for donations, and what each link is called.
    pub donations: Vec<(String, String)>,
}

impl EndorseLookPage {
    /// The address, if a link may have it.
    pub fn link(&self) -> Option<&str> {
        web_address(&self.address)
    }
}

/// One endorsement.
#[derive(Clone, Debug)]
pub struct EndorsementLine {
    /// Its number.
    pub id: String,
    /// The other party.
    pub who: String,
    /// What it is about.
    pub title: String,
    /// Where that is.
    pub address: String,
    /// How far it has come, in words.
    pub state: String,
    /// Whether anybody can check it; none while nothing has been said yet.
    pub is_proven: Option<bool>,
    /// What was endorsed has changed since.
    pub is_outdated: bool,
    /// Since when it is here.
    pub since: Moment,
    /// What can be done with it.
    pub buttons: Vec<Button>,
}

impl EndorsementLine {
    /// The address, if a link may have it.
    pub fn link(&self) -> Option<&str> {
        web_address(&self.address)
    }
}

/// What can be done with an endorsement.
#[derive(Clone, Debug)]
pub struct Button {
    /// The word in the form.
    pub word: &'static str,
    /// What stands on it.
    pub label: String,
    /// It takes something away.
    pub is_danger: bool,
}
