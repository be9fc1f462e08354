//! The directory as other servers read it: the signed list of partners, collections of actors, and our stamps (FEP-7aa9).

use axum::extract::{OriginalUri, Path};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::app::Cx;
use crate::domain::ids::RowId;
use crate::http::Context;
use crate::service::{consent, featured, peer_lists};

use super::answer::{self, Problem};
use super::signed;

/// Only the coalition has lists of partners.
fn must_be_house(cx: &Cx, name: &str) -> Result<(), Problem> {
    if name == cx.config.coalition.handle { Ok(()) } else { Err(Problem::not_found()) }
}

/// The list that partners exchange. It proves itself, so it needs no signature to be read, and who has it gets no more
/// than that word.
pub async fn peers(
    Context(cx): Context,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    must_be_house(&cx, &name)?;
    let text = peer_lists::document(&cx).await?;
    let tag = format!("\"{}\"", peer_lists::mark(&text));
    let known = headers.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    let mut response = if known == Some(tag.as_str()) {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        answer::exact(text.to_string())
    };
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=60"));
    Ok(response)
}

/// Every collection of actors.
pub async fn collections(
    Context(cx): Context,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    must_be_house(&cx, &name)?;
    signed::admitted(&cx, uri.path(), &headers).await?;
    Ok(answer::document(&featured::index(&cx).await?))
}

/// One collection of actors.
pub async fn collection(
    Context(cx): Context,
    Path((name, page)): Path<(String, String)>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    must_be_house(&cx, &name)?;
    signed::admitted(&cx, uri.path(), &headers).await?;
    let page = page.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::document(&featured::document(&cx, page).await?))
}

/// The stamp that proves the consent of an actor of ours.
pub async fn stamp(
    Context(cx): Context,
    Path((name, stamp)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let stamp: RowId = stamp.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::document(&consent::stamp(&cx, &name, stamp).await?))
}

/// The directory, at the address of its page.
pub async fn directory(
    cx: &Cx,
    before: Option<i64>,
    target: &str,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    signed::admitted(cx, target, headers).await?;
    Ok(answer::document(&peer_lists::collection(cx, before).await?))
}
