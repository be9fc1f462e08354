//! Statements that readers of the newsletter are told of: written with the statement, gone with it.

use crate::domain::cursor::Cursor;
use crate::domain::ids::PostId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO issues (post_id, scope, created_at, due_at, reached, written) VALUES ($1, $2, $3, $4, 0, 0) ON CONFLICT (post_id) DO NOTHING";
    NEXT = "SELECT post_id FROM issues WHERE done_at IS NULL AND due_at <= $1 ORDER BY due_at LIMIT 1";
    // Two nodes that work on one statement wait for each other here.
    LOCK = "UPDATE issues SET reached = reached WHERE post_id = $1 AND done_at IS NULL RETURNING scope, reached";
    GO_ON = "UPDATE issues SET reached = $2, written = written + $3 WHERE post_id = $1";
    END = "UPDATE issues SET done_at = $2 WHERE post_id = $1";
    BETWEEN = "SELECT post_id, scope FROM issues WHERE created_at >= $1 AND created_at < $2 ORDER BY created_at DESC LIMIT $3";
    PAGE = "SELECT post_id, scope, created_at, written, done_at FROM issues WHERE (created_at, post_id) < ($1, $2) ORDER BY created_at DESC, post_id DESC LIMIT $3";
    FORGET = "DELETE FROM issues WHERE created_at < $1 AND done_at IS NOT NULL";
}

/// How far the telling of a statement has come.
#[derive(Clone, Copy, Debug)]
pub struct IssueRecord {
    /// The statement.
    pub post: PostId,
    /// The campaign that it belongs to; 0 for none.
    pub scope: i64,
    /// When it was published.
    pub created_at: Time,
    /// For how many readers a mail was written.
    pub written: i64,
    /// When there was one for each.
    pub done_at: Option<Time>,
}

/// Readers will be told of this statement.
pub async fn save(tx: &mut Tx, post: PostId, scope: i64, due: Time, now: Time) -> Result<()> {
    tx.run(&SAVE, args![post, scope, now, due]).await.map(drop)
}

/// A statement that readers are to be told of now.
pub async fn next(db: impl Reads, now: Time) -> Result<Option<PostId>> {
    let row: Option<(i64,)> = db.one(&NEXT, args![now]).await?;
    Ok(row.map(|(id,)| PostId(id)))
}

/// Locks the telling of a statement for this transaction: its campaign, and the last reader that it has reached. None when
/// it is over.
pub async fn lock(tx: &mut Tx, post: PostId) -> Result<Option<(i64, i64)>> {
    tx.one(&LOCK, args![post]).await
}

/// It has come as far as this reader, with so many more mails.
pub async fn go_on(tx: &mut Tx, post: PostId, reached: i64, more: i64) -> Result<()> {
    tx.run(&GO_ON, args![post, reached, more]).await.map(drop)
}

/// Every reader has been written to.
pub async fn end(tx: &mut Tx, post: PostId, now: Time) -> Result<()> {
    tx.run(&END, args![post, now]).await.map(drop)
}

/// Statements of a span of time with their campaigns, newest first.
pub async fn between(db: impl Reads, from: Time, to: Time, limit: i64) -> Result<Vec<(PostId, i64)>> {
    let rows: Vec<(i64, i64)> = db.all(&BETWEEN, args![from, to, limit]).await?;
    Ok(rows.into_iter().map(|(id, scope)| (PostId(id), scope)).collect())
}

/// Those below this place, the newest first, for the people of the house.
pub async fn page(db: impl Reads, below: Cursor, limit: i64) -> Result<Vec<IssueRecord>> {
    let rows: Vec<(i64, i64, i64, i64, Option<i64>)> =
        db.all(&PAGE, args![below.at, below.id, limit]).await?;
    let record =
        |(post, scope, created_at, written, done_at): (i64, i64, i64, i64, Option<i64>)| IssueRecord {
            post: PostId(post),
            scope,
            created_at: Time(created_at),
            written,
            done_at: done_at.map(Time),
        };
    Ok(rows.into_iter().map(record).collect())
}

/// Forgets what was told before then.
pub async fn forget_older(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET, args![before]).await
}
