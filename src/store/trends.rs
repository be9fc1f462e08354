//! What is used much these days, counted over public posts; and how much is written here week by week. Each of these goes
//! through many rows: whoever asks keeps the answer for a while.

use crate::domain::ids::RowId;
use crate::domain::preview::Card;
use crate::domain::time::Time;

use super::database::{Reads, Result, args, from_json, statements};
use super::tags::DayOfTag;

statements! {
    // Bounded by the ids of the last days, whatever the number of posts before.
    TAGS = "SELECT t.tag FROM posts p JOIN accounts a ON a.id = p.account_id JOIN tags t ON t.post_id = p.id WHERE p.visibility = 'public' AND p.id >= $1 AND a.suspended_at IS NULL AND (a.host IS NULL OR a.discoverable) GROUP BY t.tag HAVING count(DISTINCT p.account_id) >= $2 ORDER BY count(DISTINCT p.account_id) DESC, count(*) DESC, t.tag LIMIT $3";
    POSTS = "SELECT p.id FROM posts p JOIN accounts a ON a.id = p.account_id WHERE p.visibility = 'public' AND p.id >= $1 AND a.suspended_at IS NULL AND (a.host IS NULL OR a.discoverable) AND p.in_reply_to_uri IS NULL AND p.likes + p.boosts >= $2 ORDER BY p.likes + 2 * p.boosts DESC, p.id DESC LIMIT $3";
    LINKS = "SELECT v.id, v.host, v.card FROM posts p JOIN accounts a ON a.id = p.account_id JOIN post_previews l ON l.post_id = p.id JOIN previews v ON v.id = l.preview_id WHERE p.visibility = 'public' AND p.id >= $1 AND a.suspended_at IS NULL AND (a.host IS NULL OR a.discoverable) AND v.state = 'shown' AND v.card IS NOT NULL GROUP BY v.id, v.host, v.card HAVING count(DISTINCT p.account_id) >= $2 ORDER BY count(DISTINCT p.account_id) DESC, count(*) DESC, v.id DESC LIMIT $3";
    LINK_DAYS = "SELECT (p.published_at / 86400000), count(*), count(DISTINCT p.account_id) FROM post_previews l JOIN posts p ON p.id = l.post_id WHERE l.preview_id = $1 AND l.post_id >= $2 AND p.visibility = 'public' GROUP BY 1";
    WEEKS = "SELECT (p.published_at - $1) / 604800000, count(*) FROM posts p WHERE p.id >= $2 AND p.published_at >= $1 AND p.object IS NOT NULL AND p.visibility IN ('public', 'unlisted') GROUP BY 1";
    NEW_MEMBERS = "SELECT (created_at - $1) / 604800000, count(*) FROM members WHERE created_at >= $1 GROUP BY 1";
    COUNT_PEERS = "SELECT count(DISTINCT host) FROM accounts WHERE host IS NOT NULL";
    PEERS = "SELECT DISTINCT host FROM accounts WHERE host IS NOT NULL ORDER BY host LIMIT $1";
}

/// Tags that at least so many people used in posts with this id or a larger one, the most used first.
pub async fn tags(db: impl Reads, from: i64, people: i64, limit: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&TAGS, args![from, people, limit]).await?;
    Ok(rows.into_iter().map(|(tag,)| tag).collect())
}

/// Posts with this id or a larger one that were liked and boosted at least so often, the most first.
pub async fn posts(db: impl Reads, from: i64, reactions: i64, limit: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&POSTS, args![from, reactions, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A page that is linked to much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendingLink {
    /// Its row.
    pub id: RowId,
    /// Its host.
    pub host: String,
    /// What it says of itself.
    pub card: Card,
}

/// Pages that at least so many people linked to in posts with this id or a larger one, the most first.
pub async fn links(db: impl Reads, from: i64, people: i64, limit: i64) -> Result<Vec<TrendingLink>> {
    let rows: Vec<(i64, String, String)> = db.all(&LINKS, args![from, people, limit]).await?;
    let link = |(id, host, card): (i64, String, String)| {
        Ok(TrendingLink { id: RowId(id), host, card: from_json(&card)? })
    };
    rows.into_iter().map(link).collect()
}

/// On which days a page was linked to in posts with this id or a larger one, in no order.
pub async fn link_days(db: impl Reads, link: RowId, from: i64) -> Result<Vec<DayOfTag>> {
    let rows: Vec<(i64, i64, i64)> = db.all(&LINK_DAYS, args![link, from]).await?;
    Ok(rows.into_iter().map(|(day, uses, people)| DayOfTag { day, uses, people }).collect())
}

/// Open posts written here since this moment, by week; `from` is the smallest id of that time.
pub async fn posts_by_week(db: impl Reads, since: Time, from: i64) -> Result<Vec<(i64, i64)>> {
    db.all(&WEEKS, args![since, from]).await
}

/// Members who came since this moment, by week.
pub async fn members_by_week(db: impl Reads, since: Time) -> Result<Vec<(i64, i64)>> {
    db.all(&NEW_MEMBERS, args![since]).await
}

/// Names of servers that we know anybody of.
pub async fn peers(db: impl Reads, limit: i64) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&PEERS, args![limit]).await?;
    Ok(rows.into_iter().map(|(host,)| host).collect())
}
/// How many hosts we know anybody of.
pub async fn count_peers(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_PEERS, args![]).await?;
    Ok(row.map_or(0, |(hosts,)| hosts))
}
