//! What can go wrong on the way to another server, told apart by who has to act. Each `Display` is one plain
//! sentence for the delivery log: it names the host, never the path, a header or a body.

use std::{error::Error, io};

use super::resolver::ResolveError;

/// Why there is no answer, or none that can be used.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The guard refused the address; nothing was sent to it.
    #[error("This server refuses to call {host}: {reason}.")]
    Refused {
        /// The host that was to be called.
        host: String,
        /// Which rule forbids it.
        reason: String,
    },
    /// The moderators of this server do not speak to the host; nothing was sent.
    #[error("This server does not talk to {host}.")]
    Policy {
        /// The host that was to be called.
        host: String,
    },
    /// The name of the host could not be looked up.
    #[error("{host} could not be found: {reason}.")]
    Dns {
        /// The host.
        host: String,
        /// What DNS said.
        reason: String,
    },
    /// No connection came about, or it broke.
    #[error("The connection to {host} failed: {reason}.")]
    Connect {
        /// The host.
        host: String,
        /// What the system said.
        reason: String,
    },
    /// The host could not prove who it is, or does not speak our TLS.
    #[error("{host} could not be trusted: {reason}.")]
    Tls {
        /// The host.
        host: String,
        /// What is wrong with its certificate or handshake.
        reason: String,
    },
    /// The host did not answer in full before the deadline.
    #[error("{host} did not answer in time.")]
    Timeout {
        /// The host.
        host: String,
    },
    /// The answer is larger than what we take.
    #[error("The answer of {host} is larger than {limit} bytes.")]
    TooLarge {
        /// The host.
        host: String,
        /// The most that we take, in bytes.
        limit: usize,
    },
    /// The host sends us on too often, in a circle, or to nowhere.
    #[error("{host} cannot be followed: {reason}.")]
    Redirect {
        /// The host that sent us on.
        host: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The host answered, but not with what was asked for.
    #[error("{host} answered with status {status}.")]
    Status {
        /// The host.
        host: String,
        /// The HTTP status.
        status: u16,
    },
    /// The exchange went wrong in another way.
    #[error("The exchange with {host} failed: {reason}.")]
    Other {
        /// The host.
        host: String,
        /// What went wrong.
        reason: String,
    },
    /// The client itself cannot be built from the settings.
    #[error("The HTTP client cannot be set up: {reason}.")]
    Setup {
        /// What is wrong, and what to do.
        reason: String,
    },
    /// The way to the mail relay cannot be built from the settings.
    #[error("Mail cannot be set up: {reason}.")]
    MailSetup {
        /// What is wrong, and what to do.
        reason: String,
    },
}

impl ClientError {
    /// Whether this server did not want to talk, so that trying again changes nothing.
    pub fn is_our_refusal(&self) -> bool {
        matches!(self, ClientError::Refused { .. } | ClientError::Policy { .. })
    }

    /// Tells an error of the HTTP library apart. Its own text is not used, because it repeats the URL.
    pub(super) fn of_exchange(host: &str, error: &reqwest::Error) -> ClientError {
        let host = host.to_owned();
        if let Some(cause) = find::<ResolveError>(error) {
            let reason = cause.to_string();
            return match cause {
                ResolveError::Forbidden { .. } => ClientError::Refused { host, reason },
                ResolveError::Unknown { .. } | ResolveError::Slow { .. } => ClientError::Dns { host, reason },
            };
        }
        if let Some(cause) = find::<rustls::Error>(error) {
            return ClientError::Tls { host, reason: cause.to_string() };
        }
        if error.is_timeout() {
            return ClientError::Timeout { host };
        }
        let reason = innermost(error);
        if error.is_connect() {
            ClientError::Connect { host, reason }
        } else {
            ClientError::Other { host, reason }
        }
    }
}

/// The first error of this kind among the causes, also inside of an `io::Error`, which hides what it wraps.
fn find<'a, T: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a T> {
    let mut next = Some(error);
    while let Some(cause) = next {
        if let Some(found) = cause.downcast_ref::<T>() {
            return Some(found);
        }
        let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = wrapped.and_then(|inner| find::<T>(inner)) {
            return Some(found);
        }
        next = cause.source();
    }
    None
}

fn innermost(error: &reqwest::Error) -> String {
    let Some(mut cause) = error.source() else {
        return "the request could not be made".to_owned();
    };
    while let Some(next) = cause.source() {
        cause = next;
    }
    cause.to_string()
}
