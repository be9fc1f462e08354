//! How a day and a moment are written: the order of the parts and the names of the months are texts like all others.
//! Arabic names the months as Egypt, the Gulf and the news of all countries do.

use super::say::Words;
use crate::domain::day::Day;
use crate::domain::time::Time;

const MONTHS: [&str; 12] = [
    "date-month-1",
    "date-month-2",
    "date-month-3",
    "date-month-4",
    "date-month-5",
    "date-month-6",
    "date-month-7",
    "date-month-8",
    "date-month-9",
    "date-month-10",
    "date-month-11",
    "date-month-12",
];

/// The month of a date that `domain` wrote, and its other parts: `2026-11-03`.
fn parts(written: &str) -> Option<(&str, &'static str, &str)> {
    let mut parts = written.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let month = MONTHS.get(month.parse::<usize>().ok()?.checked_sub(1)?)?;
    Some((year, month, day.trim_start_matches('0')))
}

/// A day.
pub(super) fn day(words: Words, day: Day) -> String {
    written(words, &day.to_string())
}

fn written(words: Words, text: &str) -> String {
    let Some((year, month, day)) = parts(text) else { return text.to_owned() };
    let key = if day == "1" { "date-first-day" } else { "date-day" };
    words.date(key, &[("day", day), ("month", words.say(month)), ("year", year)])
}

/// A day and the time of day.
pub(super) fn moment(words: Words, time: Time) -> String {
    let wire = time.rfc3339();
    let clock = wire.get(11..16).unwrap_or_default();
    words.date("date-moment", &[("day", &written(words, &time.day())), ("time", clock)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Tongue;

    #[test]
    fn dates_are_written_as_each_language_does() {
        let time = Time::parse("2026-11-23T09:34:00Z").expect("a time");
        let first = Day::parse("2026-03-01").expect("a day");
        for (tongue, moment, day) in [
            (Tongue::English, "23 November 2026, 09:34 UTC", "1 March 2026"),
            (Tongue::Spanish, "23 de noviembre de 2026, 09:34 UTC", "1 de marzo de 2026"),
            (Tongue::French, "23 novembre 2026 à 09:34 UTC", "1er mars 2026"),
            (Tongue::Arabic, "23 نوفمبر 2026، 09:34 بالتوقيت العالمي", "1 مارس 2026"),
            (Tongue::Portuguese, "23 de novembro de 2026, 09:34 UTC", "1º de março de 2026"),
            (Tongue::Tagalog, "Nobyembre 23, 2026, 09:34 UTC", "Marso 1, 2026"),
        ] {
            let words = Words::of(tongue);
            assert_eq!((words.moment(time).as_str(), words.day(first).as_str()), (moment, day));
        }
        assert_eq!(Words::english().moment(time), time.readable());
        assert_eq!(Words::english().day(first), first.readable());
    }
}
