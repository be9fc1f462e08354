//! What an account's posts are when it does not say.

use crate::domain::ids::AccountId;
use crate::domain::preferences::Preferences;
use crate::domain::quote::Quoters;
use crate::domain::visibility::Visibility;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT visibility, sensitive, language, quoters FROM preferences WHERE account_id = $1";
    SAVE = "INSERT INTO preferences (account_id, visibility, sensitive, language, quoters) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id) DO UPDATE SET visibility = excluded.visibility, sensitive = excluded.sensitive, language = excluded.language, quoters = excluded.quoters";
}

/// What the account prefers; what is usual where it never said.
pub async fn find(db: impl Reads, account: AccountId) -> Result<Preferences> {
    let row: Option<(String, bool, Option<String>, String)> = db.one(&FIND, args![account]).await?;
    Ok(row.map_or_else(Preferences::default, |(visibility, sensitive, language, quoters)| Preferences {
        visibility: Visibility::parse(&visibility),
        sensitive,
        language,
        quoters: Quoters::parse(&quoters),
    }))
}

/// Writes what the account prefers.
pub async fn save(tx: &mut Tx, account: AccountId, p: &Preferences) -> Result<()> {
    tx.run(&SAVE, args![account, p.visibility.as_str(), p.sensitive, &p.language, p.quoters.as_str()])
        .await
        .map(drop)
}
