//! What forms are made of. Whether a value is right is decided elsewhere; a form shows it again with the reason.

use crate::domain::refusal::Refusal;
use crate::words::Words;

/// One field: its name, what stands in it, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Both the `name` and the `id`.
    pub name: String,
    /// What the person gave.
    pub value: String,
    /// What is wrong and how to put it right, as one sentence.
    pub error: Option<String>,
    /// Whether that sentence is English on a page in another language: somebody else said it, not the house.
    pub is_english: bool,
}

impl Field {
    /// A field with a value and nothing wrong.
    pub fn new(name: &str, value: &str) -> Self {
        Self { name: name.to_owned(), value: value.to_owned(), error: None, is_english: false }
    }

    /// The same field with what is wrong with it.
    #[must_use]
    pub fn with_error(mut self, error: &str) -> Self {
        self.error = Some(error.to_owned());
        self
    }

    /// The same field with what a verb of the house says is wrong with it.
    #[must_use]
    pub fn with_refusal(self, words: Words, why: &Refusal) -> Self {
        Self { is_english: why.is_english(), ..self.with_error(&words.refusal(why)) }
    }

    /// The ids of the texts that explain this field, for `aria-describedby`.
    pub fn described_by(&self, hint: &str) -> String {
        let mut ids = Vec::new();
        if !hint.is_empty() {
            ids.push(format!("{}-hint", self.name));
        }
        if self.error.is_some() {
            ids.push(format!("{}-error", self.name));
        }
        ids.join(" ")
    }

    /// The entry of this field in the summary at the top.
    pub fn problem(&self) -> Option<Problem<'_>> {
        let message = self.error.as_deref()?;
        Some(Problem { field: &self.name, message, is_english: self.is_english })
    }
}

/// One entry of the error summary.
#[derive(Clone, Copy, Debug)]
pub struct Problem<'a> {
    /// Id of the field it leads to.
    pub field: &'a str,
    /// The same sentence that stands at the field.
    pub message: &'a str,
    /// Whether it is English whatever the page is.
    pub is_english: bool,
}

/// A value that a form carries along unseen.
#[derive(Clone, Debug)]
pub struct Hidden {
    /// The field's name.
    pub name: String,
    /// Its value.
    pub value: String,
}
