//! What was reported: the list, and one report with the reported posts and no others.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// The lists: open reports, those that were closed, and whom the house does not hear.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/reports.html", whitespace = "minimize")]
pub struct ReportsPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// The newest first.
    pub open: Vec<ReportLine>,
    /// The latest first.
    pub closed: Vec<ReportLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// Accounts of other servers that are suspended here, the latest first: number and address.
    pub suspended: (Vec<(String, String)>, Pager),
    /// Domains that are blocked here.
    pub blocked: Vec<String>,
}

/// A report in a list.
#[derive(Clone, Debug)]
pub struct ReportLine {
    /// Path of its page.
    pub path: String,
    /// Its number.
    pub id: String,
    /// Why, in words.
    pub category: String,
    /// When it came.
    pub at: Moment,
    /// When it was closed.
    pub closed: Option<Moment>,
    /// What whoever closed it noted.
    pub note: String,
}

/// One report.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/report.html", whitespace = "minimize")]
pub struct ReportPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<String>,
    /// The report as the list has it.
    pub line: ReportLine,
    /// Who reports.
    pub from: String,
    /// Who is reported.
    pub about: Option<String>,
    /// Whether the reported account is suspended here.
    pub is_suspended: bool,
    /// What the reporter says.
    pub comment: String,
    /// Rules that are said to be broken.
    pub rules: Vec<String>,
    /// The reported posts.
    pub posts: Vec<ReportedPost>,
    /// How many reported posts are gone.
    pub missing: u64,
    /// Paths of what can be done about somebody of another server: suspend them, block their domain.
    pub measures: Option<(String, String)>,
    /// Path of the page of a member who is reported.
    pub member_path: Option<String>,
    /// What whoever closes it notes.
    pub note: Field,
}

impl ReportPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.note.problem().into_iter().collect()
    }
}

/// A reported post.
#[derive(Clone, Debug)]
pub struct ReportedPost {
    /// When it was written.
    pub at: Moment,
    /// Its texts: sanitised HTML.
    pub html: Vec<String>,
    /// The warning before it.
    pub warning: Option<String>,
    /// How many pictures and other files it has; they are not shown.
    pub attachments: u64,
}
