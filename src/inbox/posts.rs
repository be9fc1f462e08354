//! Others write, change, delete, pin and report posts.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::post::IncomingPost;
use crate::domain::uri::Uri;
use crate::service;
use crate::service::received_posts::{self, Received};
use crate::service::{endorsement_offers, polls, reports};
use crate::store::{self, Tx, accounts, pins, tombstones};

use super::apply::{Applied, Failure};

/// Somebody wrote something.
pub async fn created(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    posts: &[IncomingPost],
) -> Result<Applied, Failure> {
    let mut applied = Applied::Ignored("it carries no post");
    let mut is_secret = false;
    for post in posts {
        if post.vote.is_some() {
            applied = match polls::received(app, tx, author, post).await? {
                polls::Received::Counted => Applied::Done,
                polls::Received::Ignored(why) => Applied::Ignored(why),
                polls::Received::Secret => Applied::Unmarked,
            };
            is_secret |= applied == Applied::Unmarked;
            continue;
        }
        applied = match received_posts::receive(app, tx, author, post, false).await? {
            Received::Ignored(why) => Applied::Ignored(why),
            Received::Kept(post) => {
                endorsement_offers::replied(app, tx, author, &post).await?;
                Applied::Done
            }
            Received::Known(_) => Applied::Done,
        };
    }
    Ok(if is_secret { Applied::Unmarked } else { applied })
}

/// Somebody changed what they wrote.
pub async fn updated(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    post: &IncomingPost,
) -> Result<Applied, Failure> {
    Ok(match received_posts::update(app, tx, author, post).await? {
        Received::Ignored(why) => Applied::Ignored(why),
        Received::Kept(_) | Received::Known(_) => Applied::Done,
    })
}

/// Something is gone: a post, by its author or by its server's own word; or the actor itself.
pub async fn deleted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    object: &Uri,
    is_gone: bool,
) -> Result<Applied, Failure> {
    if *object == by.uri {
        service::accounts::departed(app, tx, by).await?;
        return Ok(Applied::Done);
    }
    if !object.same_origin(&by.uri) {
        return Ok(Applied::Ignored("it belongs to another server"));
    }
    endorsement_offers::withdrawn(app, tx, by, object.as_str()).await?;
    if let Some(post) = store::posts::find_by_uri(&mut *tx, object.as_str()).await?
        && post.account != by.id
    {
        if !is_gone {
            return Ok(Applied::Ignored("only its author can delete it"));
        }
        let author = accounts::find(&mut *tx, post.account)
            .await?
            .ok_or(Failure::Pointless("its author is not here"))?;
        received_posts::delete(app, tx, &author, object.as_str()).await?;
        return Ok(Applied::Done);
    }
    received_posts::delete(app, tx, by, object.as_str()).await?;
    Ok(Applied::Done)
}

/// Somebody pins or unpins a post of their own.
pub async fn pinned(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    object: &Uri,
    target: &Uri,
    pin: bool,
) -> Result<Applied, Failure> {
    if by.featured.as_deref() != Some(target.as_str()) {
        return Ok(Applied::Ignored("it is not a collection of theirs"));
    }
    let Some(post) = store::posts::find_by_uri(&mut *tx, object.as_str()).await? else {
        return Ok(Applied::Ignored("the post is not here"));
    };
    if post.account != by.id || !post.visibility.is_open() {
        return Ok(Applied::Ignored("only open posts of their own can be pinned"));
    }
    if pin {
        pins::save(tx, by.id, post.id, app.now()).await?;
    } else {
        pins::remove(tx, by.id, post.id).await?;
    }
    Ok(Applied::Done)
}

/// Somebody reports people or posts of ours.
pub async fn flagged(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    objects: &[Uri],
    content: &str,
) -> Result<Applied, Failure> {
    let objects: Vec<String> = objects.iter().map(|uri| uri.as_str().to_owned()).collect();
    if reports::received(app, tx, by, &objects, content).await? {
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored("it reports nothing of ours"))
    }
}

/// A late copy of something that its author has taken back is told by this mark.
pub async fn mark_undone(app: &App, tx: &mut Tx, by: &Account, id: &Uri) -> Result<(), Failure> {
    if id.same_origin(&by.uri) {
        tombstones::save(tx, id.as_str(), by.uri.as_str(), app.now()).await?;
    }
    Ok(())
}
