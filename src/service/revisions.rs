//! Posts of ours that are edited: a new version takes the place of the present one, which stays readable.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::poll::{self, Revised, Wish};
use crate::domain::post::{Details, Post};
use crate::domain::visibility::Visibility;
use crate::store::{Tx, accounts, audit, deliveries, posts};
use crate::wire::activity;

use super::event_publishing::Beside;
use super::outbox::{self, Telling, To};
use super::posts::{Asked, NewPost, own, render};
use super::signers::Signers;
use super::{
    Error, Result, calls, campaign_voice, emoji, events, media, pledge_polls, polls, previews, quorum,
    quoting, surface, translations,
};

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

/// What an edit makes of the poll. Whoever signed a campaign has signed what was asked.
async fn revise(app: &App, post: &Post, wish: &Wish) -> Result<Revised> {
    let wish = if pledge_polls::of_post(&app.store, post).await?.is_some() { &Wish::Keep } else { wish };
    poll::revise(post.details.poll.as_ref(), wish, app.now()).map_err(Error::quoted)
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
    mut new: NewPost,
    asked: Asked<'_>,
) -> Result<Post> {
    translations::one_a_language(&mut new.sources);
    let mut post = own(cx, author, id).await?;
    if asked.event.is_none() {
        events::admit_edit(cx, id).await?;
    }
    let revised = revise(cx, &post, &new.poll).await?;
    let (texts, rendered, mut addressed) = render(cx, &new.sources).await?;
    let mut details = Details {
        attachments: new.attachments,
        mentions: rendered.mentions,
        hashtags: rendered.hashtags,
        poll: revised.poll.clone(),
        // These are said of one version only.
        correction: None,
        corrections: Vec::new(),
        quorum: None,
        call: asked.call.cloned().or_else(|| post.details.call.clone()),
        ..post.details.clone()
    };
    quoting::alone(&details)?;
    asked.dress_version(&mut details);
    translations::settle(cx, Some(&post), &new.sources, &mut details).await?;
    if texts != post.texts
        || new.warning != post.warning
        || details.attachments != post.details.attachments
        || details.unreviewed != post.details.unreviewed
    {
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
    let (sensitive, before) = (asked.sensitive || new.warning.is_some(), post.version);
    if texts == post.texts
        && asked.event.is_none()
        && new.warning == post.warning
        && says_the_same(&details, &post.details)
        && sensitive == post.sensitive
    {
        // A draft that changes nothing must not wait for ever as if it had been published.
        return if asked.leave.is_draft() { Err(Error::says("refusal-form-nothing-new")) } else { Ok(post) };
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
        return Err(Error::says(quorum::CHANGED_SINCE));
    }
    quoting::unchanged(&mut tx, &post).await?;
    polls::begin_edit(&mut tx, post.id, &revised).await?;
    posts::edit(&mut tx, &post, Some(&outbox::exact(&object))).await?;
    Box::pin(keep_edited(cx, &mut tx, &mut post, author, (&newly_named, asked.event))).await?;
    deliveries::supersede(&mut tx, post.uri.as_str(), activity_id, cx.now()).await?;
    let mut to: Vec<To> = addressed.into_iter().map(|a| To::Account(Box::new(a))).collect();
    to.extend([To::Former, To::Endorsers]);
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
        (present.correction, present.corrections) = (None, Vec::new());
    }
    new == present
}

/// Who wrote the post that this one answers, unless it answers its own author.
async fn answered_author(app: &App, post: &Post) -> Result<Option<Account>> {
    let Some(parent) = post.in_reply_to else { return Ok(None) };
    let Some(parent) = posts::find(&app.store, parent).await? else { return Ok(None) };
    Ok(accounts::find(&app.store, parent.account).await?.filter(|a| a.id != post.account))
}
