//! Door: what other servers read from us, and where they post.

pub mod actors;
pub mod answer;
pub mod collections;
pub mod directory;
pub mod discovery;
pub mod endorsements;
pub mod inbox;
pub mod objects;
mod routes;
pub mod signed;

pub use routes::routes;
