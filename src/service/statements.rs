//! Statements: what the coalition says in public, in one or more languages, with versions and delivery outcomes.

use serde::Deserialize;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::correction::Correction;
use crate::domain::delivery::DeliveryState;
use crate::domain::draft;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::poll::Wish;
use crate::domain::post::{Post, Text};
use crate::domain::statement::{self, Draft};
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;
use crate::domain::visibility::Visibility;
use crate::keys::{VerifyingKey, sha256_hex};
use crate::store::deliveries::Trouble;
use crate::store::post_counts::{self, Counts};
use crate::store::posts::VersionRecord;
use crate::store::{campaigns, deliveries, follows, keys, posts, tombstones};
use crate::wire::{Json, note};

use super::endorsements::{self, Endorser};
use super::posts::{Asked, Farewell, NewPost, Source};
use super::quorum::Leave;
use super::{Error, Result, translations};

/// Publishes a statement.
pub async fn publish(cx: &Cx, member: Option<MemberId>, author: &Account, draft: Draft) -> Result<Post> {
    publish_by(cx, member, author, draft, Leave::Usual).await
}

/// The same, by this leave.
pub async fn publish_by(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    draft: Draft,
    leave: Leave<'_>,
) -> Result<Post> {
    let asked = Asked { leave, ..Asked::default() };
    super::posts::write_once(cx, member, author, checked(draft)?, asked).await
}

/// Publishes a new version of a statement; the present one stays readable.
pub async fn edit(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    draft: Draft,
) -> Result<Post> {
    edit_by(cx, member, author, id, draft, Leave::Usual).await
}

/// The same, by this leave.
pub async fn edit_by(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    draft: Draft,
    leave: Leave<'_>,
) -> Result<Post> {
    let asked = Asked { leave, ..Asked::default() };
    super::posts::edit_as(cx, member, author, id, checked(draft)?, asked).await
}

/// Publishes a new version that says in one sentence what was wrong with the present one, by this leave.
pub async fn correct(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    draft: Draft,
    correction: Correction,
    leave: Leave<'_>,
) -> Result<Post> {
    let said = correction.tidy().ok_or_else(|| Error::refused(draft::Refusal::Unsaid))?;
    let asked = Asked { leave, correction: Some(&said), ..Asked::default() };
    super::posts::edit_as(cx, member, author, id, checked(draft)?, asked).await
}

/// Withdraws a statement everywhere.
pub async fn withdraw(cx: &Cx, member: Option<MemberId>, author: &Account, id: PostId) -> Result<()> {
    super::posts::delete(cx, member, author, id).await
}

/// The same, with the public reason, by this leave.
pub async fn withdraw_by(
    cx: &Cx,
    member: Option<MemberId>,
    author: &Account,
    id: PostId,
    reason: Option<&str>,
    leave: Leave<'_>,
) -> Result<()> {
    let reason = reason.and_then(draft::reason);
    let farewell = Farewell { leave, reason: reason.as_deref(), ..Farewell::default() };
    super::posts::delete_as(cx, member, author, id, farewell).await
}

/// The text in one language as readers will see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Language tag.
    pub language: String,
    /// The title; may be empty.
    pub title: String,
    /// Sanitised HTML.
    pub html: String,
    /// How far the translation will be; the main text is reviewed.
    pub state: TranslationState,
    /// The original changes, and it does not.
    pub is_older: bool,
}

/// What a draft would look like in the place of what is there before it, if anything is; nothing is written. Handles in it
/// are looked up as they would be for publishing.
pub async fn preview(
    cx: &Cx,
    draft: Draft,
    before: Option<&Post>,
    correction: Option<&Correction>,
) -> Result<Vec<Preview>> {
    let new = checked(draft)?;
    let states = translations::states(
        before,
        &new.sources,
        correction.map(|correction| correction.said_in.as_slice()),
    )?;
    let (texts, _, _) = super::posts::render(cx, &new.sources).await?;
    let preview = |(text, state): (Text, TranslationState)| Preview {
        is_older: state != TranslationState::Reviewed
            && before.is_some_and(|post| {
                post.texts.iter().any(|was| {
                    post.translation(was) == TranslationState::Reviewed && was.words() == text.words()
                })
            }),
        language: text.language.unwrap_or_default(),
        title: text.title.unwrap_or_default(),
        html: text.html,
        state,
    };
    Ok(texts.into_iter().zip(states).map(preview).collect())
}

pub(super) fn checked(draft: Draft) -> Result<NewPost> {
    let draft = statement::check(draft).map_err(Error::refused)?;
    Ok(NewPost {
        sources: draft
            .texts
            .into_iter()
            .map(|t| Source {
                language: t.language.tag().to_owned(),
                title: Some(t.title),
                markdown: t.source,
                review: t.review,
            })
            .collect(),
        visibility: Visibility::Public,
        in_reply_to: None,
        warning: draft.warning,
        attachments: draft.attachments,
        poll: Wish::Keep,
    })
}

/// Statements of an account below this id, newest first.
pub async fn list(app: &App, account: &Account, below: i64, limit: i64) -> Result<Vec<Post>> {
    Ok(posts::statements_of(&app.store, account.id, below, limit).await?)
}

