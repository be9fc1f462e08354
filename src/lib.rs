//! Antiphon: a federated campaign server for solidarity coalitions.
//!
//! The modules are floors; a module names only modules on lower floors (`tests/architecture.rs` holds it).

pub mod app;
pub mod cli;
pub mod client;
pub mod config;
pub mod domain;
pub mod doors;
pub mod federation;
pub mod http;
pub mod inbox;
pub mod jobs;
pub mod keys;
pub mod live;
pub mod mastodon;
pub mod media;
pub mod remote;
pub mod server;
pub mod service;
pub mod store;
pub mod web;
pub mod wire;
pub mod words;
