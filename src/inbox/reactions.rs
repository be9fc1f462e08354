//! Others like, boost and quote, and take things back.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::audience;
use crate::domain::endorsement::Way;
use crate::domain::post::IncomingPost;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::service::received_posts::{self, Received};
use crate::service::{consent, endorsement_offers, follows, quotes, reactions};
use crate::store::{self, Tx, accounts, posts};
use crate::wire::act::Reference;

use super::apply::{Applied, Failure};
use super::posts::mark_undone;

/// Somebody likes a post.
pub async fn like(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    object: &Uri,
    emoji: Option<&str>,
) -> Result<Applied, Failure> {
    let Some(post) = posts::find_by_uri(&mut *tx, object.as_str()).await? else {
        return Ok(Applied::Ignored("the post is not here"));
    };
    if reactions::liked(app, tx, by, &post, id, emoji).await? {
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored("they may not see the post, or took it back"))
    }
}

/// Somebody boosts a post: ours, one we have, or one fetched from its own address.
pub async fn announce(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    object: &Uri,
    (to, cc): (&[String], &[String]),
    fetched: Option<&(IncomingPost, Account)>,
) -> Result<Applied, Failure> {
    let visibility = audience::visibility(to, cc, by.followers.as_deref());
    if visibility == Visibility::Direct {
        return Ok(Applied::Ignored("it is addressed to nobody here"));
    }
    let post = match posts::find_by_uri(&mut *tx, object.as_str()).await? {
        Some(post) => post,
        None => match fetched {
            Some((incoming, author)) if author.is_active() => {
                match received_posts::receive(app, tx, author, incoming, true).await? {
                    Received::Kept(post) | Received::Known(post) => *post,
                    Received::Ignored(why) => return Ok(Applied::Ignored(why)),
                }
            }
            _ => return Ok(Applied::Ignored("the post is not here and nobody here follows the booster")),
        },
    };
    if reactions::boosted(app, tx, by, &post, id, visibility).await? {
        endorsement_offers::heard(app, tx, by, &post, Way::Boost, id).await?;
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored("they may not boost the post, or took it back"))
    }
}

/// Somebody asks to quote a post of ours.
pub async fn quote_request(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    id: &str,
    object: &Uri,
    quote: &Uri,
) -> Result<Applied, Failure> {
    if !quote.same_origin(&by.uri) {
        return Ok(Applied::Ignored("the quote is not theirs"));
    }
    let Some(post) = posts::find_by_uri(&mut *tx, object.as_str()).await? else {
        return Ok(Applied::Ignored("the post is not here"));
    };
    // What they may not see is answered like what is not here: not at all (A95).
    if quotes::requested(app, tx, by, &post, id, quote.as_str()).await? {
        Ok(Applied::Done)
    } else {
        Ok(Applied::Ignored("they may not see the post"))
    }
}

/// Somebody takes something back. Only what they did themselves; a late copy of it stays without effect (F33).
pub async fn undo(app: &App, tx: &mut Tx, by: &Account, object: &Reference) -> Result<Applied, Failure> {
    if object.actor.as_ref().is_some_and(|actor| *actor != by.uri) {
        return Ok(Applied::Ignored("only who did it can take it back"));
    }
    if matches!(object.kind.as_deref(), Some("Create" | "Delete" | "Update")) {
        return Ok(Applied::Ignored("this cannot be taken back"));
    }
    if let Some(id) = &object.id {
        mark_undone(app, tx, by, id).await?;
        if consent::taken_back(tx, by, id).await? {
            return Ok(Applied::Done);
        }
        if undo_by_id(app, tx, by, id).await? {
            return Ok(Applied::Done);
        }
    }
    let Some(target) = &object.object else { return Ok(Applied::Ignored("it was not here")) };
    match object.kind.as_deref() {
        Some("Follow" | "Block") => {
            undo_between(tx, by, target, object.kind.as_deref() == Some("Block")).await
        }
        Some("Like" | "EmojiReact" | "Announce") => {
            let Some(post) = posts::find_by_uri(&mut *tx, target.as_str()).await? else {
                return Ok(Applied::Ignored("the post is not here"));
            };
            if object.kind.as_deref() == Some("Announce") {
                reactions::unboosted(tx, by, &post).await?;
                endorsement_offers::unboosted(app, tx, by, &post).await?;
            } else {
                reactions::unliked(tx, by, &post).await?;
            }
            Ok(Applied::Done)
        }
        Some("Join") => super::events::leave(app, tx, by, target).await,
        _ => Ok(Applied::Ignored("there is nothing to take back")),
    }
}

async fn undo_between(tx: &mut Tx, by: &Account, target: &Uri, is_block: bool) -> Result<Applied, Failure> {
    let Some(target) = accounts::find_by_uri(&mut *tx, target.as_str()).await?.filter(Account::is_local)
    else {
        return Ok(Applied::Ignored("nobody by that id lives here"));
    };
    if is_block {
        store::blocks::remove(tx, by.id, target.id).await?;
    } else {
        follows::undone(tx, by, &target).await?;
    }
    Ok(Applied::Done)
}

/// An `Undo` may name no more than an id: then our rows tell what it was.
async fn undo_by_id(app: &App, tx: &mut Tx, by: &Account, id: &Uri) -> Result<bool, Failure> {
    let like = store::reactions::find_like(&mut *tx, id.as_str(), by.id).await?;
    let boost = store::reactions::find_boost(&mut *tx, id.as_str(), by.id).await?;
    let (post, is_boost) = match (like, boost) {
        (Some(post), _) => (post, false),
        (None, Some((_, post))) => (post, true),
        (None, None) if store::blocks::remove_by_uri(tx, by.id, id.as_str()).await? => return Ok(true),
        (None, None) => return undo_follow_by_id(tx, by, id).await,
    };
    let Some(post) = posts::find(&mut *tx, post).await? else { return Ok(false) };
    if is_boost {
        reactions::unboosted(tx, by, &post).await?;
        endorsement_offers::unboosted(app, tx, by, &post).await?;
    } else {
        reactions::unliked(tx, by, &post).await?;
    }
    Ok(true)
}

async fn undo_follow_by_id(tx: &mut Tx, by: &Account, id: &Uri) -> Result<bool, Failure> {
    for account in accounts::list_local(&mut *tx).await? {
        if let Some((_, uri)) = store::follows::find(&mut *tx, by.id, account.id).await?
            && uri == id.as_str()
        {
            follows::undone(tx, by, &account).await?;
            return Ok(true);
        }
    }
    Ok(false)
}
