//! Counts joint campaigns and tells their houses, each when its time has come.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::service::joint_tallies;

/// What is due is looked for this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong it is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);

/// Runs until told to stop.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let wait = match Box::pin(joint_tallies::do_what_is_due(&app)).await {
            Ok(_) => LOOK,
            Err(e) => {
                tracing::error!(error = %e, "the numbers of joint campaigns cannot be told; trying again in a moment");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
