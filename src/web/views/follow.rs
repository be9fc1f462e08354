//! From this page to the visitor's own server: ask where that is, then offer the link that leads there.

use askama::Template;

use crate::words::Words;

use super::address::web_address;
use super::form::{Field, Problem};
use super::page::Page;
use super::{filters, paths};

/// What the visitor wants to do at home.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Follow the coalition.
    Follow {
        /// Its handle, `@name@host`.
        handle: String,
        /// The name before the host.
        name: String,
    },
    /// Share, boost or answer a statement.
    Interact {
        /// The statement's title; may be empty.
        title: String,
        /// Its id.
        uri: String,
    },
}

/// Asks for the visitor's address.
#[derive(Clone, Debug, Template)]
#[template(path = "ask_address.html", whitespace = "minimize")]
pub struct AskAddressPage {
    /// The frame.
    pub page: Page,
    /// The coalition's name.
    pub coalition: String,
    /// What for.
    pub purpose: Purpose,
    /// What the visitor gave, named `address`, and what is wrong with it (`AddressProblem`).
    pub address: Field,
}

impl AskAddressPage {
    /// The error summary.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        self.address.problem().into_iter().collect()
    }
}

/// Why an address led nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressProblem {
    /// Nothing was given.
    Missing,
    /// It has not the form of an address.
    NotAnAddress,
    /// No server answers there, or it knows nobody of that name.
    NotFound,
    /// The server answers, and offers no page to go on.
    CannotContinue,
}

impl AddressProblem {
    /// What happened and what to do, as one line at the field.
    pub fn words(self, words: Words) -> &'static str {
        words.say(match self {
            Self::Missing => "follow-fault-missing",
            Self::NotAnAddress => "follow-fault-no-address",
            Self::NotFound => "follow-fault-not-found",
            Self::CannotContinue => "follow-fault-cannot-continue",
        })
    }
}

/// Offers the link to the visitor's server.
#[derive(Clone, Debug, Template)]
#[template(path = "hand_over.html", whitespace = "minimize")]
pub struct HandOverPage {
    /// The frame.
    pub page: Page,
    /// The coalition's name.
    pub coalition: String,
    /// What for.
    pub purpose: Purpose,
    /// Host name of the visitor's server.
    pub server: String,
    /// Where to go on, as that server said it.
    pub target: String,
}

impl HandOverPage {
    /// The address, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}
