//! Endorsements as other servers read them: the collection of a statement or campaign of ours with the signed documents that
//! count, and each document of ours at its own address.

use axum::extract::{OriginalUri, Path};
use axum::response::Response;
use http::HeaderMap;
use serde_json::Value;

use crate::app::Cx;
use crate::domain::ids::{PostId, RowId};
use crate::http::Context;
use crate::service::{endorsements, endorsing};
use crate::wire::{collection, endorsement};

use super::answer::{self, Problem};
use super::signed;

/// Who has endorsed the present version of a statement.
pub async fn of_statement(
    Context(cx): Context,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    of(&cx, &cx.url(&format!("/posts/{id}")), uri.path(), &headers).await
}

/// Who has endorsed the present version of a campaign.
pub async fn of_campaign(
    Context(cx): Context,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    of(&cx, &cx.url(&format!("/actors/{name}")), uri.path(), &headers).await
}

async fn of(cx: &Cx, object: &str, path: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    signed::admitted(cx, path, headers).await?;
    let (texts, owner) = endorsements::documents(cx, object).await?;
    let items: Vec<Value> = texts.iter().filter_map(|text| endorsement::parse(text)).collect();
    let id = endorsement::collection_of(object);
    let all = collection::whole(&id, &items, Some(owner.uri.as_str()));
    Ok(answer::open(cx, all.to_string(), headers))
}

/// An endorsement of ours.
pub async fn document(
    Context(cx): Context,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    signed::admitted(&cx, uri.path(), &headers).await?;
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(answer::open(&cx, endorsing::document(&cx, id).await?, &headers))
}
