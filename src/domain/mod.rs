//! The things, and the decisions about them: no I/O, no clock, no randomness.

pub mod account;
pub mod audience;
pub mod delivery;
pub mod filter;
pub mod follow;
pub mod handle;
pub mod ids;
pub mod language;
pub mod list;
pub mod moderation;
pub mod notification;
pub mod post;
pub mod relocation;
pub mod search;
pub mod statement;
pub mod text;
pub mod time;
pub mod uri;
pub mod visibility;
