//! A notice: what the house tells everybody who is a member of it, and nobody else. That the server is away tonight, that a
//! rule is new. Clients call it an announcement (Mastodon API, entity `Announcement`).

use super::day::Day;
use super::ids::RowId;
use super::language::Language;
use super::post::Mention;
use super::time::{DAY, Time};

/// The longest text, in characters of Markdown.
pub const LONGEST: usize = 5_000;
/// The most kinds of reactions to one notice (Mastodon's limit).
pub const MOST_KINDS: usize = 8;
/// The most characters of one sign: a family of four, or a flag, is one sign of many.
const LONGEST_SIGN: usize = 16;

/// What somebody writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticePlan {
    /// In Markdown.
    pub source: String,
    /// The language of it.
    pub language: String,
    /// The first day of what it tells about.
    pub starts_on: Option<Day>,
    /// The last day; it is shown until that is over, everywhere (UTC).
    pub ends_on: Option<Day>,
}

/// What a notice names, for clients that make links of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Names {
    /// Hashtags, in small letters.
    pub hashtags: Vec<String>,
    /// People.
    pub mentions: Vec<Mention>,
}

/// A notice as we keep it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Its id.
    pub id: RowId,
    /// What was written.
    pub plan: NoticePlan,
    /// The same as safe HTML.
    pub html: String,
    /// What it names.
    pub names: Names,
    /// When it was told.
    pub published_at: Time,
    /// When it last changed.
    pub changed_at: Time,
}

/// Why a notice cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It says nothing.
    #[error("Write what you want to tell your members.")]
    Empty,
    /// It is too long.
    #[error("Shorten the notice to {LONGEST} characters or fewer.")]
    Long,
    /// It is not a language tag.
    #[error("\"{0}\" is not a language; write en, es, pt-BR.")]
    Language(String),
    /// It ends before it begins.
    #[error("The last day is before the first.")]
    Backwards,
    /// Nobody would see it.
    #[error("The last day is over already. Choose one that is still to come.")]
    Past,
    /// What somebody reacts with is none.
    #[error("React with one emoji.")]
    NoSign,
    /// There are too many kinds of reactions.
    #[error("There are {MOST_KINDS} kinds of reactions already. Choose one of them.")]
    ManyKinds,
}

/// Cleans and checks what is to be told.
pub fn check(plan: NoticePlan, now: Time) -> Result<NoticePlan, Refusal> {
    let source = plan.source.trim().to_owned();
    if source.is_empty() {
        return Err(Refusal::Empty);
    }
    if source.chars().count() > LONGEST {
        return Err(Refusal::Long);
    }
    let language = Language::parse(&plan.language).ok_or(Refusal::Language(plan.language))?.tag().to_owned();
    if plan.starts_on.zip(plan.ends_on).is_some_and(|(starts, ends)| ends < starts) {
        return Err(Refusal::Backwards);
    }
    if plan.ends_on.is_some_and(|day| day.is_over_at(now)) {
        return Err(Refusal::Past);
    }
    Ok(NoticePlan { source, language, ..plan })
}

/// When it is over; `None` for one that stays until it is taken down.
pub fn ends_at(plan: &NoticePlan) -> Option<Time> {
    plan.ends_on.map(|day| day.begins().plus(DAY))
}

/// Whether one more member can react with this sign, when there are these already.
pub fn may_react<'a>(name: &str, mut there: impl ExactSizeIterator<Item = &'a str>) -> Result<(), Refusal> {
    if there.len() < MOST_KINDS || there.any(|sign| sign == name) { Ok(()) } else { Err(Refusal::ManyKinds) }
}

/// Whether this is one emoji, or what makes one: pictures, flags, keys, with what joins and colours them. Letters and marks
/// that turn the direction of a line are none.
pub fn is_sign(name: &str) -> bool {
    let is_key = name.contains('\u{20E3}');
    let joins = |c: char| matches!(c, '\u{200D}' | '\u{FE0F}' | '\u{E0020}'..='\u{E007F}');
    let shows = |c: char| {
        matches!(c,
            '\u{A9}' | '\u{AE}' | '\u{203C}' | '\u{2049}' | '\u{20E3}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{2BFF}'
            | '\u{3030}' | '\u{303D}' | '\u{3297}' | '\u{3299}' | '\u{1F000}'..='\u{1FAFF}')
            || (is_key && (c.is_ascii_digit() || matches!(c, '#' | '*')))
    };
    name.chars().count() <= LONGEST_SIGN
        && name.chars().all(|c| joins(c) || shows(c))
        && name.chars().any(shows)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(source: &str, starts: Option<&str>, ends: Option<&str>) -> NoticePlan {
        let day = |text: Option<&str>| text.and_then(Day::parse);
        NoticePlan {
            source: source.to_owned(),
            language: "en".to_owned(),
            starts_on: day(starts),
            ends_on: day(ends),
        }
    }

    #[test]
    fn a_notice_says_something_and_is_not_over() {
        let now = Time::parse("2026-11-29T23:59:00Z").expect("a time");
        assert_eq!(
            check(plan("  The server is away. \n", None, None), now).expect("good").source,
            "The server is away."
        );
        for (source, starts, ends, wanted) in [
            (" \n", None, None, Err(Refusal::Empty)),
            ("x", Some("2026-12-02"), Some("2026-12-01"), Err(Refusal::Backwards)),
            ("x", None, Some("2026-11-28"), Err(Refusal::Past)),
            ("x", Some("2026-11-01"), Some("2026-11-29"), Ok(())),
            ("x", Some("2026-12-02"), Some("2026-12-02"), Ok(())),
        ] {
            assert_eq!(
                check(plan(source, starts, ends), now).map(drop),
                wanted,
                "{source} {starts:?} {ends:?}"
            );
        }
        let long = "ä".repeat(LONGEST);
        assert!(check(plan(&long, None, None), now).is_ok());
        assert_eq!(check(plan(&(long + "ä"), None, None), now), Err(Refusal::Long));
        let strange = NoticePlan { language: "english!".to_owned(), ..plan("x", None, None) };
        assert_eq!(check(strange, now), Err(Refusal::Language("english!".to_owned())));
        let ends = ends_at(&plan("x", None, Some("2026-11-29")));
        assert_eq!(ends, Time::parse("2026-11-30T00:00:00Z"));
    }

    #[test]
    fn a_new_kind_of_reaction_finds_room_or_joins_one_that_is_there() {
        let there = ["1", "2", "3", "4", "5", "6", "7", "8"];
        assert_eq!(may_react("9", there[..7].iter().copied()), Ok(()));
        assert_eq!(may_react("8", there.iter().copied()), Ok(()));
        assert_eq!(may_react("9", there.iter().copied()), Err(Refusal::ManyKinds));
    }

    #[test]
    fn a_sign_is_an_emoji_and_nothing_else() {
        for sign in [
            "👍",
            "❤️",
            "👨‍👩‍👧‍👦",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
            "🇹🇼",
            "1️⃣",
            "🅰️",
            "©",
        ] {
            assert!(is_sign(sign), "{sign}");
        }
        for other in
            ["", "a", "1", "ok", "<b>", "\u{FE0F}", "\u{202E}👍", "👍 👍", "é", "水", "#", &"👍".repeat(17)]
        {
            assert!(!is_sign(other), "{other}");
        }
    }
}
