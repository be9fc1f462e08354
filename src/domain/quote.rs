//! Who may quote a post, and what becomes of a quote (FEP-044f).

use serde::{Deserialize, Serialize};

use super::visibility::{Relation, Visibility};

/// Whose quotes the author agrees to without being asked each time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quoters {
    /// Everybody's.
    #[default]
    Anyone,
    /// Those of followers.
    Followers,
    /// Nobody's but the author's own.
    Nobody,
}

impl Quoters {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Anyone => "anyone",
            Self::Followers => "followers",
            Self::Nobody => "nobody",
        }
    }

    /// Reads the word. One that is unknown lets nobody.
    pub fn parse(text: &str) -> Self {
        [Self::Anyone, Self::Followers].into_iter().find(|q| q.as_str() == text).unwrap_or(Self::Nobody)
    }
}

/// What holds for a post: what not everybody may see, nobody may carry further, whatever its author has chosen.
pub fn policy(visibility: Visibility, chosen: Quoters) -> Quoters {
    if visibility.is_open() { chosen } else { Quoters::Nobody }
}

/// Whether somebody may quote a post of this visibility and this choice.
pub fn may_quote(visibility: Visibility, chosen: Quoters, relation: Relation) -> bool {
    if relation.is_author {
        return true;
    }
    !relation.is_blocked
        && match policy(visibility, chosen) {
            Quoters::Anyone => true,
            Quoters::Followers => relation.follows,
            Quoters::Nobody => false,
        }
}

/// What an author says beforehand of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Whose quotes are agreed to without asking.
    pub automatic: Quoters,
    /// Whose quotes the author decides about.
    pub manual: Quoters,
    /// Somebody is named besides, whom we cannot tell from here.
    pub others: bool,
}

impl Offer {
    /// What somebody here offers who has chosen so.
    pub fn of(chosen: Quoters) -> Self {
        Self { automatic: chosen, manual: Quoters::Nobody, others: false }
    }
}

/// What somebody may hope for who wants to quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hope {
    /// It is agreed to at once.
    Automatic,
    /// The author decides.
    Manual,
    /// Nothing is known; asking shows.
    Unknown,
    /// It is refused.
    Denied,
}

impl Hope {
    /// The word of the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Manual => "manual",
            Self::Unknown => "unknown",
            Self::Denied => "denied",
        }
    }
}

/// What somebody may hope for who wants to quote a post with this offer; `follows` is `None` where nobody has looked.
pub fn hope(visibility: Visibility, offer: Option<Offer>, relation: Relation, follows: Option<bool>) -> Hope {
    if relation.is_author {
        return Hope::Automatic;
    }
    if !visibility.is_open() || relation.is_blocked {
        return Hope::Denied;
    }
    // Its server knows nothing of quotes, or has not said.
    let Some(offer) = offer else { return Hope::Unknown };
    let holds = |quoters| match quoters {
        Quoters::Anyone => Some(true),
        Quoters::Followers => follows,
        Quoters::Nobody => Some(false),
    };
    match (holds(offer.automatic), holds(offer.manual)) {
        (Some(true), _) => Hope::Automatic,
        (None, _) | (_, None) => Hope::Unknown,
        (_, Some(true)) => Hope::Manual,
        _ if offer.others => Hope::Unknown,
        _ => Hope::Denied,
    }
}

/// Whether a quote is seen by nobody whom the author of the quoted post has not had in mind: what is not for everybody
/// is not quoted to more.
pub fn is_no_wider(quoted: Visibility, quoting: Visibility) -> bool {
    match quoted {
        Visibility::Public | Visibility::Unlisted => true,
        Visibility::Followers => !quoting.is_open(),
        Visibility::Direct => quoting == Visibility::Direct,
    }
}

/// Where a quote stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteState {
    /// Its author has been asked.
    Pending,
    /// They have agreed.
    Accepted,
    /// They have refused.
    Rejected,
    /// They have agreed, and taken it back.
    Revoked,
}

impl QuoteState {
    /// The word in the database and in the API.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Revoked => "revoked",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        let all = [Self::Pending, Self::Accepted, Self::Rejected, Self::Revoked];
        all.into_iter().find(|state| state.as_str() == text)
    }
}

