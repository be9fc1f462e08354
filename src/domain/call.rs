//! Calls between coalitions: for solidarity of some kind, or an idea that worked and that others may take up.

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::sector::Sector;
use super::time::Time;

/// The most sectors and languages of a call, of each kind.
pub const MOST_OF_A_KIND: usize = 20;

macro_rules! kinds {
    ($($name:ident $word:literal $readable:literal $tag:literal,)*) => {
        /// What a call is for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum CallKind {
            $(
                #[doc = $readable]
                #[serde(rename = $word)]
                $name,
            )*
        }

        impl CallKind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word of rows, documents and commands.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What readers see.
            pub fn readable(self) -> &'static str {
                match self { $(Self::$name => $readable),* }
            }

            /// The hashtag that says it to those whose servers know no calls.
            pub fn hashtag(self) -> &'static str {
                match self { $(Self::$name => $tag),* }
            }
        }
    };
}

kinds! {
    LegalAid "legal-aid" "Legal aid" "LegalAid",
    Translation "translation" "Translation" "Translation",
    Witnesses "witnesses" "Witnesses and observers" "Witnesses",
    Mirror "mirror" "Hosting a mirror" "Mirror",
    Funds "funds" "Money" "Funds",
    Other "other" "Something else" "Solidarity",
    Idea "idea" "An idea that worked" "CampaignIdea",
}

impl CallKind {
    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}

/// How far a call has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallState {
    /// It asks.
    #[default]
    Open,
    /// Somebody helped.
    Answered,
    /// It asks no more.
    Closed,
}

impl CallState {
    /// The word of rows, documents and commands.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Answered => "answered",
            Self::Closed => "closed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Open, Self::Answered, Self::Closed].into_iter().find(|state| state.as_str() == word)
    }
}

/// What makes a text a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What for.
    pub kind: CallKind,
    /// How far it has come.
    pub state: CallState,
    /// Fields of work.
    pub sectors: Vec<Sector>,
    /// Languages in which an answer is understood.
    pub languages: Vec<String>,
    /// Until when (unix milliseconds); the first moment that is too late, so that of a whole day it is the midnight after.
    pub until: Option<i64>,
    /// How often an idea was taken up, as its author counts.
    pub adopted: u64,
}

/// Why a call cannot be published or changed; each is a sentence for the desk.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It would be over before it begins.
    #[error("The call would end before it begins. Choose a day that is still to come.")]
    Past,
    /// Too many of something.
    #[error("A call can have {1} {0} at most.")]
    Many(&'static str, usize),
    /// A language tag that is none.
    #[error("\"{0}\" is not a language; write en, es, pt-BR.")]
    Language(String),
    /// It is over.
    #[error("The call is closed, and takes no answers any more.")]
    Over,
    /// Closed is closed.
    #[error("The call is closed. Publish a new one.")]
    Closed,
    /// It is a call for help.
    #[error("Only an idea can be taken up. Answer the call instead.")]
    NoIdea,
}

impl Call {
    /// Whether it still asks.
    pub fn is_open_at(&self, now: Time) -> bool {
        self.state == CallState::Open && self.until.is_none_or(|until| until > now.0)
    }

    /// The last day on which it asks, in UTC.
    pub fn last_day(&self) -> Option<Day> {
        self.until.and_then(|until| Day::of(Time(until.saturating_sub(1))))
    }
}

/// Checks a call before it is published.
pub fn check(call: &Call, now: Time) -> Result<(), Refusal> {
    if call.until.is_some_and(|until| until <= now.0) {
        return Err(Refusal::Past);
    }
    check_changed(call)
}

/// Checks what it asks for, whenever that is.
pub fn check_changed(call: &Call) -> Result<(), Refusal> {
    if call.sectors.len() > MOST_OF_A_KIND {
        return Err(Refusal::Many("sectors", MOST_OF_A_KIND));
    }
    if call.languages.len() > MOST_OF_A_KIND {
        return Err(Refusal::Many("languages", MOST_OF_A_KIND));
    }
    Ok(())
}

/// The title that stands in bold before a text, as coalitions publish theirs, and the text below it. Both are HTML.
pub fn headline(html: &str) -> Option<(&str, &str)> {
    let (title, below) = html.strip_prefix("<p><strong>")?.split_once("</strong></p>")?;
    (!title.is_empty() && !title.contains('<')).then_some((title, below))
}

/// The call in its next state. A closed one stays closed, so that nobody is surprised by an old call.
pub fn settle(call: &Call, to: CallState) -> Result<Call, Refusal> {
    if call.state == CallState::Closed && to != CallState::Closed {
        return Err(Refusal::Closed);
    }
    Ok(Call { state: to, ..call.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call() -> Call {
        Call {
            kind: CallKind::Idea,
            state: CallState::Open,
            sectors: Vec::new(),
            languages: Vec::new(),
            until: Some(100),
            adopted: 0,
        }
    }

    #[test]
    fn the_last_day_is_the_one_that_was_typed() {
        let day = Day::parse("2026-12-24").expect("a day");
        let of = |until| Call { until, ..call() }.last_day();
        assert_eq!(of(Some(day.begins().plus(crate::domain::time::DAY).0)), Some(day));
        assert_eq!(of(Some(day.begins().0 + 1)), Some(day), "another server may name an hour");
        assert_eq!(of(None), None);
    }

    #[test]
    fn words_are_the_same_everywhere() {
        for kind in CallKind::ALL {
            assert_eq!(CallKind::parse(kind.as_str()), Some(*kind));
            assert_eq!(serde_json::to_string(kind).expect("a word"), format!("\"{}\"", kind.as_str()));
            assert!(kind.hashtag().chars().all(char::is_alphanumeric));
        }
        for state in [CallState::Open, CallState::Answered, CallState::Closed] {
            assert_eq!(CallState::parse(state.as_str()), Some(state));
        }
        assert_eq!((CallKind::parse("Idea"), CallState::parse("")), (None, None));
    }

    #[test]
    fn a_title_in_bold_is_told_from_the_text_below_it() {
        assert_eq!(headline("<p><strong>A &amp; b</strong></p><p>c</p>"), Some(("A &amp; b", "<p>c</p>")));
        for html in ["<p>a</p>", "<p><strong></strong></p>", "<p><strong>a</strong> b</p>", ""] {
            assert_eq!(headline(html), None, "{html}");
        }
    }

    #[test]
    fn a_call_ends_with_its_time_and_a_closed_one_stays_closed() {
        assert!(call().is_open_at(Time(99)) && !call().is_open_at(Time(100)));
        assert_eq!(check(&call(), Time(100)), Err(Refusal::Past));
        assert_eq!(check(&call(), Time(99)), Ok(()));
        let closed = settle(&call(), CallState::Closed).expect("it closes");
        assert!(!closed.is_open_at(Time(0)));
        assert_eq!(settle(&closed, CallState::Open), Err(Refusal::Closed));
        let answered = settle(&call(), CallState::Answered).expect("answered");
        assert_eq!(settle(&answered, CallState::Open).expect("it asks again").state, CallState::Open);
        let many = Call { sectors: vec![Sector::Housing; 21], ..call() };
        assert!(matches!(check(&many, Time(0)), Err(Refusal::Many(..))));
    }
}
