//! `ActivityStreams` JSON, its proofs, and its way to and from the domain.

pub mod act;
pub mod activity;
pub mod actor;
pub mod actor_keys;
pub mod actor_out;
pub mod backlink;
pub mod calendar;
pub mod call;
pub mod campaign;
pub mod collection;
pub mod context;
pub mod directory;
pub mod discovery;
pub mod document;
pub mod draft;
pub mod endorsed;
pub mod endorsement;
pub mod envelope;
pub mod event;
pub mod fault;
#[cfg(test)]
mod fixture_tests;
pub mod incoming;
pub mod incoming_post;
mod incoming_tags;
mod incoming_text;
pub mod joint;
mod members;
pub mod nodeinfo;
pub mod note;
pub mod page;
mod page_text;
pub mod proof;
pub mod quote;
pub mod strict;
pub mod verification;
pub mod vote;
pub mod webfinger;

pub use act::{Act, Incoming, Inner, Reference};
pub use actor::ActorDocument;
pub use actor_keys::{ActorKey, KeyPurpose, PublicKeyText};
pub use document::Json;
pub use envelope::Envelope;
pub use fault::Fault;
pub use strict::JsonFault;
