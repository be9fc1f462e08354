//! Posts of others: which we keep, how they are changed and taken away.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::audience;
use crate::domain::post::{Edit, IncomingPost, Post, PostKind, edit};
use crate::domain::time::{DAY, Time};
use crate::store::post_counts::{self, Counted};
use crate::store::{Tx, accounts, follows, hidden, posts, quotes, tombstones};

use super::{Result, calls, polls, previews, quoting, surface};

/// A post may claim to be this much younger than its arrival; a later time is a clock that is wrong, or a trick.
const FUTURE: i64 = DAY;

/// What became of a post that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is new, and kept.
    Kept(Box<Post>),
    /// It was there already.
    Known(Box<Post>),
    /// It is none of our business, deleted before, or somebody else's.
    Ignored(&'static str),
}

/// Keeps a post if it concerns somebody here: a follower, somebody it is addressed to, an answer to a post we have.
/// `wanted` is said by those who fetched it for a reason of their own.
pub async fn receive(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    incoming: &IncomingPost,
    wanted: bool,
) -> Result<Received> {
    if incoming.vote.is_some() {
        return Ok(Received::Ignored("it is a vote, and votes are no posts"));
    }
    let incoming = &*calls::sober(author, incoming);
    let addressed = addressed_here(app, tx, author, incoming).await?;
    let mut parent = match &incoming.in_reply_to {
        Some(uri) => posts::find_by_uri(&mut *tx, uri.as_str()).await?,
        None => None,
    };
    // Whoever is blocked cannot answer: what they write does not stand below the post (A105).
    if let Some(post) = &parent
        && hidden::is_refused(&mut *tx, post.account, author.id).await?
    {
        parent = None;
    }
    let followers = follows::local_followers(&mut *tx, author.id).await?;
    // A quote of a post of ours that was agreed to is kept, so that the author of that finds it.
    let is_quote_of_ours = incoming.details.quote.is_some()
        && quotes::allowed(&mut *tx, incoming.uri.as_str(), author.id).await?.is_some();
    let is_call = calls::is_of_partner(app, tx, author, incoming).await?;
    let concerns_us = is_call
        || wanted
        || is_quote_of_ours
        || !addressed.is_empty()
        || parent.is_some()
        || !followers.is_empty();
    if !concerns_us {
        return Ok(Received::Ignored("nobody here follows its author"));
    }
    let now = app.now();
    let post = Post {
        id: app.post_id(),
        uri: incoming.uri.clone(),
        account: author.id,
        kind: incoming.kind,
        visibility: audience::visibility(&incoming.to, &incoming.cc, author.followers.as_deref()),
        in_reply_to: parent.as_ref().map(|p| p.id),
        in_reply_to_uri: incoming.in_reply_to.as_ref().map(|uri| uri.as_str().to_owned()),
        texts: incoming.texts.clone(),
        warning: incoming.warning.clone(),
        sensitive: incoming.sensitive,
        url: incoming.url.clone(),
        published_at: sane(incoming.published_at, now),
        edited_at: incoming
            .updated_at
            .filter(|at| Some(*at) != incoming.published_at)
            .map(|at| sane(Some(at), now)),
        version: 1,
        details: incoming.details.clone(),
    };
    // Written first and looked at only when that fails: most posts are new.
    if !posts::save_received(tx, &post, &author.uri).await? {
        return Ok(match posts::find_by_uri(&mut *tx, incoming.uri.as_str()).await? {
            Some(known) if known.account == author.id => Received::Known(Box::new(known)),
            // Said again by another author, it gives nobody anything (A92).
            Some(_) => Received::Ignored("this id belongs to somebody else's post"),
            None => Received::Ignored("its author has deleted it"),
        });
    }
    posts::retag(tx, post.id, &post.details.hashtags, true).await?;
    previews::link(app, tx, &post).await?;
    for account in &addressed {
        posts::address(tx, post.id, account.id).await?;
    }
    if is_call {
        // It was sent to the house, which may read it whether it follows them or not.
        let house = super::accounts::coalition(app).await?;
        posts::address(tx, post.id, house.id).await?;
    }
    calls::keep(tx, &post).await?;
    posts::adopt_replies(tx, post.id, &post.uri).await?;
    if is_quote_of_ours {
        quoting::seen(app, tx, &post).await?;
    }
    if let Some(parent) = &parent {
        post_counts::add(tx, Counted::Replies, parent.id, 1).await?;
    }
    surface::post(app, tx, &post, author, followers, parent.as_ref(), &addressed).await?;
    calls::adopted(app, tx, author, parent.as_ref(), incoming).await?;
    Ok(Received::Kept(Box::new(post)))
}

