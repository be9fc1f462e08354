//! A day of the calendar, without a clock and without a time zone.

use std::fmt;

use chrono::{Datelike as _, NaiveDate};
use serde::{Deserialize, Serialize};

use super::time::{DAY, Time};

/// A day: when a campaign begins, when it ends. It begins at midnight UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day(NaiveDate);

impl Day {
    /// Reads `2026-11-23`; `None` for everything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
        (text.len() == 10 && (1900..=9999).contains(&day.year())).then_some(Self(day))
    }

    /// `23 November 2026`: the form shown to people.
    pub fn readable(self) -> String {
        self.0.format("%-d %B %Y").to_string()
    }

    /// Its first moment.
    pub fn begins(self) -> Time {
        Time(self.0.and_time(chrono::NaiveTime::MIN).and_utc().timestamp_millis())
    }

    /// The day of a moment, in UTC.
    pub fn of(time: Time) -> Option<Self> {
        chrono::DateTime::from_timestamp_millis(time.0).map(|at| Self(at.date_naive()))
    }

    /// Whether it is past.
    pub fn is_over_at(self, now: Time) -> bool {
        self.begins().plus(DAY) <= now
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("it is not a day like 2026-11-23")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_written_in_one_way() {
        let day = Day::parse("2026-11-03").expect("a day");
        assert_eq!((day.to_string().as_str(), day.readable().as_str()), ("2026-11-03", "3 November 2026"));
        assert_eq!(day.begins().rfc3339(), "2026-11-03T00:00:00Z");
        assert!(!day.is_over_at(Time(day.begins().0 + DAY - 1)) && day.is_over_at(day.begins().plus(DAY)));
        for text in ["", "2026-02-30", "3.11.2026", "2026-1-1", "+2026-01-01", "0001-01-01"] {
            assert_eq!(Day::parse(text), None, "{text}");
        }
    }
}
