//! Moving: followers here follow somebody to their new place, and members of ours name other accounts as theirs and
//! leave for one of them.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::follow::{FollowState, Wishes};
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::relocation::{self, COOLDOWN, MOST_ALIASES};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::remote::{self, keyring, resolve};
use crate::store::{self, Tx, accounts, audit, blocks, follows, hidden, lists, mutes, wishes};
use crate::wire::activity;

use super::accounts::look_up;
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result, blocks as blocking, surface};

/// Applies a `Move`, if it is to be believed. The old server is never asked: it may be dark.
pub async fn relocate(
    app: &App,
    tx: &mut Tx,
    sender: &Uri,
    old: &Account,
    new: &Account,
) -> Result<Option<relocation::Refusal>> {
    let now = app.now();
    let last = accounts::moved_at(&mut *tx, old.id).await?;
    if let Err(refusal) = relocation::relocate(sender, old, new, last, now) {
        return Ok(Some(refusal));
    }
    let mut profile = old.profile.clone();
    profile.moved_to = Some(new.uri.as_str().to_owned());
    accounts::mark_moved(tx, old.id, &profile, now).await?;
    carry(app, tx, old, new).await?;
    Ok(None)
}

/// What those who live here have to do with the old account goes over to the new one: follows, with what was wanted of
/// them, blocks and mutes. Nobody gets rid of a block by moving.
async fn carry(app: &App, tx: &mut Tx, old: &Account, new: &Account) -> Result<()> {
    for blocker in blocks::local_blockers(&mut *tx, old.id).await? {
        let Some(blocker) = accounts::find(&mut *tx, blocker).await? else { continue };
        if blocker.id != new.id {
            blocking::place(app, tx, &blocker, new).await?;
        }
    }
    mutes::carry(tx, app.row_id(), old.id, new.id, app.now()).await?;
    for follower in follows::local_followers(&mut *tx, old.id).await? {
        let Some(follower) = accounts::find(&mut *tx, follower).await? else { continue };
        let wanted = wishes::find(&mut *tx, follower.id, old.id).await?;
        let held = lists::holding(&mut *tx, follower.id, old.id).await?;
        follows::remove(tx, follower.id, old.id).await?;
        if follower.id == new.id
            || relocation::may_act(&follower).is_err()
            || follows::find(&mut *tx, follower.id, new.id).await?.is_some()
            || hidden::is_refused(&mut *tx, follower.id, new.id).await?
            || hidden::is_refused(&mut *tx, new.id, follower.id).await?
        {
            continue;
        }
        ask(app, tx, &follower, new).await?;
        if wanted != Wishes::default() {
            wishes::save(tx, follower.id, new.id, &wanted).await?;
        }
        // Only whom the follow has reached already; who still has to say yes is not in any list.
        for list in held {
            if lists::add(tx, &list, new.id).await? {
                surface::joined(tx, &list, new.id).await?;
            }
        }
        surface::moved(app, tx, follower.id, new.id).await?;
    }
    Ok(())
}