/// What becomes of what we told others about a post.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// Servers that took it.
    pub delivered: i64,
    /// Servers that are still tried.
    pub waiting: i64,
    /// Servers that will not get it: they refused, are gone, or were not reached for seven days.
    pub refused: i64,
    /// Which, and why.
    pub troubles: Vec<Trouble>,
}

/// How far the newest word about a post has come.
pub async fn outcome(app: &App, object_uri: &str, most_troubles: i64) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    for (state, count) in deliveries::outcome(&app.store, object_uri).await? {
        match state {
            DeliveryState::Delivered => outcome.delivered += count,
            DeliveryState::Pending => outcome.waiting += count,
            DeliveryState::Rejected
            | DeliveryState::Gone
            | DeliveryState::Expired
            | DeliveryState::Dropped => {
                outcome.refused += count;
            }
            DeliveryState::Superseded => {}
        }
    }
    if most_troubles > 0 {
        outcome.troubles = deliveries::troubles(&app.store, object_uri, most_troubles).await?;
    }
    Ok(outcome)
}

/// How far a word of this account would go: other servers, and followers.
pub async fn reach(app: &App, account: &Account) -> Result<(i64, i64)> {
    let servers = follows::follower_hosts(&app.store, account.id).await?;
    let (followers, _) = follows::counts(&app.store, account.id).await?;
    Ok((servers, followers))
}

/// How far something would go that all these pass on: other servers and followers, each counted once.
pub async fn reach_of(app: &App, accounts: &[Account]) -> Result<(i64, i64)> {
    let ids: Vec<i64> = accounts.iter().map(|account| account.id.0).collect();
    Ok(follows::reach_of(&app.store, &ids).await?)
}

/// A post with what its page shows beside it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The post.
    pub post: Post,
    /// Who wrote it.
    pub author: Account,
    /// Answers, boosts, likes.
    pub counts: Counts,
    /// Earlier versions, oldest first.
    pub versions: Vec<VersionRecord>,
    /// How a copy of it can be checked; none for what was sent without a proof.
    pub proof: Option<ProofShown>,
    /// The campaign it belongs to.
    pub campaign: Option<Campaign>,
    /// Who has endorsed it.
    pub endorsers: Vec<Endorser>,
}

/// How a copy of a post can be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProofShown {
    /// The id of the key that signed it.
    pub method: String,
    /// That key as multibase text; none where the key is no longer kept.
    pub key: Option<String>,
    /// When it was signed.
    pub created: Option<Time>,
    /// The SHA-256 digest of the exact JSON as we sent it, in hexadecimal.
    pub digest: String,
}

/// The parts of a signed document that a page shows (FEP-8b32).
#[derive(Deserialize)]
struct Sealed {
    proof: Option<SealedProof>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SealedProof {
    verification_method: String,
    created: Option<String>,
}

async fn proof_of(app: &App, author: &Account, object: &str) -> Result<Option<ProofShown>> {
    let Some(proof) = serde_json::from_str::<Sealed>(object).ok().and_then(|sealed| sealed.proof) else {
        return Ok(None);
    };
    let records = keys::by_uri(&app.store, &proof.verification_method).await?;
    let record = records.into_iter().find(|record| record.account == author.id);
    let key = record.and_then(|record| VerifyingKey::from_spki_der(&record.public).ok());
    Ok(Some(ProofShown {
        method: proof.verification_method,
        key: key.map(|key| key.to_multibase()),
        created: proof.created.as_deref().and_then(Time::parse),
        digest: sha256_hex(object.as_bytes()),
    }))
}

/// A post of ours that everybody may see, with what its page shows.
pub async fn show(app: &App, id: PostId) -> Result<Shown> {
    let post = super::posts::visible(app, id, None).await?;
    let author = crate::store::accounts::find(&app.store, post.account).await?.ok_or(Error::NotFound)?;
    if !author.is_local() {
        return Err(Error::NotFound);
    }
    let proof = match posts::object(&app.store, id).await? {
        Some(object) => proof_of(app, &author, &object).await?,
        None => None,
    };
    Ok(Shown {
        counts: post_counts::find(&app.store, id).await?,
        versions: posts::versions(&app.store, id).await?,
        campaign: campaigns::of_post(&app.store, id).await?,
        endorsers: endorsements::of(app, post.uri.as_str()).await?,
        proof,
        author,
        post,
    })
}

/// What stands where a post of ours was deleted; `None` where there never was one.
pub async fn tombstone(app: &App, id: PostId) -> Result<Option<Json>> {
    let uri = app.url(&format!("/posts/{id}"));
    Ok(withdrawn(app, id).await?.map(|(at, reason)| note::tombstone(&uri, at, reason.as_deref())))
}

/// When a post of ours was deleted; `None` where there never was one.
pub async fn withdrawn_at(app: &App, id: PostId) -> Result<Option<Time>> {
    Ok(withdrawn(app, id).await?.map(|(at, _)| at))
}

/// When a post of ours was deleted, and the public reason.
pub async fn withdrawn(app: &App, id: PostId) -> Result<Option<(Time, Option<String>)>> {
    Ok(tombstones::find(&app.store, &app.url(&format!("/posts/{id}"))).await?)
}
