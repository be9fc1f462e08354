//! Posts of ours: writing them. Editing is in `revisions`, deleting in `farewells`; what others write is in `received_posts`.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::audience;
use crate::domain::call::Call;
use crate::domain::correction::Correction;
use crate::domain::ids::{AccountId, MemberId, PostId, RowId};
use crate::domain::poll::{self, Wish};
use crate::domain::post::{Attachment, Details, Mention, Post, PostKind};
use crate::domain::quote::Quoters;
use crate::domain::relocation;
use crate::domain::translation::Review;
use crate::domain::uri::Uri;
use crate::domain::visibility::{self, Relation, Visibility};
use crate::store::post_counts::{self, Counted, Counts};
use crate::store::{Tx, accounts, audit, follows, idempotency, posts, quotings, scheduled};
use crate::wire::activity;

use super::campaign_voice::{self, Public};
use super::event_publishing::Beside;
pub use super::farewells::{Farewell, delete, delete_as};
pub use super::found_posts::look_up;
use super::outbox::{self, Telling, To};
use super::pledge_polls::Asking;
use super::quorum::{self, Leave};
pub(super) use super::renderings::render;
pub use super::revisions::{edit, edit_as};
pub use super::signers::Signers;
use super::{
    Error, Result, calls, emoji, media, newsletter_rounds, polls, previews, quoting, surface, translations,
};

/// The text in one language as it is typed.
#[derive(Clone, Debug)]
pub struct Source {
    /// Language tag.
    pub language: String,
    /// Title, plain; may be absent.
    pub title: Option<String>,
    /// Markdown.
    pub markdown: String,
    /// What its author says of the translation; of the main text there is nothing to say.
    pub review: Review,
}

/// What is to be written.
#[derive(Clone, Debug)]
pub struct NewPost {
    /// Main language first; at least one.
    pub sources: Vec<Source>,
    /// Who may see it.
    pub visibility: Visibility,
    /// What it answers.
    pub in_reply_to: Option<PostId>,
    /// Content warning, plain.
    pub warning: Option<String>,
    /// Files by address.
    pub attachments: Vec<Attachment>,
    /// What it asks.
    pub poll: Wish,
}

/// How a client asked for a post.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The same key from the same member, or from the command line, makes one post, however often it is sent (F42).
    pub key: Option<&'a str>,
    /// Its media should be hidden at first, whether there is a warning or not.
    pub sensitive: bool,
    /// The campaign that it belongs to, where somebody else than the campaign itself says it.
    pub campaign: Option<&'a Public>,
    /// By whose leave the coalition or a campaign says it.
    pub leave: Leave<'a>,
    /// What it quotes.
    pub quote: Option<PostId>,
    /// Who may quote it; without a word everybody may quote what everybody may see.
    pub quoters: Quoters,
    /// It is the poll in which a campaign is signed.
    pub pledges: Option<&'a Asking>,
    /// What makes it a call to other coalitions.
    pub call: Option<&'a Call>,
    /// The id of the idea that it says was taken up.
    pub adopts: Option<&'a str>,
    /// Only the one who is answered is addressed, whoever else its words may name.
    pub only_answered: bool,
    /// The event that it is the readable half of: written with it or not at all.
    pub event: Option<&'a Beside<'a>>,
    /// What was wrong with the version before, for readers.
    pub correction: Option<&'a Correction>,
    /// It was planned: the plan goes in the same transaction, and whoever finds it gone writes nothing.
    pub scheduled: Option<RowId>,
}

impl Asked<'_> {
    /// Puts what was asked besides the words into the post.
    fn dress(&self, details: &mut Details) {
        details.quoters = self.quoters;
        details.call = self.call.cloned();
        details.adopts = self.adopts.map(str::to_owned);
        details.campaign = self.campaign.map(|public| public.actor.uri.as_str().to_owned());
        self.leave.dress(details);
    }

    /// Puts into an edit what is said of this version alone.
    pub(super) fn dress_version(&self, details: &mut Details) {
        self.leave.dress(details);
        if let Some(correction) = self.correction {
            details.correct(correction.clone());
        }
    }
}

/// Writes a post as this account, tells its followers and those it names.
pub async fn write(cx: &Cx, member: Option<MemberId>, author: &Account, new: NewPost) -> Result<Post> {
    write_once(cx, member, author, new, Asked::default()).await
}

/// Whoever is answered is named and told.
async fn answer_to(
    app: &App,
    author: &Account,
    parent: &Post,
    details: &mut Details,
    addressed: &mut Vec<Account>,
) -> Result<()> {
    if let Some(answered) = accounts::find(&app.store, parent.account).await?
        && answered.id != author.id
        && !addressed.iter().any(|a| a.id == answered.id)
    {
        details
            .mentions
            .push(Mention { uri: answered.uri.as_str().to_owned(), name: format!("@{}", answered.acct()) });
        addressed.push(answered);
    }
    Ok(())
}

