//! The desk: where the coalition's people write, change, withdraw, and see what became of it.

pub mod account;
pub mod delivery;
pub mod edit;
pub mod endorsements;
pub mod entrance;
mod forms;
pub mod home;
pub mod members;
pub mod moving;
pub mod withdraw;
pub mod write;
