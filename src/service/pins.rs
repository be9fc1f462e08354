//! What an actor here puts at the top of its page. Other servers are told, since they show it as well.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::audience::PUBLIC;
use crate::domain::ids::AccountId;
use crate::domain::post::Post;
use crate::domain::visibility::Visibility;
use crate::store::{lines, pins};
use crate::wire::activity;

use super::lines::{Page, Window};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result};

/// So many posts can stand at the top of a page.
pub const MOST: i64 = 5;

/// Pins a post of the actor's own.
pub async fn pin(cx: &Cx, author: &Account, post: &Post) -> Result<()> {
    if post.account != author.id {
        return Err(Error::refused("Validation failed: Someone else's post cannot be pinned"));
    }
    if post.visibility == Visibility::Direct {
        return Err(Error::refused(
            "Validation failed: Posts that are only visible to mentioned users cannot be pinned",
        ));
    }
    change(cx, author, post, true).await
}

/// Pins it no longer.
pub async fn unpin(cx: &Cx, author: &Account, post: &Post) -> Result<()> {
    change(cx, author, post, false).await
}

async fn change(cx: &Cx, author: &Account, post: &Post, add: bool) -> Result<()> {
    let signers = Signers::of(cx, author).await?;
    let mut tx = cx.store.begin().await?;
    let changed = if add {
        pins::save(&mut tx, author.id, post.id, cx.now()).await?
    } else {
        pins::remove(&mut tx, author.id, post.id).await?
    };
    if !changed {
        return Ok(());
    }
    if add && pins::count(&mut tx, author.id).await? > MOST {
        return Err(Error::refused("Validation failed: You have already pinned the maximum number of posts"));
    }
    // That there is a post for followers is nothing that everybody may read in a collection.
    if let Some(featured) = author.featured.as_deref().filter(|_| post.visibility.is_open()) {
        let id = cx.activity_id();
        let uri = outbox::activity_uri(cx, id);
        let (to, cc) = ([PUBLIC.to_owned()], [author.followers.clone().unwrap_or_default()]);
        let (actor, object) = (author.uri.as_str(), post.uri.as_str());
        let (kind, body) = if add {
            ("Add", activity::add(&uri, actor, object, featured, &to, &cc))
        } else {
            ("Remove", activity::remove(&uri, actor, object, featured, &to, &cc))
        };
        let body = outbox::exact(&signers.proven(cx, post.visibility, body)?);
        let to = vec![To::FollowersOf(author.id)];
        let telling =
            Telling { id, uri, actor: author.id, kind, object_uri: object, body, is_public: true, to };
        outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    }
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// What an account has pinned, newest pin first, as far as the one who looks may see it.
pub async fn page(app: &App, viewer: Option<AccountId>, account: AccountId, window: Window) -> Result<Page> {
    let places = pins::places(&app.store, account, window.limit).await?;
    let found = lines::at_places(&app.store, viewer, &places).await?;
    // There is no second page, so there is nothing to link to.
    Ok(Page { span: None, ..Page::at(&places, found) })
}
