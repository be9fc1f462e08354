//! What has to be known before an activity can be applied, fetched outside of any transaction.
//!
//! The network is slow and hostile; the writer of the database waits for nobody.

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::joint::JointAct;
use crate::domain::post::IncomingPost;
use crate::domain::uri::Uri;
use crate::remote::{self, actor, proofs, resolve};
use crate::store::{accounts, follows, posts};
use crate::wire::act::{Act, Incoming};
use crate::wire::proof::Verified;

use super::apply::{Failure, Ready};

/// What was gathered beside the activity itself.
#[derive(Clone, Debug, Default)]
pub struct Gathered {
    /// A post fetched from its own address, with its author.
    pub post: Option<(IncomingPost, Account)>,
    /// The account that something points to: where somebody moves.
    pub target: Option<Account>,
    /// The server of a deleted object says that it is gone.
    pub is_gone: bool,
    /// Whose proof a document has, when that was made.
    pub proof: Option<Verified>,
}

/// Whether the activity needs the network before it can be applied; its actor is known.
pub async fn needs_network(cx: &Cx, incoming: &Incoming) -> remote::Result<bool> {
    Ok(match &incoming.act {
        Act::Announce { object, .. } => {
            !cx.is_ours(object) && posts::find_by_uri(&cx.store, object.as_str()).await?.is_none()
        }
        Act::Move { .. } | Act::UpdateActor { .. } | Act::Offer { .. } => true,
        Act::Joint(JointAct::Accepted { offer, .. }) => cx.is_ours(offer),
        Act::Delete { object } => {
            // Somebody else of that origin says that it is gone: its server is asked (A74).
            match posts::find_by_uri(&cx.store, object.as_str()).await? {
                Some(post) => {
                    accounts::find(&cx.store, post.account).await?.is_some_and(|a| a.uri != incoming.actor)
                }
                None => false,
            }
        }
        _ => false,
    })
}

/// Fetches what is needed and puts it beside the activity.
pub async fn gather(cx: &Cx, incoming: Incoming) -> Result<Ready, Failure> {
    let account = resolve::actor(cx, &incoming.actor).await.map_err(|e| failure(&e))?;
    let mut gathered = Gathered::default();
    match &incoming.act {
        Act::Announce { object, .. } => {
            let wanted =
                follows::any_local_follower(&cx.store, account.id).await.map_err(|e| failure(&e.into()))?;
            let known = posts::find_by_uri(&cx.store, object.as_str())
                .await
                .map_err(|e| failure(&e.into()))?
                .is_some();
            if wanted && !known && !cx.is_ours(object) {
                gathered.post = Some(fetch_post(cx, object).await?);
            }
        }
        Act::Move { target, .. } => {
            gathered.target = Some(fresh(cx, target).await?);
        }
        Act::UpdateActor { actor, .. } if actor.uri == incoming.actor => {
            actor::save(cx, actor.as_ref().clone()).await.map_err(|e| failure(&e))?;
        }
        // A proof that does not hold is set aside with its reason; only for what is ours is anybody asked for keys.
        Act::Offer { endorsement } if cx.is_ours(&endorsement.object) => {
            let verified = proofs::verify(cx, &endorsement.document, &endorsement.endorser).await;
            gathered.proof = Some(verified.map_err(|e| match e {
                remote::Error::Refused(why) => Failure::Poison(why),
                e => failure(&e),
            })?);
        }
        // Only for an answer to an invitation of ours is anybody asked.
        Act::Joint(JointAct::Accepted { offer, campaign, .. }) if cx.is_ours(offer) => {
            gathered.target = Some(fresh(cx, campaign).await?);
        }
        Act::Delete { object } => {
            let known =
                posts::find_by_uri(&cx.store, object.as_str()).await.map_err(|e| failure(&e.into()))?;
            if known.is_some_and(|post| post.account != account.id) && object.same_origin(&incoming.actor) {
                gathered.is_gone = matches!(resolve::post(cx, object).await, Err(remote::Error::Gone(_)));
            }
        }
        _ => {}
    }
    Ok(Ready { incoming, account, gathered })
}

/// The account as its server describes it now; where it was asked a moment ago, as we have it.
async fn fresh(cx: &Cx, uri: &Uri) -> Result<Account, Failure> {
    if cx.is_ours(uri) {
        let found = accounts::find_by_uri(&cx.store, uri.as_str()).await.map_err(|e| failure(&e.into()))?;
        return found.ok_or(Failure::Pointless("the target does not exist"));
    }
    match resolve::refresh(cx, uri).await {
        Err(remote::Error::Resting(_)) => resolve::actor(cx, uri).await.map_err(|e| failure(&e)),
        other => other.map_err(|e| failure(&e)),
    }
}

/// The post from its own address, and its author. What an `Announce` carries along is never believed (A11).
async fn fetch_post(cx: &Cx, uri: &Uri) -> Result<(IncomingPost, Account), Failure> {
    let fetched = resolve::post(cx, uri).await.map_err(|e| failure(&e))?;
    let author = resolve::actor(cx, &fetched.post.author).await.map_err(|e| failure(&e))?;
    Ok((fetched.post, author))
}

/// What an error from outside means for the activity.
pub fn failure(error: &remote::Error) -> Failure {
    match error {
        e if e.is_passing() => Failure::Later(e.to_string()),
        remote::Error::Store(e) => Failure::Poison(e.to_string()),
        _ => Failure::Pointless("what it points to could not be had from its server"),
    }
}
