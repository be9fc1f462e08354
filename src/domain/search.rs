//! Looking for words: how a text is folded for the index, and how a question is read. A folded text is words of letters
//! and digits with one space between them, so that both databases see the same words. Scripts that put no space between
//! words are cut into single letters, and what stands together in the question has to stand together in the text.

use super::post::Post;
use super::text;
use super::time::{DAY, Time};

/// The longest folded text that is kept, in bytes; PostgreSQL takes no index entry of more than a megabyte.
const LONGEST_TEXT: usize = 60_000;
/// The longest word, in characters.
const LONGEST_WORD: usize = 64;
/// How much of a name is kept to be found by, in characters.
const LONGEST_BEGINNING: usize = 64;
/// From so many words of a name on it can be found.
const MOST_BEGINNINGS: usize = 16;
/// The most words of a question.
const MOST_WORDS: usize = 20;
/// A word of the question stands for what begins with it from this length on.
const SHORTEST_BEGINNING: usize = 3;

/// Everything that can be read in a post: title, text and warning in every language, options, descriptions of files.
pub fn text_of(post: &Post) -> String {
    let mut all = Vec::new();
    all.extend(post.warning.clone());
    for version in &post.texts {
        all.extend(version.title.clone());
        all.push(text::plain(&version.html));
    }
    all.extend(post.details.poll.iter().flat_map(|poll| &poll.options).map(|option| option.name.clone()));
    all.extend(post.details.attachments.iter().filter_map(|file| file.description.clone()));
    all.join("\n")
}

/// Scripts that put no space between words.
fn stands_alone(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}

/// The words of a text, folded.
pub fn words(text: &str) -> Vec<String> {
    let mut found: Vec<String> = vec![String::new()];
    for c in text.chars() {
        let is_alone = stands_alone(c);
        if !c.is_alphanumeric() || is_alone {
            found.push(String::new());
        }
        if c.is_alphanumeric()
            && let Some(word) = found.last_mut()
        {
            word.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        }
        if is_alone {
            found.push(String::new());
        }
    }
    found.retain(|word| !word.is_empty() && word.chars().count() <= LONGEST_WORD);
    found
}

/// What is kept of a text for the index.
pub fn folded(text: &str) -> String {
    let mut kept = String::new();
    for word in words(text) {
        if kept.len() + word.len() >= LONGEST_TEXT {
            break;
        }
        if !kept.is_empty() {
            kept.push(' ');
        }
        kept.push_str(&word);
    }
    kept
}

/// A name as it is compared: in lower case, with one space between its words.
pub fn folded_name(name: &str) -> String {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    name.chars().take(LONGEST_BEGINNING).collect()
}

/// By which beginnings somebody is found: the name before the host, the name shown, and each part of it from a word on.
pub fn beginnings(username: &str, name: &str) -> Vec<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let parts = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
    let mut found = Vec::new();
    for part in [username, name.as_str()].into_iter().chain(parts).take(MOST_BEGINNINGS) {
        // What stands in brackets or quotes is looked for without them.
        for part in [part, part.trim_start_matches(|c: char| !c.is_alphanumeric())] {
            let part = folded_name(part);
            if !part.is_empty() && !found.contains(&part) {
                found.push(part);
            }
        }
    }
    found
}

/// Words that have to stand together, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// Folded words, at least one.
    pub words: Vec<String>,
    /// The word may go on.
    pub is_beginning: bool,
}

/// Who is meant by `from:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// The one who asks.
    Me,
    /// This name or address, without the leading `@`.
    Handle(String),
}

/// A question, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Question {
    /// Each has to be there.
    pub wanted: Vec<Phrase>,
    /// None may be there.
    pub unwanted: Vec<Phrase>,
    /// Who wrote it.
    pub from: Option<From>,
    /// It has files.
    pub has_media: bool,
    /// Published before this moment.
    pub before: Option<Time>,
    /// Published at this moment or later.
    pub after: Option<Time>,
}

/// The parts of a question: words, and what stands between quotation marks.
fn parts(typed: &str) -> Vec<(bool, &str)> {
    let mut found = Vec::new();
    for (at, piece) in typed.split('"').enumerate() {
        if at % 2 == 1 {
            found.push((true, piece));
        } else {
            found.extend(piece.split_whitespace().map(|word| (false, word)));
        }
    }
    found
}

fn day(text: &str) -> Option<Time> {
    Time::parse(&format!("{text}T00:00:00Z"))
}

