//! Mail: the outbox and the relay, through real SMTP on loopback.

mod bounces;
mod desk;
pub mod ground;
mod letters;
mod letters_desk;
mod letters_flood;
mod letters_seen;
mod newsletter;
mod outbox;
mod processes;
mod trust;
