//! Hands what was committed, here or on another node, to those who listen here.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::service::streams;
use crate::store::announcements::Announcements;

/// How long to wait before the database is asked anew for what happens.
const PAUSE: Duration = Duration::from_secs(1);

/// Runs until told to stop. The first announcements are asked for before anybody can listen, so that none is missed.
pub async fn run(app: App, mut announcements: Announcements, mut stop: watch::Receiver<bool>) {
    loop {
        hand_on(&app, &mut announcements, &mut stop).await;
        loop {
            tokio::select! {
                () = tokio::time::sleep(PAUSE) => {}
                _ = stop.wait_for(|stop| *stop) => return,
            }
            match app.store.announcements().await {
                Ok(again) => {
                    announcements = again;
                    break;
                }
                Err(e) => {
                    tracing::error!(error = %e, "what happens cannot be heard; trying again in a second");
                }
            }
        }
    }
}

/// Returns when the server stops or nothing more can be heard.
async fn hand_on(app: &App, announcements: &mut Announcements, stop: &mut watch::Receiver<bool>) {
    loop {
        let heard = tokio::select! {
            heard = announcements.next() => heard,
            _ = stop.wait_for(|stop| *stop) => return,
        };
        match heard {
            Ok(Some(all)) => {
                for one in &all {
                    if let Err(e) = streams::spread(app, one).await {
                        tracing::warn!(error = %e, "listeners could not be told");
                    }
                }
            }
            Ok(None) => return,
            Err(e) => {
                tracing::warn!(error = %e, "the connection that tells what happens was lost");
                return;
            }
        }
    }
}
