//! Pages for what went wrong: what happened, what is safe, what to do. They never show a path, a stack or the words
//! of an error; whoever runs the server finds those in the log.

use askama::Template;

use super::page::Page;
use super::{filters, paths};

/// A page for an answer that is no success.
#[derive(Clone, Debug, Template)]
#[template(path = "error.html", whitespace = "minimize")]
pub struct ErrorPage {
    /// The frame.
    pub page: Page,
    /// What went wrong.
    pub failure: Failure,
    /// A number under which the log has more.
    pub reference: Option<String>,
}

/// What went wrong, as far as a visitor is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// 400 and everything like it.
    BadRequest,
    /// 401 and 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 410.
    Gone,
    /// 413.
    TooLarge,
    /// 429.
    TooMany {
        /// When to come back, in seconds.
        wait_seconds: Option<u64>,
    },
    /// 500 and everything like it.
    Internal,
    /// 503.
    Unavailable,
}

/// The words of one page.
#[derive(Clone, Copy, Debug)]
pub struct FailureWords {
    /// The heading.
    pub heading: &'static str,
    /// What happened.
    pub happened: &'static str,
    /// What is safe.
    pub safe: &'static str,
    /// What to do.
    pub advice: &'static str,
}

impl Failure {
    /// The page for a status code; codes without a page of their own share that of their class.
    pub fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::Forbidden,
            404 => Self::NotFound,
            410 => Self::Gone,
            413 => Self::TooLarge,
            429 => Self::TooMany { wait_seconds: None },
            503 => Self::Unavailable,
            500.. => Self::Internal,
            _ => Self::BadRequest,
        }
    }

    /// How long to wait, in words.
    pub fn wait(self) -> Option<String> {
        let Self::TooMany { wait_seconds: Some(seconds) } = self else { return None };
        let (number, unit) = match seconds {
            0..=90 => (seconds.max(1), "second"),
            91..=5400 => (seconds.div_ceil(60), "minute"),
            _ => (seconds.div_ceil(3600), "hour"),
        };
        Some(format!("{number} {unit}{}", if number == 1 { "" } else { "s" }))
    }

    /// The words of the page.
    pub fn words(self) -> FailureWords {
        match self {
            Self::BadRequest => FailureWords {
                heading: "We did not understand that",
                happened: "Your browser sent something this page cannot use. Part of a link or form may be missing.",
                safe: "Nothing was saved, changed or sent.",
                advice: "Go back, load the page again and try once more.",
            },
            Self::Forbidden => FailureWords {
                heading: "You cannot open this page",
                happened: "You are not signed in, your session has ended, or your role does not include this.",
                safe: "Nothing was saved, changed or sent.",
                advice: "Sign in with your name and password, or ask an owner of this coalition for a sign-in link.",
            },
            Self::NotFound => FailureWords {
                heading: "We could not find that page",
                happened: "The address may be mistyped or cut off, or there never was a page here.",
                safe: "The public statements are where they were.",
                advice: "Check the address, or look for it among the statements.",
            },
            Self::Gone => FailureWords {
                heading: "This page was withdrawn",
                happened: "There was a page here. It was taken back and will not return.",
                safe: "Everything else is where it was.",
                advice: "Look for newer words among the statements.",
            },
            Self::TooLarge => FailureWords {
                heading: "That was too large",
                happened: "The text or file is larger than this server takes in one piece.",
                safe: "Nothing was saved, changed or sent. What you wrote is still in your browser.",
                advice: "Go back, make it shorter or smaller, and send it again.",
            },
            Self::TooMany { .. } => FailureWords {
                heading: "Too many tries",
                happened: "This server got more requests in a short time than it answers.",
                safe: "Nothing was saved, changed or sent by the last one.",
                advice: "Wait a little, then try once more.",
            },
            Self::Internal => FailureWords {
                heading: "Something went wrong here",
                happened: "The fault is on our side. It was written to the log of this server.",
                safe: "A change is either saved whole or not at all. Nothing is half done.",
                advice: "Before you send something again, look whether it is already there.",
            },
            Self::Unavailable => FailureWords {
                heading: "We cannot answer just now",
                happened: "This server is starting, being looked after, or has too much to do.",
                safe: "What was saved before is safe. The last request was not taken.",
                advice: "Wait a few minutes, then load this page again.",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_has_a_page_of_its_class() {
        assert_eq!(Failure::of_status(404), Failure::NotFound);
        assert_eq!(Failure::of_status(422), Failure::BadRequest);
        assert_eq!(Failure::of_status(502), Failure::Internal);
        assert_eq!(Failure::of_status(503), Failure::Unavailable);
    }

    #[test]
    fn waiting_is_told_in_units_people_use() {
        let wait = |seconds| Failure::TooMany { wait_seconds: Some(seconds) }.wait();
        assert_eq!(wait(1).as_deref(), Some("1 second"));
        assert_eq!(wait(60).as_deref(), Some("60 seconds"));
        assert_eq!(wait(91).as_deref(), Some("2 minutes"));
        assert_eq!(wait(7200).as_deref(), Some("2 hours"));
        assert_eq!(Failure::NotFound.wait(), None);
    }
}
