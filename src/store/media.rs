//! Uploads, the files that nothing names any more, and copies of other servers' pictures.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::media::{Focus, Media, Progress, Size};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Store, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO media (id, account_id, post_id, file, preview, media_type, width, height, preview_width, preview_height, blurhash, digest, description, focus, created_at, duration, state, trouble) VALUES ($1, $2, NULL, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    FIND = "SELECT * FROM media WHERE id = $1 AND account_id = $2";
    OF_POST = "SELECT * FROM media WHERE post_id = $1 ORDER BY id";
    DESCRIBE = "UPDATE media SET description = $3, focus = $4 WHERE id = $1 AND account_id = $2";
    ATTACH = "UPDATE media SET post_id = $3, draft_id = NULL WHERE id = $1 AND account_id = $2 AND (post_id IS NULL OR post_id = $3)";
    // It waits from now on, and not since it was uploaded.
    DETACH = "UPDATE media SET post_id = NULL, file = $3, preview = $4, created_at = $5 WHERE id = $1 AND post_id = $2";
    SET_ASIDE = "UPDATE media SET planned_id = $3 WHERE id = $1 AND account_id = $2 AND post_id IS NULL AND planned_id IS NULL AND draft_id IS NULL";
    // What hangs on a post already stays with it: the draft is one of a change to that post.
    KEEP_FOR_DRAFT = "UPDATE media SET draft_id = $2 WHERE id = $1 AND post_id IS NULL AND planned_id IS NULL AND draft_id IS NULL";
    FREE_OF_DRAFT = "UPDATE media SET draft_id = NULL WHERE draft_id = $1";
    HAND_OVER = "UPDATE media SET account_id = $2 WHERE draft_id = $1";
    WAITING = "SELECT * FROM media WHERE state = 'waiting' ORDER BY id LIMIT 100";
    IS_WAITING = "SELECT id FROM media WHERE file = $1 AND state = 'waiting'";
    // Its owner may have taken it away meanwhile.
    FINISH = "UPDATE media SET preview = $2, media_type = $3, width = $4, height = $5, preview_width = $6, preview_height = $7, blurhash = $8, digest = $9, duration = $10, state = 'ready' WHERE id = $1 AND state = 'waiting'";
    FAIL = "UPDATE media SET state = 'failed', trouble = $2 WHERE id = $1 AND state = 'waiting'";
    DELETE = "DELETE FROM media WHERE id = $1 RETURNING file, preview";
    OLD = "SELECT id FROM media WHERE post_id IS NULL AND planned_id IS NULL AND draft_id IS NULL AND created_at < $1 ORDER BY created_at LIMIT 100";
    // Somebody may attach it in the same moment.
    DELETE_WAITING = "DELETE FROM media WHERE id = $1 AND post_id IS NULL AND planned_id IS NULL AND draft_id IS NULL RETURNING file, preview";
    DOOM = "INSERT INTO doomed_files (file, doomed_at) VALUES ($1, $2) ON CONFLICT (file) DO NOTHING";
    DOOMED = "SELECT file FROM doomed_files WHERE doomed_at <= $1 ORDER BY doomed_at LIMIT 100";
    FORGET_DOOMED = "DELETE FROM doomed_files WHERE file = $1";
    COPY = "SELECT file, media_type, fetched_at FROM cached_media WHERE address = $1";
    SAVE_COPY = "INSERT INTO cached_media (address, file, media_type, bytes, fetched_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (address) DO NOTHING";
    FORGET_COPY = "DELETE FROM cached_media WHERE file = $1";
    OLD_COPIES = "SELECT file, bytes FROM cached_media WHERE fetched_at < $1 ORDER BY fetched_at LIMIT 100";
    OLDEST_COPIES = "SELECT file, bytes FROM cached_media ORDER BY fetched_at LIMIT 100";
    COPIES_SIZE = "SELECT CAST(coalesce(sum(bytes), 0) AS BIGINT) FROM cached_media";
}

#[derive(sqlx::FromRow)]
struct MediaRow {
    id: i64,
    account_id: i64,
    post_id: Option<i64>,
    planned_id: Option<i64>,
    draft_id: Option<i64>,
    file: String,
    preview: String,
    media_type: String,
    width: i64,
    height: i64,
    preview_width: i64,
    preview_height: i64,
    blurhash: String,
    digest: String,
    description: Option<String>,
    focus: Option<String>,
    created_at: i64,
    duration: Option<i64>,
    state: String,
    trouble: Option<String>,
}

impl TryFrom<MediaRow> for Media {
    type Error = Error;

