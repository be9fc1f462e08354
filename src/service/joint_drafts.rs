//! Being one campaign with others where several may have to approve. Every door asks here: where one person's word is enough it
//! is done at once, and where it is not it becomes a draft, which says which campaign of ours stands beside whose. What is done
//! in the end is the same verb of `joint`, which asks for the approvals once more. Saying no and taking part no longer need
//! nobody else: our name goes away by it.

use crate::app::Cx;
use crate::domain::draft::{Proposal, Purpose};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::joint_matter::JointMatter;
use crate::domain::refusal::Refusal;

pub use super::draft_matters::Done;
use super::draft_matters::{hand_in, nothing};
use super::drafts::{Aside, By, id_of};
use super::joint::{self, HouseRecord, JointRecord};
use super::quorum::{self, Leave};
use super::{Error, Result};

/// Invites a coalition to stand beside a campaign of ours, or hands that in for others to approve.
pub async fn invite(
    cx: &Cx,
    by: By<'_>,
    handle: &str,
    partner: &str,
    aside: Aside,
) -> Result<Done<HouseRecord>> {
    if !quorum::is_shared(cx).await? {
        return Ok(Done::Now(Box::new(joint::invite(cx, id_of(by), handle, partner).await?)));
    }
    let (public, partner) = joint::invitable(cx, handle, partner).await?;
    let matter = JointMatter {
        campaign: public.campaign.handle,
        invitation: None,
        name: partner.name.clone(),
        address: partner.uri.as_str().to_owned(),
        whose: format!("@{}", partner.acct()),
    };
    draft(cx, by, Purpose::JointInvitation, matter, aside).await
}

/// Takes part with a campaign of ours where another leads, or hands that in for others to approve.
pub async fn accept(cx: &Cx, by: By<'_>, id: RowId, handle: &str, aside: Aside) -> Result<Done<JointRecord>> {
    if !quorum::is_shared(cx).await? {
        return Ok(Done::Now(Box::new(joint::accept(cx, id_of(by), id, handle).await?)));
    }
    let (public, record, lead) = joint::joinable(cx, id, handle).await?;
    let matter = JointMatter {
        campaign: public.campaign.handle,
        invitation: Some(id.0),
        name: record.name,
        address: lead.uri.as_str().to_owned(),
        whose: format!("@{}", lead.acct()),
    };
    draft(cx, by, Purpose::JointJoining, matter, aside).await
}

async fn draft<T>(
    cx: &Cx,
    by: By<'_>,
    purpose: Purpose,
    matter: JointMatter,
    aside: Aside,
) -> Result<Done<T>> {
    let proposal = Proposal { joins: Some(Box::new(matter)), ..nothing(purpose) };
    Ok(Done::Draft(Box::new(hand_in(cx, by, proposal, aside).await?)))
}

/// Carries out what was approved.
pub(super) async fn publish(
    cx: &Cx,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.joins.as_ref().ok_or(Error::NotFound)?;
    match matter.invitation {
        Some(id) => joint::accept_by(cx, member, RowId(id), &matter.campaign, leave).await.map(drop),
        None => {
            let found = joint::invitable(cx, &matter.campaign, &matter.whose).await?;
            if found.1.uri.as_str() != matter.address {
                return Err(Error::refused(Refusal::new("refusal-joint-other").name("name", &matter.whose)));
            }
            joint::invite_by(cx, member, found, leave).await.map(drop)
        }
    }
}
