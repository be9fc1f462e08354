//! Calendars (RFC 5545): a file that every calendar program reads. Times are universal ones, so that no rules of zones have to be
//! carried along; the program shows them by the clock of its reader.

use std::fmt::Write as _;

use crate::domain::time::Time;

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// One entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// A name that no other entry anywhere has.
    pub uid: String,
    /// When it was last changed; how often is told by it as well.
    pub changed: Time,
    /// When it begins.
    pub starts: Time,
    /// When it ends, if anybody said.
    pub ends: Option<Time>,
    /// What it is called.
    pub name: String,
    /// What is going to happen, plain.
    pub about: String,
    /// Where.
    pub place: String,
    /// Its page.
    pub address: String,
    /// It does not take place.
    pub is_cancelled: bool,
}

/// The entries as one calendar of this name.
pub fn write(name: &str, entries: &[Entry]) -> String {
    let mut out = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Antiphon//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    {
        fold(&mut out, line);
    }
    fold(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for entry in entries {
        fold(&mut out, "BEGIN:VEVENT");
        for (property, value) in properties(entry) {
            fold(&mut out, &format!("{property}:{value}"));
        }
        fold(&mut out, "END:VEVENT");
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn properties(entry: &Entry) -> Vec<(&'static str, String)> {
    let mut all = vec![
        ("UID", escaped(&entry.uid)),
        ("DTSTAMP", moment(entry.changed)),
        ("LAST-MODIFIED", moment(entry.changed)),
        // Programs take the entry with the higher number; seconds since 2020 grow with every change.
        ("SEQUENCE", ((entry.changed.0 / 1_000 - 1_577_836_800).max(0)).to_string()),
        ("DTSTART", moment(entry.starts)),
    ];
    all.extend(entry.ends.map(|ends| ("DTEND", moment(ends))));
    all.push(("SUMMARY", escaped(&entry.name)));
    for (property, text) in [("DESCRIPTION", &entry.about), ("LOCATION", &entry.place)] {
        if !text.is_empty() {
            all.push((property, escaped(text)));
        }
    }
    all.push(("URL", entry.address.chars().filter(|letter| !letter.is_control()).collect()));
    all.push(("STATUS", if entry.is_cancelled { "CANCELLED" } else { "CONFIRMED" }.to_owned()));
    all
}

/// `20261205T130000Z`.
fn moment(time: Time) -> String {
    let text = time.rfc3339();
    let digits: String = text.chars().take(19).filter(|letter| *letter != '-' && *letter != ':').collect();
    format!("{digits}Z")
}

/// Text as a value (RFC 5545, 3.3.11); no line of it can begin a property of its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            ';' => out.push_str("\\;"),
            ',' => out.push_str("\\,"),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line in pieces that are short enough, never through a letter.
fn fold(out: &mut String, line: &str) {
    let mut rest = line;
    let mut room = LONGEST_LINE;
    while rest.len() > room {
        let mut at = room;
        while !rest.is_char_boundary(at) {
            at -= 1;
        }
        let _ = write!(out, "{}\r\n ", &rest[..at]);
        rest = &rest[at..];
        // The space that goes on with a line counts.
        room = LONGEST_LINE - 1;
    }
    let _ = write!(out, "{rest}\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry() -> Entry {
        Entry {
            uid: "1@us.test".to_owned(),
            changed: Time(1_764_000_000_000),
            starts: Time::parse("2026-12-05T13:00:00Z").expect("a time"),
            ends: None,
            name: "March; for the river, now".to_owned(),
            about: "First line\r\nEND:VEVENT\nBEGIN:VALARM".to_owned(),
            place: "Fő tér".to_owned(),
            address: "https://us.test/events/1".to_owned(),
            is_cancelled: false,
        }
    }

    #[test]
    fn an_entry_is_what_every_calendar_reads() {
        let text = write("River", &[entry()]);
        for line in [
            "BEGIN:VCALENDAR",
            "DTSTART:20261205T130000Z",
            "SUMMARY:March\\; for the river\\, now",
            "LOCATION:Fő tér",
            "STATUS:CONFIRMED",
            "END:VCALENDAR",
        ] {
            assert!(text.split("\r\n").any(|found| found == line), "{line} in {text}");
        }
        assert!(!text.contains("DTEND"));
        let ended = Entry { ends: Some(Time(0)), is_cancelled: true, ..entry() };
        let text = write("River", &[ended]);
        assert!(text.contains("DTEND:19700101T000000Z") && text.contains("STATUS:CANCELLED"));
    }

    #[test]
    fn no_text_begins_a_line_of_its_own() {
        let text = write("a\nBEGIN:VEVENT", &[entry()]);
        let lines = |word: &str| text.split("\r\n").filter(|line| *line == word).count();
        assert_eq!((lines("BEGIN:VEVENT"), lines("END:VEVENT"), lines("BEGIN:VALARM")), (1, 1, 0));
    }

    #[test]
    fn long_lines_are_folded_between_letters() {
        let long = Entry { about: "ő".repeat(500), ..entry() };
        let text = write("River", &[long]);
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        assert!(text.replace("\r\n ", "").contains(&"ő".repeat(500)));
    }
}
