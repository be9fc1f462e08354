//! Quotes of our posts: asked for, allowed by policy, stamped (FEP-044f).

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::ids::{PostId, RowId};
use crate::domain::post::Post;
use crate::domain::quote::{self, Quoters};
use crate::domain::visibility;
use crate::remote::keyring;
use crate::store::{Tx, accounts, polls, posts, quotes, tombstones};
use crate::wire::{Json, activity};

use super::lines::{Page, Window};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result, quoting, surface};

/// Somebody asks to quote a post of ours. The author has said who may; whoever is blocked may not, and a quote that
/// the author has withdrawn once stays refused. False, and no answer, for what they may not even see.
pub async fn requested(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    post: &Post,
    request: &str,
    quote: &str,
) -> Result<bool> {
    let author = accounts::find(&mut *tx, post.account).await?.ok_or(Error::NotFound)?;
    let relation = posts::relation(&mut *tx, post, by.id).await?;
    if !author.is_local() || !visibility::may_see(post.visibility, relation) {
        return Ok(false);
    }
    let allowed = quote::may_quote(post.visibility, post.details.quoters, relation)
        && !tombstones::exists(&mut *tx, quote, author.uri.as_str()).await?;
    let signer = keyring::for_requests(app, author.id).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let asked = activity::quote_request_of(request, by.uri.as_str(), post.uri.as_str(), quote);
    let (kind, body) = if allowed {
        let stamp = quotes::save(tx, app.row_id(), post.id, by.id, quote, app.now()).await?;
        let here = posts::find_by_uri(&mut *tx, quote).await?.filter(|quote| quote.account == by.id);
        if let Some(here) = &here {
            quoting::seen(app, tx, here).await?;
        }
        surface::quote(app, tx, post.account, post.id, by.id).await?;
        ("Accept", activity::accept_quote(&uri, author.uri.as_str(), &asked, &stamp_uri(app, post, stamp)))
    } else {
        ("Reject", activity::reject_quote(&uri, author.uri.as_str(), &asked))
    };
    let telling = Telling {
        id,
        uri,
        actor: author.id,
        kind,
        object_uri: request,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(by.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await?;
    Ok(true)
}

/// Where the stamp of this number for a post of ours is.
pub(super) fn stamp_uri(app: &App, post: &Post, stamp: RowId) -> String {
    app.url(&format!("/posts/{}/quotes/{stamp}", post.id))
}

/// The stamp as anybody may read it.
pub async fn stamp(app: &App, id: RowId) -> Result<Json> {
    let (post_id, quote) = quotes::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let post = posts::find(&app.store, post_id).await?.ok_or(Error::NotFound)?;
    let author = accounts::find(&app.store, post.account).await?.ok_or(Error::NotFound)?;
    Ok(activity::quote_stamp(&stamp_uri(app, &post, id), author.uri.as_str(), &quote, post.uri.as_str()))
}

async fn own(app: &App, author: &Account, id: PostId) -> Result<Post> {
    posts::find(&app.store, id).await?.filter(|post| post.account == author.id).ok_or(Error::NotFound)
}

/// A page of the quotes of a post that are here, for its author.
pub async fn list(app: &App, author: &Account, id: PostId, window: Window) -> Result<Page> {
    let post = own(app, author, id).await?;
    let mut found = quotes::of_post(&app.store, post.id, window).await?;
    found.sort_unstable_by_key(|id| std::cmp::Reverse(*id));
    let span = found.first().zip(found.last()).map(|(first, last)| (*first, *last));
    let size = i64::try_from(found.len()).unwrap_or(i64::MAX);
    Ok(Page { lines: super::lines::of_posts(app, Some(author.id), &found).await?, span, size })
}

/// The author takes the consent to a quote back: its stamp is gone, and whoever quotes is told.
pub async fn revoke(cx: &Cx, author: &Account, id: PostId, quoting: PostId) -> Result<()> {
    let post = own(cx, author, id).await?;
    let allowed = quotes::find_of(&cx.store, post.id, quoting).await?.ok_or(Error::NotFound)?;
    let by = accounts::find(&cx.store, allowed.account).await?.ok_or(Error::NotFound)?;
    let signer = keyring::for_requests(cx, author.id).await?;
    let activity_id = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity_id);
    let stamp = stamp_uri(cx, &post, allowed.stamp);
    let to = [by.uri.as_str().to_owned()];
    let body = activity::delete(&uri, author.uri.as_str(), &stamp, &to, &[]);
    let mut tx = cx.store.begin().await?;
    if !quotes::withdraw(&mut tx, allowed.stamp).await? {
        return Err(Error::NotFound);
    }
    quoting::withdrawn(cx, &mut tx, author, &stamp).await?;
    // Asked once more for the same quote, the answer is no.
    tombstones::save(&mut tx, &allowed.uri, author.uri.as_str(), cx.now()).await?;
    let telling = Telling {
        id: activity_id,
        uri,
        actor: author.id,
        kind: "Delete",
        object_uri: &stamp,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(by))],
    };
    outbox::tell(cx, &mut tx, &signer, telling).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// The author says who may quote a post from now on. Quotes that were allowed stay; it is no edit.
pub async fn set_policy(cx: &Cx, author: &Account, id: PostId, quoters: Quoters) -> Result<()> {
    let signers = Signers::of(cx, author).await?;
    let mut tx = cx.store.begin().await?;
    polls::lock(&mut tx, id).await?;
    let found = posts::find(&mut tx, id).await?;
    let mut post = found.filter(|post| post.account == author.id).ok_or(Error::NotFound)?;
    if post.details.quoters == quoters {
        return Ok(());
    }
    post.details.quoters = quoters;
    outbox::tell_refreshed(cx, &mut tx, &signers, author, &post).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}
