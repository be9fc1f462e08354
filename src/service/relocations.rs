//! Somebody moves: their followers here follow them to the new place.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::follow::FollowState;
use crate::domain::relocation;
use crate::domain::uri::Uri;
use crate::remote::keyring;
use crate::store::{Tx, accounts, follows};
use crate::wire::activity;

use super::outbox::{self, Telling, To};
use super::{Result, surface};

/// Applies a `Move`, if it is to be believed. The old server is never asked: it may be dark.
pub async fn relocate(
    app: &App,
    tx: &mut Tx,
    sender: &Uri,
    old: &Account,
    new: &Account,
) -> Result<Option<relocation::Refusal>> {
    let now = app.now();
    let last = accounts::moved_at(&mut *tx, old.id).await?;
    if let Err(refusal) = relocation::relocate(sender, old, new, last, now) {
        return Ok(Some(refusal));
    }
    let mut profile = old.profile.clone();
    profile.moved_to = Some(new.uri.as_str().to_owned());
    accounts::mark_moved(tx, old.id, &profile, now).await?;
    for follower in follows::local_followers(&mut *tx, old.id).await? {
        let Some(follower) = accounts::find(&mut *tx, follower).await? else { continue };
        follows::remove(tx, follower.id, old.id).await?;
        if follower.id == new.id || follows::find(&mut *tx, follower.id, new.id).await?.is_some() {
            continue;
        }
        ask(app, tx, &follower, new).await?;
        surface::moved(app, tx, follower.id, new.id).await?;
    }
    Ok(None)
}

/// The follower asks to follow the new actor, in the transaction of the move.
async fn ask(app: &App, tx: &mut Tx, follower: &Account, new: &Account) -> Result<()> {
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let state = if new.is_local() && !new.locked { FollowState::Accepted } else { FollowState::Requested };
    follows::save(tx, follower.id, new.id, state, &uri, app.now()).await?;
    if new.is_local() {
        return Ok(());
    }
    let signer = keyring::for_requests(app, follower.id).await?;
    let telling = Telling {
        id,
        body: outbox::exact(&activity::follow(&uri, follower.uri.as_str(), new.uri.as_str())),
        uri,
        actor: follower.id,
        kind: "Follow",
        object_uri: new.uri.as_str(),
        is_public: false,
        to: vec![To::Account(Box::new(new.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}
