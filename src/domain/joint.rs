//! A joint campaign: several coalitions, each with its own page and its own signers, and one number that all of them show. What
//! is told between their houses, how far a house has come, and which tallies are believed.

use super::sketch::{LEAST_SIGNERS, Sketch};
use super::time::{MINUTE, Time};
use super::uri::Uri;

/// The most houses of one joint campaign, the lead not counted.
pub const MOST_HOUSES: i64 = 50;
/// The most signers that a house may claim: more people than any of them can have.
pub const MOST_SIGNERS: i64 = 1_000_000_000;
/// A house tells its number at most this often.
pub const PAUSE: i64 = 5 * MINUTE;
/// Clocks of two houses may differ by so much.
const SKEW: i64 = 10 * MINUTE;

/// On which side we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// It is our campaign that others joined.
    Lead,
    /// Ours joined that of another house.
    Partner,
}

impl Side {
    /// The word for the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Partner => "partner",
        }
    }

    /// The one of this word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Lead, Self::Partner].into_iter().find(|one| one.as_str() == word)
    }
}

/// How far a house has come.
///
/// ```text
/// invited ──▶ joined ──▶ left ──▶ invited
///    ├──────▶ declined ──────────────▲
///    └──────▶ left
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JointState {
    /// It has been asked.
    Invited,
    /// Its signers count.
    Joined,
    /// It said no.
    Declined,
    /// It is no longer part, or the invitation was taken back.
    Left,
}

impl JointState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Invited, Self::Joined, Self::Declined, Self::Left];

    /// The word for the database and for scripts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Joined => "joined",
            Self::Declined => "declined",
            Self::Left => "left",
        }
    }

    /// The one of this word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Whether this step can be taken.
    pub fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Self::Invited, Self::Joined | Self::Declined | Self::Left)
                | (Self::Joined, Self::Left)
                | (Self::Declined | Self::Left, Self::Invited)
        )
    }
}

impl std::fmt::Display for JointState {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(self.as_str())
    }
}

/// A campaign that takes part, as everybody may know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct House {
    /// The campaign's actor.
    pub uri: String,
    /// What the campaign is called.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// How many signed there.
    pub count: i64,
}

/// What one house tells the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Grows from one to the next: unix milliseconds.
    pub sequence: Time,
    /// How many signed: at the partner, or, from the lead, at all houses together.
    pub count: i64,
    /// From how many the sketch was drawn.
    pub sketched: i64,
    /// By which signers of two houses are counted once; only from partners.
    pub sketch: Option<Sketch>,
    /// Every house; only from the lead.
    pub houses: Vec<House>,
    /// The key of the joint campaign, sealed for this partner; only once, from the lead.
    pub sealed_key: Option<Vec<u8>>,
}

/// What comes in about a joint campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JointAct {
    /// The lead invites.
    Offered {
        /// The joint campaign.
        joint: Uri,
        /// What the lead's campaign is called.
        name: String,
        /// Whom it invites.
        to: Vec<String>,
        /// When.
        published: Time,
    },
    /// A partner takes part.
    Accepted {
        /// The invitation.
        offer: Uri,
        /// The campaign that takes part.
        campaign: Uri,
        /// What the key of the joint campaign can be sealed to.
        key: [u8; 32],
    },
    /// The other side tells its number.
    Told {
        /// The joint campaign.
        joint: Uri,
        /// The number.
        tally: Box<Tally>,
    },
}

/// Why a tally is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not newer than the last.
    #[error("the tally is not newer than the one that is here")]
    Stale,
    /// It was made in the future.
    #[error("the tally was made in the future")]
    Early,
    /// No house can have so many.
    #[error("the tally claims a number that cannot be")]
    Number,
    /// Number and sketch do not belong together.
    #[error("the tally claims more than its sketch shows")]
    Sketch,
}

