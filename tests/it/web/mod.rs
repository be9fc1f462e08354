//! The web door: pages, the desk, and what no visitor may do.

mod desk;
mod entry;
mod house;
mod languages;
mod moving;
mod proving;
mod public;
mod screens;
mod visitors;
