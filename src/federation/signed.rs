//! Who asks: the signature on a request that reads.

use http::{HeaderMap, Method, StatusCode};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::PostId;
use crate::inbox::accept::{self, Refusal};
use crate::service::{self, posts};

use super::answer::Problem;

/// The actor who signed, if the request is signed; a signature that does not hold is an error, never "nobody".
pub async fn reader(cx: &Cx, target: &str, headers: &HeaderMap) -> Result<Option<Account>, Problem> {
    if !headers.contains_key("signature") && !headers.contains_key("signature-input") {
        return Ok(None);
    }
    accept::reader(cx, &Method::GET, target, headers).await.map(Some).map_err(|refusal| match refusal {
        Refusal::Later(words) => Problem::later(words, 60),
        Refusal::Blocked(_) => Problem::new(StatusCode::FORBIDDEN, refusal.to_string()),
        _ => Problem::new(StatusCode::UNAUTHORIZED, refusal.to_string()),
    })
}

/// Lets those in who may read what is open: everybody, or whoever signs where the settings demand that (authorized fetch).
///
/// A signature that nobody asked for is not looked into: its key may be one that is not known here, and asking for it, once
/// for each of the ten thousand servers that come for a post that was boosted, would cost more than everything else.
pub async fn admitted(cx: &Cx, target: &str, headers: &HeaderMap) -> Result<(), Problem> {
    if !cx.config.federation.authorized_fetch {
        return Ok(());
    }
    match reader(cx, target, headers).await? {
        Some(_) => Ok(()),
        None => Err(Problem::new(StatusCode::UNAUTHORIZED, "sign your request")),
    }
}

/// A post of ours in its exact text, for the one who asks: what is open without asking who that is, as in [`admitted`],
/// everything else for those who sign and may see it. `true` with what everybody gets.
pub async fn post(
    cx: &Cx,
    id: PostId,
    target: &str,
    headers: &HeaderMap,
) -> Result<Option<(String, bool)>, Problem> {
    let is_strict = cx.config.federation.authorized_fetch;
    if !is_strict && let Some(open) = found(posts::own_object(cx, id, None).await)? {
        return Ok(Some((open, true)));
    }
    let reader = match reader(cx, target, headers).await {
        Ok(None) | Err(_) if !is_strict => return Ok(None),
        Ok(None) => return Err(Problem::new(StatusCode::UNAUTHORIZED, "sign your request")),
        said => said?,
    };
    Ok(found(posts::own_object(cx, id, reader.as_ref()).await)?.map(|text| (text, false)))
}

fn found(text: service::Result<String>) -> Result<Option<String>, Problem> {
    match text {
        Ok(text) => Ok(Some(text)),
        Err(service::Error::NotFound) => Ok(None),
        Err(why) => Err(why.into()),
    }
}
