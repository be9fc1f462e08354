//! Pages about a campaign that live on other sites, and the one that says how they get there.

use askama::Template;

use super::language::Language;
use super::page::Page;
use super::{filters, paths};
use crate::words::tidied;

/// The small page for a frame on another site.
#[derive(Clone, Debug, Template)]
#[template(path = "embed.html", whitespace = "minimize")]
pub struct EmbedPage {
    /// The frame.
    pub page: Page,
    /// The campaign's name.
    pub name: String,
    /// What it wants, in one sentence.
    pub goal: String,
    /// The language of both.
    pub language: Language,
    /// How many stand behind it, as people write it.
    pub number: String,
    /// What is counted, and towards which goal.
    pub words: String,
    /// How much of the way to the goal is done.
    pub percent: Option<u64>,
    /// Address of the campaign's page.
    pub address: String,
}

/// The page that gives out the lines to copy.
#[derive(Clone, Debug, Template)]
#[template(path = "share.html", whitespace = "minimize")]
pub struct SharePage {
    /// The frame.
    pub page: Page,
    /// The campaign's name.
    pub name: String,
    /// Its language.
    pub language: Language,
    /// Address of the campaign's page.
    pub address: String,
    /// That address as a code for cameras.
    pub qr_svg: Option<String>,
    /// `@name@host`.
    pub handle: String,
    /// Our origin.
    pub origin: String,
    /// The path of the campaign's page.
    pub path: String,
}

impl SharePage {
    /// The line that shows a picture which leads to the campaign.
    pub fn picture_line(&self, file: &str) -> String {
        let Self { address, origin, path, name, .. } = self;
        let name = attribute(name);
        format!("<a href=\"{address}\"><img src=\"{origin}{path}/{file}\" alt=\"{name}\"></a>")
    }

    /// The line that shows the small page in a frame.
    pub fn frame_line(&self) -> String {
        let Self { origin, path, name, .. } = self;
        let name = attribute(name);
        format!(
            "<iframe src=\"{origin}{path}/embed\" title=\"{name}\" width=\"100%\" height=\"260\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></iframe>"
        )
    }
}

/// A text as it stands in an attribute of the line that is copied; on our page the line itself is escaped once more.
fn attribute(text: &str) -> String {
    tidied(text).replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}
