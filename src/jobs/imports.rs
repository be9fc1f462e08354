//! Works off what members bring along from other servers, a few lines a second.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::Federation;
use crate::service::imports;

/// So often it is looked at what is due.
const LOOK: Duration = Duration::from_secs(1);

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        tokio::select! {
            // What is stopped in the middle of a line is begun again.
            done = imports::work_off(&federation) => if let Err(e) = done {
                tracing::error!(error = %e, "what members brought along could not be worked off");
            },
            gone = stop.changed() => if gone.is_err() { break },
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
