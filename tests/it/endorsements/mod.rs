//! Endorsements between organisations: between two real servers, and everything that must not count.

mod authorized;
mod campaigns;
mod forged;
pub mod ground;
mod houses;
mod plain;
mod seen;
mod standing;
