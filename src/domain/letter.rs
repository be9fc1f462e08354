//! Letters to decision-makers: when a letter may arrive, what stands in it, and how far it has come.
//!
//! ```text
//! asked -> planned -> handed -> sent | refused | failed
//! ```
//! `asked` and unconfirmed for too long: erased. `asked` or `planned` when the writer takes it back, when the campaign is over
//! or when letters to them go to another address: erased.

use chrono::{
    DateTime, Datelike as _, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone as _, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::text::clean_line;
use super::time::{DAY, HOUR, Time};

/// The longest name or subject, in characters.
pub const LONGEST_LINE: usize = 120;
/// The longest text that a campaign writes, in characters.
pub const LONGEST_TEXT: usize = 5_000;
/// The longest words that a writer adds, in characters.
pub const LONGEST_OWN_WORDS: usize = 1_500;
/// So long a writer has to confirm; then everything of the letter is erased.
pub const CONFIRM_WITHIN: i64 = 2 * DAY;
/// So long after the end of a campaign it is remembered who has written in it, in case it goes on.
pub const REMEMBER: i64 = 90 * DAY;
/// Where a writer's name stands in the text of a campaign.
pub const NAME_MARK: &str = "[name]";
/// The shortest working day, in minutes.
const SHORTEST_DAY: u16 = 60;
/// Minutes of a day.
const MINUTES: u16 = 24 * 60;

/// How far a letter has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LetterState {
    /// Its writer has not confirmed it yet.
    Asked,
    /// It waits for its time.
    Planned,
    /// It waits for the relay.
    Handed,
    /// The relay took it.
    Sent,
    /// The decision-maker's mailbox takes no mail.
    Refused,
    /// It could not be sent.
    Failed,
}

impl LetterState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Asked, Self::Planned, Self::Handed, Self::Sent, Self::Refused, Self::Failed];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Planned => "planned",
            Self::Handed => "handed",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads the word.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// What is said about a decision-maker, part by part, so that what is wrong is said where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The campaign.
    Campaign,
    /// Their name.
    Name,
    /// Their address.
    Address,
    /// The language of the letter.
    Language,
    /// Its subject.
    Subject,
    /// Its text.
    Words,
    /// Their time zone.
    Zone,
    /// Their working days.
    Days,
    /// Their office hours.
    Hours,
    /// How many letters in an hour.
    PerHour,
}

/// When somebody reads their mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfficeHours {
    /// The name of their time zone: `Asia/Manila`.
    pub zone: String,
    /// Days from 1, Monday, to 7.
    pub days: Vec<u8>,
    /// The first minute of a working day, counted from midnight.
    pub from: u16,
    /// The first minute after it.
    pub until: u16,
}

