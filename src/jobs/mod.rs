//! The loops: claim, run, retry, tidy up.

pub mod deliveries;
pub mod inbox;
pub mod lane;
pub mod outcomes;
pub mod scheduled;
pub mod suspicion;
pub mod upkeep;
