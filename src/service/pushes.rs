//! What waits to be sent to devices. Whether a device is woken at all, and with which words, is decided when it is
//! sent: by then a block, a mute or a deleted post counts.

use std::time::Duration;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::delivery::{self, DeliveryState, Next, Patience};
use crate::domain::push::{self, LASTS, PushedPost, Standing};
use crate::domain::time::{MINUTE, Time};
use crate::remote::push::{self as messages, Device, Handling, Payload};
use crate::store::notifications::{self, NotificationRecord};
use crate::store::push_subscriptions::{self, PushSubscription};
use crate::store::pushes::{self, Claimed};
use crate::store::{accounts, follows, hidden, posts};

use super::{Result, copies, stand_ins, streams, tokens};

/// A claim that is not given back by then belongs to a process that died.
const CLAIM: i64 = 2 * MINUTE;

/// A push that was taken to be sent.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    push: Claimed,
    claim: Time,
}

/// Takes up to so many pushes that are due, one of each device.
pub async fn claim(app: &App, limit: usize) -> Result<Vec<Due>> {
    let now = app.now();
    if limit == 0 || pushes::next_due(&app.store, now).await?.is_none_or(|due| due > now) {
        return Ok(Vec::new());
    }
    let claim = app.claim_end(CLAIM);
    let mut tx = app.store.begin().await?;
    let claimed = pushes::claim(&mut tx, now, claim, i64::try_from(limit).unwrap_or(1)).await?;
    tx.commit().await?;
    Ok(claimed.into_iter().map(|push| Due { push, claim }).collect())
}

/// What is next for a push.
enum Outcome {
    /// Nothing.
    Done,
    /// Nothing, for this device ever.
    NoDevice,
    /// It is tried again.
    Again(Time),
}

/// Sends a push, if it is still wanted, and keeps what came of it.
pub async fn send(app: &App, due: Due) -> Result<()> {
    let Due { push, claim } = due;
    let outcome = attempt(app, &push).await?;
    let mut tx = app.store.begin().await?;
    match outcome {
        Outcome::Done => pushes::done(&mut tx, &push, claim).await?,
        Outcome::NoDevice => push_subscriptions::remove_one(&mut tx, push.subscription).await?,
        Outcome::Again(at) => pushes::again(&mut tx, &push, claim, at).await?,
    }
    Ok(tx.commit().await?)
}

async fn attempt(app: &App, push: &Claimed) -> Result<Outcome> {
    let Some(living) = push_subscriptions::living(&app.store, push.subscription).await? else {
        return Ok(Outcome::NoDevice);
    };
    // The token acts for somebody else, and its member's role allows that no longer.
    let subscription = living.subscription;
    if !living.is_own && !tokens::may_act_as(app, &living.role, subscription.account).await? {
        return Ok(Outcome::NoDevice);
    }
    let (age, lasts) = (app.now().since(push.created_at), lasts(app));
    if age > lasts {
        return Ok(Outcome::Done);
    }
    let Some(payload) = payload(app, &subscription, push).await? else { return Ok(Outcome::Done) };
    let (payload, is_urgent) = payload;
    let handling = Handling {
        is_standard: subscription.is_standard,
        is_urgent,
        lasts: LASTS.min(lasts - age),
        topic: messages::topic(push.subscription, push.notification),
    };
    let device = Device::open(app, subscription.id, &subscription.device)?;
    let (answer, error) = messages::send(app, &device, payload, &handling).await?;
    let attempts = u32::try_from(push.attempts).unwrap_or(u32::MAX);
    let patience = Patience { give_up: LASTS, scale: app.config.federation.retry_scale };
    let next = delivery::after(attempts, push.created_at, answer, patience, app.jitter(), app.now());
    if let Some(error) = error {
        tracing::debug!(subscription = %push.subscription, %error, "a device could not be woken");
    }
    Ok(match next {
        Next::Final(DeliveryState::Gone) => Outcome::NoDevice,
        Next::Final(_) => Outcome::Done,
        Next::Again { at, .. } => Outcome::Again(at),
    })
}

/// How long a push is news, in milliseconds.
fn lasts(app: &App) -> i64 {
    let scaled = app.config.scaled(Duration::from_millis(LASTS.unsigned_abs()));
    i64::try_from(scaled.as_millis()).unwrap_or(LASTS)
}

/// What the device is told, and whether it is urgent; `None` when it is not to be woken.
async fn payload(
    app: &App,
    subscription: &PushSubscription,
    push: &Claimed,
) -> Result<Option<(Payload, bool)>> {
    let (account, db) = (subscription.account, &app.store);
    let Some(told) = notifications::find(db, account, push.notification).await? else { return Ok(None) };
    let NotificationRecord { kind, from, post, .. } = told;
    let standing = Standing {
        is_followed: follows::is_accepted(db, account, from).await?,
        is_follower: follows::is_accepted(db, from, account).await?,
    };
    let Some(name) = push::alert_of(kind).filter(|_| push::wakes(&subscription.wish, kind, standing)) else {
        return Ok(None);
    };
    if hidden::is_unheard(db, account, from, app.now()).await? {
        return Ok(None);
    }
    let about = match post {
        None => None,
        // Gone, or not for the account: then there is nothing to be woken for.
        Some(id) if streams::line(app, account, id, None).await?.is_none() => return Ok(None),
        Some(id) => posts::find(db, id).await?,
    };
    let Some(by) = accounts::find(db, from).await? else { return Ok(None) };
    let shown = about.as_ref().map(|post| PushedPost {
        visibility: post.visibility,
        warning: post.warning.as_deref(),
        html: &post.main_text().html,
    });
    let acct = by.acct();
    let (title, body) =
        push::words(&subscription.wish, kind, if by.name.is_empty() { &acct } else { &by.name }, shown);
    let payload = Payload {
        access_token: "",
        preferred_locale: "en",
        notification_id: told.id.0,
        notification_type: name,
        icon: icon(app, &by),
        title,
        body,
    };
    Ok(Some((payload, push::is_urgent(kind))))
}

/// Readers load pictures from us: their device tells nobody else that it was woken.
fn icon(app: &App, account: &Account) -> String {
    match &account.profile.avatar {
        Some(url) if account.is_local() => url.clone(),
        Some(url) => app.url(&copies::path(app, url)),
        None => app.url(stand_ins::AVATAR),
    }
}