impl Default for OfficeHours {
    fn default() -> Self {
        Self { zone: "UTC".to_owned(), days: vec![1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60 }
    }
}

/// Why office hours or a letter cannot be kept; each is a sentence for whoever typed it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The time zone is not known.
    #[error("\"{0}\" is not a time zone; write one like Asia/Manila or Europe/Budapest.")]
    Zone(String),
    /// There is no working day.
    #[error("Write working days as numbers from 1, Monday, to 7, with commas between; at least one.")]
    Days,
    /// The hours do not follow each other.
    #[error("Office hours begin before they end, on the same day, and last an hour or more.")]
    Hours,
    /// A part is empty.
    #[error("Write {0}.")]
    Blank(&'static str),
    /// A part is too long.
    #[error("Shorten {0} to {1} characters or fewer.")]
    Long(&'static str, usize),
}

impl OfficeHours {
    /// Checks what was typed and puts the days in order.
    pub fn check(mut self) -> Result<Self, Refusal> {
        if self.zone.parse::<Tz>().is_err() {
            return Err(Refusal::Zone(clean_line(&self.zone, LONGEST_LINE)));
        }
        self.days.sort_unstable();
        self.days.dedup();
        // A day that is none is said and not dropped: letters would arrive on other days than somebody meant.
        if self.days.is_empty() || self.days.iter().any(|day| !(1..=7).contains(day)) {
            return Err(Refusal::Days);
        }
        if self.until > MINUTES || self.from.saturating_add(SHORTEST_DAY) > self.until {
            return Err(Refusal::Hours);
        }
        Ok(self)
    }

    /// Reads working days, `1,2,3`. What cannot be read is 0, which is no day.
    pub fn days(text: &str) -> Vec<u8> {
        let days = text.split(',').map(str::trim).filter(|day| !day.is_empty());
        days.map(|day| day.parse().unwrap_or(0)).collect()
    }

    /// A time of day as it is written: `09:30`.
    pub fn written(minute: u16) -> String {
        format!("{:02}:{:02}", minute / 60, minute % 60)
    }

    /// Reads a time of day, `09:30` or `24:00`, as minutes from midnight.
    pub fn minute(text: &str) -> Option<u16> {
        let (hour, minute) = text.trim().split_once(':')?;
        let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
        let whole = (hour <= 24 && minute < 60).then(|| hour * 60 + minute)?;
        (whole <= MINUTES).then_some(whole)
    }

    /// The first moment from now on at which the office is open. Hours follow the clock on their wall: where summer time
    /// begins or ends within them, the day is shorter or longer.
    pub fn next_open(&self, now: Time) -> Time {
        let Ok(zone) = self.zone.parse::<Tz>() else { return now };
        let Some(at) = Utc.timestamp_millis_opt(now.0).single() else { return now };
        let today = at.with_timezone(&zone).date_naive();
        for ahead in 0..=8 {
            let Some(date) = today.checked_add_days(Days::new(ahead)) else { continue };
            let weekday = u8::try_from(date.weekday().number_from_monday()).unwrap_or(0);
            if !self.days.contains(&weekday) {
                continue;
            }
            let (from, until) = (moment(zone, date, self.from, false), moment(zone, date, self.until, true));
            if let (Some(from), Some(until)) = (from, until)
                && now < until
            {
                return from.max(now);
            }
        }
        now
    }

    /// Whether the office is open.
    pub fn is_open(&self, now: Time) -> bool {
        self.next_open(now) == now
    }
}

/// A minute of a day on the clock of a zone. A minute that summer time leaves out comes when the clock has jumped; of one
/// that comes twice the first is meant, or the last.
fn moment(zone: Tz, date: NaiveDate, minute: u16, is_last: bool) -> Option<Time> {
    let (date, minute) = if minute == MINUTES { (date.succ_opt()?, 0) } else { (date, minute) };
    let mut local =
        date.and_time(NaiveTime::from_hms_opt(u32::from(minute / 60), u32::from(minute % 60), 0)?);
    for _ in 0..8 {
        let found: Option<DateTime<Tz>> = match zone.from_local_datetime(&local) {
            LocalResult::Single(at) => Some(at),
            LocalResult::Ambiguous(first, last) => Some(if is_last { last } else { first }),
            LocalResult::None => None,
        };
        if let Some(at) = found {
            return Some(Time(at.timestamp_millis()));
        }
        local = local.checked_add_signed(TimeDelta::minutes(30))?;
    }
    None
}

/// When a new letter goes: in office hours, and not sooner after the one before than the cap allows. `last` is when that one
/// goes.
pub fn plan(hours: &OfficeHours, last: Option<Time>, per_hour: u32, now: Time) -> Time {
    let gap = HOUR / i64::from(per_hour.max(1));
    let earliest = last.map_or(now, |last| now.max(last.plus(gap)));
    hours.next_open(earliest)
}

/// What a letter says: the campaign's text with the writer's name in it, and their own words below.
pub fn compose(text: &str, name: &str, own_words: &str) -> String {
    // What somebody writes is never read as a mark.
    let mut letter = text.trim().replace(NAME_MARK, name);
    if !text.contains(NAME_MARK) {
        letter.push_str("\n\n");
        letter.push_str(name);
    }
    if !own_words.trim().is_empty() {
        letter = format!("{}\n\n{letter}", own_words.trim());
    }
    letter
}

/// One line that has to be there.
pub fn line(text: &str, what: &'static str) -> Result<String, Refusal> {
    let cleaned = clean_line(text, LONGEST_LINE + 1);
    match cleaned.chars().count() {
        0 => Err(Refusal::Blank(what)),
        n if n > LONGEST_LINE => Err(Refusal::Long(what, LONGEST_LINE)),
        _ => Ok(cleaned),
    }
}

/// Several lines of at most so many characters.
pub fn words(text: &str, what: &'static str, most: usize) -> Result<String, Refusal> {
    if text.trim().chars().count() > most {
        return Err(Refusal::Long(what, most));
    }
    let cleaned: Vec<String> = text.lines().map(|line| clean_line(line, most)).collect();
    Ok(cleaned.join("\n").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        Time::parse(text).expect("a time")
    }

    fn hours(zone: &str, days: &[u8], from: u16, until: u16) -> OfficeHours {
        OfficeHours { zone: zone.to_owned(), days: days.to_vec(), from, until }.check().expect("good hours")
    }

    const WEEK: &[u8] = &[1, 2, 3, 4, 5];

    #[test]
    fn letters_arrive_in_office_hours_wherever_the_office_is() {
        for (zone, now, open) in [
            // A Saturday: nine on Monday, in Manila, in Budapest, in Kathmandu with its odd minutes.
            ("Asia/Manila", "2026-11-28T12:00:00Z", "2026-11-30T01:00:00Z"),
            ("Europe/Budapest", "2026-11-28T12:00:00Z", "2026-11-30T08:00:00Z"),
            ("Asia/Kathmandu", "2026-11-28T12:00:00Z", "2026-11-30T03:15:00Z"),
            ("America/Sao_Paulo", "2026-11-28T12:00:00Z", "2026-11-30T12:00:00Z"),
            // On a Monday: before, within, at the end.
            ("Europe/Budapest", "2026-11-30T07:59:59Z", "2026-11-30T08:00:00Z"),
            ("Europe/Budapest", "2026-11-30T08:00:00Z", "2026-11-30T08:00:00Z"),
            ("Europe/Budapest", "2026-11-30T15:59:59Z", "2026-11-30T15:59:59Z"),
            ("Europe/Budapest", "2026-11-30T16:00:00Z", "2026-12-01T08:00:00Z"),
            // Friday evening here is Saturday there.
            ("Pacific/Auckland", "2026-11-27T20:00:00Z", "2026-11-29T20:00:00Z"),
        ] {
            let office = hours(zone, WEEK, 9 * 60, 17 * 60);
            assert_eq!(office.next_open(at(now)), at(open), "{zone} {now}");
            assert!(office.is_open(at(open)));
        }
    }

    #[test]
    fn summer_time_moves_the_office_with_the_clock_on_its_wall() {
        // In Budapest summer time begins on 29 March 2026 and ends on 25 October 2026.
        let office = hours("Europe/Budapest", WEEK, 9 * 60, 17 * 60);
        assert_eq!(office.next_open(at("2026-03-27T20:00:00Z")), at("2026-03-30T07:00:00Z"));
        assert_eq!(office.next_open(at("2026-10-23T20:00:00Z")), at("2026-10-26T08:00:00Z"));
        // An office that opens within the hour that is left out opens when the clock has jumped.
        let night = hours("Europe/Budapest", &[7], 2 * 60 + 30, 6 * 60);
        assert_eq!(night.next_open(at("2026-03-28T23:00:00Z")), at("2026-03-29T01:00:00Z"));
        // One that is open through the hour that comes twice is open an hour longer.
        let night = hours("Europe/Budapest", &[7], 60, 2 * 60 + 30);
        assert_eq!(night.next_open(at("2026-10-24T20:00:00Z")), at("2026-10-24T23:00:00Z"));
        assert!(night.is_open(at("2026-10-25T01:29:59Z")));
        assert!(!night.is_open(at("2026-10-25T01:30:00Z")));
        // All day, to midnight.
        let always = hours("Asia/Manila", &[1, 2, 3, 4, 5, 6, 7], 0, 24 * 60);
        assert!(always.is_open(at("2026-11-28T15:59:59Z")) && always.is_open(at("2026-11-28T16:00:00Z")));
    }

    #[test]
    fn a_desk_is_not_flooded() {
        let office = hours("UTC", WEEK, 9 * 60, 17 * 60);
        let (mut last, mut planned) = (None, Vec::new());
        for _ in 0..100 {
            let next = plan(&office, last, 10, at("2026-11-27T16:30:00Z"));
            assert!(office.is_open(next));
            assert!(last.is_none_or(|last| next.since(last) >= HOUR / 10));
            planned.push(next);
            last = Some(next);
        }
        assert_eq!(planned[0], at("2026-11-27T16:30:00Z"));
        assert_eq!(planned[4], at("2026-11-27T16:54:00Z"));
        assert_eq!(planned[5], at("2026-11-30T09:00:00Z"), "the rest waits for Monday");
        assert_eq!(planned[99].day(), "2026-12-01");
    }

    #[test]
    fn hours_that_mean_nothing_are_refused() {
        let with = |zone: &str, days: &[u8], from, until| {
            OfficeHours { zone: zone.to_owned(), days: days.to_vec(), from, until }.check().err()
        };
        assert_eq!(with("Mars/Base", WEEK, 540, 1_020), Some(Refusal::Zone("Mars/Base".to_owned())));
        for days in [&[][..], &[0, 8], &[1, 2, 0]] {
            assert_eq!(with("UTC", days, 540, 1_020), Some(Refusal::Days), "{days:?}");
        }
        for (from, until) in [(540, 540), (1_020, 540), (540, 599), (540, 1_441), (u16::MAX, u16::MAX)] {
            assert_eq!(with("UTC", WEEK, from, until), Some(Refusal::Hours), "{from} {until}");
        }
        assert_eq!(hours("UTC", &[5, 1, 1], 0, 60).days, [1, 5]);
        for (text, minute) in
            [("09:30", Some(570)), ("24:00", Some(1_440)), ("0:0", Some(0)), ("24:01", None)]
        {
            assert_eq!(OfficeHours::minute(text), minute, "{text}");
        }
        for text in ["", "9", "9:60", "25:00", "a:b", "-1:00", "9:30:00"] {
            assert_eq!(OfficeHours::minute(text), None, "{text}");
        }
    }

    #[test]
    fn a_letter_is_the_text_of_the_campaign_with_a_name_and_own_words() {
        assert_eq!(compose("Dear all,\n[name]", "Ann", ""), "Dear all,\nAnn");
        assert_eq!(compose("Dear all.", "Ann", " I live there. \n"), "I live there.\n\nDear all.\n\nAnn");
        assert_eq!(compose("[name]", "Ann", "[name]"), "[name]\n\nAnn", "own words are no marks");
        assert_eq!(line(" a\r\nb ", "a name"), Ok("a b".to_owned()));
        assert_eq!(line("\u{202e}", "a name"), Err(Refusal::Blank("a name")));
        assert!(words(&"a".repeat(20), "the words", 19).is_err());
        for state in LetterState::ALL {
            assert_eq!(LetterState::parse(state.as_str()), Some(state));
        }
    }
}
