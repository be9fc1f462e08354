//! Members mute people: they no longer see them, and nobody is told.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::mute::Mute;
use crate::domain::time::Time;
use crate::store::mutes;

use super::lines::Window;
use super::people::People;
use super::{Error, Result};

/// Mutes somebody for so many seconds; without, for good. Muted again, the new word holds.
pub async fn mute(
    app: &App,
    account: &Account,
    target: &Account,
    notifications: bool,
    seconds: Option<i64>,
) -> Result<()> {
    if account.id == target.id {
        return Err(Error::says("refusal-account-mute-self"));
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let mute = Mute::from(now, notifications, seconds);
    mutes::save(&mut tx, app.row_id(), account.id, target.id, mute, now).await?;
    Ok(tx.commit().await?)
}

/// Mutes somebody no longer.
pub async fn unmute(app: &App, account: &Account, target: &Account) -> Result<()> {
    let mut tx = app.store.begin().await?;
    mutes::remove(&mut tx, account.id, target.id).await?;
    Ok(tx.commit().await?)
}

/// A part of those whom an account mutes now, and when those mutes end that do.
pub async fn list(app: &App, account: AccountId, window: Window) -> Result<(People, HashMap<i64, Time>)> {
    let people = People::at(&mutes::page(&app.store, account, window, app.now()).await?);
    let ends = mutes::ends(&app.store, account, &people.accounts).await?;
    Ok((people, ends))
}
