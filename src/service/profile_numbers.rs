//! How many follow an actor of another server, how many it follows, how many posts it has: its server is asked after the
//! actor was fetched, by a job, never while somebody waits. What it says is shown where it is more than what we know.

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::profile_numbers::{ProfileNumbers, believed};
use crate::domain::uri::Uri;
use crate::remote::proofs;
use crate::store::{accounts, profile_numbers};
use crate::wire::collection;

use super::Result;

/// Takes up to so many actors that are to be counted now.
pub async fn claim(cx: &Cx, limit: usize) -> Result<Vec<AccountId>> {
    let now = cx.now();
    if profile_numbers::next_due(&cx.store).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let mut tx = cx.store.begin().await?;
    let claimed = profile_numbers::claim(&mut tx, now, i64::try_from(limit).unwrap_or(1)).await?;
    tx.commit().await?;
    Ok(claimed)
}

/// Asks for the numbers of an actor and keeps what can be believed.
pub async fn ask(cx: &Cx, account: AccountId) -> Result<()> {
    let Some(account) = accounts::find(&cx.store, account).await?.filter(Account::is_active) else {
        return Ok(());
    };
    if account.is_local() || !cx.domains.policy().admits(&account.uri.authority()) {
        return Ok(());
    }
    let numbers = ProfileNumbers {
        followers: total(cx, &account, account.followers.as_deref()).await,
        following: total(cx, &account, account.following.as_deref()).await,
        posts: total(cx, &account, account.outbox.as_deref()).await,
    };
    if numbers == ProfileNumbers::default() {
        return Ok(());
    }
    let mut tx = cx.store.begin().await?;
    profile_numbers::keep(&mut tx, account.id, numbers).await?;
    Ok(tx.commit().await?)
}

/// How many a collection of the actor has, if its server says so at the collection's own address.
async fn total(cx: &Cx, account: &Account, collection: Option<&str>) -> Option<i64> {
    let uri = Uri::parse(collection?).ok().filter(|uri| uri.same_origin(&account.uri))?;
    let host = format!("host {}", uri.authority());
    if cx.rested.holds(&host, cx.now()) {
        return None;
    }
    match proofs::document(cx, &uri).await {
        Ok(document) => collection::total(&document).and_then(believed),
        Err(error) => {
            if let crate::remote::Error::Unreachable(_) = error {
                cx.rested.begin(&host, cx.now());
            }
            tracing::debug!(%uri, %error, "a collection was not counted");
            None
        }
    }
}
