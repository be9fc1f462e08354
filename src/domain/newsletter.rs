//! The newsletter: how often somebody reads it, how long an answer is waited for, and when a week ends.

use super::time::{DAY, HOUR, MINUTE, Time};

/// So long a reader has to confirm; then their address is erased.
pub const CONFIRM_WITHIN: i64 = 2 * DAY;
/// A statement goes out this much later than it was published, so that a slip can still be taken back.
pub const GRACE: i64 = 10 * MINUTE;
/// A week.
pub const WEEK: i64 = 7 * DAY;
/// Monday, 1970-01-05, 08:00 UTC: weeks end so many whole weeks later.
const FIRST_WEEK: i64 = 4 * DAY + 8 * HOUR;
/// Mails of the newsletter that wait at the same time. No more are written until some have gone.
pub const MOST_WAITING: i64 = 2_000;
/// The most statements in one digest; the newest stand there.
pub const MOST_IN_DIGEST: i64 = 30;

/// How often somebody reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Rhythm {
    /// A mail for each statement.
    #[default]
    Each,
    /// One mail a week.
    Weekly,
}

impl Rhythm {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Each, Self::Weekly];

    /// The word in the database and in forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Each => "each",
            Self::Weekly => "weekly",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rhythm| rhythm.as_str() == text)
    }
}

/// When the week that is running at this moment ends. With a `scale` below 1 (in a test rig), weeks are shorter.
pub fn week_end(now: Time, scale: f64) -> Time {
    let week = super::mail_queue::scaled(WEEK, scale).max(1);
    let first = super::mail_queue::scaled(FIRST_WEEK, scale);
    Time(now.0 + week - (now.0 - first).rem_euclid(week))
}

/// Whether what a confirmation asks for can still be done.
pub fn may_confirm(asked_at: Time, now: Time, scale: f64) -> bool {
    // A clock that was set back does not close it.
    now.since(asked_at) <= super::mail_queue::scaled(CONFIRM_WITHIN, scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for rhythm in Rhythm::ALL {
            assert_eq!(Rhythm::parse(rhythm.as_str()), Some(rhythm));
        }
        assert_eq!(Rhythm::parse("daily"), None);
    }

    #[test]
    fn weeks_end_on_mondays_at_eight() {
        for (now, end) in [
            ("2026-11-28T12:00:00Z", "2026-11-30T08:00:00Z"),
            ("2026-11-30T07:59:59Z", "2026-11-30T08:00:00Z"),
            ("2026-11-30T08:00:00Z", "2026-12-07T08:00:00Z"),
            ("2026-12-31T23:00:00Z", "2027-01-04T08:00:00Z"),
        ] {
            let now = Time::parse(now).expect("a time");
            assert_eq!(week_end(now, 1.0).rfc3339(), end);
        }
        let now = Time(1_795_000_000_000);
        assert!(week_end(now, 0.001) > now && week_end(now, 0.001) <= now.plus(WEEK / 1_000));
    }

    #[test]
    fn an_answer_is_waited_for_two_days() {
        let asked = Time(1_000);
        assert!(may_confirm(asked, asked.plus(CONFIRM_WITHIN), 1.0));
        assert!(!may_confirm(asked, asked.plus(CONFIRM_WITHIN + 1), 1.0));
        assert!(may_confirm(asked, Time(0), 1.0));
    }
}
