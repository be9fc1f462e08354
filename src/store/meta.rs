//! A few facts about this instance as a whole.

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT value FROM meta WHERE name = $1";
    SAVE = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    // Written with what is there already, so that whoever comes second waits here also where there was nothing yet.
    LOCK = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = meta.value RETURNING value";
}

/// The fact of this name.
pub async fn find(db: impl Reads, name: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&FIND, args![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Takes the fact of this name, so that its changes come one after the other; where there is none, it is this one now.
pub async fn lock(tx: &mut Tx, name: &str, usual: &str) -> Result<String> {
    let row: Option<(String,)> = (&mut *tx).one(&LOCK, args![name, usual]).await?;
    Ok(row.map_or_else(|| usual.to_owned(), |(value,)| value))
}

/// Writes a fact.
pub async fn save(tx: &mut Tx, name: &str, value: &str) -> Result<()> {
    tx.run(&SAVE, args![name, value]).await.map(drop)
}
