//! Campaigns: who can know of them, whom others follow, and what their followers hear.

mod acting;
mod discarded;
mod ended;
pub mod ground;
mod life;
mod looks;
mod sharing;
mod voice;
