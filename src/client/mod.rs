//! The one guarded HTTP client, and the way to the mail relay: every byte that leaves this server passes here.
//!
//! Which addresses may be reached, how names become addresses, how far a redirect is followed, how much is read and
//! how long it may take. What is asked and told is `remote`'s matter.

mod addresses;
mod answer;
mod client_error;
mod guard;
mod library_client;
mod media_type;
mod mime;
mod outgoing;
mod relay;
mod resolver;
mod rests;
mod returned;
mod streamed;

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod library_client_tests;
#[cfg(test)]
mod test_server;
#[cfg(test)]
mod tls_tests;

pub use answer::{Answer, Fetched};
pub use client_error::ClientError;
pub use guard::HostPolicy;
pub use library_client::{RequestSigner, SignatureScheme, client_error};
pub use media_type::is_activity;
pub use outgoing::{Budget, DOCUMENT_BYTES, Outgoing};
pub use relay::{Handed, LONGEST_MAIL, Relay, RelayError, RelaySession, Stamp};
pub use rests::Rests;
pub use returned::read as read_report;
pub use streamed::Streamed;
