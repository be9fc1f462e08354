//! The pages about drafts: the list, the form, the review, and a translation beside its source.

use askama::Template;

use crate::domain::difference::Piece;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page, Pager};
use crate::web::views::{filters, paths};

use super::statement_form::{FileBlock, TextBlock};

/// Every open draft, by state, and a page of the others.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/drafts.html", whitespace = "minimize")]
pub struct DraftsPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the draft is read that has come of the rules just now.
    pub handed: Option<String>,
    /// How many must approve.
    pub needed: i64,
    /// Whether translations that nobody has reviewed go to other servers.
    pub sends_unreviewed: bool,
    /// Whether they may change these two.
    pub may_decide: bool,
    /// State in words, and its drafts: those to which anything can still happen.
    pub groups: Vec<(&'static str, Vec<DraftLine>)>,
    /// Those that are out or given up, the last changed first.
    pub closed: Vec<DraftLine>,
    /// The neighbouring pages of these.
    pub pager: Pager,
}

/// A draft in a list.
#[derive(Clone, Debug)]
pub struct DraftLine {
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Where it is read and reviewed.
    pub path: String,
    /// What comes of it.
    pub purpose: &'static str,
    /// Where it stands, unless the heading above says so.
    pub state: Option<&'static str>,
    /// When and where, or what for.
    pub facts: Vec<String>,
    /// When anything about it changed.
    pub changed: Moment,
    /// When it goes out.
    pub due: Option<Moment>,
}

/// Writes or changes a draft.
#[expect(clippy::struct_excessive_bools, reason = "each shows one part of the form")]
#[derive(Clone, Debug, Template)]
#[template(path = "desk/draft_form.html", whitespace = "minimize")]
pub struct DraftFormPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// The revision it was made from.
    pub revision: i64,
    /// What comes of it.
    pub purpose: &'static str,
    /// Whether it has words of a statement; a withdrawal has none.
    pub has_words: bool,
    /// Whether it says what was wrong, or why.
    pub must_say: bool,
    /// Whether the campaign can still be chosen.
    pub may_choose: bool,
    /// Handles of campaigns, and whether it is chosen.
    pub campaigns: Vec<(String, bool)>,
    /// Whether the campaign speaks.
    pub campaign_speaks: bool,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// The texts, the main language first.
    pub blocks: Vec<TextBlock>,
    /// Whether it says in each language what was wrong.
    pub is_correction: bool,
    /// Whether the texts were there before, so that a translation can be right still.
    pub is_change: bool,
    /// A warning before the text.
    pub warning: Field,
    /// Pictures and files.
    pub files: Vec<FileBlock>,
    /// What was wrong, or why.
    pub said: Field,
    /// For reviewers.
    pub note: Field,
    /// When it should go out.
    pub wish: Field,
    /// What is wrong with the whole.
    pub general: Option<String>,
    /// What somebody else made of it meanwhile, compared with what was typed.
    pub other: Vec<Piece>,
}

impl DraftFormPage {
    /// The error summary.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let general =
            self.general.as_deref().map(|message| Problem { field: "form", message, is_english: false });
        let texts = self.blocks.iter().flat_map(|block| [&block.language, &block.title, &block.text]);
        let fields = [&self.said, &self.warning, &self.wish].into_iter().chain(texts);
        let files = self.files.iter().flat_map(|file| [&file.upload, &file.alt]);
        general.into_iter().chain(fields.chain(files).filter_map(Field::problem)).collect()
    }
}

/// A part of a campaign that changes.
#[derive(Clone, Debug)]
pub struct PlanChange {
    /// What it is called.
    pub name: &'static str,
    /// What it says now; may be empty.
    pub before: String,
    /// What it will say; may be empty.
    pub after: String,
    /// The same as one text with what differs, where it is long.
    pub pieces: Vec<Piece>,
}

