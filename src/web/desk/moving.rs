//! What the signed-in person takes along and brings here, and where they go.

use axum::Form;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use crate::domain::account::Account;
use crate::domain::refusal::Refusal;
use crate::domain::relocation::MOST_ALIASES;
use crate::domain::transfer::Kind;
use crate::http::limits::Counted;
use crate::http::multipart;
use crate::service::{self, accounts, exports, imports, passwords, relocations};

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::views::desk::moving::{Choice, ImportLine, MovingPage};
use crate::web::views::form::Field;
use crate::web::views::paths;

use super::entrance::AtDesk;

/// What the last action did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Done {
    /// A file was taken.
    Import,
    /// The other accounts were named.
    Alias,
    /// They have moved.
    Move,
}

/// What is wanted of the page.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    done: Option<Done>,
}

/// What was typed, and what is wrong with it. The verbs of the house say it in English.
#[derive(Default)]
struct Typed {
    file: Option<Refusal>,
    others: Option<(String, Refusal)>,
    target: Option<Field>,
    password: Option<&'static str>,
}

/// The text that names a kind of file.
fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Following => "moving-kind-following",
        Kind::Followers => "moving-kind-followers",
        Kind::Lists => "moving-kind-lists",
        Kind::Blocks => "moving-kind-blocks",
        Kind::Mutes => "moving-kind-mutes",
        Kind::DomainBlocks => "moving-kind-domain-blocks",
        Kind::Bookmarks => "moving-kind-bookmarks",
    }
}

fn choice(kind: Kind) -> Choice {
    Choice { word: kind.as_str(), key: key(kind) }
}

async fn own(at: &AtDesk) -> Result<Account, Problem> {
    Ok(accounts::find(&at.cx, at.session.member.account).await?)
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.map(|done| match done {
        Done::Import => "moving-done-import",
        Done::Alias => "moving-done-alias",
        Done::Move => "moving-done-move",
    });
    page(&at, notice.map(|key| at.words().say(key)), Typed::default()).await
}

async fn page(at: &AtDesk, notice: Option<&str>, typed: Typed) -> Result<Response, Problem> {
    let account = own(at).await?;
    let is_wrong =
        typed.file.is_some() || typed.password.is_some() || typed.others.is_some() || typed.target.is_some();
    let file = Field::new("file", "");
    let others = match typed.others {
        Some((value, refusal)) => Field::new("others", &value).with_refusal(at.words(), &refusal),
        None => Field::new("others", &account.profile.also_known_as.join("\n")),
    };
    let password = Field::new("password", "");
    let mut lines = Vec::new();
    for import in imports::list(&at.cx, account.id).await? {
        let failed = imports::failures(&at.cx, &import).await?;
        lines.push(ImportLine {
            key: key(import.kind),
            came: frame::moment(import.created_at),
            is_finished: import.finished_at.is_some(),
            total: frame::count(import.total),
            done: frame::count(import.done),
            failures: failed.into_iter().map(|line| (line.entry.subject, line.why)).collect(),
        });
    }
    let view = MovingPage {
        page: at.page(),
        desk: at.desk(),
        handle: frame::handle(&at.cx, &account),
        notice: notice.map(str::to_owned),
        moved_to: account.profile.moved_to.clone(),
        files: Kind::ALL.into_iter().map(choice).collect(),
        kinds: Kind::importable().map(choice).collect(),
        file: typed.file.map_or(file.clone(), |refusal| file.with_refusal(at.words(), &refusal)),
        imports: lines,
        others,
        target: typed.target.unwrap_or_else(|| Field::new("target", "")),
        password: typed.password.map_or(password.clone(), |words| password.with_error(words)),
        has_password: passwords::has_password(&at.cx, at.session.member.id).await?,
    };
    frame::private(if is_wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

fn done(what: &str) -> Response {
    frame::go_to(&format!("{}?done={what}", paths::MOVING))
}

/// A file to take along.
pub async fn file(at: AtDesk, Path(kind): Path<String>) -> Result<Response, Problem> {
    let kind = Kind::parse(&kind).ok_or_else(Problem::not_found)?;
    let text = exports::file(&at.cx, &own(&at).await?, kind).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", kind.file_name())),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, text).into_response())
}

/// Takes a file.
pub async fn import(at: AtDesk, headers: HeaderMap, body: Bytes) -> Result<Response, Problem> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let parts = multipart::parts(content_type, &body).ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    let part = |name: &str| parts.iter().find(|part| part.name == name).map(|part| part.content);
    let text = |name: &str| part(name).map(|content| String::from_utf8_lossy(content).into_owned());
    at.must_be_own(text("csrf").as_ref())?;
    let kind = text("kind").and_then(|word| Kind::parse(&word));
    let kind = kind.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST))?;
    let overwrites = text("overwrite").is_some_and(|word| !word.is_empty());
    let file = part("file").unwrap_or_default();
    let account = own(&at).await?;
    match imports::begin(&at.cx, at.session.member.id, &account, (kind, overwrites), file).await {
        Ok(_) => Ok(done("import")),
        Err(service::Error::Refused(words)) => {
            page(&at, None, Typed { file: Some(words), ..Typed::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

fn value<'a>(sent: &'a Sent, name: &str) -> &'a str {
    sent.get(name).map(|text| text.trim()).unwrap_or_default()
}

/// Names the person's other accounts.
pub async fn alias(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let typed = value(&sent, "others");
    let named: Vec<String> =
        typed.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned).collect();
    let account = own(&at).await?;
    for _ in named.iter().take(MOST_ALIASES) {
        at.limits
            .take_of(Counted::LookUp, &account.id.0.to_be_bytes(), at.cx.now())
            .map_err(Problem::too_many)?;
    }
    match relocations::set_aliases(&at.cx, Some(at.session.member.id), &account, &named).await {
        Ok(_) => Ok(done("alias")),
        Err(service::Error::Refused(words)) => {
            page(&at, None, Typed { others: Some((typed.to_owned(), words)), ..Typed::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Moves the person's account to another one.
pub async fn relocate(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    let target = value(&sent, "target");
    let field = Field::new("target", target);
    let wrong = |field: Field| Typed { target: Some(field), ..Typed::default() };
    if target.is_empty() {
        return page(&at, None, wrong(field.with_error(at.words().say("moving-fault-target")))).await;
    }
    let member = &at.session.member;
    at.limits.take_of(Counted::Name, member.username.as_bytes(), at.cx.now()).map_err(Problem::too_many)?;
    let password = sent.get("password").map(String::as_str).unwrap_or_default();
    if !passwords::is_of(&at.cx, member.id, password).await? {
        let words = at.words().say("account-not-yours");
        return page(&at, None, Typed { password: Some(words), ..Typed::default() }).await;
    }
    match relocations::leave(&at.cx, Some(member.id), &own(&at).await?, target).await {
        Ok(_) => Ok(done("move")),
        Err(service::Error::Refused(why)) => {
            page(&at, None, wrong(field.with_refusal(at.words(), &why))).await
        }
        Err(error) => Err(error.into()),
    }
}
