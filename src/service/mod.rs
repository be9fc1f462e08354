//! What this server can do, one verb a function: gather, decide, write together with what must be sent and who is
//! told, commit, wake.

pub mod accounts;
pub mod collections;
pub mod conversations;
pub mod doctor;
pub mod domains;
pub mod error;
pub mod filters;
pub mod follows;
pub mod health;
pub mod lines;
pub mod lists;
pub mod markers;
pub mod members;
pub mod outbox;
pub mod pages;
pub mod posts;
pub mod queue;
pub mod quotes;
pub mod reactions;
pub mod received_posts;
pub mod relocations;
pub mod reports;
pub mod search;
pub mod setup;
pub mod statements;
pub mod surface;
pub mod tags;
pub mod timelines;
pub mod told;
pub mod trends;
pub mod visitors;

pub use error::{Error, Result};
