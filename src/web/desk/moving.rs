//! What the signed-in person takes along and brings here, and where they go.

use axum::Form;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use crate::domain::account::Account;
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

/// What was typed, and what is wrong with it.
#[derive(Default)]
struct Typed {
    file: Option<String>,
    others: Option<(String, String)>,
    target: Option<(String, String)>,
    password: Option<String>,
}

fn label(kind: Kind) -> &'static str {
    match kind {
        Kind::Following => "People you follow",
        Kind::Followers => "People who follow you",
        Kind::Lists => "Lists",
        Kind::Blocks => "People you block",
        Kind::Mutes => "People you mute",
        Kind::DomainBlocks => "Servers you block",
        Kind::Bookmarks => "Bookmarks",
    }
}

fn choice(kind: Kind) -> Choice {
    Choice { word: kind.as_str(), label: label(kind) }
}

async fn own(at: &AtDesk) -> Result<Account, Problem> {
    Ok(accounts::find(&at.cx, at.session.member.account).await?)
}

/// The page.
pub async fn show(at: AtDesk, Query(wanted): Query<Wanted>) -> Result<Response, Problem> {
    let notice = wanted.done.map(|done| match done {
        Done::Import => "The file is taken. It is worked off line by line; you can leave this page.",
        Done::Alias => "Your other accounts are saved.",
        Done::Move => "You have moved. Your followers are told to follow you there.",
    });
    page(&at, notice, Typed::default()).await
}

async fn page(at: &AtDesk, notice: Option<&str>, typed: Typed) -> Result<Response, Problem> {
    let account = own(at).await?;
    let is_wrong = [&typed.file, &typed.password].into_iter().any(Option::is_some)
        || [&typed.others, &typed.target].into_iter().any(Option::is_some);
    let plain = |name: &str, error: Option<String>| match error {
        Some(error) => Field::new(name, "").with_error(&error),
        None => Field::new(name, ""),
    };
    let filled = |name: &str, typed: Option<(String, String)>, usual: &str| match typed {
        Some((value, error)) => Field::new(name, &value).with_error(&error),
        None => Field::new(name, usual),
    };
    let mut lines = Vec::new();
    for import in imports::list(&at.cx, account.id).await? {
        let failed = imports::failures(&at.cx, &import).await?;
        lines.push(ImportLine {
            label: label(import.kind),
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
        file: plain("file", typed.file),
        imports: lines,
        others: filled("others", typed.others, &account.profile.also_known_as.join("\n")),
        target: filled("target", typed.target, ""),
        password: plain("password", typed.password),
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
    let wrong =
        |words: &str| Typed { target: Some((target.to_owned(), words.to_owned())), ..Typed::default() };
    if target.is_empty() {
        return page(&at, None, wrong("Enter the address of your new account.")).await;
    }
    let member = &at.session.member;
    at.limits.take_of(Counted::Name, member.username.as_bytes(), at.cx.now()).map_err(Problem::too_many)?;
    let password = sent.get("password").map(String::as_str).unwrap_or_default();
    if !passwords::is_of(&at.cx, member.id, password).await? {
        let words = "This is not your password. Type the one you sign in with.".to_owned();
        return page(&at, None, Typed { password: Some(words), ..Typed::default() }).await;
    }
    match relocations::leave(&at.cx, Some(member.id), &own(&at).await?, target).await {
        Ok(_) => Ok(done("move")),
        Err(service::Error::Refused(words)) => page(&at, None, wrong(&words)).await,
        Err(error) => Err(error.into()),
    }
}
