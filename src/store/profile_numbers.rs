//! What other servers say about the numbers of their actors, on the rows of these, and when they are asked. An actor is
//! taken off the queue before it is asked: what is lost then comes with its next refresh.

use crate::domain::ids::AccountId;
use crate::domain::profile_numbers::{PAUSE, ProfileNumbers, SPREAD};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    // What was planned or noted by a clock that was set back since does not hold.
    PLAN = "UPDATE accounts SET count_due_at = $2 WHERE id = $1 AND host IS NOT NULL AND (count_due_at IS NULL OR count_due_at > $5) AND (counted_at IS NULL OR counted_at <= $3 OR counted_at > $4)";
    NEXT_DUE = "SELECT count_due_at FROM accounts WHERE count_due_at IS NOT NULL ORDER BY count_due_at LIMIT 1";
    CLAIM = "UPDATE accounts SET count_due_at = NULL, counted_at = $1 WHERE count_due_at <= $1 AND id IN (SELECT a.id FROM accounts a WHERE a.count_due_at IS NOT NULL AND a.count_due_at <= $1 ORDER BY a.count_due_at LIMIT $2) RETURNING id";
    KEEP = "UPDATE accounts SET their_followers = coalesce($2, their_followers), their_following = coalesce($3, their_following), their_posts = coalesce($4, their_posts) WHERE id = $1 AND host IS NOT NULL";
}

/// An actor of another server is going to be counted at `due`, unless that was done a moment ago or is going to be done.
pub async fn plan(tx: &mut Tx, account: AccountId, due: Time, now: Time) -> Result<()> {
    tx.run(&PLAN, args![account, due, now.plus(-PAUSE), now, now.plus(SPREAD)]).await.map(drop)
}

/// When the next actor is to be counted.
pub async fn next_due(db: impl Reads) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&NEXT_DUE, args![]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// Takes actors whose time has come.
pub async fn claim(tx: &mut Tx, now: Time, limit: i64) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = tx.all(&CLAIM, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Keeps what the server said; what it did not say stays as it was.
pub async fn keep(tx: &mut Tx, account: AccountId, numbers: ProfileNumbers) -> Result<()> {
    let ProfileNumbers { followers, following, posts } = numbers;
    tx.run(&KEEP, args![account, followers, following, posts]).await.map(drop)
}
