//! Door: public pages and the desk, rendered here.

pub mod accent;
pub mod assets;
pub mod authorize;
mod campaign;
pub mod desk;
mod draft;
pub mod endorsers;
pub mod enter;
pub mod feed;
pub mod files;
pub mod frame;
mod headings;
pub mod interact;
pub mod join;
pub mod leaflet;
pub mod media;
pub mod pages;
pub mod problem;
pub mod reader;
mod routes;
pub mod shelf;
pub mod sign_in;
pub mod statement;
pub mod views;

pub use routes::routes;
