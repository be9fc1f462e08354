//! Sessions of members as they see them in a list: when each was made, and how. Nothing of the browser is kept.

use crate::domain::ids::MemberId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO sessions (digest, member_id, csrf, created_at, expires_at, opened_by) VALUES ($1, $2, $3, $4, $5, 'password')";
    LIST = "SELECT digest, created_at, expires_at, opened_by FROM sessions WHERE member_id = $1 AND expires_at > $2 ORDER BY created_at DESC LIMIT 200";
    END = "DELETE FROM sessions WHERE member_id = $1 AND digest = $2";
    END_OTHERS = "DELETE FROM sessions WHERE member_id = $1 AND digest <> $2";
}

/// A session, without its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// The digest of its secret; it opens nothing.
    pub digest: Vec<u8>,
    /// When it was made.
    pub created_at: Time,
    /// When it ends by itself.
    pub expires_at: Time,
    /// Whether it was opened by a one-time link, and not with a password.
    pub by_link: bool,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    digest: Vec<u8>,
    created_at: i64,
    expires_at: i64,
    opened_by: String,
}

impl From<SessionRow> for SessionRecord {
    fn from(row: SessionRow) -> Self {
        Self {
            digest: row.digest,
            created_at: Time(row.created_at),
            expires_at: Time(row.expires_at),
            by_link: row.opened_by == "link",
        }
    }
}

/// Writes the digest of a session that was opened with a password.
pub async fn save(
    tx: &mut Tx,
    digest: &[u8],
    member: MemberId,
    csrf: &str,
    now: Time,
    until: Time,
) -> Result<()> {
    tx.run(&SAVE, args![digest, member, csrf, now, until]).await.map(drop)
}

/// A member's sessions that have not ended, the newest first.
pub async fn list(db: impl Reads, member: MemberId, now: Time) -> Result<Vec<SessionRecord>> {
    let rows: Vec<SessionRow> = db.all(&LIST, args![member, now]).await?;
    Ok(rows.into_iter().map(SessionRecord::from).collect())
}

/// Ends one session of this member; `false` when it is not theirs, or there is none (A173).
pub async fn end(tx: &mut Tx, member: MemberId, digest: &[u8]) -> Result<bool> {
    Ok(tx.run(&END, args![member, digest]).await? > 0)
}

/// Ends every session of this member but the one with this digest; how many ended.
pub async fn end_others(tx: &mut Tx, member: MemberId, keep: &[u8]) -> Result<u64> {
    tx.run(&END_OTHERS, args![member, keep]).await
}