    fn try_from(row: MediaRow) -> Result<Self> {
        let side = |length: i64| {
            u32::try_from(length)
                .map_err(|_| Error::Broken(format!("upload {} has a size that is none", row.id)))
        };
        let size = |width, height| {
            let size = Size { width: side(width)?, height: side(height)? };
            Ok::<_, Error>((size.pixels() > 0).then_some(size))
        };
        let progress = match row.state.as_str() {
            "ready" => Progress::Ready,
            "waiting" => Progress::Waiting,
            "failed" => Progress::Failed(row.trouble.unwrap_or_default()),
            other => return Err(Error::Broken(format!("upload {} is {other}", row.id))),
        };
        Ok(Self {
            size: size(row.width, row.height)?,
            preview_size: size(row.preview_width, row.preview_height)?,
            focus: row.focus.as_deref().map(from_json::<Focus>).transpose()?,
            id: RowId(row.id),
            account: AccountId(row.account_id),
            post: row.post_id.map(PostId),
            planned: row.planned_id.map(RowId),
            draft: row.draft_id.map(RowId),
            file: row.file,
            preview: Some(row.preview).filter(|name| !name.is_empty()),
            media_type: row.media_type,
            blurhash: Some(row.blurhash).filter(|text| !text.is_empty()),
            digest: row.digest,
            description: row.description,
            created_at: Time(row.created_at),
            duration: row.duration,
            progress,
        })
    }
}

/// Writes a new upload, which hangs on nothing yet.
pub async fn save(tx: &mut Tx, m: &Media) -> Result<()> {
    let (width, height) = sides(m.size);
    let (preview_width, preview_height) = sides(m.preview_size);
    let (state, trouble) = match &m.progress {
        Progress::Ready => ("ready", None),
        Progress::Waiting => ("waiting", None),
        Progress::Failed(why) => ("failed", Some(why.as_str())),
    };
    tx.run(
        &SAVE,
        args![
            m.id,
            m.account,
            &m.file,
            m.preview.as_deref().unwrap_or_default(),
            &m.media_type,
            width,
            height,
            preview_width,
            preview_height,
            m.blurhash.as_deref().unwrap_or_default(),
            &m.digest,
            &m.description,
            m.focus.map(|focus| to_json(&focus)),
            m.created_at,
            m.duration,
            state,
            trouble
        ],
    )
    .await
    .map(drop)
}

/// No size is written as 0 by 0.
fn sides(size: Option<Size>) -> (i64, i64) {
    size.map_or((0, 0), |size| (size.width.into(), size.height.into()))
}

/// Films and sounds that are to be drawn anew, the oldest first; a hundred at most.
pub async fn waiting(db: impl Reads) -> Result<Vec<Media>> {
    let rows: Vec<MediaRow> = db.all(&WAITING, args![]).await?;
    rows.into_iter().map(Media::try_from).collect()
}

/// Whether a file of this name is to be drawn anew.
pub async fn is_waiting(db: impl Reads, file: &str) -> Result<bool> {
    Ok(db.one::<(i64,)>(&IS_WAITING, args![file]).await?.is_some())
}

/// A film or sound is as it stays; `false` when it was taken away meanwhile.
pub async fn finish(tx: &mut Tx, m: &Media) -> Result<bool> {
    let (width, height) = sides(m.size);
    let (preview_width, preview_height) = sides(m.preview_size);
    let values = args![
        m.id,
        m.preview.as_deref().unwrap_or_default(),
        &m.media_type,
        width,
        height,
        preview_width,
        preview_height,
        m.blurhash.as_deref().unwrap_or_default(),
        &m.digest,
        m.duration
    ];
    Ok(tx.run(&FINISH, values).await? > 0)
}

/// Nothing could be made of a film or sound, for this reason.
pub async fn fail(tx: &mut Tx, id: RowId, why: &str) -> Result<()> {
    tx.run(&FAIL, args![id, why]).await.map(drop)
}

/// This account's upload with this id.
pub async fn find(db: impl Reads, id: RowId, owner: AccountId) -> Result<Option<Media>> {
    db.one::<MediaRow>(&FIND, args![id, owner]).await?.map(Media::try_from).transpose()
}

/// The uploads that hang on a post.
pub async fn of_post(db: impl Reads, post: PostId) -> Result<Vec<Media>> {
    let rows: Vec<MediaRow> = db.all(&OF_POST, args![post]).await?;
    rows.into_iter().map(Media::try_from).collect()
}

/// Gives this account's upload other words and another focus.
pub async fn describe(
    tx: &mut Tx,
    id: RowId,
    owner: AccountId,
    description: Option<&str>,
    focus: Option<Focus>,
) -> Result<()> {
    tx.run(&DESCRIBE, args![id, owner, description, focus.map(|f| to_json(&f))]).await.map(drop)
}

/// Hangs this account's upload on a post; `false` when it is not theirs or hangs on another.
pub async fn attach(tx: &mut Tx, id: RowId, owner: AccountId, post: PostId) -> Result<bool> {
    Ok(tx.run(&ATTACH, args![id, owner, post]).await? > 0)
}

/// Takes an upload off a post, so that it waits from now on under these names; `false` when it hangs there no more.
pub async fn detach(
    tx: &mut Tx,
    id: RowId,
    post: PostId,
    (file, preview): (&str, Option<&str>),
    now: Time,
) -> Result<bool> {
    Ok(tx.run(&DETACH, args![id, post, file, preview.unwrap_or_default(), now]).await? > 0)
}

