//! Integration tests: one binary, one module a subject.

mod api;
mod campaigns;
mod cases;
mod cli;
mod clients;
mod inbox;
mod interop;
mod kills;
mod mails;
mod queues;
mod schema;
mod support;
mod web;
