//! Keys of actors. Never deleted, only retired.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    OF_ACCOUNT = "SELECT * FROM keys WHERE account_id = $1 ORDER BY id";
    FIND = "SELECT * FROM keys WHERE id = $1";
    OWNERS = "SELECT * FROM keys WHERE uri = $1 ORDER BY id";
    PROOFS_OF =
        sqlite "SELECT account_id, public FROM keys WHERE purpose = 'proof' AND retired_at IS NULL AND account_id IN (SELECT value FROM json_each($1)) ORDER BY id"
        postgres "SELECT account_id, public FROM keys WHERE purpose = 'proof' AND retired_at IS NULL AND account_id IN (SELECT value::bigint FROM jsonb_array_elements_text($1::jsonb)) ORDER BY id";
    SAVE = "INSERT INTO keys (id, account_id, uri, purpose, algorithm, public, secret, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (account_id, uri) DO UPDATE SET purpose = excluded.purpose, algorithm = excluded.algorithm, public = excluded.public, retired_at = NULL";
    RETIRE_OTHERS =
        sqlite "UPDATE keys SET retired_at = $2 WHERE account_id = $1 AND retired_at IS NULL AND uri NOT IN (SELECT value FROM json_each($3))"
        postgres "UPDATE keys SET retired_at = $2 WHERE account_id = $1 AND retired_at IS NULL AND uri NOT IN (SELECT jsonb_array_elements_text($3::jsonb))";
}

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Signs requests (`publicKey`).
    Signature,
    /// Signs objects (`assertionMethod`).
    Proof,
}

/// A key of an account.
#[derive(Clone, Debug)]
pub struct KeyRecord {
    /// Our id of it.
    pub id: RowId,
    /// Whose it is.
    pub account: AccountId,
    /// Its id on the network: the `keyId` of a signature, or a `verificationMethod`.
    pub uri: String,
    /// What it is for.
    pub purpose: Purpose,
    /// `rsa` or `ed25519`.
    pub algorithm: String,
    /// SPKI in DER.
    pub public: Vec<u8>,
    /// PKCS#8, sealed; only for accounts that live here.
    pub secret: Option<Vec<u8>>,
    /// Since when it no longer counts.
    pub retired_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
struct KeyRow {
    id: i64,
    account_id: i64,
    uri: String,
    purpose: String,
    algorithm: String,
    public: Vec<u8>,
    secret: Option<Vec<u8>>,
    retired_at: Option<i64>,
}

impl From<KeyRow> for KeyRecord {
    fn from(row: KeyRow) -> Self {
        Self {
            id: RowId(row.id),
            account: AccountId(row.account_id),
            uri: row.uri,
            purpose: if row.purpose == "proof" { Purpose::Proof } else { Purpose::Signature },
            algorithm: row.algorithm,
            public: row.public,
            secret: row.secret,
            retired_at: row.retired_at.map(Time),
        }
    }
}

/// Every key of an account, retired ones too.
pub async fn of_account(db: impl Reads, account: AccountId) -> Result<Vec<KeyRecord>> {
    let rows: Vec<KeyRow> = db.all(&OF_ACCOUNT, args![account]).await?;
    Ok(rows.into_iter().map(KeyRecord::from).collect())
}

/// The key with this id of ours.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<KeyRecord>> {
    let row: Option<KeyRow> = db.one(&FIND, args![id]).await?;
    Ok(row.map(KeyRecord::from))
}

/// Keys that carry this id on the network. Two accounts may claim one id; the caller checks whose it is.
pub async fn by_uri(db: impl Reads, uri: &str) -> Result<Vec<KeyRecord>> {
    let rows: Vec<KeyRow> = db.all(&OWNERS, args![uri]).await?;
    Ok(rows.into_iter().map(KeyRecord::from).collect())
}

/// The keys for proofs of these accounts that count now, in SPKI.
pub async fn proofs_of(db: impl Reads, accounts: &[i64]) -> Result<Vec<(AccountId, Vec<u8>)>> {
    let ids = super::database::to_json(&accounts);
    let rows: Vec<(i64, Vec<u8>)> = db.all(&PROOFS_OF, args![ids]).await?;
    Ok(rows.into_iter().map(|(account, public)| (AccountId(account), public)).collect())
}

/// Writes a key.
pub async fn save(tx: &mut Tx, key: &KeyRecord, now: Time) -> Result<()> {
    let purpose = match key.purpose {
        Purpose::Signature => "signature",
        Purpose::Proof => "proof",
    };
    tx.run(
        &SAVE,
        args![
            key.id,
            key.account,
            &key.uri,
            purpose,
            &key.algorithm,
            key.public.as_slice(),
            key.secret.clone(),
            now
        ],
    )
    .await
    .map(drop)
}

/// Retires every key of the account that is not among these ids.
pub async fn retire_others(tx: &mut Tx, account: AccountId, keep: &[String], now: Time) -> Result<()> {
    tx.run(&RETIRE_OTHERS, args![account, now, super::database::to_json(&keep)]).await.map(drop)
}
