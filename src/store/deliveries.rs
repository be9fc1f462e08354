//! One activity, one inbox, one row. Only `service/outbox.rs` adds rows; the delivery job writes how they end.

use crate::domain::delivery::DeliveryState;
use crate::domain::ids::{AccountId, ActivityId, PostId, RowId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements, to_json};

statements! {
    OLDEST_PENDING = "SELECT host, min(created_at) FROM deliveries WHERE state = 'pending' GROUP BY host";
    // Where something about the same object still waits for the same inbox, the newcomer waits behind it.
    TO_FOLLOWERS = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) SELECT DISTINCT CAST($1 AS BIGINT), a.delivery_inbox, a.delivery_host, CAST($3 AS BIGINT), $4, 'pending', 0, CAST($5 AS BIGINT), coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $4 AND p.inbox = a.delivery_inbox AND p.state = 'pending'), CAST($5 AS BIGINT)) FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $2 AND f.state = 'accepted' AND a.host IS NOT NULL AND a.gone_at IS NULL AND a.suspended_at IS NULL ON CONFLICT (activity_id, inbox) DO NOTHING";
    // Followers that are programs or groups, each by its own inbox: servers that gather events follow as such.
    TO_GATHERERS = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) SELECT DISTINCT CAST($1 AS BIGINT), a.inbox, a.delivery_host, CAST($3 AS BIGINT), $4, 'pending', 0, CAST($5 AS BIGINT), coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $4 AND p.inbox = a.inbox AND p.state = 'pending'), CAST($5 AS BIGINT)) FROM follows f JOIN accounts a ON a.id = f.follower_id WHERE f.target_id = $2 AND f.state = 'accepted' AND a.host IS NOT NULL AND a.kind NOT IN ('Person', 'Organization') AND a.gone_at IS NULL AND a.suspended_at IS NULL ON CONFLICT (activity_id, inbox) DO NOTHING";
    TO_VOTERS = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) SELECT DISTINCT CAST($1 AS BIGINT), a.delivery_inbox, a.delivery_host, CAST($3 AS BIGINT), $4, 'pending', 0, CAST($5 AS BIGINT), coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $4 AND p.inbox = a.delivery_inbox AND p.state = 'pending'), CAST($5 AS BIGINT)) FROM votes v JOIN accounts a ON a.id = v.account_id WHERE v.post_id = $2 AND a.host IS NOT NULL AND a.gone_at IS NULL AND a.suspended_at IS NULL ON CONFLICT (activity_id, inbox) DO NOTHING";
    TO_ENDORSERS = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) SELECT DISTINCT CAST($1 AS BIGINT), a.delivery_inbox, a.delivery_host, CAST($2 AS BIGINT), $3, 'pending', 0, CAST($4 AS BIGINT), coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $3 AND p.inbox = a.delivery_inbox AND p.state = 'pending'), CAST($4 AS BIGINT)) FROM endorsements e JOIN accounts a ON a.id = e.account_id WHERE e.side = 'received' AND e.object_uri = $3 AND e.state = 'accepted' AND a.host IS NOT NULL AND a.gone_at IS NULL AND a.suspended_at IS NULL ON CONFLICT (activity_id, inbox) DO NOTHING";
    TO_INBOX = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) VALUES ($1, $2, $3, $4, $5, 'pending', 0, $6, coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $5 AND p.inbox = $2 AND p.state = 'pending'), $6)) ON CONFLICT (activity_id, inbox) DO NOTHING";
    // Everywhere that was told about an object before is told again: edits and deletions go where the first version went.
    TO_FORMER = "INSERT INTO deliveries (activity_id, inbox, host, key_id, object_uri, state, attempts, created_at, due_at) SELECT DISTINCT CAST($1 AS BIGINT), d.inbox, d.host, CAST($2 AS BIGINT), $3, 'pending', 0, CAST($4 AS BIGINT), coalesce((SELECT max(p.due_at) FROM deliveries p WHERE p.object_uri = $3 AND p.inbox = d.inbox AND p.state = 'pending'), CAST($4 AS BIGINT)) FROM deliveries d JOIN activities t ON t.id = d.activity_id WHERE t.object_uri = $3 AND d.activity_id < $1 AND d.state NOT IN ('gone', 'rejected', 'dropped') ON CONFLICT (activity_id, inbox) DO NOTHING";
    SUPERSEDE = "UPDATE deliveries SET state = 'superseded', done_at = $3 WHERE object_uri = $1 AND state = 'pending' AND activity_id < $2 AND activity_id IN (SELECT id FROM activities WHERE object_uri = $1 AND kind = 'Update')";
    // Each lane's first few, by its own index: a lane in which very many wait costs no more than another.
    OF_LANES =
        sqlite "SELECT d.activity_id, d.inbox, d.host, d.key_id, d.object_uri, d.attempts, d.created_at FROM json_each($1) j CROSS JOIN deliveries d WHERE d.rowid IN (SELECT w.rowid FROM deliveries w WHERE w.host = j.value AND w.state = 'pending' AND w.due_at <= $2 ORDER BY w.due_at, w.activity_id LIMIT $3) ORDER BY d.due_at, d.activity_id"
        postgres "SELECT d.activity_id, d.inbox, d.host, d.key_id, d.object_uri, d.attempts, d.created_at FROM jsonb_array_elements_text($1::jsonb) j(host) CROSS JOIN LATERAL (SELECT * FROM deliveries w WHERE w.host = j.host AND w.state = 'pending' AND w.due_at <= $2 ORDER BY w.due_at, w.activity_id LIMIT $3) d ORDER BY d.due_at, d.activity_id";
    BODIES =
        sqlite "SELECT id, body FROM activities WHERE id IN (SELECT value FROM json_each($1))"
        postgres "SELECT id, body FROM activities WHERE id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb))";
    // That a try was the last one is said of the delivery as it was read: its host may have shown life since, and then it
    // was begun anew and has all its tries before it.
    FINISH =
        sqlite "UPDATE deliveries SET state = j.value ->> 2, attempts = attempts + 1, done_at = $2, last_status = j.value ->> 3, last_error = j.value ->> 4 FROM json_each($1) j WHERE activity_id = (j.value ->> 0) AND inbox = (j.value ->> 1) AND state = 'pending' AND ((j.value ->> 2) <> 'expired' OR created_at = (j.value ->> 5))"
        postgres "UPDATE deliveries SET state = j ->> 2, attempts = attempts + 1, done_at = $2, last_status = (j ->> 3)::bigint, last_error = j ->> 4 FROM jsonb_array_elements($1::jsonb) j WHERE activity_id = (j ->> 0)::bigint AND inbox = j ->> 1 AND state = 'pending' AND (j ->> 2 <> 'expired' OR created_at = (j ->> 5)::bigint)";
    POSTPONE = "UPDATE deliveries SET due_at = $3, attempts = attempts + 1, last_status = $4, last_error = $5 WHERE activity_id = $1 AND inbox = $2 AND state = 'pending'";
    // What follows about the same object must not overtake it.
    HOLD_BACK = "UPDATE deliveries SET due_at = $4 WHERE object_uri = $1 AND inbox = $2 AND activity_id > $3 AND state = 'pending' AND due_at < $4";
    EXPIRE = "UPDATE deliveries SET state = 'expired', done_at = $2, last_error = $4 WHERE host = $1 AND state = 'pending' AND created_at < $3";
    // Of what somebody missed about one object only the newest is told: no edit before a later one, nothing before a deletion.
    OUTDATE = "UPDATE deliveries SET state = 'superseded', done_at = $2 WHERE host = $1 AND state = 'expired' AND created_at > $3 AND EXISTS (SELECT 1 FROM activities newer JOIN deliveries d ON d.activity_id = newer.id AND d.inbox = deliveries.inbox WHERE newer.object_uri = deliveries.object_uri AND newer.id > deliveries.activity_id AND d.state IN ('pending', 'expired', 'delivered') AND (newer.kind = 'Delete' OR (newer.kind = 'Update' AND (SELECT kind FROM activities a WHERE a.id = deliveries.activity_id) = 'Update')))";
    REVIVE = "UPDATE deliveries SET state = 'pending', attempts = 0, done_at = NULL, due_at = $2, created_at = $2 WHERE host = $1 AND state = 'expired' AND created_at > $3";
    RETRY_NOW = "UPDATE deliveries SET due_at = $2 WHERE host = $1 AND state = 'pending'";
    DROP_HOST = "UPDATE deliveries SET state = 'dropped', done_at = $2, last_error = $3 WHERE host = $1 AND state = 'pending'";
    OUTCOME = "SELECT d.state, count(*) FROM deliveries d JOIN activities a ON a.id = d.activity_id WHERE a.object_uri = $1 AND a.id = (SELECT max(id) FROM activities WHERE object_uri = $1 AND kind IN ('Create', 'Update', 'Delete')) GROUP BY d.state";
    TROUBLES = "SELECT d.host, d.inbox, d.state, d.attempts, d.due_at, d.last_status, d.last_error FROM deliveries d JOIN activities a ON a.id = d.activity_id WHERE a.object_uri = $1 AND a.id = (SELECT max(id) FROM activities WHERE object_uri = $1 AND kind IN ('Create', 'Update', 'Delete')) AND d.state <> 'delivered' ORDER BY d.state, d.host LIMIT $2";
    IS_PENDING = "SELECT activity_id FROM deliveries WHERE activity_id = $1 AND inbox = $2 AND state = 'pending'";
    COUNT_PENDING = "SELECT count(*) FROM deliveries WHERE state = 'pending'";
    HOSTS_OF = "SELECT DISTINCT host FROM deliveries WHERE activity_id = $1";
}

