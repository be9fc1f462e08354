//! Notices: what the house tells its members, told, changed and taken down; and that somebody has read one.

use axum::Form;
use axum::extract::{Path, Query};
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;

use crate::domain::cursor::Stretch;
use crate::domain::day::Day;
use crate::domain::ids::RowId;
use crate::domain::notice::{Notice, NoticePlan, ends_at};
use crate::service::{self, notices};

use crate::web::draft::Sent;
use crate::web::problem::Problem;
use crate::web::views::desk::notices::{CurrentNotice, NoticeLine, NoticesPage};
use crate::web::views::form::Field;
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::web::{frame, headings, older};
use crate::words::Words;

use super::entrance::AtDesk;

/// The fields of the form, in their order.
const FIELDS: [&str; 4] = ["text", "language", "starts", "ends"];

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<String>,
    /// Only those below this number.
    #[serde(default, deserialize_with = "older::place")]
    before: Option<i64>,
}

/// Every notice, and the form for a new one.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    at.must_moderate()?;
    let main = at.cx.config.coalition.languages.first().map_or("en", String::as_str).to_owned();
    let fields = FIELDS.map(|name| Field::new(name, if name == "language" { &main } else { "" }));
    page(&at, None, &wanted, fields).await
}

async fn page(
    at: &AtDesk,
    changed: Option<RowId>,
    wanted: &Wanted,
    fields: [Field; 4],
) -> Result<Response, Problem> {
    let is_wrong = fields.iter().any(|field| field.error.is_some());
    let [text, language, starts, ends] = fields;
    let below = wanted.before.unwrap_or(i64::MAX);
    let Stretch { rows, next } = notices::page(&at.cx, below, notices::A_PAGE).await?;
    let view = NoticesPage {
        page: at.page(),
        desk: at.desk(),
        is_done: wanted.done.is_some(),
        notices: rows.iter().map(|notice| line(at, notice)).collect(),
        pager: older::pager(paths::NOTICES, ("before", wanted.before), next, &[], "all"),
        action: changed.map_or_else(|| paths::NOTICES.to_owned(), path_of),
        is_change: changed.is_some(),
        text,
        language,
        starts,
        ends,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

fn path_of(id: RowId) -> String {
    format!("{}/{id}", paths::NOTICES)
}

/// The days that a notice tells about, in words; `None` for one without.
fn days(words: Words, plan: &NoticePlan) -> Option<String> {
    match (plan.starts_on, plan.ends_on) {
        (Some(starts), Some(ends)) if starts == ends => Some(words.day(starts)),
        (Some(starts), Some(ends)) => {
            let said = words.say_with("notice-from-until").name("from", words.day(starts));
            Some(said.name("until", words.day(ends)).to_string())
        }
        (Some(starts), None) => {
            Some(words.say_with("notice-from").name("from", words.day(starts)).to_string())
        }
        (None, Some(ends)) => Some(words.say_with("notice-until").name("until", words.day(ends)).to_string()),
        (None, None) => None,
    }
}

fn line(at: &AtDesk, notice: &Notice) -> NoticeLine {
    NoticeLine {
        id: notice.id.to_string(),
        path: path_of(notice.id),
        language: Language::of(&notice.plan.language),
        html: headings::below(&notice.html, 3),
        days: days(at.words(), &notice.plan),
        at: frame::moment(notice.changed_at),
        is_over: ends_at(&notice.plan).is_some_and(|ends| ends <= at.cx.now()),
    }
}

/// The form with what a notice says now.
pub async fn filled(at: AtDesk, Path(id): Path<String>) -> Result<Response, Problem> {
    at.must_moderate()?;
    let notice = notices::find(&at.cx, id_of(&id)?).await?;
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let plan = &notice.plan;
    let fields = [
        Field::new("text", &plan.source),
        Field::new("language", &plan.language),
        Field::new("starts", &day(plan.starts_on)),
        Field::new("ends", &day(plan.ends_on)),
    ];
    page(&at, Some(notice.id), &Wanted::default(), fields).await
}

fn id_of(id: &str) -> Result<RowId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

fn typed(sent: &Sent) -> [Field; 4] {
    FIELDS.map(|name| Field::new(name, sent.get(name).map(String::as_str).unwrap_or_default()))
}

/// The form came back to its author after their session had ended.
fn is_back(sent: &Sent) -> bool {
    sent.get("do").is_some_and(|what| what == "change")
}

/// What was typed, or the form with what is wrong about a day.
fn plan_of(at: &AtDesk, sent: &Sent) -> Result<NoticePlan, Box<[Field; 4]>> {
    let [text, language, mut starts, mut ends] = typed(sent);
    let day = |field: &mut Field| {
        let parsed = Day::parse(&field.value);
        if parsed.is_none() && !field.value.trim().is_empty() {
            field.error = Some(at.words().say("refusal-form-day").to_owned());
        }
        parsed
    };
    let (starts_on, ends_on) = (day(&mut starts), day(&mut ends));
    if starts.error.is_some() || ends.error.is_some() {
        return Err(Box::new([text, language, starts, ends]));
    }
    Ok(NoticePlan { source: text.value, language: language.value, starts_on, ends_on })
}

/// Tells something, or takes something down.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_moderate()?;
    let by = Some(at.session.member.id);
    if sent.get("do").is_some_and(|what| what == "remove") {
        let id = id_of(sent.get("id").map(String::as_str).unwrap_or_default())?;
        notices::remove(&at.cx, by, id).await?;
        return Ok(frame::go_to(&format!("{}?done=1", paths::NOTICES)));
    }
    if is_back(&sent) {
        return page(&at, None, &Wanted::default(), typed(&sent)).await;
    }
    match plan_of(&at, &sent) {
        Ok(plan) => end(&at, None, notices::publish(&at.cx, by, plan).await, &sent).await,
        Err(fields) => page(&at, None, &Wanted::default(), *fields).await,
    }
}

/// Says a notice differently.
pub async fn change(at: AtDesk, Path(id): Path<String>, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    at.must_moderate()?;
    let (id, by) = (id_of(&id)?, Some(at.session.member.id));
    if is_back(&sent) {
        return page(&at, Some(id), &Wanted::default(), typed(&sent)).await;
    }
    match plan_of(&at, &sent) {
        Ok(plan) => end(&at, Some(id), notices::change(&at.cx, by, id, plan).await, &sent).await,
        Err(fields) => page(&at, Some(id), &Wanted::default(), *fields).await,
    }
}

async fn end(
    at: &AtDesk,
    changed: Option<RowId>,
    done: service::Result<Notice>,
    sent: &Sent,
) -> Result<Response, Problem> {
    match done {
        Ok(_) => Ok(frame::go_to(&format!("{}?done=1", paths::NOTICES))),
        Err(service::Error::Refused(why)) => {
            let [text, language, starts, ends] = typed(sent);
            let text = text.with_refusal(at.words(), &why);
            page(at, changed, &Wanted::default(), [text, language, starts, ends]).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Somebody has read one: it stands on their desk no longer.
pub async fn read(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let id = id_of(sent.get("id").map(String::as_str).unwrap_or_default())?;
    notices::dismiss(&at.cx, at.session.member.id, id).await?;
    Ok(frame::go_to(paths::DESK))
}

/// Notices that somebody has not read yet, for their desk.
pub async fn unread(at: &AtDesk) -> Result<Vec<CurrentNotice>, Problem> {
    let all = notices::unread(&at.cx, at.session.member.id).await?;
    let one = |notice: Notice| CurrentNotice {
        id: notice.id.to_string(),
        language: Language::of(&notice.plan.language),
        html: headings::below(&notice.html, 3),
        days: days(at.words(), &notice.plan),
        at: frame::moment(notice.changed_at),
    };
    Ok(all.into_iter().map(one).collect())
}
