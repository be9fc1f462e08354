//! What the tests stand on: databases, servers, peers.

pub mod databases;
pub mod postgres;
