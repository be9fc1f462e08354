//! One part of a file: how `Range` asks for it, and how `Content-Range` names what came (RFC 9110 14). What the file
//! is, and where it lies, is known elsewhere.

use std::fmt;

/// The one part of a file that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByteRange {
    /// From this byte to the end.
    From(u64),
    /// From this byte to that one, both among it.
    Between(u64, u64),
    /// So many bytes at the end.
    Last(u64),
}

impl ByteRange {
    /// Reads `bytes=` with one part behind it. Several at once, and what cannot be read, are none: then the whole file is
    /// the answer (RFC 9110 14.2).
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
        match (first.is_empty(), last.is_empty()) {
            (true, _) => number(last).map(Self::Last),
            (false, true) => number(first).map(Self::From),
            (false, false) => {
                let (first, last) = (number(first)?, number(last)?);
                (first <= last).then_some(Self::Between(first, last))
            }
        }
    }

    /// Its first and last byte in a file of this length; none where nothing of it is there.
    pub fn within(self, length: u64) -> Option<(u64, u64)> {
        let end = length.checked_sub(1)?;
        match self {
            Self::From(first) => (first <= end).then_some((first, end)),
            Self::Between(first, last) => (first <= end).then_some((first, last.min(end))),
            Self::Last(0) => None,
            Self::Last(count) => Some((length.saturating_sub(count), end)),
        }
    }

    /// The same, but of no more bytes than this, which is at least one. An answer may hold less than was asked for, and
    /// whoever reads it asks for the rest (RFC 9110 15.3.7).
    #[must_use]
    pub fn shortened(self, most: u64) -> Self {
        let ends = |first: u64| first.saturating_add(most.saturating_sub(1));
        match self {
            Self::From(first) => Self::Between(first, ends(first)),
            Self::Between(first, last) => Self::Between(first, last.min(ends(first))),
            Self::Last(count) => Self::Last(count.min(most)),
        }
    }

    /// Whether this part answers it: what begins elsewhere, or is longer, does not.
    pub fn admits(self, part: Part) -> bool {
        match self {
            Self::From(first) => part.first == first,
            Self::Between(first, last) => part.first == first && part.last <= last,
            Self::Last(count) => {
                part.length() <= count && part.whole.is_none_or(|whole| part.last + 1 == whole)
            }
        }
    }
}

impl fmt::Display for ByteRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::From(first) => write!(f, "bytes={first}-"),
            Self::Between(first, last) => write!(f, "bytes={first}-{last}"),
            Self::Last(count) => write!(f, "bytes=-{count}"),
        }
    }
}

/// A part of a file that came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its first byte.
    pub first: u64,
    /// Its last byte, not before the first.
    pub last: u64,
    /// How long the whole file is, in bytes, where that is known.
    pub whole: Option<u64>,
}

impl Part {
    /// Reads `bytes 0-99/200`, or `bytes 0-99/*`; what lies outside of its own file is none.
    pub fn parse(text: &str) -> Option<Self> {
        let (place, whole) = text.strip_prefix("bytes ")?.split_once('/')?;
        let (first, last) = place.split_once('-')?;
        let (first, last) = (number(first)?, number(last)?);
        let whole = if whole == "*" { None } else { Some(number(whole)?) };
        let is_inside = first <= last && last < u64::MAX && whole.is_none_or(|whole| last < whole);
        is_inside.then_some(Self { first, last, whole })
    }

    /// How many bytes it has.
    pub fn length(self) -> u64 {
        self.last - self.first + 1
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "bytes {}-{}/", self.first, self.last)?;
        match self.whole {
            Some(whole) => write!(f, "{whole}"),
            None => f.write_str("*"),
        }
    }
}

/// The length of a file of which nothing was there that was asked for: reads `bytes */200`.
pub fn whole_of_none(text: &str) -> Option<u64> {
    number(text.strip_prefix("bytes */")?)
}

