//! Notifications: what somebody here is told, what waits because of whom it comes from, and what they want no longer.

use crate::app::App;
use crate::domain::announcement::Announcement;
use crate::domain::ids::{AccountId, PostId, RowId, time_of};
use crate::domain::notification::{self, GroupKey, NEW_FOR, NotificationKind, Policy, Treatment};
use crate::domain::post::Post;
use crate::domain::time::Time;
use crate::service::{Error, Result};
use crate::store::notifications::{self, NotificationRecord};
use crate::store::{Tx, hidden, notification_requests as requests, pushes, threads};

/// A like: the author is told.
pub async fn like(app: &App, tx: &mut Tx, post: &Post, by: AccountId) -> Result<()> {
    if by == post.account {
        return Ok(());
    }
    notify(app, tx, post.account, NotificationKind::Like, by, Some(post.id)).await
}

/// Somebody follows, or asks to.
pub async fn follow(
    app: &App,
    tx: &mut Tx,
    target: AccountId,
    by: AccountId,
    is_request: bool,
) -> Result<()> {
    let kind = if is_request { NotificationKind::FollowRequest } else { NotificationKind::Follow };
    notify(app, tx, target, kind, by, None).await
}

/// A poll has ended: those here who voted are told, and its author.
pub async fn poll_ended(app: &App, tx: &mut Tx, post: &Post, told: &[AccountId]) -> Result<()> {
    for account in told {
        notify(app, tx, *account, NotificationKind::Poll, post.account, Some(post.id)).await?;
    }
    Ok(())
}

/// Somebody quotes a post of this account; what it is shown is the quote, or its own post while the quote is not here.
pub async fn quote(app: &App, tx: &mut Tx, account: AccountId, shown: PostId, by: AccountId) -> Result<()> {
    notify(app, tx, account, NotificationKind::Quote, by, Some(shown)).await
}

/// Somebody whom the account follows has moved.
pub async fn moved(app: &App, tx: &mut Tx, follower: AccountId, to: AccountId) -> Result<()> {
    notify(app, tx, follower, NotificationKind::Move, to, None).await
}

/// A report came in: the moderators are told, of each.
pub async fn report(
    app: &App,
    tx: &mut Tx,
    moderators: &[AccountId],
    by: AccountId,
    report: RowId,
) -> Result<()> {
    for moderator in moderators {
        let told = about(app, *moderator, NotificationKind::Report, by, None);
        tell(app, tx, NotificationRecord { report: Some(report), ..told }).await?;
    }
    Ok(())
}

/// What was told is taken back: the like, the boost, the follow is undone.
pub async fn retract(
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    by: AccountId,
    post: Option<PostId>,
) -> Result<()> {
    Ok(notifications::remove(tx, account, &notifications::subject(kind, by, post)).await?)
}

/// The account has seen one of its notifications and wants it no longer.
pub async fn dismiss(app: &App, account: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !notifications::dismiss(&mut tx, account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// The account has seen what is shown as one, and wants it no longer.
pub async fn dismiss_group(app: &App, account: AccountId, key: &GroupKey) -> Result<()> {
    let mut tx = app.store.begin().await?;
    notifications::dismiss_group(&mut tx, account, key).await?;
    Ok(tx.commit().await?)
}

/// The account wants none of its notifications any longer.
pub async fn clear(app: &App, account: AccountId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    notifications::clear(&mut tx, account).await?;
    Ok(tx.commit().await?)
}

fn about(
    app: &App,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
) -> NotificationRecord {
    let (id, created_at) = (app.notification_id(), app.now());
    NotificationRecord { id, account, kind, from, post, report: None, created_at }
}

pub(super) async fn notify(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
) -> Result<()> {
    tell(app, tx, about(app, account, kind, from, post)).await
}

async fn tell(app: &App, tx: &mut Tx, record: NotificationRecord) -> Result<()> {
    let NotificationRecord { account, kind, from, post, created_at: now, .. } = record;
    // Whoever is blocked or muted, themselves or with their whole domain, cannot make themselves heard (A105).
    if hidden::is_unheard(&mut *tx, account, from, now).await? {
        return Ok(());
    }
    // Whoever has muted a thread hears nothing of it, whoever answers, likes or boosts there.
    if let Some(post) = post
        && !threads::muted_among(&mut *tx, account, &[post.0]).await?.is_empty()
    {
        return Ok(());
    }
    let held_at = match treatment(tx, account, kind, from, post, now).await? {
        Treatment::Accept => None,
        Treatment::Filter => Some(now),
        Treatment::Drop => return Ok(()),
    };
    if !notifications::save(tx, &record, held_at).await? {
        return Ok(());
    }
    match held_at {
        None => {
            tx.announce(Announcement::Notified { account, id: record.id });
            pushes::queue(tx, account, record.id, now).await?;
        }
        Some(_) => requests::ask(tx, app.row_id(), account, from, post, now).await?,
    }
    Ok(())
}

/// What the one who is told wants of this sender.
async fn treatment(
    tx: &mut Tx,
    account: AccountId,
    kind: NotificationKind,
    from: AccountId,
    post: Option<PostId>,
    now: Time,
) -> Result<Treatment> {
    let chosen = requests::policy(&mut *tx, account).await?;
    let Some(policy) = chosen else { return Ok(Treatment::Accept) };
    let mut sender = requests::sender(&mut *tx, account, from, post, now).await?;
    // Accounts get their id when they are first seen here; what they say of their age themselves is no evidence.
    sender.is_new = now.since(time_of(from.0)) < NEW_FOR;
    Ok(notification::treat(&policy, kind, sender))
}

/// The account chooses what it wants of people it does not know. What waits already goes on waiting.
pub async fn choose(app: &App, account: AccountId, policy: &Policy) -> Result<()> {
    let mut tx = app.store.begin().await?;
    requests::save_policy(&mut tx, account, policy).await?;
    Ok(tx.commit().await?)
}

/// The account lets these senders in: what waits is told, and what comes is told from now on.
pub async fn admit(app: &App, account: AccountId, ids: &[RowId]) -> Result<usize> {
    let mut tx = app.store.begin().await?;
    let mut done = 0;
    for id in ids {
        let Some(from) = requests::end(&mut tx, account, *id).await? else { continue };
        requests::permit(&mut tx, account, from, app.now()).await?;
        requests::release(&mut tx, account, from).await?;
        done += 1;
    }
    if done > 0 {
        tx.announce(Announcement::Admitted(account));
    }
    tx.commit().await?;
    Ok(done)
}

/// The account does not want to hear what waits of these senders. What they do later waits again.
pub async fn turn_away(app: &App, account: AccountId, ids: &[RowId]) -> Result<usize> {
    let mut tx = app.store.begin().await?;
    let mut done = 0;
    for id in ids {
        let Some(from) = requests::end(&mut tx, account, *id).await? else { continue };
        requests::throw_away(&mut tx, account, from).await?;
        done += 1;
    }
    tx.commit().await?;
    Ok(done)
}
