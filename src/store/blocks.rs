//! Who refuses whom.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    EXISTS = "SELECT blocker_id FROM blocks WHERE blocker_id = $1 AND target_id = $2";
    AMONG =
        sqlite "SELECT target_id FROM blocks WHERE blocker_id = $1 AND target_id IN (SELECT value FROM json_each($2))"
        postgres "SELECT target_id FROM blocks WHERE blocker_id = $1 AND target_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
    URI = "SELECT uri FROM blocks WHERE blocker_id = $1 AND target_id = $2";
    SAVE = "INSERT INTO blocks (place, blocker_id, target_id, uri, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (blocker_id, target_id) DO UPDATE SET uri = excluded.uri";
    REMOVE_BY_URI = "DELETE FROM blocks WHERE blocker_id = $1 AND uri = $2";
    LOCAL_BLOCKERS = "SELECT b.blocker_id FROM blocks b JOIN accounts a ON a.id = b.blocker_id WHERE b.target_id = $1 AND a.host IS NULL";
    REMOVE = "DELETE FROM blocks WHERE blocker_id = $1 AND target_id = $2";
}

/// Whether the first blocks the second.
pub async fn exists(db: impl Reads, blocker: AccountId, target: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&EXISTS, args![blocker, target]).await?;
    Ok(row.is_some())
}

/// Those of these whom somebody blocks.
pub async fn among(db: impl Reads, blocker: AccountId, targets: &[AccountId]) -> Result<Vec<AccountId>> {
    let targets: Vec<i64> = targets.iter().map(|target| target.0).collect();
    let rows: Vec<(i64,)> = db.all(&AMONG, args![blocker, to_json(&targets)]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// The id on the network of the first's block of the second.
pub async fn uri(db: impl Reads, blocker: AccountId, target: AccountId) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&URI, args![blocker, target]).await?;
    Ok(row.map(|(uri,)| uri))
}

/// The first blocks the second from now on.
pub async fn save(
    tx: &mut Tx,
    place: RowId,
    blocker: AccountId,
    target: AccountId,
    uri: &str,
    now: Time,
) -> Result<()> {
    tx.run(&SAVE, args![place, blocker, target, uri, now]).await.map(drop)
}

/// The first no longer blocks the second.
pub async fn remove(tx: &mut Tx, blocker: AccountId, target: AccountId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![blocker, target]).await? > 0)
}

/// The first takes back the block with this id on the network; whether there was one.
pub async fn remove_by_uri(tx: &mut Tx, blocker: AccountId, uri: &str) -> Result<bool> {
    Ok(tx.run(&REMOVE_BY_URI, args![blocker, uri]).await? > 0)
}

/// Those here who block this account.
pub async fn local_blockers(db: impl Reads, target: AccountId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = db.all(&LOCAL_BLOCKERS, args![target]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}
