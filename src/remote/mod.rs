//! What we ask and tell other servers: signatures, fetching, delivering.

pub mod actor;
pub mod actor_document;
pub mod deliver;
pub mod error;
pub mod keyring;
pub mod object;
pub mod proofs;
pub mod push;
pub mod resolve;
pub mod signatures;
pub mod signer;
pub mod webfinger;

pub use error::{Error, Result};
