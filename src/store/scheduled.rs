//! Posts that are to be written later.

use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::lines::Window;

statements! {
    SAVE = "INSERT INTO scheduled (id, account_id, member_id, wish, due_at, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    FIND = "SELECT id, account_id, member_id, wish, due_at FROM scheduled WHERE id = $1";
    PAGE = "SELECT id, account_id, member_id, wish, due_at FROM scheduled WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4";
    PAGE_UP = "SELECT id, account_id, member_id, wish, due_at FROM scheduled WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4";
    COUNT = "SELECT count(*), count(CASE WHEN due_at >= $2 AND due_at < $3 THEN 1 END) FROM scheduled WHERE account_id = $1 AND id <> $4";
    MOVE = "UPDATE scheduled SET due_at = $2, failed_at = NULL WHERE id = $1";
    REMOVE = "DELETE FROM scheduled WHERE id = $1";
    // One that was moved meanwhile is no longer due.
    TAKE = "DELETE FROM scheduled WHERE id = $1 AND due_at <= $2";
    FAIL = "UPDATE scheduled SET failed_at = $2 WHERE id = $1 AND due_at <= $2";
    DUE = "SELECT id, account_id, member_id, wish, due_at FROM scheduled WHERE failed_at IS NULL AND due_at <= $1 ORDER BY due_at, id LIMIT $2";
}

/// A post that is to be written later.
#[derive(Clone, Debug)]
pub struct ScheduledRecord {
    /// Its id.
    pub id: RowId,
    /// The actor that writes it.
    pub account: AccountId,
    /// Who has asked for it.
    pub member: MemberId,
    /// What is to be written, as `service/scheduled.rs` keeps it.
    pub wish: String,
    /// When.
    pub due_at: Time,
}

type ScheduledRow = (i64, i64, i64, String, i64);

fn read(row: ScheduledRow) -> ScheduledRecord {
    let (id, account, member, wish, due_at) = row;
    ScheduledRecord {
        id: RowId(id),
        account: AccountId(account),
        member: MemberId(member),
        wish,
        due_at: Time(due_at),
    }
}

/// Writes one.
pub async fn save(tx: &mut Tx, s: &ScheduledRecord, now: Time) -> Result<()> {
    tx.run(&SAVE, args![s.id, s.account, s.member, &s.wish, s.due_at, now]).await.map(drop)
}

/// The one with this id.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<ScheduledRecord>> {
    Ok(db.one::<ScheduledRow>(&FIND, args![id]).await?.map(read))
}

/// A part of an account's, newest first.
pub async fn page(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<ScheduledRecord>> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    let rows: Vec<ScheduledRow> = db.all(sql, args![account, w.below, w.above, w.limit]).await?;
    let mut found: Vec<ScheduledRecord> = rows.into_iter().map(read).collect();
    found.sort_unstable_by_key(|s| std::cmp::Reverse(s.id));
    Ok(found)
}

/// How many an account has, and how many of them between these two times; `but` does not count.
pub async fn count(
    db: impl Reads,
    account: AccountId,
    from: Time,
    until: Time,
    but: RowId,
) -> Result<(i64, i64)> {
    Ok(db.one(&COUNT, args![account, from, until, but]).await?.unwrap_or((0, 0)))
}

/// Plans it for another time; whether it was still there.
pub async fn reschedule(tx: &mut Tx, id: RowId, due_at: Time) -> Result<bool> {
    Ok(tx.run(&MOVE, args![id, due_at]).await? > 0)
}

/// Takes it because it is due; whether it was still there. Whoever gets `true` is the only one.
pub async fn take(tx: &mut Tx, id: RowId, now: Time) -> Result<bool> {
    Ok(tx.run(&TAKE, args![id, now]).await? > 0)
}

/// Takes it away; whether it was still there.
pub async fn remove(tx: &mut Tx, id: RowId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![id]).await? > 0)
}

/// Notes that it cannot be published; it stays to be planned anew or taken away.
pub async fn fail(tx: &mut Tx, id: RowId, now: Time) -> Result<()> {
    tx.run(&FAIL, args![id, now]).await.map(drop)
}

/// Those that are due, the longest first.
pub async fn due(db: impl Reads, now: Time, limit: i64) -> Result<Vec<ScheduledRecord>> {
    Ok(db.all::<ScheduledRow>(&DUE, args![now, limit]).await?.into_iter().map(read).collect())
}