/// Digits alone: `parse` would take a sign as well.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a159_one_range_is_read_and_no_more() {
        let many = format!("bytes={}", vec!["0-1"; 1_000].join(","));
        for (text, wanted, place) in [
            ("bytes=0-0", Some(ByteRange::Between(0, 0)), Some((0, 0))),
            ("bytes=10-", Some(ByteRange::From(10)), Some((10, 99))),
            ("bytes=10-500", Some(ByteRange::Between(10, 500)), Some((10, 99))),
            ("bytes=-10", Some(ByteRange::Last(10)), Some((90, 99))),
            ("bytes=-500", Some(ByteRange::Last(500)), Some((0, 99))),
            ("bytes=100-", Some(ByteRange::From(100)), None),
            ("bytes=100-200", Some(ByteRange::Between(100, 200)), None),
            ("bytes=-0", Some(ByteRange::Last(0)), None),
            ("bytes=5-2", None, None),
            ("bytes=+5-", None, None),
            ("bytes=-", None, None),
            ("bytes=99999999999999999999-", None, None),
            ("bytes=a-b", None, None),
            ("lines=1-2", None, None),
            (&many, None, None),
        ] {
            let range = ByteRange::parse(text);
            assert_eq!(range, wanted, "{text}");
            assert_eq!(range.and_then(|range| range.within(100)), place, "{text}");
            if let Some(range) = range {
                assert_eq!(ByteRange::parse(&range.to_string()), Some(range), "{text}");
            }
        }
        assert_eq!(ByteRange::From(0).within(0), None);
    }

    #[test]
    fn a_part_is_read_and_written() {
        let part = Part { first: 5, last: 9, whole: Some(10) };
        assert_eq!((part.length(), part.to_string().as_str()), (5, "bytes 5-9/10"));
        for text in ["bytes 5-9/10", "bytes 0-0/1", "bytes 7-7/*"] {
            assert_eq!(Part::parse(text).map(|part| part.to_string()).as_deref(), Some(text));
        }
        for text in [
            "",
            "bytes */10",
            "bytes 9-5/10",
            "bytes 5-10/10",
            "bytes 5-9",
            "bytes=5-9/10",
            "bytes 5-+9/10",
            "bytes 0-18446744073709551615/*",
        ] {
            assert_eq!(Part::parse(text), None, "{text}");
        }
        assert_eq!((whole_of_none("bytes */10"), whole_of_none("bytes 1-2/10")), (Some(10), None));
    }

    #[test]
    fn a_range_is_shortened_from_its_end_and_keeps_where_it_begins() {
        for (range, shorter) in [
            (ByteRange::From(5), ByteRange::Between(5, 14)),
            (ByteRange::Between(5, 7), ByteRange::Between(5, 7)),
            (ByteRange::Between(5, 700), ByteRange::Between(5, 14)),
            (ByteRange::Last(7), ByteRange::Last(7)),
            (ByteRange::Last(700), ByteRange::Last(10)),
            (ByteRange::From(u64::MAX), ByteRange::Between(u64::MAX, u64::MAX)),
        ] {
            assert_eq!(range.shortened(10), shorter, "{range}");
        }
    }

    #[test]
    fn only_what_was_asked_for_is_an_answer() {
        let part = |first, last, whole| Part { first, last, whole };
        for (range, came, is_answer) in [
            (ByteRange::Between(5, 9), part(5, 9, Some(100)), true),
            (ByteRange::Between(5, 9), part(5, 7, None), true),
            (ByteRange::Between(5, 9), part(5, 10, Some(100)), false),
            (ByteRange::Between(5, 9), part(4, 9, Some(100)), false),
            (ByteRange::From(5), part(5, 99, Some(100)), true),
            (ByteRange::From(5), part(0, 99, Some(100)), false),
            (ByteRange::Last(10), part(90, 99, Some(100)), true),
            (ByteRange::Last(10), part(0, 9, Some(100)), false),
            (ByteRange::Last(10), part(80, 99, Some(100)), false),
        ] {
            assert_eq!(range.admits(came), is_answer, "{range} {came}");
        }
    }
}
