//! Why a verb was not carried out. Each door words it for its readers.

use crate::domain::refusal::Refusal;
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
    /// It cannot be done; the text says why and is meant for the one who asks.
    #[error("{0}")]
    Refused(Refusal),
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

    /// What the one who asks is told of it; the error again if it is a fault of ours.
    pub fn refusal(self) -> Result<Refusal> {
        Ok(match self {
            Self::Refused(why) => why,
            Self::NotFound => Refusal::new("refusal-form-not-here"),
            Self::Gone => Refusal::new("refusal-form-deleted"),
            Self::Busy => Refusal::new("refusal-form-busy"),
            Self::Remote(error) => Refusal::new("refusal-form-other-server").name("why", error),
            own @ (Self::Store(_) | Self::Files(_)) => return Err(own),
        })
    }

    /// A refusal from one of the domain's decisions, or of a text with something in it. A plain sentence stays English:
    /// for what only programs, commands and the log hear.
    pub fn refused(why: impl Into<Refusal>) -> Self {
        Self::Refused(why.into())
    }

    /// A refusal in the text of this name, which takes nothing.
    pub fn says(key: &'static str) -> Self {
        Self::Refused(Refusal::new(key))
    }

    /// A refusal in words that are not ours, which stay as they are.
    pub fn quoted(why: impl std::fmt::Display) -> Self {
        Self::Refused(Refusal::English(why.to_string()))
    }
}