/// Whether a tally is believed, after one with this number.
pub fn believe(tally: &Tally, last: Time, now: Time) -> Result<(), Refusal> {
    if tally.sequence <= last {
        return Err(Refusal::Stale);
    }
    if tally.sequence > now.plus(SKEW) {
        return Err(Refusal::Early);
    }
    let counts = tally.houses.iter().map(|house| house.count).chain([tally.count, tally.sketched]);
    for count in counts {
        if !(0..=MOST_SIGNERS * (MOST_HOUSES + 1)).contains(&count) {
            return Err(Refusal::Number);
        }
    }
    if tally.houses.is_empty() && tally.count > MOST_SIGNERS {
        return Err(Refusal::Number);
    }
    match &tally.sketch {
        None if tally.sketched != 0 => Err(Refusal::Sketch),
        Some(sketch) if !sketch.fits(tally.sketched) => Err(Refusal::Sketch),
        _ => Ok(()),
    }
}

/// Whether the sketch is to be drawn anew: only when there are twice or half as many as at the last, because whoever sees two
/// sketches sees which places have changed between them, and that must not be those of a few.
pub fn is_redrawn(drawn: i64, present: i64) -> bool {
    let least = i64::try_from(LEAST_SIGNERS).unwrap_or(i64::MAX);
    if drawn == 0 { present >= least } else { present >= 2 * drawn || 2 * present <= drawn }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally() -> Tally {
        Tally {
            sequence: Time(1_000),
            count: 10,
            sketched: 0,
            sketch: None,
            houses: Vec::new(),
            sealed_key: None,
        }
    }

    #[test]
    fn old_early_and_impossible_tallies_are_not_believed() {
        let now = Time(1_000);
        assert_eq!(believe(&tally(), Time(999), now), Ok(()));
        assert_eq!(believe(&tally(), Time(1_000), now), Err(Refusal::Stale));
        assert_eq!(believe(&tally(), Time(2_000), now), Err(Refusal::Stale));
        let early = Tally { sequence: now.plus(SKEW + 1), ..tally() };
        assert_eq!(believe(&early, Time(0), now), Err(Refusal::Early));
        for count in [-1, MOST_SIGNERS + 1, i64::MAX] {
            let tally = Tally { count, ..tally() };
            assert_eq!(believe(&tally, Time(0), now), Err(Refusal::Number), "{count}");
        }
        let claims = Tally { sketched: 10, ..tally() };
        assert_eq!(believe(&claims, Time(0), now), Err(Refusal::Sketch), "no sketch shows them");
        let house = House { uri: String::new(), name: String::new(), url: None, count: -1 };
        let below = Tally { houses: vec![house], ..tally() };
        assert_eq!(believe(&below, Time(0), now), Err(Refusal::Number));
    }

    #[test]
    fn a_sketch_has_to_show_what_is_claimed() {
        // Spread as a digest would, and not evenly.
        let spread = |n: u32| {
            let n = (n ^ (n >> 16)).wrapping_mul(0x85eb_ca6b);
            let n = (n ^ (n >> 13)).wrapping_mul(0xc2b2_ae35);
            (n ^ (n >> 16)) >> 8
        };
        let sketch = Sketch::draw(&(1..1_001).map(spread).collect::<Vec<u32>>());
        assert!(sketch.is_some());
        let honest = Tally { count: 1_200, sketched: 1_000, sketch, ..tally() };
        assert_eq!(believe(&honest, Time(0), Time(1_000)), Ok(()));
        for sketched in [0, 100_000] {
            let lie = Tally { sketched, ..honest.clone() };
            assert_eq!(believe(&lie, Time(0), Time(1_000)), Err(Refusal::Sketch), "{sketched}");
        }
    }

    #[test]
    fn a_sketch_is_drawn_anew_when_many_have_come_or_gone() {
        for (drawn, present, anew) in [
            (0, 49, false),
            (0, 50, true),
            (50, 99, false),
            (50, 100, true),
            (100, 51, false),
            (100, 50, true),
            (100, 0, true),
        ] {
            assert_eq!(is_redrawn(drawn, present), anew, "{drawn} {present}");
        }
    }

    #[test]
    fn the_steps_of_a_house() {
        use JointState::{Declined, Invited, Joined, Left};
        for from in JointState::ALL {
            for to in JointState::ALL {
                let allowed = [
                    (Invited, Joined),
                    (Invited, Declined),
                    (Invited, Left),
                    (Joined, Left),
                    (Declined, Invited),
                    (Left, Invited),
                ]
                .contains(&(from, to));
                assert_eq!(from.may_become(to), allowed, "{from} {to}");
            }
            assert_eq!(JointState::parse(from.as_str()), Some(from));
        }
    }
}
