//! ActivityStreams JSON, its proofs, and its way to and from the domain.

pub mod strict;
