//! Notifications, newest first.

use std::collections::HashMap;

use axum::Extension;
use axum::extract::{Path, RawQuery};
use axum::response::Response;

use crate::app::Cx;
use crate::domain::filter::Context as Place;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::notification::{GroupKey, NotificationKind};
use crate::http::Context;
use crate::service::told::{NotificationRecord, Wanted};
use crate::service::{self, accounts, lines, surface, told};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::{entities, paging, reports};

/// The routes about notifications.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/notifications", Needs::Member("read:notifications"), list)
        .get("/api/v1/notifications/unread_count", Needs::Member("read:notifications"), unread_count)
        .post("/api/v1/notifications/clear", Needs::Member("write:notifications"), clear)
        .get("/api/v1/notifications/{id}", Needs::Member("read:notifications"), show)
        .post("/api/v1/notifications/{id}/dismiss", Needs::Member("write:notifications"), dismiss)
}

/// How far the unread are counted, unless somebody asks for more, and at most.
pub(super) const COUNTED: i64 = 100;
pub(super) const MOST_COUNTED: i64 = 1_000;

/// Kinds that the API has a word for. Moves have none at the level that this server announces, and clients break on words
/// they do not know.
const KINDS: [(NotificationKind, &str); 11] = [
    (NotificationKind::Mention, "mention"),
    (NotificationKind::Post, "status"),
    (NotificationKind::Follow, "follow"),
    (NotificationKind::FollowRequest, "follow_request"),
    (NotificationKind::Like, "favourite"),
    (NotificationKind::Boost, "reblog"),
    (NotificationKind::Poll, "poll"),
    (NotificationKind::Quote, "quote"),
    (NotificationKind::Edit, "update"),
    (NotificationKind::QuotedEdit, "quoted_update"),
    (NotificationKind::Report, "admin.report"),
];

pub(super) fn word(kind: NotificationKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("mention", |(_, word)| word)
}

/// The kinds that are asked for; words that are none are passed over.
pub(super) fn kinds(params: &Params) -> Vec<NotificationKind> {
    let (wanted, unwanted): (Vec<&str>, Vec<&str>) =
        (params.all("types").collect(), params.all("exclude_types").collect());
    KINDS
        .iter()
        .filter(|(_, word)| (wanted.is_empty() || wanted.contains(word)) && !unwanted.contains(word))
        .map(|(kind, _)| *kind)
        .collect()
}

/// What is asked for; nobody where it is what somebody did who does not exist.
pub(super) async fn wanted(cx: &Cx, params: &Params) -> Result<Option<Wanted>, Problem> {
    let from = match params.get("account_id").filter(|id| !id.is_empty()) {
        None => None,
        Some(id) => {
            let Ok(id) = id.parse::<AccountId>() else { return Ok(None) };
            if accounts::find_many(cx, &[id.0]).await?.is_empty() {
                return Ok(None);
            }
            Some(id)
        }
    };
    // Whoever looks at one sender decides about them, and has to see what waits.
    let held = params.flag("include_filtered") == Some(true) || from.is_some();
    Ok(Some(Wanted { kinds: kinds(params), from, held }))
}

pub(super) fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// What the one who asks has been told.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let records = match wanted(&cx, &params).await? {
        Some(wanted) => told::page(&cx, reader.account, &wanted, window).await?,
        None => Vec::new(),
    };
    let span = records.first().zip(records.last()).map(|(first, last)| (first.id.0, last.id.0));
    let is_full = i64::try_from(records.len()).is_ok_and(|n| n >= window.limit);
    let items = render(&cx, &shelf, reader.account, &records).await?;
    let body = format!("[{}]", items.join(","));
    Ok(paging::link(&cx, "/api/v1/notifications", &params, span, is_full, error::json(body)))
}

