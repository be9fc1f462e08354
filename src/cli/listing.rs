//! Long lists of commands: how many rows at once, from where on, and what is said where a list was cut.

use std::fmt::Display;
use std::str::FromStr;

use clap::Args;

use super::failure::Failure;
use super::print::add;

/// Which part of a long list is wanted. What can still change or waits for a decision stands first and whole.
#[derive(Clone, Debug, Args)]
pub struct Listing {
    /// So many rows of the rest at once.
    #[arg(long, default_value_t = 200, value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..=1000))]
    limit: u16,
    /// Go on below this place: the `cursor` that --json shows of the last row.
    #[arg(long, value_name = "CURSOR")]
    before: Option<String>,
}

impl Listing {
    /// So many rows.
    pub fn most(&self) -> i64 {
        i64::from(self.limit)
    }

    /// Whether the list is read from its beginning, where what is not cut stands.
    pub fn is_first(&self) -> bool {
        self.before.is_none()
    }

    /// The place to go on from, or the beginning.
    pub fn below<P: FromStr>(&self, beginning: P) -> Result<P, Failure> {
        match &self.before {
            None => Ok(beginning),
            Some(typed) => typed.parse().map_err(|_| {
                Failure::misused(format!(
                    "\"{typed}\" is no place in this list; take the cursor of the last row that --json shows"
                ))
            }),
        }
    }
}

/// The lines, and where they were cut the option that goes on.
pub fn cut<P: Display>(mut lines: String, next: Option<P>) -> String {
    if let Some(next) = next {
        add(&mut lines, format_args!("\nThere are more. Go on with: --before {next}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::cursor::Cursor;

    #[test]
    fn what_is_no_place_is_refused_and_not_taken_for_the_beginning() {
        let of = |before: Option<&str>| Listing { limit: 2, before: before.map(str::to_owned) };
        assert_eq!(of(None).below(Cursor::START).expect("the beginning"), Cursor::START);
        assert_eq!(of(Some("7")).below(i64::MAX).expect("a place"), 7);
        assert!(of(Some("7")).below(Cursor::START).is_err() && of(Some("")).below(i64::MAX).is_err());
    }

    #[test]
    fn a_list_that_was_cut_says_so() {
        assert_eq!(cut("a".to_owned(), Some(9)), "a\nThere are more. Go on with: --before 9");
        assert_eq!(cut("a".to_owned(), None::<i64>), "a");
    }
}
