//! Votes in polls of ours: one set a person.

use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    OF_ACCOUNT = "SELECT choice FROM votes WHERE post_id = $1 AND account_id = $2";
    SAVE = "INSERT INTO votes (post_id, account_id, choice, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (post_id, account_id, choice) DO NOTHING";
    TALLY = "SELECT choice, count(*) FROM votes WHERE post_id = $1 GROUP BY choice";
    VOTERS = "SELECT count(DISTINCT account_id) FROM votes WHERE post_id = $1";
}

/// What the account has chosen.
pub async fn of_account(db: impl Reads, post: PostId, account: AccountId) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&OF_ACCOUNT, args![post, account]).await?;
    Ok(rows.into_iter().map(|(choice,)| choice).collect())
}

/// Counts a choice once.
pub async fn save(tx: &mut Tx, post: PostId, account: AccountId, choice: i64, now: Time) -> Result<()> {
    tx.run(&SAVE, args![post, account, choice, now]).await.map(drop)
}

/// Votes by choice, and how many people have voted.
pub async fn tally(tx: &mut Tx, post: PostId) -> Result<(Vec<(i64, i64)>, i64)> {
    let choices: Vec<(i64, i64)> = (&mut *tx).all(&TALLY, args![post]).await?;
    let voters: Option<(i64,)> = (&mut *tx).one(&VOTERS, args![post]).await?;
    Ok((choices, voters.map_or(0, |(n,)| n)))
}
