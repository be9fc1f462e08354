//! The queues when other servers, clocks, disks and nodes fail: what is delivered, when, and what is said about it.

mod answers;
pub mod house;
mod outages;
mod trouble;
