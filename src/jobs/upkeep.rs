//! What is done every so often: rules about domains are read anew, what is old is thrown away.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::time::Time;
use crate::service::domains;
use crate::store::intake;
use crate::store::upkeep::{self, Horizon};

/// Another process may have changed the rules; within this time they hold here too.
const RULES: Duration = Duration::from_secs(1);
/// How many looks at the rules there are between two clean-ups: one an hour.
const LOOKS: u32 = 3_600;

/// Runs until told to stop.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut looks = 0;
    while !*stop.borrow() {
        if let Err(e) = domains::reload(&app).await {
            tracing::error!(error = %e, "the rules about domains cannot be read");
        }
        match intake::backlog(&app.store).await {
            Ok(waiting) => app.backlog.store(waiting, std::sync::atomic::Ordering::Relaxed),
            Err(e) => tracing::error!(error = %e, "the inbox cannot be counted"),
        }
        if looks == 0 {
            tidy(&app).await;
        }
        looks = (looks + 1) % LOOKS;
        tokio::select! {
            () = tokio::time::sleep(RULES) => {}
            _ = stop.changed() => {}
        }
    }
}

async fn tidy(app: &App) {
    let now = app.now();
    let ago = |lasts: Duration| Time(now.0 - i64::try_from(lasts.as_millis()).unwrap_or(i64::MAX));
    let horizon =
        Horizon { seen: ago(app.config.keep_seen()), deliveries: ago(app.config.keep_deliveries()), now };
    match upkeep::tidy(&app.store, horizon).await {
        Ok(0) => {}
        Ok(rows) => tracing::info!(rows, "threw away what was old"),
        Err(e) => tracing::error!(error = %e, "what is old could not be thrown away"),
    }
}
