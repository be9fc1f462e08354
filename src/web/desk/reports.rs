//! Reports: reading what was reported and nothing beside it (A199), closing, and what can be done about somebody of
//! another server.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::cursor::Cursor;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::moderation::DomainRule;
use crate::domain::post::Post;
use crate::service::reports::{Category, KeptReport, LONGEST_NOTE, Shown};
use crate::service::{self, domains, members, reports, suspensions};
use crate::words::Words;

use crate::web::draft::Sent;
use crate::web::problem::Problem;
use crate::web::views::desk::ask::AskPage;
use crate::web::views::desk::reports::{ReportLine, ReportPage, ReportedPost, ReportsPage};
use crate::web::views::form::{Field, Hidden};
use crate::web::views::paths;
use crate::web::{frame, headings, older};

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// A report was closed.
    Close,
    /// An account was suspended.
    Suspend,
    /// A domain was blocked.
    Block,
    /// An account is heard again.
    Lift,
    /// A domain is blocked no longer.
    Forget,
}

/// What is wanted of a page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
    /// Of reports that were closed: only those below this place.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<Cursor>,
    /// Of those who are suspended: only those below this place.
    #[serde(default, deserialize_with = "older::place")]
    suspended: Option<Cursor>,
}

impl Wanted {
    fn words(&self, words: Words) -> Option<String> {
        let said = match self.done? {
            Done::Close => words.say("report-done-close"),
            Done::Suspend => words.say("report-done-suspend"),
            Done::Block => words.say("report-done-block"),
            Done::Lift => words.say("report-done-lift"),
            Done::Forget => words.say("report-done-forget"),
        };
        Some(said.to_owned())
    }
}

fn category(words: Words, category: Category) -> String {
    words
        .say(match category {
            Category::Spam => "report-category-spam",
            Category::Legal => "report-category-legal",
            Category::Violation => "report-category-violation",
            Category::Other => "report-category-other",
        })
        .to_owned()
}

fn path_of(id: RowId) -> String {
    format!("{}/{id}", paths::REPORTS)
}

fn line(words: Words, kept: &KeptReport) -> ReportLine {
    ReportLine {
        path: path_of(kept.report.id),
        id: kept.report.id.to_string(),
        category: category(words, kept.report.category),
        at: frame::moment(kept.report.created_at),
        closed: kept.closed_at.map(frame::moment),
        note: kept.note.clone(),
    }
}

/// The lists.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_moderate()?;
    let words = at.words();
    let open = reports::list_open(&at.cx).await?;
    let open = open.into_iter().map(|report| {
        line(words, &KeptReport { report, closed_at: None, closed_by: None, note: String::new() })
    });
    let here = wanted.suspended;
    let suspended = suspensions::list(&at.cx, here.unwrap_or(Cursor::START), suspensions::A_PAGE).await?;
    let address = |one: &Account| (one.id.to_string(), one.uri.as_str().to_owned());
    let kept = [older::kept("before", wanted.before)];
    let others = older::pager(paths::REPORTS, ("suspended", here), suspended.next, &kept, "suspended");
    let kept = [older::kept("suspended", here)];
    let rules = domains::list(&at.cx).await?;
    let closed = reports::list_closed(&at.cx, wanted.before.unwrap_or(Cursor::START)).await?;
    let view = ReportsPage {
        page: at.page(),
        desk: at.desk(),
        notice: wanted.words(words),
        open: open.collect(),
        closed: closed.rows.iter().map(|kept| line(words, kept)).collect(),
        pager: older::pager(paths::REPORTS, ("before", wanted.before), closed.next, &kept, "closed"),
        suspended: (suspended.rows.iter().map(address).collect(), others),
        blocked: rules.into_iter().filter(|r| r.rule == DomainRule::Block).map(|r| r.domain).collect(),
    };
    frame::private(StatusCode::OK, &view)
}

async fn look(at: &AtDesk, id: &str) -> Result<Shown, Problem> {
    at.must_moderate()?;
    let id: RowId = id.parse().map_err(|_| Problem::not_found())?;
    Ok(reports::look(&at.cx, Some(at.session.member.id), id).await?)
}

/// One report. That somebody looks is in the log.
pub async fn report(
    at: AtDesk,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let shown = look(&at, &id).await?;
    page(&at, &shown, wanted.words(at.words()), Field::new("note", "")).await
}

fn name_of(account: Option<&Account>) -> String {
    account.map(|account| account.uri.as_str().to_owned()).unwrap_or_default()
}

async fn page(at: &AtDesk, shown: &Shown, notice: Option<String>, note: Field) -> Result<Response, Problem> {
    let (words, report) = (at.words(), &shown.kept.report);
    let about = shown.about.as_ref();
    let stranger = about.filter(|about| !about.is_local());
    let measure = |what: &str| format!("{}/measure?what={what}", path_of(report.id));
    let everybody = members::list(&at.cx).await?;
    let member = about.and_then(|about| everybody.iter().find(|member| member.account == about.id));
    let missing = report.posts.len().saturating_sub(shown.posts.len());
    let status = if note.error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let view = ReportPage {
        page: at.page(),
        desk: at.desk(),
        notice,
        line: line(words, &shown.kept),
        from: name_of(shown.from.as_ref()),
        about: about.map(|about| about.uri.as_str().to_owned()),
        is_suspended: about.is_some_and(|about| about.suspended_at.is_some()),
        comment: report.comment.clone(),
        rules: report.rules.clone(),
        posts: shown.posts.iter().map(reported).collect(),
        missing: u64::try_from(missing).unwrap_or(0),
        measures: stranger.map(|_| (measure("suspend"), measure("block"))),
        member_path: member
            .filter(|member| service::staff::may_manage(&at.session.member, member))
            .map(|member| format!("{}/{}", paths::PEOPLE, member.username)),
        note,
    };
    frame::private(status, &view)
}

