//! What members take along and bring here, as files, in the shape that GoToSocial gave these routes.

use axum::body::Body;
use axum::extract::RawQuery;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Serialize;
use serde_json::json;

use crate::app::Cx;
use crate::domain::transfer::{Kind, MOST_BYTES, Refusal};
use crate::http::Context;
use crate::service::{exports, imports};

use super::auth::{Member, Reader};
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::params::{self, Params};
use super::table::{Needs, Table};

/// The routes about files of one's own.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/exports/stats", Needs::Member("read:accounts"), stats)
        .get("/api/v1/exports/following.csv", Needs::Member("read:follows"), following)
        .get("/api/v1/exports/followers.csv", Needs::Member("read:accounts"), followers)
        .get("/api/v1/exports/lists.csv", Needs::Member("read:lists"), lists)
        .get("/api/v1/exports/blocks.csv", Needs::Member("read:blocks"), blocks)
        .get("/api/v1/exports/mutes.csv", Needs::Member("read:mutes"), mutes)
        .get("/api/v1/exports/domain_blocks.csv", Needs::Member("read:blocks"), domain_blocks)
        .get("/api/v1/exports/bookmarks.csv", Needs::Member("read:bookmarks"), bookmarks)
        .get("/api/v1/import", Needs::Member("read:accounts"), progress)
        .post("/api/v1/import", Needs::Member("write"), begin)
}

/// What a body has beside the file, in bytes.
const AROUND: usize = 16 * 1024;

/// How much there is to take along.
pub async fn stats(Context(cx): Context, Member(reader): Member) -> Answer {
    let found = exports::stats(&cx, &reader.account(&cx).await?).await?;
    let entity = json!({
        "media_storage": "",
        "followers_count": found.followers,
        "following_count": found.following,
        "statuses_count": found.posts,
        "lists_count": found.lists,
        "blocks_count": found.blocks,
        "mutes_count": found.mutes,
    });
    Ok(error::json(entity.to_string()))
}

async fn file(cx: &Cx, reader: &Reader, kind: Kind) -> Answer {
    let text = exports::file(cx, &reader.account(cx).await?, kind).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", kind.file_name())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// Whom the member follows.
pub async fn following(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Following).await
}

/// Who follows the member.
pub async fn followers(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Followers).await
}

/// Lists, and who is in them.
pub async fn lists(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Lists).await
}

/// Whom the member blocks.
pub async fn blocks(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Blocks).await
}

/// Whom the member mutes.
pub async fn mutes(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Mutes).await
}

/// Which domains the member blocks.
pub async fn domain_blocks(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::DomainBlocks).await
}

/// What the member wants to find again.
pub async fn bookmarks(Context(cx): Context, Member(reader): Member) -> Answer {
    file(&cx, &reader, Kind::Bookmarks).await
}

/// Takes a file; it is worked off line by line.
pub async fn begin(
    Context(cx): Context,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let body = axum::body::to_bytes(body, MOST_BYTES + AROUND)
        .await
        .map_err(|_| Problem::refused(Refusal::TooLarge.to_string()))?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let names: Vec<&str> = Kind::importable().map(Kind::as_str).collect();
    let kind = Kind::parse(&params.get("type").unwrap_or_default().to_lowercase()).ok_or_else(|| {
        Problem::refused(format!("Validation failed: Type is not one of {}", names.join(", ")))
    })?;
    let overwrites = match params.get("mode").unwrap_or_default().to_lowercase().as_str() {
        "" | "merge" => false,
        "overwrite" => true,
        _ => return Err(Problem::refused("Validation failed: Mode is not one of merge, overwrite")),
    };
    let file = params::file(&headers, &body, "data")
        .ok_or_else(|| Problem::refused("Validation failed: Data can't be blank"))?;
    let account = reader.account(&cx).await?;
    let id = imports::begin(&cx, reader.member, &account, (kind, overwrites), file).await?;
    let answer = json!({ "status": "accepted", "id": id.to_string() });
    Ok((StatusCode::ACCEPTED, error::json(answer.to_string())).into_response())
}

/// How far a file is worked off.
#[derive(Serialize)]
struct Import {
    id: String,
    r#type: &'static str,
    mode: &'static str,
    created_at: String,
    finished_at: Option<String>,
    total_count: i64,
    done_count: i64,
    failed_count: i64,
    failures: Vec<Failure>,
}

/// A line that could not be done.
#[derive(Serialize)]
struct Failure {
    line: i64,
    subject: String,
    error: String,
}

/// The member's newest files, how far each is worked off, and what could not be done.
pub async fn progress(Context(cx): Context, Member(reader): Member) -> Result<Response, Problem> {
    let mut entities = Vec::new();
    for import in imports::list(&cx, reader.account).await? {
        let failed = imports::failures(&cx, &import).await?;
        entities.push(Import {
            id: import.id.to_string(),
            r#type: import.kind.as_str(),
            mode: if import.overwrites { "overwrite" } else { "merge" },
            created_at: stamp(import.created_at),
            finished_at: import.finished_at.map(stamp),
            total_count: import.total,
            done_count: import.done,
            failed_count: import.failed,
            failures: failed
                .into_iter()
                .map(|line| Failure { line: line.place, subject: line.entry.subject, error: line.why })
                .collect(),
        });
    }
    Ok(error::json(serde_json::to_string(&entities).expect("plain data always has a JSON form")))
}
