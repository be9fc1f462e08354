//! With whom a campaign is one.

use super::address::web_address;

/// The other campaigns, and how many signed at all of them.
#[derive(Clone, Debug)]
pub struct Together {
    /// Who signed at two is counted once, as far as that can be known.
    pub total: u64,
    /// The others.
    pub houses: Vec<HouseLine>,
}

/// One of the others.
#[derive(Clone, Debug)]
pub struct HouseLine {
    /// What its campaign is called.
    pub name: String,
    /// Its page.
    pub address: String,
    /// How many signed there.
    pub count: u64,
}

impl HouseLine {
    /// The address, if a link may have it.
    pub fn link(&self) -> Option<&str> {
        web_address(&self.address)
    }
}
