//! What can be read along in a feed reader, as Atom (RFC 4287) and as JSON (jsonfeed.org, 1.1): accounts and campaigns in pages
//! (RFC 5005, section 3), a statement and an event with their changes, events to come, the directory, calls and ideas.
//! `form` writes a feed and says where it is; every other file fills one.

mod account;
mod directory;
mod event;
mod exchange;
mod form;
mod statement;

pub use account::{of_account, of_campaign};
pub use directory::of_directory;
pub use event::{of_all_events, of_event, of_events};
pub use exchange::of_exchange;
pub use form::{Form, links};
pub use statement::{of_statement, title_of, versions};
