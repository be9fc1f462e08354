//! The form for a new statement and for a change to one.

use askama::Template;

use crate::domain::media::MOST_ATTACHED;
use crate::domain::translation::TranslationState;
use crate::web::views::form::{Field, Problem};
use crate::web::views::language::Language;
use crate::web::views::page::{Desk, Moment, Page};
use crate::web::views::{filters, paths};

/// How many languages a statement can have besides its first.
pub const MOST_TRANSLATIONS: usize = 4;

/// Writes or changes a statement. Its buttons send `do=check` (go on to the confirmation) or `do=draft`.
#[derive(Clone, Debug, Template)]
#[template(path = "desk/statement_form.html", whitespace = "minimize")]
pub struct StatementFormPage {
    /// The frame.
    pub page: Page,
    /// Who works here.
    pub desk: Desk,
    /// Where the form posts to.
    pub action: String,
    /// When the statement was published, if this changes a public one.
    pub editing: Option<Moment>,
    /// Whether a draft can be kept (not once it is public).
    pub may_keep_draft: bool,
    /// The languages to choose from.
    pub languages: Vec<Language>,
    /// The first language's text.
    pub main: TextBlock,
    /// A warning before the text; empty for none. Named `content_warning`.
    pub content_warning: Field,
    /// What was wrong with the version before; only the form of a correction asks it. Named `said`.
    pub said: Option<Field>,
    /// Texts in other languages; filled up to `MOST_TRANSLATIONS` by `StatementFormPage::blocks`.
    pub translations: Vec<TextBlock>,
    /// Pictures and files.
    pub files: Vec<FileBlock>,
    /// What is wrong with the whole, for example a session that ended.
    pub general_error: Option<String>,
}

/// The text in one language.
#[derive(Clone, Debug)]
pub struct TextBlock {
    /// A tag of `languages`.
    pub language: Field,
    /// The title.
    pub title: Field,
    /// Markdown.
    pub text: Field,
    /// Its place, from 1.
    pub position: usize,
    /// How far the translation is, `state_N`. What nobody has said anything of is a draft.
    pub state: TranslationState,
    /// It is said to be right beside the original as that is now, `right_N`.
    pub is_still_right: bool,
    /// What was wrong with the version before, in its language, `said_N`; only a correction asks it.
    pub said: Field,
    /// Somebody sent a state that there is none.
    pub has_no_state: bool,
}

/// A place for a file: for the one that is there, or for another.
#[derive(Clone, Debug)]
pub struct FileBlock {
    /// Its place, from 1.
    pub position: usize,
    /// The field that takes a file, `upload_N`.
    pub upload: Field,
    /// What is there, as `file_N` carries it: an upload by its number, another file by its address.
    pub name: String,
    /// Where it can be looked at, if it is a picture of ours.
    pub shown: Option<String>,
    /// What it shows, `alt_N`.
    pub alt: Field,
}

impl FileBlock {
    /// An empty place.
    pub fn empty(position: usize) -> Self {
        Self {
            position,
            upload: Field::new(&format!("upload_{position}"), ""),
            name: String::new(),
            shown: None,
            alt: Field::new(&format!("alt_{position}"), ""),
        }
    }

    /// Every place, empty.
    pub fn all() -> Vec<Self> {
        (1..=MOST_ATTACHED).map(Self::empty).collect()
    }

    /// Whether anything is wrong with it.
    pub fn is_wrong(&self) -> bool {
        self.upload.error.is_some() || self.alt.error.is_some()
    }

    /// Whether it must be open.
    pub fn is_begun(&self) -> bool {
        self.is_wrong() || !self.name.is_empty() || !self.alt.value.is_empty()
    }
}

impl TextBlock {
    /// An empty block. The first has fields named `language`, `title`, `text`; the others `language_2` and so on.
    pub fn empty(position: usize) -> Self {
        let name = |word: &str| {
            Field::new(&if position <= 1 { word.to_owned() } else { format!("{word}_{position}") }, "")
        };
        Self {
            language: name("language"),
            title: name("title"),
            text: name("text"),
            position,
            state: TranslationState::Draft,
            is_still_right: false,
            said: Field::new(&format!("said_{position}"), ""),
            has_no_state: false,
        }
    }

    /// The word of its state.
    pub fn state_word(&self) -> &'static str {
        self.state.as_str()
    }

    /// Whether a person began to fill it, so that it must be open.
    pub fn is_begun(&self) -> bool {
        self.fields().iter().any(|field| field.error.is_some() || !field.value.is_empty())
    }

    fn fields(&self) -> [&Field; 3] {
        [&self.language, &self.title, &self.text]
    }
}

impl StatementFormPage {
    /// The blocks for other languages: those given, then empty ones.
    pub fn blocks(&self) -> Vec<TextBlock> {
        let given = self.translations.iter().take(MOST_TRANSLATIONS).cloned();
        let empty = (self.translations.len()..MOST_TRANSLATIONS).map(|index| TextBlock::empty(index + 2));
        given.chain(empty).collect()
    }

    /// The text that names what is done.
    pub fn heading(&self) -> &'static str {
        match (self.editing.is_some(), self.said.is_some()) {
            (_, true) => "write-correct",
            (true, false) => "write-edit",
            (false, false) => "site-new-statement",
        }
    }

    /// The error summary, in the order of the fields on the page.
    pub fn problems(&self) -> Vec<Problem<'_>> {
        let general = self.general_error.as_deref().map(|message| Problem {
            field: "form",
            message,
            is_english: false,
        });
        let main = self.main.fields();
        let translated = self.translations.iter().take(MOST_TRANSLATIONS).flat_map(TextBlock::fields);
        let files = self.files.iter().flat_map(|file| [&file.upload, &file.alt]);
        let fields =
            self.said.iter().chain(main).chain([&self.content_warning]).chain(translated).chain(files);
        general.into_iter().chain(fields.filter_map(Field::problem)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_numbered_after_the_first() {
        assert_eq!(TextBlock::empty(1).title.name, "title");
        assert_eq!(TextBlock::empty(3).text.name, "text_3");
        assert!(!TextBlock::empty(3).is_begun());
    }
}