/// Sets this account's free upload aside for a planned post; `false` when it is not theirs or not free.
pub async fn set_aside(tx: &mut Tx, id: RowId, owner: AccountId, planned: RowId) -> Result<bool> {
    Ok(tx.run(&SET_ASIDE, args![id, owner, planned]).await? > 0)
}

/// Keeps a free upload for a draft.
pub async fn keep_for_draft(tx: &mut Tx, id: RowId, draft: RowId) -> Result<()> {
    tx.run(&KEEP_FOR_DRAFT, args![id, draft]).await.map(drop)
}

/// A draft keeps no upload any more.
pub async fn free_of_draft(tx: &mut Tx, draft: RowId) -> Result<()> {
    tx.run(&FREE_OF_DRAFT, args![draft]).await.map(drop)
}

/// The uploads that a draft keeps become those of this account.
pub async fn hand_over(tx: &mut Tx, draft: RowId, account: AccountId) -> Result<()> {
    tx.run(&HAND_OVER, args![draft, account]).await.map(drop)
}

/// Takes an upload away; its files are noted, to be removed after the commit.
pub async fn delete(tx: &mut Tx, id: RowId, now: Time) -> Result<()> {
    let gone: Option<(String, String)> = tx.one(&DELETE, args![id]).await?;
    doom_both(tx, gone, now).await
}

/// The same, unless the upload hangs on a post by now.
pub async fn delete_waiting(tx: &mut Tx, id: RowId, now: Time) -> Result<()> {
    let gone: Option<(String, String)> = tx.one(&DELETE_WAITING, args![id]).await?;
    doom_both(tx, gone, now).await
}

async fn doom_both(tx: &mut Tx, gone: Option<(String, String)>, now: Time) -> Result<()> {
    if let Some((file, preview)) = gone {
        doom(tx, &file, now).await?;
        if !preview.is_empty() {
            doom(tx, &preview, now).await?;
        }
    }
    Ok(())
}

/// Notes that this file goes at that time, unless it is spared before.
pub async fn doom(tx: &mut Tx, file: &str, at: Time) -> Result<()> {
    tx.run(&DOOM, args![file, at]).await.map(drop)
}

/// The file stays.
pub async fn spare(tx: &mut Tx, file: &str) -> Result<()> {
    tx.run(&FORGET_DOOMED, args![file]).await.map(drop)
}

/// Uploads that have waited since before this moment; a hundred at most.
pub async fn waiting_since(db: impl Reads, before: Time) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&OLD, args![before]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// Files that are to go by now; a hundred at most.
pub async fn doomed(db: impl Reads, now: Time) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&DOOMED, args![now]).await?;
    Ok(rows.into_iter().map(|(file,)| file).collect())
}

/// These files are gone.
pub async fn forget_doomed(store: &Store, files: &[String]) -> Result<()> {
    let mut tx = store.begin().await?;
    for file in files {
        tx.run(&FORGET_DOOMED, args![file]).await?;
    }
    tx.commit().await
}

/// A copy of another server's picture.
#[derive(Clone, Debug)]
pub struct Copy {
    /// Its file.
    pub file: String,
    /// What it is.
    pub media_type: String,
    /// When it was fetched.
    pub fetched_at: Time,
}

/// The copy of what is at the address with this digest.
pub async fn copy(db: impl Reads, address: &str) -> Result<Option<Copy>> {
    let row: Option<(String, String, i64)> = db.one(&COPY, args![address]).await?;
    Ok(row.map(|(file, media_type, at)| Copy { file, media_type, fetched_at: Time(at) }))
}

/// Notes a copy; `false` when another was first.
pub async fn save_copy(store: &Store, address: &str, copy: &Copy, bytes: i64) -> Result<bool> {
    let mut tx = store.begin().await?;
    let values = args![address, &copy.file, &copy.media_type, bytes, copy.fetched_at];
    let is_new = tx.run(&SAVE_COPY, values).await? > 0;
    tx.commit().await?;
    Ok(is_new)
}

/// A copy is gone.
pub async fn forget_copy(store: &Store, file: &str) -> Result<()> {
    let mut tx = store.begin().await?;
    tx.run(&FORGET_COPY, args![file]).await?;
    tx.commit().await
}

/// Copies from before this moment, with their sizes; a hundred at most.
pub async fn old_copies(db: impl Reads, before: Time) -> Result<Vec<(String, i64)>> {
    db.all(&OLD_COPIES, args![before]).await
}

/// The oldest copies, with their sizes; a hundred at most.
pub async fn oldest_copies(db: impl Reads) -> Result<Vec<(String, i64)>> {
    db.all(&OLDEST_COPIES, args![]).await
}

/// How many bytes all copies take.
pub async fn size_of_copies(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COPIES_SIZE, args![]).await?;
    Ok(row.map_or(0, |(bytes,)| bytes))
}
