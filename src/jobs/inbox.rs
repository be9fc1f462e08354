//! Applies what was accepted: claims a batch, applies what needs no network in one transaction, the rest one by one.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt as _;
use tokio::sync::{Semaphore, watch};

use crate::app::{App, Cx, Federation};
use crate::domain::account::Account;
use crate::domain::delivery::Patience;
use crate::domain::ids::RowId;
use crate::domain::time::MINUTE;
use crate::inbox::apply::{self, Applied, Failure, Incoming, Ready};
use crate::inbox::ballots;
use crate::inbox::gather::{self, Gathered};
use crate::store::inbox::{self, Claimed};
use crate::store::{self, Tx, accounts};

use super::crowd::{self, Crowd};
use super::suspicion::{Step, Suspicion};

/// The most activities of one transaction.
const BATCH: i64 = 128;
/// So many of them are applied even where others wait for the writer; fewer would be more commits than work.
const BEFORE_OTHERS: usize = 16;
/// A claim that is not ended by then belongs to a process that died.
const CLAIM: i64 = 2 * MINUTE;
/// How many activities may wait for the network at once.
const FETCHING: usize = 32;
/// How many activities may wait for their turn at the network; the others stay in the queue, unclaimed.
const WAITING: usize = 512;
/// How long an activity waits for its turn, and how long fetching for it may take: together less than its claim, so
/// that it is never begun twice at the same time.
const TURN: Duration = Duration::from_secs(55);
/// When an activity that found no place is looked at again, in milliseconds.
const NO_PLACE: i64 = 1_000;
/// After so many tries an activity is set aside.
const MOST_TRIES: i64 = 12;

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    let network = Network {
        waiting: Arc::new(Semaphore::new(WAITING)),
        fetching: Arc::new(Semaphore::new(FETCHING)),
        alone: Arc::new(Semaphore::new(1)),
    };
    let mut last_failure_logged = false;
    let mut crowd = Crowd::default();
    while !*stop.borrow() {
        let cx = federation.to_request_data();
        if crowd.is_waited_for(cx.intake.arrivals()) {
            tokio::time::sleep(crowd::REST).await;
            continue;
        }
        // Registered before looking, so that what arrives in between is not missed.
        let woken = cx.wake.inbox.notified();
        match claim(&cx).await {
            Ok(batch) if batch.is_empty() => {
                last_failure_logged = false;
                crowd.is_over();
                tokio::select! {
                    () = woken => {}
                    () = tokio::time::sleep(Duration::from_millis(500)) => {}
                    gone = stop.changed() => if gone.is_err() { break },
                }
            }
            Ok(batch) => Box::pin(run_batch(&federation, batch, &network)).await,
            Err(e) => {
                if !last_failure_logged {
                    tracing::error!(error = %e, "the inbox cannot be read; trying again every second");
                }
                last_failure_logged = true;
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn claim(cx: &Cx) -> store::Result<Vec<Claimed>> {
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    let batch = inbox::claim(&mut tx, now, cx.claim_end(CLAIM), BATCH).await?;
    tx.commit().await?;
    Ok(batch)
}

/// The places of activities that need the network.
struct Network {
    waiting: Arc<Semaphore>,
    fetching: Arc<Semaphore>,
    /// One at a time, for those under suspicion.
    alone: Arc<Semaphore>,
}

async fn run_batch(federation: &Federation, batch: Vec<Claimed>, network: &Network) {
    let cx = federation.to_request_data();
    let (mut quick, mut without_place) = (Vec::new(), Vec::new());
    let mut known = signers(&cx, &batch).await;
    for row in batch {
        if row.attempts >= 2 && Suspicion::read(row.reason.as_deref()).is_some() {
            let (federation, alone) = (federation.clone(), network.alone.clone());
            tokio::spawn(async move {
                match tokio::time::timeout(TURN, alone.acquire_owned()).await {
                    Ok(_turn) => Box::pin(run_suspect(&federation, row)).await,
                    Err(_) => give_back(&federation.to_request_data(), &[row.id]).await,
                }
            });
            continue;
        }
        let incoming = match apply::read(&row.body) {
            Ok(incoming) => incoming,
            Err(failure) => {
                end(&cx, &row, &failure).await;
                continue;
            }
        };
        match quick_account(&cx, &incoming, &mut known).await {
            Some(account) => {
                quick.push((row, Ready { incoming, account, gathered: Gathered::default() }));
            }
            None => {
                let Ok(place) = network.waiting.clone().try_acquire_owned() else {
                    without_place.push(row.id);
                    continue;
                };
                let (federation, fetching) = (federation.clone(), network.fetching.clone());
                tokio::spawn(async move {
                    match tokio::time::timeout(TURN, fetching.acquire_owned()).await {
                        Ok(_turn) => Box::pin(run_alone(&federation, &row, incoming)).await,
                        Err(_) => give_back(&federation.to_request_data(), &[row.id]).await,
                    }
                    drop(place);
                });
            }
        }
    }
    if !without_place.is_empty() {
        give_back(&cx, &without_place).await;
    }
    if quick.is_empty() {
        return;
    }
    let mut done = 0;
    let together = AssertUnwindSafe(apply_together(&cx, &quick, &mut done)).catch_unwind().await;
    if !matches!(together, Ok(Ok(()))) {
        // One of them is at fault, and took the others' transaction with it: each for itself.
        for (row, ready) in quick.into_iter().skip(done) {
            Box::pin(run_alone(federation, &row, ready.incoming)).await;
        }
    }
}

/// Puts back what was claimed and not begun. It does not count as a try: an activity that waits behind slow servers
/// must not come under suspicion.
async fn give_back(cx: &Cx, ids: &[i64]) {
    let at = cx.now().plus(NO_PLACE);
    if let Err(e) = write(cx, async |tx: &mut Tx| inbox::give_back(tx, ids, at).await).await {
        tracing::error!(error = %e, "activities could not be put back; their claims end by themselves");
    }
}

/// Who signed these, as far as they are known, by their address: in a crowd each is somebody else, and all are asked for at once.
async fn signers(cx: &Cx, batch: &[Claimed]) -> HashMap<String, Account> {
    let mut uris: Vec<String> = batch.iter().map(|row| row.actor_uri.clone()).collect();
    uris.sort_unstable();
    uris.dedup();
    // Whoever is missing here is asked for alone.
    let found = accounts::known_among(&cx.store, &uris).await.unwrap_or_default();
    found.into_iter().map(|account| (account.uri.as_str().to_owned(), account)).collect()
}

/// Who did it, when nothing has to be fetched.
async fn quick_account(
    cx: &Cx,
    incoming: &Incoming,
    known: &mut HashMap<String, Account>,
) -> Option<Account> {
    let account = match known.get(incoming.actor.as_str()) {
        Some(account) => account.clone(),
        None => {
            let account = accounts::find_by_uri(&cx.store, incoming.actor.as_str()).await.ok()??;
            known.insert(incoming.actor.as_str().to_owned(), account.clone());
            account
        }
    };
    let waits = gather::needs_network(cx, incoming).await.unwrap_or(true);
    (!waits).then_some(account)
}

/// Applies one after the other; `done` says how many are on disk. Where others wait for the writer, it is given to them
/// after a few: nobody waits for a whole batch.
async fn apply_together(cx: &Cx, batch: &[(Claimed, Ready)], done: &mut usize) -> Result<(), Failure> {
    while *done < batch.len() {
        *done += apply_some(cx, &batch[*done..]).await?;
    }
    Ok(())
}

/// How many of them were applied and are on disk.
async fn apply_some(cx: &Cx, batch: &[(Claimed, Ready)]) -> Result<usize, Failure> {
    let mut tx = cx.store.begin().await?;
    let (mut done, mut without_effect) = (Vec::with_capacity(batch.len()), Vec::new());
    // How many of these are known to be votes that are applied alone.
    let mut alone = 0;
    loop {
        let count = done.len() + without_effect.len();
        let Some((row, ready)) = batch.get(count) else { break };
        if count >= BEFORE_OTHERS && cx.store.is_awaited() {
            break;
        }
        if count >= alone
            && let Some(question) = ballots::question(ready)
        {
            let rest = || batch[count..].iter().map(|(_, ready)| ready);
            let run = ballots::run(question, rest());
            if run > 1 && ballots::apply(cx, &mut tx, question, rest().take(run)).await? {
                without_effect.extend(batch[count..count + run].iter().map(|(row, _)| row.id));
                continue;
            }
            alone = count + run;
        }
        let applied = match apply::apply(cx, &mut tx, ready).await {
            Ok(applied) => applied,
            Err(Failure::Pointless(why)) => Applied::Ignored(why),
            Err(failure) => return Err(failure),
        };
        note(row, applied);
        if applied == Applied::Done { done.push(row.id) } else { without_effect.push(row.id) }
    }
    inbox::done(&mut tx, &done).await?;
    inbox::forget(&mut tx, &without_effect).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(done.len() + without_effect.len())
}

/// Gathers, applies and ends one activity; a panic inside is its own.
async fn run_alone(federation: &Federation, row: &Claimed, incoming: Incoming) {
    let cx = federation.to_request_data();
    let ended = AssertUnwindSafe(apply_alone(&cx, row, incoming)).catch_unwind().await;
    match ended {
        Ok(Ok(())) => {}
        Ok(Err(failure)) => end(&cx, row, &failure).await,
        Err(_) => end(&cx, row, &Failure::Poison("applying it broke the program".to_owned())).await,
    }
}

async fn apply_alone(cx: &Cx, row: &Claimed, incoming: Incoming) -> Result<(), Failure> {
    let gathered = tokio::time::timeout(TURN, gather::gather(cx, incoming)).await;
    let ready =
        gathered.map_err(|_| Failure::Later("the servers it points to are too slow".to_owned()))??;
    let mut tx = cx.store.begin().await?;
    let applied = apply::apply(cx, &mut tx, &ready).await?;
    note(row, applied);
    match applied {
        Applied::Done => inbox::done(&mut tx, &[row.id]).await?,
        Applied::Ignored(_) | Applied::Unmarked => inbox::forget(&mut tx, &[row.id]).await?,
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// Begins an activity alone that was begun before and never ended, as its suspicion allows.
async fn run_suspect(federation: &Federation, row: Claimed) {
    let cx = federation.to_request_data();
    let suspicion = Suspicion::read(row.reason.as_deref()).unwrap_or_default();
    let word = match suspicion.next() {
        Step::Begin(word) => word,
        Step::Rest(word) => {
            let at = cx.now().plus(patience_of(&cx).back_off(suspicion.times, cx.jitter()));
            let put_off =
                write(&cx, async |tx: &mut Tx| inbox::later(tx, RowId(row.id), at, &word).await).await;
            return put_off.unwrap_or_else(|e| tracing::error!(error = %e, "the inbox cannot be written"));
        }
        Step::SetAside(why) => return end(&cx, &row, &Failure::Poison(why)).await,
    };
    let noted = write(&cx, async |tx: &mut Tx| inbox::note(tx, RowId(row.id), &word).await).await;
    if let Err(e) = noted {
        tracing::error!(error = %e, "the inbox cannot be written");
        return;
    }
    match apply::read(&row.body) {
        Ok(incoming) => Box::pin(run_alone(federation, &row, incoming)).await,
        Err(failure) => end(&cx, &row, &failure).await,
    }
}

fn note(row: &Claimed, applied: Applied) {
    if let Applied::Ignored(why) = applied {
        tracing::debug!(kind = row.kind, activity = row.activity_uri, why, "taken without effect");
    }
}

/// Writes how an activity ended that was not applied.
async fn end(cx: &Cx, row: &Claimed, failure: &Failure) {
    let id = RowId(row.id);
    let written = match failure {
        Failure::Pointless(why) => {
            note(row, Applied::Ignored(why));
            write(cx, async |tx: &mut Tx| inbox::forget(tx, &[row.id]).await).await
        }
        Failure::Later(why) if row.attempts < MOST_TRIES => {
            let wait = patience_of(cx).back_off(u32::try_from(row.attempts).unwrap_or(1), cx.jitter());
            let at = cx.now().plus(wait);
            write(cx, async |tx: &mut Tx| inbox::later(tx, id, at, why).await).await
        }
        Failure::Later(why) | Failure::Poison(why) => {
            tracing::warn!(kind = row.kind, activity = row.activity_uri, why, "an activity was set aside");
            write(cx, async |tx: &mut Tx| inbox::quarantine(tx, id, why).await).await
        }
    };
    if let Err(e) = written {
        // Its claim ends by itself, and it is begun again.
        tracing::error!(error = %e, activity = row.activity_uri, "how an activity ended could not be written");
    }
}

async fn write(cx: &Cx, work: impl AsyncFnOnce(&mut Tx) -> store::Result<()>) -> store::Result<()> {
    let mut tx = cx.store.begin().await?;
    work(&mut tx).await?;
    tx.commit().await
}

/// How patient the rig lets us be.
pub fn patience_of(app: &App) -> Patience {
    let federation = &app.config.federation;
    Patience {
        give_up: i64::from(federation.give_up_days) * crate::domain::time::DAY,
        scale: federation.retry_scale,
    }
}
