//! What a draft asks for that lowers how many must approve. It holds the number that it leaves as well, so that nothing else is
//! lowered by it.

use serde::{Deserialize, Serialize};

use super::quorum::MOST;

/// The lower number of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuorumMatter {
    /// How many had to approve when it was begun.
    pub from: u32,
    /// How many will have to.
    pub to: u32,
}

impl QuorumMatter {
    /// Whether it lowers one number that a coalition can have to another. More is never a draft.
    pub fn is_whole(self) -> bool {
        (1..self.from).contains(&self.to) && self.from <= MOST
    }
}
