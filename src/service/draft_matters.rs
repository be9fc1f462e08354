//! Drafts of events and of calls: how each begins, which words go out of it, and by which verb. Those of campaigns are in
//! `campaign_drafts`.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::call::{Call, CallState};
use crate::domain::draft::{CallMatter, DraftVoice, EventMatter, Proposal, ProposedText, Purpose, Replaced};
use crate::domain::event::{EventPlan, EventState};
use crate::domain::ids::{EventId, MemberId, PostId};
use crate::domain::statement::Draft;
use crate::store::{accounts, campaigns, drafts, members};

use super::call_publishing::{self, tagged, untagged};
use super::calls::Readers;
use super::drafts::{Aside, By, DraftRecord, begin, id_of, submit, write};
use super::quorum::Leave;
use super::{Error, Result, campaign_drafts, event_publishing, events};

/// What became of a wish that others may have to approve.
#[derive(Clone, Debug)]
pub enum Done<T> {
    /// It is done, and this has come of it.
    Now(Box<T>),
    /// Others have to approve it first.
    Draft(Box<DraftRecord>),
}

/// Begins a draft and asks others to review it. The same sent twice is one draft.
pub async fn hand_in(app: &App, by: By<'_>, proposal: Proposal, aside: Aside) -> Result<DraftRecord> {
    let proposal = crate::domain::draft::check(proposal, true).map_err(Error::refused)?;
    let content = serde_json::to_string(&proposal).expect("plain data always has a JSON form");
    if let Some(record) = drafts::same(&app.store, id_of(by), &content).await? {
        return Ok(record);
    }
    let record = begin(app, by, proposal, aside).await?;
    let coalition = super::accounts::coalition(app).await?;
    let mut tx = app.store.begin().await?;
    // The same button pressed twice, or one command run twice at once: the second waits here, and finds what the first has
    // written. Commands without a token have no member to wait for; they wait for each other.
    match by {
        Some(member) => members::lock(&mut tx, member.id).await?,
        None => accounts::lock(&mut tx, coalition.id).await?,
    }
    if let Some(there) = drafts::same(&mut tx, id_of(by), &record.content).await? {
        return Ok(there);
    }
    write(app, &mut tx, by, &record).await?;
    tx.commit().await?;
    submit(app, by, record.id).await
}

pub(super) fn nothing(purpose: Purpose) -> Proposal {
    let words = Draft { texts: Vec::new(), warning: None, attachments: Vec::new() };
    Proposal { purpose, ..Proposal::statement(words) }
}

/// A new event of the coalition, or of a campaign.
pub fn new_event(app: &App, campaign: Option<&str>, plan: EventPlan) -> Proposal {
    let mut proposal = nothing(Purpose::Event);
    if let Some(handle) = campaign {
        (proposal.voice, proposal.campaign) = (DraftVoice::Campaign, Some(handle.to_owned()));
    }
    proposal.event = Some(EventMatter { id: app.next_id(), plan, seen: None });
    proposal
}

/// The beginning of a change to an event, or of calling it off.
pub async fn about_event(app: &App, id: EventId, purpose: Purpose) -> Result<Proposal> {
    let event = events::find(app, id).await?.event;
    if event.state == EventState::Cancelled {
        return Err(Error::refused(crate::domain::event::Refusal::Cancelled));
    }
    let mut proposal = nothing(purpose);
    if let Some(campaign) = event.campaign
        && let Some(campaign) = campaigns::find(&app.store, campaign).await?
    {
        (proposal.voice, proposal.campaign) = (DraftVoice::Campaign, Some(campaign.handle));
    }
    proposal.event = Some(EventMatter { id: id.0, plan: event.plan, seen: Some(event.changed_at) });
    Ok(proposal)
}

/// A new call, or an idea.
pub fn new_call(words: Draft, call: Call, readers: Readers) -> Proposal {
    let only_partners = readers == Readers::Partners;
    Proposal {
        purpose: Purpose::Call,
        call: Some(CallMatter { call, only_partners, title: String::new() }),
        ..Proposal::statement(words)
    }
}

/// The beginning of a change to a call of ours.
pub async fn about_call(app: &App, id: PostId) -> Result<Proposal> {
    let (_, shown) = call_publishing::ours(app, id).await?;
    let (post, call) = (&shown.post, Call { adopted: 0, ..shown.call.clone() });
    let mut proposal = Proposal::of_post(post, Purpose::CallChange, DraftVoice::Coalition, None);
    for text in &mut proposal.texts {
        text.source = untagged(&text.source, &call).to_owned();
    }
    let only_partners = !post.visibility.is_open();
    proposal.call = Some(CallMatter { call, only_partners, title: String::new() });
    Ok(proposal)
}

/// The draft of saying that a call of ours was answered, is closed, or asks again.
pub async fn settling(app: &App, id: PostId, to: CallState) -> Result<Proposal> {
    let (_, shown) = call_publishing::ours(app, id).await?;
    let call = crate::domain::call::settle(&shown.call, to).map_err(Error::refused)?;
    let mut proposal = nothing(Purpose::CallSettling);
    proposal.replaces = Some(Replaced { post: id.0, version: shown.post.version });
    let only_partners = !shown.post.visibility.is_open();
    proposal.call =
        Some(CallMatter { call: Call { adopted: 0, ..call }, only_partners, title: shown.parts().0 });
    Ok(proposal)
}

