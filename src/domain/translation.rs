//! How far the translation of a text has come, what a change of the words makes of it, and which are sent to other servers.

use serde::{Deserialize, Serialize};

use super::language::Language;
use super::text::escape;

/// Where a translation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranslationState {
    /// A program made it, and nobody has read it.
    Machine,
    /// A person works on it.
    Draft,
    /// A person who knows both languages has read it.
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

/// What whoever writes or changes a text says of its translation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// Nothing: it stays as far as it was, and words that are new are those of a person who answers for them.
    #[default]
    Unsaid,
    /// It has come so far. Where the original has changed and it has not, it is a draft at most.
    Is(TranslationState),
    /// Somebody has read it beside the original as that is now.
    StillRight,
}

impl Review {
    /// What a version that is approved as it stands says: nothing may change it on its way out.
    pub fn approved(state: TranslationState) -> Self {
        if state == TranslationState::Reviewed { Self::StillRight } else { Self::Is(state) }
    }
}

/// The words of a text in one language, to be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// Language tag.
    pub language: &'a str,
    /// The title; empty where there is none.
    pub title: &'a str,
    /// Markdown.
    pub source: &'a str,
}

impl Words<'_> {
    /// Whether both say the same, whatever language they are said to be in.
    fn say_what(&self, other: &Words<'_>) -> bool {
        self.title.trim() == other.title.trim() && self.source.trim() == other.source.trim()
    }
}

/// A translation that nobody has reviewed would become the text that all others are made from; its language.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "Nobody has reviewed the text in {0}, so it cannot become the main text. Review it first, or write it anew."
)]
pub struct Unread(pub String);

