//! Why a verb was not carried out. Each door words it for its readers.

use crate::media::FileError;
use crate::{remote, store};

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It does not exist, or the one who asks may not know that it does.
    #[error("there is nothing here by that name")]
    NotFound,
    /// It was here and is deleted.
    #[error("this was deleted")]
    Gone,
    /// It cannot be done; the sentence says why and is meant for the one who asks.
    #[error("{0}")]
    Refused(String),
    /// Another server.
    #[error(transparent)]
    Remote(#[from] remote::Error),
    /// Our own database.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// Where files are kept.
    #[error(transparent)]
    Files(#[from] FileError),
    /// Too many want the same at once.
    #[error("too many wait for this; try again in a minute")]
    Busy,
}

/// What every verb returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Whether the same call may succeed a moment later.
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Remote(e) => e.is_passing(),
            Self::Store(e) => e.is_passing(),
            Self::Files(_) | Self::Busy => true,
            _ => false,
        }
    }

    /// A refusal from one of the domain's decisions.
    pub fn refused(why: impl std::fmt::Display) -> Self {
        Self::Refused(why.to_string())
    }
}
