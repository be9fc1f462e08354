//! Why another server's answer could not be had or not be used.

use crate::store;

/// What went wrong between us and another server.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It says that the thing is gone (410, or a Tombstone).
    #[error("{0} is gone")]
    Gone(String),
    /// It could not be reached, or gave no answer in time.
    #[error("{0} could not be reached")]
    Unreachable(String),
    /// It answers, but says that it cannot now (429, 5xx).
    #[error("{0}")]
    Busy(String),
    /// It was asked a short while ago, in vain; it is not asked again so soon.
    #[error("{0} was asked a short while ago; it is asked again later")]
    Resting(String),
    /// Its answer is not what it claims to be.
    #[error("{0}")]
    Refused(String),
    /// Our own rules forbid to ask.
    #[error("our rules forbid to ask: {0}")]
    Forbidden(String),
    /// The budget of fetches for one activity is used up.
    #[error("one activity may cause only so many fetches")]
    Budget,
    /// Our own database.
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What every function here returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether asking again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Busy(_) | Self::Resting(_) => true,
            Self::Store(e) => e.is_passing(),
            _ => false,
        }
    }
}

impl From<activitypub_federation::error::Error> for Error {
    fn from(error: activitypub_federation::error::Error) -> Self {
        use activitypub_federation::error::Error as Library;
        if let Library::ReqwestMiddleware(inner) = &error
            && let Some(ours) = crate::client::client_error(inner)
        {
            return Self::from_client(ours);
        }
        match error {
            Library::ObjectDeleted(url) => Self::Gone(url.to_string()),
            Library::RequestLimit => Self::Budget,
            Library::UrlVerificationError(why) => Self::Forbidden(why.to_owned()),
            Library::DomainResolveError(domain) => Self::Unreachable(domain),
            Library::ReqwestMiddleware(_) | Library::Reqwest(_) => {
                Self::Unreachable("the other server".to_owned())
            }
            other => Self::Refused(other.to_string()),
        }
    }
}

impl Error {
    /// What the client's error means for us.
    pub fn from_client(error: &crate::client::ClientError) -> Self {
        use crate::client::ClientError;
        if error.is_our_refusal() {
            return Self::Forbidden(error.to_string());
        }
        match error {
            // It is in trouble, or busy; it has not said what it thinks of the thing.
            ClientError::Status { status: 429 | 500..=599, .. } => Self::Busy(error.to_string()),
            ClientError::Status { .. } | ClientError::TooLarge { .. } | ClientError::Redirect { .. } => {
                Self::Refused(error.to_string())
            }
            _ => Self::Unreachable(error.to_string()),
        }
    }
}
