//! Files: pictures of strangers and members are looked into by a process of its own that can do nothing else, and what
//! comes out of it is kept as files. Whose a file is, and who may see it, is decided above. Pictures of our own are drawn here.

mod confinement;
pub mod drawing;
mod extent;
mod files;
mod local;
mod moving;
mod picture;
mod sandbox;
mod task;
mod worker;

pub use files::{FileError, Files, Opened};
pub use sandbox::{Fault, NOT_CONFINED, Sandbox};
pub use task::{Made, Part, Refusal, Shape, Task};
pub use worker::work;
