//! Hands letters over whose time has come.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::service::letter_rounds;

/// The plan is looked at this often; a letter may be this late.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong it is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);

/// Runs until told to stop.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    if app.relay.is_none() {
        return;
    }
    while !*stop.borrow() {
        let wait = match letter_rounds::run(&app).await {
            Ok(()) => LOOK,
            Err(e) => {
                tracing::error!(error = %e, "letters could not be handed over");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}
