//! Posts of ours: writing and editing. Deleting is in `farewells`; what others write is in `received_posts`.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::audience;
use crate::domain::call::Call;
use crate::domain::ids::{AccountId, MemberId, PostId, RowId};
use crate::domain::poll::{self, Revised, Wish};
use crate::domain::post::{Attachment, Details, Mention, Post, PostKind};
use crate::domain::quote::Quoters;
use crate::domain::relocation;
use crate::domain::uri::Uri;
use crate::domain::visibility::{self, Relation, Visibility};
use crate::store::post_counts::{self, Counted, Counts};
use crate::store::{Tx, accounts, audit, deliveries, follows, idempotency, posts, quotings, scheduled};
use crate::wire::activity;

use super::campaign_voice::{self, Public};
use super::event_publishing::Beside;
pub use super::farewells::{Farewell, delete, delete_as};
pub use super::found_posts::look_up;
use super::outbox::{self, Telling, To};
use super::pledge_polls::{self, Asking};
use super::quorum::{self, Leave};
pub(super) use super::renderings::render;
pub use super::signers::Signers;
use super::{Error, Result, calls, emoji, media, newsletter_rounds, polls, previews, quoting, surface};

/// The text in one language as it is typed.
#[derive(Clone, Debug)]
pub struct Source {
    /// Language tag.
    pub language: String,
    /// Title, plain; may be absent.
    pub title: Option<String>,
    /// Markdown.
    pub markdown: String,
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
    /// The same key from the same member makes one post, however often it is sent (F42).
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
    /// The event that it is the readable half of: written with it or not at all.
    pub event: Option<&'a Beside<'a>>,
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

/// What an edit makes of the poll. Whoever signed a campaign has signed what was asked.
async fn revise(app: &App, post: &Post, wish: &Wish) -> Result<Revised> {
    let wish = if pledge_polls::of_post(&app.store, post).await?.is_some() { &Wish::Keep } else { wish };
    poll::revise(post.details.poll.as_ref(), wish, app.now()).map_err(Error::refused)
}

/// Writes a post unless the member's key has made one already; then it is that one.
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
    let once = member.zip(key.as_deref());
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
    if let Some(parent) = &parent {
        answer_to(cx, author, parent, &mut details, &mut addressed).await?;
    }
    let id = cx.post_id();
    let now = cx.now();
    let asks = asked.pledges.map(Asking::poll);
    details.poll = poll::revise(asks, &new.poll, now).map_err(Error::refused)?.poll;
    if let Some(quoted) = &quoted {
        quoted.dress(cx, &mut details);
    }
    quoting::alone(&details)?;
    details.emoji = emoji::of_post(cx, &texts, new.warning.as_deref(), details.poll.as_ref()).await?;
    let mut post = Post {
        id,
        uri: Uri::parse(&cx.url(&format!("/posts/{id}"))).map_err(Error::refused)?,
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

/// The post that this member's request with this key has made before.
pub async fn made_before(
    app: &App,
    member: MemberId,
    author: AccountId,
    key: Option<&str>,
) -> Result<Option<Post>> {
    let key = key.map(|key| key_of(author, key));
    made_by(app, Some(member).zip(key.as_deref())).await
}

/// A person may use one key for themself and, by another app, for the coalition: those are two posts.
pub(super) fn key_of(author: AccountId, key: &str) -> String {
    format!("{author} {key}")
}

/// The post that came of this key before; deleted meanwhile, it does not come back.
async fn made_by(app: &App, once: Option<(MemberId, &str)>) -> Result<Option<Post>> {
    let Some((member, key)) = once else { return Ok(None) };
    match idempotency::find(&app.store, member, key).await? {
        Some(id) => posts::find(&app.store, id).await?.map(Some).ok_or(Error::Gone),
        None => Ok(None),
    }
}

/// Puts a new version in the place of the present one, which stays readable, and tells everybody who was told.
pub async fn edit(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    new: NewPost,
) -> Result<Post> {
    edit_as(cx, member, author, id, new, Asked::default()).await
}

/// Keeps what hangs on the words of an edited post, and tells those here whom they concern.
async fn keep_edited(
    app: &App,
    tx: &mut Tx,
    post: &mut Post,
    author: &Account,
    (newly_named, event): (&[Account], Option<&Beside<'_>>),
) -> Result<()> {
    calls::keep(tx, post).await?;
    if let Some(event) = event {
        event.keep(app, tx, Some(post)).await?;
    }
    polls::keep(tx, post).await?;
    media::settle(app, tx, post).await?;
    posts::retag(tx, post.id, &post.details.hashtags, false).await?;
    previews::link(app, tx, post).await?;
    for account in newly_named.iter().filter(|a| a.is_local()) {
        posts::address(tx, post.id, account.id).await?;
    }
    surface::named(app, tx, post, author, newly_named).await?;
    surface::rewritten(app, tx, post).await
}

/// The same, with what a client says besides.
pub async fn edit_as(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    new: NewPost,
    asked: Asked<'_>,
) -> Result<Post> {
    let mut post = own(cx, author, id).await?;
    let revised = revise(cx, &post, &new.poll).await?;
    let (texts, rendered, mut addressed) = render(cx, &new.sources).await?;
    let mut details = Details {
        attachments: new.attachments,
        mentions: rendered.mentions,
        hashtags: rendered.hashtags,
        poll: revised.poll.clone(),
        // These are said of one version only.
        correction: None,
        quorum: None,
        call: asked.call.cloned().or_else(|| post.details.call.clone()),
        ..post.details.clone()
    };
    quoting::alone(&details)?;
    details.unreviewed.retain(|one| new.sources.iter().any(|source| source.language == one.language));
    asked.leave.dress(&mut details);
    if texts != post.texts || new.warning != post.warning || details.attachments != post.details.attachments {
        // Whoever endorsed the earlier version has not endorsed this one.
        details.endorsers.clear();
        details.endorsed_at = None;
    }
    details.emoji = emoji::of_post(cx, &texts, new.warning.as_deref(), details.poll.as_ref()).await?;
    // An edit changes no thread: whoever is answered is still addressed.
    if let Some(answered) = answered_author(cx, &post).await?
        && let Some(mention) = post.details.mentions.iter().find(|m| m.uri == answered.uri.as_str())
        && !details.mentions.iter().any(|m| m.uri == mention.uri)
    {
        details.mentions.push(mention.clone());
        addressed.push(answered);
    }
    let sensitive = asked.sensitive || new.warning.is_some();
    let before = post.version;
    if texts == post.texts
        && asked.event.is_none()
        && new.warning == post.warning
        && says_the_same(&details, &post.details)
        && sensitive == post.sensitive
    {
        // A draft that changes nothing must not wait for ever as if it had been published.
        return if asked.leave.is_draft() { Err(Error::refused("It says nothing new.")) } else { Ok(post) };
    }
    let newly_named: Vec<Account> = addressed
        .iter()
        .filter(|a| !post.details.mentions.iter().any(|m| m.uri == a.uri.as_str()))
        .cloned()
        .collect();
    post.texts = texts;
    post.details = details;
    post.sensitive = sensitive;
    post.warning = new.warning;
    // Two edits within a millisecond still have an order.
    post.edited_at = Some(cx.now().max(post.edited_at.unwrap_or(post.published_at).plus(1)));
    post.version += 1;
    let signers = Signers::of(cx, author).await?;
    let object = signers.object(cx, author, &post)?;
    let activity_id = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity_id);
    let update = signers.proven(cx, post.visibility, activity::update(&uri, &object))?;
    let circle = campaign_voice::circle_of(cx, &post).await?;

    let mut tx = cx.store.begin().await?;
    quorum::admit(cx, &mut tx, member, author, asked.leave, Some(post.id)).await?;
    if asked.leave.is_draft() && posts::lock_version(&mut tx, post.id).await? != Some(before) {
        return Err(Error::refused(quorum::CHANGED_SINCE));
    }
    quoting::unchanged(&mut tx, &post).await?;
    polls::begin_edit(&mut tx, post.id, &revised).await?;
    posts::edit(&mut tx, &post, Some(&outbox::exact(&object))).await?;
    Box::pin(keep_edited(cx, &mut tx, &mut post, author, (&newly_named, asked.event))).await?;
    deliveries::supersede(&mut tx, post.uri.as_str(), activity_id, cx.now()).await?;
    let mut to: Vec<To> = addressed.into_iter().map(|a| To::Account(Box::new(a))).collect();
    to.push(To::Former);
    to.extend(circle.as_ref().map(|circle| To::FollowersOf(circle.actor.id)));
    if post.visibility != Visibility::Direct {
        to.push(To::FollowersOf(author.id));
    }
    let telling = Telling {
        id: activity_id,
        uri,
        actor: author.id,
        kind: "Update",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&update),
        is_public: post.visibility.is_open(),
        to,
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    if let Some(circle) = &circle {
        Box::pin(campaign_voice::pass_on(cx, &mut tx, circle, &post, &update)).await?;
    }
    audit::write(&mut tx, cx.row_id(), member, "post.edit", post.uri.as_str(), cx.now()).await?;
    tx.commit().await?;
    media::sweep(cx).await;
    cx.wake.lanes.notify_one();
    Ok(post)
}

/// Whether a version would tell readers nothing new: by how many it was approved is no news.
fn says_the_same(new: &Details, present: &Details) -> bool {
    let said = |details: &Details| Details { quorum: None, sends_unreviewed: false, ..details.clone() };
    let (new, mut present) = (said(new), said(present));
    // What the version before put right need not be said again.
    if new.correction.is_none() {
        present.correction = None;
    }
    new == present
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

/// Who wrote the post that this one answers, unless it answers its own author.
async fn answered_author(app: &App, post: &Post) -> Result<Option<Account>> {
    let Some(parent) = post.in_reply_to else { return Ok(None) };
    let Some(parent) = posts::find(&app.store, parent).await? else { return Ok(None) };
    Ok(accounts::find(&app.store, parent.account).await?.filter(|a| a.id != post.account))
}

pub(super) async fn own(app: &App, author: &Account, id: PostId) -> Result<Post> {
    posts::find(&app.store, id).await?.filter(|post| post.account == author.id).ok_or(Error::NotFound)
}

pub(super) fn addresses(author: &Account, post: &Post) -> (Vec<String>, Vec<String>) {
    let mut named: Vec<String> = post.details.mentions.iter().map(|m| m.uri.clone()).collect();
    named.extend(post.details.campaign.clone());
    audience::addresses(post.visibility, author.followers.as_deref().unwrap_or_default(), &named)
}
