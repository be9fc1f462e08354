//! The sentence that says what was wrong with the version before: in the language of the main text, and in another one only
//! where somebody has given it there.

use serde::{Deserialize, Serialize};

use super::draft::reason;
use super::language::Language;

/// The sentence in one more language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidIn {
    /// Language tag.
    pub language: String,
    /// The sentence.
    pub said: String,
}

/// What was wrong with the version before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    /// In the language of the main text.
    pub said: String,
    /// In the languages of translations, where it was given.
    pub said_in: Vec<SaidIn>,
}

impl Correction {
    /// Put in order: one line each, no language twice. `None` where the main sentence is missing.
    pub fn tidy(self) -> Option<Self> {
        Some(Self { said: reason(&self.said)?, said_in: tidy(self.said_in) })
    }

    /// Whether the text in this language would say nothing of it.
    pub fn is_silent_in(&self, language: &str) -> bool {
        find(&self.said_in, language).is_none()
    }
}

impl From<&str> for Correction {
    fn from(said: &str) -> Self {
        Self { said: said.to_owned(), said_in: Vec::new() }
    }
}

/// The sentence in this language.
pub fn find<'a>(said_in: &'a [SaidIn], language: &str) -> Option<&'a str> {
    said_in.iter().find(|one| one.language == language).map(|one| one.said.as_str())
}

/// Sentences in order: one line each, the last word in each language, none that is empty.
pub fn tidy(said_in: Vec<SaidIn>) -> Vec<SaidIn> {
    let mut tidied: Vec<SaidIn> = Vec::new();
    for one in said_in {
        let language = Language::parse(&one.language).map_or(one.language, |known| known.tag().to_owned());
        tidied.retain(|other| other.language != language);
        if let Some(said) = reason(&one.said) {
            tidied.push(SaidIn { language, said });
        }
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_one_line_each_and_one_a_language() {
        let said =
            |language: &str, said: &str| SaidIn { language: language.to_owned(), said: said.to_owned() };
        let given = vec![said("es", "Una"), said("FR", " Une\nligne "), said("es", "Dos"), said("ar", "  ")];
        let correction =
            Correction { said: " One\n".to_owned(), said_in: given }.tidy().expect("it says one");
        assert_eq!(correction.said, "One");
        assert_eq!(correction.said_in, [said("fr", "Une ligne"), said("es", "Dos")]);
        assert!(correction.is_silent_in("ar") && !correction.is_silent_in("es"));
        assert_eq!(Correction::from(" ").tidy(), None);
    }
}
