//! Pages of public posts and of tags, as whoever asks may see them; nobody in particular may ask as well.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::store::pages;

pub use crate::store::pages::{Choice, Origin, Tags};

use super::Result;
use super::lines::{Page, Window};

/// A page of everybody's public posts.
pub async fn public(app: &App, viewer: Option<AccountId>, choice: Choice, window: Window) -> Result<Page> {
    Page::of(app, viewer, pages::public(&app.store, viewer, choice, window).await?).await
}

/// A page of public posts under some tags.
pub async fn tagged(
    app: &App,
    viewer: Option<AccountId>,
    tags: &Tags,
    choice: Choice,
    window: Window,
) -> Result<Page> {
    Page::of(app, viewer, pages::tagged(&app.store, viewer, tags, choice, window).await?).await
}

/// A page of public posts that link to a page of the web, which `trends` has told of.
pub async fn linked(app: &App, viewer: Option<AccountId>, link: RowId, window: Window) -> Result<Page> {
    Page::of(app, viewer, pages::linked(&app.store, viewer, link, window).await?).await
}
