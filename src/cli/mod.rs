//! Commands for the people who run the server, one file a noun.
//!
//! A command reads its arguments, calls a verb of `service`, and prints what came of it. What a verb does is decided
//! below; only `database` looks at the store.

mod account;
mod arguments;
mod campaign;
mod campaign_plan;
mod client_api;
mod coalition;
mod database;
mod demo;
mod demo_house;
mod doctor;
mod domain;
mod emoji;
mod endorse;
mod failure;
mod health;
mod log;
mod member;
mod member_entry;
mod member_moving;
mod member_secrets;
mod open;
mod print;
mod progress;
mod queue;
mod run;
mod serve;
mod statement;
mod statement_texts;
mod verify;

pub use arguments::Arguments;
pub use run::run;
