//! The newsletter: its form, and the pages that its links lead to.

use askama::Template;

use super::form::{Field, Hidden, Problem};
use super::page::Page;
use super::{filters, paths};

/// The form, on a page of its own and on those of coalition and campaigns.
#[derive(Clone, Debug)]
pub struct NewsletterForm {
    /// Where the mails go.
    pub address: Field,
    /// The word of the rhythm that is chosen; empty for the usual one.
    pub rhythm: String,
    /// The handle of the campaign; none for everything.
    pub campaign: Option<String>,
}

/// The form on a page of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "newsletter.html", whitespace = "minimize")]
pub struct NewsletterPage {
    /// The frame.
    pub page: Page,
    /// Whose words they are: the coalition, or a campaign.
    pub name: String,
    /// The form.
    pub form: NewsletterForm,
}

impl NewsletterPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.form.address.problem().into_iter().collect()
    }
}

/// Where somebody confirms.
#[derive(Clone, Debug, Template)]
#[template(path = "newsletter_confirm.html", whitespace = "minimize")]
pub struct ConfirmPage {
    /// The frame.
    pub page: Page,
    /// Whose words they will get.
    pub name: String,
    /// Where the button posts to.
    pub action: String,
}

/// Where somebody leaves.
#[derive(Clone, Debug, Template)]
#[template(path = "newsletter_end.html", whitespace = "minimize")]
pub struct EndPage {
    /// The frame.
    pub page: Page,
    /// Where the button posts to.
    pub action: String,
}

/// What somebody is told who has sent a form.
#[derive(Clone, Debug)]
pub enum Answered {
    /// A mail is on its way.
    Asked,
    /// They read it from now on; the path by which they leave.
    Confirmed(String),
    /// The link is too old, or none.
    Stale,
    /// They have left.
    Ended,
    /// This server sends no mail.
    Off,
    /// The campaign is over and sends none.
    Over,
    /// So many mails wait that no more can be written.
    Full,
}

/// Where somebody is asked to wait a moment, because very many ask.
#[derive(Clone, Debug, Template)]
#[template(path = "newsletter_wait.html", whitespace = "minimize")]
pub struct WaitPage {
    /// The frame.
    pub page: Page,
    /// Whose words they are: the coalition, or a campaign.
    pub name: String,
    /// What they typed, and the ticket that lets it through.
    pub fields: Vec<Hidden>,
}

/// The answer to a form.
#[derive(Clone, Debug, Template)]
#[template(path = "newsletter_answered.html", whitespace = "minimize")]
pub struct AnsweredPage {
    /// The frame.
    pub page: Page,
    /// What it says.
    pub what: Answered,
}
