//! What every page is given, whichever it is. No page of its own lives here.

use std::sync::Arc;

use super::address::web_address;
use super::language::Language;

/// The frame of a page: the site and the language its own words are in. It is the same for every visitor, so that
/// public pages can be cached.
#[derive(Clone, Debug)]
pub struct Page {
    /// The site, shared by all pages.
    pub site: Arc<Site>,
    /// The language of the interface, not of the text that is shown.
    pub language: Language,
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

/// What a desk page has besides: who works there, and the proof that a form came from them.
#[derive(Clone, Debug)]
pub struct Desk {
    /// The role in words, for example `owner`.
    pub role: String,
    /// Whether the role lets them write for the coalition.
    pub may_write: bool,
    /// Whether the role lets them say who becomes a member.
    pub may_admit: bool,
    /// The session's secret for forms.
    pub csrf: String,
}

/// A time, once for programs and once for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339.
    pub machine: String,
    /// In words, with its time zone, for example `3 March 2026, 14:05 UTC`.
    pub readable: String,
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