/// The reports that notifications are about, as entities, as far as their reader moderates and may see them.
pub(super) async fn reported(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    records: impl IntoIterator<Item = &NotificationRecord>,
) -> Result<HashMap<RowId, String>, Problem> {
    let ids: Vec<RowId> = records.into_iter().filter_map(|n| n.report).collect();
    let mut entities = HashMap::new();
    for kept in service::reports::read_by(cx, reader, &ids).await? {
        if let Some(entity) = reports::entity(cx, shelf, &kept).await? {
            entities.insert(kept.report.id, entity);
        }
    }
    Ok(entities)
}

/// What an entity says of its report; `None` where it has to say something and may not.
pub(super) fn report_of(record: &NotificationRecord, reports: &HashMap<RowId, String>) -> Option<String> {
    if record.kind != NotificationKind::Report {
        return Some(String::new());
    }
    Some(format!(",\"report\":{}", reports.get(&record.report?)?))
}

/// These notifications as entities. One about a post or a report that its reader may not see any more is left out.
pub(super) async fn render(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    records: &[NotificationRecord],
) -> Result<Vec<String>, Problem> {
    let people: Vec<i64> = records.iter().map(|n| n.from.0).collect();
    let people = shelf.accounts(cx, &people).await?;
    let posts: Vec<i64> = records.iter().filter_map(|n| n.post).map(|id| id.0).collect();
    let lines = lines::asked_for(cx, Some(reader), &posts).await?;
    let reports = reported(cx, shelf, reader, records).await?;
    let mut items = Vec::new();
    for record in records {
        let Some(report) = report_of(record, &reports) else { continue };
        let Some(account) = people.get(&record.from.0) else { continue };
        let status = match record.post {
            None => "null".to_owned(),
            Some(post) => match lines.iter().find(|line| line.post == post) {
                Some(line) => shelf.status(cx, line, Some(Place::Notifications)).await?,
                None => continue,
            },
        };
        items.push(format!(
            "{{\"id\":\"{id}\",\"type\":\"{kind}\",\"group_key\":\"{key}\",\"created_at\":\"{at}\",\"account\":{account},\"status\":{status}{report}}}",
            id = record.id,
            kind = word(record.kind),
            key = GroupKey::of(record.id, record.kind, record.post, &GroupKey::KINDS),
            at = entities::stamp(record.created_at),
        ));
    }
    Ok(items)
}

/// One notification.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let record = told::find(&cx, reader.account, id_of(&id)?).await?;
    let item = entity(&cx, &shelf, reader.account, record).await?;
    item.map(error::json).ok_or_else(Problem::not_found)
}

/// One notification as an entity; `None` where the API has no word for it, or its reader may not see what it is about.
pub(super) async fn entity(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    record: NotificationRecord,
) -> Result<Option<String>, Problem> {
    if !KINDS.iter().any(|(kind, _)| *kind == record.kind) {
        return Ok(None);
    }
    Ok(render(cx, shelf, reader, &[record]).await?.pop())
}

/// Takes one away. That somebody else's is not there is not told: the answer is the same.
pub async fn dismiss(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    surface::dismiss(&cx, reader.account, id_of(&id)?).await?;
    Ok(done())
}

/// Takes all away.
pub async fn clear(Context(cx): Context, Member(reader): Member) -> Answer {
    surface::clear(&cx, reader.account).await?;
    Ok(done())
}

pub(super) fn done() -> Response {
    error::json("{}".to_owned())
}

/// How many wait to be read.
pub async fn unread_count(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let most = paging::window(&params, COUNTED, MOST_COUNTED)?.limit;
    let count = match wanted(&cx, &params).await? {
        Some(wanted) => told::count_unread(&cx, reader.account, &wanted, most).await?,
        None => 0,
    };
    Ok(error::json(format!("{{\"count\":{count}}}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_kinds_are_passed_over_and_known_ones_chosen() {
        let of = |query: &str| kinds(&Params::of_query(Some(query))).len();
        assert_eq!(of(""), 11);
        assert_eq!(of("types[]=mention&types[]=quote"), 2);
        assert_eq!(of("exclude_types[]=follow_request&exclude_types[]=x"), 10);
        assert_eq!(of("types[]=nothing"), 0);
    }
}
