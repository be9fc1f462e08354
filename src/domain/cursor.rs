//! Lists that are read a stretch at a time, the newest first: where a stretch ends, and whether there is more behind it. A
//! place is named by what stands there and never counted off, so that nothing is skipped or shown twice while rows come.

use std::fmt;
use std::str::FromStr;

use super::time::Time;

/// The most rows that are read at once, whoever asks.
pub const MOST: i64 = 1_000;

/// A place in a list that runs by a time and, within one moment, by an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cursor {
    /// The time (unix milliseconds) by which the list runs.
    pub at: Time,
    /// The id.
    pub id: i64,
}

impl Cursor {
    /// Before everything: whatever is below it is the whole list.
    pub const START: Self = Self { at: Time(i64::MAX), id: i64::MAX };

    /// The place of a row.
    pub fn new(at: Time, id: i64) -> Self {
        Self { at, id }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.0, self.id)
    }
}

/// What was typed is no place in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoCursor;

impl fmt::Display for NoCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no place in a list; take the cursor of the last line that --json shows")
    }
}

impl std::error::Error for NoCursor {}

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let (at, id) = text.split_once('.').ok_or(NoCursor)?;
        let number = |text: &str| text.parse().map_err(|_| NoCursor);
        Ok(Self::new(Time(number(at)?), number(id)?))
    }
}

/// Some rows of a list, and the place below which the rest stands; none where that was all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch<T, P> {
    /// The rows, in their order.
    pub rows: Vec<T>,
    /// The place of the last row, if there are more.
    pub next: Option<P>,
}

impl<T, P> Stretch<T, P> {
    /// So many of what was found; whoever looks asks for one more, so that it is known whether there is a rest.
    pub fn of(mut found: Vec<T>, most: i64, place: impl Fn(&T) -> P) -> Self {
        let most = usize::try_from(most).unwrap_or(0);
        let has_more = found.len() > most;
        found.truncate(most);
        let next = found.last().filter(|_| has_more).map(place);
        Self { rows: found, next }
    }

    /// The same with something else in place of each row.
    pub fn map<U>(self, other: impl FnMut(T) -> U) -> Stretch<U, P> {
        Stretch { rows: self.rows.into_iter().map(other).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_written_and_read() {
        let place = Cursor::new(Time(1_790_000_000_123), 77);
        assert_eq!(place.to_string(), "1790000000123.77");
        assert_eq!(place.to_string().parse(), Ok(place));
        assert_eq!(Cursor::START.to_string().parse(), Ok(Cursor::START));
        for broken in ["", "77", ".", "1.", ".1", "1.2.3", "a.b", "1.99999999999999999999"] {
            assert_eq!(broken.parse::<Cursor>(), Err(NoCursor), "{broken}");
        }
    }

    #[test]
    fn a_stretch_says_where_the_rest_begins_and_only_if_there_is_one() {
        let of = |found: &[i64]| Stretch::of(found.to_vec(), 2, |row| *row);
        assert_eq!(of(&[9, 8, 7]), Stretch { rows: vec![9, 8], next: Some(8) });
        assert_eq!(of(&[9, 8]), Stretch { rows: vec![9, 8], next: None });
        assert_eq!(of(&[]), Stretch { rows: vec![], next: None });
    }
}
