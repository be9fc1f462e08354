//! ActivityStreams JSON, its proofs, and its way to and from the domain.

pub mod act;
pub mod actor;
pub mod actor_keys;
pub mod envelope;
pub mod fault;
pub mod incoming;
pub mod incoming_post;
mod incoming_tags;
mod incoming_text;
mod members;
pub mod strict;

pub use act::{Act, Incoming, Inner, Reference};
pub use actor::ActorDocument;
pub use actor_keys::{ActorKey, KeyPurpose, PublicKeyText};
pub use envelope::Envelope;
pub use fault::Fault;
pub use strict::JsonFault;
