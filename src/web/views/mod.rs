//! The pages as typed values: each struct is one page, takes plain owned data and renders its template. Nothing here
//! reads a database, answers a request or decides anything; texts of a page stand in its template.

pub mod address;
pub mod authorize;
pub mod campaign;
pub mod card;
pub mod coalition;
pub mod desk;
pub mod endorsers;
pub mod error;
pub mod feed;
mod filters;
pub mod follow;
pub mod form;
pub mod join;
pub mod language;
pub mod page;
pub mod paths;
#[cfg(test)]
mod proofs;
pub mod robots;
pub mod sign_in;
pub mod statement;
pub mod versions;
