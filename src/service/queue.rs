//! The queues as their operator sees them: lanes to other hosts, and activities that were set aside.

use std::sync::{Arc, Mutex, PoisonError};

use crate::app::App;
use crate::domain::allowance::Allowance;
use crate::domain::cursor::{self, Stretch};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;
use crate::store::inbox::{self, Quarantined};
use crate::store::lanes::LaneRecord;
use crate::store::{Tx, audit, deliveries, intake, lanes};

use super::{Error, Result};

/// So many activities that were set aside the desk is shown at once.
pub const A_PAGE: i64 = 50;

/// Both queues in numbers.
#[derive(Clone, Copy, Debug)]
pub struct Depth {
    /// Activities that wait to be applied.
    pub inbox: i64,
    /// Deliveries that wait.
    pub deliveries: i64,
}

/// A lane to another host.
pub type Lane = LaneRecord;

/// Since when the oldest delivery waits, for each host that something waits for.
pub async fn oldest(app: &App) -> Result<Vec<(String, Time)>> {
    Ok(deliveries::oldest_pending(&app.store).await?)
}

/// Another server sends one more activity, signed; `Err` says after how many seconds it may. A crowd of actors that one
/// server makes up is held to what one server may send (A119).
pub fn let_in(app: &App, host: &str) -> std::result::Result<(), u64> {
    let limits = app.config.limits;
    if !limits.rate || limits.sender_activities == 0 {
        return Ok(());
    }
    let (now, most) = (app.now(), limits.sender_activities);
    let whole = || Arc::new(Mutex::new(Allowance::whole(most, now)));
    let allowance = app.senders.get_with(host.to_owned(), whole);
    let mut allowance = allowance.lock().unwrap_or_else(PoisonError::into_inner);
    allowance.take(most, now).map_err(|wait| wait.unsigned_abs().div_ceil(1_000).max(1))
}

/// A server that wanted to send more than it may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldBack {
    /// Its host.
    pub host: String,
    /// How often of late.
    pub count: u64,
    /// When last.
    pub last: Time,
}

/// Servers that this process has held back within the last hour, the loudest first.
pub fn held_back(app: &App) -> Vec<HeldBack> {
    let now = app.now();
    let of = |(host, allowance): (Arc<String>, Arc<Mutex<Allowance>>)| {
        let (count, last) = allowance.lock().unwrap_or_else(PoisonError::into_inner).held_back(now)?;
        Some(HeldBack { host: host.to_string(), count, last })
    };
    let mut found: Vec<HeldBack> = app.senders.iter().filter_map(of).collect();
    found.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.host.cmp(&b.host)));
    found
}

/// How much waits.
pub async fn depth(app: &App) -> Result<Depth> {
    Ok(Depth {
        inbox: intake::backlog(&app.store).await?,
        deliveries: deliveries::count_pending(&app.store).await?,
    })
}

/// Lanes with work or in trouble; with `all`, every lane.
pub async fn list(app: &App, all: bool) -> Result<Vec<LaneRecord>> {
    Ok(lanes::list(&app.store, all, 10_000).await?)
}

/// Everything that waits for a host is tried now.
pub async fn retry(app: &App, host: &str) -> Result<u64> {
    retry_by(app, None, host).await
}

/// The same, by a member of the house.
pub async fn retry_by(app: &App, by: Option<MemberId>, host: &str) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let rows = deliveries::retry_now(&mut tx, host, app.now()).await?;
    lanes::unpark(&mut tx, host).await?;
    note(app, &mut tx, by, "queue.retry", rows, host).await?;
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(rows)
}

/// Everything that waits for a host is dropped.
pub async fn drop_host(app: &App, host: &str) -> Result<u64> {
    drop_host_by(app, None, host).await
}

/// The same, by a member of the house.
pub async fn drop_host_by(app: &App, by: Option<MemberId>, host: &str) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let rows = deliveries::drop_host(&mut tx, host, app.now(), "dropped by hand").await?;
    lanes::unpark(&mut tx, host).await?;
    note(app, &mut tx, by, "queue.drop", rows, host).await?;
    tx.commit().await?;
    Ok(rows)
}

/// A host for which nothing waited leaves no line.
async fn note(
    app: &App,
    tx: &mut Tx,
    by: Option<MemberId>,
    action: &str,
    rows: u64,
    host: &str,
) -> Result<()> {
    if rows > 0 {
        audit::write(tx, app.row_id(), by, action, host, app.now()).await?;
    }
    Ok(())
}

/// A host that failed has just spoken to us: its lane opens, and what expired within thirty days is tried again (P4).
pub async fn sign_of_life(app: &App, host: &str) -> Result<()> {
    if !lanes::is_in_trouble(&app.store, host).await? {
        return Ok(());
    }
    let now = app.now();
    let days = i64::from(app.config.federation.catch_up_days) * crate::domain::time::DAY;
    let mut tx = app.store.begin().await?;
    deliveries::revive(&mut tx, host, now, Time(now.0 - days)).await?;
    deliveries::retry_now(&mut tx, host, now).await?;
    lanes::unpark(&mut tx, host).await?;
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(())
}

/// Activities that were set aside below this number, newest first.
pub async fn quarantined(app: &App, below: i64, most: i64) -> Result<Stretch<Quarantined, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = inbox::list_quarantined(&app.store, below, most + 1).await?;
    Ok(Stretch::of(found, most, |one| one.id))
}

/// How many activities were set aside.
pub async fn count_quarantined(app: &App) -> Result<i64> {
    Ok(inbox::count_quarantined(&app.store).await?)
}

/// Puts one that was set aside back into the queue.
pub async fn retry_quarantined(app: &App, id: RowId) -> Result<()> {
    retry_quarantined_by(app, None, id).await
}

/// The same, by a member of the house.
pub async fn retry_quarantined_by(app: &App, by: Option<MemberId>, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !inbox::retry(&mut tx, id, app.now()).await? {
        return Err(Error::NotFound);
    }
    audit::write(&mut tx, app.row_id(), by, "queue.requeue", &id.to_string(), app.now()).await?;
    tx.commit().await?;
    app.wake.inbox.notify_one();
    Ok(())
}
