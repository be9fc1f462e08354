//! Keys of the server itself, not of an actor. Never deleted, only retired.

use crate::domain::ids::RowId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    IN_USE = "SELECT id, public, secret FROM server_keys WHERE purpose = $1 AND retired_at IS NULL";
    // Of two nodes that start at once the first one's key stays.
    SAVE = "INSERT INTO server_keys (id, purpose, public, secret, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
}

/// A key of the server.
#[derive(Clone, Debug)]
pub struct ServerKey {
    /// Its id.
    pub id: RowId,
    /// Its public half.
    pub public: Vec<u8>,
    /// PKCS#8, sealed.
    pub secret: Vec<u8>,
}

/// The key that is in use for this purpose.
pub async fn in_use(db: impl Reads, purpose: &str) -> Result<Option<ServerKey>> {
    let row: Option<(i64, Vec<u8>, Vec<u8>)> = db.one(&IN_USE, args![purpose]).await?;
    Ok(row.map(|(id, public, secret)| ServerKey { id: RowId(id), public, secret }))
}

/// Writes a key, unless one is in use for this purpose.
pub async fn save(tx: &mut Tx, purpose: &str, key: &ServerKey, now: Time) -> Result<()> {
    let values = args![key.id, purpose, key.public.as_slice(), key.secret.as_slice(), now];
    tx.run(&SAVE, values).await.map(drop)
}
