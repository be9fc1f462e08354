//! Pictures that members upload: looked into, kept, hung on posts, taken away. What others have is in `copies`.

use crate::app::App;
use crate::domain::account::Profile;
use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::media::{
    Focus, IMAGE_BYTES, IMAGE_PIXELS, MOST_ATTACHED, Media, Picture, Preview, Progress, Size,
};
use crate::domain::post::{Attachment, Post};
use crate::domain::refusal::Refusal;
use crate::domain::time::HOUR;
use crate::keys;
use crate::media::{Fault, Files, Made, Opened, Part, Shape, Task};
use crate::store::{Tx, media};

pub use super::leftovers::{sweep, tidy};
use super::{Error, Result, films, media_refusals};

/// Where files of this server are, before their names.
pub const PATH: &str = "/media/";

/// Looks into a picture, keeps it and its small copy, and gives it to this account. A film or sound is kept by `films`.
pub async fn upload(
    app: &App,
    owner: AccountId,
    file: &[u8],
    description: Option<String>,
    focus: Option<Focus>,
) -> Result<Media> {
    if let Some(how) = films::reader(app, file) {
        return films::upload(app, owner, how, file, description, focus).await;
    }
    let made = look_into(app, file, Shape::Attached).await?;
    let preview = made.preview.ok_or_else(|| Error::says("refusal-account-picture-broken"))?;
    let secret = secret_name();
    let (name, small) = (name_of(&secret, "", &made.main), name_of(&secret, "-small", &preview));
    let upload = Media {
        id: app.row_id(),
        account: owner,
        post: None,
        planned: None,
        draft: None,
        file: name.clone(),
        preview: Some(small.clone()),
        media_type: made.main.media_type.clone(),
        size: Some(made.main.size),
        preview_size: Some(preview.size),
        blurhash: Some(made.blurhash),
        digest: keys::digest_multibase(&made.main.bytes),
        duration: None,
        progress: Progress::Ready,
        description,
        focus,
        created_at: app.now(),
    };
    let files = [(name.clone(), made.main.bytes), (small.clone(), preview.bytes)];
    keep(app, &files.each_ref().map(|(name, _)| name.clone()), async |uploads| {
        for (name, bytes) in files {
            uploads.put(&name, bytes).await?;
        }
        Ok(())
    })
    .await?;
    let mut tx = app.store.begin().await?;
    media::spare(&mut tx, &name).await?;
    media::spare(&mut tx, &small).await?;
    media::save(&mut tx, &upload).await?;
    tx.commit().await?;
    Ok(upload)
}

/// Writes files that are noted before, so that whatever happens on the way leaves none behind.
pub(super) async fn keep(
    app: &App,
    names: &[String],
    write: impl AsyncFnOnce(&Files) -> std::result::Result<(), crate::media::FileError>,
) -> Result<()> {
    let mut tx = app.store.begin().await?;
    for name in names {
        media::doom(&mut tx, name, app.now().plus(HOUR)).await?;
    }
    tx.commit().await?;
    if let Err(e) = write(&app.media.uploads).await {
        tracing::warn!(error = %e, "an upload could not be kept");
        for name in names {
            // What cannot be removed now is removed when its hour is over.
            let _ = app.media.uploads.remove(name).await;
        }
        return Err(e.into());
    }
    Ok(())
}

/// Keeps a picture of a profile, cut to this size; its address.
pub async fn keep_cut(app: &App, file: &[u8], size: Size) -> Result<String> {
    let made = look_into(app, file, Shape::Cut(size)).await?;
    let name = name_of(&secret_name(), "", &made.main);
    keep(app, std::slice::from_ref(&name), async |uploads| uploads.put(&name, made.main.bytes).await).await?;
    Ok(app.url(&format!("{PATH}{name}")))
}

/// Has a file looked into, in the process of its own.
pub(super) async fn look_into(app: &App, file: &[u8], shape: Shape) -> Result<Made> {
    if file.len() > IMAGE_BYTES {
        return Err(Error::refused(
            Refusal::new("refusal-account-file-too-large").count("count", IMAGE_BYTES / 1024 / 1024),
        ));
    }
    let task = Task { shape, most_pixels: IMAGE_PIXELS };
    app.media.sandbox.run(task, file).await.map_err(|fault| match fault {
        Fault::Refused(why) => Error::refused(media_refusals::of_file(why)),
        Fault::Busy => Error::Busy,
        Fault::Broken(why) => {
            tracing::error!(why, "pictures cannot be read");
            Error::says("refusal-account-no-pictures")
        }
    })
}

/// The first part of a file's name: 160 random bits, so that nobody finds a file who was not told (A111).
pub(super) fn secret_name() -> String {
    keys::hex(&keys::random_bytes::<20>())
}

