//! The pages of the desk, where the coalition's people work.

pub mod account;
pub mod confirm;
pub mod delivery;
pub mod endorsements;
pub mod home;
pub mod members;
pub mod moving;
pub mod statement_form;
pub mod withdraw;
