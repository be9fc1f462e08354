//! Texts in one language, without markup: whatever shows them escapes them.

use std::fmt;

use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentValue};

use super::book::Book;
use super::plain::Plain;
use super::rich::Rich;
use super::tidy::tidied;
use super::tongue::Tongue;
use super::{dates, number};
use crate::domain::day::Day;
use crate::domain::time::Time;

/// The words of one language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    tongue: Tongue,
}

impl Words {
    /// The words of this language.
    pub fn of(tongue: Tongue) -> Self {
        Self { tongue }
    }

    /// English words.
    pub fn english() -> Self {
        Self::of(Tongue::English)
    }

    /// The words of the first of these languages that we speak, else English ones.
    pub fn of_first(tags: &[String]) -> Self {
        Self::of(tags.first().and_then(|tag| Tongue::of_tag(tag)).unwrap_or(Tongue::English))
    }

    /// Which language it is.
    pub fn tongue(self) -> Tongue {
        self.tongue
    }

    /// The tag of the language.
    pub fn tag(self) -> &'static str {
        self.tongue.tag()
    }

    /// The direction it is written in, as the `dir` attribute says it.
    pub fn direction(self) -> &'static str {
        self.tongue.direction()
    }

    /// The text of this key, which takes no arguments.
    pub fn say(self, key: &'static str) -> &'static str {
        let own = Book::open(self.tongue).ready(key);
        let text = own.or_else(|| Book::open(Tongue::English).ready(key));
        debug_assert!(text.is_some(), "there is no text {key} without arguments");
        text.unwrap_or(key)
    }

    /// The text of this key for a number, which it calls `$count`.
    pub fn say_count(self, key: &'static str, count: impl Plain<i64>) -> String {
        self.say_with(key).count("count", count).to_string()
    }

    /// The text of this key with words in it that it calls `$name`.
    pub fn say_name(self, key: &'static str, name: impl fmt::Display) -> String {
        self.say_with(key).name("name", name).to_string()
    }

    /// The text of this key; its arguments follow.
    pub fn say_with(self, key: &'static str) -> Sentence {
        Sentence { words: self, key, arguments: FluentArgs::new() }
    }

    /// The text of this key with the markup in it; its arguments follow.
    pub fn rich(self, key: &'static str) -> Rich {
        Rich::new(self, key)
    }

    /// A number by itself.
    pub fn number(self, number: impl Plain<i64>) -> String {
        number::written(number.plain(), self.tongue)
    }

    /// A day.
    pub fn day(self, day: impl Plain<Day>) -> String {
        dates::day(self, day.plain())
    }

    /// A day and the time of day, in UTC.
    pub fn moment(self, time: impl Plain<Time>) -> String {
        dates::moment(self, time.plain())
    }

    /// A date and its parts, which are words of ours and need no setting apart.
    pub(super) fn date(self, key: &'static str, parts: &[(&'static str, &str)]) -> String {
        let mut arguments = FluentArgs::new();
        for (name, part) in parts {
            arguments.set(*name, FluentValue::from(*part));
        }
        self.filled(key, &arguments)
    }

    /// Several things in a row, with the comma of the language.
    pub fn list(self, parts: &[String]) -> String {
        parts.join(self.comma())
    }

    /// What stands between the things of a row.
    pub fn comma(self) -> &'static str {
        if self.tongue == Tongue::Arabic { "، " } else { ", " }
    }

    /// Words of others inside a text that has no markup. In a text that runs from right to left they are marked off, so
    /// that a name in another script does not turn what stands around it.
    fn apart(self, words: String) -> String {
        if self.direction() == "rtl" { format!("\u{2068}{words}\u{2069}") } else { words }
    }

    /// The text with its arguments in this language, else in English.
    pub(super) fn filled(self, key: &str, arguments: &FluentArgs<'_>) -> String {
        let own = Book::open(self.tongue).filled(key, arguments);
        let text = own.or_else(|| Book::open(Tongue::English).filled(key, arguments));
        debug_assert!(text.is_some(), "there is no text {key}");
        text.unwrap_or_else(|| key.to_owned())
    }
}

/// A text and what stands in it. Shown without markup.
pub struct Sentence {
    words: Words,
    key: &'static str,
    arguments: FluentArgs<'static>,
}

impl Sentence {
    /// Words of others, or of ours.
    #[must_use]
    pub fn name(mut self, argument: &'static str, words: impl fmt::Display) -> Self {
        let apart = self.words.apart(tidied(&words.to_string()));
        self.arguments.set(argument, FluentValue::from(apart));
        self
    }

    /// Words of ours, in the language of the text.
    #[must_use]
    pub fn text(mut self, argument: &'static str, words: impl fmt::Display) -> Self {
        self.arguments.set(argument, FluentValue::from(words.to_string()));
        self
    }

    /// A number, which may choose the plural.
    #[must_use]
    pub fn count(mut self, argument: &'static str, count: impl Plain<i64>) -> Self {
        self.arguments.set(argument, FluentValue::from(count.plain()));
        self
    }

    /// A number without the marks between its digits, as it is typed.
    #[must_use]
    pub(super) fn bare_count(mut self, argument: &'static str, count: i64) -> Self {
        let mut number = FluentNumber::from(count);
        number.options.use_grouping = false;
        self.arguments.set(argument, FluentValue::Number(number));
        self
    }

    /// A day and the time of day.
    #[must_use]
    pub fn time(mut self, argument: &'static str, time: impl Plain<Time>) -> Self {
        let text = self.words.moment(time);
        self.arguments.set(argument, FluentValue::from(text));
        self
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.words.filled(self.key, &self.arguments))
    }
}
