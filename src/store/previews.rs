//! What is known of the pages that posts link to, and which post links to which.

use std::collections::HashMap;

use crate::domain::ids::{PostId, RowId};
use crate::domain::preview::{Card, PreviewState};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    FIND = "SELECT id, fetched_at, due_at, expires_at FROM previews WHERE url = $1";
    SAVE = "INSERT INTO previews (id, url, host, state, card, attempts, due_at, claimed_until, fetched_at, expires_at) VALUES ($1, $2, $3, 'waiting', NULL, 0, $4, 0, NULL, $5) ON CONFLICT (url) DO NOTHING";
    LAST_OF_HOST = "SELECT due_at FROM previews WHERE host = $1 AND due_at IS NOT NULL ORDER BY due_at DESC LIMIT 1";
    KEEP = "UPDATE previews SET expires_at = $2 WHERE id = $1";
    PLAN = "UPDATE previews SET due_at = $2, attempts = 0 WHERE id = $1 AND due_at IS NULL";
    LINK = "INSERT INTO post_previews (post_id, preview_id) VALUES ($1, $2) ON CONFLICT (post_id) DO UPDATE SET preview_id = excluded.preview_id";
    UNLINK = "DELETE FROM post_previews WHERE post_id = $1";
    URL_OF = "SELECT v.url FROM post_previews l JOIN previews v ON v.id = l.preview_id WHERE l.post_id = $1";
    OF_POSTS =
        sqlite "SELECT l.post_id, v.host, v.state, v.card, v.due_at IS NOT NULL AND (v.attempts = 0 OR v.claimed_until > 0) FROM post_previews l JOIN previews v ON v.id = l.preview_id WHERE l.post_id IN (SELECT value FROM json_each($1))"
        postgres "SELECT l.post_id, v.host, v.state, v.card, v.due_at IS NOT NULL AND (v.attempts = 0 OR v.claimed_until > 0) FROM post_previews l JOIN previews v ON v.id = l.preview_id WHERE l.post_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    NEXT_DUE = "SELECT due_at FROM previews WHERE due_at IS NOT NULL AND claimed_until <= $1 ORDER BY due_at LIMIT 1";
    // Of each host only the page whose turn it is: while that is being asked, the others wait.
    CLAIM = "UPDATE previews SET claimed_until = $2, attempts = attempts + 1 WHERE claimed_until <= $1 AND id IN (SELECT p.id FROM previews p WHERE p.due_at <= $1 AND p.claimed_until <= $1 AND NOT EXISTS (SELECT 1 FROM previews o WHERE o.host = p.host AND o.due_at IS NOT NULL AND (o.due_at < p.due_at OR (o.due_at = p.due_at AND o.id < p.id))) ORDER BY p.due_at LIMIT $3) RETURNING id, url, attempts";
    SHOW = "UPDATE previews SET state = 'shown', card = $3, due_at = NULL, claimed_until = 0, fetched_at = $4 WHERE id = $1 AND claimed_until = $2";
    // What is shown stays: the page may be away for a day only.
    GIVE_UP = "UPDATE previews SET state = CASE WHEN state = 'shown' AND $4 THEN 'shown' ELSE 'bare' END, card = CASE WHEN state = 'shown' AND $4 THEN card ELSE NULL END, due_at = NULL, claimed_until = 0, fetched_at = $3 WHERE id = $1 AND claimed_until = $2";
    AGAIN = "UPDATE previews SET due_at = $4, claimed_until = 0, fetched_at = $3 WHERE id = $1 AND claimed_until = $2";
    FORGET = "DELETE FROM previews WHERE expires_at < $1 AND NOT EXISTS (SELECT 1 FROM post_previews l JOIN posts p ON p.id = l.post_id JOIN accounts a ON a.id = p.account_id WHERE l.preview_id = previews.id AND a.host IS NULL)";
    EARLIER = "UPDATE previews SET due_at = CASE WHEN due_at > $1 THEN due_at - $2 ELSE due_at END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE due_at > $1 OR claimed_until > $3";
}

/// A page that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// Its row.
    pub id: RowId,
    /// When it was last asked.
    pub fetched_at: Option<Time>,
    /// Whether it is going to be asked.
    pub is_planned: bool,
    /// When it is thrown away, unless it is linked again.
    pub expires_at: Time,
}

/// The page at this address.
pub async fn find(db: impl Reads, url: &str) -> Result<Option<Known>> {
    let row: Option<(i64, Option<i64>, Option<i64>, i64)> = db.one(&FIND, args![url]).await?;
    Ok(row.map(|(id, fetched_at, due_at, expires_at)| Known {
        id: RowId(id),
        fetched_at: fetched_at.map(Time),
        is_planned: due_at.is_some(),
        expires_at: Time(expires_at),
    }))
}