/// A delivery that is due.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Due {
    /// What is told.
    pub activity_id: i64,
    /// Where.
    pub inbox: String,
    /// Its lane.
    pub host: String,
    /// The key that signs it.
    pub key_id: i64,
    /// What it is about.
    pub object_uri: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it was queued (unix milliseconds).
    pub created_at: i64,
}

/// What a new delivery needs beside its inbox.
#[derive(Clone, Debug)]
pub struct Sending<'a> {
    /// What is told.
    pub activity: ActivityId,
    /// Whose key signs it.
    pub key: RowId,
    /// What it is about.
    pub object_uri: &'a str,
    /// When.
    pub now: Time,
}

/// One row for each distinct inbox of the accepted followers on other servers.
pub async fn to_followers(tx: &mut Tx, s: &Sending<'_>, of: AccountId) -> Result<u64> {
    tx.run(&TO_FOLLOWERS, args![s.activity, of, s.key, s.object_uri, s.now]).await
}

/// One row for each follower that is no person and no organisation.
pub async fn to_gatherers(tx: &mut Tx, s: &Sending<'_>, of: AccountId) -> Result<u64> {
    tx.run(&TO_GATHERERS, args![s.activity, of, s.key, s.object_uri, s.now]).await
}

/// One row for each distinct inbox of those on other servers who voted in this poll.
pub async fn to_voters(tx: &mut Tx, s: &Sending<'_>, poll: PostId) -> Result<u64> {
    tx.run(&TO_VOTERS, args![s.activity, poll, s.key, s.object_uri, s.now]).await
}

