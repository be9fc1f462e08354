//! An actor moves to another place: whether we believe it, and what one of ours may still do afterwards.

use super::account::Account;
use super::time::{DAY, Time};
use super::uri::Uri;

/// Between two moves of an actor, in milliseconds.
pub const COOLDOWN: i64 = 7 * DAY;
/// The most other ids that an actor of ours names as its own (`security.md` 4).
pub const MOST_ALIASES: usize = 10;

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
    /// The new actor is gone, or suspended here.
    #[error("the new actor cannot be reached from here")]
    Closed,
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
    if !new.is_active() {
        return Err(Refusal::Closed);
    }
    if !new.profile.also_known_as.iter().any(|id| id == old.uri.as_str()) {
        return Err(Refusal::NotKnownThere);
    }
    if new.profile.moved_to.is_some() {
        return Err(Refusal::Chain);
    }
    if last_move.is_some_and(|at| now.since(at) < COOLDOWN) {
        return Err(Refusal::TooSoon);
    }
    Ok(())
}

/// An actor of ours has moved and asks for something that only its new place may do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("This account has moved to {0} and can no longer do this. Use the account there.")]
pub struct HasMoved(pub String);

/// Whether an actor of ours may still write, boost, vote and follow.
pub fn may_act(account: &Account) -> Result<(), HasMoved> {
    match &account.profile.moved_to {
        Some(place) if account.is_local() => Err(HasMoved(place.clone())),
        _ => Ok(()),
    }
}
