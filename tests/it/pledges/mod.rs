//! Pledges: who counts, how often, and what stays of one that is erased.

mod counting;
mod flood;
mod forms;
mod holding;
