//! Conversations of a member: direct posts, by thread and by who takes part.

use crate::app::App;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::store::conversations;

pub use crate::store::conversations::Conversation;

use super::lines::Window;
use super::{Error, Result};

/// A page of conversations, the one with the newest post first.
pub async fn page(app: &App, owner: AccountId, window: Window) -> Result<Vec<Conversation>> {
    Ok(conversations::page(&app.store, owner, window).await?)
}

/// The conversation of an owner that holds a post.
pub async fn of_post(app: &App, owner: AccountId, post: PostId) -> Result<Conversation> {
    conversations::of_post(&app.store, owner, post).await?.ok_or(Error::NotFound)
}

/// Marks a conversation as read; somebody else's is not found (A173).
pub async fn read(app: &App, owner: AccountId, id: RowId) -> Result<Conversation> {
    let mut tx = app.store.begin().await?;
    let found = conversations::find(&mut tx, owner, id).await?.ok_or(Error::NotFound)?;
    conversations::read_to(&mut tx, id, found.last).await?;
    tx.commit().await?;
    Ok(Conversation { is_unread: false, ..found })
}

/// Takes a conversation out of the owner's list; an answer in it begins a new one.
pub async fn delete(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !conversations::delete(&mut tx, owner, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}
