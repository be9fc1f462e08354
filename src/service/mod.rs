//! What this server can do, one verb a function: gather, decide, write together with what must be sent and who is
//! told, commit, wake.

pub mod accounts;
pub mod apps;
pub mod authenticators;
pub mod blocks;
pub mod campaign_face;
pub mod campaign_voice;
pub mod campaigns;
pub mod collections;
pub mod copies;
pub mod doctor;
pub mod domain_blocks;
pub mod domains;
pub mod error;
pub mod follows;
pub mod grants;
pub mod health;
pub mod invitations;
pub mod lines;
pub mod media;
pub mod members;
pub mod mutes;
pub mod outbox;
pub mod passwords;
pub mod people;
pub mod polls;
pub mod posts;
pub mod queue;
pub mod quotes;
pub mod reactions;
pub mod received_posts;
pub mod registration;
pub mod relocations;
pub mod reports;
pub mod sessions;
pub mod setup;
pub mod statements;
pub mod streams;
pub mod surface;
pub mod timelines;
pub mod tokens;
pub mod told;
pub mod visitors;

pub use error::{Error, Result};
