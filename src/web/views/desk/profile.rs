//! How the coalition looks to others, to be changed.

use askama::Template;

use crate::web::views::form::{Field, Problem};
use crate::web::views::page::{Desk, Page};
use crate::web::views::{filters, paths};

/// Name, text, pictures and labelled lines.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/profile.html", whitespace = "minimize")]
pub struct ProfilePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Whether it was changed a moment ago.
    pub is_done: bool,
    /// Where everybody sees it.
    pub public_path: String,
    /// The name.
    pub name: Field,
    /// Markdown.
    pub note: Field,
    /// The logo.
    pub avatar: ProfilePicture,
    /// The wide picture.
    pub header: ProfilePicture,
    /// Label and value of each line.
    pub lines: Vec<(Field, Field)>,
    /// What is wrong with the whole.
    pub general: Option<String>,
}

/// A picture of the profile.
#[derive(Clone, Debug)]
pub struct ProfilePicture {
    /// The field that takes another.
    pub field: Field,
    /// The address of the one that is there.
    pub shown: Option<String>,
}

impl ProfilePage {
    /// The error summary.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let general =
            self.general.as_deref().map(|message| Problem { field: "form", message, is_english: true });
        let fields = [&self.name, &self.note, &self.avatar.field, &self.header.field];
        general.into_iter().chain(fields.into_iter().filter_map(Field::problem)).collect()
    }
}
