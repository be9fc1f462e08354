//! Writes how deliveries went: many lanes' reports in one transaction.

use std::time::Duration;

use tokio::sync::mpsc;

use crate::app::App;
use crate::domain::time::Time;
use crate::store::deliveries::{self, Ending, Postponed};
use crate::store::lanes::{self, Healthy};

/// The most reports of one commit.
const MOST: usize = 256;
/// How long the first report of a commit waits for others.
const GATHERS: Duration = Duration::from_millis(10);

/// How a lane is given back.
#[derive(Clone, Debug)]
pub enum Release {
    /// The host answered.
    Healthy(Healthy),
    /// The host was not asked.
    Untried {
        /// Which.
        host: String,
        /// The name of the claim.
        claim: Time,
    },
    /// The host failed.
    Failed {
        /// Which.
        host: String,
        /// The name of the claim.
        claim: Time,
        /// Failures in a row.
        failures: i64,
        /// Not before then.
        parked_until: Option<Time>,
        /// What went wrong.
        error: String,
    },
}

impl Release {
    fn host(&self) -> &str {
        match self {
            Self::Healthy(lane) => &lane.host,
            Self::Failed { host, .. } | Self::Untried { host, .. } => host,
        }
    }
}

/// What a lane's run has brought.
#[derive(Clone, Debug)]
pub struct Report {
    /// Deliveries that ended.
    pub endings: Vec<Ending>,
    /// Deliveries that are tried again.
    pub postponed: Vec<Postponed>,
    /// How the lane is given back.
    pub release: Release,
}

/// Writes reports until every sender is gone.
pub async fn write_reports(app: App, mut reports: mpsc::Receiver<Report>) {
    let mut batch = Vec::new();
    while reports.recv_many(&mut batch, MOST).await > 0 {
        gather(&mut batch, &mut reports).await;
        let mut tries = 0;
        while let Err(e) = write(&app, &batch).await {
            tries += 1;
            if tries == 1 {
                tracing::error!(error = %e, "how deliveries went cannot be written; trying again");
            }
            if !e.is_passing() || tries > 20 {
                // The lanes' claims end by themselves; what was delivered is delivered once more, with the same id.
                tracing::error!(error = %e, lost = batch.len(), "reports of deliveries were given up");
                break;
            }
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
        batch.clear();
    }
}

/// While many lanes are at work, their reports come one by one, and each commit is a wait for the disk that those who post
/// share. So the first waits a moment for the others.
async fn gather(batch: &mut Vec<Report>, reports: &mut mpsc::Receiver<Report>) {
    let end = tokio::time::Instant::now() + GATHERS;
    while batch.len() < MOST {
        match tokio::time::timeout_at(end, reports.recv_many(batch, MOST - batch.len())).await {
            Ok(came) if came > 0 => {}
            // The time is over, or every sender is gone.
            _ => break,
        }
    }
}

async fn write(app: &App, batch: &[Report]) -> crate::store::Result<()> {
    let now = app.now();
    let endings: Vec<Ending> = batch.iter().flat_map(|r| r.endings.iter().cloned()).collect();
    let healthy: Vec<Healthy> = batch
        .iter()
        .filter_map(|r| match &r.release {
            Release::Healthy(lane) => Some(lane.clone()),
            Release::Failed { .. } | Release::Untried { .. } => None,
        })
        .collect();
    let mut tx = app.store.begin().await?;
    deliveries::finish(&mut tx, &endings, now).await?;
    for postponed in batch.iter().flat_map(|r| &r.postponed) {
        deliveries::postpone(&mut tx, postponed).await?;
    }
    let give_up = i64::try_from(app.config.give_up_after().as_millis()).unwrap_or(i64::MAX);
    for report in batch {
        if let Release::Failed { host, error, .. } = &report.release {
            deliveries::expire(&mut tx, host, now, Time(now.0.saturating_sub(give_up)), error).await?;
        }
    }
    let hosts: Vec<&str> = batch.iter().map(|r| r.release.host()).collect();
    lanes::lock(&mut tx, &hosts).await?;
    lanes::release_healthy(&mut tx, &healthy).await?;
    for report in batch {
        match &report.release {
            Release::Healthy(_) => {}
            Release::Untried { host, claim } => lanes::release_untried(&mut tx, host, *claim).await?,
            Release::Failed { host, claim, failures, parked_until, error } => {
                lanes::release_failed(&mut tx, host, *claim, *failures, *parked_until, now, error).await?;
            }
        }
    }
    tx.commit().await?;
    if batch.iter().any(|r| !r.postponed.is_empty()) || !healthy.is_empty() {
        app.wake.lanes.notify_one();
    }
    Ok(())
}
