//! Hands mail to the relay, as fast as the settings allow. Any number of nodes may run it.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::service::mail_rounds::{self, Line, Round};

/// Without a word from anybody, the queue is looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong here the queue is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);
/// A relay that is away is asked again after this, and then after ever longer waits.
const FIRST_WAIT: Duration = Duration::from_secs(5);
/// It is never left alone longer than this.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Runs until told to stop; ends the mail that it is sending.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    if app.relay.is_none() {
        return;
    }
    let (mut patience, mut line) = (FIRST_WAIT, Line::default());
    while !*stop.borrow() {
        let woken = app.wake.mails.notified();
        let stopping = stop.clone();
        let mut is_away = false;
        let wait = match mail_rounds::run(&app, &mut line, || *stopping.borrow()).await {
            Ok(Round::Idle) => LOOK,
            Ok(Round::Sent(_, free_at)) => {
                patience = FIRST_WAIT;
                let wait = u64::try_from(free_at.since(app.now())).unwrap_or(0);
                Duration::from_millis(wait).clamp(Duration::from_millis(5), LOOK)
            }
            Ok(Round::Trouble(why)) => {
                if patience == FIRST_WAIT {
                    tracing::warn!(%why, "mail waits until the relay is back");
                }
                is_away = true;
                let wait = app.config.scaled(patience).max(Duration::from_millis(5));
                patience = (patience * 2).min(LONGEST_WAIT);
                wait
            }
            Err(e) => {
                tracing::error!(error = %e, "mail cannot be sent");
                is_away = true;
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // What comes meanwhile does not bring a relay back.
            () = woken, if !is_away => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
    line.end().await;
}
