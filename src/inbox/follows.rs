//! Others follow us, answer our follows, block us, move.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::uri::Uri;
use crate::service::{follows, relocations};
use crate::store::{self, Tx, accounts};
use crate::wire::act::Reference;

use super::apply::{Applied, Failure};
use super::endorsements;

/// The local actor with this id.
async fn local(tx: &mut Tx, uri: &Uri) -> Result<Option<Account>, Failure> {
    Ok(accounts::find_by_uri(&mut *tx, uri.as_str()).await?.filter(|a| a.is_local() && a.is_active()))
}

/// Somebody asks to follow one of ours.
pub async fn follow(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    object: &Uri,
    id: &str,
) -> Result<Applied, Failure> {
    let Some(target) = local(tx, object).await? else {
        return Ok(Applied::Ignored("nobody by that id lives here"));
    };
    follows::requested(app, tx, by, &target, id).await?;
    Ok(Applied::Done)
}

/// The one of ours who asked, if the reference names a follow of ours that waits for this actor.
async fn asker(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<Option<Account>, Failure> {
    // Carried along, the follow names who asked and whom; both must fit. Named by id, our own rows tell.
    if let Some(target) = &object.object
        && *target != by.uri
    {
        return Ok(None);
    }
    if let Some(actor) = &object.actor {
        return local(tx, actor).await;
    }
    let Some(id) = object.id.as_ref().filter(|id| app.is_ours(id)) else { return Ok(None) };
    for account in accounts::list_local(&mut *tx).await? {
        if let Some((_, uri)) = store::follows::find(&mut *tx, account.id, by.id).await?
            && uri == id.as_str()
        {
            return Ok(Some(account));
        }
    }
    Ok(None)
}

/// The one we asked has accepted.
pub async fn accept(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<Applied, Failure> {
    if endorsements::answered(app, tx, by, object, true).await? {
        return Ok(Applied::Done);
    }
    match asker(app, tx, by, object).await? {
        Some(follower) if follows::accepted(app, tx, &follower, by).await? => Ok(Applied::Done),
        _ => Ok(Applied::Ignored("nobody here has asked for that")),
    }
}

/// The one we asked has refused, or takes the consent back.
pub async fn reject(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<Applied, Failure> {
    if endorsements::answered(app, tx, by, object, false).await? {
        return Ok(Applied::Done);
    }
    match asker(app, tx, by, object).await? {
        Some(follower) if follows::rejected(tx, &follower, by).await? => Ok(Applied::Done),
        _ => Ok(Applied::Ignored("nobody here follows them")),
    }
}

/// Somebody blocks one of ours.
pub async fn block(app: &App, tx: &mut Tx, by: &Account, object: &Uri, id: &str) -> Result<Applied, Failure> {
    let Some(target) = local(tx, object).await? else {
        return Ok(Applied::Ignored("nobody by that id lives here"));
    };
    if store::tombstones::exists(&mut *tx, id, by.uri.as_str()).await? {
        return Ok(Applied::Ignored("it was taken back before it came"));
    }
    follows::blocked(app, tx, by, &target, id).await?;
    Ok(Applied::Done)
}

/// Somebody has moved.
pub async fn relocate(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    old: &Uri,
    new: Option<&Account>,
) -> Result<Applied, Failure> {
    let Some(new) = new else { return Ok(Applied::Ignored("the target could not be had")) };
    if *old != by.uri {
        return Ok(Applied::Ignored("only an actor itself can move"));
    }
    match relocations::relocate(app, tx, &by.uri, by, new).await? {
        None => Ok(Applied::Done),
        Some(refusal) => {
            tracing::info!(old = %by.uri, new = %new.uri, %refusal, "a move was not believed");
            Ok(Applied::Ignored("the move is not believed"))
        }
    }
}
