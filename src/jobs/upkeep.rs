//! What is done every so often: rules about domains are read anew, what is old is thrown away.

use std::time::Duration;

use tokio::sync::watch;

use crate::app::App;
use crate::domain::time::{MINUTE, SECOND, Time};
use crate::service::{
    copies, domains, endorsers, event_answers, event_guests, films, imports, letter_rounds, media,
    newsletter_rounds, pledge_forms,
};
use crate::store::intake;
use crate::store::upkeep::{self, Horizon};

/// Another process may have changed the rules; within this time they hold here too.
const RULES: Duration = Duration::from_secs(1);
/// The clock is corrected by less than this all the time; by more, somebody has set it.
const STEP: i64 = 5 * SECOND;
/// No claim lasts longer.
const LONGEST_CLAIM: i64 = 5 * MINUTE;
/// How many looks at the rules there are between two clean-ups: one an hour.
const LOOKS: u32 = 3_600;

/// Runs until told to stop.
pub async fn run(app: App, mut stop: watch::Receiver<bool>) {
    let mut looks = 0;
    let mut last_look = app.now();
    while !*stop.borrow() {
        last_look = mind_the_clock(&app, last_look).await;
        if let Err(e) = domains::reload(&app).await {
            tracing::error!(error = %e, "the rules about domains cannot be read");
        }
        match intake::backlog(&app.store).await {
            Ok(waiting) => app.backlog.store(waiting, std::sync::atomic::Ordering::Relaxed),
            Err(e) => tracing::error!(error = %e, "the inbox cannot be counted"),
        }
        if looks == 0 {
            tidy(&app).await;
        }
        looks = (looks + 1) % LOOKS;
        tokio::select! {
            () = tokio::time::sleep(RULES) => {}
            gone = stop.changed() => if gone.is_err() { break },
        }
    }
}

/// Notices when the clock was set back since the last look; the time of this look.
async fn mind_the_clock(app: &App, last_look: Time) -> Time {
    let now = app.now();
    let by = last_look.since(now);
    if by < STEP {
        return now;
    }
    tracing::warn!(seconds = by / 1_000, "the clock was set back; what was planned by it is planned anew");
    match upkeep::clock_was_set_back(&app.store, now, by, now.plus(LONGEST_CLAIM)).await {
        Ok(_) => {
            app.wake.lanes.notify_one();
            now
        }
        Err(e) => {
            tracing::error!(error = %e, "what waits could not be planned anew; trying again in a second");
            last_look
        }
    }
}

async fn tidy(app: &App) {
    let now = app.now();
    let ago = |lasts: Duration| Time(now.0 - i64::try_from(lasts.as_millis()).unwrap_or(i64::MAX));
    let horizon =
        Horizon { seen: ago(app.config.keep_seen()), deliveries: ago(app.config.keep_deliveries()), now };
    match upkeep::tidy(&app.store, horizon).await {
        Ok(0) => {}
        Ok(rows) => tracing::info!(rows, "threw away what was old"),
        Err(e) => tracing::error!(error = %e, "what is old could not be thrown away"),
    }
    if let Err(e) = imports::tidy(app).await {
        tracing::error!(error = %e, "what members brought along could not be forgotten; trying again in an hour");
    }
    if let Err(e) = pledge_forms::forget_late(app).await {
        tracing::error!(error = %e, "forms that nobody confirmed could not be erased; trying again in an hour");
    }
    if let Err(e) = event_guests::forget_late(app).await {
        tracing::error!(error = %e, "answers to events that nobody confirmed could not be erased; trying again in an hour");
    }
    if let Err(e) = newsletter_rounds::tidy(app).await {
        tracing::error!(error = %e, "addresses that nobody confirmed could not be erased; trying again in an hour");
    }
    if let Err(e) = letter_rounds::tidy(app).await {
        tracing::error!(error = %e, "letters that nobody confirmed could not be erased; trying again in an hour");
    }
    if let Err(e) = event_answers::tidy(app).await {
        tracing::error!(error = %e, "answers to events that are over could not be forgotten; trying again in an hour");
    }
    if let Err(e) = endorsers::refresh_ended(app).await {
        tracing::error!(error = %e, "endorsements whose proof has ended could not be taken out; trying again in an hour");
    }
    for tidied in [media::tidy(app).await, copies::tidy(app).await, films::tidy(app).await] {
        if let Err(e) = tidied {
            tracing::warn!(error = %e, "old files could not be removed; trying again in an hour");
        }
    }
}
