//! Quoting: members quote what others wrote, and what they wrote themselves (FEP-044f). Being quoted is in `quotes`.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::post::{Details, Post};
use crate::domain::quote::{self, Hope, QuoteState, Step};
use crate::domain::uri::Uri;
use crate::domain::visibility::{self, Visibility};
use crate::store::post_counts::{self, Counted};
use crate::store::quotings::{self, NewQuoting, Quoting};
use crate::store::{Tx, accounts, posts, quotes};
use crate::wire::{Json, Reference, quote as wire};

use super::lines::{self, Line};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result, quorum, surface};

/// What a member wants to quote, and may.
#[derive(Clone, Debug)]
pub struct Wanted {
    quoted: Post,
    author: Account,
}

/// Whether this account may quote that post in a post of this visibility. What it may not see is not there.
pub async fn admit(app: &App, by: &Account, quoted: PostId, visibility: Visibility) -> Result<Wanted> {
    let quoted = super::posts::visible(app, quoted, Some(by)).await?;
    let author = accounts::find(&app.store, quoted.account).await?.ok_or(Error::NotFound)?;
    let relation = posts::relation(&app.store, &quoted, by.id).await?;
    let may = if author.is_local() {
        quote::may_quote(quoted.visibility, quoted.details.quoters, relation)
    } else {
        let follows = Some(relation.follows);
        quote::hope(quoted.visibility, quoted.details.offer, relation, follows) != Hope::Denied
    };
    if !may {
        return Err(Error::refused(
            "Validation failed: The author of the quoted status does not let you quote it. Nothing was published.",
        ));
    }
    if !quote::is_no_wider(quoted.visibility, visibility) {
        return Err(Error::refused(
            "Validation failed: The quoted status is not for everybody. Quote it with a visibility that is no wider.",
        ));
    }
    Ok(Wanted { quoted, author })
}

/// As in Mastodon, a quote carries neither files nor a poll.
pub fn alone(details: &Details) -> Result<()> {
    if details.quote.is_none() {
        return Ok(());
    }
    if details.poll.is_some() {
        return Err(Error::refused("Validation failed: Quoting is not allowed with polls"));
    }
    if !details.attachments.is_empty() {
        return Err(Error::refused("Validation failed: Quoting is not allowed with media attachments"));
    }
    Ok(())
}

impl Wanted {
    /// Puts the quote into what the post says of itself; the stamp as well, where its author is here and has agreed
    /// beforehand.
    pub(super) fn dress(&self, app: &App, details: &mut Details) {
        let uri = self.quoted.uri.as_str();
        details.quote = Some(uri.to_owned());
        details.quote_url = Some(self.quoted.url.clone().unwrap_or_else(|| uri.to_owned()));
        if self.author.is_local() {
            details.quote_stamp = Some(super::quotes::stamp_uri(app, &self.quoted, app.row_id()));
        }
    }

    /// Keeps the quote with the post that makes it, and asks its author where they live elsewhere.
    pub(super) async fn keep(
        &self,
        app: &App,
        tx: &mut Tx,
        by: &Account,
        post: &Post,
        object: &Json,
        signers: &Signers,
    ) -> Result<()> {
        // What was decided before this transaction may hold no longer.
        let quoted = posts::find(&mut *tx, self.quoted.id).await?.ok_or(Error::NotFound)?;
        let new = NewQuoting {
            post: post.id,
            quoted: quoted.id,
            author: self.author.id,
            state: QuoteState::Pending,
            request: None,
            stamp: post.details.quote_stamp.as_deref(),
        };
        if let Some(stamp) = new.stamp {
            let relation = posts::relation(&mut *tx, &quoted, by.id).await?;
            if !quote::may_quote(quoted.visibility, quoted.details.quoters, relation) {
                return Err(Error::NotFound);
            }
            let id = stamp.rsplit('/').next().and_then(|id| id.parse().ok()).ok_or(Error::NotFound)?;
            quotes::save(tx, id, quoted.id, by.id, post.uri.as_str(), app.now()).await?;
            if quotings::save(tx, &NewQuoting { state: QuoteState::Accepted, ..new }, app.now()).await? {
                post_counts::add(tx, Counted::Quotes, quoted.id, 1).await?;
            }
            return self.tell_author(app, tx, by, post).await;
        }
        let id = app.activity_id();
        let uri = outbox::activity_uri(app, id);
        quotings::save(tx, &NewQuoting { request: Some(&uri), ..new }, app.now()).await?;
        let (actor, author) = (by.uri.as_str(), self.author.uri.as_str());
        // What only some may read is named and not carried along.
        let instrument =
            if post.visibility.is_open() { object.clone() } else { Json::from(post.uri.as_str()) };
        let body = outbox::exact(&wire::request(&uri, actor, quoted.uri.as_str(), author, &instrument));
        let telling = Telling {
            id,
            uri,
            actor: by.id,
            kind: "QuoteRequest",
            // Not the quote: an edit of that must not take the place of a request that waits to be sent.
            object_uri: quoted.uri.as_str(),
            body,
            is_public: false,
            to: vec![To::Account(Box::new(self.author.clone()))],
        };
        outbox::tell(app, tx, &signers.requests, telling).await
    }

    async fn tell_author(&self, app: &App, tx: &mut Tx, by: &Account, post: &Post) -> Result<()> {
        if self.author.id == by.id {
            return Ok(());
        }
        let relation = posts::relation(&mut *tx, post, self.author.id).await?;
        if visibility::may_see(post.visibility, relation) {
            surface::quote(app, tx, self.author.id, post.id, by.id).await?;
        }
        Ok(())
    }
}

