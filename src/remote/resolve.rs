//! From an id to the thing: what we have, or what its server says, asked once at a time and not too often.

use std::sync::Arc;

use activitypub_federation::fetch::object_id::ObjectId;

use crate::app::{Cx, KnownKey};
use crate::domain::account::Account;
use crate::domain::handle::Handle;
use crate::domain::uri::Uri;
use crate::keys::VerifyingKey;
use crate::store::keys::Purpose;
use crate::store::{accounts, keys};

use super::actor::RemoteActor;
use super::object::RemotePost;
use super::{Error, Result, webfinger};

/// The actor with this id: from our rows, or fetched.
pub async fn actor(cx: &Cx, uri: &Uri) -> Result<Account> {
    if let Some(account) = accounts::find_by_uri(&cx.store, uri.as_str()).await? {
        return Ok(account);
    }
    refresh(cx, uri).await
}

/// The actor as its server describes it now. Asked at most once in five minutes, whoever wants it (A31).
pub async fn refresh(cx: &Cx, uri: &Uri) -> Result<Account> {
    if cx.is_ours(uri) {
        return Err(Error::Refused(format!("{uri} would live here, and does not")));
    }
    // Whoever comes while somebody else is asking waits for that answer instead of asking again.
    let flight = cx.flights.get_with(uri.as_str().to_owned(), || Arc::new(tokio::sync::Mutex::new(())));
    let known_before = cx.now();
    let _turn = flight.lock().await;
    if let Some(account) = accounts::find_by_uri(&cx.store, uri.as_str()).await?
        && account.fetched_at >= known_before
    {
        return Ok(account);
    }
    let host = format!("host {}", uri.authority());
    let now = cx.now();
    if cx.rested.holds(uri.as_str(), now) || cx.rested.holds(&host, now) {
        return Err(Error::Resting(uri.authority()));
    }
    cx.rested.begin(uri.as_str(), now);
    let fetched = object_id::<RemoteActor>(uri)?.dereference_forced(cx).await;
    match fetched {
        Ok(actor) if actor.account.uri == *uri || actor.account.uri.same_origin(uri) => Ok(actor.account),
        Ok(_) => Err(Error::Refused(format!("{uri} answered with another server's actor"))),
        Err(error) => {
            if let Error::Unreachable(_) = error {
                cx.rested.begin(&host, cx.now());
            }
            if let Error::Gone(_) = error
                && let Some(account) = accounts::find_by_uri(&cx.store, uri.as_str()).await?
            {
                let mut tx = cx.store.begin().await?;
                accounts::mark_gone(&mut tx, account.id, cx.now()).await?;
                tx.commit().await?;
            }
            Err(error)
        }
    }
}

/// The post with this id, as its server says now.
pub async fn post(cx: &Cx, uri: &Uri) -> Result<RemotePost> {
    if cx.is_ours(uri) {
        return Err(Error::Refused(format!("{uri} would live here, and does not")));
    }
    let host = format!("host {}", uri.authority());
    if cx.rested.holds(&host, cx.now()) {
        return Err(Error::Resting(uri.authority()));
    }
    let fetched = object_id::<RemotePost>(uri)?.dereference_forced(cx).await;
    match fetched {
        Ok(post) if post.post.uri.same_origin(uri) => Ok(post),
        Ok(_) => Err(Error::Refused(format!("{uri} answered with another server's post"))),
        Err(error) => {
            if let Error::Unreachable(_) = error {
                cx.rested.begin(&host, cx.now());
            }
            Err(error)
        }
    }
}

/// The actor that a handle stands for.
pub async fn handle(cx: &Cx, handle: &Handle) -> Result<Account> {
    let uri = webfinger::resolve(cx, handle).await?;
    actor(cx, &uri).await
}

