//! Posts, their versions, stamps and activities of ours, as documents.

use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::app::Cx;
use crate::domain::ids::{EventId, PostId, RowId};
use crate::http::Context;
use crate::service::{collections, events, posts, quotes, statements};

use super::answer::{self, Problem};
use super::signed;

/// A post of ours in its exact text: for everybody what is open, for those who sign what they may see.
pub async fn document(cx: &Cx, id: &str, target: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    match signed::post(cx, id, target, headers).await? {
        Some((text, true)) => Ok(answer::open(cx, text, headers)),
        Some((text, false)) => Ok(answer::exact(text)),
        None => match statements::tombstone(cx, id).await? {
            Some(tombstone) => {
                let mut response = answer::document(&tombstone);
                *response.status_mut() = StatusCode::GONE;
                Ok(response)
            }
            None => Err(Problem::not_found()),
        },
    }
}

/// An earlier version of an open post, in its exact text.
pub async fn version(
    Context(cx): Context,
    Path((id, version)): Path<(String, String)>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed::admitted(&cx, uri.path(), &headers).await?;
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let version: i64 = version.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::open(&cx, posts::own_version(&cx, id, version).await?, &headers))
}

/// An event of ours in its exact text.
pub async fn event(cx: &Cx, id: &str, target: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    signed::admitted(cx, target, headers).await?;
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::open(cx, events::object(cx, id).await?, headers))
}

/// The stamp that allows a quote.
pub async fn quote_stamp(
    Context(cx): Context,
    Path((_, stamp)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let stamp: RowId = stamp.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::document(&quotes::stamp(&cx, stamp).await?))
}

/// An activity of ours that everybody may read.
pub async fn activity(
    Context(cx): Context,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed::admitted(&cx, uri.path(), &headers).await?;
    let found = collections::activity(&cx, &cx.url(&format!("/activities/{id}"))).await?;
    found.map(|text| answer::open(&cx, text, &headers)).ok_or_else(Problem::not_found)
}
