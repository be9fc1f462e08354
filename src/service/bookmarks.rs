//! Posts that somebody here wants to find again. Nobody is told.

use crate::app::App;
use crate::domain::ids::AccountId;
use crate::domain::post::Post;
use crate::store::{bookmarks, lines};

use super::Result;
use super::lines::{Page, Window};

/// Keeps a post.
pub async fn keep(app: &App, account: AccountId, post: &Post) -> Result<()> {
    let mut tx = app.store.begin().await?;
    bookmarks::save(&mut tx, app.row_id(), account, post.id).await?;
    Ok(tx.commit().await?)
}

/// Keeps it no longer.
pub async fn forget(app: &App, account: AccountId, post: &Post) -> Result<()> {
    let mut tx = app.store.begin().await?;
    bookmarks::remove(&mut tx, account, post.id).await?;
    Ok(tx.commit().await?)
}

/// A page of somebody's bookmarks, as far as they may still see them; its ids are those of bookmarks.
pub async fn page(app: &App, account: AccountId, window: Window) -> Result<Page> {
    let places = bookmarks::page(&app.store, account, window).await?;
    Ok(Page::at(&places, lines::at_places(&app.store, Some(account), &places).await?))
}
