//! What a request or a job may reach: config, store, client, clock, keys that are open, and who to wake.

mod clock;
mod domains;
mod opening;
mod shared;

pub use clock::{Clock, SystemClock};
pub use domains::Domains;
pub use opening::{OpenError, has_database, is_set_up, open_store, shown_url};
pub use shared::{App, CLAIM_NODES, Cx, Federation, KnownKey, Media, Shared, Signer, Wake};
