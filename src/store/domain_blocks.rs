//! Domains that one member wants nothing of.

use crate::domain::account::Account;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::accounts::AccountRow;
use super::database::{Reads, Result, Tx, args, statements};
use super::lines::Window;

statements! {
    SAVE = "INSERT INTO domain_blocks (id, account_id, domain, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (account_id, domain) DO NOTHING";
    REMOVE = "DELETE FROM domain_blocks WHERE account_id = $1 AND domain = $2";
    PAGE = "SELECT id, domain FROM domain_blocks WHERE account_id = $1 AND id < $2 AND id > $3 ORDER BY CASE WHEN $5 = 1 THEN id ELSE -id END LIMIT $4";
    FOLLOWERS = "SELECT a.* FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND ('.' || a.host || ':') LIKE ('%.' || $2 || ':%')";
    FOLLOWED = "SELECT a.* FROM follows f JOIN accounts a ON a.id = f.target_id WHERE f.follower_id = $1 AND ('.' || a.host || ':') LIKE ('%.' || $2 || ':%')";
}

/// Writes a block; whether it is new.
pub async fn save(tx: &mut Tx, id: RowId, account: AccountId, domain: &str, now: Time) -> Result<bool> {
    Ok(tx.run(&SAVE, args![id, account, domain, now]).await? > 0)
}

/// Takes a block away.
pub async fn remove(tx: &mut Tx, account: AccountId, domain: &str) -> Result<()> {
    tx.run(&REMOVE, args![account, domain]).await.map(drop)
}

/// A part of the blocked domains with their places, newest first.
pub async fn page(db: impl Reads, account: AccountId, w: Window) -> Result<Vec<(i64, String)>> {
    let values = args![account, w.below, w.above, w.limit, i64::from(w.upwards)];
    let mut rows: Vec<(i64, String)> = db.all(&PAGE, values).await?;
    rows.sort_unstable_by_key(|(id, _)| std::cmp::Reverse(*id));
    Ok(rows)
}

/// People at a domain who follow the account or have asked to, and those there whom it follows or has asked.
pub async fn ties(db: &mut Tx, account: AccountId, domain: &str) -> Result<(Vec<Account>, Vec<Account>)> {
    let followers: Vec<AccountRow> = (&mut *db).all(&FOLLOWERS, args![account, domain]).await?;
    let followed: Vec<AccountRow> = (&mut *db).all(&FOLLOWED, args![account, domain]).await?;
    let read = |rows: Vec<AccountRow>| rows.into_iter().map(Account::try_from).collect::<Result<Vec<_>>>();
    Ok((read(followers)?, read(followed)?))
}
