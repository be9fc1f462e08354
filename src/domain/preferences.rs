//! How somebody usually writes: what a post is when it does not say.

use super::quote::Quoters;
use super::visibility::Visibility;

/// What an account's posts are when it does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preferences {
    /// Who may see them.
    pub visibility: Visibility,
    /// Their media is hidden at first.
    pub sensitive: bool,
    /// Language tag; the coalition's first where there is none.
    pub language: Option<String>,
    /// Who may quote them.
    pub quoters: Quoters,
}

impl Default for Preferences {
    fn default() -> Self {
        Self { visibility: Visibility::Public, sensitive: false, language: None, quoters: Quoters::default() }
    }
}
