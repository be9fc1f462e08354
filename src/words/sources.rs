//! The files with the texts, as they stand in the program.

use super::tongue::Tongue;

/// The files of one language, by their nouns.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($noun:literal)*) => {
        &[$(($noun, include_str!(concat!($folder, "/", $noun, ".ftl")))),*]
    };
}

/// The nouns that every language has. A new noun begins in `WAITING`, and moves here when it is translated.
macro_rules! translated {
    ($folder:literal) => {
        files!($folder:
            "account" "app" "audit" "campaign" "coalition" "date" "delivery" "desk"
            "directory" "draft" "endorsement" "error" "event" "exchange" "feed" "follow" "following" "form" "guest" "interact" "join"
            "joint" "kept" "letter" "member" "moving" "newsletter" "notice" "people" "plan" "pledge" "poll" "profile" "publish" "queue"
            "report"
            "refusal-media"
            "refusal-account"
            "refusal-directory"
            "refusal-notice"
            "refusal-pledge"
            "refusal-letter"
            "refusal-joint"
            "refusal-endorsement"
            "refusal-call"
            "refusal-event"
            "refusal-people"
            "refusal-role"
            "refusal-campaign"
            "refusal-draft"
            "refusal-term"
            "refusal-form"
            "role" "room" "sector" "share" "sign-in" "site" "statement" "version"
            "waiting" "withdraw" "withdrawn" "write")
    };
}

/// The nouns that are not translated yet.
const WAITING: Files = files!("en":);

/// The files of this language.
pub(super) fn of(tongue: Tongue) -> impl Iterator<Item = (&'static str, &'static str)> {
    let translated: Files = match tongue {
        Tongue::English => translated!("en"),
        Tongue::Spanish => translated!("es"),
        Tongue::French => translated!("fr"),
        Tongue::Arabic => translated!("ar"),
        Tongue::Portuguese => translated!("pt"),
        Tongue::Tagalog => translated!("tl"),
    };
    let waiting = if tongue == Tongue::English { WAITING } else { &[] };
    translated.iter().chain(waiting).copied()
}

/// The nouns that are not translated yet.
#[cfg(test)]
pub(super) fn waiting() -> Vec<&'static str> {
    WAITING.iter().map(|(noun, _)| *noun).collect()
}
