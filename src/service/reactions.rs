//! Likes and boosts, ours and others'.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::audience::PUBLIC;
use crate::domain::notification::NotificationKind;
use crate::domain::post::Post;
use crate::domain::relocation;
use crate::domain::visibility::{self, Visibility};
use crate::store::reactions::{self, BoostRecord};
use crate::store::{Tx, accounts, activities, posts, tombstones};
use crate::wire::{Json, activity};

use super::lines::Window;
use super::outbox::{self, Telling, To};
use super::people::People;
use super::posts::Signers;
use super::{Error, Result, surface};

/// A local actor boosts a post for everybody.
pub async fn boost(cx: &Cx, booster: &Account, post: &Post) -> Result<()> {
    boost_for(cx, booster, post, Visibility::Public).await
}

/// A local actor boosts a post for these people: everybody, or its followers. What an actor has written for its followers
/// it can boost for them alone; what others wrote for theirs, nobody.
pub async fn boost_for(cx: &Cx, booster: &Account, post: &Post, wanted: Visibility) -> Result<()> {
    relocation::may_act(booster).map_err(Error::refused)?;
    let visibility = visibility::of_boost(post.visibility, wanted, post.account == booster.id);
    let Some(visibility) = visibility else { return Err(Error::NotFound) };
    if reactions::boost_of(&cx.store, booster.id, post.id).await?.is_some() {
        return Ok(());
    }
    let author = accounts::find(&cx.store, post.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, booster).await?;
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let record = BoostRecord {
        id: cx.row_id(),
        account: booster.id,
        post: post.id,
        uri: uri.clone(),
        visibility,
        // The same moment here and on the wire: taking it back repeats the original.
        created_at: cx.now(),
    };
    let body = signers.proven(cx, visibility, announced(booster, &author, post, &record))?;
    let mut tx = cx.store.begin().await?;
    if !reactions::boost(&mut tx, &record).await? {
        return Ok(());
    }
    surface::boost(cx, &mut tx, record.id, post, booster, author.is_local()).await?;
    let telling = Telling {
        id,
        uri,
        actor: booster.id,
        kind: "Announce",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&body),
        is_public: visibility.is_open(),
        to: vec![To::FollowersOf(booster.id), To::Account(Box::new(author))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// The activity of a boost, addressed to those who may see it and to the author.
fn announced(booster: &Account, author: &Account, post: &Post, boost: &BoostRecord) -> Json {
    let followers = booster.followers.clone().unwrap_or_default();
    let author = author.uri.as_str().to_owned();
    let (to, cc) = match boost.visibility {
        Visibility::Public => (vec![PUBLIC.to_owned()], vec![followers, author]),
        Visibility::Unlisted => (vec![followers], vec![PUBLIC.to_owned(), author]),
        Visibility::Followers | Visibility::Direct => (vec![followers], vec![author]),
    };
    let (uri, booster, at) = (&boost.uri, booster.uri.as_str(), boost.created_at);
    activity::announce(uri, booster, post.uri.as_str(), &to, &cc, at)
}

/// A local actor likes a post it may see.
pub async fn like(cx: &Cx, by: &Account, post: &Post) -> Result<()> {
    let author = accounts::find(&cx.store, post.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, by).await?;
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let body = activity::like(&uri, by.uri.as_str(), post.uri.as_str(), &[author.uri.as_str().to_owned()]);
    let mut tx = cx.store.begin().await?;
    if !reactions::like(&mut tx, cx.row_id(), by.id, post.id, &uri, None, cx.now()).await? {
        return Ok(());
    }
    if author.is_local() {
        surface::like(cx, &mut tx, post, by.id).await?;
    }
    let telling = Telling {
        id,
        uri,
        actor: by.id,
        kind: "Like",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(author))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// A local actor takes a like back; its author's server hears of it.
pub async fn unlike(cx: &Cx, by: &Account, post: &Post) -> Result<()> {
    let Some(like_uri) = reactions::like_of(&cx.store, by.id, post.id).await? else { return Ok(()) };
    let author = accounts::find(&cx.store, post.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, by).await?;
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let to = [author.uri.as_str().to_owned()];
    let undone = activity::like(&like_uri, by.uri.as_str(), post.uri.as_str(), &to);
    let body = activity::undo(&uri, by.uri.as_str(), &undone);
    let mut tx = cx.store.begin().await?;
    if !unliked(&mut tx, by, post).await? {
        return Ok(());
    }
    let telling = Telling {
        id,
        uri,
        actor: by.id,
        kind: "Undo",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(author))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// A local actor takes a boost back; followers and the author's server hear of it.
pub async fn unboost(cx: &Cx, booster: &Account, post: &Post) -> Result<()> {
    let Some(boost) = reactions::boost_of(&cx.store, booster.id, post.id).await? else { return Ok(()) };
    let author = accounts::find(&cx.store, post.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, booster).await?;
    let id = cx.activity_id();
    let uri = outbox::activity_uri(cx, id);
    let undone = announced(booster, &author, post, &boost);
    let body = signers.proven(cx, boost.visibility, activity::undo(&uri, booster.uri.as_str(), &undone))?;
    let mut tx = cx.store.begin().await?;
    if !unboosted(&mut tx, booster, post).await? {
        return Ok(());
    }
    activities::hide(&mut tx, &boost.uri).await?;
    let telling = Telling {
        id,
        uri,
        actor: booster.id,
        kind: "Undo",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&body),
        is_public: boost.visibility.is_open(),
        to: vec![To::FollowersOf(booster.id), To::Account(Box::new(author))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// A page of those who like a post that the one who looks may see.
pub async fn likers(app: &App, viewer: Option<&Account>, post: &Post, window: Window) -> Result<People> {
    Ok(People::at(&reactions::likers(&app.store, post.id, viewer.map(|a| a.id), window).await?))
}

/// A page of those who have boosted a post that the one who looks may see.
pub async fn boosters(app: &App, viewer: Option<&Account>, post: &Post, window: Window) -> Result<People> {
    Ok(People::at(&reactions::boosters(&app.store, post.id, viewer.map(|a| a.id), window).await?))
}

/// Somebody elsewhere likes a post of ours. What they may not see they cannot like (A90).
pub async fn liked(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    post: &Post,
    uri: &str,
    emoji: Option<&str>,
) -> Result<bool> {
    if !may_react(tx, by, post).await? || tombstones::exists(&mut *tx, uri, by.uri.as_str()).await? {
        return Ok(false);
    }
    if reactions::like(tx, app.row_id(), by.id, post.id, uri, emoji, app.now()).await? {
        surface::like(app, tx, post, by.id).await?;
    }
    Ok(true)
}

/// Somebody elsewhere boosts a post that everybody may see.
pub async fn boosted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    post: &Post,
    uri: &str,
    visibility: Visibility,
) -> Result<bool> {
    // A followers-only post boosted by its author to everybody stays for followers (A97).
    let visibility = visibility::of_boost(post.visibility, visibility, post.account == by.id);
    let Some(visibility) = visibility else { return Ok(false) };
    if !may_react(tx, by, post).await? || tombstones::exists(&mut *tx, uri, by.uri.as_str()).await? {
        return Ok(false);
    }
    let record = BoostRecord {
        id: app.row_id(),
        account: by.id,
        post: post.id,
        uri: uri.to_owned(),
        visibility,
        created_at: app.now(),
    };
    if reactions::boost(tx, &record).await? {
        let author_is_local = post_is_local(tx, post).await?;
        surface::boost(app, tx, record.id, post, by, author_is_local).await?;
    }
    Ok(true)
}

async fn may_react(tx: &mut Tx, by: &Account, post: &Post) -> Result<bool> {
    let relation = posts::relation(&mut *tx, post, by.id).await?;
    Ok(visibility::may_see(post.visibility, relation))
}

async fn post_is_local(tx: &mut Tx, post: &Post) -> Result<bool> {
    Ok(accounts::find(&mut *tx, post.account).await?.is_some_and(|a| a.is_local()))
}

/// A like is taken back; whether there was one.
pub async fn unliked(tx: &mut Tx, by: &Account, post: &Post) -> Result<bool> {
    let is_there = reactions::unlike(tx, by.id, post.id).await?;
    if is_there {
        surface::retract(tx, post.account, NotificationKind::Like, by.id, Some(post.id)).await?;
    }
    Ok(is_there)
}

/// A boost is taken back; whether there was one.
pub async fn unboosted(tx: &mut Tx, by: &Account, post: &Post) -> Result<bool> {
    let Some(boost) = reactions::boost_of(&mut *tx, by.id, post.id).await? else { return Ok(false) };
    surface::unboost(tx, boost.id).await?;
    let is_there = reactions::unboost(tx, by.id, post.id).await?;
    if is_there {
        surface::retract(tx, post.account, NotificationKind::Boost, by.id, Some(post.id)).await?;
    }
    Ok(is_there)
}
