//! Why a draft did not go out, as it is kept with it: the name of a text that every language has, and the same in English.
//! Reasons with something in them, and words of other servers, have no name here; they stay the sentence that they were.

use super::refusal::Refusal;

/// Why a draft did not go out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The name of the text that says it, where that text takes nothing.
    pub code: Option<String>,
    /// The sentence in English, for commands, and where nothing else says it.
    pub english: String,
}

impl Failure {
    /// The same as it was refused.
    pub fn of(why: &Refusal) -> Self {
        let code = match why {
            Refusal::Said { key, arguments } if arguments.is_empty() => Some((*key).to_owned()),
            _ => None,
        };
        Self { code, english: why.to_string() }
    }

    /// What went wrong, in words that are there in English only.
    pub fn english(words: impl std::fmt::Display) -> Self {
        Self { code: None, english: words.to_string() }
    }

    /// Whether this is the reason, whatever language it was said in.
    pub fn is(&self, code: &str) -> bool {
        self.code.as_deref() == Some(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_known_by_its_name_and_not_by_its_sentence() {
        let refused = Failure::of(&Refusal::new("refusal-draft-changed"));
        assert!(refused.is("refusal-draft-changed") && !refused.is("refusal-draft-campaign-gone"));
        let quoted = Failure::english(&refused.english);
        assert!(!quoted.is("refusal-draft-changed"), "the same sentence of somebody else is another reason");
        let filled = Failure::of(&Refusal::new("refusal-draft-no-such-campaign").name("name", "river"));
        assert_eq!(filled.code, None, "its text says nothing without what stands in it");
        assert!(filled.english.contains("river"), "{filled:?}");
    }
}
