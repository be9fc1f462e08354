//! Pages that profiles here link to, and whether they link back.

use crate::domain::backlink::Standing;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    OF_ACCOUNT = "SELECT id, url, due_at, asked_at, verified_at FROM backlinks WHERE account_id = $1";
    SAVE = "INSERT INTO backlinks (id, account_id, url, host, attempts, due_at, claimed_until, asked_at, verified_at) VALUES ($1, $2, $3, $4, 0, $5, 0, NULL, NULL) ON CONFLICT (account_id, url) DO NOTHING";
    PLAN = "UPDATE backlinks SET due_at = $2, attempts = 0 WHERE id = $1 AND due_at IS NULL";
    REMOVE = "DELETE FROM backlinks WHERE id = $1";
    // Verified pages are planned a week ahead: they are not whom the next one has to wait for.
    LAST_OF_HOST = "SELECT due_at FROM backlinks WHERE host = $1 AND due_at IS NOT NULL AND due_at < $2 ORDER BY due_at DESC LIMIT 1";
    NEXT_DUE = "SELECT due_at FROM backlinks WHERE due_at IS NOT NULL AND claimed_until <= $1 ORDER BY due_at LIMIT 1";
    // Of each host only the page whose turn it is: while that is being asked, the others wait.
    CLAIM = "UPDATE backlinks SET claimed_until = $2, attempts = attempts + 1 WHERE claimed_until <= $1 AND id IN (SELECT p.id FROM backlinks p WHERE p.due_at <= $1 AND p.claimed_until <= $1 AND NOT EXISTS (SELECT 1 FROM backlinks o WHERE o.host = p.host AND o.due_at IS NOT NULL AND (o.due_at < p.due_at OR (o.due_at = p.due_at AND o.id < p.id))) ORDER BY p.due_at LIMIT $3) RETURNING id, account_id, url, attempts, verified_at";
    SET = "UPDATE backlinks SET verified_at = $3, due_at = $4, attempts = $5, asked_at = $6, claimed_until = 0 WHERE id = $1 AND claimed_until = $2";
    EARLIER = "UPDATE backlinks SET due_at = CASE WHEN due_at > $1 THEN due_at - $2 ELSE due_at END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE due_at > $1 OR claimed_until > $3";
}

/// A page that a profile links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backlink {
    /// Its row.
    pub id: RowId,
    /// Where it is.
    pub url: String,
    /// When it is asked next.
    pub due: Option<Time>,
    /// When it last answered, or was given up.
    pub asked_at: Option<Time>,
    /// Since when it is known to link back.
    pub verified_at: Option<Time>,
}

type Row = (i64, String, Option<i64>, Option<i64>, Option<i64>);

/// The pages that the profile of an account links to.
pub async fn of_account(db: impl Reads, account: AccountId) -> Result<Vec<Backlink>> {
    let rows: Vec<Row> = db.all(&OF_ACCOUNT, args![account]).await?;
    let read = |(id, url, due, asked_at, verified_at): Row| Backlink {
        id: RowId(id),
        url,
        due: due.map(Time),
        asked_at: asked_at.map(Time),
        verified_at: verified_at.map(Time),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Writes a page that is to be asked at that time.
pub async fn save(
    tx: &mut Tx,
    id: RowId,
    account: AccountId,
    (url, host): (&str, &str),
    due: Time,
) -> Result<()> {
    tx.run(&SAVE, args![id, account, url, host, due]).await.map(drop)
}

/// The page is asked anew at that time.
pub async fn plan(tx: &mut Tx, id: RowId, due: Time) -> Result<()> {
    tx.run(&PLAN, args![id, due]).await.map(drop)
}

/// The profile no longer links to the page.
pub async fn remove(tx: &mut Tx, id: RowId) -> Result<()> {
    tx.run(&REMOVE, args![id]).await.map(drop)
}

/// When the last page of this host is going to be asked that is asked before `end`.
pub async fn last_of_host(db: impl Reads, host: &str, end: Time) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&LAST_OF_HOST, args![host, end]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// A page to be asked now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Its row.
    pub id: RowId,
    /// Whose profile links to it.
    pub account: AccountId,
    /// Where it is.
    pub url: String,
    /// How often it was asked, this time included.
    pub attempts: i64,
    /// Since when it is known to link back.
    pub verified_at: Option<Time>,
}

type ClaimedRow = (i64, i64, String, i64, Option<i64>);

/// When the next page is to be asked that nobody is asking.
pub async fn next_due(db: impl Reads, now: Time) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&NEXT_DUE, args![now]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// Takes pages that are due, one of each host; the claim ends by itself, and its end is its name.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: i64) -> Result<Vec<Claimed>> {
    let rows: Vec<ClaimedRow> = tx.all(&CLAIM, args![now, until, limit]).await?;
    let read = |(id, account, url, attempts, verified_at): ClaimedRow| Claimed {
        id: RowId(id),
        account: AccountId(account),
        url,
        attempts,
        verified_at: verified_at.map(Time),
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Keeps how the page stands; false where it was meanwhile taken out of the profile.
pub async fn set(tx: &mut Tx, id: RowId, claim: Time, standing: Standing, now: Time) -> Result<bool> {
    let values = args![id, claim, standing.verified_at, standing.due, standing.attempts, now];
    Ok(tx.run(&SET, values).await? > 0)
}

/// The clock was set back by so many milliseconds: what was planned later than `after` comes so much earlier, and claims
/// that end later than any claim made now would are void.
pub async fn clock_was_set_back(tx: &mut Tx, after: Time, by: i64, latest_claim: Time) -> Result<u64> {
    tx.run(&EARLIER, args![after, by, latest_claim]).await
}
