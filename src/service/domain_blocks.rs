//! Members block whole domains for themselves. What the server refuses for everybody is in `domains`.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::handle::normal_domain;
use crate::domain::ids::AccountId;
use crate::domain::refusal::Refusal;
use crate::store::domain_blocks;

use super::lines::Window;
use super::{Error, Result, follows};

/// The most domains that one member blocks.
const MOST: i64 = 1_000;

/// A domain in its one spelling, without a port: a block holds for all of them.
fn named(domain: &str) -> Result<String> {
    let normal = normal_domain(domain.trim())
        .ok_or_else(|| Error::refused(Refusal::new("refusal-form-domain").name("name", domain)))?;
    Ok(normal.split(':').next().unwrap_or_default().to_owned())
}

/// Blocks a domain and everything below it: its people are neither seen nor heard, and follows end both ways.
pub async fn block(cx: &Cx, account: &Account, domain: &str) -> Result<()> {
    let domain = named(domain)?;
    let own = cx.config.authority();
    if own.split(':').next() == Some(domain.as_str()) || cx.config.handle_domain() == domain {
        return Err(Error::says("refusal-directory-own-domain"));
    }
    let all = Window { below: i64::MAX, above: 0, upwards: false, limit: MOST };
    let before = domain_blocks::page(&cx.store, account.id, all).await?;
    if i64::try_from(before.len()).is_ok_and(|many| many >= MOST) {
        return Err(Error::refused(format!("You can block {MOST} domains at most.")));
    }
    let mut tx = cx.store.begin().await?;
    domain_blocks::save(&mut tx, cx.row_id(), account.id, &domain, cx.now()).await?;
    let (followers, followed) = domain_blocks::ties(&mut tx, account.id, &domain).await?;
    for follower in &followers {
        follows::end(cx, &mut tx, follower, account).await?;
    }
    for target in &followed {
        follows::end(cx, &mut tx, account, target).await?;
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// Blocks a domain no longer. Follows do not come back by themselves.
pub async fn unblock(app: &App, account: &Account, domain: &str) -> Result<()> {
    let domain = named(domain)?;
    let mut tx = app.store.begin().await?;
    domain_blocks::remove(&mut tx, account.id, &domain).await?;
    Ok(tx.commit().await?)
}

/// A part of the domains an account blocks, with their places.
pub async fn list(app: &App, account: AccountId, window: Window) -> Result<Vec<(i64, String)>> {
    Ok(domain_blocks::page(&app.store, account, window).await?)
}
