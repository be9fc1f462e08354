//! What is thrown away with time, and what the database does for its own health.

use crate::domain::preview::LONGEST_QUEUE;
use crate::domain::push;
use crate::domain::time::{DAY, Time};

use super::database::{Error, Reads, Result, Store, args, statements};
use super::polls::TALLIES_REST;
use super::{backlinks, mails, previews, pushes};

statements! {
    FORGET_SEEN = "DELETE FROM inbox WHERE state = 'done' AND received_at < $1";
    FORGET_TOMBSTONES = "DELETE FROM tombstones WHERE created_at < $1 AND actor_uri NOT IN (SELECT uri FROM accounts WHERE host IS NULL)";
    FORGET_QUARANTINED = "DELETE FROM inbox WHERE state = 'quarantined' AND (received_at < $1 OR id NOT IN (SELECT id FROM inbox WHERE state = 'quarantined' ORDER BY id DESC LIMIT 1000))";
    FORGET_SESSIONS = "DELETE FROM sessions WHERE expires_at < $1";
    FORGET_IDEMPOTENCY_KEYS = "DELETE FROM idempotency_keys WHERE created_at < $1";
    FORGET_HOUSE_KEYS = "DELETE FROM house_keys WHERE created_at < $1";
    FORGET_CODES = "DELETE FROM codes WHERE expires_at < $1";
    FORGET_APPS = "DELETE FROM apps WHERE created_at < $1 AND NOT EXISTS (SELECT 1 FROM tokens t WHERE t.app_id = apps.id) AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.app_id = apps.id)";
    FORGET_MUTES = "DELETE FROM mutes WHERE expires_at < $1";
    FORGET_KEPT_FORMS = "DELETE FROM kept_forms WHERE expires_at < $1";
    FORGET_LINKS = "DELETE FROM sign_in_links WHERE expires_at < $1";
    FORGET_INVITATIONS = "DELETE FROM invitations WHERE expires_at < $1";
    // A lane that is at work stays: how its host answers is still to be written.
    FORGET_QUIET_LANES = "DELETE FROM lanes WHERE due_at IS NULL AND claimed_until < $1 AND coalesce(last_success_at, 0) < $1 AND coalesce(last_failure_at, 0) < $1";
    FORGET_DELIVERIES = "DELETE FROM deliveries WHERE done_at < $1 AND state IN ('delivered', 'superseded', 'dropped') AND activity_id NOT IN (SELECT id FROM activities WHERE kind IN ('Create', 'Update', 'Delete'))";
    FORGET_ACTIVITIES = "DELETE FROM activities WHERE created_at < $1 AND NOT is_public AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.activity_id = activities.id)";
    DELIVERIES_EARLIER = "UPDATE deliveries SET due_at = due_at - $2 WHERE state = 'pending' AND due_at > $1";
    INBOX_EARLIER = "UPDATE inbox SET due_at = CASE WHEN due_at > $1 THEN due_at - $2 ELSE due_at END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE state = 'pending' AND (due_at > $1 OR claimed_until > $3)";
    LANES_EARLIER = "UPDATE lanes SET due_at = CASE WHEN due_at > $1 THEN due_at - $2 ELSE due_at END, parked_until = CASE WHEN parked_until > $1 THEN parked_until - $2 ELSE parked_until END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE due_at > $1 OR parked_until > $1 OR claimed_until > $3";
    POLLS_EARLIER = "UPDATE polls SET tell_at = tell_at - $2 WHERE tell_at > $1";
    ALIVE = "SELECT count(*) FROM meta";
    TOUCH = "INSERT INTO meta (name, value) VALUES ('last_ready', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

/// Until when each kind of row is kept.
#[derive(Clone, Copy, Debug)]
pub struct Horizon {
    /// Ids of activities that were applied, and tombstones of what was never here.
    pub seen: Time,
    /// Deliveries that ended.
    pub deliveries: Time,
    /// The present moment.
    pub now: Time,
}

/// Throws away what is older than its horizon; how many rows went.
pub async fn tidy(store: &Store, horizon: Horizon) -> Result<u64> {
    let mut gone = 0;
    for (sql, before) in [
        (&FORGET_SEEN, horizon.seen),
        // What strangers can make us write has an end: their tombstones, and what they sent that broke.
        (&FORGET_TOMBSTONES, horizon.seen),
        (&FORGET_QUARANTINED, horizon.seen),
        (&FORGET_SESSIONS, horizon.now),
        (&FORGET_LINKS, horizon.now),
        (&FORGET_KEPT_FORMS, horizon.now),
        // Until then, who made too many members with which link can be found out.
        (&FORGET_INVITATIONS, horizon.now.plus(-30 * DAY)),
        // As long as a code is kept, its second use is known for what it is.
        (&FORGET_CODES, horizon.now.plus(-DAY)),
        // Anybody can register an app; what nobody ever let in goes.
        (&FORGET_APPS, horizon.now.plus(-30 * DAY)),
        (&FORGET_MUTES, horizon.now),
        // A client repeats within minutes; a day covers one that was offline.
        (&FORGET_IDEMPOTENCY_KEYS, horizon.now.plus(-DAY)),
        (&FORGET_HOUSE_KEYS, horizon.now.plus(-DAY)),
        (&FORGET_DELIVERIES, horizon.deliveries),
        (&FORGET_ACTIVITIES, horizon.deliveries),
        (&FORGET_QUIET_LANES, horizon.seen),
    ] {
        let mut tx = store.begin().await?;
        gone += tx.run(sql, args![before]).await?;
        tx.commit().await?;
    }
    let mut tx = store.begin().await?;
    gone += previews::forget_expired(&mut tx, horizon.now).await?;
    gone += pushes::forget_older(&mut tx, horizon.now.plus(-push::LASTS)).await?;
    gone += mails::forget_older(&mut tx, horizon.deliveries).await?;
    tx.commit().await?;
    if let Store::Sqlite { write, .. } = store {
        sqlx::query("PRAGMA optimize").execute(write).await?;
        sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(write).await?;
    }
    Ok(gone)
}

/// The clock was set back by so many milliseconds: what was planned by the wrong time comes so much earlier, and claims
/// that end later than any claim made now would are void (F12).
pub async fn clock_was_set_back(store: &Store, now: Time, by: i64, latest_claim: Time) -> Result<u64> {
    let mut tx = store.begin().await?;
    let mut rows = tx.run(&DELIVERIES_EARLIER, args![now, by]).await?;
    rows += tx.run(&INBOX_EARLIER, args![now, by, latest_claim]).await?;
    rows += tx.run(&LANES_EARLIER, args![now, by, latest_claim]).await?;
    rows += tx.run(&POLLS_EARLIER, args![now.plus(TALLIES_REST), by]).await?;
    rows += previews::clock_was_set_back(&mut tx, now.plus(LONGEST_QUEUE), by, latest_claim).await?;
    rows += backlinks::clock_was_set_back(&mut tx, now.plus(2 * LONGEST_QUEUE), by, latest_claim).await?;
    rows += pushes::clock_was_set_back(&mut tx, now, by, latest_claim).await?;
    rows += mails::clock_was_set_back(&mut tx, now, by, latest_claim).await?;
    tx.commit().await?;
    Ok(rows)
}

/// Whether the database takes a write.
pub async fn is_writable(store: &Store, now: Time) -> Result<()> {
    let mut tx = store.begin().await?;
    tx.run(&TOUCH, args![now.rfc3339()]).await?;
    tx.commit().await
}

/// Whether the database answers a read.
pub async fn is_readable(store: &Store) -> Result<()> {
    let row: Option<(i64,)> = store.one(&ALIVE, args![]).await?;
    row.map(drop).ok_or_else(|| Error::Broken("counting gave no count".to_owned()))
}

/// Asks the database to look for damage; what it found, empty when nothing.
pub async fn check(store: &Store) -> Result<Vec<String>> {
    match store {
        Store::Sqlite { read, .. } => {
            let lines: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check").fetch_all(read).await?;
            let mut faults: Vec<String> = lines.into_iter().filter(|line| line != "ok").collect();
            let orphans: Vec<(String,)> =
                sqlx::query_as("SELECT \"table\" FROM pragma_foreign_key_check").fetch_all(read).await?;
            faults.extend(orphans.into_iter().map(|(table,)| format!("a row of {table} points at nothing")));
            Ok(faults)
        }
        Store::Postgres(_) => {
            // A server checks its own pages; that the tables answer is what can be asked from here.
            is_readable(store).await?;
            Ok(Vec::new())
        }
    }
}
