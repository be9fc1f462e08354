//! An actor moves to another place: whether we believe it.

use super::account::Account;
use super::time::{DAY, Time};
use super::uri::Uri;

/// Why a `Move` has no effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else says that this actor moves.
    #[error("only an actor itself can move")]
    NotItself,
    /// The new actor does not name the old one among its other ids (A84).
    #[error("the new actor does not know the old one")]
    NotKnownThere,
    /// The new actor has itself moved on (A85).
    #[error("the new actor has moved as well")]
    Chain,
    /// It moved a short while ago (A85).
    #[error("this actor has moved within the last seven days")]
    TooSoon,
    /// It moves to itself.
    #[error("the old and the new actor are the same")]
    Same,
}

/// Whether followers of `old` should follow `new` instead.
pub fn relocate(
    sender: &Uri,
    old: &Account,
    new: &Account,
    last_move: Option<Time>,
    now: Time,
) -> Result<(), Refusal> {
    if *sender != old.uri {
        return Err(Refusal::NotItself);
    }
    if old.uri == new.uri {
        return Err(Refusal::Same);
    }
    if !new.profile.also_known_as.iter().any(|id| id == old.uri.as_str()) {
        return Err(Refusal::NotKnownThere);
    }
    if new.profile.moved_to.is_some() {
        return Err(Refusal::Chain);
    }
    if last_move.is_some_and(|at| now.since(at) < 7 * DAY) {
        return Err(Refusal::TooSoon);
    }
    Ok(())
}
