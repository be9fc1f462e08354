//! What others tell us: accept it, then apply it.
//!
//! Accepting checks who speaks and makes the words durable; it understands nothing. Applying understands, later.

pub mod accept;
pub mod apply;
pub mod ballots;
mod directory;
pub mod endorsements;
pub mod events;
pub mod follows;
pub mod gather;
mod joint;
pub mod posts;
pub mod reactions;
