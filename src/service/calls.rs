//! Calls between coalitions: published (`call_publishing`) as plain texts that everybody can read, answered in private from
//! coalition to coalition. An idea can be taken up: it becomes the draft of a campaign that says where it comes from.

use std::borrow::Cow;

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::call::{self, Call, CallKind};
use crate::domain::campaign::{Campaign, Plan, Source as Origin};
use crate::domain::cursor::Stretch;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::poll::Wish;
use crate::domain::post::{IncomingPost, Post};
use crate::domain::text;
use crate::domain::visibility::Visibility;
use crate::store::calls::{self, Wanted};
use crate::store::{Tx, accounts, audit, follows, posts};
use crate::words::Words;

pub use super::call_publishing::{publish, settle};
use super::outbox;
use super::posts::{Asked, NewPost, Signers, Source};
use super::{Error, Result, campaigns, directory, threads};

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

/// Calls that still ask, below this one: for the desk all that reached it, for everybody what everybody may see.
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

/// Answers a call, or a message below one, in private: only the coalition that is answered can read it.
pub async fn answer(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    words: &str,
    language: &str,
) -> Result<Post> {
    let house = super::accounts::coalition(cx).await?;
    let post = super::posts::visible(cx, id, Some(&house)).await?;
    match &post.details.call {
        Some(call) if post.account == house.id || !call.is_open_at(cx.now()) => {
            let own = post.account == house.id;
            return Err(if own {
                Error::says("refusal-call-own-call")
            } else {
                Error::refused(call::Refusal::Over)
            });
        }
        Some(_) => {}
        None => {
            // A message: somewhere above it there is a call, and it is not public.
            let above = threads::around(cx, Some(house.id), id).await?.above;
            let root = above.first().map(|line| line.post).ok_or(Error::NotFound)?;
            find(cx, root).await?;
            if post.account == house.id {
                return Err(Error::says("refusal-call-own-message"));
            }
        }
    }
    let new = private(words, language, id);
    super::posts::write_once(cx, member, &house, new, Asked::default()).await
}

fn private(words: &str, language: &str, id: PostId) -> NewPost {
    NewPost {
        sources: vec![Source { language: language.to_owned(), title: None, markdown: words.to_owned() }],
        visibility: Visibility::Direct,
        in_reply_to: Some(id),
        warning: None,
        attachments: Vec::new(),
        poll: Wish::Keep,
    }
}

/// Takes up an idea: it becomes the draft of a campaign that names its source, and the source is told in private, so
/// that the idea can show how often it was taken up. The second answer: whether a message went out.
pub async fn adopt(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    handle: &str,
    words: &str,
) -> Result<(Campaign, bool)> {
    let house = super::accounts::coalition(cx).await?;
    let idea = find(cx, id).await?;
    if idea.call.kind != CallKind::Idea {
        return Err(Error::refused(call::Refusal::NoIdea));
    }
    let campaign = campaigns::create(cx, member, handle, plan_of(&idea)).await?;
    let mut tx = cx.store.begin().await?;
    audit::write(&mut tx, cx.row_id(), member, "call.adopt", idea.post.uri.as_str(), cx.now()).await?;
    tx.commit().await?;
    if idea.author.id == house.id {
        return Ok((campaign, false));
    }
    let languages = &cx.config.coalition.languages;
    let ours = Words::of_first(languages);
    // What somebody typed is in the main language of the coalition; what nobody typed is in one that we have words in.
    let main = languages.first().map_or("en", String::as_str);
    let (words, language) = match words.trim() {
        "" => (ours.say("exchange-taken-up"), ours.tag()),
        typed => (typed, main),
    };
    let new = private(words, language, id);
    let asked = Asked { adopts: Some(idea.post.uri.as_str()), ..Asked::default() };
    // The draft is written; that its source cannot be told just now takes nothing from it.
    let told = super::posts::write_once(cx, member, &house, new, asked).await;
    if let Err(why) = &told {
        tracing::warn!(%why, "the source of an idea could not be told that it was taken up");
    }
    Ok((campaign, told.is_ok()))
}

/// What a campaign says at first when it takes up this idea.
fn plan_of(idea: &Shown) -> Plan {
    let main = idea.post.main_text();
    let (title, below) = idea.parts();
    let about = main.source.clone().unwrap_or_else(|| {
        let paragraphs = below.split("</p>").map(text::plain);
        paragraphs.filter(|words| !words.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    });
    let language = main.language.as_deref().and_then(crate::domain::language::Language::parse);
    Plan {
        name: text::excerpt(&title, crate::domain::campaign::LONGEST_NAME - 1),
        about: about.chars().take(crate::domain::campaign::LONGEST_ABOUT).collect(),
        language: language.map_or_else(|| "en".to_owned(), |language| language.tag().to_owned()),
        sectors: idea.call.sectors.clone(),
        languages: idea.call.languages.clone(),
        source: Some(Origin {
            title,
            by: idea.author.name.clone(),
            href: idea.post.url.clone().unwrap_or_else(|| idea.post.uri.as_str().to_owned()),
        }),
        ..Plan::default()
    }
}

/// Somebody says that they took up an idea of ours. It counts once for each organisation that we know: a partner, or one
/// that the coalition follows.
pub(super) async fn adopted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    parent: Option<&Post>,
    incoming: &IncomingPost,
) -> Result<()> {
    let (Some(idea), Some(claimed)) = (parent, incoming.details.adopts.as_deref()) else { return Ok(()) };
    let is_idea = idea.details.call.as_ref().is_some_and(|call| call.kind == CallKind::Idea);
    if !is_idea || idea.uri.as_str() != claimed || by.kind != ActorKind::Organization {
        return Ok(());
    }
    let house = super::accounts::coalition(app).await?;
    let is_known = directory::is_partner(app, tx, by.id).await?
        || follows::is_accepted(&mut *tx, house.id, by.id).await?;
    if idea.account != house.id || !is_known || !calls::adopt(tx, idea.id, by.id, app.now()).await? {
        return Ok(());
    }
    let mut idea = idea.clone();
    let number = calls::adopters(&mut *tx, idea.id).await?;
    if let Some(call) = &mut idea.details.call {
        call.adopted = u64::try_from(number).unwrap_or(0);
    }
    let signers = Signers::of(app, &house).await?;
    outbox::tell_refreshed(app, tx, &signers, &house, &idea).await
}
