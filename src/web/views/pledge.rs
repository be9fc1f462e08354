//! Signing a campaign: its form, and the pages that the form and its mail lead to.

use askama::Template;

use crate::domain::pledge::Shown;

use super::form::{Field, Hidden, Problem};
use super::page::Page;
use super::{filters, paths};

/// The form, on the page of the campaign and on one of its own.
#[derive(Clone, Debug)]
pub struct PledgeForm {
    /// Where it posts to.
    pub action: String,
    /// Who keeps it: the coalition.
    pub coalition: String,
    /// Whether what is written is sealed to a key; otherwise nothing of it is kept but the name that is shown.
    pub is_sealed: bool,
    /// The name.
    pub name: Field,
    /// The address.
    pub mail: Field,
    /// How the name is shown: `name`, `initials`, `hidden`.
    pub shown: Field,
    /// Where they are.
    pub place: Field,
    /// What they say.
    pub comment: Field,
    /// Whether they agree.
    pub consent: Field,
}

impl PledgeForm {
    /// What is wrong, in the order of the fields.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let fields = [&self.name, &self.mail, &self.shown, &self.place, &self.comment, &self.consent];
        fields.into_iter().filter_map(Field::problem).collect()
    }
}

/// Whether the member who reads the page of a campaign has signed it, and how they do.
#[derive(Clone, Debug)]
pub struct OwnPledge {
    /// The handle of the campaign.
    pub campaign: String,
    /// The secret of their session.
    pub csrf: String,
    /// How their name is shown; none where they have not signed.
    pub shown: Option<Shown>,
    /// Whether signatures still count.
    pub is_open: bool,
}

/// How many stand behind a campaign, as its page says it.
#[derive(Clone, Debug)]
pub struct Standing {
    /// How many.
    pub count: u64,
    /// Whether that is an estimate.
    pub is_about: bool,
    /// The next point on the way, and how much of the way to it is done, from 0 to 100.
    pub goal: Option<(u64, u64)>,
    /// Names that their owners want shown, the newest first.
    pub names: Vec<String>,
    /// How many stand behind it besides those whose names are there.
    pub others: u64,
}

/// The form on a page of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "pledge.html", whitespace = "minimize")]
pub struct PledgePage {
    /// The frame.
    pub page: Page,
    /// The name of the campaign.
    pub campaign: String,
    /// Its page.
    pub campaign_path: String,
    /// The form.
    pub form: PledgeForm,
}

/// Where somebody is asked to wait a moment, because very many sign.
#[derive(Clone, Debug, Template)]
#[template(path = "pledge_wait.html", whitespace = "minimize")]
pub struct PledgeWaitPage {
    /// The frame.
    pub page: Page,
    /// The name of the campaign.
    pub campaign: String,
    /// Where the button posts to.
    pub action: String,
    /// What they typed, and the ticket that lets it through.
    pub fields: Vec<Hidden>,
}

/// Where somebody confirms.
#[derive(Clone, Debug, Template)]
#[template(path = "pledge_confirm.html", whitespace = "minimize")]
pub struct PledgeConfirmPage {
    /// The frame.
    pub page: Page,
    /// The name of the campaign.
    pub campaign: String,
    /// Where the button posts to.
    pub action: String,
}

/// Where somebody takes it back.
#[derive(Clone, Debug, Template)]
#[template(path = "pledge_erase.html", whitespace = "minimize")]
pub struct PledgeErasePage {
    /// The frame.
    pub page: Page,
    /// Where the button posts to.
    pub action: String,
}

/// What somebody is told who has sent a form.
#[derive(Clone, Debug)]
pub enum PledgeAnswer {
    /// A mail is on its way.
    Asked,
    /// It counts.
    Counts {
        /// The name of the campaign.
        campaign: String,
        /// Its page.
        campaign_path: String,
        /// The page that helps to pass it on.
        share_path: String,
        /// The path by which it is erased.
        erase_path: String,
    },
    /// Nothing of it is kept.
    Erased,
    /// The link is too old, or none.
    Stale,
    /// The campaign takes no signatures any more.
    Over,
    /// So many mails wait that no more can be written.
    Full,
}

/// The answer to a form.
#[derive(Clone, Debug, Template)]
#[template(path = "pledge_answer.html", whitespace = "minimize")]
pub struct PledgeAnswerPage {
    /// The frame.
    pub page: Page,
    /// What it says.
    pub what: PledgeAnswer,
}
