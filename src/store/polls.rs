//! Votes, and what has to be done about polls. The options and their counts stand with the post.

use std::collections::HashMap;

use crate::domain::ids::{AccountId, PostId};
use crate::domain::post::Details;
use crate::domain::time::{MINUTE, Time};

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    SAVE = "INSERT INTO polls (post_id, end_at) VALUES ($1, $2) ON CONFLICT (post_id) DO UPDATE SET end_at = excluded.end_at";
    // A row that is there keeps its end: what was told once is not told again.
    KNOW = "INSERT INTO polls (post_id, end_at) VALUES ($1, $2) ON CONFLICT (post_id) DO NOTHING";
    MOVE_END = "UPDATE polls SET end_at = $2 WHERE post_id = $1 AND end_at IS NOT NULL";
    LOCK =
        sqlite "SELECT post_id FROM polls WHERE post_id = $1"
        postgres "SELECT post_id FROM polls WHERE post_id = $1 FOR UPDATE";
    REMOVE = "DELETE FROM polls WHERE post_id = $1";
    VOTE = "INSERT INTO votes (post_id, account_id, choice, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (post_id, account_id, choice) DO NOTHING";
    CHOSEN = "SELECT choice FROM votes WHERE post_id = $1 AND account_id = $2 ORDER BY choice";
    CHOSEN_IN =
        sqlite "SELECT post_id, choice FROM votes WHERE account_id = $1 AND post_id IN (SELECT value FROM json_each($2)) ORDER BY post_id, choice"
        postgres "SELECT post_id, choice FROM votes WHERE account_id = $1 AND post_id IN (SELECT value::bigint FROM jsonb_array_elements_text($2::jsonb)) ORDER BY post_id, choice";
    COUNT = "SELECT choice, count(*) FROM votes WHERE post_id = $1 GROUP BY choice";
    COUNT_VOTERS = "SELECT count(DISTINCT account_id) FROM votes WHERE post_id = $1";
    LOCAL_VOTERS = "SELECT DISTINCT v.account_id FROM votes v JOIN accounts a ON a.id = v.account_id WHERE v.post_id = $1 AND a.host IS NULL ORDER BY v.account_id";
    RESET = "DELETE FROM votes WHERE post_id = $1";
    WRITE_COUNTS = "UPDATE posts SET details = $2 WHERE id = $1";
    PLAN_TALLY = "UPDATE polls SET tell_at = $2 WHERE post_id = $1 AND tell_at IS NULL";
    DUE = "SELECT post_id FROM (SELECT post_id, tell_at AS at FROM polls WHERE tell_at <= $1 UNION ALL SELECT post_id, end_at FROM polls WHERE end_at <= $1) x ORDER BY at LIMIT $2";
    CLAIM_TALLY = "UPDATE polls SET tell_at = NULL WHERE post_id = $1 AND tell_at <= $2";
    CLAIM_END = "UPDATE polls SET end_at = NULL, tell_at = NULL WHERE post_id = $1 AND end_at <= $2";
}

/// Votes are told this long after the first that nobody elsewhere knows of, all at once.
pub const TALLIES_REST: i64 = 3 * MINUTE;

/// Writes a poll of ours, or its new end.
pub async fn save(tx: &mut Tx, post: PostId, ends_at: Option<Time>) -> Result<()> {
    tx.run(&SAVE, args![post, ends_at]).await.map(drop)
}

/// Notes somebody else's poll, in which somebody here votes.
pub async fn know(tx: &mut Tx, post: PostId, ends_at: Option<Time>) -> Result<()> {
    tx.run(&KNOW, args![post, ends_at]).await.map(drop)
}

/// Somebody else's poll ends at another time; one that has ended stays so.
pub async fn move_end(tx: &mut Tx, post: PostId, ends_at: Option<Time>) -> Result<()> {
    tx.run(&MOVE_END, args![post, ends_at]).await.map(drop)
}

