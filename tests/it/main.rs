//! Integration tests: one binary, one module a subject.

mod inbox;
mod schema;
mod support;
mod web;
