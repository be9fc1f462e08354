//! Lists of people: those around an account, those whom a search finds, those whom a member may want to follow. Only
//! ids; what is shown of them is asked for where it is shown.

use crate::domain::ids::AccountId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Sql, args, statements, to_json};
use super::hidden::{hides, refuses};
use super::lines::Window;
use super::search::range_of;

statements! {
    BLOCKED = "SELECT place, target_id FROM blocks WHERE blocker_id = $1 AND place < $2 AND place > $3 ORDER BY place DESC LIMIT $4";
    BLOCKED_UP = "SELECT place, target_id FROM blocks WHERE blocker_id = $1 AND place < $2 AND place > $3 ORDER BY place LIMIT $4";
    REQUESTS = "SELECT place, follower_id FROM follows WHERE target_id = $1 AND state = 'requested' AND place < $2 AND place > $3 ORDER BY place DESC LIMIT $4";
    REQUESTS_UP = "SELECT place, follower_id FROM follows WHERE target_id = $1 AND state = 'requested' AND place < $2 AND place > $3 ORDER BY place LIMIT $4";
    RECOMMENDED = "SELECT place, target_id FROM recommendations WHERE account_id = $1 AND place < $2 AND place > $3 ORDER BY place DESC LIMIT $4";
    RECOMMENDED_UP = "SELECT place, target_id FROM recommendations WHERE account_id = $1 AND place < $2 AND place > $3 ORDER BY place LIMIT $4";
    FOLLOWERS = "SELECT place, follower_id FROM follows WHERE target_id = $1 AND state = 'accepted' AND place < $2 AND place > $3 ORDER BY place DESC LIMIT $4";
    FOLLOWERS_UP = "SELECT place, follower_id FROM follows WHERE target_id = $1 AND state = 'accepted' AND place < $2 AND place > $3 ORDER BY place LIMIT $4";
    FOLLOWING = "SELECT place, target_id FROM follows WHERE follower_id = $1 AND state = 'accepted' AND place < $2 AND place > $3 ORDER BY place DESC LIMIT $4";
    FOLLOWING_UP = "SELECT place, target_id FROM follows WHERE follower_id = $1 AND state = 'accepted' AND place < $2 AND place > $3 ORDER BY place LIMIT $4";
    // Of everybody who is called so and wants to be found, at most a thousand are looked at; those whom the viewer follows
    // always.
    SEARCH = "SELECT a.id FROM (SELECT c.account_id FROM (SELECT w.account_id FROM account_words w JOIN accounts x ON x.id = w.account_id WHERE w.word >= $2 AND w.word < $3 AND ((x.discoverable AND $5 = 0) OR x.id = $1) AND ($4 = '' OR x.host LIKE $4 ESCAPE '!') ORDER BY w.word, w.account_id LIMIT 1000) c UNION SELECT f.target_id FROM follows f JOIN account_words v ON v.account_id = f.target_id WHERE f.follower_id = $1 AND f.state = 'accepted' AND v.word >= $2 AND v.word < $3) n JOIN accounts a ON a.id = n.account_id WHERE a.kind <> 'Application' AND a.gone_at IS NULL AND a.suspended_at IS NULL AND ($4 = '' OR a.host LIKE $4 ESCAPE '!') AND NOT " [refuses "$1", "a.id"] " ORDER BY CASE WHEN EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = a.id) THEN 0 ELSE 1 END, a.id LIMIT $6 OFFSET $7";
    NEWEST = "SELECT a.id FROM accounts a WHERE a.host IS NULL AND a.discoverable AND a.kind <> 'Application' AND a.gone_at IS NULL AND a.suspended_at IS NULL AND NOT " [hides "$1", "a.id", "$2"] " ORDER BY a.id DESC LIMIT $3 OFFSET $4";
    MOST_ACTIVE = "SELECT a.id FROM accounts a WHERE a.host IS NULL AND a.discoverable AND a.kind <> 'Application' AND a.gone_at IS NULL AND a.suspended_at IS NULL AND NOT " [hides "$1", "a.id", "$2"] " ORDER BY coalesce((SELECT max(p.id) FROM posts p WHERE p.account_id = a.id AND p.visibility IN ('public', 'unlisted')), 0) DESC, a.id DESC LIMIT $3 OFFSET $4";
    SUGGESTED = "SELECT a.id FROM accounts a WHERE a.host IS NULL AND a.discoverable AND a.kind <> 'Application' AND a.gone_at IS NULL AND a.suspended_at IS NULL AND a.moved_at IS NULL AND a.id <> $1 AND NOT EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = a.id) AND NOT EXISTS (SELECT 1 FROM blocks k WHERE k.blocker_id = a.id AND k.target_id = $1) AND NOT " [hides "$1", "a.id", "$2"] " ORDER BY (SELECT count(*) FROM follows f WHERE f.target_id = a.id AND f.state = 'accepted') DESC, a.id LIMIT $3";
    FAMILIAR =
        sqlite "SELECT o.target_id, m.target_id FROM follows m JOIN follows o ON o.follower_id = m.target_id AND o.state = 'accepted' WHERE m.follower_id = $1 AND m.state = 'accepted' AND o.target_id IN (SELECT value FROM json_each($2)) ORDER BY m.target_id LIMIT $3"
        postgres "SELECT o.target_id, m.target_id FROM follows m JOIN follows o ON o.follower_id = m.target_id AND o.state = 'accepted' WHERE m.follower_id = $1 AND m.state = 'accepted' AND o.target_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY m.target_id LIMIT $3";
}

