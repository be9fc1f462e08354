//! Quotes of our posts: asked for, allowed by policy, stamped (FEP-044f).

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::RowId;
use crate::domain::post::Post;
use crate::domain::visibility;
use crate::remote::keyring;
use crate::store::{Tx, accounts, blocks, posts, quotes};
use crate::wire::{Json, activity};

use super::outbox::{self, Telling, To};
use super::{Error, Result, surface};

/// Somebody asks to quote a post of ours. Everybody may quote what everybody may see; whoever is blocked may not.
/// False, and no answer, for what they may not even see.
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
    let allowed = post.visibility.is_open() && !blocks::exists(&mut *tx, author.id, by.id).await?;
    let signer = keyring::for_requests(app, author.id).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let asked = activity::quote_request_of(request, by.uri.as_str(), post.uri.as_str(), quote);
    let (kind, body) = if allowed {
        let stamp = quotes::save(tx, app.row_id(), post.id, by.id, quote, app.now()).await?;
        surface::quote(app, tx, post, by.id).await?;
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

fn stamp_uri(app: &App, post: &Post, stamp: RowId) -> String {
    app.url(&format!("/posts/{}/quotes/{stamp}", post.id))
}

/// The stamp as anybody may read it.
pub async fn stamp(app: &App, id: RowId) -> Result<Json> {
    let (post_id, quote) = quotes::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let post = posts::find(&app.store, post_id).await?.ok_or(Error::NotFound)?;
    let author = accounts::find(&app.store, post.account).await?.ok_or(Error::NotFound)?;
    Ok(activity::quote_stamp(&stamp_uri(app, &post, id), author.uri.as_str(), &quote, post.uri.as_str()))
}
