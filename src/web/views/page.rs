//! What every page is given, whichever it is. No page of its own lives here.

use std::sync::Arc;

use crate::domain::time::Time;
use crate::words::{Plain, Words};

use super::address::web_address;

/// The frame of a page: the site and its words. It is the same for every visitor who reads this language, so that public
/// pages can be cached.
#[derive(Clone, Debug)]
pub struct Page {
    /// The site, shared by all pages.
    pub site: Arc<Site>,
    /// The words of the interface, in the reader's language; the text that is shown has its own.
    pub words: Words,
    /// Whether one can come back to it, in another language: not to the answer to a form.
    pub has_address: bool,
}

/// What stands at the head and foot of every page.
#[derive(Clone, Debug)]
pub struct Site {
    /// The coalition's name.
    pub name: String,
    /// Path of the coalition's public page.
    pub home_path: String,
    /// Path of the sheet with the coalition's colour (`accent::accent_path`), if it chose one.
    pub accent_path: Option<String>,
    /// Where the source of the running program can be had (AGPL-3.0, section 13); empty where that is not known.
    pub source_address: String,
}

/// A room of the desk in the navigation.
#[derive(Clone, Debug)]
pub struct RoomLink {
    /// Where it is.
    pub path: &'static str,
    /// What it is called.
    pub words: &'static str,
    /// How much waits in it, for example `3` or `50+`; none where nothing does.
    pub waiting: Option<String>,
}

/// What a desk page has besides: who works there, and the proof that a form came from them.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The role in words, for example `owner`.
    pub role: String,
    /// Whether the role lets them write for the coalition.
    pub may_write: bool,
    /// Whether the role lets them write drafts.
    pub may_draft: bool,
    /// Whether the role lets them say who becomes a member.
    pub may_admit: bool,
    /// The rooms that the role may enter, for the navigation.
    pub rooms: Vec<RoomLink>,
    /// The session's secret for forms.
    pub csrf: String,
}

/// A time as pages show it: `parts::time` in a template, `.time(…)` inside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment(pub Time);

impl Moment {
    /// RFC 3339, for programs.
    pub fn machine(self) -> String {
        self.0.rfc3339()
    }
}

impl Plain<Time> for Moment {
    fn plain(&self) -> Time {
        self.0
    }
}

/// Paths of the neighbouring pages of a list; none at its ends.
#[derive(Clone, Debug, Default)]
pub struct Pager {
    /// Towards today.
    pub newer: Option<String>,
    /// Away from today.
    pub older: Option<String>,
}

impl Pager {
    /// Whether there is more than this page.
    pub fn is_needed(&self) -> bool {
        self.newer.is_some() || self.older.is_some()
    }
}

/// What waits for a decision, a page of it: however many there are, the page has an end, and says how many they are.
#[derive(Clone, Debug)]
pub struct Waiting<T> {
    /// How many wait.
    pub count: u64,
    /// Where on the page they stand.
    pub anchor: &'static str,
    /// What the links to the neighbouring pages are called.
    pub label: String,
    /// What has waited the longest first.
    pub lines: Vec<T>,
    /// Neighbouring pages: the beginning, and what came later.
    pub pager: Pager,
}

/// Words that lead somewhere, if their address is harmless.
#[derive(Clone, Debug)]
pub struct Link {
    /// What is shown.
    pub words: String,
    /// Where it leads; may come from others.
    pub target: String,
}

impl Link {
    /// The address, if a link may have it.
    pub fn address(&self) -> Option<&str> {
        web_address(&self.target)
    }
}
