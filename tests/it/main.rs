//! Integration tests: one binary, one module a subject.

mod cli;
mod inbox;
mod schema;
mod support;
