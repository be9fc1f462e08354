//! How far the translation of a text has come, and which of them are sent to other servers.

use serde::{Deserialize, Serialize};

use super::text::escape;

/// Where a translation stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranslationState {
    /// A program made it, and nobody has read it.
    Machine,
    /// A person works on it.
    Draft,
    /// A person who knows both languages has read it.
    #[default]
    Reviewed,
}

impl TranslationState {
    /// Every state, from the least to the most.
    pub const ALL: [Self; 3] = [Self::Machine, Self::Draft, Self::Reviewed];

    /// The word that forms and commands say.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Machine => "machine",
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A translation that is not reviewed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unreviewed {
    /// Its language.
    pub language: String,
    /// Where it stands.
    pub state: TranslationState,
}

/// "Correction", in the language of the text that it stands in. Other languages read the English word.
pub fn correction_word(language: Option<&str>) -> &'static str {
    match language.unwrap_or_default().split('-').next().unwrap_or_default() {
        "es" => "Corrección",
        "fr" => "Rectification",
        "ar" => "تصحيح",
        "pt" => "Correção",
        "tl" | "fil" => "Pagtatama",
        _ => "Correction",
    }
}

/// The line that stands at the head of a text which puts an earlier one right: HTML, with what was wrong.
pub fn correction_line(correction: Option<&str>, language: Option<&str>) -> String {
    match correction {
        Some(said) => format!("<p><em>{}: {}</em></p>", correction_word(language), escape(said)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_states_are_the_same() {
        for state in TranslationState::ALL {
            assert_eq!(TranslationState::parse(state.as_str()), Some(state));
        }
        assert_eq!(TranslationState::parse("perfect"), None);
        assert_eq!(
            correction_line(Some("It was <90>."), Some("fr")),
            "<p><em>Rectification: It was &lt;90&gt;.</em></p>"
        );
        assert_eq!((correction_word(Some("es-MX")), correction_word(None)), ("Corrección", "Correction"));
    }
}