/// Nobody: no account has this id.
const NOBODY: i64 = 0;

/// People around an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Circle {
    /// Those it blocks.
    Blocked,
    /// Those who have asked to follow it.
    Requests,
    /// Those it recommends.
    Recommended,
    /// Those who follow it.
    Followers,
    /// Those it follows.
    Following,
}

/// Places and accounts of a list of people, newest first.
pub type Places = Vec<(i64, i64)>;

/// A part of a circle, newest first: where each stands, which is what the window speaks of, and who it is.
pub async fn circle(db: impl Reads, which: Circle, account: AccountId, w: Window) -> Result<Places> {
    let sql: &'static Sql = match (which, w.upwards) {
        (Circle::Blocked, false) => &BLOCKED,
        (Circle::Blocked, true) => &BLOCKED_UP,
        (Circle::Requests, false) => &REQUESTS,
        (Circle::Requests, true) => &REQUESTS_UP,
        (Circle::Recommended, false) => &RECOMMENDED,
        (Circle::Recommended, true) => &RECOMMENDED_UP,
        (Circle::Followers, false) => &FOLLOWERS,
        (Circle::Followers, true) => &FOLLOWERS_UP,
        (Circle::Following, false) => &FOLLOWING,
        (Circle::Following, true) => &FOLLOWING_UP,
    };
    let mut rows: Places = db.all(sql, args![account, w.below, w.above, w.limit]).await?;
    if w.upwards {
        rows.reverse();
    }
    Ok(rows)
}

/// What a search for people asks.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// How the handle, or the name from a word on, begins.
    pub name: &'a str,
    /// How the host begins; empty means any.
    pub host: &'a str,
    /// Only those whom the viewer follows.
    pub followed_only: bool,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

/// People whose name begins like this: those whom the viewer follows, then those who want to be found.
pub async fn search(db: impl Reads, viewer: AccountId, wanted: Wanted<'_>) -> Result<Vec<i64>> {
    let (from, to) = range_of(wanted.name);
    let literal = |text: &str| text.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let host = if wanted.host.is_empty() { String::new() } else { format!("{}%", literal(wanted.host)) };
    let followed_only = i64::from(wanted.followed_only);
    let values = args![viewer, from, to, host, followed_only, wanted.limit, wanted.offset];
    ids(db.all(&SEARCH, values).await?)
}

/// People here who want to be found, the newest first, or those who wrote last.
pub async fn directory(
    db: impl Reads,
    viewer: Option<AccountId>,
    newest: bool,
    (limit, offset): (i64, i64),
    now: Time,
) -> Result<Vec<i64>> {
    let sql = if newest { &NEWEST } else { &MOST_ACTIVE };
    ids(db.all(sql, args![viewer.map_or(NOBODY, |id| id.0), now, limit, offset]).await?)
}

/// People here who want to be found and whom the viewer does not follow, those with most followers first.
pub async fn suggested(db: impl Reads, viewer: AccountId, limit: i64, now: Time) -> Result<Vec<i64>> {
    ids(db.all(&SUGGESTED, args![viewer, now, limit]).await?)
}

/// Whom of those the viewer follows follow these accounts: pairs of the account and the follower.
pub async fn familiar(
    db: impl Reads,
    viewer: AccountId,
    accounts: &[i64],
    limit: i64,
) -> Result<Vec<(i64, i64)>> {
    db.all(&FAMILIAR, args![viewer, to_json(&accounts), limit]).await
}

#[expect(clippy::unnecessary_wraps, reason = "it ends every function above")]
fn ids(rows: Vec<(i64,)>) -> Result<Vec<i64>> {
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
