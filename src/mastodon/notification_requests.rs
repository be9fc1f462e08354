//! What a member wants of people they do not know, and who waits for their decision.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde::Serialize;

use crate::app::Cx;
use crate::domain::filter::Context as Place;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::notification::{Policy, Treatment};
use crate::http::Context;
use crate::service::quarantine::RequestRecord;
use crate::service::{lines, quarantine, surface};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::notifications::{done, id_of};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::{entities, paging};

/// The routes about policies and requests.
pub fn routes(table: Table) -> Table {
    const READ: Needs = Needs::Member("read:notifications");
    const WRITE: Needs = Needs::Member("write:notifications");
    table
        .get("/api/v2/notifications/policy", READ, policy)
        .patch("/api/v2/notifications/policy", WRITE, change_policy)
        .get("/api/v1/notifications/requests", READ, list)
        .get("/api/v1/notifications/requests/merged", READ, merged)
        .post("/api/v1/notifications/requests/accept", WRITE, accept_many)
        .post("/api/v1/notifications/requests/dismiss", WRITE, dismiss_many)
        .get("/api/v1/notifications/requests/{id}", READ, show)
        .post("/api/v1/notifications/requests/{id}/accept", WRITE, accept)
        .post("/api/v1/notifications/requests/{id}/dismiss", WRITE, dismiss)
}

#[derive(Serialize)]
struct Summary {
    pending_requests_count: i64,
    pending_notifications_count: i64,
}

#[derive(Serialize)]
struct PolicyEntity {
    for_not_following: &'static str,
    for_not_followers: &'static str,
    for_new_accounts: &'static str,
    for_private_mentions: &'static str,
    for_limited_accounts: &'static str,
    summary: Summary,
}

async fn policy_entity(cx: &Cx, account: AccountId) -> Answer {
    let policy = quarantine::policy(cx, account).await?;
    let (requests, notifications) = quarantine::waiting(cx, account).await?;
    let entity = PolicyEntity {
        for_not_following: policy.not_following.as_str(),
        for_not_followers: policy.not_followers.as_str(),
        for_new_accounts: policy.new_accounts.as_str(),
        for_private_mentions: policy.private_mentions.as_str(),
        for_limited_accounts: policy.limited_accounts.as_str(),
        summary: Summary { pending_requests_count: requests, pending_notifications_count: notifications },
    };
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// What the one who asks wants of strangers.
pub async fn policy(Context(cx): Context, Member(reader): Member) -> Answer {
    policy_entity(&cx, reader.account).await
}

/// Chooses it; what is not named stays.
pub async fn change_policy(
    Context(cx): Context,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let before = quarantine::policy(&cx, reader.account).await?;
    let choice = |name: &str, now: Treatment| match params.get(name) {
        None => Ok(now),
        Some(word) => Treatment::parse(word).ok_or_else(|| {
            Problem::refused(format!("Validation failed: {name} is not one of accept, filter, drop"))
        }),
    };
    let after = Policy {
        not_following: choice("for_not_following", before.not_following)?,
        not_followers: choice("for_not_followers", before.not_followers)?,
        new_accounts: choice("for_new_accounts", before.new_accounts)?,
        private_mentions: choice("for_private_mentions", before.private_mentions)?,
        limited_accounts: choice("for_limited_accounts", before.limited_accounts)?,
    };
    surface::choose(&cx, reader.account, &after).await?;
    policy_entity(&cx, reader.account).await
}

async fn render(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    records: &[RequestRecord],
) -> Result<Vec<String>, Problem> {
    let people: Vec<i64> = records.iter().map(|r| r.from.0).collect();
    let people = shelf.accounts(cx, &people).await?;
    let posts: Vec<i64> = records.iter().filter_map(|r| r.post).map(|id| id.0).collect();
    let lines = lines::of_posts(cx, Some(reader), &posts).await?;
    let mut items = Vec::new();
    for record in records {
        let Some(account) = people.get(&record.from.0) else { continue };
        let status = match lines.iter().find(|line| Some(line.post) == record.post) {
            Some(line) => shelf.status(cx, line, Some(Place::Notifications)).await?,
            None => "null".to_owned(),
        };
        items.push(format!(
            "{{\"id\":\"{id}\",\"created_at\":\"{created}\",\"updated_at\":\"{updated}\",\"notifications_count\":\"{count}\",\"account\":{account},\"last_status\":{status}}}",
            id = record.id,
            created = entities::stamp(record.created_at),
            updated = entities::stamp(record.updated_at),
            count = record.count,
        ));
    }
    Ok(items)
}

/// Who waits.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let records = quarantine::page(&cx, reader.account, window).await?;
    let span = records.first().zip(records.last()).map(|(first, last)| (first.id.0, last.id.0));
    let is_full = i64::try_from(records.len()).is_ok_and(|n| n >= window.limit);
    let body = format!("[{}]", render(&cx, &shelf, reader.account, &records).await?.join(","));
    Ok(paging::link(&cx, "/api/v1/notifications/requests", &params, span, is_full, error::json(body)))
}

/// One who waits.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let record = quarantine::find(&cx, reader.account, id_of(&id)?).await?;
    let item = render(&cx, &shelf, reader.account, &[record]).await?.pop();
    item.map(error::json).ok_or_else(Problem::not_found)
}

/// Whether what was let in is among the others yet: it always is, for both are one transaction.
pub async fn merged(Context(_cx): Context, Member(_reader): Member) -> Answer {
    Ok(error::json("{\"merged\":true}".to_owned()))
}

fn found(count: usize) -> Answer {
    if count == 0 { Err(Problem::not_found()) } else { Ok(done()) }
}

/// Lets somebody in.
pub async fn accept(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    found(surface::admit(&cx, reader.account, &[id_of(&id)?]).await?)
}

/// Turns somebody away, for now.
pub async fn dismiss(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    found(surface::turn_away(&cx, reader.account, &[id_of(&id)?]).await?)
}

/// The requests that are named; what is no id names none.
fn named(query: Option<&str>, headers: &HeaderMap, body: &[u8]) -> Result<Vec<RowId>, Problem> {
    let params = Params::of_request(query, headers, body)?;
    Ok(params.all("id").filter_map(|id| id.parse().ok()).collect())
}

/// Lets many in.
pub async fn accept_many(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    surface::admit(&cx, reader.account, &named(query.as_deref(), &headers, &body)?).await?;
    Ok(done())
}

/// Turns many away.
pub async fn dismiss_many(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    surface::turn_away(&cx, reader.account, &named(query.as_deref(), &headers, &body)?).await?;
    Ok(done())
}