/// One draft for those who review it.
#[expect(clippy::struct_excessive_bools, reason = "each shows one part of the page")]
#[derive(Clone, Debug, Template)]
#[template(path = "desk/draft.html", whitespace = "minimize")]
pub struct DraftPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// What went wrong with the last action.
    pub problem: Option<String>,
    /// Its title.
    pub title: String,
    /// The language of the title.
    pub language: Language,
    /// Where it stands, in words.
    pub state: &'static str,
    /// What comes of it.
    pub purpose: &'static str,
    /// Its path.
    pub path: String,
    /// What is approved besides words: what it is about, and what is said of it.
    pub facts: Vec<(&'static str, String)>,
    /// Where what it is about can be read already.
    pub public_path: Option<String>,
    /// What is approved.
    pub digest: String,
    /// The campaign it is for.
    pub campaign: Option<String>,
    /// For reviewers.
    pub note: String,
    /// What was wrong, or why it is withdrawn.
    pub said: Option<String>,
    /// When its writers would like it to go out.
    pub wished: Option<Moment>,
    /// When it goes out.
    pub due: Option<Moment>,
    /// Why it did not go out, and whether that is English whatever the language of the page.
    pub failure: Option<(String, bool)>,
    /// The texts as readers will see them.
    pub previews: Vec<DraftPreview>,
    /// Whether it opens a campaign: then there is nothing to compare with.
    pub opens: bool,
    /// What a campaign says now and from then on.
    pub changes: Vec<PlanChange>,
    /// What the coalition puts its name to: the digest of the version, and everything that it says.
    pub endorses: Option<(String, Vec<String>)>,
    /// The campaign, or what is endorsed, has changed since the draft was begun.
    pub is_overtaken: bool,
    /// What it takes the place of is known.
    pub has_before: bool,
    /// The warning before the text.
    pub warning: Option<String>,
    /// Where each file is, and what it shows.
    pub files: Vec<(String, String)>,
    /// How many approvals count.
    pub met: i64,
    /// How many must.
    pub needed: i64,
    /// Name, time, and what is wrong with each approval.
    pub approvals: Vec<(String, Moment, Option<&'static str>)>,
    /// Name, words, time.
    pub remarks: Vec<(String, String, Moment)>,
    /// Who wrote which version.
    pub versions: Vec<(i64, String, Moment)>,
    /// How many servers it goes to.
    pub server_count: i64,
    /// Who gets it, where nobody else does.
    pub only_for: Option<String>,
    /// What can be done with it now.
    pub can: Can,
    /// Whether this is the last look before it goes out.
    pub is_last_look: bool,
}

/// What can be done with a draft now, by this person.
#[expect(clippy::struct_excessive_bools, reason = "each is one button")]
#[derive(Clone, Copy, Debug, Default)]
pub struct Can {
    /// Change it.
    pub edit: bool,
    /// Ask for a review.
    pub submit: bool,
    /// Approve it.
    pub approve: bool,
    /// Take the own approval back.
    pub unapprove: bool,
    /// Send it back.
    pub send_back: bool,
    /// Begin it anew from what the campaign says now.
    pub renew: bool,
    /// Publish it, or give it a time.
    pub publish: bool,
    /// Take its time from it.
    pub unschedule: bool,
    /// Give it up.
    pub discard: bool,
}

/// The text in one language as readers will see it, and what has changed.
#[derive(Clone, Debug)]
pub struct DraftPreview {
    /// The language.
    pub language: Language,
    /// The title.
    pub title: String,
    /// Sanitised HTML.
    pub body_html: String,
    /// Where the translation stands; none for the main language.
    pub state: Option<&'static str>,
    /// Where it is translated beside its source.
    pub translate_path: Option<String>,
    /// What has changed.
    pub changes: Vec<Piece>,
}

/// A translation beside its source.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/draft_translate.html", whitespace = "minimize")]
pub struct TranslatePage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// Back to the draft.
    pub draft_path: String,
    /// The revision it was made from.
    pub revision: i64,
    /// The language of the source.
    pub from: Language,
    /// The title of the source.
    pub from_title: String,
    /// The source, paragraph by paragraph.
    pub from_text: Vec<String>,
    /// The language of the translation.
    pub to: Language,
    /// The title of the translation.
    pub title: Field,
    /// The translation.
    pub text: Field,
    /// Where it stands.
    pub state: &'static str,
    /// What is wrong with the whole.
    pub general: Option<String>,
}

impl TranslatePage {
    /// The error summary.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let general =
            self.general.as_deref().map(|message| Problem { field: "form", message, is_english: false });
        general.into_iter().chain([&self.title, &self.text].into_iter().filter_map(Field::problem)).collect()
    }
}
