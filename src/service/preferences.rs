//! How an account here usually writes.

use crate::app::App;
use crate::domain::ids::AccountId;
use crate::domain::quote::Quoters;
use crate::domain::visibility::Visibility;
use crate::store::preferences;

pub use crate::domain::preferences::Preferences;

use super::Result;

/// What is changed of it; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change {
    /// Who may see its posts.
    pub visibility: Option<Visibility>,
    /// Its media is hidden at first.
    pub sensitive: Option<bool>,
    /// Language tag; `Some(None)` for the coalition's first.
    pub language: Option<Option<String>>,
    /// Who may quote its posts.
    pub quoters: Option<Quoters>,
}

/// What the account prefers.
pub async fn find(app: &App, account: AccountId) -> Result<Preferences> {
    Ok(preferences::find(&app.store, account).await?)
}

/// Changes what the account prefers.
pub async fn change(app: &App, account: AccountId, change: Change) -> Result<Preferences> {
    let mut tx = app.store.begin().await?;
    let before = preferences::find(&mut tx, account).await?;
    let after = Preferences {
        visibility: change.visibility.unwrap_or(before.visibility),
        sensitive: change.sensitive.unwrap_or(before.sensitive),
        language: change.language.unwrap_or_else(|| before.language.clone()),
        quoters: change.quoters.unwrap_or(before.quoters),
    };
    if after != before {
        preferences::save(&mut tx, account, &after).await?;
        tx.commit().await?;
    }
    Ok(after)
}
