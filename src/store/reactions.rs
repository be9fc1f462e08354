//! Likes and boosts.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;
use crate::domain::visibility::Visibility;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    LIKE = "INSERT INTO likes (account_id, post_id, uri, emoji, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, post_id) DO NOTHING";
    UNLIKE = "DELETE FROM likes WHERE account_id = $1 AND post_id = $2";
    FIND_LIKE = "SELECT post_id FROM likes WHERE uri = $1 AND account_id = $2";
    BOOST = "INSERT INTO boosts (id, account_id, post_id, uri, visibility, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, post_id) DO NOTHING";
    UNBOOST = "DELETE FROM boosts WHERE account_id = $1 AND post_id = $2";
    FIND_BOOST = "SELECT id, post_id FROM boosts WHERE uri = $1 AND account_id = $2";
    BOOST_OF = "SELECT id, uri FROM boosts WHERE account_id = $1 AND post_id = $2";
}

/// Writes a like; whether it is new.
pub async fn like(
    tx: &mut Tx,
    account: AccountId,
    post: PostId,
    uri: &str,
    emoji: Option<&str>,
    now: Time,
) -> Result<bool> {
    Ok(tx.run(&LIKE, args![account, post, uri, emoji, now]).await? > 0)
}

/// Takes a like away; whether there was one.
pub async fn unlike(tx: &mut Tx, account: AccountId, post: PostId) -> Result<bool> {
    Ok(tx.run(&UNLIKE, args![account, post]).await? > 0)
}

/// The post that this account likes by this activity.
pub async fn find_like(db: impl Reads, uri: &str, account: AccountId) -> Result<Option<PostId>> {
    let row: Option<(i64,)> = db.one(&FIND_LIKE, args![uri, account]).await?;
    Ok(row.map(|(id,)| PostId(id)))
}

/// A boost that is to be written.
#[derive(Clone, Debug)]
pub struct BoostRecord {
    /// Our id of it; its place in timelines.
    pub id: RowId,
    /// Who boosts.
    pub account: AccountId,
    /// What.
    pub post: PostId,
    /// Its id on the network.
    pub uri: String,
    /// Who may see it.
    pub visibility: Visibility,
    /// When.
    pub created_at: Time,
}

/// Writes a boost; whether it is new.
pub async fn boost(tx: &mut Tx, b: &BoostRecord) -> Result<bool> {
    let written =
        tx.run(&BOOST, args![b.id, b.account, b.post, &b.uri, b.visibility.as_str(), b.created_at]).await?;
    Ok(written > 0)
}

/// Takes a boost away, with its entries in home timelines; whether there was one.
pub async fn unboost(tx: &mut Tx, account: AccountId, post: PostId) -> Result<bool> {
    Ok(tx.run(&UNBOOST, args![account, post]).await? > 0)
}

/// The boost that this account made by this activity.
pub async fn find_boost(db: impl Reads, uri: &str, account: AccountId) -> Result<Option<(RowId, PostId)>> {
    let row: Option<(i64, i64)> = db.one(&FIND_BOOST, args![uri, account]).await?;
    Ok(row.map(|(id, post)| (RowId(id), PostId(post))))
}

/// The boost of this post by this account.
pub async fn boost_of(db: impl Reads, account: AccountId, post: PostId) -> Result<Option<(RowId, String)>> {
    let row: Option<(i64, String)> = db.one(&BOOST_OF, args![account, post]).await?;
    Ok(row.map(|(id, uri)| (RowId(id), uri)))
}
