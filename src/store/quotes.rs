//! Stamps that allow somebody's quote of a post of ours (FEP-044f).

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::lines::Window;

statements! {
    SAVE = "INSERT INTO quotes (id, post_id, account_id, quote_uri, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (quote_uri) DO UPDATE SET quote_uri = excluded.quote_uri RETURNING id";
    FIND = "SELECT post_id, quote_uri FROM quotes WHERE id = $1";
    FIND_OF = "SELECT q.id, q.quote_uri, q.account_id FROM quotes q JOIN posts p ON p.uri = q.quote_uri WHERE q.post_id = $1 AND p.id = $2 AND p.account_id = q.account_id";
    ALLOWED = "SELECT id, post_id FROM quotes WHERE quote_uri = $1 AND account_id = $2";
    OF_POST = "SELECT p.id FROM quotes q JOIN posts p ON p.uri = q.quote_uri AND p.account_id = q.account_id WHERE q.post_id = $1 AND p.id < $2 AND p.id > $3 ORDER BY p.id DESC LIMIT $4";
    OF_POST_UP = "SELECT p.id FROM quotes q JOIN posts p ON p.uri = q.quote_uri AND p.account_id = q.account_id WHERE q.post_id = $1 AND p.id < $2 AND p.id > $3 ORDER BY p.id LIMIT $4";
    WITHDRAW = "DELETE FROM quotes WHERE id = $1";
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

/// A quote that was allowed, and is here.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// Its stamp.
    pub stamp: RowId,
    /// Its id on the network.
    pub uri: String,
    /// Who quotes.
    pub account: AccountId,
}

/// The consent to this quote of this post.
pub async fn find_of(db: impl Reads, post: PostId, quoting: PostId) -> Result<Option<Allowed>> {
    let row: Option<(i64, String, i64)> = db.one(&FIND_OF, args![post, quoting]).await?;
    Ok(row.map(|(stamp, uri, account)| Allowed { stamp: RowId(stamp), uri, account: AccountId(account) }))
}

/// The stamp of a quote with this id, by this account, and the post it is about.
pub async fn allowed(db: impl Reads, quote: &str, account: AccountId) -> Result<Option<(RowId, PostId)>> {
    let row: Option<(i64, i64)> = db.one(&ALLOWED, args![quote, account]).await?;
    Ok(row.map(|(stamp, post)| (RowId(stamp), PostId(post))))
}

/// Posts that quote this one and are here.
pub async fn of_post(db: impl Reads, post: PostId, w: Window) -> Result<Vec<i64>> {
    let sql = if w.upwards { &OF_POST_UP } else { &OF_POST };
    let rows: Vec<(i64,)> = db.all(sql, args![post, w.below, w.above, w.limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes a stamp away; whether it was there.
pub async fn withdraw(tx: &mut Tx, stamp: RowId) -> Result<bool> {
    Ok(tx.run(&WITHDRAW, args![stamp]).await? > 0)
}
