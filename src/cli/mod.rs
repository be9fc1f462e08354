//! Commands for the people who run the server, one file a noun.
//!
//! A command reads its arguments, calls a verb of `service`, and prints what came of it. What a verb does is decided
//! below; only `database` looks at the store.

mod account;
mod arguments;
mod audit;
mod campaign;
mod campaign_plan;
mod client_api;
mod coalition;
mod coalition_profile;
mod database;
mod demo;
mod demo_campaign;
mod demo_house;
mod demo_mail;
mod demo_proof;
mod directory;
mod doctor;
mod domain;
mod draft;
mod draft_arguments;
mod draft_matter;
mod draft_print;
mod emoji;
mod endorse;
mod event;
mod exchange;
mod failure;
mod health;
mod joint;
mod letter;
mod listing;
mod log;
mod mail;
mod member;
mod member_entry;
mod member_moving;
mod member_secrets;
mod newsletter;
mod notice;
mod open;
mod pledge;
mod pledge_member;
mod pledge_names;
mod print;
mod progress;
mod queue;
mod report;
mod run;
mod serve;
mod statement;
mod statement_files;
mod statement_print;
mod statement_texts;
mod verify;

pub use arguments::Arguments;
pub use run::run;
