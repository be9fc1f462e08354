//! Who asks: the signature on a request that reads.

use http::{HeaderMap, Method, StatusCode};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::inbox::accept::{self, Refusal};

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

/// The actor who signed, where the settings demand that somebody does (authorized fetch); nobody otherwise.
pub async fn admitted(cx: &Cx, target: &str, headers: &HeaderMap) -> Result<Option<Account>, Problem> {
    let reader = reader(cx, target, headers).await;
    if !cx.config.federation.authorized_fetch {
        // What everybody may read is not refused for the sake of a signature that nobody asked for.
        return Ok(reader.unwrap_or(None));
    }
    match reader? {
        Some(account) => Ok(Some(account)),
        None => Err(Problem::new(StatusCode::UNAUTHORIZED, "sign your request")),
    }
}
