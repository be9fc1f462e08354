//! What a campaign says and passes on. Its followers hear everything of it, in the forms that their servers understand,
//! and nothing else (FEP-1b12).
//!
//! | who says it | its followers get |
//! |---|---|
//! | the campaign | `Create`, `Update`, `Delete` of its own |
//! | the coalition, in the campaign | `Announce` of the object (Mastodon and its kind fetch it), `Announce` of the activity itself (Lemmy and its kind), and the later `Update` and `Delete` both ways |
//!
//! A campaign does not announce its own words: Mastodon would show each of them twice.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::audience::PUBLIC;
use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::post::Post;
use crate::domain::statement::Draft;
use crate::domain::visibility::Visibility;
use crate::store::reactions::{self, BoostRecord};
use crate::store::{Tx, accounts, audit, campaigns, pins, posts};
use crate::wire::{Json, activity};

use super::outbox::{self, Telling, To};
use super::posts::{Asked, Signers};
use super::quorum::Leave;
use super::{Error, Result, statements, surface};

/// A campaign that everybody may know of, with its actor.
#[derive(Clone, Debug)]
pub struct Public {
    /// The campaign.
    pub campaign: Campaign,
    /// Its actor.
    pub actor: Account,
}

/// Who says something in a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// The campaign itself.
    Campaign,
    /// The coalition; it reaches the coalition's followers as well.
    Coalition,
}

/// Publishes a statement in a campaign.
pub async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    handle: &str,
    voice: Voice,
    draft: Draft,
) -> Result<Post> {
    publish_by(cx, member, handle, voice, draft, Leave::Usual).await
}

/// The same, by this leave.
pub async fn publish_by(
    cx: &Cx,
    member: Option<MemberId>,
    handle: &str,
    voice: Voice,
    draft: Draft,
    leave: Leave<'_>,
) -> Result<Post> {
    let public = super::campaigns::public(cx, handle).await?;
    let new = statements::checked(draft)?;
    match voice {
        Voice::Campaign => {
            let asked = Asked { leave, ..Asked::default() };
            super::posts::write_once(cx, member, &public.actor, new, asked).await
        }
        Voice::Coalition => {
            let coalition = super::accounts::coalition(cx).await?;
            let asked = Asked { campaign: Some(&public), leave, ..Asked::default() };
            super::posts::write_once(cx, member, &coalition, new, asked).await
        }
    }
}