pub(super) fn name_of(secret: &str, mark: &str, part: &Part) -> String {
    let ending = match part.media_type.as_str() {
        "image/png" => "png",
        "image/gif" => "gif",
        _ => "jpg",
    };
    format!("{secret}{mark}.{ending}")
}

/// The address of the file without movement that belongs to this one of ours: of a moving picture its small copy.
pub fn still_of(url: &str) -> String {
    url.strip_suffix(".gif").map_or_else(|| url.to_owned(), |stem| format!("{stem}-small.png"))
}

/// What a file of this name is, if it is a name that we give.
pub fn type_of(name: &str) -> Option<&'static str> {
    let (stem, ending) = name.split_once('.')?;
    let secret = stem.strip_suffix("-small").unwrap_or(stem);
    let is_ours = secret.len() == 40 && secret.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let media_type = match ending {
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "gif" => "image/gif",
        "mp4" => "video/mp4",
        "m4a" => "audio/mp4",
        _ => return None,
    };
    is_ours.then_some(media_type)
}

/// Opens an uploaded file; what it is.
pub async fn open(app: &App, name: &str) -> Result<(Opened, &'static str)> {
    let media_type = type_of(name).ok_or(Error::NotFound)?;
    let opened = app.media.uploads.open(name).await?.ok_or(Error::NotFound)?;
    Ok((opened, media_type))
}

/// An upload of this account that hangs on no post yet (A147).
pub async fn waiting(app: &App, owner: AccountId, id: RowId) -> Result<Media> {
    media::find(&app.store, id, owner).await?.filter(|m| m.post.is_none()).ok_or(Error::NotFound)
}

/// Gives an upload that hangs on nothing yet other words or another focus; `None` stays as it is.
pub async fn describe(
    app: &App,
    owner: AccountId,
    id: RowId,
    description: Option<String>,
    focus: Option<Focus>,
) -> Result<Media> {
    let mut upload = waiting(app, owner, id).await?;
    if let Some(words) = description {
        upload.description = Some(words).filter(|words| !words.is_empty());
    }
    upload.focus = focus.or(upload.focus);
    let mut tx = app.store.begin().await?;
    media::describe(&mut tx, id, owner, upload.description.as_deref(), upload.focus).await?;
    tx.commit().await?;
    Ok(upload)
}

/// Takes away an upload of this account that hangs on no post and waits for none.
pub async fn discard(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let upload = media::find(&app.store, id, owner).await?.ok_or(Error::NotFound)?;
    if !upload.is_free() {
        return Err(Error::refused("Media attachment is currently used by a status"));
    }
    let mut tx = app.store.begin().await?;
    media::delete_waiting(&mut tx, id, app.now()).await?;
    tx.commit().await?;
    sweep(app).await;
    Ok(())
}

/// What becomes of an attachment when a post is edited; `None` stays as it is.
#[derive(Clone, Debug)]
pub struct Redescribed {
    /// Which.
    pub id: RowId,
    /// Other words.
    pub description: Option<String>,
    /// Another focus.
    pub focus: Option<Focus>,
}

/// The attachments of a new post by this account: its own uploads that hang on nothing yet, in this order.
pub async fn chosen(app: &App, owner: AccountId, ids: &[RowId]) -> Result<Vec<Attachment>> {
    few_enough(ids.len())?;
    let mut attachments = Vec::new();
    for id in ids {
        let found = media::find(&app.store, *id, owner).await?.filter(Media::is_free);
        let upload = found.ok_or_else(|| not_to_be_had(*id))?;
        ready(&upload)?;
        if !attachments.iter().any(|a: &Attachment| a.upload == Some(id.0)) {
            attachments.push(attachment(app, &upload));
        }
    }
    Ok(attachments)
}

/// The attachments of a post after an edit: those that are named, old and new, with the words that are given.
pub async fn rechosen(
    app: &App,
    post: &Post,
    ids: &[RowId],
    words: &[Redescribed],
) -> Result<Vec<Attachment>> {
    few_enough(ids.len())?;
    let mut attachments = Vec::new();
    for id in ids {
        let found = media::find(&app.store, *id, post.account).await?;
        let found = found.filter(|m| m.is_free() || m.post == Some(post.id));
        let mut upload = found.ok_or_else(|| not_to_be_had(*id))?;
        ready(&upload)?;
        if let Some(other) = words.iter().find(|w| w.id == *id) {
            if let Some(description) = &other.description {
                upload.description = Some(description.clone()).filter(|words| !words.is_empty());
            }
            upload.focus = other.focus.or(upload.focus);
        }
        attachments.push(attachment(app, &upload));
    }
    Ok(attachments)
}

