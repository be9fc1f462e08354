//! Forms of the desk that came after their session had ended. What was typed is sealed before it comes here.

use crate::domain::ids::MemberId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO kept_forms (digest, member_id, sealed, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    KEEP_NEWEST = "DELETE FROM kept_forms WHERE member_id = $1 AND digest NOT IN (SELECT digest FROM kept_forms WHERE member_id = $1 ORDER BY created_at DESC, digest LIMIT $2)";
    FIND = "SELECT sealed, created_at FROM kept_forms WHERE digest = $1 AND member_id = $2 AND expires_at > $3";
    REMOVE = "DELETE FROM kept_forms WHERE digest = $1 AND member_id = $2";
}

/// Keeps a form under the digest of its token. Of one member, only so many of the newest stay.
pub async fn save(
    tx: &mut Tx,
    digest: &[u8],
    member: MemberId,
    sealed: &[u8],
    (now, until): (Time, Time),
    most: i64,
) -> Result<()> {
    tx.run(&SAVE, args![digest, member, sealed, now, until]).await?;
    tx.run(&KEEP_NEWEST, args![member, most]).await.map(drop)
}

/// What is kept for this member under this digest, and since when.
pub async fn find(
    db: impl Reads,
    digest: &[u8],
    member: MemberId,
    now: Time,
) -> Result<Option<(Vec<u8>, Time)>> {
    let row: Option<(Vec<u8>, i64)> = db.one(&FIND, args![digest, member, now]).await?;
    Ok(row.map(|(sealed, at)| (sealed, Time(at))))
}

/// Forgets it.
pub async fn remove(tx: &mut Tx, digest: &[u8], member: MemberId) -> Result<()> {
    tx.run(&REMOVE, args![digest, member]).await.map(drop)
}
