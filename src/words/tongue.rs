//! The languages that the interface speaks, and which of them a reader wants.

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

/// The most entries of an `Accept-Language` header that are looked at.
const MOST_ENTRIES: usize = 16;

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
        let mut best: Option<(Self, f32)> = None;
        for entry in header.split(',').take(MOST_ENTRIES) {
            let mut parts = entry.split(';').map(str::trim);
            let Some(tongue) = parts.next().and_then(Self::of_tag) else { continue };
            let weight = parts
                .find_map(|part| part.strip_prefix("q=").map(|q| q.trim().parse::<f32>().unwrap_or(0.0)))
                .unwrap_or(1.0);
            // The first of equals wins; `q=0` says "not this one".
            if weight > 0.0 && best.is_none_or(|(_, most)| weight > most) {
                best = Some((tongue, weight));
            }
        }
        best.map(|(tongue, _)| tongue)
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
