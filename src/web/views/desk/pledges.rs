//! Signatures at the desk: how many there are, and the key that they are sealed to.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Page, Pager};
use crate::web::views::{filters, paths};

/// The page.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/pledges.html", whitespace = "minimize")]
pub struct DeskPledgesPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did, as a sentence.
    pub notice: Option<&'static str>,
    /// Campaigns with their numbers.
    pub campaigns: Vec<PledgeLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// The public key that signatures are sealed to.
    pub key: Option<String>,
    /// The field of the next one; none for those who may not say it.
    pub next_key: Option<Field>,
}

impl DeskPledgesPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.next_key.iter().filter_map(Field::problem).collect()
    }
}

/// How many stand behind one campaign.
#[derive(Clone, Debug)]
pub struct PledgeLine {
    /// Its name.
    pub name: String,
    /// Its page at the desk.
    pub path: String,
    /// Where the sealed signatures can be taken out.
    pub export_path: String,
    /// Where the names that are shown can be looked through.
    pub names_path: String,
    /// All, as people write it.
    pub all: String,
    /// By the form.
    pub form: u64,
    /// By votes from other servers.
    pub fediverse: u64,
    /// Members of this server.
    pub members: u64,
    /// At partners.
    pub elsewhere: u64,
}
