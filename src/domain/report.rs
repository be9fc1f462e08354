//! What a member reports to the moderators.

/// Why something is reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Category {
    /// Unwanted advertising.
    Spam,
    /// Against the law.
    Legal,
    /// Against the rules of this server.
    Violation,
    /// Something else.
    #[default]
    Other,
}

impl Category {
    const ALL: [Self; 4] = [Self::Spam, Self::Legal, Self::Violation, Self::Other];

    /// The word kept in the database, which is the one that clients send.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Spam => "spam",
            Self::Legal => "legal",
            Self::Violation => "violation",
            Self::Other => "other",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.as_str() == text)
    }
}

/// So many reports one member may write a day: enough for a bad day, too few to bury the moderators.
pub const MOST_A_DAY: i64 = 20;
/// The longest comment of a member, in characters.
pub const LONGEST_COMMENT: usize = 1_000;
/// The most posts that one report names.
pub const MOST_POSTS: usize = 100;
