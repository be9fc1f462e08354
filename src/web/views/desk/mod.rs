//! The pages of the desk, where the coalition's people work.

pub mod account;
pub mod confirm;
pub mod delivery;
pub mod home;
pub mod letters;
pub mod members;
pub mod moving;
pub mod newsletter;
pub mod statement_form;
pub mod withdraw;
