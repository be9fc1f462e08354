//! Why something is refused, as data: the name of a text, and what stands in it. Nothing here knows a language; `words`
//! says it in the reader's. Which text belongs to which refusal of the domain is in `refusals`.

use super::campaign_state::CampaignState;
use super::day::Day;
use super::draft::DraftState;
use super::endorsement::EndorsementState;
use super::joint::JointState;
use super::role::Role;

/// Why something is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// In words of ours, which are there in every language.
    Said {
        /// The name of the text.
        key: &'static str,
        /// What stands in it, by its names there.
        arguments: Vec<(&'static str, Part)>,
    },
    /// In words that are there in English only: somebody else's, or meant for programs.
    English(String),
}

/// Something that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A name, or words that somebody gave.
    Name(String),
    /// A number, which may choose the plural.
    Count(i64),
    /// A day.
    Day(Day),
    /// Words of ours that each language has its own for, by their English form: `the goal`.
    Term(&'static str),
    /// How far a campaign has come.
    Campaign(CampaignState),
    /// The same of several.
    Campaigns(Vec<CampaignState>),
    /// How far a draft has come.
    Draft(DraftState),
    /// How far an endorsement has come.
    Endorsement(EndorsementState),
    /// How far an invitation to a joint campaign has come.
    Joint(JointState),
    /// A role.
    Role(Role),
}

impl Refusal {
    /// The text of this name; what stands in it follows.
    pub fn new(key: &'static str) -> Self {
        Self::Said { key, arguments: Vec::new() }
    }

    /// Whether it is there in English only.
    pub fn is_english(&self) -> bool {
        matches!(self, Self::English(_))
    }

    /// Puts a name into it, or words that somebody gave.
    #[must_use]
    pub fn name(self, argument: &'static str, words: impl std::fmt::Display) -> Self {
        self.with(argument, Part::Name(words.to_string()))
    }

    /// Puts a number into it.
    #[must_use]
    pub fn count(self, argument: &'static str, count: impl TryInto<i64>) -> Self {
        self.with(argument, Part::Count(count.try_into().unwrap_or(i64::MAX)))
    }

    /// Puts words of ours into it, by their English form.
    #[must_use]
    pub fn term(self, argument: &'static str, english: &'static str) -> Self {
        self.with(argument, Part::Term(english))
    }

    /// Puts something into it.
    #[must_use]
    pub fn with(mut self, argument: &'static str, part: impl Into<Part>) -> Self {
        if let Self::Said { arguments, .. } = &mut self {
            arguments.push((argument, part.into()));
        }
        self
    }
}

impl From<&str> for Refusal {
    fn from(english: &str) -> Self {
        Self::English(english.to_owned())
    }
}

impl From<String> for Refusal {
    fn from(english: String) -> Self {
        Self::English(english)
    }
}

macro_rules! parts {
    ($($kind:ty => $name:ident),*) => {
        $(impl From<$kind> for Part {
            fn from(part: $kind) -> Self {
                Self::$name(part)
            }
        })*
    };
}

parts!(
    Day => Day, CampaignState => Campaign, Vec<CampaignState> => Campaigns, DraftState => Draft,
    EndorsementState => Endorsement, JointState => Joint, Role => Role
);
