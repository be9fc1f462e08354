//! Door: the client API that Mastodon made, as far as members need it to read and post. Entities are in `entities`, and
//! what is rendered once and shown often in `shelf`; nothing here decides who may see what.

pub mod accounts;
pub mod actions;
pub mod apps;
pub mod auth;
pub mod blocks;
pub mod cors;
pub mod coverage;
pub mod edits;
pub mod entities;
pub mod error;
pub mod follows;
pub mod instance;
pub mod media;
pub mod media_entities;
pub mod mutes;
pub mod notifications;
pub mod oauth;
pub mod oauth_error;
pub mod paging;
pub mod params;
pub mod people;
pub mod pictures;
pub mod polls;
pub mod profile;
pub mod quotes;
pub mod relocations;
pub mod reports;
pub mod requests;
pub mod routes;
pub mod saved;
pub mod scheduled;
pub mod search;
pub mod shelf;
pub mod sign_up;
pub mod status_parts;
pub mod statuses;
pub mod stream_names;
pub mod stream_session;
pub mod streaming;
pub mod table;
pub mod threads;
pub mod timelines;

pub use routes::routes;
