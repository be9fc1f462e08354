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
    /// Why it was refused, where we can say so.
    pub reason: Option<String>,
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

/// The texts of one page, by their keys.
#[derive(Clone, Copy, Debug)]
pub struct FailureTexts {
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

    /// How long to wait: the text that says it, and the number in it.
    pub fn wait(self) -> Option<(&'static str, u64)> {
        let Self::TooMany { wait_seconds: Some(seconds) } = self else { return None };
        Some(match seconds {
            0..=90 => ("error-wait-seconds", seconds.max(1)),
            91..=5400 => ("error-wait-minutes", seconds.div_ceil(60)),
            _ => ("error-wait-hours", seconds.div_ceil(3600)),
        })
    }

    /// The texts of the page.
    pub fn texts(self) -> FailureTexts {
        match self {
            Self::BadRequest => FailureTexts {
                heading: "error-bad-request",
                happened: "error-bad-request-happened",
                safe: "error-nothing-done",
                advice: "error-bad-request-advice",
            },
            Self::Forbidden => FailureTexts {
                heading: "error-forbidden",
                happened: "error-forbidden-happened",
                safe: "error-nothing-done",
                advice: "error-forbidden-advice",
            },
            Self::NotFound => FailureTexts {
                heading: "error-not-found",
                happened: "error-not-found-happened",
                safe: "error-not-found-safe",
                advice: "error-not-found-advice",
            },
            Self::Gone => FailureTexts {
                heading: "error-gone",
                happened: "error-gone-happened",
                safe: "error-gone-safe",
                advice: "error-gone-advice",
            },
            Self::TooLarge => FailureTexts {
                heading: "error-too-large",
                happened: "error-too-large-happened",
                safe: "error-too-large-safe",
                advice: "error-too-large-advice",
            },
            Self::TooMany { .. } => FailureTexts {
                heading: "error-too-many",
                happened: "error-too-many-happened",
                safe: "error-too-many-safe",
                advice: "error-too-many-advice",
            },
            Self::Internal => FailureTexts {
                heading: "error-internal",
                happened: "error-internal-happened",
                safe: "error-internal-safe",
                advice: "error-internal-advice",
            },
            Self::Unavailable => FailureTexts {
                heading: "error-unavailable",
                happened: "error-unavailable-happened",
                safe: "error-unavailable-safe",
                advice: "error-unavailable-advice",
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn every_code_has_a_page_of_its_class() {
        assert_eq!(Failure::of_status(404), Failure::NotFound);
        assert_eq!(Failure::of_status(422), Failure::BadRequest);
        assert_eq!(Failure::of_status(502), Failure::Internal);
        assert_eq!(Failure::of_status(503), Failure::Unavailable);
    }

    #[test]
    fn waiting_is_told_in_units_people_use() {
        let wait = |seconds| {
            let (key, number) = Failure::TooMany { wait_seconds: Some(seconds) }.wait().expect("a wait");
            Words::english().rich(key).count("count", number).to_string()
        };
        for (seconds, words) in [(1, "1 second"), (60, "60 seconds"), (91, "2 minutes"), (7200, "2 hours")] {
            assert_eq!(wait(seconds), format!("You can try again in <strong>{words}</strong>."));
        }
        assert_eq!(Failure::NotFound.wait(), None);
    }
}
