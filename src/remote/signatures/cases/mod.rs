//! The cases A16 to A35 of the security list, each as a whole request. The negative ones are signed correctly with the
//! right key wherever that is possible, so that only the rule under test can refuse them.

mod binding;
mod proving;
mod reading;
mod request;
