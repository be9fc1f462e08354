//! How much one sender may send in a minute, and how often it wanted to send more. What is not used is not saved up beyond
//! one minute's worth.

use super::time::{HOUR, MINUTE, Time};

/// After this time nobody needs to know any longer that somebody was held back.
pub const SHOWN_FOR: i64 = HOUR;

/// What is left to a sender.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Allowance {
    left: f64,
    at: Time,
    held_back: u64,
    held_back_at: Option<Time>,
}

impl Allowance {
    /// A whole minute's worth.
    pub fn whole(per_minute: u32, now: Time) -> Self {
        Self { left: f64::from(per_minute), at: now, held_back: 0, held_back_at: None }
    }

    /// Takes one; `Err` says after how many milliseconds there is another.
    pub fn take(&mut self, per_minute: u32, now: Time) -> Result<(), i64> {
        #[expect(clippy::cast_precision_loss, reason = "at most a minute, in milliseconds")]
        let passed = now.since(self.at).clamp(0, MINUTE) as f64 / MINUTE as f64;
        self.left = (self.left + passed * f64::from(per_minute)).min(f64::from(per_minute));
        self.at = now;
        if self.left >= 1.0 {
            self.left -= 1.0;
            return Ok(());
        }
        if self.held_back_at.is_none_or(|at| now.since(at) > SHOWN_FOR) {
            self.held_back = 0;
        }
        self.held_back += 1;
        self.held_back_at = Some(now);
        Err(MINUTE / i64::from(per_minute.max(1)))
    }

    /// How often it was refused of late, and when last; none where that is long ago.
    pub fn held_back(&self, now: Time) -> Option<(u64, Time)> {
        self.held_back_at.filter(|at| now.since(*at) <= SHOWN_FOR).map(|at| (self.held_back, at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minutes_worth_and_no_more_and_it_is_seen_for_an_hour() {
        let now = Time(1_000_000);
        let mut allowance = Allowance::whole(60, now);
        assert_eq!((0..70).filter(|_| allowance.take(60, now).is_ok()).count(), 60);
        assert_eq!(allowance.held_back(now), Some((10, now)));
        assert_eq!(allowance.take(60, now), Err(1_000));
        let later = now.plus(5_000);
        assert_eq!((0..70).filter(|_| allowance.take(60, later).is_ok()).count(), 5);
        let much_later = later.plus(10 * HOUR);
        assert_eq!(allowance.held_back(much_later), None);
        assert_eq!(
            (0..70).filter(|_| allowance.take(60, much_later).is_ok()).count(),
            60,
            "nothing is saved up"
        );
        assert_eq!(allowance.held_back(much_later), Some((10, much_later)), "counted anew");
        // A clock that was set back gives nothing and breaks nothing.
        assert_eq!(allowance.take(60, now), Err(1_000));
    }
}
