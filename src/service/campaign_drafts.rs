//! Changing a campaign, and letting it take a step, where several may have to approve. Every door asks here: where one
//! person's word is enough it is done at once, and where it is not it becomes a draft that others approve. What is done in
//! the end is the same verb of `campaigns`, which asks for the approvals once more.

use crate::app::{App, Cx};
use crate::domain::campaign::{self, Campaign, Milestone, Plan};
use crate::domain::campaign_matter::CampaignMatter;
use crate::domain::campaign_state::{self, CampaignState};
use crate::domain::draft::{DraftVoice, Proposal, Purpose};
use crate::domain::ids::{CampaignId, MemberId, RowId};
use crate::store::campaigns as store;
use crate::words::Words;

use super::campaigns::{self, Asked, Change};
pub use super::draft_matters::Done;
use super::draft_matters::{hand_in, nothing};
use super::drafts::{self, Aside, By, DraftRecord, id_of};
use super::quorum::{self, Leave};
use super::{Error, Result, endorsement_drafts};

/// Whether others have to approve a change of this campaign: somebody outside can see it, and one person's word is not enough.
pub async fn must_approve_change(app: &App, campaign: &Campaign) -> Result<bool> {
    Ok(campaign.state.is_public() && must_approve_step(app).await?)
}

/// Whether others have to approve a step. Also the first one, which brings out everything that the campaign says.
pub async fn must_approve_step(app: &App) -> Result<bool> {
    quorum::is_shared(app).await
}

/// Changes what a campaign says, or hands the change in for others to approve.
pub async fn edit<F: FnOnce(Plan) -> Plan>(
    app: &App,
    by: By<'_>,
    handle: &str,
    change: Change<F>,
    aside: Aside,
) -> Result<Done<Campaign>> {
    let known = campaigns::find(app, handle).await?;
    if !must_approve_change(app, &known).await? {
        let campaign = campaigns::edit(app, id_of(by), handle, change).await?;
        return Ok(Done::Now(Box::new(campaign)));
    }
    if change.handle.is_some_and(|wanted| wanted != known.handle) {
        return Err(Error::says("refusal-campaign-fixed-handle"));
    }
    let plan = campaign::check((change.plan)(known.plan.clone())).map_err(Error::refused)?;
    if plan == known.plan {
        return Ok(Done::Now(Box::new(known)));
    }
    let proposal = about(&known, Purpose::CampaignChange, CampaignMatter::saying(&known, plan));
    Ok(Done::Draft(Box::new(hand_in(app, by, proposal, aside).await?)))
}

/// Lets a campaign take a step, or hands the step in for others to approve.
pub async fn step(
    cx: &Cx,
    by: By<'_>,
    handle: &str,
    to: CampaignState,
    aside: Aside,
) -> Result<Done<Campaign>> {
    if !must_approve_step(cx).await? {
        let campaign = campaigns::step(cx, id_of(by), handle, to).await?;
        return Ok(Done::Now(Box::new(campaign)));
    }
    let known = campaigns::find(cx, handle).await?;
    may_step(cx, &known, to)?;
    let proposal = about(&known, Purpose::CampaignStep, CampaignMatter::stepping(&known, to));
    Ok(Done::Draft(Box::new(hand_in(cx, by, proposal, aside).await?)))
}

fn may_step(app: &App, campaign: &Campaign, to: CampaignState) -> Result<()> {
    campaign_state::step(campaign.state, to, campaign.plan.ends, app.now()).map_err(Error::refused)?;
    campaign::check_public(&campaign.plan).map_err(Error::refused)
}

fn about(campaign: &Campaign, purpose: Purpose, matter: CampaignMatter) -> Proposal {
    Proposal {
        voice: DraftVoice::Campaign,
        campaign: Some(campaign.handle.clone()),
        plan: Some(matter),
        ..nothing(purpose)
    }
}

/// The campaign of a draft as it is now, if it is still there under this name.
pub async fn present(app: &App, proposal: &Proposal) -> Result<Option<Campaign>> {
    let Some(matter) = &proposal.plan else { return Ok(None) };
    let found = store::find(&app.store, CampaignId(matter.id)).await?;
    Ok(found.filter(|campaign| Some(&campaign.handle) == proposal.campaign.as_ref()))
}

/// Whether the campaign has changed since the draft was begun: then it cannot be carried out until somebody renews it.
pub async fn is_overtaken(app: &App, proposal: &Proposal) -> Result<bool> {
    let Some(matter) = &proposal.plan else { return Ok(false) };
    Ok(present(app, proposal).await?.is_none_or(|campaign| matter.is_overtaken(&campaign)))
}

