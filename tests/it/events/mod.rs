//! Events: who is told of them and how, how people answer to them, and what is kept of that.

mod aside;
mod calling;
mod flood;
mod ground;
mod guests;
mod guests_forgotten;
mod members;
mod posts;

pub use ground::plan;
