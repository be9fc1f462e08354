//! Notifications in groups: that many people like one post is one line and not many.

use axum::Extension;
use axum::extract::{Path, RawQuery};
use serde::Serialize;

use crate::app::Cx;
use crate::domain::filter::Context as Place;
use crate::domain::ids::AccountId;
use crate::domain::notification::{GroupKey, NotificationKind};
use crate::http::Context;
use crate::service::told::Group;
use crate::service::{lines, surface, told};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::notifications::{self, COUNTED, MOST_COUNTED, word};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};
use super::{entities, paging};

/// The routes about groups of notifications.
pub fn routes(table: Table) -> Table {
    const READ: Needs = Needs::Member("read:notifications");
    table
        .get("/api/v2/notifications", READ, list)
        .get("/api/v2/notifications/unread_count", READ, unread_count)
        .get("/api/v2/notifications/{group_key}", READ, show)
        .get("/api/v2/notifications/{group_key}/accounts", READ, people)
        .post("/api/v2/notifications/{group_key}/dismiss", Needs::Member("write:notifications"), dismiss)
}

/// How many people of one group are named at most.
const MOST_PEOPLE: i64 = 80;

#[derive(Serialize)]
struct Entity {
    group_key: String,
    notifications_count: i64,
    r#type: &'static str,
    /// A text, since our ids are larger than what JavaScript can count.
    most_recent_notification_id: i64,
    page_min_id: Option<String>,
    page_max_id: Option<String>,
    latest_page_notification_at: Option<String>,
    sample_account_ids: Vec<String>,
    status_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    report: Option<serde_json::Value>,
}

impl Entity {
    fn of(group: &Group) -> Self {
        let (first, last) = group.on_page.as_ref().map(|(first, last)| (first, last)).unzip();
        Self {
            group_key: group.key.to_string(),
            notifications_count: group.count,
            r#type: word(group.newest.kind),
            most_recent_notification_id: group.newest.id.0,
            page_min_id: first.map(|n| n.id.to_string()),
            page_max_id: last.map(|n| n.id.to_string()),
            latest_page_notification_at: last.map(|n| entities::stamp(n.created_at)),
            sample_account_ids: group.people.iter().map(ToString::to_string).collect(),
            status_id: group.newest.post.map(|id| id.to_string()),
            report: None,
        }
    }
}

/// The kinds to be grouped; all that can be, unless some are named.
fn grouped(params: &Params) -> Vec<NotificationKind> {
    let named: Vec<&str> = params.all("grouped_types").collect();
    let is_wanted = |kind: &NotificationKind| named.is_empty() || named.contains(&word(*kind));
    GroupKey::KINDS.into_iter().filter(is_wanted).collect()
}

/// Whether of most people only a face is wanted.
fn wants_faces(params: &Params) -> Result<bool, Problem> {
    match params.get("expand_accounts") {
        None | Some("" | "full") => Ok(false),
        Some("partial_avatars") => Ok(true),
        Some(_) => Err(Problem::unreadable("expand_accounts is neither full nor partial_avatars")),
    }
}

fn key_of(text: &str) -> Result<GroupKey, Problem> {
    GroupKey::parse(text).ok_or_else(Problem::not_found)
}

/// What the one who asks has been told, in groups.
pub async fn list(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let window = paging::window(&params, 40, 80)?;
    let faces = wants_faces(&params)?;
    let page = match notifications::wanted(&cx, &params).await? {
        Some(wanted) => told::groups(&cx, reader.account, &wanted, &grouped(&params), window).await?,
        None => told::GroupPage::default(),
    };
    let body = render(&cx, &shelf, reader.account, &page.groups, faces).await?;
    let path = "/api/v2/notifications";
    Ok(paging::link(&cx, path, &params, page.span, page.is_full, error::json(body)))
}

