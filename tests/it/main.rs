//! Integration tests: one binary, one module a subject.

mod inbox;
mod api;
mod schema;
mod support;
