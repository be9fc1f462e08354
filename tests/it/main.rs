//! Integration tests: one binary, one module a subject.

mod cli;
mod inbox;
mod interop;
mod kills;
mod schema;
mod support;
