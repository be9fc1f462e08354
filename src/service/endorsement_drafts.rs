//! Endorsing where several may have to approve. Every door asks here: where one person's word is enough we endorse at once, and
//! where it is not it becomes a draft, which holds the words that were read and their digest. What is done in the end is the
//! same verb of `endorsing`, which asks for the approvals once more and signs no other version. Taking our name away is not
//! speaking, and needs nobody else.

use crate::app::{App, Cx};
use crate::domain::draft::{DraftState, EndorsementMatter, Event, Proposal, Purpose};
use crate::domain::draft_failure::Failure;
use crate::domain::ids::{MemberId, RowId};
use crate::domain::refusal::Refusal;
use crate::store::drafts as store;
use crate::store::endorsements::EndorsementRecord;

pub use super::draft_matters::Done;
use super::draft_matters::{hand_in, nothing};
use super::drafts::{self, Aside, By, DraftRecord, id_of};
use super::endorsing::{self, CHANGED_SINCE, Looked};
use super::quorum::{self, Leave};
use super::{Error, Result, draft_approvals};

/// Endorses what was looked at, or hands that in for others to approve. `shown` is the digest of what whoever asks has read.
pub async fn offer(
    cx: &Cx,
    by: By<'_>,
    address: &str,
    shown: &str,
    aside: Aside,
) -> Result<Done<EndorsementRecord>> {
    if !quorum::is_shared(cx).await? {
        let given = endorsing::offer(cx, id_of(by), address, shown).await?;
        return Ok(Done::Now(Box::new(given)));
    }
    let looked = endorsing::look(cx, address).await?;
    if looked.of.digest != shown.trim() {
        return Err(Error::says(CHANGED_SINCE));
    }
    if let Some(there) = endorsing::standing(cx, &looked.of).await? {
        return Ok(Done::Now(Box::new(there)));
    }
    let proposal = Proposal { endorses: Some(Box::new(matter(&looked))), ..nothing(Purpose::Endorsement) };
    Ok(Done::Draft(Box::new(hand_in(cx, by, proposal, aside).await?)))
}

fn matter(looked: &Looked) -> EndorsementMatter {
    let Looked { of, said, host, .. } = looked;
    EndorsementMatter {
        object: of.uri.as_str().to_owned(),
        title: of.title.clone(),
        whose: format!("{} (@{})", host.name, host.acct()),
        digest: of.digest.clone(),
        version: of.version,
        said: said.lines(),
    }
}

/// Whether somebody has found that what is endorsed says something else by now: then it cannot go out until it is renewed, or
/// until it says the old words again.
pub fn is_overtaken(record: &DraftRecord) -> bool {
    record.proposal.endorses.is_some() && record.failure.as_ref().is_some_and(|why| why.is(CHANGED_SINCE))
}

/// Looks anew at what a draft endorses that was found overtaken: where the old words are back, it is overtaken no more. A server
/// that does not answer just now leaves it as it was, and of all other drafts nothing is asked.
pub async fn look_again(cx: &Cx, id: RowId) -> Result<()> {
    let record = drafts::find(cx, id).await?;
    let Some(matter) = record.proposal.endorses.as_ref() else { return Ok(()) };
    if !record.state.is_open() || !is_overtaken(&record) {
        return Ok(());
    }
    match endorsing::look(cx, &matter.object).await {
        Ok(looked) if looked.of.digest == matter.digest => acquit(cx, &record).await,
        _ => Ok(()),
    }
}

/// Takes the mark from a draft whose words are served again. What was approved of it counts as before.
async fn acquit(app: &App, known: &DraftRecord) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let Some(mut record) = store::lock(&mut tx, known.id).await? else { return Ok(()) };
    if record.digest != known.digest || !record.state.is_open() || !is_overtaken(&record) {
        return Ok(());
    }
    (record.failure, record.changed_at) = (None, app.now());
    // It was in review again if it had been stopped at its time.
    if record.state == DraftState::InReview
        && draft_approvals::tally_in(app, &mut tx, &record).await?.is_met()
    {
        record.state = record.state.after(Event::QuorumMet).map_err(Error::refused)?;
    }
    store::update(&mut tx, &record).await?;
    Ok(tx.commit().await?)
}

/// Begins the draft anew from what is served now; whatever was approved must be approved anew.
pub(super) async fn renew(cx: &Cx, by: By<'_>, record: DraftRecord) -> Result<DraftRecord> {
    let known = record.proposal.endorses.as_ref().ok_or(Error::NotFound)?;
    let present = matter(&endorsing::look(cx, &known.object).await?);
    if present.digest == known.digest {
        acquit(cx, &record).await?;
        return Err(Error::says("refusal-form-nothing-new"));
    }
    let proposal = Proposal { endorses: Some(Box::new(present)), ..record.proposal.clone() };
    drafts::begin_anew(cx, by, record, proposal).await
}

/// Endorses what was approved, if that is what is served now.
pub(super) async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.endorses.as_ref().ok_or(Error::NotFound)?;
    endorsing::offer_by(cx, member, &matter.object, &matter.digest, leave).await.map(drop)
}

/// Notes in a draft that its words are served no more, so that those who approve it see it. What else went wrong is not noted.
pub(super) async fn note(app: &App, id: RowId, why: &Error) -> Result<()> {
    let Error::Refused(why) = why else { return Ok(()) };
    let mut tx = app.store.begin().await?;
    let Some(mut record) = store::lock(&mut tx, id).await? else { return Ok(()) };
    if *why != Refusal::new(CHANGED_SINCE) || record.proposal.endorses.is_none() || !record.state.is_open() {
        return Ok(());
    }
    (record.failure, record.changed_at) = (Some(Failure::of(why)), app.now());
    store::update(&mut tx, &record).await?;
    Ok(tx.commit().await?)
}
