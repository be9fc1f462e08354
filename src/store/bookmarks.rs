//! Posts that somebody wants to find again. Nobody else ever learns of them.

use crate::domain::ids::{AccountId, PostId, RowId};

use super::database::{Reads, Result, Tx, args, statements};
use super::lines::{Place, Window};

statements! {
    SAVE = "INSERT INTO bookmarks (id, account_id, post_id) VALUES ($1, $2, $3) ON CONFLICT (account_id, post_id) DO NOTHING";
    REMOVE = "DELETE FROM bookmarks WHERE account_id = $1 AND post_id = $2";
    PAGE = "SELECT id, post_id, CAST(NULL AS BIGINT) FROM bookmarks WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4";
    PAGE_UP = "SELECT id, post_id, CAST(NULL AS BIGINT) FROM bookmarks WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4";
}

/// Keeps a post.
pub async fn save(tx: &mut Tx, id: RowId, account: AccountId, post: PostId) -> Result<()> {
    tx.run(&SAVE, args![id, account, post]).await.map(drop)
}

/// Keeps it no longer.
pub async fn remove(tx: &mut Tx, account: AccountId, post: PostId) -> Result<()> {
    tx.run(&REMOVE, args![account, post]).await.map(drop)
}

/// A part of somebody's bookmarks; ids of the window are those of bookmarks.
pub async fn page(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<Place>> {
    let sql = if w.upwards { &PAGE_UP } else { &PAGE };
    db.all(sql, args![account, w.below, w.above, w.limit]).await
}
