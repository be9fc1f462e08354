//! Actors that live here, as documents.

use axum::response::Response;
use http::HeaderMap;

use crate::app::Cx;
use crate::http::Context;
use crate::service::{accounts, campaigns};

use super::answer::{self, Problem};
use super::signed;

/// The document of an actor. The instance actor may always be read, so that signatures can be checked.
pub async fn document(cx: &Cx, name: &str, target: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    signed::admitted(cx, target, headers).await?;
    let text = accounts::document_text(cx, name).await?;
    Ok(answer::open(cx, text.to_string(), headers))
}

/// The document of a campaign, at the address of its page.
pub async fn campaign(cx: &Cx, name: &str, target: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    signed::admitted(cx, target, headers).await?;
    campaigns::public(cx, name).await?;
    let text = accounts::document_text(cx, name).await?;
    Ok(answer::open(cx, text.to_string(), headers))
}

/// The actor that this server itself speaks as.
pub async fn instance(Context(cx): Context, headers: HeaderMap) -> Result<Response, Problem> {
    let account = accounts::instance(&cx).await?;
    Ok(answer::open(&cx, accounts::document(&cx, &account).await?.to_string(), &headers))
}
