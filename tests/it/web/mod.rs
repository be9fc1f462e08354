//! The web door: pages, the desk, and what no visitor may do.

mod desk;
mod entry;
pub mod house;
mod moving;
mod proving;
mod public;
mod visitors;
