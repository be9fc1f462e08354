//! Posts that an actor has pinned (`featured`).

use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO pins (account_id, post_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (account_id, post_id) DO NOTHING";
    REMOVE = "DELETE FROM pins WHERE account_id = $1 AND post_id = $2";
    LIST = "SELECT p.post_id FROM pins p JOIN posts s ON s.id = p.post_id WHERE p.account_id = $1 AND s.visibility IN ('public', 'unlisted') ORDER BY p.created_at DESC LIMIT $2";
}

/// Pins a post.
pub async fn save(tx: &mut Tx, account: AccountId, post: PostId, now: Time) -> Result<()> {
    tx.run(&SAVE, args![account, post, now]).await.map(drop)
}

/// Unpins a post.
pub async fn remove(tx: &mut Tx, account: AccountId, post: PostId) -> Result<()> {
    tx.run(&REMOVE, args![account, post]).await.map(drop)
}

/// Pinned posts that everybody may see, newest pin first (A86).
pub async fn list(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<PostId>> {
    let rows: Vec<(i64,)> = db.all(&LIST, args![account, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| PostId(id)).collect())
}
