//! Writes posts and publishes drafts whose time has come. Any number of nodes may run it; each is written once.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::Federation;
use crate::service::{draft_publishing, scheduled};

/// So often the plan is looked at; a post may be this late.
const LOOK: Duration = Duration::from_secs(1);

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        // What fails for now is still in the plan, and is due again at the next look.
        let cx = federation.to_request_data();
        if let Err(e) = scheduled::publish_due(&cx).await {
            tracing::error!(error = %e, "what is scheduled could not be published");
        }
        if let Err(e) = Box::pin(draft_publishing::publish_due(&cx)).await {
            tracing::error!(error = %e, "the drafts that are due could not be published");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
