//! Calls between coalitions: published (`call_publishing`) as plain texts that everybody can read, answered in private from
//! coalition to coalition (`call_answers`). An idea can be taken up (`call_adopting`).

use std::borrow::Cow;

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::call::{self, Call, CallKind};
use crate::domain::cursor::Stretch;
use crate::domain::ids::PostId;
use crate::domain::post::{IncomingPost, Post};
use crate::domain::text;
use crate::domain::visibility::Visibility;
use crate::store::calls::{self, Wanted};
use crate::store::{Tx, accounts, posts};

pub(super) use super::call_adopting::adopted;
pub use super::call_publishing::{publish, settle};
use super::{Error, Result, directory, threads};

/// So many calls stand on one page.
pub const PAGE: i64 = 20;
/// The most partners that a call is sent to although they do not follow.
const MOST_PARTNERS: i64 = 500;

/// A call with who makes it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The text.
    pub post: Post,
    /// Who says it.
    pub author: Account,
    /// What makes it a call.
    pub call: Call,
}

impl Shown {
    /// Its title and the HTML below it. Others send the title in bold at the head of the text.
    pub fn parts(&self) -> (String, &str) {
        let main = self.post.main_text();
        if let Some(title) = main.title.clone().filter(|title| !title.is_empty()) {
            return (title, main.html.as_str());
        }
        // Behind a warning stands none of its words.
        if let Some(warning) = &self.post.warning {
            return (warning.clone(), main.html.as_str());
        }
        match call::headline(&main.html) {
            Some((title, below)) => (text::plain(title), below),
            None => (text::excerpt(&text::plain(&main.html), 80), main.html.as_str()),
        }
    }
}

/// Who may read a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody.
    Everybody,
    /// Followers, and partners that stand in the directory.
    Partners,
}

/// Partners that a call is sent to, whether they follow or not.
pub(super) async fn partners(app: &App) -> Result<Vec<Account>> {
    let ids = calls::partners(&app.store, MOST_PARTNERS).await?;
    let found = accounts::find_many(&app.store, &ids).await?;
    Ok(found.into_iter().filter(|one| !one.is_local() && one.is_active()).collect())
}

/// A text was written, changed or received: if it is a call it can be listed.
pub(super) async fn keep(tx: &mut Tx, post: &Post) -> Result<()> {
    match &post.details.call {
        Some(call) => {
            let is_public = post.visibility == Visibility::Public;
            Ok(calls::keep(tx, post.id, post.account, call, is_public).await?)
        }
        None => Ok(()),
    }
}

/// A received text without what its author cannot say: only organisations call, and no answer is a call.
pub(super) fn sober<'a>(author: &Account, incoming: &'a IncomingPost) -> Cow<'a, IncomingPost> {
    let may_call = author.kind == ActorKind::Organization && incoming.in_reply_to.is_none();
    if incoming.details.call.is_none() || may_call {
        return Cow::Borrowed(incoming);
    }
    let mut plain = incoming.clone();
    plain.details.call = None;
    Cow::Owned(plain)
}

/// Whether a text is a call of a partner: it is kept although nobody here follows them.
pub(super) async fn is_of_partner(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    incoming: &IncomingPost,
) -> Result<bool> {
    Ok(incoming.details.call.is_some() && directory::is_partner(app, tx, author.id).await?)
}

/// Its author says that a call has come further, or was taken up once more; no version is made of that.
pub(super) async fn changed_elsewhere(tx: &mut Tx, post: &mut Post, incoming: &IncomingPost) -> Result<()> {
    let is_older =
        incoming.updated_at.is_some_and(|updated| updated < post.edited_at.unwrap_or(post.published_at));
    if is_older || post.details.call == incoming.details.call {
        return Ok(());
    }
    post.details.call.clone_from(&incoming.details.call);
    posts::retally(tx, post.id, &post.details, None).await?;
    if post.details.call.is_none() {
        return Ok(calls::forget(tx, post.id).await?);
    }
    keep(tx, post).await
}

async fn filled(app: &App, ids: &[PostId]) -> Result<Vec<Shown>> {
    let mut shown = Vec::with_capacity(ids.len());
    let policy = app.domains.policy();
    for id in ids {
        let Some(post) = posts::find(&app.store, *id).await? else { continue };
        let Some(call) = post.details.call.clone() else { continue };
        let Some(author) = accounts::find(&app.store, post.account).await? else { continue };
        if author.is_local() || policy.admits(&author.uri.authority()) {
            shown.push(Shown { post, author, call });
        }
    }
    Ok(shown)
}

/// Calls that still ask, below this one: for everybody what everybody may see, ours as well; for the desk all that reached it,
/// without its own.
pub async fn open(
    app: &App,
    only_public: bool,
    kind: Option<CallKind>,
    below: i64,
) -> Result<Stretch<Shown, i64>> {
    let house = super::accounts::coalition(app).await?;
    let wanted = Wanted { only_public, kind, below, limit: PAGE + 1 };
    stretch(app, calls::open(&app.store, house.id, app.now(), wanted).await?).await
}

/// Where the rest begins is known before a call whose domain is blocked can be left out.
async fn stretch(app: &App, found: Vec<PostId>) -> Result<Stretch<Shown, i64>> {
    let Stretch { rows, next } = Stretch::of(found, PAGE, |id| id.0);
    Ok(Stretch { rows: filled(app, &rows).await?, next })
}

/// How many calls still ask, of those that everybody may see.
pub async fn count_open(app: &App) -> Result<i64> {
    let house = super::accounts::coalition(app).await?;
    Ok(calls::count_open(&app.store, house.id, app.now()).await?)
}

/// Calls of the coalition below this one, in every state.
pub async fn own_page(app: &App, below: i64) -> Result<Stretch<Shown, i64>> {
    let house = super::accounts::coalition(app).await?;
    stretch(app, calls::own(&app.store, house.id, below, PAGE + 1).await?).await
}

/// Every call of the coalition, in every state.
pub async fn own(app: &App) -> Result<Vec<Shown>> {
    let (mut all, mut below) = (Vec::new(), Some(i64::MAX));
    while let Some(place) = below {
        let Stretch { rows, next } = own_page(app, place).await?;
        all.extend(rows);
        below = next;
    }
    Ok(all)
}

/// One call, for the desk.
pub async fn find(app: &App, id: PostId) -> Result<Shown> {
    filled(app, &[id]).await?.pop().ok_or(Error::NotFound)
}

/// A message below a call, as the coalition may read it.
#[derive(Clone, Debug)]
pub struct Message {
    /// The text.
    pub post: Post,
    /// Who wrote it.
    pub author: Account,
}

/// A call with everything that was written below it and that the coalition may read.
pub async fn thread(app: &App, id: PostId) -> Result<(Shown, Vec<Message>)> {
    let house = super::accounts::coalition(app).await?;
    let shown = find(app, id).await?;
    let around = threads::around(app, Some(house.id), id).await?;
    let mut messages = Vec::new();
    for line in around.below {
        if let Some(post) = posts::find(&app.store, line.post).await?
            && let Some(author) = accounts::find(&app.store, post.account).await?
        {
            messages.push(Message { post, author });
        }
    }
    Ok((shown, messages))
}