impl Question {
    /// Reads what somebody typed. What looks like an operator and is none is looked for as words.
    pub fn parse(typed: &str) -> Self {
        let mut question = Self::default();
        for (is_quoted, part) in parts(typed) {
            if question.wanted.len() + question.unwanted.len() >= MOST_WORDS {
                break;
            }
            if !is_quoted && question.takes(part) {
                continue;
            }
            let (is_unwanted, part) = match part.strip_prefix('-') {
                Some(rest) if !is_quoted => (true, rest),
                _ => (false, part),
            };
            let mut words = words(part);
            words.truncate(MOST_WORDS);
            if words.is_empty() {
                continue;
            }
            let is_beginning =
                !is_quoted && words.len() == 1 && words[0].chars().count() >= SHORTEST_BEGINNING;
            let phrase = Phrase { words, is_beginning };
            if is_unwanted { question.unwanted.push(phrase) } else { question.wanted.push(phrase) }
        }
        question
    }

    /// Whether this was an operator.
    fn takes(&mut self, part: &str) -> bool {
        let Some((name, value)) = part.split_once(':') else { return false };
        match (name, value) {
            ("from", "me") => self.from = Some(From::Me),
            ("from", handle) if !handle.is_empty() => {
                self.from = Some(From::Handle(handle.trim_start_matches('@').to_lowercase()));
            }
            ("has", "media") => self.has_media = true,
            ("before", date) => match day(date) {
                Some(at) => self.before = Some(at),
                None => return false,
            },
            ("after", date) => match day(date) {
                Some(at) => self.after = Some(at.plus(DAY)),
                None => return false,
            },
            ("during", date) => match day(date) {
                Some(at) => (self.after, self.before) = (Some(at), Some(at.plus(DAY))),
                None => return false,
            },
            _ => return false,
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded_to_words() {
        for (text, expected) in [
            ("The  River-Dam, 2026!", "the river dam 2026"),
            ("ÉTÉ à l'eau", "été à l eau"),
            ("河水清 now", "河 水 清 now"),
            ("'; DROP TABLE \"x\" -- %_*:&|!()<->", "drop table x"),
            ("\u{0}\u{202e}a\u{0}", "a"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text:?}");
        }
        assert!(folded(&"word ".repeat(100_000)).len() <= LONGEST_TEXT);
        assert_eq!(folded(&"x".repeat(10_000)), "");
    }

    #[test]
    fn questions_are_read() {
        let q = Question::parse(
            "river \"clean water\" -dam from:@Ann@x.test has:media before:2026-01-02 un:known",
        );
        assert_eq!(q.wanted.len(), 3, "{q:?}");
        assert!(q.wanted[0].is_beginning && !q.wanted[1].is_beginning);
        assert_eq!(q.wanted[1].words, ["clean", "water"]);
        assert_eq!(q.wanted[2].words, ["un", "known"]);
        assert_eq!(q.unwanted[0].words, ["dam"]);
        assert_eq!(q.from, Some(From::Handle("ann@x.test".to_owned())));
        assert!(q.has_media && q.before.is_some() && q.after.is_none());
        assert_eq!(Question::parse("from:me").from, Some(From::Me));
        let day = Question::parse("during:2026-01-02");
        assert_eq!(day.before.map(|t| t.0), day.after.map(|t| t.0 + DAY));
        assert_eq!(Question::parse("after:yesterday").wanted[0].words, ["after", "yesterday"]);
    }

    #[test]
    fn a_name_is_found_from_each_of_its_words_on() {
        assert_eq!(
            beginnings("anna_m", "  Anna  (MAR\u{cd}A) Smith "),
            ["anna_m", "anna (mar\u{ed}a) smith", "(mar\u{ed}a) smith", "mar\u{ed}a) smith", "smith"]
        );
        assert_eq!(beginnings("ben", "Ben"), ["ben"]);
        assert_eq!(beginnings("_ben", ""), ["_ben", "ben"]);
        let many = (0..100).map(|n| format!("y{n}")).collect::<Vec<_>>().join(" ");
        assert_eq!(beginnings("x", &many).len(), MOST_BEGINNINGS);
        assert_eq!(beginnings("x", &"\u{1d504}".repeat(300))[1].chars().count(), LONGEST_BEGINNING);
        assert_eq!(folded_name(" The  R"), "the r");
    }

    #[test]
    fn a162_a_hostile_question_is_a_short_one() {
        for typed in ["%%%%", "\"\"\"", "-", ":", "((((", "\u{0}", "* OR *"] {
            let q = Question::parse(typed);
            assert!(q.wanted.iter().all(|p| p.words.iter().all(|w| w.chars().all(char::is_alphanumeric))));
        }
        assert!(Question::parse(&"word ".repeat(2_000)).wanted.len() <= MOST_WORDS);
    }
}
