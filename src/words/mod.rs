//! What people read, in six languages: the texts in `en/*.ftl` and the folders beside it, one file a noun, and how
//! numbers and dates are written in each. Pure: nothing here knows a request, a page or a clock.
//!
//! A page has `page.words`, a handler has `shelf.words` or `at.words()`. They are [`Words`]: one language, cheap to copy.
//!
//! | in a template | for a text |
//! |---|---|
//! | `{{ page.words.say("pledge-title") }}` | without arguments |
//! | `{{ page.words.say_count("pledge-count", number) }}` | with the number `$count`, which chooses the plural |
//! | `{{ page.words.say_name("pledge-of", text) }}` | with the text `$name` |
//! | `{{ page.words.say_with("pledge-x").name("who", text).count("count", n) }}` | with several |
//! | `{{ page.words.rich("pledge-y").name("who", text).link("/path") }}` | with markup: `<strong>`, one `<a>`, a `<bdi>` around each name |
//! | `words.refusal(&why)`, in a handler | why a verb of the house did not do something |
//! | `{{ page.words.number(n) }}`, `.day(day)`, `.moment(time)` | a number or date by itself |
//!
//! Keys are literals in the code and begin with their noun; a test finds each of them here, and each text in the code.
//! A new noun: write `en/NOUN.ftl` and name it in
//! `WAITING` of `sources.rs`. When it is translated it moves to the others there.

mod book;
mod dates;
mod names;
mod number;
mod plain;
#[cfg(test)]
mod proofs;
mod refusal;
mod rich;
mod say;
mod sources;
mod tidy;
mod tongue;

pub use plain::{Plain, Spoken};
pub use rich::Rich;
pub use say::{Sentence, Words};
pub use tidy::tidied;
pub use tongue::Tongue;