/// Whose followers a draft reaches: nobody's where only one other house is told, or nobody at all, else those of whoever says it, and of the campaign
/// that passes on what the coalition says in it.
pub async fn speakers(app: &App, proposal: &Proposal) -> Result<Vec<Account>> {
    let mut speakers = Vec::new();
    let is_told_to_nobody = proposal.purpose.is_joint() || proposal.purpose == Purpose::Quorum;
    if is_told_to_nobody || proposal.call_answer.is_some() {
        return Ok(speakers);
    }
    if proposal.voice == DraftVoice::Coalition {
        speakers.push(super::accounts::coalition(app).await?);
    }
    let campaign = match (&proposal.plan, &proposal.campaign) {
        (Some(_), _) => campaign_drafts::present(app, proposal).await?,
        (None, Some(handle)) => campaigns::find_by_handle(&app.store, handle).await?,
        (None, None) => None,
    };
    if let Some(account) = campaign.and_then(|campaign| campaign.account) {
        speakers.push(super::accounts::find(app, account).await?);
    }
    Ok(speakers)
}

/// Every word that goes out of a draft, in each language: what those who approve it have to read.
pub fn words(app: &App, proposal: &Proposal) -> Result<Draft> {
    match (&proposal.event, &proposal.call) {
        (Some(matter), _) => {
            let state = match proposal.purpose {
                Purpose::EventCancellation => EventState::Cancelled,
                _ => EventState::Planned,
            };
            event_publishing::words(app, EventId(matter.id), &matter.plan, state)
        }
        (None, Some(matter)) => Ok(tagged(proposal.words(), &matter.call)),
        (None, None) => Ok(proposal.words()),
    }
}

/// The same beside what it takes the place of, text by text.
pub fn texts(app: &App, proposal: &Proposal) -> Vec<ProposedText> {
    let Ok(words) = words(app, proposal) else { return proposal.texts.clone() };
    let mut texts = Proposal::statement(words).texts;
    for (text, typed) in texts.iter_mut().zip(&proposal.texts) {
        text.state = typed.state;
    }
    texts
}

/// What an event or a call says now that a draft of it changes; `None` for all other drafts.
pub(super) async fn before(app: &App, proposal: &Proposal) -> Result<Option<Proposal>> {
    match (proposal.purpose, &proposal.event, proposal.replaces) {
        (Purpose::EventChange | Purpose::EventCancellation, Some(matter), _) => {
            // Compared with the event as it stands; cancelled meanwhile, there is nothing to compare with.
            Ok(about_event(app, EventId(matter.id), Purpose::EventChange).await.ok())
        }
        (Purpose::CallChange, _, Some(replaced)) => Ok(about_call(app, PostId(replaced.post)).await.ok()),
        _ => Ok(None),
    }
}

/// The event or call that a proposal names is there, and its time is still to come.
pub(super) async fn meets_the_house(app: &App, proposal: &Proposal) -> Result<()> {
    crate::domain::draft_matter::check_time(proposal, app.now()).map_err(Error::refused)?;
    if let Some(matter) = proposal.event.as_ref().filter(|_| proposal.purpose != Purpose::Event) {
        about_event(app, EventId(matter.id), proposal.purpose).await?;
    }
    if proposal.plan.is_some() && campaign_drafts::present(app, proposal).await?.is_none() {
        return Err(Error::says("refusal-draft-campaign-gone"));
    }
    if let Some(replaced) = proposal.replaces.filter(|_| proposal.purpose.is_call()) {
        call_publishing::ours(app, PostId(replaced.post)).await?;
    }
    Ok(())
}

/// Calls people to the event, changes it or calls it off.
pub(super) async fn publish_event(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.event.as_ref().ok_or(Error::NotFound)?;
    let (id, plan) = (EventId(matter.id), matter.plan.clone());
    match proposal.purpose {
        Purpose::Event => {
            let campaign = proposal.campaign.as_deref();
            event_publishing::call_by(cx, member, campaign, id, plan, leave).await?;
        }
        Purpose::EventChange => {
            event_publishing::change_by(cx, member, id, matter.seen, plan, leave).await?;
        }
        _ => {
            event_publishing::cancel_by(cx, member, id, matter.seen, leave).await?;
        }
    }
    Ok(())
}

/// Publishes the call.
pub(super) async fn publish_call(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.call.as_ref().ok_or(Error::NotFound)?;
    let readers = if matter.only_partners { Readers::Partners } else { Readers::Everybody };
    call_publishing::publish_by(cx, member, proposal.words(), &matter.call, readers, leave).await?;
    Ok(())
}

/// Changes the call, or says how far it has come.
pub(super) async fn revise_call(
    cx: &Cx,
    member: Option<MemberId>,
    id: PostId,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let call = &proposal.call.as_ref().ok_or(Error::NotFound)?.call;
    match proposal.purpose {
        Purpose::CallSettling => call_publishing::settle_by(cx, member, id, call.state, leave).await?,
        _ => Box::pin(call_publishing::change_by(cx, member, id, proposal.words(), call, leave)).await?,
    };
    Ok(())
}