/// The follower asks to follow the new actor, in the transaction of the move.
async fn ask(app: &App, tx: &mut Tx, follower: &Account, new: &Account) -> Result<()> {
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let state = if new.is_local() && !new.locked { FollowState::Accepted } else { FollowState::Requested };
    follows::save(tx, app.row_id(), follower.id, new.id, state, &uri, app.now()).await?;
    if new.is_local() {
        return surface::follow(app, tx, new.id, follower.id, new.locked).await;
    }
    let signer = keyring::for_requests(app, follower.id).await?;
    let telling = Telling {
        id,
        body: outbox::exact(&activity::follow(&uri, follower.uri.as_str(), new.uri.as_str())),
        uri,
        actor: follower.id,
        kind: "Follow",
        object_uri: new.uri.as_str(),
        is_public: false,
        to: vec![To::Account(Box::new(new.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}

/// Names other accounts, by address or handle, as this person's own, in the place of those named before. Each must be
/// there. Followers are told, so that a server that is moved to knows us.
pub async fn set_aliases(
    cx: &Cx,
    by: Option<MemberId>,
    account: &Account,
    named: &[String],
) -> Result<Account> {
    let mut aliases: Vec<String> = Vec::new();
    let named: Vec<&str> = named.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    if named.len() > MOST_ALIASES {
        return Err(Error::refused(
            Refusal::new("refusal-account-many-aliases").count("count", MOST_ALIASES),
        ));
    }
    for text in named {
        // One that is named already was there when it was named, and its server may be dark by now.
        let is_known = account.profile.also_known_as.iter().any(|known| known == text);
        let uri = if is_known { text.to_owned() } else { another(cx, account, text).await? };
        if !aliases.contains(&uri) {
            aliases.push(uri);
        }
    }
    if aliases == account.profile.also_known_as {
        return Ok(account.clone());
    }
    let mut changed = account.clone();
    changed.profile.also_known_as = aliases;
    changed.fetched_at = cx.now().max(account.fetched_at.plus(1));
    let mut tx = cx.store.begin().await?;
    accounts::save(&mut tx, &changed).await?;
    outbox::tell_profile(cx, &mut tx, &changed).await?;
    audit::write(&mut tx, cx.row_id(), by, "member.alias", &account.username, cx.now()).await?;
    tx.commit().await?;
    cx.actor_texts.invalidate(&changed.username);
    cx.wake.lanes.notify_one();
    Ok(changed)
}

/// The id of another account than this one.
async fn another(cx: &Cx, account: &Account, text: &str) -> Result<String> {
    let found = look_up(cx, text).await.map_err(|error| unknown(text, error))?;
    if found.id == account.id {
        return Err(Error::says("refusal-account-own-alias"));
    }
    if !found.is_active() || found.kind == ActorKind::Application {
        return Err(Error::refused(Refusal::new("refusal-account-bad-alias").name("name", text)));
    }
    Ok(found.uri.as_str().to_owned())
}

/// The words for an account that could not be had.
fn unknown(text: &str, error: Error) -> Error {
    match error {
        Error::Remote(remote::Error::Store(error)) => error.into(),
        Error::Remote(remote::Error::Resting(_)) => {
            Error::refused(Refusal::new("refusal-account-asked-lately").name("name", text))
        }
        Error::Remote(error) => {
            tracing::debug!(%text, %error, "an account that was named could not be had");
            Error::refused(Refusal::new("refusal-account-unknown").name("name", text))
        }
        Error::NotFound => Error::refused(Refusal::new("refusal-account-not-found").name("name", text)),
        other => other,
    }
}

/// The other account as its server describes it now; where it was asked a moment ago, as we have it since.
async fn fresh(cx: &Cx, text: &str) -> Result<Account> {
    let known = look_up(cx, text).await.map_err(|error| unknown(text, error))?;
    if known.is_local() {
        return Ok(known);
    }
    match resolve::refresh(cx, &known.uri).await {
        Err(remote::Error::Resting(_)) => Ok(known),
        other => other.map_err(|error| unknown(text, error.into())),
    }
}

/// A member's account leaves for another, which must name it among its own: the profile says so, followers everywhere
/// are told to follow there, those here do at once.
pub async fn leave(cx: &Cx, by: Option<MemberId>, account: &Account, target: &str) -> Result<Account> {
    let last = accounts::moved_at(&cx.store, account.id).await?;
    if last.is_some_and(|at| cx.now().since(at) < COOLDOWN) {
        return Err(words(relocation::Refusal::TooSoon, target));
    }
    let new = fresh(cx, target).await?;
    let now = cx.now();
    relocation::relocate(&account.uri, account, &new, last, now).map_err(|why| words(why, target))?;
    let mut changed = account.clone();
    changed.profile.moved_to = Some(new.uri.as_str().to_owned());
    changed.fetched_at = now.max(account.fetched_at.plus(1));
    let signers = Signers::of(cx, account).await?;
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let to: Vec<String> = account.followers.iter().cloned().collect();
    let told = activity::relocate(&uri, account.uri.as_str(), new.uri.as_str(), &to);
    let body = outbox::exact(&signers.proven(cx, Visibility::Public, told)?);
    let mut tx = cx.store.begin().await?;
    if !accounts::claim_move(&mut tx, account.id, Time(now.0 - COOLDOWN), now).await? {
        return Err(words(relocation::Refusal::TooSoon, target));
    }
    accounts::save(&mut tx, &changed).await?;
    // The profile goes first: some servers believe a move only of an actor that says so itself.
    outbox::tell_profile(cx, &mut tx, &changed).await?;
    let telling = Telling {
        id,
        uri,
        actor: account.id,
        kind: "Move",
        object_uri: account.uri.as_str(),
        body,
        is_public: true,
        to: vec![To::FollowersOf(account.id)],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    carry(cx, &mut tx, &changed, &new).await?;
    audit::write(&mut tx, cx.row_id(), by, "member.move", new.uri.as_str(), now).await?;
    tx.commit().await?;
    cx.actor_texts.invalidate(&changed.username);
    cx.wake.lanes.notify_one();
    Ok(changed)
}

/// A refusal as it is said to the one who wants to move.
fn words(why: relocation::Refusal, target: &str) -> Error {
    Error::refused(match why {
        relocation::Refusal::NotItself | relocation::Refusal::Same => {
            Refusal::new("refusal-account-move-itself")
        }
        relocation::Refusal::Closed => Refusal::new("refusal-account-move-closed").name("name", target),
        relocation::Refusal::NotKnownThere => {
            Refusal::new("refusal-account-move-not-named").name("name", target)
        }
        relocation::Refusal::Chain => Refusal::new("refusal-account-move-chain").name("name", target),
        relocation::Refusal::TooSoon => Refusal::new("refusal-account-move-soon"),
    })
}

/// Where those of these accounts are now that have moved, by their ids: only where we know the new account, and it names
/// the old one. What a profile alone claims is not shown as a fact.
pub async fn new_places(app: &App, accounts: &[Account]) -> Result<HashMap<i64, Account>> {
    let places: Vec<String> = accounts.iter().filter_map(|a| a.profile.moved_to.clone()).collect();
    let known = store::accounts::known_among(&app.store, &places).await?;
    let place_of = |old: &Account| {
        let place = old.profile.moved_to.as_deref()?;
        let new = known.iter().find(|new| new.uri.as_str() == place && new.is_active())?;
        new.profile.also_known_as.iter().any(|id| id == old.uri.as_str()).then(|| (old.id.0, new.clone()))
    };
    Ok(accounts.iter().filter_map(place_of).collect())
}
