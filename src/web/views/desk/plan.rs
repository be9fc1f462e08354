//! The form for a campaign, and how it will look.

use askama::Template;

use super::audit::Choice;
use crate::web::views::form::{Field, Hidden, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Page};
use crate::web::views::{filters, paths};

/// The form. Its buttons send `do=check` (the preview) or `do=more-LIST` (more rows).
#[derive(Clone, Debug, Template)]
#[template(path = "desk/plan_form.html", whitespace = "minimize")]
pub struct PlanFormPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// Whether it is a campaign that was not there before.
    pub is_new: bool,
    /// Whether everybody can see the campaign already: then its handle stays.
    pub is_public: bool,
    /// Which version of the campaign the form was made from.
    pub base: String,
    /// What is wrong with the whole.
    pub general: Option<String>,
    /// The name before the host.
    pub handle: Field,
    /// The name.
    pub name: Field,
    /// What is to be reached.
    pub goal: Field,
    /// Why.
    pub about: Field,
    /// The language of the texts.
    pub language: Field,
    /// What it can be.
    pub languages: Vec<Language>,
    /// The first day.
    pub starts: Field,
    /// The last day.
    pub ends: Field,
    /// Tags in a line.
    pub tags: Field,
    /// Regions in a line.
    pub regions: Field,
    /// What is demanded.
    pub demands: Vec<[Field; 1]>,
    /// Of whom.
    pub addressed: Vec<[Field; 2]>,
    /// Points on the way.
    pub milestones: Vec<[Field; 4]>,
    /// Where money can be given.
    pub donations: Vec<[Field; 2]>,
    /// Copies elsewhere.
    pub mirrors: Vec<[Field; 1]>,
    /// Fields of work.
    pub sectors: Vec<Choice>,
    /// Languages of its people.
    pub reads: Vec<Choice>,
}

impl PlanFormPage {
    /// Whether a sector is picked.
    pub fn has_sectors(&self) -> bool {
        self.sectors.iter().any(|choice| choice.is_chosen)
    }

    /// Whether a language is picked.
    pub fn has_reads(&self) -> bool {
        self.reads.iter().any(|choice| choice.is_chosen)
    }

    /// What is wrong, for the summary at the top.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let whole =
            self.general.as_deref().map(|message| Problem { field: "form", message, is_english: false });
        let first = [&self.handle, &self.name, &self.goal, &self.language];
        let then = [&self.about, &self.starts, &self.ends];
        let fields = first
            .into_iter()
            .chain(self.demands.iter().flatten())
            .chain(self.addressed.iter().flatten())
            .chain(then)
            .chain(self.milestones.iter().flatten())
            .chain([&self.tags, &self.regions])
            .chain(self.donations.iter().flatten())
            .chain(self.mirrors.iter().flatten());
        whole.into_iter().chain(fields.filter_map(Field::problem)).collect()
    }
}

/// How the campaign will look, before it is saved or again later.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/plan_look.html", whitespace = "minimize")]
pub struct PlanLookPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to; none where nothing is to be saved.
    pub action: Option<String>,
    /// Everything the form held.
    pub carried: Vec<Hidden>,
    /// What saving does, the most important first.
    pub consequences: Vec<String>,
    /// What the button says.
    pub button: String,
    /// Where the way back leads, where nothing is to be saved.
    pub back: String,
    /// `@name@host`.
    pub handle: String,
    /// The campaign's name.
    pub name: String,
    /// The language of what people wrote.
    pub language: Language,
    /// What is to be reached.
    pub goal: String,
    /// What is demanded.
    pub demands: Vec<String>,
    /// Of whom.
    pub addressed: Vec<(String, Option<String>)>,
    /// Why: sanitised HTML, headings from `h4` down; may be empty.
    pub about_html: String,
    /// The first day in words.
    pub starts: Option<String>,
    /// The last day in words.
    pub ends: Option<String>,
    /// Points on the way.
    pub milestones: Vec<PlannedMilestone>,
    /// Fields of work.
    pub sectors: Vec<String>,
    /// Tags without `#`.
    pub tags: Vec<String>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Languages of its people.
    pub languages: Vec<Language>,
    /// Where money can be given: name, address.
    pub donations: Vec<(String, String)>,
    /// Copies elsewhere.
    pub mirrors: Vec<String>,
}

/// A point on the way.
#[derive(Clone, Debug)]
pub struct PlannedMilestone {
    /// What will have happened.
    pub words: String,
    /// The day in words.
    pub day: Option<String>,
    /// How many supporters make it.
    pub supporters: Option<u32>,
    /// Whether it is reached.
    pub reached: bool,
}
