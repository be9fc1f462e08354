//! The files with the texts, as they stand in the program.

use super::tongue::Tongue;

/// The files of one language, by their nouns.
type Files = &'static [(&'static str, &'static str)];

macro_rules! files {
    ($folder:literal: $($noun:literal)*) => {
        &[$(($noun, include_str!(concat!($folder, "/", $noun, ".ftl")))),*]
    };
}

const ENGLISH: Files = files!("en":
    "campaign" "date" "endorsement" "follow" "form" "role" "sector" "site" "statement" "withdrawn");
const SPANISH: Files = files!("es": "date");
const FRENCH: Files = files!("fr": "date");
const ARABIC: Files = files!("ar": "date");
const PORTUGUESE: Files = files!("pt": "date");
const TAGALOG: Files = files!("tl": "date");

/// The files of this language.
pub(super) fn of(tongue: Tongue) -> Files {
    match tongue {
        Tongue::English => ENGLISH,
        Tongue::Spanish => SPANISH,
        Tongue::French => FRENCH,
        Tongue::Arabic => ARABIC,
        Tongue::Portuguese => PORTUGUESE,
        Tongue::Tagalog => TAGALOG,
    }
}
