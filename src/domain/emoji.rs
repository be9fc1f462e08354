//! Small pictures used as letters: what they may be called, and where a text uses them.

use super::time::Time;

/// The largest picture that is taken, in bytes (Mastodon's limit).
pub const EMOJI_BYTES: usize = 256 * 1024;
/// The longest side that is taken, in pixels.
pub const EMOJI_SIDE: u32 = 512;
/// The most different ones that one text or profile uses.
pub const MOST_USED: usize = 50;
/// The longest category, in characters.
pub const LONGEST_CATEGORY: usize = 50;

/// A small picture of this server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEmoji {
    /// Its name without colons.
    pub shortcode: String,
    /// The file of the picture.
    pub file: String,
    /// The file of the same without movement.
    pub still: String,
    /// What it is sorted under.
    pub category: Option<String>,
    /// Since when it is here.
    pub created_at: Time,
}

/// Whether something may be called so: two to 64 letters, digits and `_`, and nothing that begins like the inner names
/// of a script (A130).
pub fn is_shortcode(name: &str) -> bool {
    (2..=64).contains(&name.len())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        && !name.starts_with("__")
}

/// The names that stand between colons in these texts, each once, in order. A colon within a word or between digits
/// (`12:30:45`) begins no name.
pub fn names_in<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let mut names: Vec<&str> = Vec::new();
    for text in texts {
        let mut rest = text;
        let mut before = None;
        while let Some(at) = rest.find(':') {
            before = rest[..at].chars().next_back().or(before);
            let after = &rest[at + 1..];
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(after.len());
            let is_closed = after[end..].starts_with(':');
            let behind = after[end..].chars().nth(1);
            let stands_alone = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != ':');
            if is_closed && is_shortcode(&after[..end]) && stands_alone(before) && stands_alone(behind) {
                if !names.contains(&&after[..end]) && names.len() < MOST_USED {
                    names.push(&after[..end]);
                }
                rest = &after[end + 1..];
                before = Some(' ');
            } else {
                rest = after;
                before = Some(':');
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_alone_between_colons() {
        for (text, wanted) in [
            ("Hello :wave: and :wave: :river_2:!", &["wave", "river_2"][..]),
            ("<p>:a1:</p>", &["a1"]),
            (":one: :two:", &["one", "two"]),
            (":one::two:", &[]),
            ("12:30:45", &[]),
            ("a:bc:d", &[]),
            ("https://x.test:8080/a:bc/", &[]),
            (":x: :__proto__: :a-b: : :: :ab", &[]),
            ("río:ab: (:ab:)", &["ab"]),
        ] {
            assert_eq!(names_in([text]), wanted, "{text}");
        }
        assert_eq!(names_in([":ab:", ":cd: :ab:"]), ["ab", "cd"]);
        let many: Vec<String> = (10..99).map(|n| format!(":e{n}: ")).collect();
        assert_eq!(names_in([many.concat().as_str()]).len(), MOST_USED);
        assert!(names_in([":a".repeat(50_000).as_str()]).is_empty());
    }

    #[test]
    fn a130_names_hold_letters_digits_and_underscores() {
        for good in ["ab", "A_1", &"x".repeat(64)] {
            assert!(is_shortcode(good), "{good}");
        }
        for bad in ["", "a", "__proto__", "a b", "ä1", "\"><img", &"x".repeat(65)] {
            assert!(!is_shortcode(bad), "{bad}");
        }
    }
}
