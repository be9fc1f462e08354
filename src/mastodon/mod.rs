//! Door: the client API that Mastodon made, as far as members need it to read and post. Entities are in `entities`, and
//! what is rendered once and shown often in `shelf`; nothing here decides who may see what.

pub mod accounts;
pub mod apps;
pub mod auth;
pub mod blocks;
pub mod card_entities;
pub mod cors;
pub mod coverage;
pub mod custom_emojis;
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
pub mod quota;
pub mod quotes;
pub mod reports;
pub mod requests;
pub mod routes;
pub mod search;
pub mod shelf;
pub mod sign_up;
pub mod status_parts;
pub mod statuses;
pub mod stream_names;
pub mod stream_session;
pub mod streaming;
pub mod table;
pub mod timelines;

pub use routes::routes;
