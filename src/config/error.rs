//! Why the settings cannot be used, in sentences for the person who wrote them. No value of a secret is repeated.

use std::{fmt, path::PathBuf};

use super::keys::Key;

/// Where a setting was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In the settings file, at this line (counted from 1).
    Line(PathBuf, usize),
    /// In the environment variable of this name.
    Variable(String),
    /// In this flag of the command line.
    Flag(&'static str),
    /// Nowhere: it is the default.
    Default,
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Line(file, line) => write!(formatter, "{}, line {line}", file.display()),
            Place::Variable(name) => write!(formatter, "environment variable {name}"),
            Place::Flag(name) => write!(formatter, "flag {name}"),
            Place::Default => formatter.write_str("default settings"),
        }
    }
}

/// Why the settings cannot be used. Each is one sentence that names the place and says how to mend it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("The settings file {} cannot be read ({reason}); check that it exists and that this user may read it.", .file.display())]
    Unreadable {
        /// The file that was asked for.
        file: PathBuf,
        /// What the operating system said.
        reason: std::io::Error,
    },
    /// The file, or a list or table in the environment, is not TOML.
    #[error("{place}: this is not TOML ({reason}); compare it with config/antiphon.example.toml.")]
    Syntax {
        /// Where the reader stumbled.
        place: Place,
        /// What it expected.
        reason: String,
    },
    /// There is no such section or key.
    #[error("{place}: {what}; {hint}.")]
    Unknown {
        /// Where it stands.
        place: Place,
        /// What there is none of.
        what: String,
        /// The nearest valid name, or all of them.
        hint: String,
    },
    /// The value does not fit the key.
    #[error("{place}: `{section}.{name}` {fault}; write it like {sample}.")]
    Value {
        /// Where the value stands.
        place: Place,
        /// The section of the key.
        section: &'static str,
        /// The key.
        name: &'static str,
        /// What is wrong with the value.
        fault: String,
        /// A line that would be right.
        sample: String,
    },
    /// The value is fine in itself, but not together with another one.
    #[error("{place}: `{section}.{name}` {fault}.")]
    Conflict {
        /// Where the value stands.
        place: Place,
        /// The section of the key.
        section: &'static str,
        /// The key.
        name: &'static str,
        /// What it contradicts, and what to do.
        fault: String,
    },
}

impl ConfigError {
    /// The value of this key is wrong by itself.
    pub(super) fn value(place: Place, key: &Key, fault: String) -> ConfigError {
        let sample = format!("`{} = {}`", key.name, key.sample());
        ConfigError::Value { place, section: key.section, name: key.name, fault, sample }
    }
}