/// What the author of a quoted post does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Agrees.
    Agree,
    /// Refuses, at first or later.
    Refuse,
    /// Takes the stamp back.
    Withdraw,
}

/// Where a quote stands after that; `None` where it changes nothing. A no stays a no: a late or repeated yes does not
/// bring back what was refused.
pub fn step(state: QuoteState, step: Step) -> Option<QuoteState> {
    match (state, step) {
        (QuoteState::Pending, Step::Agree) => Some(QuoteState::Accepted),
        (QuoteState::Pending, Step::Refuse) => Some(QuoteState::Rejected),
        (QuoteState::Accepted, Step::Refuse | Step::Withdraw) => Some(QuoteState::Revoked),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_no_stays_a_no() {
        use QuoteState::{Accepted, Pending, Rejected, Revoked};
        for (state, expected) in [
            (Pending, [Some(Accepted), Some(Rejected), None]),
            (Accepted, [None, Some(Revoked), Some(Revoked)]),
            (Rejected, [None; 3]),
            (Revoked, [None; 3]),
        ] {
            assert_eq!([Step::Agree, Step::Refuse, Step::Withdraw].map(|one| step(state, one)), expected);
            assert_eq!(QuoteState::parse(state.as_str()), Some(state));
        }
    }

    #[test]
    fn hope_follows_the_offer() {
        use Quoters::{Anyone, Followers, Nobody};
        let stranger = Relation::STRANGER;
        let public = |offer, follows| hope(Visibility::Public, offer, stranger, follows);
        let offer = |automatic, manual, others| Some(Offer { automatic, manual, others });
        assert_eq!(public(None, Some(true)), Hope::Unknown);
        assert_eq!(public(offer(Anyone, Nobody, false), None), Hope::Automatic);
        assert_eq!(public(offer(Followers, Anyone, false), Some(false)), Hope::Manual);
        assert_eq!(public(offer(Followers, Anyone, false), Some(true)), Hope::Automatic);
        assert_eq!(public(offer(Followers, Nobody, false), None), Hope::Unknown);
        assert_eq!(public(offer(Nobody, Nobody, false), Some(true)), Hope::Denied);
        assert_eq!(public(offer(Nobody, Nobody, true), Some(true)), Hope::Unknown);
        let anyone = offer(Anyone, Anyone, false);
        assert_eq!(hope(Visibility::Followers, anyone, stranger, Some(true)), Hope::Denied);
        let blocked = Relation { is_blocked: true, ..stranger };
        assert_eq!(hope(Visibility::Public, anyone, blocked, Some(true)), Hope::Denied);
        let author = Relation { is_author: true, ..stranger };
        assert_eq!(hope(Visibility::Direct, offer(Nobody, Nobody, false), author, None), Hope::Automatic);
    }

    #[test]
    fn what_is_for_some_is_not_quoted_to_more() {
        use Visibility::{Direct, Followers, Public, Unlisted};
        let all = [Public, Unlisted, Followers, Direct];
        assert_eq!(all.map(|quoting| is_no_wider(Unlisted, quoting)), [true; 4]);
        assert_eq!(all.map(|quoting| is_no_wider(Followers, quoting)), [false, false, true, true]);
        assert_eq!(all.map(|quoting| is_no_wider(Direct, quoting)), [false, false, false, true]);
    }

    #[test]
    fn every_choice_against_every_reader() {
        let stranger = Relation::STRANGER;
        let follower = Relation { follows: true, ..stranger };
        let blocked = Relation { is_blocked: true, ..follower };
        let author = Relation { is_author: true, ..stranger };
        let all = [Quoters::Anyone, Quoters::Followers, Quoters::Nobody];
        for (who, expected) in [
            (stranger, [true, false, false]),
            (follower, [true, true, false]),
            (blocked, [false, false, false]),
            (author, [true, true, true]),
        ] {
            for visibility in [Visibility::Public, Visibility::Unlisted] {
                assert_eq!(all.map(|chosen| may_quote(visibility, chosen, who)), expected, "{who:?}");
            }
            for visibility in [Visibility::Followers, Visibility::Direct] {
                let yes = who.is_author;
                assert_eq!(all.map(|chosen| may_quote(visibility, chosen, who)), [yes; 3], "{who:?}");
            }
        }
    }
}
