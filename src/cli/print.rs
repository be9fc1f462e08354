//! What commands print on standard output: a table or a few lines for people, or one JSON value for scripts.

use std::fmt::{self, Write as _};
use std::io::Write as _;

use serde_json::Value;

/// Prints for people or for scripts.
#[derive(Clone, Copy, Debug)]
pub struct Printer {
    json: bool,
}

impl Printer {
    /// With `json`, everything is printed for scripts.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether people read it, and no script.
    pub fn is_for_people(self) -> bool {
        !self.json
    }

    /// Prints what a command has to say: the lines for people, or the value for scripts.
    pub fn say(self, lines: &str, value: &Value) {
        let text = if self.json { format!("{value:#}") } else { harmless(lines.trim_end()) };
        // Whoever closed the pipe has read enough.
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
}

/// The text without characters that steer a terminal; much of what is printed was written by strangers.
pub fn harmless(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// Columns under their heads, two spaces apart.
pub fn table(heads: &[&str], rows: &[Vec<String>]) -> String {
    let heads: Vec<String> = heads.iter().map(|head| (*head).to_owned()).collect();
    let mut widths = vec![0; heads.len()];
    for row in rows.iter().chain([&heads]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in [&heads].into_iter().chain(rows) {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width + 2 - cell.chars().count()));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The table, or a sentence where it would be empty.
pub fn table_or(heads: &[&str], rows: &[Vec<String>], none: &str) -> String {
    if rows.is_empty() { none.to_owned() } else { table(heads, rows) }
}

/// Writes something at the end of a text.
pub fn add(text: &mut String, what: fmt::Arguments<'_>) {
    text.write_fmt(what).expect("writing to a String cannot fail");
}

/// A number with its noun: "1 server", "2 servers".
pub fn count(number: i64, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_their_heads() {
        let rows = [vec!["río".to_owned(), "1".to_owned()], vec!["a".to_owned(), "22".to_owned()]];
        assert_eq!(table(&["name", "n"], &rows), "name  n\nrío   1\na     22\n");
    }

    #[test]
    fn a_stranger_cannot_steer_the_terminal() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{9b}\r\nc"), "a[2Jb\nc");
    }
}
