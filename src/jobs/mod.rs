//! The loops: claim, run, retry, tidy up.

pub mod backlinks;
pub mod crowd;
pub mod deliveries;
pub mod films;
pub mod hands;
pub mod imports;
pub mod inbox;
pub mod joint;
pub mod lane;
pub mod letters;
pub mod mails;
pub mod newsletter;
pub mod outcomes;
pub mod peer_lists;
pub mod polls;
pub mod previews;
pub mod profile_numbers;
pub mod pushes;
pub mod scheduled;
pub mod streams;
pub mod suspicion;
pub mod upkeep;
