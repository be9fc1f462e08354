//! One actor follows another: none, requested, accepted.

/// How far a follow has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FollowState {
    /// Asked; the one who is asked has not answered. Counts as a stranger everywhere.
    Requested,
    /// The one who was asked has accepted.
    Accepted,
}

impl FollowState {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Accepted => "accepted",
        }
    }

    /// Reads the word; an unknown one counts as not accepted.
    pub fn parse(text: &str) -> Self {
        if text == "accepted" { Self::Accepted } else { Self::Requested }
    }
}

/// What becomes of a follow that somebody asks of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Accept at once.
    Accept,
    /// Keep it until a person decides.
    Wait,
    /// Refuse.
    Reject,
}

/// Decides on a follow of a local actor: `locked` actors decide by hand, a blocked follower is refused.
pub fn answer(locked: bool, blocked: bool) -> Answer {
    match (blocked, locked) {
        (true, _) => Answer::Reject,
        (false, true) => Answer::Wait,
        (false, false) => Answer::Accept,
    }
}
