//! Private keys of the actors that live here, opened once and kept in memory.

use crate::app::{App, Signer};
use crate::domain::ids::{AccountId, RowId};
use crate::keys::{Algorithm, PushKey, SigningKey};
use crate::store::keys::{self, KeyRecord, Purpose};
use crate::store::server_keys::{self, ServerKey};

use super::{Error, Result};

/// The key of this row.
pub async fn by_row(app: &App, row: RowId) -> Result<Signer> {
    if let Some(signer) = app.signers.get(&row.0) {
        return Ok(signer);
    }
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
    let place = (account.0, purpose == Purpose::Proof);
    if let Some(row) = app.signer_rows.get(&place) {
        return by_row(app, RowId(row)).await;
    }
    let all = keys::of_account(&app.store, account).await?;
    let record = all
        .iter()
        .rev()
        .find(|k| k.purpose == purpose && k.secret.is_some() && k.retired_at.is_none())
        .ok_or_else(|| missing("the account has no key of its own"))?;
    app.signer_rows.insert(place, record.id.0);
    open(app, record)
}

/// The key that is shown to push services; made where there is none.
pub async fn for_push(app: &App) -> Result<PushKey> {
    if let Some(key) = app.push_key.get() {
        return Ok(key.clone());
    }
    let record = match server_keys::in_use(&app.store, PUSH).await? {
        Some(record) => record,
        None => make_push_key(app).await?,
    };
    let plain = app
        .wrapping
        .open(&push_context(&record.public), &record.secret)
        .map_err(|_| missing("the key file does not open the keys in the database"))?;
    let key = PushKey::from_pkcs8(&plain).map_err(|e| missing(&e.to_string()))?;
    Ok(app.push_key.get_or_init(|| key).clone())
}

/// The purpose of the key in its row.
const PUSH: &str = "push";

async fn make_push_key(app: &App) -> Result<ServerKey> {
    let key = PushKey::generate();
    let secret = app.wrapping.seal(&push_context(key.public()), &key.to_pkcs8());
    let record = ServerKey { id: app.row_id(), public: key.public().to_vec(), secret };
    let mut tx = app.store.begin().await?;
    server_keys::save(&mut tx, PUSH, &record, app.now()).await?;
    tx.commit().await?;
    // Another node may have been faster: then its key counts.
    server_keys::in_use(&app.store, PUSH).await?.ok_or_else(|| missing("the key was not kept"))
}

fn push_context(public: &[u8]) -> Vec<u8> {
    [b"antiphon push key ".as_slice(), public].concat()
}

/// What a sealed key is bound to: a sealed key moved to another row does not open.
pub fn sealing_context(key_uri: &str) -> Vec<u8> {
    format!("antiphon key {key_uri}").into_bytes()
}

fn open(app: &App, record: &KeyRecord) -> Result<Signer> {
    let sealed = record.secret.as_deref().ok_or_else(|| missing("the key is not ours"))?;
    let plain = app
        .wrapping
        .open(&sealing_context(&record.uri), sealed)
        .map_err(|_| missing("the key file does not open the keys in the database"))?;
    let algorithm = Algorithm::parse(&record.algorithm).ok_or_else(|| missing("unknown algorithm"))?;
    let key = SigningKey::from_pkcs8(algorithm, &plain).map_err(|e| missing(&e.to_string()))?;
    let signer = Signer { row: record.id, uri: record.uri.clone(), key };
    app.signers.insert(record.id.0, signer.clone());
    Ok(signer)
}

fn missing(why: &str) -> Error {
    Error::Store(crate::store::Error::Broken(why.to_owned()))
}
