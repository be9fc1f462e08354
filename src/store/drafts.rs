//! Drafts, their versions and what reviewers said about them.

use crate::domain::cursor::Cursor;
use crate::domain::draft::{DraftState, Proposal};
use crate::domain::draft_failure::Failure;
use crate::domain::ids::{MemberId, PostId, RowId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements};

statements! {
    FIND = "SELECT * FROM drafts WHERE id = $1";
    LOCK =
        sqlite "SELECT * FROM drafts WHERE id = $1"
        postgres "SELECT * FROM drafts WHERE id = $1 FOR UPDATE";
    // The states stand as the indexes have them.
    OPEN = "SELECT * FROM drafts WHERE state IN ('writing', 'in_review', 'approved', 'scheduled') AND ($1 = '' OR state = $1) ORDER BY changed_at DESC, id DESC";
    CLOSED = "SELECT * FROM drafts WHERE state IN ('published', 'dropped') AND ($1 = '' OR state = $1) AND (changed_at, id) < ($2, $3) ORDER BY changed_at DESC, id DESC LIMIT $4";
    // What an app sends twice is kept once.
    SAME = "SELECT * FROM drafts WHERE author_id = $1 AND content = $2 AND state IN ('writing', 'in_review', 'approved', 'scheduled') ORDER BY id LIMIT 1";
    SAME_OF_NOBODY = "SELECT * FROM drafts WHERE author_id IS NULL AND content = $1 AND state IN ('writing', 'in_review', 'approved', 'scheduled') ORDER BY id LIMIT 1";
    INSERT = "INSERT INTO drafts (id, state, revision, content, digest, note, author_id, wished_at, due_at, post_id, failure, failure_code, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    UPDATE = "UPDATE drafts SET state = $2, revision = $3, content = $4, digest = $5, note = $6, wished_at = $7, due_at = $8, post_id = $9, failure = $10, failure_code = $11, changed_at = $12 WHERE id = $1";
    KEEP = "INSERT INTO draft_versions (draft_id, revision, content, member_id, created_at) VALUES ($1, $2, $3, $4, $5)";
    VERSIONS = "SELECT revision, content, member_id, created_at FROM draft_versions WHERE draft_id = $1 ORDER BY revision";
    WRITERS = "SELECT DISTINCT member_id FROM draft_versions WHERE draft_id = $1 AND member_id IS NOT NULL";
    REMARK = "INSERT INTO draft_remarks (id, draft_id, member_id, words, created_at) VALUES ($1, $2, $3, $4, $5)";
    REMARKS = "SELECT member_id, words, created_at FROM draft_remarks WHERE draft_id = $1 ORDER BY id";
    DUE = "SELECT * FROM drafts WHERE state = 'scheduled' AND due_at <= $1 ORDER BY due_at, id LIMIT $2";
}

/// A draft as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRecord {
    /// Its id.
    pub id: RowId,
    /// Where it stands.
    pub state: DraftState,
    /// How often its words have changed, from 1.
    pub revision: i64,
    /// What is approved, exactly as it is kept.
    pub content: String,
    /// The same, read.
    pub proposal: Proposal,
    /// The digest of its canonical form.
    pub digest: String,
    /// For reviewers.
    pub note: String,
    /// Who began it.
    pub author: Option<MemberId>,
    /// When its writers would like it to go out.
    pub wished_at: Option<Time>,
    /// When it goes out.
    pub due_at: Option<Time>,
    /// The statement that it changes, or that came of it.
    pub post: Option<PostId>,
    /// Why it did not go out.
    pub failure: Option<Failure>,
    /// When it was begun.
    pub created_at: Time,
    /// When anything about it changed.
    pub changed_at: Time,
}

#[derive(sqlx::FromRow)]
struct DraftRow {
    id: i64,
    state: String,
    revision: i64,
    content: String,
    digest: String,
    note: String,
    author_id: Option<i64>,
    wished_at: Option<i64>,
    due_at: Option<i64>,
    post_id: Option<i64>,
    failure: Option<String>,
    failure_code: Option<String>,
    created_at: i64,
    changed_at: i64,
}

impl TryFrom<DraftRow> for DraftRecord {
    type Error = Error;

    fn try_from(row: DraftRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            state: DraftState::parse(&row.state)
                .ok_or_else(|| Error::Broken(format!("a draft is {}, which is no state", row.state)))?,
            revision: row.revision,
            proposal: from_json(&row.content)?,
            content: row.content,
            digest: row.digest,
            note: row.note,
            author: row.author_id.map(MemberId),
            wished_at: row.wished_at.map(Time),
            due_at: row.due_at.map(Time),
            post: row.post_id.map(PostId),
            failure: row.failure.map(|english| Failure { code: row.failure_code, english }),
            created_at: Time(row.created_at),
            changed_at: Time(row.changed_at),
        })
    }
}

fn read(row: Option<DraftRow>) -> Result<Option<DraftRecord>> {
    row.map(DraftRecord::try_from).transpose()
}

