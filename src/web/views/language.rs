//! Languages as a page shows them: tag, own name, direction. Which languages a coalition writes in is decided elsewhere.

use std::fmt;

use crate::domain::language::own_name;
use crate::words::Spoken;

/// The direction a language is written in, as the `dir` attribute says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// `ltr`
    #[default]
    LeftToRight,
    /// `rtl`
    RightToLeft,
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        })
    }
}

/// A language of a text or of the interface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Language {
    /// BCP 47 tag, for example `ar` or `pt-BR`; an empty tag means unknown.
    pub tag: String,
    /// The name its speakers use, for example `العربية`.
    pub name: String,
    /// The direction it is written in.
    pub direction: Direction,
}

impl Language {
    /// The language of a tag. A tag without a known name is shown as it is.
    pub fn of(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let name = match own_name(&primary) {
            // A regional or script variant keeps its tag, so that two variants can be told apart.
            Some(name) if primary.len() == tag.len() => name.to_owned(),
            Some(name) => format!("{name} ({tag})"),
            None => tag.to_owned(),
        };
        Self { tag: tag.to_owned(), name, direction: direction_of(tag, &primary) }
    }
}

impl Spoken for Language {
    fn tag(&self) -> &str {
        &self.tag
    }

    fn own_name(&self) -> &str {
        &self.name
    }
}

/// A script in the tag decides (RFC 5646, section 2.2.3); otherwise the language does.
fn direction_of(tag: &str, primary: &str) -> Direction {
    let script = tag
        .split(['-', '_'])
        .skip(1)
        .find(|part| part.len() == 4 && part.bytes().all(|letter| letter.is_ascii_alphabetic()));
    let right_to_left = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.iter().any(|known| known.eq_ignore_ascii_case(script)),
        None => RIGHT_TO_LEFT_LANGUAGES.contains(&primary),
    };
    if right_to_left { Direction::RightToLeft } else { Direction::LeftToRight }
}

const RIGHT_TO_LEFT_SCRIPTS: [&str; 9] =
    ["Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Syrc", "Thaa"];

const RIGHT_TO_LEFT_LANGUAGES: [&str; 16] =
    ["ar", "arc", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_knows_its_name_and_direction() {
        let arabic = Language::of("ar");
        assert_eq!((arabic.name.as_str(), arabic.direction), ("العربية", Direction::RightToLeft));
        assert_eq!(Language::of("de").direction, Direction::LeftToRight);
        assert_eq!(Language::of("pt-BR").name, "Português (pt-BR)");
        assert_eq!(
            (Language::of("vi").name, Language::of("ceb").name),
            ("Tiếng Việt".into(), "Cebuano".into())
        );
        assert_eq!(Language::of("xx").name, "xx");
        assert_eq!(Language::of("").direction.to_string(), "ltr");
    }

    #[test]
    fn a_script_outweighs_the_language() {
        assert_eq!(Language::of("az-Arab").direction, Direction::RightToLeft);
        assert_eq!(Language::of("ar-Latn-TN").direction, Direction::LeftToRight);
        assert_eq!(Language::of("fa-IR").direction, Direction::RightToLeft);
    }
}
