//! The way of a request into its row: size, form, who speaks, whether we talk with them, signature, disk. Then 202.

use bytes::Bytes;
use http::{HeaderMap, Method, header};
use url::Url;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::uri::Uri;
use crate::remote::signatures::{self, Expected, ParsedSignature, SignatureError, Window};
use crate::remote::{self, resolve};
use crate::service::queue;
use crate::store;
use crate::store::intake::Arrival;
use crate::wire::envelope::Envelope;
use crate::wire::strict;

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its method.
    pub method: Method,
    /// Path and query as they stood in the request line.
    pub target: String,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, already within the size limit.
    pub body: Bytes,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// It is on disk and will be applied.
    Stored,
    /// It was said before, or there is nothing to do: taken, without effect.
    Nothing,
}

/// Why a request is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 415: the body is packed.
    #[error("send the activity without Content-Encoding")]
    Encoded,
    /// 400: no JSON, or not in good order.
    #[error("{0}")]
    Malformed(String),
    /// 401: who speaks could not be verified.
    #[error("{0}")]
    Unverified(String),
    /// 403: we do not talk with this domain.
    #[error("this server does not talk with {0}")]
    Blocked(String),
    /// 429: this server sends too much; after so many seconds it may go on.
    #[error("too many activities of one server; send the others later")]
    TooMuch(u64),
    /// 503: try again later.
    #[error("{0}")]
    Later(&'static str),
}

/// Takes a request in. When this returns [`Accepted::Stored`], the activity is on disk.
pub async fn accept(cx: &Cx, request: &Request) -> Result<Accepted, Refusal> {
    if request.headers.contains_key(header::CONTENT_ENCODING) {
        return Err(Refusal::Encoded);
    }
    let value = strict::read(&request.body).map_err(|e| Refusal::Malformed(e.to_string()))?;
    let envelope = Envelope::read(&value).map_err(|e| Refusal::Malformed(e.to_string()))?;
    let authority = envelope.actor.authority();
    if !cx.domains.policy().admits(&authority) {
        return Err(Refusal::Blocked(authority));
    }
    if cx.is_ours(&envelope.actor) {
        return Err(Refusal::Unverified("another server cannot speak for our actors".to_owned()));
    }
    // Servers announce the end of accounts to everybody; for one we never met there is nothing to verify or to do (A36).
    if is_farewell(&envelope) && !is_known(cx, &envelope.actor).await? {
        return Ok(Accepted::Nothing);
    }
    let parsed = signatures::parse(&request.method, &request.target, &request.headers)
        .map_err(|e| Refusal::Unverified(e.to_string()))?;
    verify(cx, &parsed, &envelope.actor, &request.body).await?;
    envelope.check_authors(&value).map_err(|e| Refusal::Malformed(e.to_string()))?;
    // After the signature: nobody uses up what is another's.
    queue::let_in(cx, &authority).map_err(Refusal::TooMuch)?;
    greet(cx, &authority).await;
    let arrival = Arrival {
        id: cx.next_id(),
        activity_uri: envelope.id.as_str().to_owned(),
        actor_uri: envelope.actor.as_str().to_owned(),
        kind: envelope.kind,
        body: String::from_utf8(request.body.to_vec())
            .map_err(|_| Refusal::Malformed("the body is not UTF-8".to_owned()))?,
        received_at: cx.now(),
    };
    match cx.intake.take_in(arrival).await {
        Ok(()) => {
            cx.wake.inbox.notify_one();
            Ok(Accepted::Stored)
        }
        Err(store::Error::Full) => Err(Refusal::Later("the inbox is full; try again in a minute")),
        Err(e) => {
            tracing::error!(error = %e, "the inbox could not be written");
            Err(Refusal::Later("the activity could not be written to disk; try again in a minute"))
        }
    }
}

/// A host that speaks to us is alive. Looked up at most once a minute for each host.
async fn greet(cx: &Cx, authority: &str) {
    if cx.greeted.contains_key(authority) {
        return;
    }
    cx.greeted.insert(authority.to_owned(), ());
    if let Err(e) = queue::sign_of_life(cx, authority).await {
        tracing::warn!(host = authority, error = %e, "could not open the lane of a host that is back");
    }
}

fn is_farewell(envelope: &Envelope) -> bool {
    envelope.kind == "Delete" && envelope.object_id.as_deref() == Some(envelope.actor.as_str())
}

async fn is_known(cx: &Cx, actor: &Uri) -> Result<bool, Refusal> {
    store::accounts::find_by_uri(&cx.store, actor.as_str())
        .await
        .map(|account| account.is_some())
        .map_err(|_| Refusal::Later("the database does not answer; try again in a minute"))
}

/// Verifies the signature with the key that the actor lists; where the key we have does not fit, the actor is asked
/// once more, and not again for five minutes (A30, A31).
pub async fn verify(cx: &Cx, parsed: &ParsedSignature, actor: &Uri, body: &[u8]) -> Result<(), Refusal> {
    let origins = origins(cx);
    let expected = Expected { origins: &origins, body, now_ms: cx.now().0, window: Window::default() };
    let key = resolve::key(cx, &parsed.key_id, actor).await.map_err(unverified)?;
    let first = match parsed.verify(&key, &expected) {
        Ok(()) => return Ok(()),
        Err(e) => e,
    };
    let about_the_key = matches!(first, SignatureError::Invalid | SignatureError::WrongAlgorithm);
    if !about_the_key {
        return Err(Refusal::Unverified(first.to_string()));
    }
    match resolve::refresh(cx, actor).await {
        // Where somebody asked a moment ago, what they got is here by now.
        Ok(_) | Err(remote::Error::Resting(_)) => {}
        Err(_) => return Err(Refusal::Unverified(first.to_string())),
    }
    let key = resolve::key(cx, &parsed.key_id, actor).await.map_err(unverified)?;
    parsed.verify(&key, &expected).map_err(|e| Refusal::Unverified(e.to_string()))
}

/// The addresses we answer to.
pub fn origins(cx: &Cx) -> Vec<Url> {
    let mut origins = vec![cx.config.server.public_url.clone()];
    origins.extend(cx.config.server.onion.clone());
    origins
}

fn unverified(error: remote::Error) -> Refusal {
    if error.is_passing() {
        // The sender may be honest and its server slow: a 401 would make some servers give up for good.
        return Refusal::Later("your key could not be fetched now; try again in a few minutes");
    }
    Refusal::Unverified(format!("your key could not be used: {error}"))
}

/// Who signed a request that reads. The key tells whose it is; the actor has to list it.
pub async fn reader(cx: &Cx, method: &Method, target: &str, headers: &HeaderMap) -> Result<Account, Refusal> {
    let parsed =
        signatures::parse(method, target, headers).map_err(|e| Refusal::Unverified(e.to_string()))?;
    let host = Uri::parse(&parsed.key_id).map_err(|e| Refusal::Unverified(e.to_string()))?.authority();
    if !cx.domains.policy().admits(&host) {
        return Err(Refusal::Blocked(host));
    }
    let (account, key) = resolve::key_owner(cx, &parsed.key_id).await.map_err(unverified)?;
    // The key's host and the actor's host both have to be welcome (A106).
    if !cx.domains.policy().admits(&account.uri.authority()) || !account.is_active() {
        return Err(Refusal::Blocked(account.uri.authority()));
    }
    let origins = origins(cx);
    let expected = Expected { origins: &origins, body: &[], now_ms: cx.now().0, window: Window::default() };
    parsed.verify(&key, &expected).map_err(|e| Refusal::Unverified(e.to_string()))?;
    Ok(account)
}
