//! What a draft asks for between a campaign of ours and those of other coalitions: that one is invited to stand beside it, or
//! that it takes part where another leads. Both pages then name both campaigns, so it is the coalition that says it.

use serde::{Deserialize, Serialize};

/// The joint campaign of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JointMatter {
    /// The handle of the campaign of ours.
    pub campaign: String,
    /// The number of the invitation that is taken up; none where we invite.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub invitation: Option<i64>,
    /// What the other one is called: the campaign that leads, or the coalition that is invited.
    pub name: String,
    /// The address of its actor.
    pub address: String,
    /// Whose it is, as `@name@host`.
    pub whose: String,
}

impl JointMatter {
    /// Whether it says whom it is about, and what is to come of it.
    pub fn is_whole(&self, is_invitation: bool) -> bool {
        let is_named = !self.campaign.is_empty() && !self.address.is_empty() && !self.whose.is_empty();
        is_named && self.invitation.is_none() == is_invitation
    }
}
