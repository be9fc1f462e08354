//! Lists of people that a member reads apart: which answers come into one.

/// Which answers to others come into a list. An answer to its author's own words, or to the list's owner, always does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RepliesPolicy {
    /// Answers to anybody whom the owner follows.
    Followed,
    /// Answers to people of the list.
    #[default]
    List,
    /// No answers.
    Nobody,
}

impl RepliesPolicy {
    /// The word kept in the database and used by clients.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::List => "list",
            Self::Nobody => "none",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "followed" => Some(Self::Followed),
            "list" => Some(Self::List),
            "none" => Some(Self::Nobody),
            _ => None,
        }
    }
}

/// Whom a post answers, seen from a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Nobody, or the author's own words.
    Nobody,
    /// The owner of the list.
    Owner,
    /// Somebody of the list.
    Listed,
    /// Somebody whom the owner follows.
    Followed,
    /// Somebody else, or somebody we do not know.
    Others,
}

/// Whether a post by somebody of the list comes into it.
pub fn takes(policy: RepliesPolicy, answers: Answers) -> bool {
    match answers {
        Answers::Nobody | Answers::Owner => true,
        Answers::Listed => policy != RepliesPolicy::Nobody,
        Answers::Followed => policy == RepliesPolicy::Followed,
        Answers::Others => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_policy_against_every_answer() {
        let all = [Answers::Nobody, Answers::Owner, Answers::Listed, Answers::Followed, Answers::Others];
        for (policy, expected) in [
            (RepliesPolicy::Followed, [true, true, true, true, false]),
            (RepliesPolicy::List, [true, true, true, false, false]),
            (RepliesPolicy::Nobody, [true, true, false, false, false]),
        ] {
            assert_eq!(all.map(|answers| takes(policy, answers)), expected, "{policy:?}");
            assert_eq!(RepliesPolicy::parse(policy.as_str()), Some(policy));
        }
        assert_eq!(RepliesPolicy::parse("everybody"), None);
    }
}
