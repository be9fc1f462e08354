//! The pages as typed values: each struct is one page, takes plain owned data and renders its template. Nothing here
//! reads a database, answers a request or decides anything; texts of a page stand in its template.

pub mod address;
pub mod authorize;
pub mod campaign;
pub mod card;
pub mod coalition;
pub mod desk;
pub mod directory;
pub mod endorsers;
pub mod error;
pub mod event;
pub mod exchange;
pub mod feed;
mod filters;
pub mod follow;
pub mod form;
pub mod guest;
pub mod join;
pub mod joint;
pub mod json_feed;
pub mod language;
pub mod letters;
pub mod newsletter;
pub mod page;
pub mod paths;
pub mod picture;
pub mod pledge;
#[cfg(test)]
mod proofs;
pub mod robots;
pub mod sharing;
pub mod sign_in;
pub mod statement;
pub mod versions;