/// What is not drawn anew yet cannot be shown, and so not attached; in the words that clients know.
fn ready(upload: &Media) -> Result<()> {
    match &upload.progress {
        Progress::Ready => Ok(()),
        Progress::Waiting => {
            let why = "Cannot attach files that have not finished processing. Try again in a moment!";
            Err(Error::refused(why))
        }
        Progress::Failed(why) => Err(Error::refused(why.clone())),
    }
}

/// The same words for what is not there, what is somebody else's and what hangs on another post (A147).
fn not_to_be_had(id: RowId) -> Error {
    Error::refused(format!("Validation failed: Media {id} not found or already attached to another post"))
}

fn few_enough(count: usize) -> Result<()> {
    if count > MOST_ATTACHED {
        return Err(Error::refused(format!(
            "Validation failed: Cannot attach more than {MOST_ATTACHED} files"
        )));
    }
    Ok(())
}

/// An upload as a post carries it.
pub fn attachment(app: &App, upload: &Media) -> Attachment {
    let url = |name: &str| app.url(&format!("{PATH}{name}"));
    Attachment {
        url: url(&upload.file),
        media_type: Some(upload.media_type.clone()),
        description: upload.description.clone(),
        picture: Some(Picture {
            size: upload.size,
            preview: upload
                .preview
                .as_deref()
                .zip(upload.preview_size)
                .map(|(name, size)| Preview { url: url(name), size }),
            blurhash: upload.blurhash.clone(),
            focus: upload.focus,
            digest: Some(upload.digest.clone()),
            duration: upload.duration,
            still: None,
        }),
        upload: Some(upload.id.0),
    }
}

/// Sets an upload aside for a post that is planned: it waits with it, however long.
pub(super) async fn set_aside(tx: &mut Tx, id: RowId, owner: AccountId, planned: RowId) -> Result<()> {
    if media::set_aside(tx, id, owner, planned).await? { Ok(()) } else { Err(not_to_be_had(id)) }
}

/// Hangs these attachments on a post that is being written, and takes away what hung on it before and does no more.
pub(super) async fn settle(app: &App, tx: &mut Tx, post: &Post) -> Result<()> {
    let attachments = &post.details.attachments;
    for (id, attachment) in attachments.iter().filter_map(|a| Some((RowId(a.upload?), a))) {
        if !media::attach(tx, id, post.account, post.id).await? {
            // Another post took it in the same moment.
            return Err(not_to_be_had(id));
        }
        let focus = attachment.picture.as_ref().and_then(|picture| picture.focus);
        media::describe(tx, id, post.account, attachment.description.as_deref(), focus).await?;
    }
    if post.version > 1 {
        for old in media::of_post(&mut *tx, post.id).await? {
            if !attachments.iter().any(|a| a.upload == Some(old.id.0)) {
                media::delete(tx, old.id, app.now()).await?;
            }
        }
    }
    Ok(())
}

/// The pictures of a profile have changed: the new ones stay, the old ones go.
pub(super) async fn replace(app: &App, tx: &mut Tx, old: &Profile, new: &Profile) -> Result<()> {
    for (old, new) in [(&old.avatar, &new.avatar), (&old.header, &new.header)] {
        if old == new {
            continue;
        }
        if let Some(name) = new.as_deref().and_then(|url| own_name(app, url)) {
            media::spare(tx, name).await?;
        }
        if let Some(name) = old.as_deref().and_then(|url| own_name(app, url)) {
            media::doom(tx, name, app.now()).await?;
        }
    }
    Ok(())
}

/// The name of the file behind an address of ours.
fn own_name<'a>(app: &App, url: &'a str) -> Option<&'a str> {
    let name = url.strip_prefix(app.config.origin().as_str())?.strip_prefix(PATH)?;
    type_of(name).map(|_| name)
}

/// Takes away everything that hangs on a post; before the post itself goes.
pub(super) async fn strip(app: &App, tx: &mut Tx, post: PostId) -> Result<()> {
    for upload in media::of_post(&mut *tx, post).await? {
        media::delete(tx, upload.id, app.now()).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::type_of;

    #[test]
    fn only_names_that_we_give_are_looked_for() {
        let secret = "0123456789abcdef0123456789abcdef01234567";
        assert_eq!(type_of(&format!("{secret}.jpg")), Some("image/jpeg"));
        assert_eq!(type_of(&format!("{secret}-small.png")), Some("image/png"));
        for bad in [
            "../antiphon.key".to_owned(),
            format!("../{secret}.jpg"),
            format!("{secret}.jpg.part"),
            format!("{secret}.svg"),
            format!("{}.jpg", secret.to_uppercase()),
            format!("{secret}0.jpg"),
            format!("{secret}.jpg/.."),
            String::new(),
        ] {
            assert_eq!(type_of(&bad), None, "{bad}");
        }
    }
}
