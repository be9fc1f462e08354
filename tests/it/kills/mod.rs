//! Killing and stopping the real program: what was answered is kept, what was published arrives.

mod drafts;
mod load;
mod orderly;
mod sudden;
