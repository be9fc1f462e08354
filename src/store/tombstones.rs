//! What is deleted or undone, so that a late copy has no effect. A tombstone counts only for the actor who made it.

use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    EXISTS = "SELECT uri FROM tombstones WHERE uri = $1 AND actor_uri = $2";
    FIND = "SELECT created_at, reason FROM tombstones WHERE uri = $1 ORDER BY created_at LIMIT 1";
    EXPLAIN = "UPDATE tombstones SET reason = $3 WHERE uri = $1 AND actor_uri = $2";
    SAVE = "INSERT INTO tombstones (uri, actor_uri, created_at) VALUES ($1, $2, $3) ON CONFLICT (uri, actor_uri) DO NOTHING";
}

/// Whether this actor has deleted or undone this.
pub async fn exists(db: impl Reads, uri: &str, actor: &str) -> Result<bool> {
    let row: Option<(String,)> = db.one(&EXISTS, args![uri, actor]).await?;
    Ok(row.is_some())
}

/// When this was deleted, if it was, and the public reason.
pub async fn find(db: impl Reads, uri: &str) -> Result<Option<(Time, Option<String>)>> {
    let row: Option<(i64, Option<String>)> = db.one(&FIND, args![uri]).await?;
    Ok(row.map(|(at, reason)| (Time(at), reason)))
}

/// Says publicly why this actor has deleted it.
pub async fn explain(tx: &mut Tx, uri: &str, actor: &str, reason: &str) -> Result<()> {
    tx.run(&EXPLAIN, args![uri, actor, reason]).await.map(drop)
}

/// Notes that this actor has deleted or undone this.
pub async fn save(tx: &mut Tx, uri: &str, actor: &str, now: Time) -> Result<()> {
    tx.run(&SAVE, args![uri, actor, now]).await.map(drop)
}
