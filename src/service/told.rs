//! What an account here has been told: its notifications, with the posts they are about as far as it may see them.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::store::notifications;

pub use crate::store::notifications::{NotificationRecord, Wanted};

use super::lines::Window;
use super::{Error, Result};

/// A page of the wanted notifications, newest first.
pub async fn page(
    app: &App,
    account: AccountId,
    wanted: &Wanted,
    window: Window,
) -> Result<Vec<NotificationRecord>> {
    let mut found = notifications::page(&app.store, account, wanted, window, app.now()).await?;
    found.sort_unstable_by_key(|n| std::cmp::Reverse(n.id));
    Ok(found)
}

/// One notification of this account.
pub async fn find(app: &App, account: AccountId, id: RowId) -> Result<NotificationRecord> {
    notifications::find(&app.store, account, id).await?.ok_or(Error::NotFound)
}

/// How many of the wanted ones the account has not read; counting ends at `most`.
pub async fn count_unread(app: &App, account: AccountId, wanted: &Wanted, most: i64) -> Result<i64> {
    // How far somebody has read is not kept yet, so that whatever has not been dismissed counts.
    Ok(notifications::count(&app.store, account, wanted, 0, most).await?)
}
