//! What letters to a decision-maker say, version by version. Nothing of a writer is here.

use crate::domain::ids::RowId;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO letter_versions (target_id, version, language, subject, words) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (target_id, version) DO NOTHING";
    FIND = "SELECT version, language, subject, words FROM letter_versions WHERE target_id = $1 AND version = $2";
}

/// One version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct VersionRecord {
    /// Its number, from 1.
    pub version: i64,
    /// The language of the letter.
    pub language: String,
    /// Its subject.
    pub subject: String,
    /// What the campaign writes.
    pub words: String,
}

/// Keeps a version. What a version says never changes.
pub async fn save(tx: &mut Tx, target: RowId, version: &VersionRecord) -> Result<()> {
    let VersionRecord { version, language, subject, words } = version;
    tx.run(&SAVE, args![target, *version, language.as_str(), subject.as_str(), words.as_str()])
        .await
        .map(drop)
}

/// The version of this number.
pub async fn find(db: impl Reads, target: RowId, version: i64) -> Result<Option<VersionRecord>> {
    db.one(&FIND, args![target, version]).await
}
