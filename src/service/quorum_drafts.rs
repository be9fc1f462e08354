//! Lowering how many must approve. More is one owner's word; fewer undoes what several are asked for, so it needs the present number
//! of approvals itself, as a draft that says which number it leaves and for which one.

use crate::app::App;
use crate::domain::draft::{Proposal, Purpose};
use crate::domain::ids::MemberId;
use crate::domain::quorum_matter::QuorumMatter;

pub use super::draft_matters::Done;
use super::draft_matters::{hand_in, nothing};
use super::drafts::{Aside, By};
use super::quorum::{self, Leave};
use super::{Error, Result};

/// Sets how many must approve, or hands that in for others to approve where it is fewer than now.
pub async fn set(app: &App, by: By<'_>, needed: u32, aside: Aside) -> Result<Done<u32>> {
    quorum::must_be_owner(by)?;
    quorum::must_be_number(needed)?;
    let now = quorum::needed(app).await?;
    if needed >= now {
        quorum::set(app, by, needed).await?;
        return Ok(Done::Now(Box::new(needed)));
    }
    let quorum = Some(QuorumMatter { from: now, to: needed });
    let proposal = Proposal { quorum, ..nothing(Purpose::Quorum) };
    Ok(Done::Draft(Box::new(hand_in(app, by, proposal, aside).await?)))
}

/// Carries out what was approved.
pub(super) async fn publish(
    app: &App,
    member: Option<MemberId>,
    proposal: &Proposal,
    leave: Leave<'_>,
) -> Result<()> {
    let matter = proposal.quorum.ok_or(Error::NotFound)?;
    quorum::set_by(app, member, matter.to, Some(matter.from), leave).await
}
