//! The life of a delivery: one activity, one inbox.
//!
//! ```text
//! pending -> delivered | rejected | gone | expired | superseded | dropped
//! pending -> pending (later)         expired -> pending (the host is back within 30 days)
//! ```

use super::time::{DAY, HOUR, MINUTE, SECOND, Time};

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DeliveryState {
    /// Waits for its time.
    Pending,
    /// The other server took it.
    Delivered,
    /// The other server refused it for good.
    Rejected,
    /// The inbox no longer exists.
    Gone,
    /// Tried for seven days in vain.
    Expired,
    /// A later activity about the same object made it pointless.
    Superseded,
    /// Somebody here took it out of the queue, or the domain is blocked.
    Dropped,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::Pending,
        Self::Delivered,
        Self::Rejected,
        Self::Gone,
        Self::Expired,
        Self::Superseded,
        Self::Dropped,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Delivered => "delivered",
            Self::Rejected => "rejected",
            Self::Gone => "gone",
            Self::Expired => "expired",
            Self::Superseded => "superseded",
            Self::Dropped => "dropped",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What came back from the other server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// An HTTP status, and the seconds it asked us to wait.
    Status(u16, Option<u64>),
    /// Nothing: no name, no connection, no answer in time.
    Unreachable,
    /// Our own rules forbid to send it there: a blocked domain, a private address.
    Forbidden,
}

/// What is next for the delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing more: it has this final state.
    Final(DeliveryState),
    /// Try again at this time.
    Again {
        /// Not before.
        at: Time,
        /// The whole host is in trouble, not just this delivery.
        host_failed: bool,
    },
}

/// 30 s, 2 min, 10 min, 30 min, 1 h, 2 h, 4 h, then every 6 h.
const BACK_OFF: [i64; 8] =
    [30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR];
/// A refused signature may be a clock or a key that is being changed; after this many it is meant.
const TRIES_WHEN_REFUSED: u32 = 3;
/// `Retry-After` is honoured up to a day.
const LONGEST_WAIT: i64 = DAY;
/// So many failures in a row open the breaker of a host.
pub const BREAKER: i64 = 5;

/// Times of patience; the rig shortens them all by one factor.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patience {
    /// Milliseconds after which a delivery expires.
    pub give_up: i64,
    /// 1 outside of tests.
    pub scale: f64,
}

impl Patience {
    fn scaled(self, millis: i64) -> i64 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "times of days fit an f64"
        )]
        let scaled = (millis as f64 * self.scale) as i64;
        scaled.max(1)
    }

    /// How long to wait after this many failures (from 1), give or take a fifth; `jitter` is 0 to 1.
    pub fn back_off(self, failures: u32, jitter: f64) -> i64 {
        let step = BACK_OFF[(failures.max(1) as usize - 1).min(BACK_OFF.len() - 1)];
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "times of days fit an f64"
        )]
        let wait = (step as f64 * (0.8 + 0.4 * jitter.clamp(0.0, 1.0))) as i64;
        self.scaled(wait)
    }
}

/// Decides what is next after an answer.
///
/// `attempts` counts this one (from 1), `first_at` is when the delivery was queued.
pub fn after(
    attempts: u32,
    first_at: Time,
    answer: Answer,
    patience: Patience,
    jitter: f64,
    now: Time,
) -> Next {
    use DeliveryState::{Delivered, Dropped, Expired, Gone, Rejected};
    let again = |wait: i64, host_failed: bool| {
        if now.since(first_at) + wait > patience.scaled(patience.give_up) {
            Next::Final(Expired)
        } else {
            Next::Again { at: now.plus(wait), host_failed }
        }
    };
    let back_off = patience.back_off(attempts, jitter);
    match answer {
        Answer::Forbidden => Next::Final(Dropped),
        Answer::Unreachable => again(back_off, true),
        Answer::Status(code, retry_after) => match code {
            200..=299 => Next::Final(Delivered),
            404 | 410 => Next::Final(Gone),
            401 | 403 if attempts < TRIES_WHEN_REFUSED => again(back_off, false),
            408 => again(back_off, true),
            429 | 500..=599 => {
                let asked = retry_after
                    .map_or(0, |s| i64::try_from(s).unwrap_or(i64::MAX).saturating_mul(SECOND))
                    .min(LONGEST_WAIT);
                again(back_off.max(patience.scaled(asked)), true)
            }
            _ => Next::Final(Rejected),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Patience = Patience { give_up: 7 * DAY, scale: 1.0 };
    const START: Time = Time(1_000_000);

    fn next(attempts: u32, answer: Answer, now: Time) -> Next {
        after(attempts, START, answer, PATIENCE, 0.5, now)
    }

    #[test]
    fn final_answers_are_final() {
        for (code, state) in [
            (200, DeliveryState::Delivered),
            (202, DeliveryState::Delivered),
            (404, DeliveryState::Gone),
            (410, DeliveryState::Gone),
            (400, DeliveryState::Rejected),
            (422, DeliveryState::Rejected),
        ] {
            assert_eq!(next(1, Answer::Status(code, None), START), Next::Final(state), "{code}");
        }
    }

    #[test]
    fn a_refused_signature_is_tried_three_times() {
        assert!(matches!(next(2, Answer::Status(401, None), START), Next::Again { host_failed: false, .. }));
        assert_eq!(next(3, Answer::Status(401, None), START), Next::Final(DeliveryState::Rejected));
    }

    #[test]
    fn f26_an_asked_for_pause_is_kept() {
        let Next::Again { at, .. } = next(1, Answer::Status(429, Some(3600)), START) else { panic!("again") };
        assert!(at >= START.plus(HOUR));
        let Next::Again { at, .. } = next(1, Answer::Status(503, Some(u64::MAX)), START) else {
            panic!("again")
        };
        assert_eq!(at, START.plus(DAY));
    }

    #[test]
    fn f24_a_host_that_is_down_for_almost_seven_days_still_gets_it() {
        let (mut now, mut tries) = (START, 0);
        loop {
            tries += 1;
            match next(tries, Answer::Unreachable, now) {
                Next::Again { at, host_failed } => {
                    assert!(host_failed && at > now);
                    now = at;
                }
                end @ Next::Final(_) => {
                    assert_eq!(end, Next::Final(DeliveryState::Expired));
                    break;
                }
            }
        }
        assert!(now.since(START) > 6 * DAY + 17 * HOUR, "the last try comes late in the seventh day");
        assert!((30..40).contains(&tries), "about 34 tries, not {tries}");
    }

    #[test]
    fn f13_a_clock_that_steps_back_gives_no_wait_in_the_past() {
        let Next::Again { at, .. } = next(1, Answer::Unreachable, Time(0)) else { panic!("again") };
        assert!(at > Time(0));
    }
}
