//! Who follows whom.

use crate::domain::account::Account;
use crate::domain::cursor::Cursor;
use crate::domain::follow::FollowState;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::accounts::AccountRow;
use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    FIND = "SELECT state, uri FROM follows WHERE follower_id = $1 AND target_id = $2";
    SAVE = "INSERT INTO follows (place, follower_id, target_id, state, uri, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (follower_id, target_id) DO UPDATE SET uri = excluded.uri, place = CASE WHEN follows.state = excluded.state OR follows.state = 'accepted' THEN follows.place ELSE excluded.place END, state = CASE WHEN follows.state = 'accepted' THEN follows.state ELSE excluded.state END";
    ACCEPT = "UPDATE follows SET state = 'accepted', place = CASE WHEN state = 'accepted' THEN place ELSE $3 END WHERE follower_id = $1 AND target_id = $2";
    REMOVE = "DELETE FROM follows WHERE follower_id = $1 AND target_id = $2";
    COUNT_FOLLOWERS = "SELECT count(*) FROM follows WHERE target_id = $1 AND state = 'accepted'";
    COUNT_FOLLOWING = "SELECT count(*) FROM follows WHERE follower_id = $1 AND state = 'accepted'";
    LOCAL_FOLLOWERS = "SELECT f.follower_id FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND a.host IS NULL";
    FOLLOWERS = "SELECT a.* FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND f.follower_id < $2 ORDER BY f.follower_id DESC LIMIT $3";
    FOLLOWING = "SELECT a.* FROM follows f JOIN accounts a ON a.id = f.target_id WHERE f.follower_id = $1 AND f.state = 'accepted' AND f.target_id < $2 ORDER BY f.target_id DESC LIMIT $3";
    FOLLOWED = "SELECT target_id, state, created_at FROM follows WHERE follower_id = $1 AND (created_at, target_id) < ($2, $3) ORDER BY created_at DESC, target_id DESC LIMIT $4";
    REQUESTS = "SELECT a.* FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'requested' ORDER BY f.created_at DESC LIMIT $2";
    COUNT_REQUESTS = "SELECT count(*) FROM follows WHERE target_id = $1 AND state = 'requested'";
    ANY_LOCAL_FOLLOWER = "SELECT f.follower_id FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND a.host IS NULL LIMIT 1";
    FOLLOWER_URIS_AT = "SELECT a.uri FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND a.delivery_host = $2 ORDER BY a.uri";
    REACH_OF =
        sqlite "SELECT count(DISTINCT CASE WHEN a.host IS NOT NULL THEN a.delivery_host END), count(DISTINCT a.id) FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id IN (SELECT value FROM json_each($1)) AND f.state = 'accepted'"
        postgres "SELECT count(DISTINCT CASE WHEN a.host IS NOT NULL THEN a.delivery_host END), count(DISTINCT a.id) FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) AND f.state = 'accepted'";
    LOCAL_TIES = "SELECT a.id FROM accounts a WHERE a.host IS NULL AND (EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = $1 AND f.target_id = a.id) OR EXISTS (SELECT 1 FROM follows f WHERE f.follower_id = a.id AND f.target_id = $1)) ORDER BY a.id LIMIT $2";
    FOLLOWER_HOSTS = "SELECT count(DISTINCT a.delivery_host) FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $1 AND f.state = 'accepted' AND a.host IS NOT NULL";
}

/// How far the follow has come, and its id on the network.
pub async fn find(
    db: impl Reads,
    follower: AccountId,
    target: AccountId,
) -> Result<Option<(FollowState, String)>> {
    let row: Option<(String, String)> = db.one(&FIND, args![follower, target]).await?;
    Ok(row.map(|(state, uri)| (FollowState::parse(&state), uri)))
}

/// Whom an account follows or has asked to below this place, by when it first asked, the newest first.
pub async fn followed(
    db: impl Reads,
    follower: AccountId,
    below: Cursor,
    most: i64,
) -> Result<Vec<(Cursor, FollowState)>> {
    let rows: Vec<(i64, String, i64)> = db.all(&FOLLOWED, args![follower, below.at, below.id, most]).await?;
    let read = |(id, state, at): (i64, String, i64)| (Cursor::new(Time(at), id), FollowState::parse(&state));
    Ok(rows.into_iter().map(read).collect())
}

