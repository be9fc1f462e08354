//! Statuses that are to be written later.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde::Serialize;

use crate::app::App;
use crate::domain::ids::RowId;
use crate::domain::poll::NewPoll;
use crate::domain::time::Time;
use crate::http::Context;
use crate::service::scheduled::{self, Scheduled};

use super::auth::Member;
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::media_entities::MediaAttachment;
use super::params::Params;
use super::status_parts;
use super::table::{Needs, Table};
use super::{paging, quotes};

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

/// A poll as it was asked for.
#[derive(Serialize)]
struct PlannedPoll {
    options: Vec<String>,
    expires_in: i64,
    multiple: bool,
    hide_totals: bool,
}

impl From<NewPoll> for PlannedPoll {
    fn from(poll: NewPoll) -> Self {
        Self {
            options: poll.options,
            expires_in: poll.lasts,
            multiple: poll.multiple,
            hide_totals: poll.hides_totals,
        }
    }
}

#[derive(Serialize)]
struct Wished {
    text: String,
    poll: Option<PlannedPoll>,
    media_ids: Option<Vec<String>>,
    sensitive: bool,
    spoiler_text: Option<String>,
    visibility: &'static str,
    language: Option<String>,
    in_reply_to_id: Option<String>,
    scheduled_at: Never,
    /// Strict clients want a number here; which app it was is nobody's business, the member's own app included.
    application_id: u32,
    allowed_mentions: Never,
    quoted_status_id: Option<String>,
    quote_approval_policy: &'static str,
    idempotency: Never,
    with_rate_limit: bool,
}

/// A status that is to be written later.
#[derive(Serialize)]
pub struct ScheduledStatus {
    id: String,
    scheduled_at: String,
    params: Wished,
    media_attachments: Vec<MediaAttachment>,
}

impl ScheduledStatus {
    fn of(app: &App, s: Scheduled) -> Self {
        let ids: Vec<String> =
            s.wish.attachments.iter().filter_map(|a| Some(a.upload?.to_string())).collect();
        let media_attachments = s
            .wish
            .attachments
            .iter()
            .zip(&ids)
            .map(|(a, id)| MediaAttachment::of(app, id.clone(), a))
            .collect();
        let (visibility, in_reply_to) = (s.wish.visibility(), s.wish.in_reply_to());
        let (quote, quoters) = (s.wish.quote(), quotes::word_of(s.wish.quoters));
        let (language, _, text) = s.wish.texts.into_iter().next().unwrap_or_default();
        Self {
            id: s.id.to_string(),
            scheduled_at: stamp(s.due_at),
            params: Wished {
                text,
                poll: s.wish.poll.map(PlannedPoll::from),
                media_ids: Some(ids).filter(|ids| !ids.is_empty()),
                sensitive: s.wish.sensitive,
                spoiler_text: s.wish.warning,
                visibility: status_parts::visibility(visibility),
                language: Some(language).filter(|l| !l.is_empty()),
                in_reply_to_id: in_reply_to.map(|id| id.to_string()),
                scheduled_at: None,
                application_id: 0,
                allowed_mentions: None,
                quoted_status_id: quote.map(|id| id.to_string()),
                quote_approval_policy: quoters,
                idempotency: None,
                with_rate_limit: false,
            },
            media_attachments,
        }
    }
}

/// The answer that is one of them.
pub fn entity(app: &App, found: Scheduled) -> Answer {
    let entity = ScheduledStatus::of(app, found);
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
    let entities: Vec<ScheduledStatus> = found.into_iter().map(|s| ScheduledStatus::of(&cx, s)).collect();
    let body = error::json(serde_json::to_string(&entities).expect("plain data always has a JSON form"));
    Ok(paging::link(&cx, "/api/v1/scheduled_statuses", &params, span, is_full, body))
}

/// One of them.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    entity(&cx, scheduled::find(&cx, reader.account, id_of(&id)?).await?)
}

/// Plans it for another time.
pub async fn change(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let id = id_of(&id)?;
    let found = scheduled::find(&cx, reader.account, id).await?;
    match time_of(&params)? {
        Some(due_at) => entity(&cx, scheduled::reschedule(&cx, reader.account, id, due_at).await?),
        None => entity(&cx, found),
    }
}

/// Takes it away.
pub async fn cancel(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    scheduled::cancel(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}
