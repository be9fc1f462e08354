//! Whom somebody does not want to see for a while, or for good. Nobody else learns of it.

use std::collections::HashMap;

use crate::domain::ids::{AccountId, RowId};
use crate::domain::mute::Mute;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};
use super::lines::Window;
use super::people::Places;

statements! {
    SAVE = "INSERT INTO mutes (place, account_id, target_id, notifications, expires_at, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, target_id) DO UPDATE SET notifications = excluded.notifications, expires_at = excluded.expires_at";
    REMOVE = "DELETE FROM mutes WHERE account_id = $1 AND target_id = $2";
    // Each is in another list, so that all can stand at one place.
    CARRY = "INSERT INTO mutes (place, account_id, target_id, notifications, expires_at, created_at) SELECT $4, account_id, $2, notifications, expires_at, $3 FROM mutes WHERE target_id = $1 AND account_id <> $2 ON CONFLICT (account_id, target_id) DO NOTHING";
    PAGE = "SELECT place, target_id FROM mutes WHERE account_id = $1 AND place < $2 AND place > $3 AND (expires_at IS NULL OR expires_at > $5) ORDER BY place DESC LIMIT $4";
    PAGE_UP = "SELECT place, target_id FROM mutes WHERE account_id = $1 AND place < $2 AND place > $3 AND (expires_at IS NULL OR expires_at > $5) ORDER BY place LIMIT $4";
    ENDS =
        sqlite "SELECT target_id, expires_at FROM mutes WHERE account_id = $1 AND expires_at IS NOT NULL AND target_id IN (SELECT value FROM json_each($2))"
        postgres "SELECT target_id, expires_at FROM mutes WHERE account_id = $1 AND expires_at IS NOT NULL AND target_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb))";
}

/// Writes a mute; one that is there already is changed, and stays where it is in the list.
pub async fn save(
    tx: &mut Tx,
    place: RowId,
    account: AccountId,
    target: AccountId,
    mute: Mute,
    now: Time,
) -> Result<()> {
    let values = args![place, account, target, mute.notifications, mute.expires_at, now];
    tx.run(&SAVE, values).await.map(drop)
}

/// Takes a mute away.
pub async fn remove(tx: &mut Tx, account: AccountId, target: AccountId) -> Result<()> {
    tx.run(&REMOVE, args![account, target]).await.map(drop)
}

/// A part of those whom the account mutes now, the newest mute first.
pub async fn page(db: impl Reads, account: AccountId, w: Window, now: Time) -> Result<Places> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    let mut rows: Places = db.all(sql, args![account, w.below, w.above, w.limit, now]).await?;
    if w.upwards {
        rows.reverse();
    }
    Ok(rows)
}

/// When the mutes of these accounts end, for those that do.
pub async fn ends(db: impl Reads, account: AccountId, targets: &[i64]) -> Result<HashMap<i64, Time>> {
    let rows: Vec<(i64, i64)> = db.all(&ENDS, args![account, to_json(&targets)]).await?;
    Ok(rows.into_iter().map(|(id, at)| (id, Time(at))).collect())
}

/// Whoever mutes the first mutes the second as well, as long.
pub async fn carry(tx: &mut Tx, place: RowId, from: AccountId, to: AccountId, now: Time) -> Result<()> {
    tx.run(&CARRY, args![from, to, now, place]).await.map(drop)
}
