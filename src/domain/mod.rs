//! The things, and the decisions about them: no I/O, no clock, no randomness.

pub mod account;
pub mod announcement;
pub mod audience;
pub mod delivery;
pub mod follow;
pub mod grant;
pub mod handle;
pub mod ids;
pub mod language;
pub mod media;
pub mod moderation;
pub mod mute;
pub mod notification;
pub mod poll;
pub mod post;
pub mod redirect;
pub mod registration;
pub mod relocation;
pub mod report;
pub mod role;
pub mod scope;
pub mod statement;
pub mod text;
pub mod time;
pub mod uri;
pub mod visibility;
