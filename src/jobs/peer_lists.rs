//! Asks partners for their signed lists, one at a time, each when its time has come.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::Federation;
use crate::service::peer_lists;

/// The queue is looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong it is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);

/// Runs until told to stop.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let cx = federation.to_request_data();
        let wait = match Box::pin(peer_lists::do_what_is_due(&cx)).await {
            Ok(_) => LOOK,
            Err(e) => {
                tracing::error!(error = %e, "the lists of partners cannot be asked for");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