/// What a new post has in other tables than its own.
async fn keep_beside(
    app: &App,
    tx: &mut Tx,
    post: &mut Post,
    addressed: &[Account],
    (parent, asked): (Option<&Post>, &Asked<'_>),
) -> Result<()> {
    calls::keep(tx, post).await?;
    if let Some(event) = asked.event {
        Box::pin(event.keep(app, tx, Some(post))).await?;
    }
    polls::keep(tx, post).await?;
    if let Some(asking) = asked.pledges {
        asking.keep(tx, post.id, app.now()).await?;
    }
    media::settle(app, tx, post).await?;
    posts::retag(tx, post.id, &post.details.hashtags, true).await?;
    previews::link(app, tx, post).await?;
    for account in addressed.iter().filter(|a| a.is_local()) {
        posts::address(tx, post.id, account.id).await?;
    }
    if let Some(parent) = parent {
        post_counts::add(tx, Counted::Replies, parent.id, 1).await?;
    }
    Ok(())
}

/// The campaign that a new post belongs to. Its poll is no statement: it stands in no list of them.
async fn circle(app: &App, author: &Account, asked: &Asked<'_>) -> Result<Option<Public>> {
    match asked.pledges {
        Some(_) => Ok(None),
        None => campaign_voice::circle_for(app, author, asked.campaign).await,
    }
}

/// Readers of the newsletter are told of statements, and of nothing else.
async fn announce(app: &App, tx: &mut Tx, author: &Account, asked: &Asked<'_>, post: &Post) -> Result<()> {
    match asked.pledges {
        Some(_) => Ok(()),
        None => newsletter_rounds::announce(app, tx, author, asked.campaign, post).await,
    }
}

/// Writes a post unless the key of the member, or of the command line, has made one already; then it is that one.
pub async fn write_once(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    new: NewPost,
    asked: Asked<'_>,
) -> Result<Post> {
    // It holds a lot while it waits; its callers need not.
    Box::pin(write_new(cx, member, author, new, asked)).await
}

/// Asks whether it may be said; what was planned is said once.
async fn admit(
    app: &App,
    tx: &mut Tx,
    member: Option<MemberId>,
    author: &Account,
    asked: &Asked<'_>,
    post: PostId,
) -> Result<()> {
    quorum::admit(app, tx, member, author, asked.leave, Some(post)).await?;
    match asked.scheduled {
        Some(plan) if !scheduled::take(tx, plan, app.now()).await? => Err(Error::Gone),
        _ => Ok(()),
    }
}

async fn write_new(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    new: NewPost,
    asked: Asked<'_>,
) -> Result<Post> {
    let key = asked.key.map(|key| key_of(author.id, key));
    let once = key.as_deref().map(|key| (member, key));
    if let Some(earlier) = made_by(cx, once).await? {
        return Ok(earlier);
    }
    relocation::may_act(author).map_err(Error::refused)?;
    let circle = circle(cx, author, &asked).await?;
    let parent = match new.in_reply_to {
        Some(id) => Some(visible(cx, id, Some(author)).await?),
        None => None,
    };
    let quoted = match asked.quote {
        Some(id) => Some(quoting::admit(cx, author, id, new.visibility).await?),
        None => None,
    };
    let (texts, mut details, mut addressed) = render(cx, &new.sources).await?;
    details.attachments = new.attachments;
    asked.dress(&mut details);
    translations::settle(cx, None, &new.sources, &mut details).await?;
    if asked.only_answered {
        details.mentions.clear();
        addressed.clear();
    }
    if let Some(parent) = &parent {
        answer_to(cx, author, parent, &mut details, &mut addressed).await?;
    }
    let id = cx.post_id();
    let now = cx.now();
    let asks = asked.pledges.map(Asking::poll);
    details.poll = poll::revise(asks, &new.poll, now).map_err(Error::quoted)?.poll;
    if let Some(quoted) = &quoted {
        quoted.dress(cx, &mut details);
    }
    quoting::alone(&details)?;
    details.emoji = emoji::of_post(cx, &texts, new.warning.as_deref(), details.poll.as_ref()).await?;
    let mut post = Post {
        id,
        uri: Uri::parse(&cx.url(&format!("/posts/{id}"))).map_err(Error::quoted)?,
        account: author.id,
        kind: if details.poll.is_some() { PostKind::Question } else { PostKind::Note },
        visibility: new.visibility,
        in_reply_to: parent.as_ref().map(|p| p.id),
        in_reply_to_uri: parent.as_ref().map(|p| p.uri.as_str().to_owned()),
        sensitive: asked.sensitive || new.warning.is_some(),
        warning: new.warning,
        texts,
        url: Some(cx.url(&format!("/@{}/{id}", author.username))),
        published_at: now,
        edited_at: None,
        version: 1,
        details,
    };
    let partners = if post.details.call.is_some() { calls::partners(cx).await? } else { Vec::new() };
    let signers = Signers::of(cx, author).await?;
    let object = signers.object(cx, author, &post)?;
    let activity_id = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity_id);
    let create = signers.proven(cx, post.visibility, activity::create(&uri, &object))?;

    let mut tx = cx.store.begin().await?;
    admit(cx, &mut tx, member, author, &asked, post.id).await?;
    posts::save(&mut tx, &post, Some(&outbox::exact(&object))).await?;
    if let Some((member, key)) = once
        && !idempotency::save(&mut tx, member, key, post.id, now).await?
    {
        // The same request came twice at once, and the other was first: of this one nothing stays.
        drop(tx);
        return made_by(cx, once).await?.ok_or(Error::Gone);
    }
    keep_beside(cx, &mut tx, &mut post, &addressed, (parent.as_ref(), &asked)).await?;
    let mut to: Vec<To> =
        addressed.iter().chain(&partners).map(|a| To::Account(Box::new(a.clone()))).collect();
    if post.visibility != Visibility::Direct {
        to.push(To::FollowersOf(author.id));
    }
    let telling = Telling {
        id: activity_id,
        uri,
        actor: author.id,
        kind: "Create",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&create),
        is_public: post.visibility.is_open(),
        to,
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    let followers = follows::local_followers(&mut tx, author.id).await?;
    surface::post(cx, &mut tx, &post, author, followers, parent.as_ref(), &addressed).await?;
    if let Some(quoted) = &quoted {
        quoted.keep(cx, &mut tx, author, &post, &object, &signers).await?;
    }
    if let Some(circle) = &circle {
        Box::pin(campaign_voice::published(cx, &mut tx, circle, &post, &create)).await?;
    }
    announce(cx, &mut tx, author, &asked, &post).await?;
    audit::write(&mut tx, cx.row_id(), member, "post.write", post.uri.as_str(), now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(post)
}

/// The post that this member's request with this key has made before; without a member, the command line's.
pub async fn made_before(
    app: &App,
    member: Option<MemberId>,
    author: AccountId,
    key: Option<&str>,
) -> Result<Option<Post>> {
    let key = key.map(|key| key_of(author, key));
    made_by(app, key.as_deref().map(|key| (member, key))).await
}

/// A person may use one key for themself and, by another app, for the coalition: those are two posts.
pub(super) fn key_of(author: AccountId, key: &str) -> String {
    format!("{author} {key}")
}

/// The post that came of this key before; deleted meanwhile, it does not come back.
async fn made_by(app: &App, once: Option<(Option<MemberId>, &str)>) -> Result<Option<Post>> {
    let Some((member, key)) = once else { return Ok(None) };
    match idempotency::find(&app.store, member, key).await? {
        Some(id) => posts::find(&app.store, id).await?.map(Some).ok_or(Error::Gone),
        None => Ok(None),
    }
}

/// Takes a post away; its parent counts one answer less, and what it quoted one quote less.
pub async fn remove(tx: &mut Tx, post: &Post) -> Result<()> {
    surface::deleting(tx, post).await?;
    // Whoever changes a quote holds its post first; the other way round two could wait for each other.
    posts::lock_version(tx, post.id).await?;
    let quoted = quotings::forget(tx, post.id).await?;
    // What was read of the post before may have changed since: only what went with the rows is taken off.
    let Some(answered) = posts::delete(tx, post.id).await? else { return Ok(()) };
    if let Some(quoted) = quoted {
        post_counts::add(tx, Counted::Quotes, quoted, -1).await?;
    }
    if let Some(answered) = answered {
        post_counts::add(tx, Counted::Replies, answered, -1).await?;
    }
    Ok(())
}

/// The post, if the one who looks may see it; "may not" is the same answer as "is not" (A95).
pub async fn visible(app: &App, id: PostId, viewer: Option<&Account>) -> Result<Post> {
    let post = posts::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let relation = match viewer {
        Some(viewer) => posts::relation(&app.store, &post, viewer.id).await?,
        None => Relation::STRANGER,
    };
    if visibility::may_see(post.visibility, relation) { Ok(post) } else { Err(Error::NotFound) }
}

/// The exact JSON of a post that was written here, for somebody who may see it.
pub async fn own_object(app: &App, id: PostId, reader: Option<&Account>) -> Result<String> {
    let post = visible(app, id, reader).await?;
    posts::object(&app.store, post.id).await?.ok_or(Error::NotFound)
}

/// The exact JSON of an earlier version of a post that everybody may see.
pub async fn own_version(app: &App, id: PostId, version: i64) -> Result<String> {
    let post = visible(app, id, None).await?;
    let object = if post.version == version {
        posts::object(&app.store, id).await?
    } else {
        posts::version_object(&app.store, id, version).await?
    };
    object.ok_or(Error::NotFound)
}

/// Answers, boosts, likes of a post.
pub async fn counts(app: &App, id: PostId) -> Result<Counts> {
    Ok(post_counts::find(&app.store, id).await?)
}

pub(super) async fn own(app: &App, author: &Account, id: PostId) -> Result<Post> {
    posts::find(&app.store, id).await?.filter(|post| post.account == author.id).ok_or(Error::NotFound)
}

pub(super) fn addresses(author: &Account, post: &Post) -> (Vec<String>, Vec<String>) {
    let mut named: Vec<String> = post.details.mentions.iter().map(|m| m.uri.clone()).collect();
    named.extend(post.details.campaign.clone());
    audience::addresses(post.visibility, author.followers.as_deref().unwrap_or_default(), &named)
}