/// Whether the follow has been accepted.
pub async fn is_accepted(db: impl Reads, follower: AccountId, target: AccountId) -> Result<bool> {
    Ok(find(db, follower, target).await?.is_some_and(|(state, _)| state == FollowState::Accepted))
}

/// Writes a follow, or the newest id of one that is there. An accepted follow stays accepted, and where it stands among the
/// others; one that is accepted now stands before all that were before.
pub async fn save(
    tx: &mut Tx,
    place: RowId,
    follower: AccountId,
    target: AccountId,
    state: FollowState,
    uri: &str,
    now: Time,
) -> Result<()> {
    tx.run(&SAVE, args![place, follower, target, state.as_str(), uri, now]).await.map(drop)
}

/// Marks a follow as accepted, at this place among the others; whether there was one.
pub async fn accept(tx: &mut Tx, place: RowId, follower: AccountId, target: AccountId) -> Result<bool> {
    Ok(tx.run(&ACCEPT, args![follower, target, place]).await? > 0)
}

/// Takes a follow away; whether there was one.
pub async fn remove(tx: &mut Tx, follower: AccountId, target: AccountId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![follower, target]).await? > 0)
}

/// Accepted followers, and those whom the account follows.
pub async fn counts(db: &super::Store, account: AccountId) -> Result<(i64, i64)> {
    let followers: Option<(i64,)> = db.one(&COUNT_FOLLOWERS, args![account]).await?;
    let following: Option<(i64,)> = db.one(&COUNT_FOLLOWING, args![account]).await?;
    Ok((followers.map_or(0, |(n,)| n), following.map_or(0, |(n,)| n)))
}

/// Accepted followers who live here.
pub async fn local_followers(db: impl Reads, target: AccountId) -> Result<Vec<AccountId>> {
    let rows: Vec<(i64,)> = db.all(&LOCAL_FOLLOWERS, args![target]).await?;
    Ok(rows.into_iter().map(|(id,)| AccountId(id)).collect())
}

/// Whether anybody here follows the account.
pub async fn any_local_follower(db: impl Reads, target: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&ANY_LOCAL_FOLLOWER, args![target]).await?;
    Ok(row.is_some())
}

/// Accepted followers below this id, newest id first.
pub async fn followers(db: impl Reads, target: AccountId, below: i64, limit: i64) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = db.all(&FOLLOWERS, args![target, below, limit]).await?;
    rows.into_iter().map(Account::try_from).collect()
}

/// Those whom the account follows below this id, newest id first.
pub async fn following(db: impl Reads, follower: AccountId, below: i64, limit: i64) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = db.all(&FOLLOWING, args![follower, below, limit]).await?;
    rows.into_iter().map(Account::try_from).collect()
}

/// Follows that wait for the account's decision.
pub async fn requests(db: impl Reads, target: AccountId, limit: i64) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = db.all(&REQUESTS, args![target, limit]).await?;
    rows.into_iter().map(Account::try_from).collect()
}

/// How many follows wait for the account's decision.
pub async fn count_requests(db: impl Reads, target: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_REQUESTS, args![target]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Ids of the accepted followers that a host answers for (FEP-8fcf).
pub async fn follower_uris_at(db: impl Reads, target: AccountId, host: &str) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&FOLLOWER_URIS_AT, args![target, host]).await?;
    Ok(rows.into_iter().map(|(uri,)| uri).collect())
}

/// On how many other servers the account has followers.
pub async fn follower_hosts(db: impl Reads, target: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&FOLLOWER_HOSTS, args![target]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Accounts here that this one follows or is followed by, asked or accepted.
pub async fn local_ties(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&LOCAL_TIES, args![account, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Other servers where followers of any of these are, and these followers, each counted once.
pub async fn reach_of(db: impl Reads, accounts: &[i64]) -> Result<(i64, i64)> {
    let row: Option<(i64, i64)> = db.one(&REACH_OF, args![to_json(&accounts)]).await?;
    Ok(row.unwrap_or_default())
}
