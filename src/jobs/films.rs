//! Draws films and sounds anew that members uploaded, one after the other.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::service::films;

/// So often it is looked at what waits, if nobody wakes it.
const LOOK: Duration = Duration::from_secs(30);

/// Runs until told to stop.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        tokio::select! {
            // What is stopped in the middle of a film is begun again.
            done = films::work_off(&app) => if let Err(e) = done {
                tracing::error!(error = %e, "films could not be drawn anew; trying again in half a minute");
            },
            gone = stop.changed() => if gone.is_err() { break },
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = app.wake.films.notified() => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