/// Makes a statement of the campaign the one that stands at its head, in the place of the one before. Followers are told,
/// so that it is pinned at their servers as well.
pub async fn pin(cx: &Cx, member: Option<MemberId>, handle: &str, post: PostId) -> Result<()> {
    let public = super::campaigns::public(cx, handle).await?;
    let belongs = campaigns::of_post(&cx.store, post).await?.is_some_and(|c| c.id == public.campaign.id);
    let statement = posts::find(&cx.store, post).await?.filter(|post| belongs && post.visibility.is_open());
    let statement = statement.ok_or(Error::NotFound)?;
    let signers = Signers::of(cx, &public.actor).await?;
    let before = pins::list(&cx.store, public.actor.id, 100).await?;
    if before == [post] {
        return Ok(());
    }
    let mut tx = cx.store.begin().await?;
    for old in before.into_iter().filter(|old| *old != post) {
        pins::remove(&mut tx, public.actor.id, old).await?;
        tell_pin(cx, &mut tx, &public.actor, &signers, &cx.url(&format!("/posts/{old}")), "Remove").await?;
    }
    pins::save(&mut tx, public.actor.id, post, cx.now()).await?;
    tell_pin(cx, &mut tx, &public.actor, &signers, statement.uri.as_str(), "Add").await?;
    let subject = format!("{handle} {post}");
    audit::write(&mut tx, cx.row_id(), member, "campaign.pin", &subject, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

async fn tell_pin(
    app: &App,
    tx: &mut Tx,
    actor: &Account,
    signers: &Signers,
    object: &str,
    kind: &'static str,
) -> Result<()> {
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let featured = actor.featured.clone().unwrap_or_default();
    let (to, cc) = everybody(actor);
    let make = if kind == "Add" { activity::add } else { activity::remove };
    let body = make(&uri, actor.uri.as_str(), object, &featured, &to, &cc);
    let telling = Telling {
        id,
        uri,
        actor: actor.id,
        kind,
        object_uri: &featured,
        body: outbox::exact(&signers.proven(app, Visibility::Public, body)?),
        is_public: true,
        to: vec![To::FollowersOf(actor.id)],
    };
    outbox::tell(app, tx, &signers.requests, telling).await
}

/// The campaign that something new belongs to: the one it is said in, or the one that says it. A closed campaign says
/// nothing more.
pub(super) async fn circle_for(
    app: &App,
    author: &Account,
    said_in: Option<&Public>,
) -> Result<Option<Public>> {
    let circle = match said_in {
        Some(public) => Some(public.clone()),
        None if author.kind == ActorKind::Group && author.is_local() => {
            let own = campaigns::of_account(&app.store, author.id).await?;
            own.map(|campaign| Public { campaign, actor: author.clone() })
        }
        None => None,
    };
    match circle {
        Some(Public { campaign, .. }) if campaign.state == CampaignState::Closed => {
            Err(Error::says("refusal-campaign-says-no-more"))
        }
        other => Ok(other),
    }
}

/// The campaign that a statement of ours belongs to and that passes it on: none for the campaign's own words.
pub(super) async fn circle_of(app: &App, post: &Post) -> Result<Option<Public>> {
    if post.details.campaign.is_none() {
        return Ok(None);
    }
    let Some(campaign) = campaigns::of_post(&app.store, post.id).await? else { return Ok(None) };
    let Some(account) = campaign.account else { return Ok(None) };
    let actor = accounts::find(&app.store, account).await?;
    Ok(actor.map(|actor| Public { campaign, actor }))
}

/// Something new was said in a campaign: it belongs to it from now on, and the campaign passes on what it did not say
/// itself.
pub(super) async fn published(
    app: &App,
    tx: &mut Tx,
    circle: &Public,
    post: &Post,
    create: &Json,
) -> Result<()> {
    if post.visibility != Visibility::Public || post.in_reply_to_uri.is_some() {
        return Ok(());
    }
    campaigns::add_post(tx, circle.campaign.id, post.id).await?;
    if post.account == circle.actor.id {
        return Ok(());
    }
    let actor = &circle.actor;
    let signers = Signers::of(app, actor).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let (to, cc) = everybody(actor);
    let announce = activity::announce(&uri, actor.uri.as_str(), post.uri.as_str(), &to, &cc, app.now());
    let record = BoostRecord {
        id: app.row_id(),
        account: actor.id,
        post: post.id,
        uri: uri.clone(),
        visibility: Visibility::Public,
        created_at: app.now(),
    };
    reactions::boost(tx, &record).await?;
    // The coalition need not be told of what it does itself.
    surface::boost(app, tx, record.id, post, actor, false).await?;
    let telling = Telling {
        id,
        uri,
        actor: actor.id,
        kind: "Announce",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&signers.proven(app, Visibility::Public, announce)?),
        is_public: true,
        to: vec![To::FollowersOf(actor.id)],
    };
    outbox::tell(app, tx, &signers.requests, telling).await?;
    pass_on(app, tx, circle, post, create).await
}

/// Passes a whole activity about a statement on to the servers of groups (FEP-1b12).
pub(super) async fn pass_on(
    app: &App,
    tx: &mut Tx,
    circle: &Public,
    post: &Post,
    whole: &Json,
) -> Result<()> {
    let actor = &circle.actor;
    let signers = Signers::of(app, actor).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let (to, cc) = everybody(actor);
    let announce = activity::announce_activity(&uri, actor.uri.as_str(), whole, &to, &cc);
    let telling = Telling {
        id,
        uri,
        actor: actor.id,
        kind: "Announce",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&signers.proven(app, Visibility::Public, announce)?),
        is_public: true,
        to: vec![To::FollowersOf(actor.id)],
    };
    outbox::tell(app, tx, &signers.requests, telling).await
}

fn everybody(actor: &Account) -> (Vec<String>, Vec<String>) {
    (vec![PUBLIC.to_owned()], actor.followers.iter().cloned().collect())
}
