//! Which valid name somebody may have meant. It knows no names of its own.

/// The candidate that takes the fewest single-letter changes, if these are few enough to be a slip of the hand.
pub fn nearest<'a>(written: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let written = written.to_ascii_lowercase();
    let (distance, name) =
        candidates.map(|name| (distance(&written, &name.to_ascii_lowercase()), name)).min()?;
    // A third of the letters, at most three: two swapped ones count as two, and short names still find themselves.
    (distance <= name.len().div_ceil(3).min(3)).then_some(name)
}

/// Levenshtein's distance: letters put in, left out or changed.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 4] = ["listen", "data_dir", "log", "log_format"];

    #[test]
    fn slips_find_their_name() {
        for (written, meant) in [
            ("listn", "listen"),
            ("Listen", "listen"),
            ("datadir", "data_dir"),
            ("log-format", "log_format"),
            ("lag", "log"),
            ("lgo_format", "log_format"),
        ] {
            assert_eq!(nearest(written, NAMES.into_iter()), Some(meant), "{written}");
        }
    }

    #[test]
    fn strangers_find_none() {
        assert_eq!(nearest("colour", NAMES.into_iter()), None);
        assert_eq!(nearest("listen", std::iter::empty()), None);
    }

    #[test]
    fn distances_are_counted_in_letters() {
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
        assert_eq!(distance("same", "same"), 0);
    }
}
