//! Joint campaigns at the desk.

use askama::Template;

use crate::web::views::address::web_address;
use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Page, Pager, Waiting};
use crate::web::views::{filters, paths};

/// Joint campaigns that we lead and that we are invited to, and the form that invites.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/joint.html", whitespace = "minimize")]
pub struct JointPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The last action was done.
    pub is_done: bool,
    /// Others have to approve it before a campaign of ours stands beside one of others.
    pub must_approve: bool,
    /// Invitations that wait for our answer.
    pub waiting: Waiting<JointLine>,
    /// Those that we lead: what goes on, then a page of those that have ended.
    pub led: (Vec<JointLine>, Pager),
    /// Those of others, in the same order.
    pub others: (Vec<JointLine>, Pager),
    /// Campaigns of ours that can take part.
    pub campaigns: Vec<CampaignChoice>,
    /// Which campaign invites.
    pub campaign: Field,
    /// Whom.
    pub partner: Field,
}

impl JointPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        // Without a campaign there is no form that an entry could lead to.
        let fields = [&self.campaign, &self.partner].into_iter().filter(|_| !self.campaigns.is_empty());
        fields.filter_map(Field::problem).collect()
    }
}

/// A campaign that can be chosen.
#[derive(Clone, Debug)]
pub struct CampaignChoice {
    /// Its handle.
    pub handle: String,
    /// What it is called.
    pub name: String,
}

/// One joint campaign.
#[derive(Clone, Debug)]
pub struct JointLine {
    /// Its number.
    pub id: String,
    /// What the lead's campaign is called.
    pub name: String,
    /// Who leads it.
    pub who: String,
    /// Where it can be read.
    pub address: String,
    /// How far it has come, in words.
    pub state: String,
    /// It waits for our answer.
    pub is_invitation: bool,
    /// We can leave it.
    pub may_leave: bool,
    /// The other houses.
    pub houses: Vec<JointHouse>,
}

impl JointLine {
    /// The address, if a link may have it.
    pub fn link(&self) -> Option<&str> {
        web_address(&self.address)
    }
}

/// Another house of a joint campaign.
#[derive(Clone, Debug)]
pub struct JointHouse {
    /// Its number.
    pub id: String,
    /// What its campaign is called, or the coalition that is invited.
    pub name: String,
    /// The coalition's handle, where we know it.
    pub who: Option<String>,
    /// How far it has come, in words.
    pub state: String,
    /// How many signed there; none while it takes no part.
    pub count: Option<u64>,
    /// It can be taken out, or its invitation taken back: what stands on the button.
    pub remove: Option<String>,
}
