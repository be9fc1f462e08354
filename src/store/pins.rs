//! Posts that an actor has pinned (`featured`).

use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::lines::Place;

statements! {
    SAVE = "INSERT INTO pins (account_id, post_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, post_id) DO NOTHING";
    REMOVE = "DELETE FROM pins WHERE account_id = $1 AND post_id = $2";
    COUNT = "SELECT count(*) FROM pins WHERE account_id = $1";
    PLACES = "SELECT created_at, post_id, CAST(NULL AS BIGINT) FROM pins WHERE account_id = $1 ORDER BY created_at DESC, post_id DESC LIMIT $2";
    LIST = "SELECT p.post_id FROM pins p JOIN posts s ON s.id = p.post_id WHERE p.account_id = $1 AND s.visibility IN ('public', 'unlisted') ORDER BY p.created_at DESC LIMIT $2";
}

/// Pins a post; whether it was not pinned before.
pub async fn save(tx: &mut Tx, account: AccountId, post: PostId, now: Time) -> Result<bool> {
    Ok(tx.run(&SAVE, args![account, post, now]).await? > 0)
}

/// Unpins a post; whether it was pinned.
pub async fn remove(tx: &mut Tx, account: AccountId, post: PostId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![account, post]).await? > 0)
}

/// How many posts the account has pinned.
pub async fn count(db: impl Reads, account: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT, args![account]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Everything that the account has pinned, newest pin first; who may see it is asked afterwards.
pub async fn places(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<Place>> {
    db.all(&PLACES, args![account, limit]).await
}

/// Pinned posts that everybody may see, newest pin first (A86).
pub async fn list(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<PostId>> {
    let rows: Vec<(i64,)> = db.all(&LIST, args![account, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| PostId(id)).collect())
}
