//! What the tests stand on: databases, servers, peers.

pub mod databases;
pub mod peer;
pub mod postgres;
pub mod rig;
