//! What the doors share: the context of a request, sign-in, limits, negotiation, headers.

pub mod address;
pub mod context;
pub mod cors;
pub mod entry;
pub mod freshness;
pub mod headers;
pub mod health;
pub mod kept;
pub mod language;
pub mod limits;
pub mod multipart;
pub mod negotiate;
pub mod quotas;
pub mod session;
pub mod way_back;

pub use context::{Context, Doors};
