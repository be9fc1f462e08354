//! Our server with programs that others wrote. What they say decides, not what we believe.

mod assertions;
mod campaign;
mod cases;
mod fedify;
pub mod hill;
mod library;
mod pasture;
pub mod peers;
pub mod two;
