//! What a member keeps about others for themselves: notes, and whom they recommend on their profile.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO notes (account_id, target_id, note) VALUES ($1, $2, $3) ON CONFLICT (account_id, target_id) DO UPDATE SET note = excluded.note";
    REMOVE = "DELETE FROM notes WHERE account_id = $1 AND target_id = $2";
    RECOMMEND = "INSERT INTO recommendations (place, account_id, target_id, created_at) SELECT $4, follower_id, target_id, $3 FROM follows WHERE follower_id = $1 AND target_id = $2 AND state = 'accepted' ON CONFLICT (account_id, target_id) DO UPDATE SET created_at = recommendations.created_at";
    RECOMMEND_NO_MORE = "DELETE FROM recommendations WHERE account_id = $1 AND target_id = $2";
}

/// Writes a note; an empty one takes it away.
pub async fn save(tx: &mut Tx, account: AccountId, target: AccountId, note: &str) -> Result<()> {
    if note.is_empty() {
        return tx.run(&REMOVE, args![account, target]).await.map(drop);
    }
    tx.run(&SAVE, args![account, target, note]).await.map(drop)
}

/// Recommends somebody; whether the account follows them, without which nothing is written.
pub async fn recommend(
    tx: &mut Tx,
    place: RowId,
    account: AccountId,
    target: AccountId,
    now: Time,
) -> Result<bool> {
    Ok(tx.run(&RECOMMEND, args![account, target, now, place]).await? > 0)
}

/// Recommends somebody no longer.
pub async fn recommend_no_more(tx: &mut Tx, account: AccountId, target: AccountId) -> Result<()> {
    tx.run(&RECOMMEND_NO_MORE, args![account, target]).await.map(drop)
}