/// Local accounts that the post is addressed to in `to` or `cc`, without those who block its author.
async fn addressed_here(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    incoming: &IncomingPost,
) -> Result<Vec<Account>> {
    let origin = app.config.origin();
    let ours: Vec<String> =
        incoming.to.iter().chain(&incoming.cc).filter(|a| a.starts_with(&origin)).take(50).cloned().collect();
    let mut addressed = Vec::new();
    for account in accounts::local_among(&mut *tx, &ours).await? {
        if !hidden::is_refused(&mut *tx, account.id, author.id).await? {
            addressed.push(account);
        }
    }
    Ok(addressed)
}

fn sane(claimed: Option<Time>, now: Time) -> Time {
    match claimed {
        Some(at) if at <= now.plus(FUTURE) && at.0 > 0 => at,
        _ => now,
    }
}

/// The author changed a post. One that was never here is kept only if it concerns somebody here, as a `Create` would be.
pub async fn update(app: &App, tx: &mut Tx, author: &Account, incoming: &IncomingPost) -> Result<Received> {
    let Some(mut post) = posts::find_by_uri(&mut *tx, incoming.uri.as_str()).await? else {
        return receive(app, tx, author, incoming, false).await;
    };
    if post.account != author.id {
        return Ok(Received::Ignored("only its author can change it"));
    }
    let incoming = &*calls::sober(author, incoming);
    post = polls::hold(tx, post).await?;
    match edit(&post, incoming) {
        Edit::Ignore if incoming.details.offer != post.details.offer => {
            // Who may quote it is no part of what it says.
            post.details.offer = incoming.details.offer;
            posts::retally(tx, post.id, &post.details, None).await?;
        }
        Edit::Ignore => {}
        Edit::Tally => {
            let before = post.clone();
            post.details.poll.clone_from(&incoming.details.poll);
            polls::changed_elsewhere(tx, &before, &post).await?;
            posts::retally(tx, post.id, &post.details, None).await?;
        }
        Edit::NewVersion => {
            let before = post.clone();
            post.texts.clone_from(&incoming.texts);
            post.warning.clone_from(&incoming.warning);
            post.sensitive = incoming.sensitive;
            post.details.clone_from(&incoming.details);
            if (post.kind == PostKind::Question) != post.details.poll.is_some() {
                // What was no question does not become one, nor the other way round (A67).
                post.details.poll.clone_from(&before.details.poll);
            }
            polls::changed_elsewhere(tx, &before, &post).await?;
            post.edited_at = Some(sane(incoming.updated_at, app.now()));
            post.version += 1;
            posts::edit(tx, &post, None).await?;
            posts::retag(tx, post.id, &post.details.hashtags, false).await?;
            previews::link(app, tx, &post).await?;
            Box::pin(surface::rewritten(app, tx, &post)).await?;
            calls::keep(tx, &post).await?;
        }
    }
    calls::changed_elsewhere(tx, &mut post, incoming).await?;
    Ok(Received::Known(Box::new(post)))
}

/// The author deleted something: the post goes, and a late copy of it stays away (A77).
pub async fn delete(app: &App, tx: &mut Tx, author: &Account, uri: &str) -> Result<()> {
    if let Some(post) = posts::find_by_uri(&mut *tx, uri).await? {
        if post.account != author.id {
            return Ok(());
        }
        super::posts::remove(tx, &post).await?;
    }
    quotes::remove(tx, uri, author.id).await?;
    Ok(tombstones::save(tx, uri, author.uri.as_str(), app.now()).await?)
}
