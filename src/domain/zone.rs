//! Time zones: which moment a clock on the wall shows, by the rules of the place it hangs in (IANA time zone database).

use std::fmt;

use chrono::{DateTime, LocalResult, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::time::{HOUR, Time};

/// A time zone by its name in the IANA database: `Europe/Budapest`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(Tz);

/// What a clock on a wall shows: a day and a time of day, without a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(NaiveDateTime);

impl WallTime {
    /// Reads what a form sends: `2026-12-05T14:00`, with or without seconds, `T` or a space between.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().replace(' ', "T");
        let form = if text.len() == 16 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
        NaiveDateTime::parse_from_str(&text, form).ok().map(Self)
    }

    /// `14:00`.
    pub fn clock(self) -> String {
        self.0.format("%H:%M").to_string()
    }

    /// `2026-12-05`.
    pub fn day(self) -> String {
        self.0.format("%Y-%m-%d").to_string()
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%dT%H:%M"))
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of this name; `None` when there is none.
    pub fn parse(name: &str) -> Option<Self> {
        name.trim().parse().ok().map(Self)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The moment at which a clock there shows this. Where clocks go back it is the first of both; an hour that clocks leave out
    /// is taken as the one after.
    pub fn moment(self, wall: WallTime) -> Time {
        let found = match self.0.from_local_datetime(&wall.0) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
            LocalResult::None => {
                let later = wall.0 + chrono::TimeDelta::milliseconds(HOUR);
                self.0.from_local_datetime(&later).earliest()
            }
        };
        Time(found.map_or_else(|| wall.0.and_utc().timestamp_millis(), |at| at.timestamp_millis()))
    }

    /// What a clock there shows at this moment.
    pub fn wall(self, time: Time) -> WallTime {
        WallTime(self.at(time).naive_local())
    }

    /// The moment with the offset there, as RFC 3339 writes it: `2026-12-05T14:00:00+01:00`.
    pub fn rfc3339(self, time: Time) -> String {
        self.at(time).to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
    }

    /// How far clocks there are ahead of universal time at this moment, in minutes.
    pub fn offset_minutes(self, time: Time) -> i32 {
        self.at(time).offset().fix().local_minus_utc() / 60
    }

    fn at(self, time: Time) -> DateTime<Tz> {
        let utc = DateTime::from_timestamp_millis(time.0).unwrap_or_default();
        self.0.from_utc_datetime(&utc.naive_utc())
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

impl TryFrom<String> for Zone {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name).ok_or("there is no such time zone")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone(name: &str) -> Zone {
        Zone::parse(name).expect("a zone")
    }

    fn wall(text: &str) -> WallTime {
        WallTime::parse(text).expect("a time")
    }

    #[test]
    fn a_clock_on_the_wall_means_another_moment_in_summer() {
        let budapest = zone("Europe/Budapest");
        for (shown, moment, offset) in [
            ("2026-12-05T14:00", "2026-12-05T13:00:00Z", 60),
            ("2026-07-05T14:00", "2026-07-05T12:00:00Z", 120),
            // Clocks went from 2:00 to 3:00: there was no half past two.
            ("2026-03-29T02:30", "2026-03-29T01:30:00Z", 120),
            // Clocks went back: half past two came twice, and the first counts.
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z", 120),
        ] {
            let found = budapest.moment(wall(shown));
            assert_eq!(found.rfc3339(), moment, "{shown}");
            assert_eq!(budapest.offset_minutes(found), offset, "{shown}");
        }
        let at = budapest.moment(wall("2026-12-05T14:00"));
        assert_eq!(budapest.rfc3339(at), "2026-12-05T14:00:00+01:00");
        assert_eq!(zone("Asia/Manila").wall(at).to_string(), "2026-12-05T21:00");
        assert_eq!(zone("Asia/Kathmandu").rfc3339(at), "2026-12-05T18:45:00+05:45");
    }

    #[test]
    fn only_names_of_the_database_are_zones() {
        for name in ["", "Budapest", "UTC+1", "../etc/passwd", "Europe/Budapest\u{0}"] {
            assert!(Zone::parse(name).is_none(), "{name}");
        }
        assert_eq!(zone("Europe/Budapest").name(), "Europe/Budapest");
        assert_eq!(serde_json::to_string(&zone("UTC")).expect("JSON"), "\"UTC\"");
        assert!(serde_json::from_str::<Zone>("\"Nowhere\"").is_err());
        for text in ["2026-12-05", "2026-13-05T14:00", "2026-12-05T25:00", "now"] {
            assert!(WallTime::parse(text).is_none(), "{text}");
        }
    }
}
