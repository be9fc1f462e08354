//! What waits for whoever is at the desk, as the first page and the menu of the rooms say it. Who is shown what, and how much
//! there is, is decided below.

use crate::domain::waiting::{Amount, MOST, Waiting};
use crate::web::views::desk::home::WaitingLine;
use crate::web::views::paths;
use crate::words::Words;

/// The room where it is decided, and the key of what it is called.
fn room_of(what: Waiting) -> (&'static str, &'static str) {
    match what {
        Waiting::Reviews => (paths::DRAFTS, "waiting-reviews"),
        Waiting::Approved => (paths::DRAFTS, "waiting-approved"),
        Waiting::Offers => (paths::ENDORSEMENTS, "waiting-offers"),
        Waiting::Requests => (paths::ENDORSEMENTS, "waiting-requests"),
        Waiting::Invitations => (paths::JOINT, "waiting-invitations"),
        Waiting::Listings => (paths::DESK_DIRECTORY, "waiting-listings"),
        Waiting::Answers => (paths::DESK_EXCHANGE, "waiting-answers"),
        Waiting::Returns => (paths::DESK_LETTERS, "waiting-returns"),
        Waiting::Applicants => (paths::WAITING, "waiting-applicants"),
        Waiting::Reports => (paths::REPORTS, "waiting-reports"),
        Waiting::Mails => (paths::QUEUE, "waiting-mails"),
        Waiting::Aside => (paths::QUEUE, "waiting-aside"),
    }
}

/// One line of the first page for each kind.
pub fn lines(waiting: &[Amount], words: Words) -> Vec<WaitingLine> {
    let line = |one: &Amount| {
        let (path, key) = room_of(one.what);
        let number = if one.count < MOST { "waiting-number" } else { "waiting-many" };
        WaitingLine { path, words: words.say(key), number: words.say_count(number, one.count) }
    };
    waiting.iter().map(line).collect()
}

/// The number beside a room; none where nothing waits in it.
pub fn number_of(path: &str, waiting: &[Amount], words: Words) -> Option<String> {
    let here: Vec<i64> =
        waiting.iter().filter(|one| room_of(one.what).0 == path).map(|one| one.count).collect();
    let is_more = here.iter().any(|count| *count >= MOST);
    let key = if is_more { "waiting-number-many" } else { "waiting-number" };
    (!here.is_empty()).then(|| words.say_count(key, here.iter().sum::<i64>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_shows_what_waits_in_it_and_many_are_not_counted_to_the_end() {
        let amount = |what, count| Amount { what, count };
        let some =
            [amount(Waiting::Reviews, 2), amount(Waiting::Approved, 1), amount(Waiting::Reports, MOST)];
        let number = |path| number_of(path, &some, Words::english());
        assert_eq!(number(paths::DRAFTS).as_deref(), Some("3"));
        assert_eq!(number(paths::REPORTS).as_deref(), Some("50+"));
        assert_eq!(number(paths::QUEUE), None);
        let said = lines(&some, Words::english()).pop().expect("reports");
        assert_eq!((said.path, said.number.as_str()), (paths::REPORTS, "50 or more"));
    }
}