fn reported(post: &Post) -> ReportedPost {
    ReportedPost {
        at: frame::moment(post.published_at),
        html: post.texts.iter().map(|text| headings::below(&text.html, 3)).collect(),
        warning: post.warning.clone(),
        attachments: u64::try_from(post.details.attachments.len()).unwrap_or(0),
    }
}

/// Closes a report, or shows it again with what was typed.
pub async fn send(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_moderate()?;
    let note = sent.get("note").map(String::as_str).unwrap_or_default();
    match sent.get("do").map(String::as_str) {
        Some("change") => {
            let shown = look(&at, &id).await?;
            page(&at, &shown, None, Field::new("note", note)).await
        }
        Some("close") => {
            let number: RowId = id.parse().map_err(|_| Problem::not_found())?;
            match reports::close(&at.cx, Some(at.session.member.id), number, note).await {
                Ok(()) => Ok(frame::go_to(&format!("{}?done=close", paths::REPORTS))),
                Err(service::Error::Refused(why)) if note.chars().count() > LONGEST_NOTE => {
                    let shown = look(&at, &id).await?;
                    page(&at, &shown, None, Field::new("note", note).with_refusal(at.words(), &why)).await
                }
                Err(error) => Err(error.into()),
            }
        }
        _ => Err(Problem::new(StatusCode::BAD_REQUEST)),
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measure {
    /// Suspend the account.
    Suspend,
    /// Block its domain.
    Block,
}

/// Which measure is meant.
#[derive(Debug, Deserialize)]
pub struct Which {
    what: Measure,
}

/// The account of another server that a report is about.
async fn stranger(at: &AtDesk, id: &str) -> Result<Account, Problem> {
    let shown = look(at, id).await?;
    shown.about.filter(|about| !about.is_local()).ok_or_else(Problem::not_found)
}

/// Asks before a measure.
pub async fn ask(
    at: AtDesk,
    Path(id): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Problem> {
    let about = stranger(&at, &id).await?;
    let words = at.words();
    let (title, now, more, button, value) = match which.what {
        Measure::Suspend => (
            words.say("report-suspend-title"),
            words.say("report-suspend-now"),
            words.say("report-suspend-more"),
            words.say("report-suspend-go"),
            "suspend",
        ),
        Measure::Block => (
            words.say("report-block-title"),
            words.say("report-block-now"),
            words.say("report-block-more"),
            words.say("report-block-go"),
            "block",
        ),
    };
    let subject = match which.what {
        Measure::Suspend => about.uri.as_str().to_owned(),
        Measure::Block => about.host.clone().unwrap_or_default(),
    };
    let path = format!("{}/{id}", paths::REPORTS);
    frame::private(
        StatusCode::OK,
        &AskPage {
            page: at.page(),
            desk: at.desk(),
            title: title.to_owned(),
            about: subject,
            consequences: vec![now.to_owned(), more.to_owned()],
            action: format!("{path}/measure"),
            carried: vec![Hidden { name: "what".to_owned(), value: value.to_owned() }],
            button: button.to_owned(),
            is_danger: true,
            back: path,
            back_words: words.say("report-keep").to_owned(),
        },
    )
}

/// Takes a measure.
pub async fn measure(
    at: AtDesk,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_moderate()?;
    let about = stranger(&at, &id).await?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(at.session.member.id);
    let done = match (value("do"), value("what")) {
        ("go", "suspend") => match suspensions::suspend(&at.cx, by, about.id).await {
            // Sent twice, it is done once.
            Ok(_) | Err(service::Error::Refused(_)) => "suspend",
            Err(error) => return Err(error.into()),
        },
        ("go", "block") => {
            let host = about.host.as_deref().unwrap_or_default();
            domains::set_by(&at.cx, by, host, DomainRule::Block, &format!("report {id}")).await?;
            "block"
        }
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    at.shelf.clear();
    Ok(frame::go_to(&format!("{}/{id}?done={done}", paths::REPORTS)))
}

/// Takes a measure back.
pub async fn lift(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_moderate()?;
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    let by = Some(at.session.member.id);
    let done = match value("do") {
        "lift" => {
            let id: AccountId = value("account").parse().map_err(|_| Problem::not_found())?;
            suspensions::lift(&at.cx, by, id).await?;
            "lift"
        }
        "forget" => {
            domains::forget_by(&at.cx, by, value("domain")).await?;
            "forget"
        }
        _ => return Err(Problem::new(StatusCode::BAD_REQUEST)),
    };
    at.shelf.clear();
    Ok(frame::go_to(&format!("{}?done={done}", paths::REPORTS)))
}
