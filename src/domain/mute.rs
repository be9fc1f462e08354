//! Somebody does not want to see another for a while, or for good.

use super::time::{SECOND, Time};

/// A mute as it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mute {
    /// Notifications are muted as well.
    pub notifications: bool,
    /// When it ends by itself.
    pub expires_at: Option<Time>,
}

impl Mute {
    /// A mute from now on; without seconds, or with none, it has no end.
    pub fn from(now: Time, notifications: bool, seconds: Option<i64>) -> Self {
        let lasts = seconds.filter(|seconds| *seconds > 0).map(|seconds| seconds.saturating_mul(SECOND));
        Self { notifications, expires_at: lasts.map(|lasts| now.plus(lasts)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mute_ends_when_it_was_asked_to() {
        let end = |seconds| Mute::from(Time(1_000), true, seconds).expires_at;
        assert_eq!(end(None), None);
        assert_eq!(end(Some(0)), None);
        assert_eq!(end(Some(-5)), None);
        assert_eq!(end(Some(60)), Some(Time(61_000)));
        assert_eq!(end(Some(i64::MAX)), Some(Time(i64::MAX)));
    }
}
