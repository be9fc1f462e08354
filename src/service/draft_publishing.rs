//! A draft goes out: at once, or at its time. It is taken in the transaction that publishes it, so that it goes out once,
//! however many try and wherever one of them is stopped.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::correction::Correction;
use crate::domain::draft::{self, DraftState, DraftVoice, Event, Proposal, Purpose};
use crate::domain::draft_failure::Failure;
use crate::domain::draft_matter;
use crate::domain::ids::{MemberId, PostId, RowId};
use crate::domain::post::Details;
use crate::domain::refusal::Refusal;
use crate::domain::time::Time;
use crate::store::drafts::{self, DraftRecord};
use crate::store::{Tx, audit};

use super::campaign_voice::{self, Voice};
use super::drafts::{By, digest_of, id_of, log, must_approve, statement};
use super::quorum::{self, CHANGED_SINCE, Leave};
use super::{
    Error, Result, accounts, answers, call_answers, campaign_drafts, draft_approvals, draft_files,
    draft_matters, drafts as desk, endorsement_drafts, joint_drafts, quorum_drafts, statements,
};

/// So many go out before others have their turn.
const BATCH: i64 = 20;

/// The right to publish one draft, with what its version says of it.
#[derive(Clone, Debug)]
pub struct Claim {
    draft: RowId,
    digest: String,
    quorum: Option<u32>,
    correction: Option<Correction>,
}

impl Claim {
    async fn of(app: &App, record: &DraftRecord) -> Result<Self> {
        let needed = quorum::needed(app).await?;
        Ok(Self {
            draft: record.id,
            digest: record.digest.clone(),
            // That one person alone has published something is no quorum.
            quorum: (needed >= 2).then_some(needed),
            correction: record.proposal.correction(),
        })
    }

    pub(super) fn quorum(&self) -> Option<u32> {
        self.quorum
    }

    pub(super) fn dress(&self, details: &mut Details) {
        details.quorum = self.quorum;
        if let Some(correction) = self.correction.clone() {
            details.correct(correction);
        }
    }
}

/// Publishes a draft that is approved. Where one approval is enough, a spokesperson who publishes gives it.
pub async fn publish(cx: &Cx, by: By<'_>, id: RowId, digest: &str) -> Result<DraftRecord> {
    endorsement_drafts::look_again(cx, id).await?;
    let record = ready(cx, by, id, digest).await?;
    if let Err(why) = Box::pin(go(cx, id_of(by), &record)).await {
        endorsement_drafts::note(cx, id, &why).await?;
        return Err(why);
    }
    desk::find(cx, id).await
}

/// Gives an approved draft its time.
pub async fn schedule(app: &App, by: By<'_>, id: RowId, digest: &str, at: Time) -> Result<DraftRecord> {
    if at <= app.now() {
        return Err(Error::says("refusal-draft-time-past"));
    }
    ready(app, by, id, digest).await?;
    let mut tx = app.store.begin().await?;
    let mut record = drafts::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let tally = draft_approvals::tally_in(app, &mut tx, &record).await?;
    if record.digest != digest || !tally.is_met() {
        return Err(Error::refused(
            tally.missing().unwrap_or_else(|| Refusal::new("refusal-draft-read-again")),
        ));
    }
    record.state = record.state.after(Event::Schedule).map_err(Error::refused)?;
    (record.due_at, record.failure, record.changed_at) = (Some(at), None, app.now());
    drafts::update(&mut tx, &record).await?;
    log(app, &mut tx, by, "draft.schedule", &record).await?;
    tx.commit().await?;
    Ok(record)
}

/// The draft, if these are its words and it may be approved; with the one approval that is enough, where it is.
async fn ready(app: &App, by: By<'_>, id: RowId, digest: &str) -> Result<DraftRecord> {
    must_approve(by)?;
    let mut record = desk::find(app, id).await?;
    if record.digest != digest {
        return Err(Error::says("refusal-draft-changed-unpublished"));
    }
    if let Some(member) = by
        && quorum::needed(app).await? == 1
    {
        if record.state == DraftState::Writing {
            record = desk::submit(app, by, id).await?;
        }
        if record.state == DraftState::InReview {
            record = draft_approvals::approve(app, member, id, digest).await?;
        }
    }
    Ok(record)
}

/// Publishes what is due; how many went out. What cannot go out is in review again, and says why.
pub async fn publish_due(cx: &Cx) -> Result<usize> {
    let mut done = 0;
    for record in drafts::due(&cx.store, cx.now(), BATCH).await? {
        match Box::pin(go(cx, record.author, &record)).await {
            Ok(()) => done += 1,
            // Another node was first, or it was changed or stopped.
            Err(Error::Gone) => {}
            // Another server that does not answer must not keep back what others have written.
            Err(e @ Error::Remote(_)) => stop(cx, &record, failure(&e)).await?,
            Err(e) if e.is_passing() => return Err(e),
            Err(e) => stop(cx, &record, failure(&e)).await?,
        }
    }
    Ok(done)
}

fn failure(why: &Error) -> Failure {
    match why {
        Error::Refused(why) => Failure::of(why),
        other => Failure::english(other),
    }
}