/// Takes the poll, so that votes are counted one after the other; whether there is one. Whatever is read of it after
/// this, and in the same transaction, holds until the end of that.
pub async fn lock(tx: &mut Tx, post: PostId) -> Result<bool> {
    let row: Option<(i64,)> = (&mut *tx).one(&LOCK, args![post]).await?;
    Ok(row.is_some())
}

/// The post asks nothing any more.
pub async fn remove(tx: &mut Tx, post: PostId) -> Result<()> {
    reset(tx, post).await?;
    tx.run(&REMOVE, args![post]).await.map(drop)
}

/// Writes a vote; whether it is new.
pub async fn vote(tx: &mut Tx, post: PostId, account: AccountId, choice: usize, now: Time) -> Result<bool> {
    let choice = i64::try_from(choice).unwrap_or(i64::MAX);
    Ok(tx.run(&VOTE, args![post, account, choice, now]).await? > 0)
}

/// What this account has chosen.
pub async fn chosen(db: impl Reads, post: PostId, account: AccountId) -> Result<Vec<usize>> {
    let rows: Vec<(i64,)> = db.all(&CHOSEN, args![post, account]).await?;
    Ok(rows.into_iter().filter_map(|(choice,)| usize::try_from(choice).ok()).collect())
}

/// What this account has chosen in these polls, by id of the post.
pub async fn chosen_in(
    db: impl Reads,
    account: AccountId,
    posts: &[i64],
) -> Result<HashMap<i64, Vec<usize>>> {
    let rows: Vec<(i64, i64)> = db.all(&CHOSEN_IN, args![account, to_json(&posts)]).await?;
    let mut chosen: HashMap<i64, Vec<usize>> = HashMap::new();
    for (post, choice) in rows {
        chosen.entry(post).or_default().extend(usize::try_from(choice).ok());
    }
    Ok(chosen)
}

/// How many votes each option has, those without any left out; and how many people voted.
pub async fn count(tx: &mut Tx, post: PostId) -> Result<(Vec<(usize, u64)>, u64)> {
    let number = |n: i64| u64::try_from(n).unwrap_or(0);
    let rows: Vec<(i64, i64)> = (&mut *tx).all(&COUNT, args![post]).await?;
    let voters: Option<(i64,)> = (&mut *tx).one(&COUNT_VOTERS, args![post]).await?;
    let counts =
        rows.into_iter().filter_map(|(at, votes)| Some((usize::try_from(at).ok()?, number(votes)))).collect();
    Ok((counts, voters.map_or(0, |(n,)| number(n))))
}

/// Those who live here and voted.
pub async fn local_voters(tx: &mut Tx, post: PostId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = (&mut *tx).all(&LOCAL_VOTERS, args![post]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Takes every vote away.
pub async fn reset(tx: &mut Tx, post: PostId) -> Result<()> {
    tx.run(&RESET, args![post]).await.map(drop)
}

/// Writes new counts; what was sent stays as it was sent.
pub async fn write_counts(tx: &mut Tx, post: PostId, details: &Details) -> Result<()> {
    tx.run(&WRITE_COUNTS, args![post, to_json(details)]).await.map(drop)
}

/// There are votes that nobody elsewhere knows of.
pub async fn plan_tally(tx: &mut Tx, post: PostId, now: Time) -> Result<()> {
    tx.run(&PLAN_TALLY, args![post, now.plus(TALLIES_REST)]).await.map(drop)
}

/// Polls about which there is something to do, longest due first.
pub async fn due(db: impl Reads, now: Time, limit: i64) -> Result<Vec<PostId>> {
    let rows: Vec<(i64,)> = db.all(&DUE, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| PostId(id)).collect())
}

/// Takes it on to tell the counts; `false` when it is not due, or another has taken it.
pub async fn claim_tally(tx: &mut Tx, post: PostId, now: Time) -> Result<bool> {
    Ok(tx.run(&CLAIM_TALLY, args![post, now]).await? > 0)
}

/// Takes it on to end the poll; `false` when it is not due, or another has taken it.
pub async fn claim_end(tx: &mut Tx, post: PostId, now: Time) -> Result<bool> {
    Ok(tx.run(&CLAIM_END, args![post, now]).await? > 0)
}
