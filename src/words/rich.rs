//! Texts with markup. The texts are ours and may hold the few tags that are listed here; whatever else is put into them
//! is escaped, and never read as markup.

use std::fmt::{self, Write as _};

use fluent_bundle::{FluentArgs, FluentValue};

use super::plain::{Plain, Spoken};
use super::say::Words;
use super::tidy::tidied;
use crate::domain::time::Time;

/// The tags that a text may hold. `a` gets its address from the code.
pub(super) const TAGS: [&str; 7] = ["<strong>", "</strong>", "<em>", "</em>", "<br>", "<a>", "</a>"];

/// The place of the first argument, in the private area of Unicode that `tidied` texts and ours do not use.
const FIRST: u32 = 0xf_0000;

/// A text with markup and what stands in it. It is shown as it is: everything in it is escaped already.
pub struct Rich {
    words: Words,
    key: &'static str,
    arguments: FluentArgs<'static>,
    parts: Vec<String>,
    link: Option<String>,
}

impl Rich {
    pub(super) fn new(words: Words, key: &'static str) -> Self {
        Self { words, key, arguments: FluentArgs::new(), parts: Vec::new(), link: None }
    }

    /// Words of others: set apart, whichever way they run.
    #[must_use]
    pub fn name(self, argument: &'static str, words: impl fmt::Display) -> Self {
        let html = format!("<bdi>{}</bdi>", escaped(&tidied(&words.to_string())));
        self.part(argument, html)
    }

    /// A name of a coalition, or words in its place.
    #[must_use]
    pub fn coalition(self, argument: &'static str, name: impl fmt::Display) -> Self {
        let name = self.words.coalition(&name.to_string());
        self.name(argument, name)
    }

    /// A title, or words that say there is none.
    #[must_use]
    pub fn title(self, argument: &'static str, title: impl fmt::Display) -> Self {
        let title = self.words.title(&title.to_string());
        self.name(argument, title)
    }

    /// An address, a host or a handle: it runs from left to right in every text.
    #[must_use]
    pub fn address(self, argument: &'static str, address: impl fmt::Display) -> Self {
        let html = format!("<bdi dir=\"ltr\">{}</bdi>", escaped(&tidied(&address.to_string())));
        self.part(argument, html)
    }

    /// Something to be copied as it is.
    #[must_use]
    pub fn code(self, argument: &'static str, code: impl fmt::Display) -> Self {
        let html = format!("<code dir=\"ltr\">{}</code>", escaped(&tidied(&code.to_string())));
        self.part(argument, html)
    }

    /// Words of ours, in the language of the text.
    #[must_use]
    pub fn text(self, argument: &'static str, words: impl fmt::Display) -> Self {
        let html = escaped(&words.to_string());
        self.part(argument, html)
    }

    /// A day and the time of day.
    #[must_use]
    pub fn time(self, argument: &'static str, time: impl Plain<Time>) -> Self {
        let time = time.plain();
        let html =
            format!("<time datetime=\"{}\">{}</time>", time.rfc3339(), escaped(&self.words.moment(time)));
        self.part(argument, html)
    }

    /// A row of languages, each in its own name.
    #[must_use]
    pub fn languages(self, argument: &'static str, languages: &[impl Spoken]) -> Self {
        let own = |one: &dyn Spoken| {
            format!("<bdi lang=\"{}\">{}</bdi>", escaped(one.tag()), escaped(&tidied(one.own_name())))
        };
        let row: Vec<String> = languages.iter().map(|one| own(one)).collect();
        let html = self.words.list(&row);
        self.part(argument, html)
    }

    /// A number, which may choose the plural.
    #[must_use]
    pub fn count(mut self, argument: &'static str, count: impl Plain<i64>) -> Self {
        self.arguments.set(argument, FluentValue::from(count.plain()));
        self
    }

    /// Where `<a>` leads. The address is ours or was looked at by `web_address`.
    #[must_use]
    pub fn link(mut self, address: impl fmt::Display) -> Self {
        self.link = Some(escaped(&address.to_string()));
        self
    }

    fn part(mut self, argument: &'static str, html: String) -> Self {
        let place = u32::try_from(self.parts.len()).ok().and_then(|index| char::from_u32(FIRST + index));
        let place = place.expect("no text has so many arguments");
        self.arguments.set(argument, FluentValue::from(place.to_string()));
        self.parts.push(html);
        self
    }

    fn tag(&self, tag: &str, html: &mut String) {
        match (tag, &self.link) {
            ("<a>", Some(address)) => {
                let _ = write!(html, "<a href=\"{address}\">");
            }
            ("<a>" | "</a>", None) => debug_assert!(false, "{} has a link that leads nowhere", self.key),
            (other, _) => html.push_str(other),
        }
    }
}

impl fmt::Display for Rich {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.words.filled(self.key, &self.arguments);
        let mut html = String::with_capacity(text.len() * 2);
        let mut rest = text.as_str();
        while let Some(letter) = rest.chars().next() {
            let part = (letter as u32).checked_sub(FIRST).and_then(|place| self.parts.get(place as usize));
            if let Some(tag) = TAGS.into_iter().find(|tag| rest.starts_with(tag)) {
                self.tag(tag, &mut html);
                rest = &rest[tag.len()..];
                continue;
            }
            match part {
                Some(part) => html.push_str(part),
                None => push_escaped(letter, &mut html),
            }
            rest = &rest[letter.len_utf8()..];
        }
        formatter.write_str(&html)
    }
}

// Every part went through `escaped`, and the text itself through `push_escaped`.
impl askama::filters::HtmlSafe for Rich {}

fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        push_escaped(letter, &mut html);
    }
    html
}

fn push_escaped(letter: char, html: &mut String) {
    match letter {
        '&' => html.push_str("&#38;"),
        '<' => html.push_str("&#60;"),
        '>' => html.push_str("&#62;"),
        '"' => html.push_str("&#34;"),
        '\'' => html.push_str("&#39;"),
        other => html.push(other),
    }
}
