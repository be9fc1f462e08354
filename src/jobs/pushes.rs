//! Wakes devices: sends what waits for them, one message of each device at a time.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::service::pushes;

/// The queue is looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong the queue is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);
/// Messages that are on their way at the same time.
const MOST: usize = 32;

/// Runs until told to stop. What is on its way then is given up, and sent again after the next start.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut sending: JoinSet<()> = JoinSet::new();
    loop {
        while sending.try_join_next().is_some() {}
        let wait = match pushes::claim(&app, MOST - sending.len().min(MOST)).await {
            Ok(due) => {
                for one in due {
                    let app = app.clone();
                    sending.spawn(async move {
                        if let Err(e) = pushes::send(&app, one).await {
                            tracing::error!(error = %e, "a device could not be woken");
                        }
                    });
                }
                LOOK
            }
            Err(e) => {
                tracing::error!(error = %e, "what waits for devices cannot be read");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // The next message of a device waits for the one before.
            Some(_) = sending.join_next(), if !sending.is_empty() => {}
            // Nobody who could say it any more is as good as the word.
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