/// Begins the draft anew from what the campaign says now; whatever was approved must be approved anew.
pub async fn renew(cx: &Cx, by: By<'_>, id: RowId) -> Result<DraftRecord> {
    let record = drafts::find(cx, id).await?;
    if record.proposal.endorses.is_some() {
        return Box::pin(endorsement_drafts::renew(cx, by, record)).await;
    }
    let app: &App = cx;
    let (Some(campaign), Some(matter)) = (present(app, &record.proposal).await?, &record.proposal.plan)
    else {
        return Err(Error::says("refusal-draft-campaign-gone"));
    };
    let renewed = matter.renewed(&campaign);
    match renewed.step {
        Some(step) => may_step(app, &campaign, step.to)?,
        None if renewed.plan == campaign.plan => return Err(Error::says("refusal-form-nothing-new")),
        None => {}
    }
    let proposal = Proposal { plan: Some(renewed), ..record.proposal.clone() };
    drafts::begin_anew(app, by, record, proposal).await
}

/// Carries out what was approved, by the same verb as where one alone decides.
pub(super) async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.plan.as_ref().ok_or(Error::NotFound)?;
    let Some(known) = present(cx, proposal).await? else {
        return Err(Error::says("refusal-draft-campaign-gone"));
    };
    let asked = Asked { leave, matter: Some(matter) };
    match matter.step {
        Some(step) => {
            // What comes late is told why it is late, and not that there is no such step.
            if matter.is_overtaken(&known) {
                return Err(Error::says(OVERTAKEN));
            }
            campaigns::step_by(cx, member, &known.handle, step.to, asked).await?;
        }
        None => {
            let change = Change { handle: None, plan: |present: Plan| matter.onto(&present) };
            campaigns::edit_by(cx, member, &known.handle, change, asked).await?;
        }
    }
    Ok(())
}

/// What somebody hears whose draft was overtaken.
pub(super) const OVERTAKEN: &str = "refusal-draft-campaign-changed";

/// Every part of a plan by its name, in words.
pub fn parts(plan: &Plan, words: Words) -> Vec<(&'static str, String)> {
    let lines = |list: Vec<String>| list.join("\n");
    let day = |day: Option<_>| day.map(|day| words.day(day)).unwrap_or_default();
    let named = |name: &str, rest: Option<&str>| match rest.filter(|rest| !rest.is_empty()) {
        Some(rest) if name.is_empty() => rest.to_owned(),
        Some(rest) => format!("{name}{}{rest}", words.comma()),
        None => name.to_owned(),
    };
    let milestone = |one: &Milestone| {
        let mut said = vec![one.words.clone()];
        said.extend(one.day.map(|day| words.day(day)));
        said.extend(one.supporters.map(|many| words.say_count("plan-supporters", many)));
        said.extend(one.reached.then(|| words.say("plan-reached").to_owned()));
        said.join(words.comma())
    };
    let source = |plan: &Plan| {
        plan.source.as_ref().map(|one| lines(vec![one.title.clone(), one.by.clone(), one.href.clone()]))
    };
    vec![
        (words.say("plan-name"), plan.name.clone()),
        (words.say("plan-language"), plan.language.clone()),
        (words.say("plan-goal"), plan.goal.clone()),
        (words.say("plan-demands"), lines(plan.demands.clone())),
        (
            words.say("plan-addressed"),
            lines(plan.addressed.iter().map(|one| named(&one.name, one.office.as_deref())).collect()),
        ),
        (words.say("plan-about"), plan.about.clone()),
        (words.say("plan-starts"), day(plan.starts)),
        (words.say("plan-ends"), day(plan.ends)),
        (words.say("plan-milestones"), lines(plan.milestones.iter().map(milestone).collect())),
        (
            words.say("plan-sectors"),
            lines(plan.sectors.iter().map(|sector| words.sector(*sector).to_owned()).collect()),
        ),
        (words.say("plan-tags"), lines(plan.tags.clone())),
        (words.say("plan-regions"), lines(plan.regions.clone())),
        (words.say("plan-reads"), lines(plan.languages.clone())),
        (
            words.say("plan-donations"),
            lines(plan.donations.iter().map(|one| named(&one.name, Some(&one.href))).collect()),
        ),
        (words.say("plan-mirrors"), lines(plan.mirrors.clone())),
        (words.say("plan-source"), source(plan).unwrap_or_default()),
    ]
}

/// A part of a plan that changes: its name, what it says, and what it will say.
pub type Changed = (&'static str, String, String);

/// What a draft changes of a campaign, part by part; all that will be public where it opens one. Compared with what the
/// campaign says now, if that is still to be changed.
pub fn changes(matter: &CampaignMatter, present: Option<&Campaign>, words: Words) -> Vec<Changed> {
    let before = match matter.step {
        Some(step) if step.from == CampaignState::Draft => Plan::default(),
        Some(_) => return Vec::new(),
        None => present.map_or_else(|| matter.seen.clone(), |campaign| campaign.plan.clone()),
    };
    let after = match present.filter(|_| matter.step.is_none()) {
        Some(campaign) => matter.onto(&campaign.plan),
        None => matter.plan.clone(),
    };
    let pairs = parts(&before, words).into_iter().zip(parts(&after, words));
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    changed.map(|((name, before), (_, after))| (name, before, after)).collect()
}