/// One row for this inbox.
pub async fn to_inbox(tx: &mut Tx, s: &Sending<'_>, inbox: &str, host: &str) -> Result<u64> {
    tx.run(&TO_INBOX, args![s.activity, inbox, host, s.key, s.object_uri, s.now]).await
}

/// One row for each inbox of those whose endorsement of this object we took: it is bound to a version, so they have to hear of
/// the next one, whether they follow or not.
pub async fn to_endorsers(tx: &mut Tx, s: &Sending<'_>) -> Result<u64> {
    tx.run(&TO_ENDORSERS, args![s.activity, s.key, s.object_uri, s.now]).await
}

/// One row for each inbox that was told about this object before.
pub async fn to_former(tx: &mut Tx, s: &Sending<'_>) -> Result<u64> {
    tx.run(&TO_FORMER, args![s.activity, s.key, s.object_uri, s.now]).await
}

/// Earlier edits of the object that still wait need not be told any more.
pub async fn supersede(tx: &mut Tx, object_uri: &str, by: ActivityId, now: Time) -> Result<u64> {
    tx.run(&SUPERSEDE, args![object_uri, by, now]).await
}

/// Deliveries of these lanes that are due, up to so many of each, in their order.
pub async fn of_lanes(db: impl Reads, hosts: &[&str], now: Time, of_each: i64) -> Result<Vec<Due>> {
    db.all(&OF_LANES, args![to_json(&hosts), now, of_each]).await
}

/// The exact JSON of these activities.
pub async fn bodies(db: impl Reads, activities: &[i64]) -> Result<Vec<(i64, String)>> {
    db.all(&BODIES, args![to_json(&activities)]).await
}

/// Whether this delivery still waits: it may have been superseded or dropped since it was read.
pub async fn is_pending(db: impl Reads, due: &Due) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&IS_PENDING, args![due.activity_id, &due.inbox]).await?;
    Ok(row.is_some())
}

