//! Integration tests: one binary, one module a subject.

mod inbox;
mod interop;
mod schema;
mod support;
