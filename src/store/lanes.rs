//! One row a host: when its next delivery is due, and how the host behaves. A lane that is parked costs nothing.

use crate::domain::ids::ActivityId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements, to_json};

statements! {
    // A parked lane stays parked: new work does not wake a dead host.
    WAKE = "INSERT INTO lanes (host, due_at, claimed_until, failures) SELECT DISTINCT d.host, CAST($2 AS BIGINT), 0, 0 FROM deliveries d WHERE d.activity_id = $1 AND d.state = 'pending' ORDER BY d.host ON CONFLICT (host) DO UPDATE SET due_at = CASE WHEN lanes.parked_until > excluded.due_at THEN lanes.parked_until WHEN lanes.due_at IS NULL OR lanes.due_at > excluded.due_at THEN excluded.due_at ELSE lanes.due_at END";
    CLAIM =
        sqlite "UPDATE lanes SET claimed_until = $2 WHERE host IN (SELECT host FROM lanes WHERE due_at <= $1 AND claimed_until <= $1 ORDER BY due_at LIMIT $3) RETURNING host, failures, scheme, scheme_until"
        postgres "UPDATE lanes SET claimed_until = $2 WHERE host IN (SELECT host FROM lanes WHERE due_at <= $1 AND claimed_until <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING host, failures, scheme, scheme_until";
    NEXT_DUE = "SELECT min(due_at) FROM lanes WHERE due_at IS NOT NULL AND claimed_until <= $1";
    LOCK =
        sqlite "SELECT host FROM lanes WHERE host IN (SELECT value FROM json_each($1)) ORDER BY host"
        postgres "SELECT host FROM lanes WHERE host IN (SELECT jsonb_array_elements_text($1::jsonb)) ORDER BY host FOR UPDATE";
    RELEASE_HEALTHY =
        sqlite "UPDATE lanes SET claimed_until = 0, failures = 0, parked_until = NULL, last_success_at = coalesce(j.value ->> 2, last_success_at), scheme = coalesce(j.value ->> 3, scheme), scheme_until = coalesce(j.value ->> 4, scheme_until), due_at = (SELECT min(d.due_at) FROM deliveries d WHERE d.host = lanes.host AND d.state = 'pending') FROM json_each($1) j WHERE host = (j.value ->> 0) AND claimed_until = (j.value ->> 1)"
        postgres "UPDATE lanes SET claimed_until = 0, failures = 0, parked_until = NULL, last_success_at = coalesce((j ->> 2)::bigint, last_success_at), scheme = coalesce(j ->> 3, scheme), scheme_until = coalesce((j ->> 4)::bigint, scheme_until), due_at = (SELECT min(d.due_at) FROM deliveries d WHERE d.host = lanes.host AND d.state = 'pending') FROM jsonb_array_elements($1::jsonb) j WHERE host = j ->> 0 AND claimed_until = (j ->> 1)::bigint";
    RELEASE_FAILED = "UPDATE lanes SET claimed_until = 0, failures = $3, parked_until = CAST($4 AS BIGINT), last_failure_at = $5, last_error = $6, due_at = (SELECT CASE WHEN min(d.due_at) IS NULL THEN NULL WHEN CAST($4 AS BIGINT) IS NOT NULL AND min(d.due_at) < CAST($4 AS BIGINT) THEN CAST($4 AS BIGINT) ELSE min(d.due_at) END FROM deliveries d WHERE d.host = lanes.host AND d.state = 'pending') WHERE host = $1 AND claimed_until = $2";
    RELEASE_UNTRIED = "UPDATE lanes SET claimed_until = 0, due_at = (SELECT CASE WHEN min(d.due_at) < lanes.parked_until THEN lanes.parked_until ELSE min(d.due_at) END FROM deliveries d WHERE d.host = lanes.host AND d.state = 'pending') WHERE host = $1 AND claimed_until = $2";
    FREE = "UPDATE lanes SET claimed_until = 0 WHERE claimed_until > 0 AND (CAST($1 AS BIGINT) IS NULL OR claimed_until % $2 = CAST($1 AS BIGINT))";
    NOTE_FAILURE = "UPDATE lanes SET failures = failures + 1, last_failure_at = $2, last_error = $3 WHERE host = $1";
    IN_TROUBLE = "SELECT failures FROM lanes WHERE host = $1 AND failures > 0";
    UNPARK = "UPDATE lanes SET failures = 0, parked_until = NULL, due_at = (SELECT min(d.due_at) FROM deliveries d WHERE d.host = lanes.host AND d.state = 'pending') WHERE host = $1";
    LIST = "SELECT l.host, l.due_at, l.failures, l.parked_until, l.last_error, l.last_success_at, l.last_failure_at, l.scheme, (SELECT count(*) FROM deliveries d WHERE d.host = l.host AND d.state = 'pending') AS waiting FROM lanes l WHERE l.due_at IS NOT NULL OR l.failures > 0 OR $1 ORDER BY l.failures DESC, l.host LIMIT $2";
}

