//! Notifications of strangers that wait until the one who is told has decided: who waits, and what is chosen. What the
//! decision does is written by `surface`.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::notification::Policy;
use crate::store::notification_requests as requests;

pub use crate::store::notification_requests::RequestRecord;

use super::lines::Window;
use super::{Error, Result};

/// What the account wants of people it does not know.
pub async fn policy(app: &App, account: AccountId) -> Result<Policy> {
    Ok(requests::policy(&app.store, account).await?.unwrap_or_default())
}

/// How many senders and how many notifications wait.
pub async fn waiting(app: &App, account: AccountId) -> Result<(i64, i64)> {
    Ok(requests::waiting(&app.store, account).await?)
}

/// A page of those who wait, newest first.
pub async fn page(app: &App, account: AccountId, window: Window) -> Result<Vec<RequestRecord>> {
    let mut found = requests::page(&app.store, account, window).await?;
    found.sort_unstable_by_key(|r| std::cmp::Reverse(r.id));
    Ok(found)
}

/// One of those who wait.
pub async fn find(app: &App, account: AccountId, id: RowId) -> Result<RequestRecord> {
    let window =
        Window { below: id.0.saturating_add(1), above: id.0.saturating_sub(1), upwards: false, limit: 1 };
    requests::page(&app.store, account, window).await?.pop().ok_or(Error::NotFound)
}
