//! Posts of ours that are deleted: everybody who was told of one is told that it is gone, and a tombstone stays at its address.

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::visibility::Visibility;
use crate::store::{activities, audit, deliveries, quotes, tombstones};
use crate::wire::activity;

use super::outbox::{self, Telling, To};
use super::posts::{Signers, addresses, own, remove};
use super::quorum::{self, Leave};
use super::{Result, campaign_voice, events, media, redrafts};

/// Deletes a post of ours with all its versions, leaves a tombstone, and tells everybody who was told.
pub async fn delete(cx: &Cx, member: Option<MemberId>, author: &Account, id: PostId) -> Result<()> {
    delete_as(cx, member, author, id, Farewell::default()).await
}

/// By whose leave a post is deleted, and what the page that stays says.
#[derive(Clone, Copy, Debug, Default)]
pub struct Farewell<'a> {
    /// By whose leave.
    pub leave: Leave<'a>,
    /// Why, in public.
    pub reason: Option<&'a str>,
    /// Its files wait for the next post of the author, for a day.
    pub keeps_files: bool,
}

/// The same, with what is said in public about it.
pub async fn delete_as(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    farewell_of: Farewell<'_>,
) -> Result<()> {
    let post = own(cx, author, id).await?;
    events::admit_farewell(cx, id).await?;
    let signers = Signers::of(cx, author).await?;
    let activity_id = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity_id);
    let (to, cc) = addresses(author, &post);
    let farewell = activity::delete(&uri, author.uri.as_str(), post.uri.as_str(), &to, &cc);
    let farewell = signers.proven(cx, post.visibility, farewell)?;
    let circle = campaign_voice::circle_of(cx, &post).await?;
    let mut to = vec![To::Former];
    to.extend(circle.as_ref().map(|circle| To::FollowersOf(circle.actor.id)));
    if post.visibility != Visibility::Direct {
        to.push(To::FollowersOf(author.id));
    }
    let telling = Telling {
        id: activity_id,
        uri,
        actor: author.id,
        kind: "Delete",
        object_uri: post.uri.as_str(),
        body: outbox::exact(&farewell),
        is_public: post.visibility.is_open(),
        to,
    };
    let kept = if farewell_of.keeps_files { set_aside(cx, post.id).await } else { Vec::new() };
    let mut tx = cx.store.begin().await?;
    quorum::admit(cx, &mut tx, member, author, farewell_of.leave, Some(post.id)).await?;
    redrafts::detach(cx, &mut tx, post.id, &kept).await?;
    media::strip(cx, &mut tx, post.id).await?;
    remove(&mut tx, &post).await?;
    quotes::remove(&mut tx, post.uri.as_str(), author.id).await?;
    tombstones::save(&mut tx, post.uri.as_str(), author.uri.as_str(), cx.now()).await?;
    if let Some(reason) = farewell_of.reason {
        tombstones::explain(&mut tx, post.uri.as_str(), author.uri.as_str(), reason).await?;
    }
    activities::hide_about(&mut tx, post.uri.as_str()).await?;
    deliveries::supersede(&mut tx, post.uri.as_str(), activity_id, cx.now()).await?;
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    if let Some(circle) = &circle {
        Box::pin(campaign_voice::pass_on(cx, &mut tx, circle, &post, &farewell)).await?;
    }
    audit::write(&mut tx, cx.row_id(), member, "post.delete", post.uri.as_str(), cx.now()).await?;
    tx.commit().await?;
    media::sweep(cx).await;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// The files of a post under other names. A post goes even if its files cannot be kept.
async fn set_aside(cx: &Cx, id: PostId) -> Vec<redrafts::Renamed> {
    redrafts::rename(cx, id).await.unwrap_or_else(|e| {
        tracing::warn!(error = %e, "the files of a post that goes could not be kept for the next one");
        Vec::new()
    })
}
