//! From a stored activity to its effects. Effects and the mark that it is done share one transaction.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::service::{self, joint_answers, quoting};
use crate::store::Tx;
use crate::wire::act::Act;
pub use crate::wire::act::Incoming;
use crate::wire::{incoming, strict};

use super::gather::Gathered;
use super::{directory, endorsements, events, follows, joint, posts, reactions};

/// An activity with everything that is needed to apply it.
#[derive(Clone, Debug)]
pub struct Ready {
    /// The activity.
    pub incoming: Incoming,
    /// Who did it.
    pub account: Account,
    /// What was fetched for it.
    pub gathered: Gathered,
}

/// How applying ended when it did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// It had its effect, or had it before.
    Done,
    /// The same, and no mark may stay, since it would say who did it. Whoever sends it again has no effect by other means.
    Unmarked,
    /// It was taken without effect; why.
    Ignored(&'static str),
}

/// Why an activity could not be applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Something was not to be had just now: try again.
    Later(String),
    /// It can never have an effect, through nobody's fault: done.
    Pointless(&'static str),
    /// It breaks the rules or the program: set aside, with this reason.
    Poison(String),
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        match error {
            e if e.is_passing() => Self::Later(e.to_string()),
            service::Error::NotFound | service::Error::Gone => {
                Self::Pointless("what it is about is not here")
            }
            service::Error::Refused(_) => Self::Pointless("it is not allowed"),
            e => Self::Poison(e.to_string()),
        }
    }
}

impl From<crate::store::Error> for Failure {
    fn from(error: crate::store::Error) -> Self {
        service::Error::Store(error).into()
    }
}

/// Reads a stored activity.
pub fn read(body: &str) -> Result<Incoming, Failure> {
    let value = strict::read(body.as_bytes()).map_err(|e| Failure::Poison(e.to_string()))?;
    incoming::read(&value).map_err(|e| Failure::Poison(e.to_string()))
}

/// Applies an activity inside the caller's transaction.
pub async fn apply(cx: &Cx, tx: &mut Tx, ready: &Ready) -> Result<Applied, Failure> {
    let Ready { incoming, account, gathered } = ready;
    let app: &App = cx;
    if account.suspended_at.is_some() {
        if let Act::Delete { object } = &incoming.act
            && *object == account.uri
        {
            // What somebody has a right to have erased does not depend on whether they are heard.
            service::accounts::uncounted(app, tx, account).await?;
        }
        return Ok(Applied::Ignored("its actor is suspended here"));
    }
    let id = incoming.id.as_str();
    match &incoming.act {
        Act::Create { posts } => posts::created(app, tx, account, posts).await,
        Act::UpdatePost { post, digest } => {
            service::endorsing::seen(tx, account, post.uri.as_str(), digest.as_deref()).await?;
            posts::updated(app, tx, account, post).await
        }
        // The rest of its effect was had while gathering: the profile is a cache, not a promise.
        Act::UpdateActor { digest, .. } => {
            service::endorsing::seen(tx, account, account.uri.as_str(), digest.as_deref()).await?;
            Ok(Applied::Done)
        }
        Act::Delete { object } if service::consent::revoked(app, tx, account, object).await? => {
            Ok(Applied::Done)
        }
        Act::Delete { object } if quoting::withdrawn(app, tx, account, object.as_str()).await? => {
            Ok(Applied::Done)
        }
        Act::Delete { object } => posts::deleted(app, tx, account, object, gathered.is_gone).await,
        Act::Follow { object } => follows::follow(app, tx, account, object, id).await,
        Act::Accept { object, result } => {
            if service::consent::accepted(app, tx, account, object, result.as_ref()).await?
                || quoting::accepted(app, tx, account, object, result.as_ref()).await?
            {
                return Ok(Applied::Done);
            }
            follows::accept(app, tx, account, object).await
        }
        Act::Reject { object } => {
            if service::consent::refused(app, tx, account, object).await?
                || quoting::refused(app, tx, account, object).await?
            {
                return Ok(Applied::Done);
            }
            if joint::declined(app, tx, account, object).await? {
                return Ok(Applied::Done);
            }
            follows::reject(app, tx, account, object).await
        }
        Act::Block { object } => follows::block(app, tx, account, object, id).await,
        Act::Undo { object } if joint::left(app, tx, account, object).await? => Ok(Applied::Done),
        Act::Undo { object } => reactions::undo(app, tx, account, object).await,
        Act::Announce { object, to, cc, .. } => {
            reactions::announce(app, tx, account, id, object, (to, cc), gathered.post.as_ref()).await
        }
        Act::Like { object, emoji } => reactions::like(app, tx, account, id, object, emoji.as_deref()).await,
        Act::QuoteRequest { object, instrument } => {
            reactions::quote_request(app, tx, account, id, object, instrument).await
        }
        Act::Move { object, .. } => {
            follows::relocate(app, tx, account, object, gathered.target.as_ref()).await
        }
        Act::Flag { objects, content } => posts::flagged(app, tx, account, objects, content).await,
        Act::Add { object, target } => posts::pinned(app, tx, account, object, target, true).await,
        Act::Remove { object, target }
            if joint_answers::removed(app, tx, account, object.as_str(), target.as_str()).await? =>
        {
            Ok(Applied::Done)
        }
        Act::Remove { object, target } => posts::pinned(app, tx, account, object, target, false).await,
        Act::Offer { endorsement } => {
            endorsements::offered(app, tx, account, id, endorsement, gathered.proof.as_ref()).await
        }
        Act::Invite { object, to } => endorsements::invited(app, tx, account, id, object, to).await,
        Act::FeatureRequest { object, instrument } => {
            directory::requested(app, tx, account, id, object, instrument).await
        }
        Act::Join { object, is_maybe } => events::join(app, tx, account, id, object, *is_maybe).await,
        Act::Leave { object } => events::leave(app, tx, account, object).await,
        Act::Joint(act) => joint::said(app, tx, account, id, act, gathered.target.as_ref()).await,
        Act::Other { .. } => Ok(Applied::Ignored("this kind of activity means nothing here")),
    }
}
