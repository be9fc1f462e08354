//! Joint campaigns: several coalitions, each with its own signers, and one number.

mod blocked;
mod counts;
mod desk;
mod forged;
mod forms;
pub mod ground;
mod houses;
mod invited;