/// An edit must not undo what the author of the quoted post has said meanwhile.
pub(super) async fn unchanged(tx: &mut Tx, post: &Post) -> Result<()> {
    if post.details.quote.is_none() {
        return Ok(());
    }
    posts::lock_version(tx, post.id).await?;
    match quotings::of_post(&mut *tx, post.id).await? {
        Some(kept) if kept.state == QuoteState::Accepted && kept.stamp != post.details.quote_stamp => {
            Err(Error::says(quorum::CHANGED_SINCE))
        }
        Some(kept) if kept.state != QuoteState::Accepted && post.details.quote_stamp.is_some() => {
            Err(Error::says(quorum::CHANGED_SINCE))
        }
        _ => Ok(()),
    }
}

/// A post by somebody elsewhere quotes one of ours with our consent: readers here see it as a quote.
pub(super) async fn seen(app: &App, tx: &mut Tx, post: &Post) -> Result<()> {
    let Some(quote) = &post.details.quote else { return Ok(()) };
    let Some((stamp, quoted)) = quotes::allowed(&mut *tx, post.uri.as_str(), post.account).await? else {
        return Ok(());
    };
    let Some(quoted) = posts::find(&mut *tx, quoted).await?.filter(|quoted| quoted.uri.as_str() == quote)
    else {
        return Ok(());
    };
    let stamp = super::quotes::stamp_uri(app, &quoted, stamp);
    let new = NewQuoting {
        post: post.id,
        quoted: quoted.id,
        author: quoted.account,
        state: QuoteState::Accepted,
        request: None,
        stamp: Some(&stamp),
    };
    if quotings::save(tx, &new, app.now()).await? {
        post_counts::add(tx, Counted::Quotes, quoted.id, 1).await?;
    }
    Ok(())
}

/// Somebody agrees to be quoted. Only the author of the quoted post is heard, about a request of ours to them, with a
/// stamp of their own server.
pub async fn accepted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    request: &Reference,
    stamp: Option<&Uri>,
) -> Result<bool> {
    let Some(kept) = asked_of(tx, by, request).await? else { return Ok(false) };
    let Some(stamp) = stamp.filter(|stamp| stamp.same_origin(&by.uri)) else { return Ok(false) };
    turn(app, tx, &kept, Step::Agree, Some(stamp.as_str())).await
}

/// Somebody refuses to be quoted, or takes their consent back.
pub async fn refused(app: &App, tx: &mut Tx, by: &Account, request: &Reference) -> Result<bool> {
    match asked_of(tx, by, request).await? {
        Some(kept) => turn(app, tx, &kept, Step::Refuse, None).await,
        None => Ok(false),
    }
}

async fn asked_of(tx: &mut Tx, by: &Account, request: &Reference) -> Result<Option<Quoting>> {
    let Some(id) = &request.id else { return Ok(None) };
    Ok(quotings::of_request(&mut *tx, id.as_str(), by.id).await?)
}

/// The author of a quoted post has deleted the stamp; whether it was one.
pub async fn withdrawn(app: &App, tx: &mut Tx, by: &Account, stamp: &str) -> Result<bool> {
    match quotings::of_stamp(&mut *tx, stamp, by.id).await? {
        Some(kept) => turn(app, tx, &kept, Step::Withdraw, None).await,
        None => Ok(false),
    }
}

/// Brings a quote on, and tells everybody who has the post how it stands now.
async fn turn(app: &App, tx: &mut Tx, kept: &Quoting, step: Step, stamp: Option<&str>) -> Result<bool> {
    let Some(state) = quote::step(kept.state, step) else { return Ok(false) };
    posts::lock_version(tx, kept.post).await?;
    if !quotings::set(tx, kept.post, kept.state, state, stamp).await? {
        return Ok(false);
    }
    if let Some(quoted) = kept.quoted {
        // Each step adds what it changes: counting all anew would cost more with every quote.
        let counts = |state| i64::from(state == QuoteState::Accepted);
        post_counts::add(tx, Counted::Quotes, quoted, counts(state) - counts(kept.state)).await?;
    }
    let Some(mut post) = posts::find(&mut *tx, kept.post).await? else { return Ok(false) };
    let Some(author) = accounts::find(&mut *tx, post.account).await? else { return Ok(false) };
    surface::edited(tx, &post);
    let before = post.details.quote_stamp.take();
    post.details.quote_stamp = stamp.map(str::to_owned);
    if author.is_local() && before != post.details.quote_stamp {
        let signers = Signers::of(app, &author).await?;
        outbox::tell_refreshed(app, tx, &signers, &author, &post).await?;
    }
    Ok(true)
}

/// How a quote is shown to somebody.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The word of the API.
    pub state: &'static str,
    /// The quoted post, where it may be shown.
    pub line: Option<Line>,
}

/// How the quotes in these posts are shown to this reader, by the post that quotes.
pub async fn shown(app: &App, viewer: Option<AccountId>, ids: &[i64]) -> Result<HashMap<i64, Shown>> {
    let kept = quotings::of_posts(&app.store, ids).await?;
    let accepted = kept.iter().filter(|one| one.state == QuoteState::Accepted);
    let quoted: Vec<i64> = accepted.filter_map(|one| one.quoted).map(|id| id.0).collect();
    let lines = if quoted.is_empty() { Vec::new() } else { lines::of_posts(app, viewer, &quoted).await? };
    let show = |one: Quoting| {
        let line = lines.iter().find(|line| Some(line.post) == one.quoted).cloned();
        let state = match one.state {
            QuoteState::Rejected | QuoteState::Revoked => one.state.as_str(),
            _ if one.quoted.is_none() => "deleted",
            QuoteState::Accepted if line.is_none() => "unauthorized",
            state => state.as_str(),
        };
        (one.post.0, Shown { state, line: line.filter(|_| one.state == QuoteState::Accepted) })
    };
    Ok(kept.into_iter().map(show).collect())
}
