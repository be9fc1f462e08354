//! HTTP signatures, both ways and in both dialects: draft-cavage-12 and RFC 9421.
//!
//! Everything here is a pure function of the request, a key and the time. Fetching keys, keeping them, asking again
//! after a failure and choosing the dialect for a peer are the callers' matters.

mod base;
mod cavage;
mod digest;
mod error;
mod incoming;
mod message;
mod outgoing;
mod parameters;
mod reader;
mod rfc9421;
mod structured;

#[cfg(test)]
mod cases;

pub use cavage::sign_cavage;
pub use digest::BodyDigest;
pub use error::SignatureError;
pub use incoming::{Expected, ParsedSignature, Window, parse};
pub use rfc9421::sign_rfc9421;
