//! Another server's actor, as the federation library fetches and keeps it.

use activitypub_federation::config::Data;
use activitypub_federation::traits::{Actor, Object};
use chrono::{DateTime, TimeZone as _, Utc};
use serde_json::Value;
use url::Url;

use crate::app::{App, KnownKey};
use crate::domain::account::Account;
use crate::domain::profile_numbers;
use crate::domain::uri::Uri;
use crate::keys::VerifyingKey;
use crate::store::keys::{self, KeyRecord, Purpose};
use crate::store::{self, accounts, directory};
use crate::wire::{ActorDocument, ActorKey, KeyPurpose, PublicKeyText};

use super::{Error, Result, webfinger};

/// An actor with its id as the library wants it.
#[derive(Clone, Debug)]
pub struct RemoteActor {
    /// What we keep of it.
    pub account: Account,
    id: Url,
    pem: String,
}

impl RemoteActor {
    /// The actor of this account, with the public key that signs its requests.
    pub async fn of(app: &App, account: Account) -> Result<Self> {
        let keys = keys::of_account(&app.store, account.id).await?;
        let pem = keys
            .iter()
            .rev()
            .filter(|k| k.purpose == Purpose::Signature && k.retired_at.is_none())
            .find_map(|k| VerifyingKey::from_spki_der(&k.public).ok())
            .map(|key| key.to_pem())
            .unwrap_or_default();
        Ok(Self { id: account.uri.url(), account, pem })
    }
}

#[async_trait::async_trait]
impl Object for RemoteActor {
    type DataType = App;
    type Kind = Value;
    type Error = Error;

    fn id(&self) -> &Url {
        &self.id
    }

    fn last_refreshed_at(&self) -> Option<DateTime<Utc>> {
        Utc.timestamp_millis_opt(self.account.fetched_at.0).single()
    }

    async fn read_from_id(id: Url, data: &Data<App>) -> Result<Option<Self>> {
        match accounts::find_by_uri(&data.store, id.as_str()).await? {
            Some(account) => Ok(Some(Self::of(data, account).await?)),
            None => Ok(None),
        }
    }

    /// The other server says that the actor is gone. Our copy stays, marked: whoever holds a seized domain
    /// must not be able to erase a partner here.
    async fn delete(&self, data: &Data<App>) -> Result<()> {
        let mut tx = data.store.begin().await?;
        accounts::mark_gone(&mut tx, self.account.id, data.now()).await?;
        Ok(tx.commit().await?)
    }

    fn is_deleted(&self) -> bool {
        self.account.gone_at.is_some()
    }

    async fn into_json(self, data: &Data<App>) -> Result<Value> {
        super::actor_document::of(data, &self.account).await
    }

    async fn verify(json: &Value, expected: &Url, data: &Data<App>) -> Result<()> {
        let document = ActorDocument::read(json).map_err(|e| Error::Refused(e.to_string()))?;
        let expected = Uri::parse(expected.as_str()).map_err(|e| Error::Refused(e.to_string()))?;
        if !document.uri.same_origin(&expected) {
            return Err(Error::Refused(format!("{expected} answered with an actor of another server")));
        }
        if data.is_ours(&document.uri) {
            return Err(Error::Refused("another server cannot speak for our actors".to_owned()));
        }
        Ok(())
    }

    async fn from_json(json: Value, data: &Data<App>) -> Result<Self> {
        let document = ActorDocument::read(&json).map_err(|e| Error::Refused(e.to_string()))?;
        let account = save(data, document).await?;
        Self::of(data, account).await
    }
}

impl Actor for RemoteActor {
    fn public_key_pem(&self) -> &str {
        &self.pem
    }

    fn private_key_pem(&self) -> Option<String> {
        // Our requests are signed by `remote::signer` and `remote::deliver`; the library never holds a key.
        None
    }

    fn inbox(&self) -> Url {
        Url::parse(&self.account.inbox).unwrap_or_else(|_| self.id.clone())
    }

    fn shared_inbox(&self) -> Option<Url> {
        Url::parse(self.account.shared_inbox.as_deref()?).ok()
    }
}

/// Writes an actor as its server describes it, with its keys. Keys that it no longer lists are retired (A30).
pub async fn save(cx: &Data<App>, document: ActorDocument) -> Result<Account> {
    let now = cx.now();
    let mut account = Account {
        id: cx.account_id(),
        host: Some(document.uri.authority()),
        uri: document.uri,
        kind: document.kind,
        username: document.username,
        name: document.name,
        summary: document.summary,
        url: document.url,
        inbox: document.inbox,
        shared_inbox: document.shared_inbox,
        followers: document.followers,
        following: document.following,
        outbox: document.outbox,
        featured: document.featured,
        locked: document.locked,
        discoverable: document.discoverable,
        profile: document.profile,
        created_at: document.created_at.unwrap_or(now),
        fetched_at: now,
        gone_at: None,
        suspended_at: None,
    };
    if let Some(claimed) = &document.claimed_handle {
        account.profile.webfinger = webfinger::confirmed(cx, &account, claimed).await;
    }
    let mut tx = cx.store.begin().await?;
    let id = accounts::save(&mut tx, &account)
        .await?
        .ok_or_else(|| Error::Refused("another server cannot speak for our actors".to_owned()))?;
    account.id = id;
    directory::meet(&mut tx, id, &account.profile.facts, now).await?;
    store::profile_numbers::plan(&mut tx, id, profile_numbers::due(now, cx.jitter()), now).await?;
    let mut kept = Vec::new();
    for key in &document.keys {
        let Some((purpose, verifying)) = read_key(key) else { continue };
        if kept.iter().any(|uri| uri == key.id.as_str()) {
            // Listed for both, it counts for requests, which are read first: a row has one purpose.
            continue;
        }
        let record = KeyRecord {
            id: cx.row_id(),
            account: id,
            uri: key.id.as_str().to_owned(),
            purpose,
            algorithm: verifying.algorithm().as_str().to_owned(),
            public: verifying.spki_der().to_vec(),
            secret: None,
            retired_at: None,
        };
        keys::save(&mut tx, &record, now).await?;
        // What is known here verifies requests, and a key for proofs does not; it may have been one for requests until now.
        if purpose == Purpose::Signature {
            let known = KnownKey { owner: account.uri.clone(), key: verifying };
            cx.known_keys.insert(record.uri.clone(), known);
        } else {
            cx.known_keys.invalidate(&record.uri);
        }
        kept.push(record.uri);
    }
    for old in keys::of_account(&mut tx, id).await? {
        if !kept.contains(&old.uri) {
            cx.known_keys.invalidate(&old.uri);
        }
    }
    keys::retire_others(&mut tx, id, &kept, now).await?;
    tx.commit().await?;
    Ok(account)
}

/// A key we can use; others (another curve, too short) are passed over.
fn read_key(key: &ActorKey) -> Option<(Purpose, VerifyingKey)> {
    let verifying = match &key.key {
        PublicKeyText::Pem(pem) => VerifyingKey::from_pem(pem).ok()?,
        PublicKeyText::Multibase(text) => VerifyingKey::from_multibase(text).ok()?,
    };
    let purpose = match key.purpose {
        KeyPurpose::Signature => Purpose::Signature,
        KeyPurpose::Assertion => Purpose::Proof,
    };
    Some((purpose, verifying))
}
