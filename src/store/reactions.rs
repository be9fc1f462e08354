//! Likes and boosts. The count of the post follows each row that is really written or taken away.

use crate::domain::ids::{AccountId, PostId, RowId};
use crate::domain::time::Time;
use crate::domain::visibility::Visibility;

use super::database::{Reads, Result, Sql, Tx, args, statements};
use super::lines::{Place, Window};
use super::post_counts::{self, Counted};

statements! {
    LIKE = "INSERT INTO likes (id, account_id, post_id, uri, emoji, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, post_id) DO NOTHING";
    UNLIKE = "DELETE FROM likes WHERE account_id = $1 AND post_id = $2";
    FIND_LIKE = "SELECT post_id FROM likes WHERE uri = $1 AND account_id = $2";
    BOOST = "INSERT INTO boosts (id, account_id, post_id, uri, visibility, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, post_id) DO NOTHING";
    UNBOOST = "DELETE FROM boosts WHERE account_id = $1 AND post_id = $2";
    FIND_BOOST = "SELECT id, post_id FROM boosts WHERE uri = $1 AND account_id = $2";
    BOOSTS_BY = "SELECT id, post_id, created_at FROM boosts WHERE account_id = $1 AND id < $2 AND visibility IN ('public', 'unlisted') ORDER BY id DESC LIMIT $3";
    BOOST_OF = "SELECT id, account_id, post_id, uri, visibility, created_at FROM boosts WHERE account_id = $1 AND post_id = $2";
    LIKE_OF = "SELECT uri FROM likes WHERE account_id = $1 AND post_id = $2";
    BOOSTED_BY = "SELECT post_id, account_id FROM boosts WHERE id = $1";
    MEMBERS_WHO_BOOST = "SELECT b.account_id FROM boosts b JOIN accounts a ON a.id = b.account_id WHERE b.post_id = $1 AND a.host IS NULL AND a.kind = 'Person' AND a.suspended_at IS NULL";
    LIKED = "SELECT id, post_id, CAST(NULL AS BIGINT) FROM likes WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4";
    LIKED_UP = "SELECT id, post_id, CAST(NULL AS BIGINT) FROM likes WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4";
    LIKERS = "SELECT l.id, l.account_id FROM likes l JOIN accounts a ON a.id = l.account_id WHERE l.post_id = $1 AND l.id < $2 AND l.id > $3 AND a.suspended_at IS NULL AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = l.account_id AND k.target_id = $5) ORDER BY l.id DESC LIMIT $4";
    LIKERS_UP = "SELECT l.id, l.account_id FROM likes l JOIN accounts a ON a.id = l.account_id WHERE l.post_id = $1 AND l.id < $2 AND l.id > $3 AND a.suspended_at IS NULL AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = l.account_id AND k.target_id = $5) ORDER BY l.id LIMIT $4";
    BOOSTERS = "SELECT b.id, b.account_id FROM boosts b JOIN accounts a ON a.id = b.account_id WHERE b.post_id = $1 AND b.id < $2 AND b.id > $3 AND a.suspended_at IS NULL AND (b.visibility IN ('public', 'unlisted') OR b.account_id = $5 OR EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $5 AND f.target_id = b.account_id AND f.state = 'accepted')) AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = b.account_id AND k.target_id = $5) ORDER BY b.id DESC LIMIT $4";
    BOOSTERS_UP = "SELECT b.id, b.account_id FROM boosts b JOIN accounts a ON a.id = b.account_id WHERE b.post_id = $1 AND b.id < $2 AND b.id > $3 AND a.suspended_at IS NULL AND (b.visibility IN ('public', 'unlisted') OR b.account_id = $5 OR EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $5 AND f.target_id = b.account_id AND f.state = 'accepted')) AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = b.account_id AND k.target_id = $5) ORDER BY b.id LIMIT $4";
}

/// Writes a like; whether it is new.
pub async fn like(
    tx: &mut Tx,
    id: RowId,
    account: AccountId,
    post: PostId,
    uri: &str,
    emoji: Option<&str>,
    now: Time,
) -> Result<bool> {
    let written = tx.run(&LIKE, args![id, account, post, uri, emoji, now]).await? > 0;
    if written {
        post_counts::add(tx, Counted::Likes, post, 1).await?;
    }
    Ok(written)
}

/// Takes a like away; whether there was one.
pub async fn unlike(tx: &mut Tx, account: AccountId, post: PostId) -> Result<bool> {
    let taken = tx.run(&UNLIKE, args![account, post]).await? > 0;
    if taken {
        post_counts::add(tx, Counted::Likes, post, -1).await?;
    }
    Ok(taken)
}

