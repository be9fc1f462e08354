//! Integration tests: one binary, one module a subject.

mod api;
pub mod campaigns;
mod cases;
mod cli;
mod clients;
mod counts;
pub mod directory;
mod discovery;
mod drafts;
mod endorsements;
mod events;
mod inbox;
mod interop;
mod joint;
mod kills;
mod mails;
mod plans;
mod pledges;
mod queues;
mod schema;
mod support;
mod walk;
mod web;
