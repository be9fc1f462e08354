//! Tells how polls stand, and ends them when their time has come.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::Federation;
use crate::service::{self, pledge_polls, polls};

/// The polls are looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong they are left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let wait = match Box::pin(look(&federation)).await {
            Ok(()) => LOOK,
            Err(e) => {
                tracing::error!(error = %e, "what is due about polls could not be done");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}

async fn look(federation: &Federation) -> service::Result<()> {
    let cx = federation.to_request_data();
    let told = polls::do_what_is_due(&cx).await;
    pledge_polls::do_what_is_due(&cx).await?;
    told
}