/// Writes a page that is to be asked at that time; `false` when it is known.
pub async fn save(
    tx: &mut Tx,
    id: RowId,
    (url, host): (&str, &str),
    due: Time,
    expires: Time,
) -> Result<bool> {
    Ok(tx.run(&SAVE, args![id, url, host, due, expires]).await? > 0)
}

/// When the last page of this host is going to be asked.
pub async fn last_of_host(db: impl Reads, host: &str) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&LAST_OF_HOST, args![host]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// The page is kept until then.
pub async fn keep(tx: &mut Tx, id: RowId, until: Time) -> Result<()> {
    tx.run(&KEEP, args![id, until]).await.map(drop)
}

/// The page is asked anew at that time.
pub async fn plan(tx: &mut Tx, id: RowId, due: Time) -> Result<()> {
    tx.run(&PLAN, args![id, due]).await.map(drop)
}

/// The post shows the card of this page.
pub async fn link(tx: &mut Tx, post: PostId, preview: RowId) -> Result<()> {
    tx.run(&LINK, args![post, preview]).await.map(drop)
}

/// The post shows no card.
pub async fn unlink(tx: &mut Tx, post: PostId) -> Result<()> {
    tx.run(&UNLINK, args![post]).await.map(drop)
}

/// The address whose card the post shows.
pub async fn url_of(db: impl Reads, post: PostId) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&URL_OF, args![post]).await?;
    Ok(row.map(|(url,)| url))
}

/// A page as a post shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Its host.
    pub host: String,
    /// What it says of itself, when that is known.
    pub card: Option<Card>,
    /// It shows nothing, and is asked within a moment. After a first failure it may take hours, and is not waited for.
    pub is_awaited: bool,
}

/// The pages that these posts show, by id of the post.
pub async fn of_posts(db: impl Reads, posts: &[i64]) -> Result<HashMap<i64, Preview>> {
    let rows: Vec<(i64, String, String, Option<String>, bool)> =
        db.all(&OF_POSTS, args![to_json(&posts)]).await?;
    rows.into_iter()
        .map(|(post, host, state, card, is_planned)| {
            let is_shown = PreviewState::parse(&state) == PreviewState::Shown;
            let card = card.filter(|_| is_shown).as_deref().map(from_json::<Card>).transpose()?;
            Ok((post, Preview { host, card, is_awaited: is_planned && !is_shown }))
        })
        .collect()
}

/// A page to be asked now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Its row.
    pub id: RowId,
    /// Where it is.
    pub url: String,
    /// How often it was asked, this time included.
    pub attempts: i64,
}

/// When the next page is to be asked that nobody is asking.
pub async fn next_due(db: impl Reads, now: Time) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&NEXT_DUE, args![now]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// Takes pages that are due, one of each host; the claim ends by itself, and its end is its name.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: i64) -> Result<Vec<Claimed>> {
    let rows: Vec<(i64, String, i64)> = tx.all(&CLAIM, args![now, until, limit]).await?;
    Ok(rows.into_iter().map(|(id, url, attempts)| Claimed { id: RowId(id), url, attempts }).collect())
}

/// The page has a card.
pub async fn show(tx: &mut Tx, id: RowId, claim: Time, card: &Card, now: Time) -> Result<()> {
    tx.run(&SHOW, args![id, claim, to_json(card), now]).await.map(drop)
}

/// The page has no card; with `keeps`, one that is shown stays.
pub async fn give_up(tx: &mut Tx, id: RowId, claim: Time, now: Time, keeps: bool) -> Result<()> {
    tx.run(&GIVE_UP, args![id, claim, now, keeps]).await.map(drop)
}

/// The page did not answer and is asked again at that time.
pub async fn again(tx: &mut Tx, id: RowId, claim: Time, now: Time, due: Time) -> Result<()> {
    tx.run(&AGAIN, args![id, claim, now, due]).await.map(drop)
}

/// Throws away what has expired, unless a post of ours shows it; how many rows went.
pub async fn forget_expired(tx: &mut Tx, now: Time) -> Result<u64> {
    tx.run(&FORGET, args![now]).await
}

/// The clock was set back by so many milliseconds: what was planned later than `after` comes so much earlier, and claims
/// that end later than any claim made now would are void.
pub async fn clock_was_set_back(tx: &mut Tx, after: Time, by: i64, latest_claim: Time) -> Result<u64> {
    tx.run(&EARLIER, args![after, by, latest_claim]).await
}
