//! Filters of the templates: they make words fit to be shown on a line of their own. Escaping stays with the template
//! engine; bodies of statements never pass here.

#![expect(
    clippy::inline_always,
    clippy::unused_self,
    clippy::unnecessary_wraps,
    reason = "the filter macro writes methods of this shape and asks for this signature"
)]

use std::fmt::Display;

use crate::words::{Plain, Words, tidied};

/// A name or title without what could turn or break the line around it: control characters, direction overrides and
/// zero-width characters go, piles of combining marks are cut. Single joiners stay, because Persian words and many
/// emoji need them.
#[askama::filter_fn]
pub fn tidy(text: impl Display, _: &dyn askama::Values) -> askama::Result<String> {
    Ok(tidied(&text.to_string()))
}

/// The tidied title, or words that say there is none, so that a link or heading is never empty.
#[askama::filter_fn]
pub fn titled(text: impl Display, _: &dyn askama::Values, words: &Words) -> askama::Result<String> {
    Ok(words.title(&text.to_string()))
}

/// The tidied name of a coalition, or words in its place.
#[askama::filter_fn]
pub fn named(text: impl Display, _: &dyn askama::Values, words: &Words) -> askama::Result<String> {
    Ok(words.coalition(&text.to_string()))
}

/// A number as people read it: `1,204`.
#[askama::filter_fn]
pub fn grouped(number: impl Plain<i64>, _: &dyn askama::Values, words: &Words) -> askama::Result<String> {
    Ok(words.number(number))
}

/// Text that XML 1.0 can carry at all (section 2.2, `Char`); the template engine escapes it afterwards.
#[askama::filter_fn]
pub fn xml(text: impl Display, _: &dyn askama::Values) -> askama::Result<String> {
    let is_char = |letter: &char| matches!(letter, '\t' | '\n' | '\r' | '\u{20}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    Ok(text.to_string().chars().filter(is_char).collect())
}
