//! From a handle to an actor, and back (RFC 7033, FEP-2c59).

use serde_json::Value;
use url::Url;

use crate::app::Cx;
use crate::client::Budget;
use crate::domain::account::Account;
use crate::domain::handle::Handle;
use crate::domain::uri::Uri;
use crate::wire::webfinger;

use super::{Error, Result};

const ACCEPT: &str = "application/jrd+json, application/json";
/// No honest answer is longer (A140).
const LONGEST_ANSWER: usize = 64 * 1024;

/// What a domain says about a handle of its own. Only that domain is asked (A137).
pub async fn ask(cx: &Cx, handle: &Handle) -> Result<Value> {
    let scheme = if cx.config.federation.rig && cx.config.federation.allow_http { "http" } else { "https" };
    let mut url = Url::parse(&format!("{scheme}://{}/.well-known/webfinger", handle.domain))
        .map_err(|_| Error::Refused(format!("{} is no domain", handle.domain)))?;
    url.query_pairs_mut().append_pair("resource", &format!("acct:{}@{}", handle.name, handle.domain));
    let budget = Budget { bytes: LONGEST_ANSWER, ..cx.client.document_budget() };
    let answer = cx.client.get(&url, ACCEPT, budget).await.map_err(|e| Error::from_client(&e))?;
    match answer.status.as_u16() {
        200 => {}
        404 | 410 => return Err(Error::Gone(format!("@{}@{}", handle.name, handle.domain))),
        500..=599 | 429 => return Err(Error::Unreachable(handle.domain.clone())),
        status => return Err(Error::Refused(format!("{} answered {status}", handle.domain))),
    }
    let kind = answer.content_type.as_deref().unwrap_or_default();
    if !(kind.starts_with("application/jrd+json") || kind.starts_with("application/json")) {
        return Err(Error::Refused(format!("{} did not answer with a WebFinger document", handle.domain)));
    }
    crate::wire::strict::read(&answer.body).map_err(|e| Error::Refused(e.to_string()))
}

/// The actor that a handle stands for.
pub async fn resolve(cx: &Cx, handle: &Handle) -> Result<Uri> {
    let answer = ask(cx, handle).await?;
    webfinger::self_link(&answer)
        .ok_or_else(|| Error::Refused(format!("{} names no actor for @{}", handle.domain, handle.name)))
}

/// The handle an actor claims, when it is at another domain and that domain points back to the actor (A138, A139).
pub async fn confirmed(cx: &Cx, account: &Account, claimed: &Handle) -> Option<String> {
    if Some(&claimed.domain) == account.host.as_ref() || !cx.domains.policy().admits(&claimed.domain) {
        return None;
    }
    let confirmed = resolve(cx, claimed).await.ok()? == account.uri;
    confirmed.then(|| format!("{}@{}", claimed.name, claimed.domain))
}
