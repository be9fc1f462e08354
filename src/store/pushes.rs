//! What waits to be sent to devices: one row a device and notification, written with the notification.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    QUEUE = "INSERT INTO pushes (subscription_id, notification_id, created_at, due_at, claimed_until, attempts) SELECT id, $2, $3, $3, 0, 0 FROM push_subscriptions WHERE account_id = $1";
    NEXT_DUE = "SELECT p.due_at FROM pushes p WHERE p.claimed_until <= $1 AND NOT EXISTS (SELECT 1 FROM pushes o WHERE o.subscription_id = p.subscription_id AND (o.claimed_until > $1 OR o.notification_id < p.notification_id)) ORDER BY p.due_at LIMIT 1";
    // Of each device only the oldest, and nothing while something is on its way to it: a slow one holds one place.
    CLAIM = "UPDATE pushes SET claimed_until = $2, attempts = attempts + 1 WHERE claimed_until <= $1 AND (subscription_id, notification_id) IN (SELECT p.subscription_id, p.notification_id FROM pushes p WHERE p.due_at <= $1 AND p.claimed_until <= $1 AND NOT EXISTS (SELECT 1 FROM pushes o WHERE o.subscription_id = p.subscription_id AND (o.claimed_until > $1 OR o.notification_id < p.notification_id)) ORDER BY p.due_at LIMIT $3) RETURNING subscription_id, notification_id, created_at, attempts";
    DONE = "DELETE FROM pushes WHERE subscription_id = $1 AND notification_id = $2 AND claimed_until = $3";
    AGAIN = "UPDATE pushes SET due_at = $4, claimed_until = 0 WHERE subscription_id = $1 AND notification_id = $2 AND claimed_until = $3";
    FREE = "UPDATE pushes SET claimed_until = 0 WHERE claimed_until > 0 AND (CAST($1 AS BIGINT) IS NULL OR claimed_until % $2 = CAST($1 AS BIGINT))";
    EARLIER = "UPDATE pushes SET due_at = CASE WHEN due_at > $1 THEN due_at - $2 ELSE due_at END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE due_at > $1 OR claimed_until > $3";
    FORGET = "DELETE FROM pushes WHERE created_at < $1";
    COUNT = "SELECT count(*) FROM pushes";
}

/// Something that is to be sent now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// To which device.
    pub subscription: RowId,
    /// What about.
    pub notification: RowId,
    /// When it was told.
    pub created_at: Time,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// A notification waits for every device of the account.
pub async fn queue(tx: &mut Tx, account: AccountId, notification: RowId, now: Time) -> Result<()> {
    tx.run(&QUEUE, args![account, notification, now]).await.map(drop)
}

/// When the next one is due that nobody is sending.
pub async fn next_due(db: impl Reads, now: Time) -> Result<Option<Time>> {
    let row: Option<(i64,)> = db.one(&NEXT_DUE, args![now]).await?;
    Ok(row.map(|(at,)| Time(at)))
}

/// Takes what is due, one of each device; the claim ends by itself, and its end is its name.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: i64) -> Result<Vec<Claimed>> {
    let rows: Vec<(i64, i64, i64, i64)> = tx.all(&CLAIM, args![now, until, limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(subscription, notification, created_at, attempts)| Claimed {
            subscription: RowId(subscription),
            notification: RowId(notification),
            created_at: Time(created_at),
            attempts,
        })
        .collect())
}

/// It was sent, or is not sent at all.
pub async fn done(tx: &mut Tx, push: &Claimed, claim: Time) -> Result<()> {
    tx.run(&DONE, args![push.subscription, push.notification, claim]).await.map(drop)
}

/// It is sent at that time; what is newer waits for it.
pub async fn again(tx: &mut Tx, push: &Claimed, claim: Time, due: Time) -> Result<()> {
    tx.run(&AGAIN, args![push.subscription, push.notification, claim, due]).await.map(drop)
}

/// Frees what a process had claimed that is gone: all of it, or what this node had.
pub async fn free(tx: &mut Tx, node: Option<i64>, nodes: i64) -> Result<()> {
    tx.run(&FREE, args![node, nodes]).await.map(drop)
}

/// The clock was set back by so many milliseconds: what was planned later than `after` comes so much earlier, and claims
/// that end later than any claim made now would are void.
pub async fn clock_was_set_back(tx: &mut Tx, after: Time, by: i64, latest_claim: Time) -> Result<u64> {
    tx.run(&EARLIER, args![after, by, latest_claim]).await
}

/// Throws away what is no news any more; how many rows went.
pub async fn forget_older(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET, args![before]).await
}

/// How many wait.
pub async fn count(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}
