//! Files: pictures, films and sounds of strangers and members are looked into by processes of their own that can do
//! nothing else, and what comes out of them is kept as files. Whose a file is, and who may see it, is decided above.
//! Pictures of our own are drawn here.

mod cage;
mod confinement;
pub mod drawing;
mod extent;
mod files;
mod film;
mod local;
mod moving;
mod passing;
mod picture;
mod sandbox;
mod task;
mod worker;

pub use cage::become_caged;
pub use extent::is_still_picture;
pub use files::{FileError, Files, Opened};
pub use film::{Drawn, Facts, GIVEN, Studio, reader_of};
pub use passing::{Leave, Passing};
pub use sandbox::{Fault, NOT_CONFINED, Sandbox};
pub use task::{Made, Part, Refusal, Shape, Task};
pub use worker::work;
