//! Becoming a member: the form behind an invitation or for everybody, and what stands there when it does not help.

use askama::Template;

use super::form::Field;
use super::language::Language;
use super::page::Page;
use super::{filters, paths};

/// The form.
#[derive(Clone, Debug, Template)]
#[template(path = "join.html", whitespace = "minimize")]
pub struct JoinPage {
    /// The frame.
    pub page: Page,
    /// The coalition's name.
    pub coalition: String,
    /// What comes behind the @ of every name here.
    pub domain: String,
    /// What they become, where an invitation says so.
    pub role: Option<String>,
    /// Whether somebody reads it before they are a member.
    pub is_read_first: bool,
    /// Where the form posts to.
    pub action: String,
    /// The secret for forms.
    pub csrf: String,
    /// The name they want.
    pub username: Field,
    /// The password they want; its value is never filled in.
    pub password: Field,
    /// Why they want to come.
    pub reason: Field,
    /// Whether they agree to the rules.
    pub agreement: Field,
    /// The rules, if the coalition has written any.
    pub rules: Vec<String>,
    /// The language they are written in.
    pub language: Language,
}

impl JoinPage {
    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<super::form::Problem<'_>> {
        [&self.username, &self.password, &self.reason, &self.agreement]
            .into_iter()
            .filter_map(Field::problem)
            .collect()
    }
}

/// What stands in the place of the form.
#[derive(Clone, Debug, Template)]
#[template(path = "joined.html", whitespace = "minimize")]
pub struct JoinedPage {
    /// The frame.
    pub page: Page,
    /// What it is about.
    pub what: Joined,
}

/// Why there is no form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// They have asked, and somebody will answer.
    Waiting,
    /// Only those with an invitation become members.
    InviteOnly,
    /// The invitation helps nobody any more.
    BadInvite,
    /// Too many have asked.
    TooManyWait,
}
