//! Campaigns at the desk: the list, and one of them with what can be done.

use askama::Template;

use super::delivery::DeliveryCounts;
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// Every campaign, drafts too.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/campaigns.html", whitespace = "minimize")]
pub struct CampaignsPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// The newest first.
    pub campaigns: Vec<CampaignLine>,
    /// The neighbouring pages.
    pub pager: Pager,
}

/// A campaign in the list.
#[derive(Clone, Debug)]
pub struct CampaignLine {
    /// Path of its page at the desk.
    pub path: String,
    /// Its name.
    pub name: String,
    /// The language of the name.
    pub language: Language,
    /// `@name`.
    pub handle: String,
    /// How far it has come, in words.
    pub state: String,
    /// Whether its last day is past while it still gathers.
    pub has_ended: bool,
    /// How many follow; none for a draft.
    pub followers: Option<u64>,
    /// When anything of it last changed.
    pub changed: Moment,
}

/// One campaign.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/campaign.html", whitespace = "minimize")]
pub struct DeskCampaignPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// The campaign as the list has it.
    pub line: CampaignLine,
    /// What is to be reached.
    pub goal: String,
    /// Path of its public page; none for a draft.
    pub public_path: Option<String>,
    /// On how many servers its followers are.
    pub servers: u64,
    /// Points on the way that are reached, and all of them.
    pub milestones: (usize, usize),
    /// The steps it can take: words, path of the question.
    pub steps: Vec<(String, String)>,
    /// Where it is thrown away; none for one that was public.
    pub discard: Option<String>,
    /// The poll in which it is signed: the page of the post, how many signed, whether it is open.
    pub poll: Option<(String, u64, bool)>,
    /// Whether a poll can be asked.
    pub may_ask: bool,
    /// The states it has been in.
    pub past: Vec<(String, Moment)>,
    /// Paths of the forms for a statement: as the coalition, as the campaign.
    pub write: (Option<String>, Option<String>),
    /// What was said in it, the newest first.
    pub said: Vec<SaidLine>,
    /// Neighbouring pages of that.
    pub pager: Pager,
}

/// A statement of the campaign.
#[derive(Clone, Debug)]
pub struct SaidLine {
    /// Its number.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Path of its public page.
    pub path: String,
    /// Whether the campaign said it itself, and not the coalition in it.
    pub by_campaign: bool,
    /// When it was published.
    pub at: Moment,
    /// Whether it stands at the head.
    pub is_key: bool,
    /// What became of its last delivery.
    pub deliveries: DeliveryCounts,
    /// Path of the delivery outcome.
    pub delivery_path: String,
    /// Path of the form by which it is corrected, if the reader may.
    pub correct: Option<String>,
    /// Path of its form, and of the withdrawal, if the reader may.
    pub changes: Option<(String, String)>,
    /// Where the event is changed and called off that it belongs to, if the reader may.
    pub event_changes: Option<(String, String)>,
}
