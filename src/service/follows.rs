//! Following and being followed.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::follow::{self, Answer, FollowState};
use crate::domain::notification::NotificationKind;
use crate::domain::refusal::Refusal;
use crate::domain::relocation;
use crate::remote::keyring;
use crate::store::{Tx, blocks, follows, hidden, relationships, tombstones, wishes};
use crate::wire::activity;

pub use crate::domain::follow::Wishes;
pub use crate::store::relationships::Relationship;

use super::outbox::{self, Telling, To};
use super::{Error, Result, surface};

/// What a follower changes of what they want; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct WishesChange {
    /// Boosts reach the follower's home.
    pub boosts: Option<bool>,
    /// The follower is told of every post.
    pub notify: Option<bool>,
    /// Languages that reach the follower's home; an empty list means all.
    pub languages: Option<Vec<String>>,
}

/// What an account is to others, in the order of the ids; those that do not exist are left out.
pub async fn relationships(app: &App, viewer: &Account, ids: &[i64]) -> Result<Vec<Relationship>> {
    Ok(relationships::of_many(&app.store, viewer.id, ids, app.now()).await?)
}

/// What somebody is to one other account.
pub async fn relationship(app: &App, viewer: &Account, other: &Account) -> Result<Relationship> {
    relationships(app, viewer, &[other.id.0]).await?.pop().ok_or(Error::NotFound)
}

/// A local actor follows somebody, unless it does already, and says what it wants of them. What is not said stays.
pub async fn follow_with(cx: &Cx, follower: &Account, target: &Account, change: WishesChange) -> Result<()> {
    let known = relationship(cx, follower, target).await?;
    if known.follows.is_none() {
        follow(cx, follower, target).await?;
    }
    let before = known.wishes;
    let after = Wishes {
        boosts: change.boosts.unwrap_or(before.boosts),
        notify: change.notify.unwrap_or(before.notify),
        languages: change.languages.unwrap_or_else(|| before.languages.clone()),
    };
    if after != before {
        let mut tx = cx.store.begin().await?;
        wishes::save(&mut tx, follower.id, target.id, &after).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// A local actor asks to follow somebody. Following a local actor takes effect at once.
pub async fn follow(cx: &Cx, follower: &Account, target: &Account) -> Result<FollowState> {
    if follower.id == target.id {
        return Err(Error::says("refusal-account-follow-self"));
    }
    relocation::may_act(follower).map_err(Error::refused)?;
    if let Some(place) = &target.profile.moved_to
        && target.is_local()
    {
        return Err(Error::refused(
            Refusal::new("refusal-account-follow-moved").name("name", target.acct()).name("place", place),
        ));
    }
    if hidden::is_refused(&cx.store, target.id, follower.id).await? {
        return Err(Error::NotFound);
    }
    if hidden::is_refused(&cx.store, follower.id, target.id).await? {
        return Err(Error::says("refusal-account-follow-blocked"));
    }
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    if target.is_local() {
        let state = if target.locked { FollowState::Requested } else { FollowState::Accepted };
        let mut tx = cx.store.begin().await?;
        follows::save(&mut tx, cx.row_id(), follower.id, target.id, state, &uri, cx.now()).await?;
        surface::follow(cx, &mut tx, target.id, follower.id, target.locked).await?;
        tx.commit().await?;
        return Ok(state);
    }
    let signer = keyring::for_requests(cx, follower.id).await?;
    let body = activity::follow(&uri, follower.uri.as_str(), target.uri.as_str());
    let mut tx = cx.store.begin().await?;
    follows::save(&mut tx, cx.row_id(), follower.id, target.id, FollowState::Requested, &uri, cx.now())
        .await?;
    let telling = Telling {
        id,
        uri,
        actor: follower.id,
        kind: "Follow",
        object_uri: target.uri.as_str(),
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(target.clone()))],
    };
    outbox::tell(cx, &mut tx, &signer, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(follows::find(&cx.store, follower.id, target.id)
        .await?
        .map_or(FollowState::Requested, |(state, _)| state))
}

/// How far the follow of somebody has come; `None` where there is none.
pub async fn state(app: &App, follower: &Account, target: &Account) -> Result<Option<FollowState>> {
    Ok(follows::find(&app.store, follower.id, target.id).await?.map(|(state, _)| state))
}

/// Somebody who is followed or asked.
#[derive(Clone, Debug)]
pub struct Followed {
    /// Who.
    pub account: Account,
    /// How far it has come.
    pub state: FollowState,
    /// Where it stands in the list.
    pub place: Cursor,
}

/// Whom an account follows or has asked to below this place, the newest first.
pub async fn followed(
    app: &App,
    follower: &Account,
    below: Cursor,
    most: i64,
) -> Result<Stretch<Followed, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let found = follows::followed(&app.store, follower.id, below, most + 1).await?;
    let Stretch { rows, next } = Stretch::of(found, most, |(place, _)| *place);
    let ids: Vec<i64> = rows.iter().map(|(place, _)| place.id).collect();
    let mut accounts = super::accounts::find_many(app, &ids).await?;
    let with = |(place, state): (Cursor, FollowState)| {
        Some(Followed { account: accounts.remove(&place.id)?, state, place })
    };
    Ok(Stretch { rows: rows.into_iter().filter_map(with).collect(), next })
}

