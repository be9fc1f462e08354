//! Posts that are to be written later: when, and how many.

use super::time::{DAY, MINUTE, Time};

/// What is nearer than this is written at once or not at all.
pub const NEAREST: i64 = 5 * MINUTE;
/// So many can wait at the same time.
pub const MOST: i64 = 300;
/// So many can be planned for one day (in UTC).
pub const MOST_A_DAY: i64 = 25;

/// Why a post cannot be planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is past, or about to be.
    #[error("Validation failed: Scheduled at must be at least 5 minutes in the future")]
    TooNear,
    /// Too many wait already.
    #[error("Validation failed: You have exceeded the limit of {MOST} scheduled posts")]
    TooMany,
    /// Too many are planned for that day.
    #[error("Validation failed: You have exceeded the limit of {MOST_A_DAY} scheduled posts for that day")]
    FullDay,
}

/// The day of this moment, from its first millisecond to that of the next.
pub fn day_of(due: Time) -> (Time, Time) {
    let from = due.0 - due.0.rem_euclid(DAY);
    (Time(from), Time(from + DAY))
}

/// Whether one more may be planned for this time, beside so many in all and so many on its day.
pub fn admit(now: Time, due: Time, waiting: i64, on_that_day: i64) -> Result<(), Refusal> {
    if due < now.plus(NEAREST) {
        return Err(Refusal::TooNear);
    }
    if waiting >= MOST {
        return Err(Refusal::TooMany);
    }
    if on_that_day >= MOST_A_DAY {
        return Err(Refusal::FullDay);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_planned() {
        let now = Time(1_790_000_000_000);
        let soon = now.plus(NEAREST);
        for (due, waiting, on_that_day, expected) in [
            (soon, 0, 0, Ok(())),
            (soon.plus(-1), 0, 0, Err(Refusal::TooNear)),
            (Time(0), 0, 0, Err(Refusal::TooNear)),
            (soon, MOST - 1, MOST_A_DAY - 1, Ok(())),
            (soon, MOST, 0, Err(Refusal::TooMany)),
            (soon, MOST_A_DAY, MOST_A_DAY, Err(Refusal::FullDay)),
        ] {
            assert_eq!(admit(now, due, waiting, on_that_day), expected, "{due:?} {waiting} {on_that_day}");
        }
        assert_eq!(day_of(Time(DAY + 1)), (Time(DAY), Time(2 * DAY)));
    }
}