async fn stop(app: &App, known: &DraftRecord, why: Failure) -> Result<()> {
    tracing::warn!(draft = %known.id, error = why.english, "a draft could not be published at its time");
    let mut tx = app.store.begin().await?;
    let Some(mut record) = drafts::lock(&mut tx, known.id).await? else { return Ok(()) };
    if record.state != DraftState::Scheduled || record.due_at.is_none_or(|at| at > app.now()) {
        return Ok(());
    }
    record.state = record.state.after(Event::QuorumLost).map_err(Error::refused)?;
    (record.due_at, record.failure, record.changed_at) = (None, Some(why), app.now());
    drafts::update(&mut tx, &record).await?;
    log(app, &mut tx, None, "draft.stop", &record).await?;
    Ok(tx.commit().await?)
}

/// Says it, in its voice.
async fn go(cx: &Cx, member: Option<MemberId>, record: &DraftRecord) -> Result<()> {
    draft::check(record.proposal.clone(), true).map_err(Error::refused)?;
    draft_matter::check_time(&record.proposal, cx.now()).map_err(Error::refused)?;
    record.state.after(Event::Publish).map_err(|why| match record.state {
        DraftState::Published | DraftState::Dropped => Error::Gone,
        _ => Error::refused(why),
    })?;
    let claim = Claim::of(cx, record).await?;
    let (leave, proposal) = (Leave::Draft(&claim), &record.proposal);
    match proposal.purpose {
        Purpose::Statement => {
            if let Some(address) = &proposal.answers {
                answers::publish_draft(cx, member, proposal, address, leave).await?;
            } else if let Some(handle) = &proposal.campaign {
                let voice = match proposal.voice {
                    DraftVoice::Campaign => Voice::Campaign,
                    DraftVoice::Coalition => Voice::Coalition,
                };
                campaign_voice::publish_by(cx, member, handle, voice, proposal.words(), leave).await?;
            } else {
                let coalition = accounts::coalition(cx).await?;
                statements::publish_by(cx, member, &coalition, proposal.words(), leave).await?;
            }
        }
        Purpose::Edit | Purpose::Correction => {
            let (post, author) = replaced(cx, proposal).await?;
            statements::edit_by(cx, member, &author, post, proposal.words(), leave).await?;
        }
        Purpose::Withdrawal => {
            let (post, author) = replaced(cx, proposal).await?;
            statements::withdraw_by(cx, member, &author, post, proposal.said.as_deref(), leave).await?;
        }
        Purpose::Event | Purpose::EventChange | Purpose::EventCancellation => {
            draft_matters::publish_event(cx, member, proposal, leave).await?;
        }
        Purpose::CampaignChange | Purpose::CampaignStep => {
            Box::pin(campaign_drafts::publish(cx, member, proposal, leave)).await?;
        }
        Purpose::Endorsement => Box::pin(endorsement_drafts::publish(cx, member, proposal, leave)).await?,
        Purpose::JointInvitation | Purpose::JointJoining => {
            Box::pin(joint_drafts::publish(cx, member, proposal, leave)).await?;
        }
        Purpose::Quorum => quorum_drafts::publish(cx, member, proposal, leave).await?,
        Purpose::CallAnswer => Box::pin(call_answers::publish(cx, member, proposal, leave)).await?,
        Purpose::Call => draft_matters::publish_call(cx, member, proposal, leave).await?,
        Purpose::CallChange | Purpose::CallSettling => {
            let (post, _) = replaced(cx, proposal).await?;
            Box::pin(draft_matters::revise_call(cx, member, post, proposal, leave)).await?;
        }
    }
    Ok(())
}

/// The statement that a proposal changes, if it is still the version that the writers had before them.
async fn replaced(app: &App, proposal: &Proposal) -> Result<(PostId, Account)> {
    let replaced = proposal.replaces.ok_or_else(|| Error::says("refusal-draft-no-change"))?;
    let found = statement(app, PostId(replaced.post)).await;
    let (post, author) = found.map_err(|e| match e {
        Error::NotFound => Error::says("refusal-draft-statement-gone"),
        other => other,
    })?;
    if post.version == replaced.version { Ok((post.id, author)) } else { Err(Error::says(CHANGED_SINCE)) }
}

/// Takes the draft in the transaction that publishes it. Approvals are counted here, whatever was known before: one taken
/// back or a member suspended a moment ago counts no more.
pub(super) async fn take(
    app: &App,
    tx: &mut Tx,
    member: Option<MemberId>,
    claim: &Claim,
    (author, post): (&Account, Option<PostId>),
) -> Result<()> {
    let mut record = drafts::lock(tx, claim.draft).await?.ok_or(Error::Gone)?;
    let Ok(state) = record.state.after(Event::Publish) else { return Err(Error::Gone) };
    if record.digest != claim.digest || digest_of(app, &record)? != claim.digest {
        return Err(Error::Gone);
    }
    if let Some(missing) = draft_approvals::tally_in(app, tx, &record).await?.missing() {
        return Err(Error::refused(missing));
    }
    record.state = state;
    (record.post, record.due_at, record.failure, record.changed_at) =
        (post.or(record.post), None, None, app.now());
    drafts::update(tx, &record).await?;
    draft_files::hand_over(tx, record.id, author.id).await?;
    let post = post.map(|post| format!(" {post}")).unwrap_or_default();
    let subject = format!("{} {}{post}", record.id, record.digest);
    Ok(audit::write(tx, app.row_id(), member, "draft.publish", &subject, app.now()).await?)
}
