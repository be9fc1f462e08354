//! Which texts are calls between coalitions, and who took up which idea of ours.

use crate::domain::call::{Call, CallKind};
use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::hidden::refuses;

statements! {
    KEEP = "INSERT INTO calls (post_id, account_id, kind, state, until_at, is_public) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (post_id) DO UPDATE SET kind = excluded.kind, state = excluded.state, until_at = excluded.until_at";
    FORGET = "DELETE FROM calls WHERE post_id = $1";
    // Partners agreed to stand in our directory. Whom the coalition follows is its own affair, and shown at the desk only.
    OPEN = "SELECT c.post_id FROM calls c JOIN accounts a ON a.id = c.account_id WHERE c.state = 'open' AND (c.until_at IS NULL OR c.until_at > $2) AND ($3 = 0 OR c.is_public = 1) AND ($3 = 1 OR a.host IS NOT NULL) AND c.post_id < $4 AND ($5 = '' OR c.kind = $5) AND a.gone_at IS NULL AND a.suspended_at IS NULL AND NOT " [refuses "$1", "a.id"] " AND (a.host IS NULL OR EXISTS (SELECT 1 FROM directory_entries e WHERE e.account_id = a.id AND e.state = 'listed') OR ($3 = 0 AND EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = a.id AND f.state = 'accepted'))) ORDER BY c.post_id DESC LIMIT $6";
    // What everybody may read of it.
    COUNT_OPEN = "SELECT count(*) FROM calls c JOIN accounts a ON a.id = c.account_id WHERE c.state = 'open' AND (c.until_at IS NULL OR c.until_at > $2) AND c.is_public = 1 AND a.gone_at IS NULL AND a.suspended_at IS NULL AND NOT " [refuses "$1", "a.id"] " AND (a.host IS NULL OR EXISTS (SELECT 1 FROM directory_entries e WHERE e.account_id = a.id AND e.state = 'listed'))";
    OWN = "SELECT post_id FROM calls WHERE account_id = $1 AND post_id < $2 ORDER BY post_id DESC LIMIT $3";
    ADOPT = "INSERT INTO call_adoptions (post_id, account_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (post_id, account_id) DO NOTHING";
    ADOPTERS = "SELECT count(*) FROM call_adoptions WHERE post_id = $1";
    PARTNERS = "SELECT e.account_id FROM directory_entries e WHERE e.state = 'listed' AND e.kind = 'coalition' ORDER BY e.account_id LIMIT $1";
}

/// Notes that a text is a call, or how far it has come.
pub async fn keep(tx: &mut Tx, post: PostId, account: AccountId, call: &Call, is_public: bool) -> Result<()> {
    let values =
        args![post, account, call.kind.as_str(), call.state.as_str(), call.until, i64::from(is_public)];
    tx.run(&KEEP, values).await.map(drop)
}

/// The text is no call any more.
pub async fn forget(tx: &mut Tx, post: PostId) -> Result<()> {
    tx.run(&FORGET, args![post]).await.map(drop)
}

/// Which calls are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// Only what everybody may see, ours as well; otherwise whatever reached us, and nothing of ours.
    pub only_public: bool,
    /// Of one kind only.
    pub kind: Option<CallKind>,
    /// Only below this id.
    pub below: i64,
    /// So many at most.
    pub limit: i64,
}

/// Calls that still ask, newest first.
pub async fn open(db: impl Reads, house: AccountId, now: Time, wanted: Wanted) -> Result<Vec<PostId>> {
    let kind = wanted.kind.map_or("", CallKind::as_str);
    let values = args![house, now, i64::from(wanted.only_public), wanted.below, kind, wanted.limit];
    let rows: Vec<(i64,)> = db.all(&OPEN, values).await?;
    Ok(rows.into_iter().map(|(id,)| PostId(id)).collect())
}

/// How many calls of ours and of partners still ask, of those that everybody may read.
pub async fn count_open(db: impl Reads, house: AccountId, now: Time) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OPEN, args![house, now]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Calls of this account below this one, in every state, newest first.
pub async fn own(db: impl Reads, account: AccountId, below: i64, limit: i64) -> Result<Vec<PostId>> {
    let rows: Vec<(i64,)> = db.all(&OWN, args![account, below, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| PostId(id)).collect())
}

/// Notes that somebody took up an idea of ours; whether it is new.
pub async fn adopt(tx: &mut Tx, post: PostId, account: AccountId, now: Time) -> Result<bool> {
    Ok(tx.run(&ADOPT, args![post, account, now]).await? > 0)
}

/// How many took up an idea of ours.
pub async fn adopters(db: impl Reads, post: PostId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&ADOPTERS, args![post]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// The coalitions that stand in our directory.
pub async fn partners(db: impl Reads, limit: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&PARTNERS, args![limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
