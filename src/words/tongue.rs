//! The languages that the interface speaks, and which of them a reader wants.

use crate::domain::language;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tongue {
    /// English, which every text has.
    English,
    /// Spanish.
    Spanish,
    /// French.
    French,
    /// Arabic, written from right to left.
    Arabic,
    /// Portuguese.
    Portuguese,
    /// Tagalog.
    Tagalog,
}

use Tongue::{Arabic, English, French, Portuguese, Spanish, Tagalog};

impl Tongue {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 6] = [English, Spanish, French, Arabic, Portuguese, Tagalog];

    /// The tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            English => "en",
            Spanish => "es",
            French => "fr",
            Arabic => "ar",
            Portuguese => "pt",
            Tagalog => "tl",
        }
    }

    /// Its own name, since who looks for it may read no other language.
    pub fn name(self) -> &'static str {
        match self {
            English => "English",
            Spanish => "Español",
            French => "Français",
            Arabic => "العربية",
            Portuguese => "Português",
            Tagalog => "Tagalog",
        }
    }

    /// The direction it is written in, as the `dir` attribute says it.
    pub fn direction(self) -> &'static str {
        match self {
            Arabic => "rtl",
            English | Spanish | French | Portuguese | Tagalog => "ltr",
        }
    }

    /// Where it stands in `ALL`.
    pub(super) fn place(self) -> usize {
        match self {
            English => 0,
            Spanish => 1,
            French => 2,
            Arabic => 3,
            Portuguese => 4,
            Tagalog => 5,
        }
    }

    /// The language of a tag, whatever the region: `pt-BR` is Portuguese. Filipino is the standard form of Tagalog, and
    /// what browsers in the Philippines ask for.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
        let is = |other: &str| primary.eq_ignore_ascii_case(other);
        if is("fil") {
            return Some(Tagalog);
        }
        Self::ALL.into_iter().find(|tongue| is(tongue.tag()))
    }

    /// The language that an `Accept-Language` header likes most among ours (RFC 9110, 12.5.4). `*` says nothing about
    /// what a person reads, so it chooses none.
    pub fn wanted(header: &str) -> Option<Self> {
        language::liked(header).iter().find_map(|tag| Self::of_tag(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_gets_what_they_like_most_among_ours() {
        for (header, wanted) in [
            ("ar", Some(Arabic)),
            ("AR-eg,en;q=0.8", Some(Arabic)),
            ("de,fr;q=0.5,en;q=0.7", Some(English)),
            ("fil-PH, en;q=0.9", Some(Tagalog)),
            ("tl", Some(Tagalog)),
            ("pt-BR;q=0.9,es;q=0.9", Some(Portuguese)),
            ("en;q=0, es;q=0.1", Some(Spanish)),
            ("es;q=nonsense, fr;q=0.1", Some(French)),
            ("de, *", None),
            ("", None),
            (";;,,q=", None),
            ("english", None),
        ] {
            assert_eq!(Tongue::wanted(header), wanted, "{header}");
        }
        assert_eq!(Tongue::wanted(&"de,".repeat(10_000)), None);
    }

    #[test]
    fn each_has_its_place() {
        for (place, tongue) in Tongue::ALL.into_iter().enumerate() {
            assert_eq!(tongue.place(), place);
            assert_eq!(Tongue::of_tag(tongue.tag()), Some(tongue));
            assert_eq!(
                crate::domain::language::Language::parse(tongue.tag()).expect("a tag").direction(),
                tongue.direction()
            );
        }
    }
}
