//! Who is told here: home timelines, lists and conversations, and in `notifications` what somebody is told. Nobody else
//! writes these.

mod lists;
mod notifications;
mod timelines;

pub use lists::{joined, left, made_exclusive};
pub use notifications::{
    admit, choose, clear, dismiss, dismiss_group, follow, like, moved, poll_ended, quote, report, retract,
    turn_away,
};
pub use timelines::{boost, deleting, edited, leave, named, post, rewritten, unboost};
