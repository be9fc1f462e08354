//! Members block people: neither follows the other any more, and neither reads or hears the other.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::remote::keyring;
use crate::store::people::{self, Circle};
use crate::store::{Tx, blocks};
use crate::wire::Json;
use crate::wire::activity;

use super::lines::Window;
use super::outbox::{self, Telling, To};
use super::people::People;
use super::{Error, Result, follows};

/// A local actor blocks somebody. Follows between the two end, and the server of the blocked is told to keep to it.
pub async fn block(cx: &Cx, blocker: &Account, target: &Account) -> Result<()> {
    if blocker.id == target.id {
        return Err(Error::says("refusal-account-block-self"));
    }
    let mut tx = cx.store.begin().await?;
    place(cx, &mut tx, blocker, target).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// The block itself, in the transaction of its cause; nothing where there is one already.
pub(super) async fn place(app: &App, tx: &mut Tx, blocker: &Account, target: &Account) -> Result<()> {
    if blocks::exists(&mut *tx, blocker.id, target.id).await? {
        return Ok(());
    }
    follows::end(app, tx, blocker, target).await?;
    follows::end(app, tx, target, blocker).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    blocks::save(tx, app.row_id(), blocker.id, target.id, &uri, app.now()).await?;
    if !target.is_local() {
        let body = activity::block(&uri, blocker.uri.as_str(), target.uri.as_str());
        tell(app, tx, blocker, target, (id, uri, "Block"), &body).await?;
    }
    Ok(())
}

/// A local actor blocks somebody no longer. Follows do not come back by themselves.
pub async fn unblock(cx: &Cx, blocker: &Account, target: &Account) -> Result<()> {
    let mut tx = cx.store.begin().await?;
    let Some(block_uri) = blocks::uri(&mut tx, blocker.id, target.id).await? else { return Ok(()) };
    blocks::remove(&mut tx, blocker.id, target.id).await?;
    if !target.is_local() {
        let id = cx.activity_id();
        let uri = outbox::activity_uri(cx, id);
        let undone = activity::block_of(&block_uri, blocker.uri.as_str(), target.uri.as_str());
        let body = activity::undo(&uri, blocker.uri.as_str(), &undone);
        tell(cx, &mut tx, blocker, target, (id, uri, "Undo"), &body).await?;
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    blocker: &Account,
    target: &Account,
    (id, uri, kind): (crate::domain::ids::ActivityId, String, &'static str),
    body: &Json,
) -> Result<()> {
    let signer = keyring::for_requests(app, blocker.id).await?;
    let telling = Telling {
        id,
        uri,
        actor: blocker.id,
        kind,
        object_uri: target.uri.as_str(),
        body: outbox::exact(body),
        is_public: false,
        to: vec![To::Account(Box::new(target.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}

/// A part of those whom an account blocks.
pub async fn list(app: &App, blocker: AccountId, window: Window) -> Result<People> {
    Ok(People::at(&people::circle(&app.store, Circle::Blocked, blocker, window).await?))
}
