//! One lane's run: what is due for one host, in order about the same object, a few at a time about different ones.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::app::App;
use crate::domain::delivery::{self, Answer, BREAKER, DeliveryState, Next};
use crate::domain::ids::RowId;
use crate::domain::time::{DAY, SECOND, Time};
use crate::remote::deliver::{self, Outcome, Parcel, SignatureScheme};
use crate::remote::keyring;
use crate::store::deliveries::{self, Due, Ending, Postponed};
use crate::store::lanes::{Healthy, Lane};

use super::inbox::patience_of;
use super::outcomes::{Release, Report};

/// The most deliveries of one run.
pub const MOST: i64 = 50;
/// A run begins nothing new after this time; with the longest request it stays within its claim.
const LONGEST_RUN: i64 = 30 * SECOND;
/// A host that takes longer than this gives its place to others.
const PATIENCE_FOR_A_PLACE: Duration = Duration::from_millis(500);
/// At a stop, requests that are out have this long to be answered.
const LAST_WORDS: Duration = Duration::from_secs(3);
/// How long a learned signature scheme is believed.
const SCHEME_LASTS: i64 = 7 * DAY;

/// Parcels that several lanes send: the body is read and digested once.
pub type Parcels = moka::sync::Cache<i64, Arc<Parcel>>;

/// A lane that is to be run now.
pub struct Turn {
    /// Which.
    pub lane: Lane,
    /// What is due in it, in order.
    pub due: Vec<Due>,
    /// The name of its claim.
    pub claim: Time,
    /// Its place among all that send; given up when the host is slow.
    pub place: OwnedSemaphorePermit,
    /// Says when the server stops.
    pub stop: watch::Receiver<bool>,
}

/// What a run knows and finds out.
struct Run {
    app: App,
    parcels: Parcels,
    begun: Time,
    /// Something of this run has been sent, or is being sent.
    has_begun: AtomicBool,
    scheme: SignatureScheme,
    stop: watch::Receiver<bool>,
    /// What has ended; it is reported even when the rest has to be left.
    ended: Mutex<Vec<Tried>>,
}

/// How one delivery went.
struct Tried {
    due: Due,
    outcome: Outcome,
    next: Next,
}

impl Tried {
    /// Whether the whole host is in trouble. Giving up after seven days is a failure of the host as well, whatever it
    /// answered: that is how its return is noticed (P4).
    fn host_failed(&self) -> bool {
        matches!(self.next, Next::Again { host_failed: true, .. } | Next::Final(DeliveryState::Expired))
    }
}

/// Runs a lane, and reports.
pub async fn run(app: App, parcels: Parcels, turn: Turn) -> Report {
    let Turn { lane, due, claim, place, stop } = turn;
    let now = app.now();
    let believed = lane.scheme_until.is_some_and(|until| until > now.0);
    let scheme = match lane.scheme.as_deref() {
        Some("rfc9421") if believed => SignatureScheme::Rfc9421,
        _ => SignatureScheme::Cavage,
    };
    let run = Run {
        app,
        parcels,
        begun: now,
        has_begun: AtomicBool::new(false),
        scheme,
        stop,
        ended: Mutex::default(),
    };
    run.send_all(due, lane.failures > 0, place).await;
    let tried = std::mem::take(&mut *run.ended.lock().unwrap_or_else(PoisonError::into_inner));
    run.report(&lane, claim, tried)
}

impl Run {
    /// Sends everything, chain by chain. A host that failed before is first asked with one delivery alone.
    async fn send_all(&self, due: Vec<Due>, is_probe: bool, place: OwnedSemaphorePermit) {
        let mut chains: Vec<Vec<Due>> = Vec::new();
        for delivery in due {
            let same = |c: &Vec<Due>| {
                c.iter().any(|d| d.object_uri == delivery.object_uri && d.inbox == delivery.inbox)
            };
            match chains.iter_mut().find(|c| same(c)) {
                Some(chain) => chain.push(delivery),
                None => chains.push(vec![delivery]),
            }
        }
        if is_probe {
            chains.truncate(1);
            if let Some(first) = chains.first_mut() {
                first.truncate(1);
            }
        }
        let trouble = AtomicBool::new(false);
        let at_once = self.app.config.federation.deliveries_per_host.max(1);
        let work = futures_util::stream::iter(chains)
            .for_each_concurrent(at_once, |chain| self.send_chain(chain, &trouble));
        let gives_place_up = async move {
            tokio::time::sleep(PATIENCE_FOR_A_PLACE).await;
            drop(place);
            std::future::pending::<()>().await;
        };
        tokio::select! {
            () = work => {}
            () = gives_place_up => {}
            () = self.is_told_to_end() => {}
        }
    }

    /// Returns when the server stops and the time for last words is over.
    async fn is_told_to_end(&self) {
        if self.stop.clone().wait_for(|stop| *stop).await.is_err() {
            std::future::pending::<()>().await;
        }
        tokio::time::sleep(LAST_WORDS).await;
    }

