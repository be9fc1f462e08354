//! A setting that must not be seen in a log. What it opens is not known here.

use std::fmt;

use serde::Deserialize;

/// A text that `Debug` hides, such as a token or an address with a password in it.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text that is to be kept out of logs.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text itself; do not log it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_does_not_show_the_text() {
        let secret = Secret::new("wombat");
        assert!(!format!("{secret:?}").contains("wombat"));
        assert_eq!(secret.as_str(), "wombat");
    }
}
