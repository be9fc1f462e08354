//! Door: public pages and the desk, rendered here.

pub mod accent;
pub mod assets;
pub mod views;
