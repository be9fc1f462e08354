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
use crate::inbox::gather::{self, Gathered};
use crate::store::inbox::{self, Claimed};
use crate::store::{self, Tx, accounts};

/// The most activities of one transaction.
const BATCH: i64 = 128;
/// A claim that is not ended by then belongs to a process that died.
const CLAIM: i64 = 2 * MINUTE;
/// How many activities may wait for the network at once.
const FETCHING: usize = 32;
/// After so many tries an activity is set aside.
const MOST_TRIES: i64 = 12;
/// What is noted about an activity that was begun three times and never ended.
const SUSPECT: &str = "it was begun three times and never ended";

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    let fetching = Arc::new(Semaphore::new(FETCHING));
    let mut last_failure_logged = false;
    while !*stop.borrow() {
        let cx = federation.to_request_data();
        // Registered before looking, so that what arrives in between is not missed.
        let woken = cx.wake.inbox.notified();
        match claim(&cx).await {
            Ok(batch) if batch.is_empty() => {
                last_failure_logged = false;
                tokio::select! {
                    () = woken => {}
                    () = tokio::time::sleep(Duration::from_millis(500)) => {}
                    _ = stop.changed() => {}
                }
            }
            Ok(batch) => Box::pin(run_batch(&federation, batch, &fetching)).await,
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
    let batch = inbox::claim(&mut tx, now, now.plus(CLAIM), BATCH).await?;
    tx.commit().await?;
    Ok(batch)
}

async fn run_batch(federation: &Federation, batch: Vec<Claimed>, fetching: &Arc<Semaphore>) {
    let cx = federation.to_request_data();
    let mut quick = Vec::new();
    let mut known: HashMap<String, Account> = HashMap::new();
    for row in batch {
        if row.attempts >= 3 && row.reason.as_deref().is_none_or(|reason| reason == SUSPECT) {
            run_suspect(federation, row).await;
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
                let (federation, fetching) = (federation.clone(), fetching.clone());
                tokio::spawn(async move {
                    let _permit = fetching.acquire_owned().await;
                    run_alone(&federation, &row, incoming).await;
                });
            }
        }
    }
    if quick.is_empty() {
        return;
    }
    let together = AssertUnwindSafe(apply_together(&cx, &quick)).catch_unwind().await;
    if !matches!(together, Ok(Ok(()))) {
        // One of them is at fault, and took the others' transaction with it: each for itself.
        for (row, ready) in quick {
            run_alone(federation, &row, ready.incoming).await;
        }
    }
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

async fn apply_together(cx: &Cx, batch: &[(Claimed, Ready)]) -> Result<(), Failure> {
    let mut tx = cx.store.begin().await?;
    let (mut done, mut without_effect) = (Vec::with_capacity(batch.len()), Vec::new());
    for (row, ready) in batch {
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
    Ok(())
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
    let ready = gather::gather(cx, incoming).await?;
    let mut tx = cx.store.begin().await?;
    let applied = apply::apply(cx, &mut tx, &ready).await?;
    note(row, applied);
    match applied {
        Applied::Done => inbox::done(&mut tx, &[row.id]).await?,
        Applied::Ignored(_) => inbox::forget(&mut tx, &[row.id]).await?,
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// Something that was begun several times and never ended may be what stops the server. It is begun once more,
/// alone and with a note; found again with that note, it is set aside before it runs (F32).
async fn run_suspect(federation: &Federation, row: Claimed) {
    let cx = federation.to_request_data();
    if row.reason.is_some() {
        return end(&cx, &row, &Failure::Poison(SUSPECT.to_owned())).await;
    }
    let noted = write(&cx, async |tx: &mut Tx| inbox::note(tx, RowId(row.id), SUSPECT).await).await;
    if let Err(e) = noted {
        tracing::error!(error = %e, "the inbox cannot be written");
        return;
    }
    match apply::read(&row.body) {
        Ok(incoming) => run_alone(federation, &row, incoming).await,
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