    /// Sends what is about one object, in order; stops at the first that has to wait.
    async fn send_chain(&self, chain: Vec<Due>, trouble: &AtomicBool) {
        for due in chain {
            // The first is always begun: a clock that leaps must not keep a lane from ever getting anywhere.
            let has_begun = self.has_begun.swap(true, Ordering::Relaxed);
            let is_late = has_begun && self.app.now().since(self.begun) > LONGEST_RUN;
            if trouble.load(Ordering::Relaxed) || is_late || *self.stop.borrow() {
                break;
            }
            match self.still_waits(&due).await {
                Ok(true) => {}
                Ok(false) => continue,
                // It is read again by the next run.
                Err(_) => break,
            }
            let tried = self.try_one(due).await;
            let (host_failed, waits) = (tried.host_failed(), matches!(tried.next, Next::Again { .. }));
            if host_failed {
                trouble.store(true, Ordering::Relaxed);
            }
            self.ended.lock().unwrap_or_else(PoisonError::into_inner).push(tried);
            if host_failed || waits {
                break;
            }
        }
    }

    /// A run may last for half a minute, in which what it has read is withdrawn, or its host blocked: what is not sent
    /// at once is looked at again before it is.
    async fn still_waits(&self, due: &Due) -> crate::store::Result<bool> {
        let is_fresh = self.ended.lock().unwrap_or_else(PoisonError::into_inner).is_empty();
        Ok(is_fresh || deliveries::is_pending(&self.app.store, due).await?)
    }

    async fn try_one(&self, due: Due) -> Tried {
        let outcome = self.send(&due).await;
        let attempts = u32::try_from(due.attempts).unwrap_or(u32::MAX - 1).saturating_add(1);
        let (first_at, patience) = (Time(due.created_at), patience_of(&self.app));
        let (jitter, now) = (self.app.jitter(), self.app.now());
        let next = delivery::after(attempts, first_at, outcome.answer, patience, jitter, now);
        Tried { due, outcome, next }
    }

    async fn send(&self, due: &Due) -> Outcome {
        let prepared = async {
            let signer = keyring::by_row(&self.app, RowId(due.key_id)).await.map_err(|e| e.to_string())?;
            let parcel = self.parcel(due.activity_id).await.map_err(|e| e.to_string())?;
            Ok::<_, String>((signer, parcel))
        };
        match prepared.await {
            Ok((signer, parcel)) => {
                deliver::deliver(&self.app, &parcel, &signer, &due.inbox, self.scheme).await
            }
            Err(error) => {
                Outcome { answer: Answer::Unreachable, learned: None, status: None, error: Some(error) }
            }
        }
    }

    async fn parcel(&self, activity: i64) -> crate::store::Result<Arc<Parcel>> {
        if let Some(parcel) = self.parcels.get(&activity) {
            return Ok(parcel);
        }
        let body = deliveries::bodies(&self.app.store, &[activity]).await?.pop().map(|(_, body)| body);
        let parcel = Arc::new(Parcel::new(body.unwrap_or_default()));
        self.parcels.insert(activity, parcel.clone());
        Ok(parcel)
    }

    /// Decides what is next for each delivery, and for the lane.
    fn report(&self, lane: &Lane, claim: Time, tried: Vec<Tried>) -> Report {
        let (now, patience) = (self.app.now(), patience_of(&self.app));
        let (mut endings, mut postponed) = (Vec::new(), Vec::new());
        let (mut failures, mut parked_until, mut error) = (lane.failures, None::<Time>, None);
        let (mut success, mut learned) = (None, None);
        let (was_tried, mut is_counted) = (!tried.is_empty(), false);
        for tried in tried {
            let host_failed = tried.host_failed();
            let Tried { due, outcome, next } = tried;
            if let Answer::Status(200..=299, _) = outcome.answer {
                success = Some(now);
                (failures, is_counted) = (0, false);
            }
            learned = outcome.learned.or(learned);
            match next {
                Next::Final(state) => endings.push(Ending {
                    activity_id: due.activity_id,
                    inbox: due.inbox,
                    since: due.created_at,
                    state,
                    status: outcome.status,
                    error: outcome.error.clone(),
                }),
                Next::Again { at, .. } => {
                    let words = outcome.error.clone().unwrap_or_default();
                    postponed.push(Postponed { due, at, status: outcome.status, error: words });
                }
            }
            if host_failed {
                // Requests that were out together and failed together are one failure: a moment's trouble must not
                // park a host for half an hour.
                failures += i64::from(!is_counted);
                is_counted = true;
                error = outcome.error;
                let silent = !matches!(outcome.answer, Answer::Status(500..=599, None));
                if silent || failures >= BREAKER {
                    let wait =
                        patience.back_off(u32::try_from(failures).unwrap_or(u32::MAX), self.app.jitter());
                    let asked = postponed.last().map_or(now, |p| p.at);
                    parked_until =
                        Some(now.plus(wait).max(if silent { asked.min(now.plus(DAY)) } else { now }));
                }
            }
        }
        let host = lane.host.clone();
        let release = match error {
            Some(error) => Release::Failed { host, claim, failures, parked_until, error },
            // Nothing was due after all, or the server stops: nothing is known about the host that was not before.
            None if !was_tried => Release::Untried { host, claim },
            None => Release::Healthy(Healthy {
                host,
                claim,
                success,
                scheme: learned.map(|s| (name(s), now.plus(SCHEME_LASTS))),
            }),
        };
        Report { endings, postponed, release }
    }
}

fn name(scheme: SignatureScheme) -> &'static str {
    match scheme {
        SignatureScheme::Cavage => "cavage",
        SignatureScheme::Rfc9421 => "rfc9421",
    }
}
