//! SQL, one file an aggregate; rows never leave it.

pub mod accounts;
pub mod activities;
pub mod audit;
pub mod blocks;
pub mod copy;
pub mod database;
pub mod deliveries;
pub mod domain_rules;
pub mod filters;
pub mod follows;
pub mod idempotency;
pub mod inbox;
pub mod intake;
pub mod keys;
pub mod lanes;
pub mod lines;
pub mod lists;
pub mod members;
pub mod meta;
pub mod notifications;
pub mod pages;
pub mod pins;
pub mod posts;
pub mod quotes;
pub mod reactions;
pub mod relationships;
pub mod reports;
pub mod search;
pub mod statements;
pub mod tags;
pub mod timelines;
pub mod tombstones;
pub mod upkeep;

pub use database::{Error, Reads, Result, Store, Tx};
