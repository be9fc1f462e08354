//! Films and sounds that members upload: looked into at once, drawn anew afterwards, which takes a processor for as
//! long as they last. Until then the file as it came, with everything that it tells, lies in a folder of its own on this
//! machine, and nobody can read it from outside.

use std::path::{Path, PathBuf};
use std::time::Duration;

use tokio::io::AsyncWriteExt as _;

use crate::app::App;
use crate::domain::ids::AccountId;
use crate::domain::media::{Focus, IMAGE_BYTES, Media, Progress};
use crate::domain::refusal::Refusal;
use crate::keys;
use crate::media::{Drawn, Fault, GIVEN, Part, Shape, Studio, reader_of};
use crate::store::media;

use super::media::{keep, look_into, name_of, secret_name};
use super::{Error, Result, media_refusals};

/// A folder that belongs to no upload is left from a crash when it is this old.
const LEFT_BEHIND: Duration = Duration::from_secs(60 * 60);

/// The largest file that is taken, in bytes.
pub fn most_bytes(app: &App) -> usize {
    let films = usize::try_from(app.config.media.film_megabytes).unwrap_or_default() * 1024 * 1024;
    if app.media.studio.is_some() { films.max(IMAGE_BYTES) } else { IMAGE_BYTES }
}

/// The studio for this file and how it is read; none when it is no film and no sound, or none are taken.
pub(super) fn reader<'a>(app: &'a App, file: &[u8]) -> Option<(&'a Studio, &'static str)> {
    let looks_like_a_picture = crate::media::is_still_picture(file);
    app.media.studio.as_ref().zip(reader_of(file)).filter(|_| !looks_like_a_picture)
}

/// The folder in which a film lies; it goes with everything in it unless it is kept.
struct Lying {
    folder: PathBuf,
    is_kept: bool,
}

