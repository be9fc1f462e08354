//! What followers want of those they follow, where it is not simply everything.

use crate::domain::follow::Wishes;
use crate::domain::ids::AccountId;

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO follow_wishes (follower_id, target_id, boosts, notify, languages) SELECT follower_id, target_id, $3, $4, $5 FROM follows WHERE follower_id = $1 AND target_id = $2 ON CONFLICT (follower_id, target_id) DO UPDATE SET boosts = excluded.boosts, notify = excluded.notify, languages = excluded.languages";
    FIND = "SELECT boosts, notify, languages FROM follow_wishes WHERE follower_id = $1 AND target_id = $2";
    ABOUT = "SELECT follower_id, boosts, notify, languages FROM follow_wishes WHERE target_id = $1";
}

/// Writes what a follower wants; without a follow nothing is written.
pub async fn save(tx: &mut Tx, follower: AccountId, target: AccountId, wishes: &Wishes) -> Result<()> {
    let values = args![follower, target, wishes.boosts, wishes.notify, to_json(&wishes.languages)];
    tx.run(&SAVE, values).await.map(drop)
}

/// What a follower wants of somebody.
pub async fn find(db: impl Reads, follower: AccountId, target: AccountId) -> Result<Wishes> {
    let row: Option<(bool, bool, String)> = db.one(&FIND, args![follower, target]).await?;
    row.map_or_else(|| Ok(Wishes::default()), |(boosts, notify, languages)| read(boosts, notify, &languages))
}

/// Followers of an account who do not simply want everything.
pub async fn about(db: impl Reads, target: AccountId) -> Result<Vec<(AccountId, Wishes)>> {
    let rows: Vec<(i64, bool, bool, String)> = db.all(&ABOUT, args![target]).await?;
    rows.into_iter()
        .map(|(id, boosts, notify, languages)| Ok((AccountId(id), read(boosts, notify, &languages)?)))
        .collect()
}

pub(super) fn read(boosts: bool, notify: bool, languages: &str) -> Result<Wishes> {
    Ok(Wishes { boosts, notify, languages: from_json(languages)? })
}
