//! Moments as unix milliseconds, and their written form (RFC 3339).

use std::fmt;

use chrono::{DateTime, SecondsFormat, TimeZone as _, Utc};
use serde::{Deserialize, Serialize};

/// One second in milliseconds.
pub const SECOND: i64 = 1000;
/// One minute in milliseconds.
pub const MINUTE: i64 = 60 * SECOND;
/// One hour in milliseconds.
pub const HOUR: i64 = 60 * MINUTE;
/// One day in milliseconds.
pub const DAY: i64 = 24 * HOUR;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time(pub i64);

impl Time {
    /// Reads an RFC 3339 time; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text.trim()).ok().map(|t| Self(t.timestamp_millis()))
    }

    /// This moment, so many milliseconds later.
    #[must_use]
    pub fn plus(self, millis: i64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from the earlier moment to this one.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// `2026-11-23T19:34:00Z`, in UTC: the form used on the wire.
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }

    /// `23 November 2026, 19:34 UTC`: the form shown to people.
    pub fn readable(self) -> String {
        self.utc().format("%-d %B %Y, %H:%M UTC").to_string()
    }

    /// `2026-11-23`.
    pub fn day(self) -> String {
        self.utc().format("%Y-%m-%d").to_string()
    }

    fn utc(self) -> DateTime<Utc> {
        Utc.timestamp_millis_opt(self.0).single().unwrap_or(DateTime::<Utc>::MIN_UTC)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.rfc3339())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_survive_the_wire() {
        for text in ["2026-11-23T19:34:00Z", "2026-11-23T19:34:00.123Z", "1969-01-01T00:00:00Z"] {
            assert_eq!(Time::parse(text).expect("a time").rfc3339(), text);
        }
        assert_eq!(Time::parse("2026-11-23T20:34:00+01:00"), Time::parse("2026-11-23T19:34:00Z"));
        assert_eq!(Time::parse("yesterday"), None);
    }
}
