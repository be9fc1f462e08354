//! Files of a post that is deleted to be written anew: they wait for the next one, at addresses that nobody was told.

use crate::app::App;
use crate::domain::ids::PostId;
use crate::domain::media::Media;
use crate::store::{Tx, media};

use super::Result;
use super::media::{keep, secret_name};

/// An upload of a post that is to wait again, and the names that its files have from then on. Whoever saw the post knows
/// the old ones.
pub(super) struct Renamed {
    upload: Media,
    file: String,
    preview: Option<String>,
}

/// Gives the files of a post second names; before the transaction in which the post goes. They vanish within the hour
/// unless [`detach`] follows.
pub(super) async fn rename(app: &App, post: PostId) -> Result<Vec<Renamed>> {
    let mut renamed = Vec::new();
    for upload in media::of_post(&app.store, post).await? {
        let secret = secret_name();
        let other = |name: &str| format!("{secret}{}", name.get(secret.len()..).unwrap_or_default());
        let (file, preview) = (other(&upload.file), upload.preview.as_deref().map(other));
        renamed.push(Renamed { upload, file, preview });
    }
    if renamed.is_empty() {
        return Ok(renamed);
    }
    let pairs = |one: &Renamed| {
        let small = one.upload.preview.clone().zip(one.preview.clone());
        [(one.upload.file.clone(), one.file.clone())].into_iter().chain(small)
    };
    let (old, new): (Vec<String>, Vec<String>) = renamed.iter().flat_map(pairs).unzip();
    keep(app, &new, async |uploads| {
        for (name, other) in old.iter().zip(&new) {
            uploads.copy(name, other).await?;
        }
        Ok(())
    })
    .await?;
    Ok(renamed)
}

/// Takes these uploads off a post that goes: they wait for another one, as long as a new upload does.
pub(super) async fn detach(app: &App, tx: &mut Tx, post: PostId, renamed: &[Renamed]) -> Result<()> {
    for Renamed { upload, file, preview } in renamed {
        if !media::detach(tx, upload.id, post, (file, preview.as_deref()), app.now()).await? {
            continue;
        }
        for name in [Some(file), preview.as_ref()].into_iter().flatten() {
            media::spare(tx, name).await?;
        }
        for name in [Some(&upload.file), upload.preview.as_ref()].into_iter().flatten() {
            media::doom(tx, name, app.now()).await?;
        }
    }
    Ok(())
}
