//! Whom the coalition follows, what it passes on and answers.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

/// Lists and forms.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/following.html", whitespace = "minimize")]
pub struct FollowingPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What the last action did.
    pub notice: Option<&'static str>,
    /// Whether the reader may follow and pass on.
    pub may_act: bool,
    /// Whether they may answer at once.
    pub publishes: bool,
    /// Whether they may answer by a draft.
    pub hands_in: bool,
    /// How many servers hear of what is passed on.
    pub server_count: i64,
    /// What makes one form one answer.
    pub once: String,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// Whom the coalition follows, then whom its campaigns do.
    pub following: Vec<Following>,
    /// What it passed on, the newest first.
    pub passed_on: Vec<PassedOnLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
    /// Whom to follow.
    pub whom: Field,
    /// The address of a post to pass on.
    pub boost: Field,
    /// The address of a post to answer.
    pub answer: Field,
    /// The language of the answer.
    pub language: Field,
    /// The answer.
    pub text: Field,
}

/// Whom one actor of the house follows.
#[derive(Clone, Debug)]
pub struct Following {
    /// Its name.
    pub name: String,
    /// Its name before the `@`.
    pub handle: String,
    /// Where on the page the list stands.
    pub anchor: String,
    /// What the links to the neighbouring pages are called.
    pub label: String,
    /// Whom, the newest first.
    pub lines: Vec<FollowedLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
}

/// Somebody who is followed.
#[derive(Clone, Debug)]
pub struct FollowedLine {
    /// Their name.
    pub name: String,
    /// Their address.
    pub handle: String,
    /// Their page.
    pub address: String,
    /// Their id.
    pub uri: String,
    /// Whether they have not answered yet.
    pub is_asked: bool,
}

/// A post that was passed on.
#[derive(Clone, Debug)]
pub struct PassedOnLine {
    /// Whose it is.
    pub who: String,
    /// How it begins.
    pub words: String,
    /// Its language.
    pub language: Language,
    /// Its page.
    pub address: String,
    /// Its id.
    pub uri: String,
    /// When it was passed on.
    pub at: Moment,
}

impl FollowingPage {
    /// The error summary.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let fields = [&self.whom, &self.boost, &self.answer, &self.language, &self.text];
        fields.into_iter().filter_map(Field::problem).collect()
    }
}
