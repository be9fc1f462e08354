//! Integration tests: one binary, one module a subject.

mod cli;
mod schema;
mod support;
