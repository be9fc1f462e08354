//! A few facts about this instance as a whole.

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT value FROM meta WHERE name = $1";
    SAVE = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
}

/// The fact of this name.
pub async fn find(db: impl Reads, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&FIND, args![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Writes a fact.
pub async fn save(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.run(&SAVE, args![name, value]).await.map(drop)
}
