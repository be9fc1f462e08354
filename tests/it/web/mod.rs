//! The web door: pages, the desk, and what no visitor may do.

mod desk;
mod house;
mod public;
mod visitors;
