//! ActivityStreams JSON, its proofs, and its way to and from the domain.

pub mod envelope;
pub mod fault;
mod members;
pub mod strict;