/// The key with this id, if this actor lists it. The key's own address is never fetched: only the actor says
/// which keys are its own (A4 to A7).
///
/// A key counts for requests only where the actor lists it under `publicKey` or `authentication` (FEP-521a). One of
/// `assertionMethod` proves documents (FEP-8b32): it may be kept apart from the server that signs requests, so whoever
/// holds it must not be able to deliver as the actor, nor whoever holds the other to prove. No server that we know signs
/// requests with it, RFC 9421 included.
pub async fn key(cx: &Cx, key_id: &str, owner: &Uri) -> Result<VerifyingKey> {
    if let Some(known) = cx.known_keys.get(key_id)
        && known.owner == *owner
    {
        return Ok(known.key);
    }
    if let Some(key) = key_in_rows(cx, key_id, owner).await? {
        return Ok(key);
    }
    let fresh = match refresh(cx, owner).await {
        // Its document was read a moment ago. Either that has brought the key, since we looked, or it does not list it: that is
        // an answer, not a delay.
        Err(Error::Resting(_)) if accounts::find_by_uri(&cx.store, owner.as_str()).await?.is_some() => {
            return key_in_rows(cx, key_id, owner).await?.ok_or_else(|| not_listed(owner, key_id));
        }
        other => other?,
    };
    key_in_rows(cx, key_id, &fresh.uri)
        .await?
        .filter(|_| fresh.uri == *owner)
        .ok_or_else(|| not_listed(owner, key_id))
}

fn not_listed(owner: &Uri, key_id: &str) -> Error {
    Error::Refused(format!("{owner} does not list the key {key_id}"))
}

async fn key_in_rows(cx: &Cx, key_id: &str, owner: &Uri) -> Result<Option<VerifyingKey>> {
    let Some(account) = accounts::find_by_uri(&cx.store, owner.as_str()).await? else { return Ok(None) };
    if account.is_local() {
        return Ok(None);
    }
    let record = keys::by_uri(&cx.store, key_id)
        .await?
        .into_iter()
        .find(|k| k.account == account.id && k.purpose == Purpose::Signature && k.retired_at.is_none());
    let Some(record) = record else { return Ok(None) };
    let key = VerifyingKey::from_spki_der(&record.public).map_err(|e| Error::Refused(e.to_string()))?;
    cx.known_keys.insert(key_id.to_owned(), KnownKey { owner: owner.clone(), key: key.clone() });
    Ok(Some(key))
}

/// Who signs with this key, for requests that name no actor (authorized fetch). The id without its fragment,
/// or without the last part of its path, has to be an actor that lists the key.
pub async fn key_owner(cx: &Cx, key_id: &str) -> Result<(Account, VerifyingKey)> {
    for record in keys::by_uri(&cx.store, key_id).await? {
        if record.purpose != Purpose::Signature || record.retired_at.is_some() {
            continue;
        }
        if let Some(account) = accounts::find(&cx.store, record.account).await?
            && !account.is_local()
        {
            let key =
                VerifyingKey::from_spki_der(&record.public).map_err(|e| Error::Refused(e.to_string()))?;
            return Ok((account, key));
        }
    }
    let key_uri = Uri::parse(key_id).map_err(|e| Error::Refused(e.to_string()))?;
    let stem = key_uri.without_fragment();
    // GoToSocial's key ids are a path below the actor: `…/users/x/main-key`.
    let guess = stem.strip_suffix("/main-key").unwrap_or(stem);
    let owner = Uri::parse(guess).map_err(|e| Error::Refused(e.to_string()))?;
    let account = refresh(cx, &owner).await?;
    let key = key_in_rows(cx, key_id, &account.uri)
        .await?
        .ok_or_else(|| Error::Refused(format!("{} does not list the key {key_id}", account.uri)))?;
    Ok((account, key))
}

fn object_id<T>(uri: &Uri) -> Result<ObjectId<T>>
where
    T: activitypub_federation::traits::Object + Send + Sync + std::fmt::Debug + 'static,
    for<'de> <T as activitypub_federation::traits::Object>::Kind: serde::Deserialize<'de>,
{
    ObjectId::parse(uri.as_str()).map_err(|_| Error::Refused(format!("{uri} is no address")))
}
