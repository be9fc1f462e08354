//! Hands out what waits to other servers: claims lanes that are due, gives each a place, waits for nobody.
//!
//! A host that is slow gives its place up after half a second, a host that fails is parked; so neither costs
//! the others anything.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::JoinSet;

use crate::app::{App, CLAIM_NODES};
use crate::domain::time::{MINUTE, Time};
use crate::remote::deliver::Parcel;
use crate::store::deliveries::{self, Due};
use crate::store::lanes::{self, Lane};

use super::lane::{self, Parcels, Turn};
use super::outcomes;

/// A claim that is not given back by then belongs to a process that died.
const CLAIM: i64 = MINUTE;
/// Without a word from anybody, the lanes are looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// The most lanes whose hosts are slow at the same time; beyond it, even slow hosts keep their places.
const MOST_SLOW: usize = 2_000;

/// Runs until told to stop; then ends what it has begun. What takes the machine's time is done by these hands.
pub async fn run(app: App, hands: Handle, mut stop: watch::Receiver<bool>) {
    let places = Arc::new(Semaphore::new(app.config.federation.deliveries_total.max(1)));
    let parcels: Parcels =
        moka::sync::Cache::builder().max_capacity(256).time_to_live(Duration::from_secs(600)).build();
    let (reports, received) = mpsc::channel(1_024);
    let writer = tokio::spawn(outcomes::write_reports(app.clone(), received));
    let mut running: JoinSet<()> = JoinSet::new();
    let mut last_claim = Time(0);
    while !*stop.borrow() {
        while running.try_join_next().is_some() {}
        let woken = app.wake.lanes.notified();
        let free = places.available_permits();
        let claimed = if free == 0 || running.len() > MOST_SLOW {
            Vec::new()
        } else {
            last_claim = next_claim(app.claim_end(CLAIM), last_claim);
            claim(&app, last_claim, free).await
        };
        if claimed.is_empty() {
            let wait = until_next(&app).await;
            tokio::select! {
                () = woken => {}
                Some(_) = running.join_next(), if !running.is_empty() => {}
                () = tokio::time::sleep(wait) => {}
                gone = stop.changed() => if gone.is_err() { break },
            }
            continue;
        }
        let mut due = gather(&app, &claimed, &parcels).await;
        for lane in claimed {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let due = due.remove(&lane.host).unwrap_or_default();
            let turn = Turn { lane, due, claim: last_claim, place, stop: stop.clone() };
            let (app, parcels, reports) = (app.clone(), parcels.clone(), reports.clone());
            let work = async move {
                let report = lane::run(app, parcels, turn).await;
                // The writer outlives every lane, so this only fails when the process is ending.
                let _ = reports.send(report).await;
            };
            running.spawn_on(work, &hands);
        }
    }
    while running.join_next().await.is_some() {}
    drop(reports);
    let _ = writer.await;
}

/// The name of a claim is its end. Two never have the same, even within a millisecond; but after the clock was far
/// ahead for a while, claims do not go on to end in that future (F12).
fn next_claim(wanted: Time, last: Time) -> Time {
    let is_ahead = last >= wanted && last.since(wanted) < CLAIM;
    if is_ahead { last.plus(CLAIM_NODES) } else { wanted }
}

async fn claim(app: &App, name: Time, limit: usize) -> Vec<Lane> {
    let claimed = async {
        let now = app.now();
        if lanes::next_due(&app.store, now).await?.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let mut tx = app.store.begin().await?;
        let lanes = lanes::claim(&mut tx, now, name, i64::try_from(limit).unwrap_or(128)).await?;
        tx.commit().await?;
        Ok::<_, crate::store::Error>(lanes)
    };
    claimed.await.unwrap_or_else(|e| {
        tracing::error!(error = %e, "the queue cannot be read; trying again in a second");
        Vec::new()
    })
}

/// What is due in these lanes, read at once, and what each of them sends first. A lane for which nothing could be read
/// is given back untried.
async fn gather(app: &App, lanes: &[Lane], parcels: &Parcels) -> HashMap<String, Vec<Due>> {
    let hosts: Vec<&str> = lanes.iter().map(|lane| lane.host.as_str()).collect();
    let read = async {
        let mut lanes: HashMap<String, Vec<Due>> = HashMap::with_capacity(hosts.len());
        for due in deliveries::of_lanes(&app.store, &hosts, app.now(), lane::MOST).await? {
            lanes.entry(due.host.clone()).or_default().push(due);
        }
        let mut first: Vec<i64> = lanes.values().filter_map(|due| Some(due.first()?.activity_id)).collect();
        first.sort_unstable();
        first.dedup();
        first.retain(|activity| !parcels.contains_key(activity));
        for (activity, body) in deliveries::bodies(&app.store, &first).await? {
            parcels.insert(activity, Arc::new(Parcel::new(body)));
        }
        Ok::<_, crate::store::Error>(lanes)
    };
    read.await.unwrap_or_else(|e| {
        tracing::error!(error = %e, "what is due cannot be read; trying again");
        HashMap::new()
    })
}

/// How long until a lane is due, and never longer than the look for what other nodes have queued.
async fn until_next(app: &App) -> Duration {
    let now = app.now();
    match lanes::next_due(&app.store, now).await {
        Ok(Some(due)) => Duration::from_millis(u64::try_from(due.since(now)).unwrap_or(0).max(5)).min(LOOK),
        _ => LOOK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_have_names_of_their_own_and_keep_their_node() {
        let first = next_claim(Time(6_405), Time(0));
        let second = next_claim(Time(6_405), first);
        assert_eq!((first, second), (Time(6_405), Time(6_469)));
        assert_eq!(first.0 % CLAIM_NODES, second.0 % CLAIM_NODES);
    }

    #[test]
    fn f12_a_clock_that_was_ahead_leaves_no_claims_in_the_future() {
        let ahead = Time(1_000_000).plus(10 * 365 * crate::domain::time::DAY);
        assert_eq!(next_claim(Time(1_000_000), ahead), Time(1_000_000));
    }
}