/// How many follows wait for the account's decision.
pub async fn count_requests(app: &App, target: crate::domain::ids::AccountId) -> Result<i64> {
    Ok(follows::count_requests(&app.store, target).await?)
}

/// A local actor no longer follows somebody.
pub async fn unfollow(cx: &Cx, follower: &Account, target: &Account) -> Result<()> {
    let mut tx = cx.store.begin().await?;
    end(cx, &mut tx, follower, target).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// A follow ends, asked or accepted; whether there was one. A follower of ours takes it back, one elsewhere is told that
/// the consent is gone.
pub async fn end(app: &App, tx: &mut Tx, follower: &Account, target: &Account) -> Result<bool> {
    let Some((_, follow_uri)) = follows::find(&mut *tx, follower.id, target.id).await? else {
        return Ok(false);
    };
    follows::remove(tx, follower.id, target.id).await?;
    if target.is_local() {
        surface::retract(tx, target.id, NotificationKind::Follow, follower.id, None).await?;
        surface::retract(tx, target.id, NotificationKind::FollowRequest, follower.id, None).await?;
    }
    if !follower.is_local() {
        answer(app, tx, follower, target, &follow_uri, "Reject").await?;
        return Ok(true);
    }
    surface::leave(tx, follower.id, target.id).await?;
    if !target.is_local() {
        let signer = keyring::for_requests(app, follower.id).await?;
        let id = app.activity_id();
        let uri = outbox::activity_uri(app, id);
        let undone = activity::follow_of(&follow_uri, follower.uri.as_str(), target.uri.as_str());
        let body = activity::undo(&uri, follower.uri.as_str(), &undone);
        let telling = Telling {
            id,
            uri,
            actor: follower.id,
            kind: "Undo",
            object_uri: target.uri.as_str(),
            body: outbox::exact(&body),
            is_public: false,
            to: vec![To::Account(Box::new(target.clone()))],
        };
        outbox::tell(app, tx, &signer, telling).await?;
    }
    Ok(true)
}

/// Somebody elsewhere asks to follow a local actor; the answer goes out in the same transaction.
pub async fn requested(
    app: &App,
    tx: &mut Tx,
    follower: &Account,
    target: &Account,
    uri: &str,
) -> Result<()> {
    // An Undo that overtook its Follow has left this mark (F33).
    if tombstones::exists(&mut *tx, uri, follower.uri.as_str()).await? {
        return Ok(());
    }
    // Nobody gathers at a place that was left: the follower's server shows where they are now.
    let blocked =
        target.profile.moved_to.is_some() || hidden::is_refused(&mut *tx, target.id, follower.id).await?;
    let known = follows::find(&mut *tx, follower.id, target.id).await?;
    match follow::answer(target.locked, blocked) {
        Answer::Reject => answer(app, tx, follower, target, uri, "Reject").await,
        Answer::Wait if !matches!(known, Some((FollowState::Accepted, _))) => {
            follows::save(tx, app.row_id(), follower.id, target.id, FollowState::Requested, uri, app.now())
                .await?;
            surface::follow(app, tx, target.id, follower.id, true).await
        }
        // Asked again, the answer may have been lost: it is given again.
        Answer::Accept | Answer::Wait => {
            follows::save(tx, app.row_id(), follower.id, target.id, FollowState::Accepted, uri, app.now())
                .await?;
            surface::follow(app, tx, target.id, follower.id, false).await?;
            answer(app, tx, follower, target, uri, "Accept").await
        }
    }
}

/// A local actor decides on a follow that waits; one that does not wait is not there.
pub async fn decide(cx: &Cx, target: &Account, follower: &Account, accept: bool) -> Result<()> {
    let mut tx = cx.store.begin().await?;
    let Some((FollowState::Requested, uri)) = follows::find(&mut tx, follower.id, target.id).await? else {
        return Err(Error::NotFound);
    };
    if accept {
        follows::accept(&mut tx, cx.row_id(), follower.id, target.id).await?;
        surface::retract(&mut tx, target.id, NotificationKind::FollowRequest, follower.id, None).await?;
        surface::follow(cx, &mut tx, target.id, follower.id, false).await?;
        if !follower.is_local() {
            answer(cx, &mut tx, follower, target, &uri, "Accept").await?;
        }
    } else {
        end(cx, &mut tx, follower, target).await?;
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

async fn answer(
    app: &App,
    tx: &mut Tx,
    follower: &Account,
    target: &Account,
    follow_uri: &str,
    kind: &'static str,
) -> Result<()> {
    let signer = keyring::for_requests(app, target.id).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let asked = activity::follow_of(follow_uri, follower.uri.as_str(), target.uri.as_str());
    let body = if kind == "Accept" {
        activity::accept(&uri, target.uri.as_str(), &asked)
    } else {
        activity::reject(&uri, target.uri.as_str(), &asked)
    };
    let telling = Telling {
        id,
        uri,
        actor: target.id,
        kind,
        object_uri: follow_uri,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(follower.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}

/// The one we asked has accepted. Only a follow that we asked for can be accepted (A81, A82).
pub async fn accepted(app: &App, tx: &mut Tx, follower: &Account, target: &Account) -> Result<bool> {
    match follows::find(&mut *tx, follower.id, target.id).await? {
        Some((FollowState::Requested, _)) => {
            Ok(follows::accept(tx, app.row_id(), follower.id, target.id).await?)
        }
        _ => Ok(false),
    }
}

/// The one we asked has refused, or takes the consent back (A83).
pub async fn rejected(tx: &mut Tx, follower: &Account, target: &Account) -> Result<bool> {
    Ok(follows::remove(tx, follower.id, target.id).await?)
}

/// A follower elsewhere no longer follows a local actor.
pub async fn undone(tx: &mut Tx, follower: &Account, target: &Account) -> Result<()> {
    follows::remove(tx, follower.id, target.id).await?;
    surface::retract(tx, target.id, NotificationKind::Follow, follower.id, None).await?;
    surface::retract(tx, target.id, NotificationKind::FollowRequest, follower.id, None).await
}

/// Somebody elsewhere blocks a local actor: neither follows the other any more, and nobody is told (A87).
pub async fn blocked(app: &App, tx: &mut Tx, blocker: &Account, target: &Account, uri: &str) -> Result<()> {
    follows::remove(tx, blocker.id, target.id).await?;
    follows::remove(tx, target.id, blocker.id).await?;
    surface::leave(tx, target.id, blocker.id).await?;
    Ok(blocks::save(tx, app.row_id(), blocker.id, target.id, uri, app.now()).await?)
}
