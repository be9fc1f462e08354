//! Home timelines and lists of public posts. Only `service/surface` writes here.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::post::Post;

use super::database::{Reads, Result, Tx, args, statements, to_json};
use super::posts::{PostRow, read_all};

statements! {
    ENTER =
        sqlite "INSERT INTO home (account_id, entry_id, post_id, boost_id) SELECT value, $2, $3, $4 FROM json_each($1) WHERE true ON CONFLICT (account_id, entry_id) DO NOTHING"
        postgres "INSERT INTO home (account_id, entry_id, post_id, boost_id) SELECT value::bigint, $2, $3, $4 FROM jsonb_array_elements_text($1::jsonb) ON CONFLICT (account_id, entry_id) DO NOTHING";
    LEAVE = "DELETE FROM home WHERE account_id = $1 AND post_id IN (SELECT id FROM posts WHERE account_id = $2)";
    LEAVE_LISTS = "DELETE FROM list_entries WHERE list_id IN (SELECT id FROM lists WHERE account_id = $1) AND post_id IN (SELECT id FROM posts WHERE account_id = $2)";
    HOME = "SELECT h.entry_id, h.post_id, b.account_id FROM home h LEFT JOIN boosts b ON b.id = h.boost_id WHERE h.account_id = $1 AND h.entry_id < $2 AND h.entry_id > $3 ORDER BY h.entry_id DESC LIMIT $4";
    BOOST_HOLDERS = "SELECT account_id FROM home WHERE boost_id = $1";
    HOLDERS = "SELECT account_id FROM home WHERE post_id = $1 UNION SELECT d.account_id FROM addressees d JOIN accounts a ON a.id = d.account_id WHERE d.post_id = $1 AND a.host IS NULL";
    HELD_BY =
        sqlite "SELECT account_id FROM home WHERE post_id = $1 AND ($2 = 0 OR entry_id = $2) AND account_id IN (SELECT value FROM json_each($3)) GROUP BY account_id"
        postgres "SELECT account_id FROM home WHERE post_id = $1 AND ($2 = 0 OR entry_id = $2) AND account_id IN (SELECT value::bigint FROM jsonb_array_elements_text($3::jsonb)) GROUP BY account_id";
    PUBLIC = "SELECT * FROM posts WHERE visibility = 'public' AND id < $1 ORDER BY id DESC LIMIT $2";
    TAGGED = "SELECT p.* FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = $1 AND p.visibility = 'public' AND t.post_id < $2 ORDER BY t.post_id DESC LIMIT $3";
}

/// A line of a home timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HomeEntry {
    /// Its place.
    pub id: i64,
    /// The post.
    pub post: PostId,
    /// Who boosted it, when it came by a boost.
    pub booster: Option<AccountId>,
}

/// Puts a post (or a boost of it) into the home timelines of these accounts.
pub async fn enter(
    tx: &mut Tx,
    homes: &[AccountId],
    entry: i64,
    post: PostId,
    boost: Option<i64>,
) -> Result<()> {
    if homes.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = homes.iter().map(|id| id.0).collect();
    tx.run(&ENTER, args![to_json(&ids), entry, post, boost]).await.map(drop)
}

/// Takes everything by an author out of somebody's home timeline and lists.
pub async fn leave(tx: &mut Tx, home: AccountId, author: AccountId) -> Result<()> {
    tx.run(&LEAVE_LISTS, args![home, author]).await?;
    tx.run(&LEAVE, args![home, author]).await.map(drop)
}

/// Entries below one id and above another, newest first.
pub async fn home(
    db: impl Reads,
    account: AccountId,
    below: i64,
    above: i64,
    limit: i64,
) -> Result<Vec<HomeEntry>> {
    let rows: Vec<(i64, i64, Option<i64>)> = db.all(&HOME, args![account, below, above, limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, post, booster)| HomeEntry { id, post: PostId(post), booster: booster.map(AccountId) })
        .collect())
}

/// Accounts here that a post reached: by their home, or because it is addressed to them.
pub async fn holders(db: impl Reads, post: PostId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = db.all(&HOLDERS, args![post]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Accounts here whose home shows this boost.
pub async fn boost_holders(db: impl Reads, boost: RowId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = db.all(&BOOST_HOLDERS, args![boost]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Which of these accounts have the post in their home, by this entry or (`None`) by any.
pub async fn held_by(
    db: impl Reads,
    post: PostId,
    entry: Option<i64>,
    among: &[AccountId],
) -> Result<Vec<AccountId>> {
    let ids: Vec<i64> = among.iter().map(|id| id.0).collect();
    let rows: Vec<(i64,)> = db.all(&HELD_BY, args![post, entry.unwrap_or(0), to_json(&ids)]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Public posts below this id, newest first.
pub async fn public(db: impl Reads, below: i64, limit: i64) -> Result<Vec<Post>> {
    read_all(db.all::<PostRow>(&PUBLIC, args![below, limit]).await?)
}

/// Public posts under a hashtag below this id, newest first.
pub async fn tagged(db: impl Reads, tag: &str, below: i64, limit: i64) -> Result<Vec<Post>> {
    read_all(db.all::<PostRow>(&TAGGED, args![tag, below, limit]).await?)
}
