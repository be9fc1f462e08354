//! Proofs of other servers' documents, checked with the keys that their actors list; and documents as they are served.

use serde_json::Value;
use url::Url;

use crate::app::Cx;
use crate::domain::uri::Uri;
use crate::keys::VerifyingKey;
use crate::store::accounts;
use crate::store::keys::{self, Purpose};
use crate::wire::proof::{self, ProofFault, Verified};

use super::{Error, Result, resolve};

const ACCEPT: &str =
    "application/activity+json, application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";

/// Checks the proof of a document of this owner. Where the key we have does not fit, or we have none, the owner is asked
/// once more, and not again for five minutes: the same as for the keys that sign requests.
pub async fn verify(cx: &Cx, document: &Value, owner: &Uri) -> Result<Verified> {
    let first = match check(cx, document, owner).await? {
        Ok(verified) => return Ok(verified),
        Err(fault) => fault,
    };
    if !matches!(first, ProofFault::UnknownKey | ProofFault::Mismatch) {
        return Err(refused(&first));
    }
    match resolve::refresh(cx, owner).await {
        Ok(_) => check(cx, document, owner).await?.map_err(|fault| refused(&fault)),
        // Its document was read a moment ago, and that is an answer.
        Err(Error::Resting(_)) if accounts::find_by_uri(&cx.store, owner.as_str()).await?.is_some() => {
            Err(refused(&first))
        }
        Err(error) => Err(error),
    }
}

fn refused(fault: &ProofFault) -> Error {
    Error::Refused(fault.to_string())
}

/// Only keys that the owner lists under `assertionMethod` count, and only while it lists them.
async fn check(cx: &Cx, document: &Value, owner: &Uri) -> Result<std::result::Result<Verified, ProofFault>> {
    let key = match proof::method(document) {
        Some(method) => listed(cx, method, owner).await?,
        None => None,
    };
    Ok(proof::verify(document, |_| key).and_then(|verified| {
        if verified.owner == *owner { Ok(verified) } else { Err(ProofFault::NotTheOwner) }
    }))
}

async fn listed(cx: &Cx, method: &str, owner: &Uri) -> Result<Option<VerifyingKey>> {
    let Some(account) = accounts::find_by_uri(&cx.store, owner.as_str()).await? else { return Ok(None) };
    let mut records = keys::by_uri(&cx.store, method).await?.into_iter();
    let record =
        records.find(|k| k.account == account.id && k.purpose == Purpose::Proof && k.retired_at.is_none());
    Ok(record.and_then(|record| VerifyingKey::from_spki_der(&record.public).ok()))
}

/// The document at this address as its server serves it. It has to say that it is the one at that address, or another of
/// that origin, which is then asked for at its own address.
pub async fn document(cx: &Cx, uri: &Uri) -> Result<Value> {
    if cx.is_ours(uri) {
        return Err(Error::Refused(format!("{uri} is at this server itself")));
    }
    let first = fetch(cx, &uri.url()).await?;
    let id = first.get("id").and_then(Value::as_str).and_then(|id| Uri::parse(id).ok());
    match id {
        Some(id) if id == *uri => Ok(first),
        Some(id) if id.same_origin(uri) => {
            let second = fetch(cx, &id.url()).await?;
            match second.get("id").and_then(Value::as_str) {
                Some(same) if same == id.as_str() => Ok(second),
                _ => Err(Error::Refused(format!("{id} answered with another document"))),
            }
        }
        _ => Err(Error::Refused(format!("{uri} answered with a document of another server"))),
    }
}

fn unsigned(cx: &Cx, host: &str, status: u16) -> String {
    format!(
        "{host} answered {status}. If it shows its documents only to servers that sign their requests, it did not take our signature: it must be able to read our key, so `antiphon serve` has to be running and to be reachable at {}. Or ask them for the document, and check it as a file",
        cx.config.origin()
    )
}

/// Whatever JSON is at an address, whoever it says it is by: for those who check its proof themselves.
pub async fn copy(cx: &Cx, url: &Url) -> Result<Value> {
    fetch(cx, url).await
}

async fn fetch(cx: &Cx, url: &Url) -> Result<Value> {
    let host = url.host_str().unwrap_or_default().to_owned();
    let budget = cx.client.document_budget();
    let answer = match cx.fetch_signer.get() {
        Some(signer) => cx.client.get_signed(url, ACCEPT, budget, &**signer).await,
        None => cx.client.get(url, ACCEPT, budget).await,
    };
    let answer = answer.map_err(|e| Error::from_client(&e))?;
    match answer.status.as_u16() {
        200 => {}
        status @ (401 | 403) => return Err(Error::Refused(unsigned(cx, &host, status))),
        404 | 410 => return Err(Error::Gone(url.to_string())),
        // Whoever wants a signature and cannot read our key says 503, as it may be able to later.
        503 => return Err(Error::Busy(unsigned(cx, &host, 503))),
        status @ (429 | 500..=599) => return Err(Error::Busy(format!("{host} answered {status}"))),
        status => return Err(Error::Refused(format!("{host} answered {status}"))),
    }
    let kind = answer.content_type.as_deref().unwrap_or_default();
    if !(kind.starts_with("application/activity+json") || kind.starts_with("application/ld+json")) {
        return Err(Error::Refused(format!("{host} did not answer with an ActivityPub document")));
    }
    crate::wire::strict::read(&answer.body).map_err(|e| Error::Refused(e.to_string()))
}
