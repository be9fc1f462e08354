//! Reporting people and what they wrote to the moderators, and to the moderators of their server.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::RawQuery;
use http::HeaderMap;
use serde::Serialize;

use crate::app::Cx;
use crate::domain::report::{LONGEST_COMMENT, MOST_POSTS};
use crate::http::Context;
use crate::service::reports::{self, Category, KeptReport, NewReport, ReportRecord};

use super::accounts::find;
use super::auth::Member;
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about reports.
pub fn routes(table: Table) -> Table {
    table.post("/api/v1/reports", Needs::Member("write:reports"), write)
}

/// The most rules that one report names.
const MOST_RULES: usize = 50;

/// A report, without the account.
#[derive(Debug, Serialize)]
struct Report {
    id: String,
    action_taken: bool,
    action_taken_at: Option<String>,
    category: &'static str,
    comment: String,
    forwarded: bool,
    created_at: String,
    status_ids: Vec<String>,
    rule_ids: Option<Vec<String>>,
    collection_ids: Option<Vec<String>>,
}

impl From<&ReportRecord> for Report {
    fn from(r: &ReportRecord) -> Self {
        Self {
            id: r.id.to_string(),
            action_taken: false,
            action_taken_at: None,
            category: r.category.as_str(),
            comment: r.comment.clone(),
            forwarded: r.forwarded_at.is_some(),
            created_at: stamp(r.created_at),
            status_ids: r.posts.iter().map(i64::to_string).collect(),
            rule_ids: Some(r.rules.clone()),
            collection_ids: None,
        }
    }
}

/// A report as an entity, with the account that it is about; `None` where that is not here any more.
pub(super) async fn entity(cx: &Cx, shelf: &Shelf, kept: &KeptReport) -> Result<Option<String>, Problem> {
    let Some(about) = kept.report.account else { return Ok(None) };
    let Some(about) = shelf.accounts(cx, &[about.0]).await?.remove(&about.0) else { return Ok(None) };
    let report = Report {
        action_taken: kept.closed_at.is_some(),
        action_taken_at: kept.closed_at.map(stamp),
        ..Report::from(&kept.report)
    };
    Ok(Some(written(&report, &about)))
}

fn written(report: &Report, about: &str) -> String {
    let mut body = serde_json::to_string(report).expect("plain data always has a JSON form");
    body.truncate(body.len() - 1);
    format!("{body},\"target_account\":{about}}}")
}

/// Reports an account, with posts of it.
pub async fn write(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (account, about) =
        (reader.account(&cx).await?, find(&cx, params.get("account_id").unwrap_or_default()).await?);
    let new = new_report(&params)?;
    let Some(report) = reports::write(&cx, &account, &about, new).await? else {
        return Err(Problem::too_many("You have written too many reports today"));
    };
    let about = shelf.account(&cx, &about).await?;
    Ok(error::json(written(&Report::from(&report), &about)))
}

fn new_report(params: &Params) -> Result<NewReport, Problem> {
    let comment = params.get("comment").unwrap_or_default();
    if comment.chars().count() > LONGEST_COMMENT {
        return Err(Problem::refused(format!(
            "Validation failed: Comment can have {LONGEST_COMMENT} characters at most"
        )));
    }
    let posts: Result<Vec<_>, _> = params.all("status_ids").map(str::parse).collect();
    let posts = posts.map_err(|_| Problem::not_found())?;
    if posts.len() > MOST_POSTS {
        return Err(Problem::refused(format!("A report can name {MOST_POSTS} statuses at most")));
    }
    let is_number = |id: &&str| !id.is_empty() && id.len() < 20 && id.bytes().all(|b| b.is_ascii_digit());
    let rules: Vec<String> =
        params.all("rule_ids").filter(is_number).take(MOST_RULES).map(str::to_owned).collect();
    let category = match params.get("category") {
        _ if !rules.is_empty() => Category::Violation,
        None | Some("") => Category::Other,
        Some(word) => Category::parse(word)
            .ok_or_else(|| Problem::refused("Validation failed: Category is not included in the list"))?,
    };
    Ok(NewReport {
        posts,
        comment: comment.to_owned(),
        category,
        rules,
        forward: params.flag("forward").unwrap_or(false),
    })
}
