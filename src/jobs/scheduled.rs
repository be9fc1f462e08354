//! Writes posts whose time has come. Any number of nodes may run it; each post is written once.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::Federation;
use crate::service::scheduled;

/// So often the plan is looked at; a post may be this late.
const LOOK: Duration = Duration::from_secs(1);

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        // What fails for now is still in the plan, and is due again at the next look.
        if let Err(e) = scheduled::publish_due(&federation.to_request_data()).await {
            tracing::error!(error = %e, "what is scheduled could not be published");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
