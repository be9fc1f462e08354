//! Integration tests: one binary, one module a subject.

mod cases;
mod inbox;
mod schema;
mod support;
