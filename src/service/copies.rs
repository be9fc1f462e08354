//! Pictures of other servers for readers here: fetched by us, written anew, kept for a while. No reader's address
//! reaches another server. An address of a copy carries our seal, so that nobody can make us fetch what they like.

use url::Url;

use crate::app::{App, Cx};
use crate::client::Budget;
use crate::domain::media::IMAGE_BYTES;
use crate::domain::time::Time;
use crate::keys;
use crate::media::{Opened, Shape};
use crate::store::media::{self, Copy};

use super::media::{look_into, name_of, secret_name, type_of};
use super::{Error, Result, sealed_addresses};

/// Where copies are, before their seals.
pub const PATH: &str = "/media/copies/";
/// What their seals are for.
const SEALED_FOR: &str = "copies of media";
/// How long fetching a picture may take.
const FETCH_TIME: std::time::Duration = std::time::Duration::from_secs(30);

/// Where readers here find the copy of what is at this address.
pub fn path(app: &App, address: &str) -> String {
    format!("{PATH}{}", sealed_addresses::write(app, SEALED_FOR, address))
}

/// Opens the copy that an address of ours names; it is fetched if it is not here.
pub async fn open(cx: &Cx, sealed: &str, encoded: &str) -> Result<(Opened, &'static str)> {
    let address = sealed_addresses::read(cx, SEALED_FOR, sealed, encoded)?;
    let digest = keys::sha256_hex(address.as_bytes());
    if let Some(kept) = kept(cx, &digest).await? {
        return Ok(kept);
    }
    let rest = format!("copy:{digest}");
    // Whoever asks for the same picture meanwhile waits for the same answer.
    let flight = cx.flights.get_with(rest.clone(), std::sync::Arc::default);
    let _flying = flight.lock().await;
    if let Some(kept) = kept(cx, &digest).await? {
        return Ok(kept);
    }
    if cx.rested.holds(&rest, cx.now()) {
        return Err(Error::refused("the picture could not be had a while ago"));
    }
    match fetch(cx, &address, &digest).await {
        Ok(()) => kept(cx, &digest).await?.ok_or(Error::NotFound),
        Err(e) => {
            // A picture that is not to be had is not asked for again by the next reader.
            if !matches!(e, Error::Busy | Error::Files(_) | Error::Store(_)) {
                cx.rested.begin(&rest, cx.now());
            }
            Err(e)
        }
    }
}

async fn kept(app: &App, digest: &str) -> Result<Option<(Opened, &'static str)>> {
    let Some(copy) = media::copy(&app.store, digest).await? else { return Ok(None) };
    if let (Some(media_type), Some(opened)) = (type_of(&copy.file), app.media.copies.open(&copy.file).await?)
    {
        return Ok(Some((opened, media_type)));
    }
    // The row outlived its file.
    media::forget_copy(&app.store, &copy.file).await?;
    Ok(None)
}

async fn fetch(cx: &Cx, address: &str, digest: &str) -> Result<()> {
    let url = Url::parse(address).map_err(|_| Error::NotFound)?;
    let budget = Budget { bytes: IMAGE_BYTES, time: FETCH_TIME, ..cx.client.document_budget() };
    let fetched = cx.client.get(&url, "image/*", budget).await.map_err(|e| Error::refused(e.to_string()))?;
    if !fetched.status.is_success() {
        return Err(Error::refused("the other server does not give the picture"));
    }
    let made = look_into(cx, &fetched.body, Shape::Attached).await?;
    let name = name_of(&secret_name(), "", &made.main);
    let bytes = i64::try_from(made.main.bytes.len()).unwrap_or(i64::MAX);
    cx.media.copies.put(&name, made.main.bytes).await?;
    let copy = Copy { file: name.clone(), media_type: made.main.media_type, fetched_at: cx.now() };
    let is_new = media::save_copy(&cx.store, digest, &copy, bytes).await;
    if !matches!(is_new, Ok(true)) {
        cx.media.copies.remove(&name).await?;
    }
    is_new?;
    make_room(cx).await
}

/// Takes away copies that are older than the settings allow, and the oldest while all take too much.
pub async fn tidy(app: &App) -> Result<()> {
    let lasts = i64::try_from(app.config.keep_cached_media().as_millis()).unwrap_or(i64::MAX);
    let before = Time(app.now().0.saturating_sub(lasts));
    loop {
        let old = media::old_copies(&app.store, before).await?;
        if old.is_empty() {
            break;
        }
        for (file, _) in old {
            remove(app, &file).await?;
        }
    }
    make_room(app).await
}

async fn make_room(app: &App) -> Result<()> {
    let most =
        i64::try_from(app.config.media.cache_megabytes.saturating_mul(1024 * 1024)).unwrap_or(i64::MAX);
    let mut size = media::size_of_copies(&app.store).await?;
    while size > most {
        let oldest = media::oldest_copies(&app.store).await?;
        if oldest.is_empty() {
            break;
        }
        for (file, bytes) in oldest {
            if size <= most {
                break;
            }
            remove(app, &file).await?;
            size -= bytes;
        }
    }
    Ok(())
}

/// The file goes before its row: a crash in between leaves a row that finds no file, and is forgotten.
async fn remove(app: &App, file: &str) -> Result<()> {
    app.media.copies.remove(file).await?;
    Ok(media::forget_copy(&app.store, file).await?)
}
