//! Door: the client API that Mastodon made, as far as members need it to read and post. Entities are in `entities`, and
//! what is rendered once and shown often in `shelf`; nothing here decides who may see what.

pub mod about;
pub mod accounts;
pub mod auth;
pub mod conversations;
pub mod cors;
pub mod entities;
pub mod error;
pub mod filter_entities;
pub mod filters;
pub mod instance;
pub mod lists;
pub mod markers;
pub mod notifications;
pub mod paging;
pub mod params;
pub mod pictures;
pub mod routes;
pub mod search;
pub mod shelf;
pub mod status_parts;
pub mod statuses;
pub mod table;
pub mod tag_entities;
pub mod tags;
pub mod timelines;
pub mod trends;

pub use routes::routes;
