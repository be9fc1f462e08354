//! Integration tests: one binary, one module a subject.

mod api;
mod campaigns;
mod cases;
mod cli;
mod clients;
mod endorsements;
mod inbox;
mod interop;
mod kills;
mod queues;
mod schema;
mod support;
mod web;