/// How one delivery ended.
#[derive(Clone, Debug)]
pub struct Ending {
    /// What was told.
    pub activity_id: i64,
    /// Where.
    pub inbox: String,
    /// When it was queued, or begun anew, by what was read before the try (unix milliseconds).
    pub since: i64,
    /// Its final state.
    pub state: DeliveryState,
    /// The last HTTP status.
    pub status: Option<u16>,
    /// What went wrong, in words.
    pub error: Option<String>,
}

/// Writes how deliveries ended, all at once.
pub async fn finish(tx: &mut Tx, endings: &[Ending], now: Time) -> Result<()> {
    if endings.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = endings
        .iter()
        .map(|e| (e.activity_id, &e.inbox, e.state.as_str(), e.status, &e.error, e.since))
        .collect();
    tx.run(&FINISH, args![to_json(&rows), now]).await.map(drop)
}

/// A delivery that is tried again later.
#[derive(Clone, Debug)]
pub struct Postponed {
    /// Which.
    pub due: Due,
    /// When.
    pub at: Time,
    /// The last HTTP status.
    pub status: Option<u16>,
    /// What went wrong, in words.
    pub error: String,
}

/// Puts a delivery off, and what follows about the same object with it.
pub async fn postpone(tx: &mut Tx, p: &Postponed) -> Result<()> {
    let status = p.status.map(i64::from);
    tx.run(&POSTPONE, args![p.due.activity_id, &p.due.inbox, p.at, status, &p.error]).await?;
    tx.run(&HOLD_BACK, args![&p.due.object_uri, &p.due.inbox, p.due.activity_id, p.at]).await.map(drop)
}

/// What waits for a host that failed just now and was queued before that time is given up.
pub async fn expire(tx: &mut Tx, host: &str, now: Time, before: Time, why: &str) -> Result<u64> {
    tx.run(&EXPIRE, args![host, now, before, why]).await
}

/// The host is back: what expired since that time is tried again.
pub async fn revive(tx: &mut Tx, host: &str, now: Time, since: Time) -> Result<u64> {
    tx.run(&OUTDATE, args![host, now, since]).await?;
    tx.run(&REVIVE, args![host, now, since]).await
}

/// Everything of a host is due now.
pub async fn retry_now(tx: &mut Tx, host: &str, now: Time) -> Result<u64> {
    tx.run(&RETRY_NOW, args![host, now]).await
}

/// Nothing more goes to this host; what waited is dropped.
pub async fn drop_host(tx: &mut Tx, host: &str, now: Time, why: &str) -> Result<u64> {
    tx.run(&DROP_HOST, args![host, now, why]).await
}

/// How far the last activity about an object has come: deliveries by state.
pub async fn outcome(db: impl Reads, object_uri: &str) -> Result<Vec<(DeliveryState, i64)>> {
    let rows: Vec<(String, i64)> = db.all(&OUTCOME, args![object_uri]).await?;
    rows.into_iter()
        .map(|(state, n)| {
            let state = DeliveryState::parse(&state)
                .ok_or_else(|| Error::Broken(format!("a delivery is in no state: {state}")))?;
            Ok((state, n))
        })
        .collect()
}

/// A delivery that has not arrived.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Trouble {
    /// Where to.
    pub host: String,
    /// The inbox.
    pub inbox: String,
    /// Its state.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// When it is tried again (unix milliseconds).
    pub due_at: i64,
    /// The last HTTP status.
    pub last_status: Option<i64>,
    /// What went wrong, in words.
    pub last_error: Option<String>,
}

/// Deliveries of the last activity about an object that have not arrived.
pub async fn troubles(db: impl Reads, object_uri: &str, limit: i64) -> Result<Vec<Trouble>> {
    db.all(&TROUBLES, args![object_uri, limit]).await
}

/// How many deliveries wait.
pub async fn count_pending(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_PENDING, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// The lanes that an activity has deliveries in.
pub async fn hosts_of(db: impl Reads, activity: ActivityId) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&HOSTS_OF, args![activity]).await?;
    Ok(rows.into_iter().map(|(host,)| host).collect())
}

/// Since when the oldest delivery waits, host by host.
pub async fn oldest_pending(db: impl Reads) -> Result<Vec<(String, Time)>> {
    let rows: Vec<(String, i64)> = db.all(&OLDEST_PENDING, args![]).await?;
    Ok(rows.into_iter().map(|(host, at)| (host, Time(at))).collect())
}
