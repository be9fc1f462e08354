//! The signed list of partners that coalitions exchange: what it says, and whether a copy of it is believed.

use super::directory::EntryKind;
use super::sector::Sector;
use super::time::{DAY, Time};
use super::uri::Uri;

/// The most partners that are read from one list; the rest of a longer one is passed over.
pub const MOST_PEERS: usize = 500;
/// The largest list that is read, in bytes.
pub const MOST_BYTES: usize = 512 * 1024;
/// A list may be so much younger than its arrival; a later time is a clock that is wrong, or a trick.
const FUTURE: i64 = DAY;
/// How often a partner is asked for its list.
pub const ASK_EVERY: i64 = 6 * super::time::HOUR;
/// The longest wait after failures.
const LONGEST_WAIT: i64 = 2 * DAY;

/// A partner as somebody's list tells of it: a hint where to look, and no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Peer {
    /// Its id on the network.
    pub uri: Uri,
    /// What it is.
    pub kind: EntryKind,
    /// Its name; plain text.
    pub name: String,
    /// Its keys for proofs (multibase).
    pub keys: Vec<String>,
    /// Other ids of it, its standby among them.
    pub also_known_as: Vec<String>,
    /// Copies elsewhere.
    pub mirrors: Vec<String>,
    /// Fields of work.
    pub sectors: Vec<Sector>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Language tags.
    pub languages: Vec<String>,
}

/// A list whose form is right. Whose it is, its proof has to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeerList {
    /// Its address.
    pub id: Uri,
    /// Whose it is, as it says.
    pub owner: Uri,
    /// Grows with every change.
    pub sequence: i64,
    /// Those it names, each once.
    pub peers: Vec<Peer>,
}

/// Why a list changes nothing here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else's.
    #[error("it is the list of somebody else")]
    Owner,
    /// Older than the one that is here.
    #[error("it is older than the list that is here already")]
    Old,
    /// Another text under the number of the one that is here.
    #[error("it has the number of the list that is here, and other words")]
    Forked,
    /// From the future.
    #[error("it says that it was made in the future")]
    Future,
}

/// What is known of the last list that was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its number; 0 before the first.
    pub sequence: i64,
    /// The digest of its text.
    pub digest: Option<String>,
}

/// Whether a list with a good proof takes the place of the one that is here; `false`: it is the same.
pub fn is_news(
    known: &Known,
    owner: &Uri,
    list: &PeerList,
    digest: &str,
    now: Time,
) -> Result<bool, Refusal> {
    if list.owner != *owner || !list.id.same_origin(owner) {
        return Err(Refusal::Owner);
    }
    if list.sequence > now.plus(FUTURE).0 {
        return Err(Refusal::Future);
    }
    match list.sequence.cmp(&known.sequence) {
        std::cmp::Ordering::Less => Err(Refusal::Old),
        std::cmp::Ordering::Equal if known.digest.as_deref() == Some(digest) => Ok(false),
        std::cmp::Ordering::Equal => Err(Refusal::Forked),
        std::cmp::Ordering::Greater => Ok(true),
    }
}

/// How long to wait after so many failures in a row, in milliseconds.
pub fn next_ask(failures: i64) -> i64 {
    let doubled = u32::try_from(failures.clamp(0, 8)).unwrap_or(0);
    ASK_EVERY.saturating_mul(1 << doubled).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(text: &str) -> Uri {
        Uri::parse(text).expect("an id")
    }

    #[test]
    fn old_forked_foreign_and_future_lists_change_nothing() {
        let owner = uri("https://vic.test/c");
        let list = |sequence| PeerList {
            id: uri("https://vic.test/c/peers"),
            owner: owner.clone(),
            sequence,
            peers: Vec::new(),
        };
        let known = Known { sequence: 10, digest: Some("d".to_owned()) };
        let now = Time(1_000);
        assert_eq!(is_news(&known, &owner, &list(11), "e", now), Ok(true));
        assert_eq!(is_news(&known, &owner, &list(10), "d", now), Ok(false));
        assert_eq!(is_news(&known, &owner, &list(10), "e", now), Err(Refusal::Forked));
        assert_eq!(is_news(&known, &owner, &list(9), "d", now), Err(Refusal::Old));
        assert_eq!(is_news(&known, &uri("https://evil.test/c"), &list(11), "e", now), Err(Refusal::Owner));
        assert_eq!(is_news(&known, &owner, &list(now.0 + 2 * DAY), "e", now), Err(Refusal::Future));
    }

    #[test]
    fn a_dead_partner_is_asked_less_and_less_and_never_given_up() {
        assert_eq!(next_ask(0), ASK_EVERY);
        assert!(next_ask(1) > next_ask(0) && next_ask(100) == LONGEST_WAIT);
    }
}
