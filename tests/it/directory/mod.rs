//! The directory and the exchange: consent on both sides, lists of partners, calls and ideas.

mod consent;
pub mod exchange;
pub mod ground;
mod lists;
mod pages;
mod quorum;
mod three;
