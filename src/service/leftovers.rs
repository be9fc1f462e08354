//! Files that nothing names any more: removed at once after a commit, and by the hour what could not be removed then.

use crate::app::App;
use crate::domain::media::UNATTACHED_LASTS;
use crate::store::media;

use super::Result;

/// Removes the files that nothing names any more. What cannot be removed now stays noted.
pub async fn sweep(app: &App) {
    if let Err(e) = remove_doomed(app).await {
        tracing::warn!(error = %e, "some files could not be removed; trying again later");
    }
}

async fn remove_doomed(app: &App) -> Result<()> {
    loop {
        let files = media::doomed(&app.store, app.now()).await?;
        if files.is_empty() {
            return Ok(());
        }
        for file in &files {
            app.media.uploads.remove(file).await?;
        }
        media::forget_doomed(&app.store, &files).await?;
    }
}

/// Takes away uploads that nobody attached within a day, and files that are to go.
pub async fn tidy(app: &App) -> Result<()> {
    loop {
        let old = media::waiting_since(&app.store, app.now().plus(-UNATTACHED_LASTS)).await?;
        if old.is_empty() {
            break;
        }
        let mut tx = app.store.begin().await?;
        for id in old {
            media::delete_waiting(&mut tx, id, app.now()).await?;
        }
        tx.commit().await?;
    }
    remove_doomed(app).await
}
