//! Asks servers how many follow their actors, each when its time has come.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::Federation;
use crate::service::profile_numbers;

/// The queue is looked at this often.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong the queue is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);
/// Actors that are counted at the same time: it is never urgent.
const MOST: usize = 4;

/// Runs until told to stop. What is being asked then is given up, and comes with the next refresh of the actor.
pub async fn run(federation: Federation, mut stop: watch::Receiver<bool>) {
    let mut asking: JoinSet<()> = JoinSet::new();
    loop {
        while asking.try_join_next().is_some() {}
        let wait = match profile_numbers::claim(&federation.to_request_data(), MOST - asking.len().min(MOST))
            .await
        {
            Ok(due) => {
                for one in due {
                    let cx = federation.to_request_data();
                    asking.spawn(async move {
                        if let Err(e) = profile_numbers::ask(&cx, one).await {
                            tracing::error!(error = %e, "what a server said about an actor could not be kept");
                        }
                    });
                }
                LOOK
            }
            Err(e) => {
                tracing::error!(error = %e, "actors of other servers cannot be counted");
                REST
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // Nobody who could say it any more is as good as the word.
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}
