//! What we ask and tell other servers.

pub mod addresses;
pub mod answer;
pub mod client;
pub mod client_error;
pub mod guard;
pub mod library_client;
pub mod media_type;
pub mod resolver;

#[cfg(test)]
mod client_tests;
#[cfg(test)]
mod library_client_tests;
#[cfg(test)]
mod test_server;
#[cfg(test)]
mod tls_tests;
