//! What comes into the timeline of a list with its people, and what leaves it, and home, with them.

use crate::domain::ids::{AccountId, RowId};
use crate::service::Result;
use crate::store::Tx;
use crate::store::lines::Window;
use crate::store::lists::{self, List};

/// Somebody has come into a list: so do their latest posts, which leave home where the list is exclusive.
pub async fn joined(tx: &mut Tx, list: &List, person: AccountId) -> Result<()> {
    lists::fill(tx, list.id, person).await?;
    if list.is_exclusive {
        lists::leave_home(tx, list.owner, person).await?;
    }
    Ok(())
}

/// Somebody was taken out of a list, with everything that came into it by them.
pub async fn left(tx: &mut Tx, list: RowId, person: AccountId) -> Result<()> {
    Ok(lists::empty(tx, list, person).await?)
}

/// A list was made exclusive: what its people wrote leaves home.
pub async fn made_exclusive(tx: &mut Tx, list: &List) -> Result<()> {
    for person in lists::people(&mut *tx, list.id, Window::whole(i64::MAX)).await? {
        lists::leave_home(tx, list.owner, person.id).await?;
    }
    Ok(())
}
