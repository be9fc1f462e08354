//! Joint campaigns: several coalitions, each with its own signers, and one number.

mod counts;
mod desk;
mod forged;
mod ground;
mod houses;
mod invited;