fn read_all(rows: Vec<DraftRow>) -> Result<Vec<DraftRecord>> {
    rows.into_iter().map(DraftRecord::try_from).collect()
}

/// The draft with this id.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<DraftRecord>> {
    read(db.one(&FIND, args![id]).await?)
}

/// Takes the draft, so that its changes come one after the other.
pub async fn lock(tx: &mut Tx, id: RowId) -> Result<Option<DraftRecord>> {
    read((&mut *tx).one(&LOCK, args![id]).await?)
}

/// Drafts in this state to which anything can still happen, or all of those, however many; the last changed first.
pub async fn open(db: impl Reads, state: Option<DraftState>) -> Result<Vec<DraftRecord>> {
    read_all(db.all(&OPEN, args![state.map_or("", DraftState::as_str)]).await?)
}

/// Drafts in this state to which nothing happens any more, or all of those, below this place; the last changed first.
pub async fn closed(
    db: impl Reads,
    state: Option<DraftState>,
    below: Cursor,
    limit: i64,
) -> Result<Vec<DraftRecord>> {
    let values = args![state.map_or("", DraftState::as_str), below.at, below.id, limit];
    read_all(db.all(&CLOSED, values).await?)
}

/// An open draft of this member, or of the command line, with exactly these words.
pub async fn same(db: impl Reads, author: Option<MemberId>, content: &str) -> Result<Option<DraftRecord>> {
    read(match author {
        Some(author) => db.one(&SAME, args![author, content]).await?,
        None => db.one(&SAME_OF_NOBODY, args![content]).await?,
    })
}

/// Those whose time has come.
pub async fn due(db: impl Reads, now: Time, limit: i64) -> Result<Vec<DraftRecord>> {
    read_all(db.all(&DUE, args![now, limit]).await?)
}

/// Writes a new draft.
pub async fn insert(tx: &mut Tx, d: &DraftRecord) -> Result<()> {
    let values = args![
        d.id,
        d.state.as_str(),
        d.revision,
        &d.content,
        &d.digest,
        &d.note,
        d.author,
        d.wished_at,
        d.due_at,
        d.post,
        d.failure.as_ref().map(|failure| failure.english.as_str()),
        d.failure.as_ref().and_then(|failure| failure.code.as_deref()),
        d.created_at,
        d.changed_at
    ];
    tx.run(&INSERT, values).await.map(drop)
}

/// Writes what has changed of a draft.
pub async fn update(tx: &mut Tx, d: &DraftRecord) -> Result<()> {
    let values = args![
        d.id,
        d.state.as_str(),
        d.revision,
        &d.content,
        &d.digest,
        &d.note,
        d.wished_at,
        d.due_at,
        d.post,
        d.failure.as_ref().map(|failure| failure.english.as_str()),
        d.failure.as_ref().and_then(|failure| failure.code.as_deref()),
        d.changed_at
    ];
    tx.run(&UPDATE, values).await.map(drop)
}

/// Keeps the present words as a version, with who wrote them.
pub async fn keep(tx: &mut Tx, d: &DraftRecord, by: Option<MemberId>) -> Result<()> {
    tx.run(&KEEP, args![d.id, d.revision, &d.content, by, d.changed_at]).await.map(drop)
}

/// A version of a draft.
#[derive(Clone, Debug)]
pub struct DraftVersion {
    /// Its number.
    pub revision: i64,
    /// What it said.
    pub proposal: Proposal,
    /// Who wrote it.
    pub member: Option<MemberId>,
    /// When.
    pub at: Time,
}

/// Every version, oldest first.
pub async fn versions(db: impl Reads, id: RowId) -> Result<Vec<DraftVersion>> {
    let rows: Vec<(i64, String, Option<i64>, i64)> = db.all(&VERSIONS, args![id]).await?;
    let read = |(revision, content, member, at): (i64, String, Option<i64>, i64)| {
        Ok(DraftVersion {
            revision,
            proposal: from_json(&content)?,
            member: member.map(MemberId),
            at: Time(at),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Everybody who has written a version.
pub async fn writers(db: impl Reads, id: RowId) -> Result<Vec<MemberId>> {
    let rows: Vec<(i64,)> = db.all(&WRITERS, args![id]).await?;
    Ok(rows.into_iter().map(|(member,)| MemberId(member)).collect())
}

/// Keeps what a reviewer says.
pub async fn remark(
    tx: &mut Tx,
    id: RowId,
    draft: RowId,
    by: Option<MemberId>,
    words: &str,
    now: Time,
) -> Result<()> {
    tx.run(&REMARK, args![id, draft, by, words, now]).await.map(drop)
}

/// What reviewers have said, oldest first.
pub async fn remarks(db: impl Reads, draft: RowId) -> Result<Vec<(Option<MemberId>, String, Time)>> {
    let rows: Vec<(Option<i64>, String, i64)> = db.all(&REMARKS, args![draft]).await?;
    Ok(rows.into_iter().map(|(by, words, at)| (by.map(MemberId), words, Time(at))).collect())
}
