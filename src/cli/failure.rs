//! Why a command did not do what it was asked: one sentence for a person, one number for a script.

use std::fmt;
use std::process::ExitCode;

use crate::app::OpenError;
use crate::config::ConfigError;
use crate::server::ServeError;
use crate::service;

/// Exit status when a command could not do what it was asked.
const FAILED: u8 = 1;
/// Exit status when the settings or the arguments are wrong.
const MISUSED: u8 = 2;
/// Exit status when there is nothing by that name.
const NOT_FOUND: u8 = 3;

/// What every command returns.
pub type Outcome = Result<(), Failure>;

/// Why a command did not do what it was asked.
#[derive(Debug)]
pub struct Failure {
    code: u8,
    sentence: String,
}

impl Failure {
    /// It was tried, and did not work.
    pub fn failed(why: impl fmt::Display) -> Self {
        Self { code: FAILED, sentence: why.to_string() }
    }

    /// It cannot be meant like that.
    pub fn misused(why: impl fmt::Display) -> Self {
        Self { code: MISUSED, sentence: why.to_string() }
    }

    /// There is nothing by that name.
    pub fn not_found(why: impl fmt::Display) -> Self {
        Self { code: NOT_FOUND, sentence: why.to_string() }
    }

    /// The same, about something with a name: "there is no statement 17".
    pub fn about(self, what: impl fmt::Display) -> Self {
        if self.code == NOT_FOUND { Self::not_found(format!("there is no {what} here")) } else { self }
    }

    /// What the shell is told.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sentence)
    }
}

impl From<service::Error> for Failure {
    fn from(error: service::Error) -> Self {
        match error {
            service::Error::NotFound | service::Error::Gone => Self::not_found(error),
            _ => Self::failed(error),
        }
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        Self::failed(error)
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::failed(error)
    }
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::misused(error)
    }
}