/// Groups with the people, the posts and the reports in them. One about a post or a report that its reader may not see any
/// more is left out.
async fn render(
    cx: &Cx,
    shelf: &Shelf,
    reader: AccountId,
    groups: &[Group],
    faces: bool,
) -> Result<String, Problem> {
    let mut posts: Vec<i64> = groups.iter().filter_map(|g| g.newest.post).map(|id| id.0).collect();
    posts.sort_unstable();
    posts.dedup();
    let lines = lines::of_posts(cx, Some(reader), &posts).await?;
    let is_shown =
        |group: &&Group| group.newest.post.is_none_or(|post| lines.iter().any(|line| line.post == post));
    let reports = notifications::reported(cx, shelf, reader, groups.iter().map(|g| &g.newest)).await?;
    let may_be_told = |group: &&Group| notifications::report_of(&group.newest, &reports).is_some();
    let groups: Vec<&Group> = groups.iter().filter(is_shown).filter(may_be_told).collect();
    let statuses = shelf.statuses(cx, &lines, Some(Place::Notifications)).await?;

    let first: Vec<i64> = groups.iter().filter_map(|g| g.people.first()).map(|id| id.0).collect();
    let mut people: Vec<i64> = groups.iter().flat_map(|g| &g.people).map(|id| id.0).collect();
    people.sort_unstable();
    people.dedup();
    let found = shelf.accounts(cx, &people).await?;
    let (whole, others): (Vec<i64>, Vec<i64>) =
        people.into_iter().partition(|id| !faces || first.contains(id));
    let whole: Vec<&str> = whole.iter().filter_map(|id| found.get(id)).map(String::as_str).collect();
    let partial = if faces {
        let others: Vec<String> = others.iter().filter_map(|id| found.get(id)).map(|a| face(a)).collect();
        format!(",\"partial_accounts\":[{}]", others.join(","))
    } else {
        String::new()
    };
    let with_report = |group: &Group| {
        let report = group.newest.report.and_then(|id| reports.get(&id));
        Entity { report: report.and_then(|text| serde_json::from_str(text).ok()), ..Entity::of(group) }
    };
    let entities: Vec<Entity> = groups.into_iter().map(with_report).collect();
    let entities = serde_json::to_string(&entities).expect("plain data always has a JSON form");
    Ok(format!(
        "{{\"accounts\":[{}]{partial},\"statuses\":{statuses},\"notification_groups\":{entities}}}",
        whole.join(",")
    ))
}

/// What is enough of an account to show its face.
fn face(account: &str) -> String {
    let mut whole: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(account).unwrap_or_default();
    whole.retain(|key, _| {
        matches!(key.as_str(), "id" | "acct" | "url" | "avatar" | "avatar_static" | "locked" | "bot")
    });
    serde_json::Value::Object(whole).to_string()
}

/// One group.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(key): Path<String>,
    Member(reader): Member,
) -> Answer {
    let group = told::group(&cx, reader.account, &key_of(&key)?).await?;
    Ok(error::json(render(&cx, &shelf, reader.account, &[group], false).await?))
}

/// Those who did what a group tells of.
pub async fn people(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(key): Path<String>,
    Member(reader): Member,
) -> Answer {
    let people = told::people(&cx, reader.account, &key_of(&key)?, MOST_PEOPLE).await?;
    let ids: Vec<i64> = people.iter().map(|id| id.0).collect();
    let found = shelf.accounts(&cx, &ids).await?;
    let all: Vec<&str> = ids.iter().filter_map(|id| found.get(id)).map(String::as_str).collect();
    Ok(error::json(format!("[{}]", all.join(","))))
}

/// Takes a group away.
pub async fn dismiss(Context(cx): Context, Path(key): Path<String>, Member(reader): Member) -> Answer {
    surface::dismiss_group(&cx, reader.account, &key_of(&key)?).await?;
    Ok(notifications::done())
}

/// How many groups wait to be read.
pub async fn unread_count(Context(cx): Context, RawQuery(query): RawQuery, Member(reader): Member) -> Answer {
    let params = Params::of_query(query.as_deref());
    let most = paging::window(&params, COUNTED, MOST_COUNTED)?.limit;
    let count = match notifications::wanted(&cx, &params).await? {
        Some(wanted) => told::count_groups(&cx, reader.account, &wanted, &grouped(&params), most).await?,
        None => 0,
    };
    Ok(error::json(format!("{{\"count\":{count}}}")))
}