/// A lane that a worker has claimed.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Lane {
    /// The authority it leads to.
    pub host: String,
    /// Failures in a row.
    pub failures: i64,
    /// The signature scheme that worked.
    pub scheme: Option<String>,
    /// Until when that is believed.
    pub scheme_until: Option<i64>,
}

/// Makes the lanes of an activity due.
pub async fn wake(tx: &mut Tx, activity: ActivityId, now: Time) -> Result<()> {
    tx.run(&WAKE, args![activity, now]).await.map(drop)
}

/// Claims up to so many lanes that are due, longest due first. `until` must be later than any before:
/// it is the claim's name when it is released.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: i64) -> Result<Vec<Lane>> {
    (&mut *tx).all(&CLAIM, args![now, until, limit]).await
}

/// When the next lane is due.
pub async fn next_due(db: impl Reads, now: Time) -> Result<Option<Time>> {
    let row: Option<(Option<i64>,)> = db.one(&NEXT_DUE, args![now]).await?;
    Ok(row.and_then(|(at,)| at).map(Time))
}

/// A lane whose host answered.
#[derive(Clone, Debug)]
pub struct Healthy {
    /// Which.
    pub host: String,
    /// The name of the claim.
    pub claim: Time,
    /// When the host took something.
    pub success: Option<Time>,
    /// A signature scheme it has shown to need, and until when that is believed.
    pub scheme: Option<(&'static str, Time)>,
}

/// Takes these lanes, in order, before something is decided about them from their deliveries.
///
/// On PostgreSQL a statement that waits for a lane still sees the deliveries as they were when it began: what somebody
/// queued meanwhile would be missed and its lane never be due. The next statement sees them.
pub async fn lock(tx: &mut Tx, hosts: &[&str]) -> Result<()> {
    let _: Vec<(String,)> = (&mut *tx).all(&LOCK, args![to_json(&hosts)]).await?;
    Ok(())
}

/// Gives lanes back after work that their hosts answered, all at once.
pub async fn release_healthy(tx: &mut Tx, lanes: &[Healthy]) -> Result<()> {
    if lanes.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = lanes
        .iter()
        .map(|l| (&l.host, l.claim.0, l.success.map(|t| t.0), l.scheme.map(|s| s.0), l.scheme.map(|s| s.1.0)))
        .collect();
    tx.run(&RELEASE_HEALTHY, args![to_json(&rows)]).await.map(drop)
}

/// Gives a lane back after the host failed; parked until that time when the breaker has opened. Where the claim has ended
/// meanwhile, the lane is another's, but that the host failed is noted: else nobody would know that it has missed something.
pub async fn release_failed(
    tx: &mut Tx,
    host: &str,
    claim: Time,
    failures: i64,
    parked_until: Option<Time>,
    now: Time,
    error: &str,
) -> Result<()> {
    if tx.run(&RELEASE_FAILED, args![host, claim, failures, parked_until, now, error]).await? == 0 {
        tx.run(&NOTE_FAILURE, args![host, now, error]).await?;
    }
    Ok(())
}

/// Gives a lane back whose host was not asked.
pub async fn release_untried(tx: &mut Tx, host: &str, claim: Time) -> Result<()> {
    tx.run(&RELEASE_UNTRIED, args![host, claim]).await.map(drop)
}

/// Frees what a killed process had claimed: this node of so many, or, where there is only one process, everything.
pub async fn free(tx: &mut Tx, node: Option<i64>, nodes: i64) -> Result<()> {
    tx.run(&FREE, args![node, nodes]).await.map(drop)
}

/// Whether the host failed the last time.
pub async fn is_in_trouble(db: impl Reads, host: &str) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&IN_TROUBLE, args![host]).await?;
    Ok(row.is_some())
}

/// The host shows life: its lane is open again.
pub async fn unpark(tx: &mut Tx, host: &str) -> Result<()> {
    lock(tx, &[host]).await?;
    tx.run(&UNPARK, args![host]).await.map(drop)
}

/// A lane as its operator sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct LaneRecord {
    /// The authority it leads to.
    pub host: String,
    /// When it is due (unix milliseconds).
    pub due_at: Option<i64>,
    /// Failures in a row.
    pub failures: i64,
    /// Until when nothing is tried (unix milliseconds).
    pub parked_until: Option<i64>,
    /// What went wrong last.
    pub last_error: Option<String>,
    /// When the host last took something (unix milliseconds).
    pub last_success_at: Option<i64>,
    /// When the host last failed (unix milliseconds).
    pub last_failure_at: Option<i64>,
    /// The signature scheme that worked.
    pub scheme: Option<String>,
    /// How many deliveries wait.
    pub waiting: i64,
}

/// Lanes with work or in trouble; with `all`, every lane.
pub async fn list(db: impl Reads, all: bool, limit: i64) -> Result<Vec<LaneRecord>> {
    db.all(&LIST, args![all, limit]).await
}
