//! How far somebody has read, as their clients tell each other.

use crate::domain::ids::AccountId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO markers (account_id, timeline, last_read_id, version, updated_at) VALUES ($1, $2, $3, 1, $4) ON CONFLICT (account_id, timeline) DO UPDATE SET last_read_id = excluded.last_read_id, version = markers.version + 1, updated_at = excluded.updated_at";
    ALL_OF = "SELECT timeline, last_read_id, version, updated_at FROM markers WHERE account_id = $1 ORDER BY timeline";
}

/// A marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// `home` or `notifications`.
    pub timeline: String,
    /// The newest that was read.
    pub last_read_id: i64,
    /// How often it was moved.
    pub version: i64,
    /// When it was moved last.
    pub updated_at: Time,
}

/// Puts a marker where somebody has read to.
pub async fn save(tx: &mut Tx, account: AccountId, timeline: &str, id: i64, now: Time) -> Result<()> {
    tx.run(&SAVE, args![account, timeline, id, now]).await.map(drop)
}

/// Every marker of somebody.
pub async fn all_of(db: impl Reads, account: AccountId) -> Result<Vec<Marker>> {
    let rows: Vec<(String, i64, i64, i64)> = db.all(&ALL_OF, args![account]).await?;
    Ok(rows
        .into_iter()
        .map(|(timeline, last_read_id, version, at)| Marker {
            timeline,
            last_read_id,
            version,
            updated_at: Time(at),
        })
        .collect())
}
