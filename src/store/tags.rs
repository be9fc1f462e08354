//! Hashtags that somebody follows or shows on their profile, and what is counted of a hashtag. Only public posts count:
//! a tag that was used in private must not become known by its name.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};
use super::lines::Window;

statements! {
    FOLLOW = "INSERT INTO followed_tags (id, account_id, tag, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, tag) DO NOTHING";
    UNFOLLOW = "DELETE FROM followed_tags WHERE account_id = $1 AND tag = $2";
    FOLLOWED = "SELECT id, tag FROM followed_tags WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id DESC LIMIT $4";
    FOLLOWED_UP = "SELECT id, tag FROM followed_tags WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY id LIMIT $4";
    COUNT_FOLLOWED = "SELECT count(*) FROM followed_tags WHERE account_id = $1";
    ARE_FOLLOWED =
        sqlite "SELECT tag FROM followed_tags WHERE account_id = $1 AND tag IN (SELECT value FROM json_each($2))"
        postgres "SELECT tag FROM followed_tags WHERE account_id = $1 AND tag IN (SELECT jsonb_array_elements_text($2::jsonb))";
    FOLLOWERS_OF_ANY =
        sqlite "SELECT DISTINCT t.account_id FROM followed_tags t WHERE t.tag IN (SELECT value FROM json_each($1)) AND NOT EXISTS (SELECT 1 FROM blocks k WHERE (k.blocker_id = t.account_id AND k.target_id = $2) OR (k.blocker_id = $2 AND k.target_id = t.account_id))"
        postgres "SELECT DISTINCT t.account_id FROM followed_tags t WHERE t.tag IN (SELECT jsonb_array_elements_text($1::jsonb)) AND NOT EXISTS (SELECT 1 FROM blocks k WHERE (k.blocker_id = t.account_id AND k.target_id = $2) OR (k.blocker_id = $2 AND k.target_id = t.account_id))";
    FEATURE = "INSERT INTO featured_tags (id, account_id, tag, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, tag) DO NOTHING";
    UNFEATURE = "DELETE FROM featured_tags WHERE account_id = $1 AND id = $2";
    FEATURED = "SELECT f.id, f.tag, (SELECT count(*) FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = f.tag AND p.account_id = f.account_id AND p.visibility IN ('public', 'unlisted')), (SELECT max(p.published_at) FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = f.tag AND p.account_id = f.account_id AND p.visibility IN ('public', 'unlisted')) FROM featured_tags f WHERE f.account_id = $1 ORDER BY f.id";
    USED_BY = "SELECT t.tag, count(*) FROM posts p JOIN tags t ON t.post_id = p.id WHERE p.account_id = $1 AND p.visibility IN ('public', 'unlisted') AND NOT EXISTS (SELECT 1 FROM featured_tags f WHERE f.account_id = $1 AND f.tag = t.tag) GROUP BY t.tag ORDER BY 2 DESC, 1 LIMIT 10";
    HISTORY = "SELECT (p.published_at / 86400000), count(*), count(DISTINCT p.account_id) FROM tags t JOIN posts p ON p.id = t.post_id WHERE t.tag = $1 AND t.post_id >= $2 AND p.visibility = 'public' GROUP BY 1";
}

/// Somebody follows a tag from now on; doing it twice changes nothing.
pub async fn follow(tx: &mut Tx, id: RowId, account: AccountId, tag: &str, now: Time) -> Result<()> {
    tx.run(&FOLLOW, args![id, account, tag, now]).await.map(drop)
}

/// Somebody follows a tag no longer.
pub async fn unfollow(tx: &mut Tx, account: AccountId, tag: &str) -> Result<()> {
    tx.run(&UNFOLLOW, args![account, tag]).await.map(drop)
}

/// Tags that somebody follows, with the ids they are listed by, newest first.
pub async fn followed(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<(RowId, String)>> {
    let sql = if w.upwards { &FOLLOWED_UP } else { &FOLLOWED };
    let mut rows: Vec<(i64, String)> = db.all(sql, args![account, w.below, w.above, w.limit]).await?;
    rows.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
    Ok(rows.into_iter().map(|(id, tag)| (RowId(id), tag)).collect())
}

/// How many tags somebody follows.
pub async fn count_followed(db: impl Reads, account: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_FOLLOWED, args![account]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Those of these tags that somebody follows.
pub async fn are_followed(db: impl Reads, account: AccountId, tags: &[String]) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&ARE_FOLLOWED, args![account, to_json(&tags)]).await?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// Who here follows any of these tags, and is not parted from the author by a block.
pub async fn followers_of_any(db: impl Reads, tags: &[String], author: AccountId) -> Result<Vec<AccountId>> {
    if tags.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64,)> = db.all(&FOLLOWERS_OF_ANY, args![to_json(&tags), author]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// A tag on somebody's profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeaturedTag {
    /// Its id.
    pub id: RowId,
    /// The tag.
    pub tag: String,
    /// How many open posts of theirs carry it.
    pub posts: i64,
    /// When the newest of them was published.
    pub last_post_at: Option<Time>,
}

/// Shows a tag on a profile; doing it twice changes nothing.
pub async fn feature(tx: &mut Tx, id: RowId, account: AccountId, tag: &str, now: Time) -> Result<()> {
    tx.run(&FEATURE, args![id, account, tag, now]).await.map(drop)
}

/// Shows a tag no longer; whether it was shown.
pub async fn unfeature(tx: &mut Tx, account: AccountId, id: RowId) -> Result<bool> {
    Ok(tx.run(&UNFEATURE, args![account, id]).await? > 0)
}

/// Tags on somebody's profile, oldest first.
pub async fn featured(db: impl Reads, account: AccountId) -> Result<Vec<FeaturedTag>> {
    let rows: Vec<(i64, String, i64, Option<i64>)> = db.all(&FEATURED, args![account]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, tag, posts, last)| FeaturedTag { id: RowId(id), tag, posts, last_post_at: last.map(Time) })
        .collect())
}

/// Tags that somebody uses most and does not show.
pub async fn used_by(db: impl Reads, account: AccountId) -> Result<Vec<String>> {
    let rows: Vec<(String, i64)> = db.all(&USED_BY, args![account]).await?;
    Ok(rows.into_iter().map(|(tag, _)| tag).collect())
}

/// One day of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayOfTag {
    /// Days since 1970.
    pub day: i64,
    /// Public posts.
    pub uses: i64,
    /// People who wrote them.
    pub people: i64,
}

/// Days on which public posts carried the tag, counted among posts with this id or a larger one.
pub async fn history(db: impl Reads, tag: &str, from: i64) -> Result<Vec<DayOfTag>> {
    let rows: Vec<(i64, i64, i64)> = db.all(&HISTORY, args![tag, from]).await?;
    Ok(rows.into_iter().map(|(day, uses, people)| DayOfTag { day, uses, people }).collect())
}
