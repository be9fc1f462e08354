//! Statuses that are to be written later.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde::Serialize;

use crate::domain::ids::RowId;
use crate::domain::time::Time;
use crate::http::Context;
use crate::service::scheduled::{self, Scheduled};

use super::auth::Member;
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::status_parts;
use super::table::{Needs, Table};

/// The routes about statuses that are to be written later.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/scheduled_statuses", Needs::Member("read:statuses"), list)
        .get("/api/v1/scheduled_statuses/{id}", Needs::Member("read:statuses"), show)
        .put("/api/v1/scheduled_statuses/{id}", Needs::Member("write:statuses"), change)
        .delete("/api/v1/scheduled_statuses/{id}", Needs::Member("write:statuses"), cancel)
}

/// How an entity that we never have is written: as null.
type Never = Option<()>;

#[derive(Serialize)]
struct Wished {
    text: String,
    poll: Never,
    media_ids: Never,
    sensitive: bool,
    spoiler_text: Option<String>,
    visibility: &'static str,
    language: Option<String>,
    in_reply_to_id: Option<String>,
    scheduled_at: Never,
    application_id: Never,
    allowed_mentions: Never,
    quoted_status_id: Never,
    quote_approval_policy: Never,
    idempotency: Never,
    with_rate_limit: bool,
}

/// A status that is to be written later.
#[derive(Serialize)]
pub struct ScheduledStatus {
    id: String,
    scheduled_at: String,
    params: Wished,
    media_attachments: [(); 0],
}

impl From<Scheduled> for ScheduledStatus {
    fn from(s: Scheduled) -> Self {
        let (visibility, in_reply_to) = (s.wish.visibility(), s.wish.in_reply_to());
        let (language, _, text) = s.wish.texts.into_iter().next().unwrap_or_default();
        Self {
            id: s.id.to_string(),
            scheduled_at: stamp(s.due_at),
            params: Wished {
                text,
                poll: None,
                media_ids: None,
                sensitive: s.wish.sensitive,
                spoiler_text: s.wish.warning,
                visibility: status_parts::visibility(visibility),
                language: Some(language).filter(|l| !l.is_empty()),
                in_reply_to_id: in_reply_to.map(|id| id.to_string()),
                scheduled_at: None,
                application_id: None,
                allowed_mentions: None,
                quoted_status_id: None,
                quote_approval_policy: None,
                idempotency: None,
                with_rate_limit: false,
            },
            media_attachments: [],
        }
    }
}

/// The answer that is one of them.
pub fn entity(found: Scheduled) -> Answer {
    let entity = ScheduledStatus::from(found);
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// When a status is to be written; `None` for now.
pub fn time_of(params: &Params) -> Result<Option<Time>, Problem> {
    match params.get("scheduled_at") {
        None | Some("") => Ok(None),
        Some(text) => Time::parse(text)
            .map(Some)
            .ok_or_else(|| Problem::refused("Validation failed: Scheduled at is not a time")),
    }
}

fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// What the member has planned.
pub async fn list(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 20, 40)?;
    let found = scheduled::page(&cx, reader.account, window).await?;
    let span = found.first().zip(found.last()).map(|(first, last)| (first.id.0, last.id.0));
    let is_full = i64::try_from(found.len()).is_ok_and(|n| n >= window.limit);
    let entities: Vec<ScheduledStatus> = found.into_iter().map(ScheduledStatus::from).collect();
    let body = error::json(serde_json::to_string(&entities).expect("plain data always has a JSON form"));
    Ok(paging::link(&cx, "/api/v1/scheduled_statuses", &params, span, is_full, body))
}

/// One of them.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    entity(scheduled::find(&cx, reader.account, id_of(&id)?).await?)
}

/// Plans it for another time.
pub async fn change(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_body(&headers, &body)?;
    let id = id_of(&id)?;
    let found = scheduled::find(&cx, reader.account, id).await?;
    match time_of(&params)? {
        Some(due_at) => entity(scheduled::reschedule(&cx, reader.account, id, due_at).await?),
        None => entity(found),
    }
}

/// Takes it away.
pub async fn cancel(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    scheduled::cancel(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}
