//! Stamps that allow somebody's quote of a post of ours (FEP-044f).

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO quotes (id, post_id, account_id, quote_uri, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (quote_uri) DO UPDATE SET quote_uri = excluded.quote_uri RETURNING id";
    FIND = "SELECT post_id, quote_uri FROM quotes WHERE id = $1";
    REMOVE = "DELETE FROM quotes WHERE quote_uri = $1 AND account_id = $2";
}

/// Writes a stamp; asked again for the same quote, the first one holds.
pub async fn save(
    tx: &mut Tx,
    id: RowId,
    post: PostId,
    account: AccountId,
    quote: &str,
    now: Time,
) -> Result<RowId> {
    let row: Option<(i64,)> = (&mut *tx).one(&SAVE, args![id, post, account, quote, now]).await?;
    Ok(row.map_or(id, |(id,)| RowId(id)))
}

/// The post and the quote that a stamp is about.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<(PostId, String)>> {
    let row: Option<(i64, String)> = db.one(&FIND, args![id]).await?;
    Ok(row.map(|(post, quote)| (PostId(post), quote)))
}

/// Takes the stamp of a quote away when its author deletes the quote.
pub async fn remove(tx: &mut Tx, quote: &str, account: AccountId) -> Result<()> {
    tx.run(&REMOVE, args![quote, account]).await.map(drop)
}
