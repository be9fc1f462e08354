//! Asks the pages that profiles link to whether they link back, each when its time has come, one of each host at a time.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::service::backlinks;

/// The queue is looked at this often; so a host is asked for at most one page a second.
const LOOK: Duration = Duration::from_secs(1);
/// After something went wrong the queue is left alone this long, so that a fault does not fill the log.
const REST: Duration = Duration::from_secs(30);
/// Pages that are asked at the same time: they are never urgent.
const MOST: usize = 4;

/// Runs until told to stop. What is being asked then is given up, and asked again after the next start.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut asking: JoinSet<()> = JoinSet::new();
    loop {
        while asking.try_join_next().is_some() {}
        let wait = match backlinks::claim(&app, MOST - asking.len().min(MOST)).await {
            Ok(due) => {
                for one in due {
                    let app = app.clone();
                    asking.spawn(async move {
                        if let Err(e) = backlinks::ask(&app, one).await {
                            tracing::error!(error = %e, "whether a page links back could not be kept");
                        }
                    });
                }
                LOOK
            }
            Err(e) => {
                tracing::error!(error = %e, "the pages that profiles link to cannot be asked");
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
