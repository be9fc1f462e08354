//! What another server says about the numbers of its actors: how many follow, are followed, and how many posts there are.
//! When it is asked, and what is believed.

use super::time::{HOUR, MINUTE, Time};

/// The largest number that is believed; no server has as many accounts.
pub const MOST: i64 = 1_000_000_000;
/// An actor is not counted again within this time, however often its server says that it has changed, in milliseconds.
pub const PAUSE: i64 = HOUR;
/// Soonest after the actor was fetched, in milliseconds: never while somebody waits for its page.
const SOONEST: i64 = 10_000;
/// Those who are met together are counted within this time, in milliseconds.
pub const SPREAD: i64 = 5 * MINUTE;

/// The numbers that a server tells of one of its actors. What it does not tell is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProfileNumbers {
    /// How many follow it.
    pub followers: Option<i64>,
    /// How many it follows.
    pub following: Option<i64>,
    /// How many posts it has.
    pub posts: Option<i64>,
}

/// A number as it is believed: not below nothing, and not beyond all measure.
pub fn believed(total: i64) -> Option<i64> {
    (0..=MOST).contains(&total).then_some(total)
}

/// When an actor that was fetched now is counted, at a moment of its own (`jitter` from 0 to 1).
pub fn due(now: Time, jitter: f64) -> Time {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "a part of some minutes, in milliseconds"
    )]
    let wait = (jitter.clamp(0.0, 1.0) * (SPREAD - SOONEST) as f64) as i64;
    now.plus(SOONEST + wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_believed_within_measure() {
        for (total, expected) in [
            (0, Some(0)),
            (41, Some(41)),
            (MOST, Some(MOST)),
            (MOST + 1, None),
            (-1, None),
            (i64::MAX, None),
            (i64::MIN, None),
        ] {
            assert_eq!(believed(total), expected, "{total}");
        }
    }

    #[test]
    fn nobody_is_counted_at_once_and_everybody_within_minutes() {
        let now = Time(1_790_000_000_000);
        assert_eq!((due(now, 0.0), due(now, 1.0)), (now.plus(SOONEST), now.plus(SPREAD)));
        assert_eq!(due(now, 7.0), now.plus(SPREAD));
    }
}
