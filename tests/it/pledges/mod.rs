//! Pledges: who counts, how often, and what stays of one that is erased.

mod aside;
mod ballots;
mod counting;
mod flood;
mod forms;
mod ground;
mod holding;
mod names;
mod poll_cases;
mod poll_page;
mod polls;
mod polls_at_home;
mod taking_back;
