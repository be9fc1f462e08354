//! What an account here has been told: its notifications, with the posts they are about as far as it may see them.

use crate::app::App;
use crate::domain::ids::AccountId;
use crate::domain::notification::NotificationKind;
use crate::store::notifications;

pub use crate::store::notifications::NotificationRecord;

use super::Result;
use super::lines::Window;

/// A page of notifications of these kinds, newest first.
pub async fn page(
    app: &App,
    account: AccountId,
    kinds: &[NotificationKind],
    window: Window,
) -> Result<Vec<NotificationRecord>> {
    let mut found = notifications::page(&app.store, account, kinds, window, app.now()).await?;
    found.sort_unstable_by_key(|n| std::cmp::Reverse(n.id));
    Ok(found)
}