/// The post that this account likes by this activity.
pub async fn find_like(db: impl Reads, uri: &str, account: AccountId) -> Result<Option<PostId>> {
    let row: Option<(i64,)> = db.one(&FIND_LIKE, args![uri, account]).await?;
    Ok(row.map(|(id,)| PostId(id)))
}

/// A boost.
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
    if written > 0 {
        post_counts::add(tx, Counted::Boosts, b.post, 1).await?;
    }
    Ok(written > 0)
}

/// What an account passed on for everybody to see below this row, with the row and when, the newest first.
pub async fn boosts_by(
    db: impl Reads,
    account: AccountId,
    below: i64,
    limit: i64,
) -> Result<Vec<(i64, PostId, Time)>> {
    let rows: Vec<(i64, i64, i64)> = db.all(&BOOSTS_BY, args![account, below, limit]).await?;
    Ok(rows.into_iter().map(|(id, post, at)| (id, PostId(post), Time(at))).collect())
}

/// Takes a boost away, with its entries in home timelines; whether there was one.
pub async fn unboost(tx: &mut Tx, account: AccountId, post: PostId) -> Result<bool> {
    let taken = tx.run(&UNBOOST, args![account, post]).await? > 0;
    if taken {
        post_counts::add(tx, Counted::Boosts, post, -1).await?;
    }
    Ok(taken)
}

/// The boost that this account made by this activity.
pub async fn find_boost(db: impl Reads, uri: &str, account: AccountId) -> Result<Option<(RowId, PostId)>> {
    let row: Option<(i64, i64)> = db.one(&FIND_BOOST, args![uri, account]).await?;
    Ok(row.map(|(id, post)| (RowId(id), PostId(post))))
}

/// The boost of this post by this account.
pub async fn boost_of(db: impl Reads, account: AccountId, post: PostId) -> Result<Option<BoostRecord>> {
    let row: Option<(i64, i64, i64, String, String, i64)> = db.one(&BOOST_OF, args![account, post]).await?;
    Ok(row.map(|(id, account, post, uri, visibility, at)| BoostRecord {
        id: RowId(id),
        account: AccountId(account),
        post: PostId(post),
        uri,
        visibility: Visibility::parse(&visibility),
        created_at: Time(at),
    }))
}

/// People here who have boosted the post.
pub async fn members_who_boost(db: impl Reads, post: PostId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = db.all(&MEMBERS_WHO_BOOST, args![post]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// The id on the network of this account's like of this post.
pub async fn like_of(db: impl Reads, account: AccountId, post: PostId) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&LIKE_OF, args![account, post]).await?;
    Ok(row.map(|(uri,)| uri))
}

/// What the boost with this id has boosted, and whose boost it is.
pub async fn boosted_by(db: impl Reads, boost: RowId) -> Result<Option<(PostId, AccountId)>> {
    let row: Option<(i64, i64)> = db.one(&BOOSTED_BY, args![boost]).await?;
    Ok(row.map(|(post, account)| (PostId(post), AccountId(account))))
}

/// A part of what an account likes; ids of the window are those of likes.
pub async fn liked(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<Place>> {
    let sql = if w.upwards { &LIKED_UP } else { &LIKED };
    db.all(sql, args![account, w.below, w.above, w.limit]).await
}

/// A part of those who like a post, with the ids of their likes, newest first. Whoever blocks the one who looks is
/// left out.
pub async fn likers(
    db: impl Reads,
    post: PostId,
    viewer: Option<AccountId>,
    w: Window,
) -> Result<Vec<(i64, i64)>> {
    people(db, if w.upwards { &LIKERS_UP } else { &LIKERS }, post, viewer, w).await
}

/// The same for those who have boosted it.
pub async fn boosters(
    db: impl Reads,
    post: PostId,
    viewer: Option<AccountId>,
    w: Window,
) -> Result<Vec<(i64, i64)>> {
    people(db, if w.upwards { &BOOSTERS_UP } else { &BOOSTERS }, post, viewer, w).await
}

async fn people(
    db: impl Reads,
    sql: &'static Sql,
    post: PostId,
    viewer: Option<AccountId>,
    w: Window,
) -> Result<Vec<(i64, i64)>> {
    let viewer = viewer.map_or(0, |id| id.0);
    let mut rows: Vec<(i64, i64)> = db.all(sql, args![post, w.below, w.above, w.limit, viewer]).await?;
    rows.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
    Ok(rows)
}
