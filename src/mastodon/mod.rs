//! Door: the client API that Mastodon made, as far as members need it to read and post. Entities are in `entities`, and
//! what is rendered once and shown often in `shelf`; nothing here decides who may see what.

pub mod accounts;
pub mod actions;
pub mod auth;
pub mod cors;
pub mod edits;
pub mod entities;
pub mod error;
pub mod instance;
pub mod notifications;
pub mod paging;
pub mod params;
pub mod pictures;
pub mod profile;
pub mod routes;
pub mod saved;
pub mod scheduled;
pub mod search;
pub mod shelf;
pub mod status_parts;
pub mod statuses;
pub mod table;
pub mod threads;
pub mod timelines;

pub use routes::routes;
