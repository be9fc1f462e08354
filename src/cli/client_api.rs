//! `antiphon client-api`: which endpoints of the Mastodon client API this version has.

use crate::mastodon::coverage;

use super::print::Printer;

/// Prints the document, or the endpoints for scripts.
pub fn run(printer: Printer) {
    let endpoints = serde_json::to_value(coverage::endpoints()).expect("plain data always has a JSON form");
    printer.say(&coverage::document(), &endpoints);
}
