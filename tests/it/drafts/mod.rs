//! Drafts: who approves what, what goes out and when, and what nobody outside learns.

mod approvals;
mod call_answers;
mod campaign_changes;
mod campaign_doors;
mod corrections;
mod desk;
mod endorsing;
mod fewer;
mod files;
pub mod following;
mod gate;
pub mod ground;
mod houses;
mod joining;
mod matters;
mod matters_desk;
mod profile;
mod publishing;
mod translations;