/// Where each text stands after a change; the main one is first in both lists, and always reviewed. A translation that was
/// not changed with the original is a draft at most, unless it is said to be right still; so is one that is `silent`, that
/// is, lacks the sentence of a correction which the main text has. Nothing is `before` a new text.
pub fn after(
    before: &[(Words<'_>, TranslationState)],
    now: &[(Words<'_>, Review)],
    silent: impl Fn(&str) -> bool,
) -> Result<Vec<TranslationState>, Unread> {
    use TranslationState::{Draft, Reviewed};
    let Some(((main, said), translations)) = now.split_first() else { return Ok(Vec::new()) };
    let is_vouched_for = matches!(said, Review::StillRight | Review::Is(Reviewed));
    let is_as_it_was = before.first().is_none_or(|(was, _)| was.say_what(main));
    let is_unread = |(was, state): &(Words<'_>, TranslationState)| *state < Reviewed && was.say_what(main);
    if !is_vouched_for && !is_as_it_was && before.iter().skip(1).any(is_unread) {
        return Err(Unread(
            Language::parse(main.language)
                .map_or_else(|| main.language.to_owned(), |language| language.name().to_owned()),
        ));
    }
    let known =
        |words: &Words<'_>| before.iter().enumerate().find(|(_, (was, _))| was.language == words.language);
    let is_other = !is_as_it_was && !known(main).is_some_and(|(_, (was, _))| was.say_what(main));
    let standing = |(words, said): &(Words<'_>, Review)| {
        // What was the main text is nobody's translation.
        let stood =
            known(words).map_or(Reviewed, |(place, (_, state))| if place == 0 { Reviewed } else { *state });
        let state = match said {
            Review::StillRight => return Reviewed,
            Review::Is(state) => *state,
            Review::Unsaid => stood,
        };
        let is_left = known(words).is_some_and(|(_, (was, _))| was.say_what(words));
        if is_other && is_left || silent(words.language) { state.min(Draft) } else { state }
    };
    Ok([Reviewed].into_iter().chain(translations.iter().map(standing)).collect())
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
    use TranslationState::{Draft, Machine, Reviewed};

    use super::*;

    fn words<'a>(language: &'a str, source: &'a str) -> Words<'a> {
        Words { language, title: "", source }
    }

    const BEFORE: [(Words<'_>, TranslationState); 4] = [
        (Words { language: "en", title: "", source: "River" }, Reviewed),
        (Words { language: "es", title: "", source: "Río" }, Machine),
        (Words { language: "fr", title: "", source: "Fleuve" }, Reviewed),
        (Words { language: "ar", title: "", source: "نهر" }, Draft),
    ];

    #[test]
    fn an_unread_translation_becomes_no_main_text() {
        let es = |said| {
            after(&BEFORE, &[(words("es", "Río"), said), (words("fr", "Fleuve"), Review::Unsaid)], |_| false)
        };
        let refused = Err(Unread("Español".to_owned()));
        for said in [Review::Unsaid, Review::Is(Machine), Review::Is(Draft)] {
            assert_eq!(es(said), refused, "{said:?}");
        }
        // To call it another language is no review either.
        assert!(after(&BEFORE, &[(words("pt", " Río\n"), Review::Unsaid)], |_| false).is_err());
        assert_eq!(es(Review::Is(Reviewed)), Ok(vec![Reviewed, Reviewed]));
        assert_eq!(after(&BEFORE, &[(words("es", "El río"), Review::Unsaid)], |_| false), Ok(vec![Reviewed]));
        assert_eq!(after(&BEFORE, &[(words("fr", "Fleuve"), Review::Unsaid)], |_| false), Ok(vec![Reviewed]));
        // The original in another language is still the original.
        assert_eq!(after(&BEFORE, &[(words("es", "River"), Review::Unsaid)], |_| false), Ok(vec![Reviewed]));
    }

    #[test]
    fn a_translation_is_older_than_an_original_that_changed_without_it() {
        let all = |main, said| {
            let rest = [words("es", "Río"), words("fr", "Fleuve"), words("ar", "نهر")];
            let now: Vec<_> =
                [(main, Review::Unsaid)].into_iter().chain(rest.map(|words| (words, said))).collect();
            after(&BEFORE, &now, |_| false).expect("the main text is read")
        };
        let (same, other) = (words("en", "River"), words("en", "Rivers"));
        assert_eq!(all(same, Review::Unsaid), [Reviewed, Machine, Reviewed, Draft]);
        assert_eq!(all(same, Review::Is(Reviewed)), [Reviewed; 4]);
        assert_eq!(all(other, Review::Unsaid), [Reviewed, Machine, Draft, Draft]);
        assert_eq!(all(other, Review::Is(Reviewed)), [Reviewed, Draft, Draft, Draft]);
        assert_eq!(all(other, Review::StillRight), [Reviewed; 4]);
        // A title is read as well.
        assert_eq!(all(Words { title: "Now", ..same }, Review::Unsaid)[2], Draft);
        // What was changed with it stands where it stood or is said to stand, and so does what is new.
        let changed = [("es", "Ríos"), ("fr", "Fleuves"), ("pt", "Rios")];
        let with = |said| {
            let now: Vec<_> = [(other, Review::Unsaid)]
                .into_iter()
                .chain(changed.map(|(language, source)| (words(language, source), said)))
                .collect();
            after(&BEFORE, &now, |_| false).expect("the main text is read")
        };
        assert_eq!(with(Review::Unsaid), [Reviewed, Machine, Reviewed, Reviewed]);
        assert_eq!(with(Review::Is(Draft)), [Reviewed, Draft, Draft, Draft]);
    }

    #[test]
    fn a_translation_without_the_sentence_of_a_correction_is_a_draft() {
        let states = |said| {
            let now = [
                (words("en", "River"), Review::Unsaid),
                (words("es", "El río"), said),
                (words("fr", "Le fleuve"), said),
            ];
            after(&BEFORE, &now, |language| language == "fr").expect("the main text is read")
        };
        assert_eq!(states(Review::Is(Reviewed)), [Reviewed, Reviewed, Draft]);
        assert_eq!(states(Review::StillRight), [Reviewed; 3]);
    }

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
