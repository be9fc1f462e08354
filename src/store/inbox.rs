//! Activities that were accepted and wait to be applied: claiming them, and how it ended.

use crate::domain::ids::RowId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    CLAIM =
        sqlite "UPDATE inbox SET claimed_until = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM inbox WHERE state = 'pending' AND due_at <= $1 AND claimed_until <= $1 ORDER BY due_at, id LIMIT $3) RETURNING id, activity_uri, actor_uri, kind, body, attempts, received_at, reason"
        postgres "UPDATE inbox SET claimed_until = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM inbox WHERE state = 'pending' AND due_at <= $1 AND claimed_until <= $1 ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id, activity_uri, actor_uri, kind, body, attempts, received_at, reason";
    DONE =
        sqlite "UPDATE inbox SET state = 'done', body = '', reason = NULL WHERE id IN (SELECT value FROM json_each($1))"
        postgres "UPDATE inbox SET state = 'done', body = '', reason = NULL WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    FORGET =
        sqlite "DELETE FROM inbox WHERE id IN (SELECT value FROM json_each($1))"
        postgres "DELETE FROM inbox WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    GIVE_BACK =
        sqlite "UPDATE inbox SET claimed_until = 0, attempts = attempts - 1, due_at = $2 WHERE state = 'pending' AND id IN (SELECT value FROM json_each($1))"
        postgres "UPDATE inbox SET claimed_until = 0, attempts = attempts - 1, due_at = $2 WHERE state = 'pending' AND id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    LATER = "UPDATE inbox SET due_at = $2, claimed_until = 0, reason = $3 WHERE id = $1";
    QUARANTINE = "UPDATE inbox SET state = 'quarantined', reason = $2 WHERE id = $1";
    SEEN = "SELECT id FROM inbox WHERE activity_uri = $1";
    SUSPECT = "UPDATE inbox SET reason = $2 WHERE id = $1";
    LIST_QUARANTINED = "SELECT id, activity_uri, actor_uri, kind, attempts, received_at, reason FROM inbox WHERE state = 'quarantined' AND id < $1 ORDER BY id DESC LIMIT $2";
    COUNT_QUARANTINED = "SELECT count(*) FROM inbox WHERE state = 'quarantined'";
    RETRY = "UPDATE inbox SET state = 'pending', attempts = 0, due_at = $2, claimed_until = 0 WHERE id = $1 AND state = 'quarantined'";
    FREE = "UPDATE inbox SET claimed_until = 0 WHERE state = 'pending' AND claimed_until > 0 AND (CAST($1 AS BIGINT) IS NULL OR claimed_until % $2 = CAST($1 AS BIGINT))";
}

/// An activity that a worker has claimed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Claimed {
    /// Our id of it.
    pub id: i64,
    /// Its id on the network.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_uri: String,
    /// Its type.
    pub kind: String,
    /// The exact text.
    pub body: String,
    /// How often it was begun, this time included.
    pub attempts: i64,
    /// When it came (unix milliseconds).
    pub received_at: i64,
    /// What was noted the last time.
    pub reason: Option<String>,
}

/// Claims up to so many activities that are due, oldest first, until that time.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: i64) -> Result<Vec<Claimed>> {
    let mut rows: Vec<Claimed> = (&mut *tx).all(&CLAIM, args![now, until, limit]).await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// These are applied. Their rows stay, without body, so that they are not applied again.
pub async fn done(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    tx.run(&DONE, args![to_json(&ids)]).await.map(drop)
}

/// These had no effect. Nothing of them stays: said again, they have none again, and whoever floods us with what
/// concerns nobody here does not fill the disk (A161).
pub async fn forget(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    if ids.is_empty() {
        return Ok(());
    }
    tx.run(&FORGET, args![to_json(&ids)]).await.map(drop)
}

/// These were claimed and not begun; they are looked at again at that time.
pub async fn give_back(tx: &mut Tx, ids: &[i64], at: Time) -> Result<()> {
    tx.run(&GIVE_BACK, args![to_json(&ids), at]).await.map(drop)
}

/// Try again at that time.
pub async fn later(tx: &mut Tx, id: RowId, at: Time, reason: &str) -> Result<()> {
    tx.run(&LATER, args![id, at, reason]).await.map(drop)
}

/// Set aside, with its body and the reason, for a person to look at.
pub async fn quarantine(tx: &mut Tx, id: RowId, reason: &str) -> Result<()> {
    tx.run(&QUARANTINE, args![id, reason]).await.map(drop)
}

/// Notes something about an activity before it is begun.
pub async fn note(tx: &mut Tx, id: RowId, reason: &str) -> Result<()> {
    tx.run(&SUSPECT, args![id, reason]).await.map(drop)
}

/// Whether the activity has been accepted before.
pub async fn is_seen(db: impl Reads, activity_uri: &str) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&SEEN, args![activity_uri]).await?;
    Ok(row.is_some())
}

/// An activity that was set aside.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Quarantined {
    /// Our id of it.
    pub id: i64,
    /// Its id on the network.
    pub activity_uri: String,
    /// Who signed it.
    pub actor_uri: String,
    /// Its type.
    pub kind: String,
    /// How often it was begun.
    pub attempts: i64,
    /// When it came (unix milliseconds).
    pub received_at: i64,
    /// Why it was set aside.
    pub reason: Option<String>,
}

/// Activities that were set aside below this row, newest first.
pub async fn list_quarantined(db: impl Reads, below: i64, limit: i64) -> Result<Vec<Quarantined>> {
    db.all(&LIST_QUARANTINED, args![below, limit]).await
}

/// How many activities were set aside.
pub async fn count_quarantined(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_QUARANTINED, args![]).await?;
    Ok(row.map_or(0, |(number,)| number))
}

/// Puts one that was set aside back into the queue; whether there was one.
pub async fn retry(tx: &mut Tx, id: RowId, now: Time) -> Result<bool> {
    Ok(tx.run(&RETRY, args![id, now]).await? > 0)
}

/// Frees what a killed process had claimed: this node of so many, or, where there is only one process, everything.
pub async fn free(tx: &mut Tx, node: Option<i64>, nodes: i64) -> Result<()> {
    tx.run(&FREE, args![node, nodes]).await.map(drop)
}
