//! The desk: where the coalition's people write, change, withdraw, and see what became of it.

pub mod account;
pub mod audit;
pub mod campaign_words;
pub mod campaigns;
pub mod delivery;
pub mod directory;
pub mod edit;
pub mod entrance;
pub mod events;
pub mod exchange;
mod forms;
pub mod home;
pub mod kept;
pub mod letters;
pub mod members;
pub mod moving;
pub mod newsletter;
pub mod people;
pub mod plan;
mod plan_typed;
pub mod queue;
pub mod reports;
pub mod rooms;
pub mod steps;
pub mod withdraw;
pub mod write;
