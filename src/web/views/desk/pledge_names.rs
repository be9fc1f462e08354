//! The names that everybody reads under a campaign, as the house looks through them.

use askama::Template;

use crate::web::views::page::{Desk, Page, Pager};
use crate::web::views::{filters, paths};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/pledge_names.html", whitespace = "minimize")]
pub struct PledgeNamesPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did, as a sentence.
    pub notice: Option<&'static str>,
    /// The name of the campaign.
    pub campaign: String,
    /// Names, newest first.
    pub names: Vec<PledgeName>,
    /// Below which row this page begins; empty for the newest.
    pub before: String,
    /// Neighbouring pages.
    pub pager: Pager,
    /// The page's own path, which takes the form.
    pub path: String,
}

/// A name that can be read.
#[derive(Clone, Debug)]
pub struct PledgeName {
    /// Its pledge.
    pub id: String,
    /// What the signer wrote.
    pub name: String,
}
