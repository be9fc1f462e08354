//! The web door: pages, the desk, and what no visitor may do.

mod campaigns;
mod cards;
mod desk;
mod entry;
mod feeds;
pub mod house;
mod languages;
mod looks;
mod moving;
mod older;
mod older_lists;
mod proving;
mod public;
mod refusals;
mod rooms;
mod screens;
mod unsaved;
mod visitors;
mod waiting;
