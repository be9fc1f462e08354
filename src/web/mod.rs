//! Door: public pages and the desk, rendered here.

pub mod accent;
pub mod assets;
pub mod authorize;
mod campaign;
pub mod desk;
pub mod directory;
mod draft;
pub mod endorsers;
pub mod enter;
pub mod event;
pub mod exchange;
pub mod feed;
pub mod files;
pub mod frame;
mod headings;
pub mod interact;
pub mod join;
pub mod joint;
pub mod leaflet;
pub mod letters;
pub mod media;
pub mod newsletter;
pub mod pages;
pub mod pledge;
mod poll;
mod preview_card;
pub mod problem;
pub mod progress;
pub mod reader;
mod routes;
pub mod sharing;
pub mod shelf;
pub mod sign_in;
pub mod statement;
pub mod views;

pub use routes::routes;
