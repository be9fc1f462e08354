//! The things, and the decisions about them: no I/O, no clock, no randomness.

pub mod account;
pub mod audience;
pub mod delivery;
pub mod follow;
pub mod handle;
pub mod ids;
pub mod language;
pub mod moderation;
pub mod notification;
pub mod post;
pub mod preferences;
pub mod relocation;
pub mod scheduled;
pub mod statement;
pub mod text;
pub mod thread;
pub mod time;
pub mod uri;
pub mod visibility;
