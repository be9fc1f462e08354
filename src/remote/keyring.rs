//! Private keys of the actors that live here, opened once and kept in memory.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::keys::{Algorithm, SigningKey};
use crate::store::keys::{self, KeyRecord, Purpose};

use super::{Error, Result};

/// A key that can sign, with its id on the network and its row.
#[derive(Clone, Debug)]
pub struct Signer {
    /// Its row; what a delivery names.
    pub row: RowId,
    /// Its id on the network.
    pub uri: String,
    /// The key.
    pub key: SigningKey,
}

/// The key of this row.
pub async fn by_row(app: &App, row: RowId) -> Result<Signer> {
    let record = keys::find(&app.store, row).await?.ok_or_else(|| missing("no key has this id"))?;
    open(app, &record)
}

/// The key that signs requests of this account.
pub async fn for_requests(app: &App, account: AccountId) -> Result<Signer> {
    of_purpose(app, account, Purpose::Signature).await
}

/// The key that signs objects of this account.
pub async fn for_proofs(app: &App, account: AccountId) -> Result<Signer> {
    of_purpose(app, account, Purpose::Proof).await
}

async fn of_purpose(app: &App, account: AccountId, purpose: Purpose) -> Result<Signer> {
    let all = keys::of_account(&app.store, account).await?;
    let record = all
        .iter()
        .rev()
        .find(|k| k.purpose == purpose && k.secret.is_some() && k.retired_at.is_none())
        .ok_or_else(|| missing("the account has no key of its own"))?;
    open(app, record)
}

/// What a sealed key is bound to: a sealed key moved to another row does not open.
pub fn sealing_context(key_uri: &str) -> Vec<u8> {
    format!("antiphon key {key_uri}").into_bytes()
}

fn open(app: &App, record: &KeyRecord) -> Result<Signer> {
    let key = match app.signing_keys.get(&record.id.0) {
        Some(key) => key,
        None => {
            let sealed = record.secret.as_deref().ok_or_else(|| missing("the key is not ours"))?;
            let plain = app
                .wrapping
                .open(&sealing_context(&record.uri), sealed)
                .map_err(|_| missing("the key file does not open the keys in the database"))?;
            let algorithm = Algorithm::parse(&record.algorithm).ok_or_else(|| missing("unknown algorithm"))?;
            let key = SigningKey::from_pkcs8(algorithm, &plain).map_err(|e| missing(&e.to_string()))?;
            app.signing_keys.insert(record.id.0, key.clone());
            key
        }
    };
    Ok(Signer { row: record.id, uri: record.uri.clone(), key })
}

fn missing(why: &str) -> Error {
    Error::Store(crate::store::Error::Broken(why.to_owned()))
}