impl Drop for Lying {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn folder_of(app: &App, file: &str) -> PathBuf {
    app.media.films.join(file)
}

async fn lay(app: &App, name: &str, file: &[u8]) -> std::io::Result<Lying> {
    let folder = folder_of(app, name);
    let mut builder = tokio::fs::DirBuilder::new();
    builder.recursive(true).mode(0o700);
    builder.create(&folder).await?;
    let lying = Lying { folder, is_kept: false };
    let mut options = tokio::fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut given = options.open(lying.folder.join(GIVEN)).await?;
    given.write_all(file).await?;
    given.sync_all().await?;
    Ok(lying)
}

/// Looks into a film or sound and gives it to this account; it is drawn anew later.
pub(super) async fn upload(
    app: &App,
    owner: AccountId,
    (studio, reader): (&Studio, &str),
    file: &[u8],
    description: Option<String>,
    focus: Option<Focus>,
) -> Result<Media> {
    let most = most_bytes(app);
    if file.len() > most {
        return Err(Error::refused(
            Refusal::new("refusal-account-file-too-large").count("count", most / 1024 / 1024),
        ));
    }
    let secret = secret_name();
    let mut lying = lay(app, &secret, file).await.map_err(crate::media::FileError::from)?;
    let facts = studio.look(&lying.folder, reader).await.map_err(refused)?;
    let (media_type, ending) =
        if facts.picture.is_some() { ("video/mp4", "mp4") } else { ("audio/mp4", "m4a") };
    let name = format!("{secret}.{ending}");
    let upload = Media {
        id: app.row_id(),
        account: owner,
        post: None,
        planned: None,
        draft: None,
        file: name,
        preview: None,
        media_type: media_type.to_owned(),
        size: None,
        preview_size: None,
        blurhash: None,
        digest: String::new(),
        duration: None,
        progress: Progress::Waiting,
        description,
        focus,
        created_at: app.now(),
    };
    let mut tx = app.store.begin().await?;
    media::save(&mut tx, &upload).await?;
    tx.commit().await?;
    lying.is_kept = true;
    app.wake.films.notify_one();
    Ok(upload)
}

fn refused(fault: Fault) -> Error {
    match fault {
        Fault::Refused(why) => Error::refused(media_refusals::of_file(why)),
        Fault::Busy => Error::Busy,
        Fault::Broken(why) => {
            tracing::error!(why, "films and sounds cannot be read");
            Error::says("refusal-media-no-films")
        }
    }
}

/// The first part of a film's name: what its folder is called.
fn secret_of(upload: &Media) -> &str {
    upload.file.split_once('.').map_or(upload.file.as_str(), |(secret, _)| secret)
}

/// Draws anew what lies on this machine, the oldest first; what lies on another is that machine's work.
pub async fn work_off(app: &App) -> Result<()> {
    let Some(studio) = &app.media.studio else { return Ok(()) };
    for upload in media::waiting(&app.store).await? {
        let folder = folder_of(app, secret_of(&upload));
        let Some(reader) = first_bytes(&folder.join(GIVEN)).await.as_deref().and_then(reader_of) else {
            continue;
        };
        // Kept until the row says what came of it: a crash begins it again.
        let mut lying = Lying { folder, is_kept: true };
        let done = match studio.draw(&lying.folder, reader).await {
            Ok(drawn) => settle(app, &upload, drawn).await,
            Err(fault) => Err(refused(fault)),
        };
        match done {
            Ok(()) => {}
            Err(Error::Refused(why)) => {
                let mut tx = app.store.begin().await?;
                media::fail(&mut tx, upload.id, &why.to_string()).await?;
                tx.commit().await?;
            }
            Err(e) => return Err(e),
        }
        lying.is_kept = false;
    }
    Ok(())
}

async fn first_bytes(path: &Path) -> Option<Vec<u8>> {
    use tokio::io::AsyncReadExt as _;
    let mut bytes = Vec::new();
    tokio::fs::File::open(path).await.ok()?.take(64).read_to_end(&mut bytes).await.ok()?;
    Some(bytes)
}

/// Keeps what was made of an upload.
async fn settle(app: &App, upload: &Media, drawn: Drawn) -> Result<()> {
    let mut done = Media {
        media_type: drawn.media_type.to_owned(),
        size: drawn.facts.picture,
        digest: keys::digest_multibase(&drawn.bytes),
        duration: drawn.facts.duration,
        ..upload.clone()
    };
    let mut files: Vec<(String, Vec<u8>)> = vec![(upload.file.clone(), drawn.bytes)];
    if let Some(picture) = &drawn.picture {
        let made = look_into(app, picture, Shape::Attached).await?;
        let small: Part = made.preview.ok_or_else(|| Error::says("refusal-media-film-unreadable"))?;
        let name = name_of(secret_of(upload), "-small", &small);
        done.preview = Some(name.clone());
        done.preview_size = Some(small.size);
        done.blurhash = Some(made.blurhash);
        files.push((name, small.bytes));
    }
    let names: Vec<String> = files.iter().map(|(name, _)| name.clone()).collect();
    keep(app, &names, async |uploads| {
        for (name, bytes) in files {
            uploads.put(&name, bytes).await?;
        }
        Ok(())
    })
    .await?;
    let mut tx = app.store.begin().await?;
    if media::finish(&mut tx, &done).await? {
        for name in &names {
            media::spare(&mut tx, name).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Removes folders whose upload was taken away, or that a crash left behind.
pub async fn tidy(app: &App) -> Result<()> {
    let Ok(mut folders) = tokio::fs::read_dir(&app.media.films).await else { return Ok(()) };
    while let Ok(Some(entry)) = folders.next_entry().await {
        let age = entry.metadata().await.ok().and_then(|facts| facts.modified().ok()?.elapsed().ok());
        if age.is_none_or(|age| age < LEFT_BEHIND) {
            continue;
        }
        let secret = entry.file_name().to_string_lossy().into_owned();
        let mut is_waiting = false;
        for ending in ["mp4", "m4a"] {
            is_waiting |= media::is_waiting(&app.store, &format!("{secret}.{ending}")).await?;
        }
        if !is_waiting {
            let _ = tokio::fs::remove_dir_all(entry.path()).await;
        }
    }
    Ok(())
}
