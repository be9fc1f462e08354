//! The pages of the desk, where the coalition's people work.

pub mod account;
pub mod ask;
pub mod audit;
pub mod campaigns;
pub mod confirm;
pub mod delivery;
pub mod directory;
pub mod drafts;
pub mod endorsements;
pub mod events;
pub mod exchange;
pub mod home;
pub mod kept;
pub mod letters;
pub mod members;
pub mod moving;
pub mod newsletter;
pub mod people;
pub mod plan;
pub mod pledges;
pub mod queue;
pub mod reports;
pub mod statement_form;
pub mod withdraw;
