//! What the tests stand on: databases, servers, peers.

pub mod chance;
pub mod chromium;
pub mod databases;
pub mod film_server;
pub mod heard;
pub mod link;
pub mod lists;
pub mod peer;
pub mod pictures;
pub mod postgres;
pub mod process;
pub mod push_service;
pub mod receiver;
pub mod rig;
pub mod smtp;
