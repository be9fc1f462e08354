//! Unsaved work survives a lost session (decision 0013). One layer around every form of the desk: a form that comes when
//! its session has ended, or with the secret of an earlier session of the same person, has no effect; what was typed is
//! sealed and kept, and after signing in its author is led back to it.
//!
//! A form gets this for nothing. If it can be shown again with what was typed, it says so with a hidden field `returns`
//! (`forms::returns`), and answers `do=change` by showing itself: then its author lands in the form, filled as it was.
//! Without that field the texts can be read and copied.

use axum::Form;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;
use http::request::Parts;
use http::{HeaderMap, Method, StatusCode, header};
use url::form_urlencoded;

use crate::app::Cx;
use crate::domain::media::MOST_ATTACHED;
use crate::domain::time::HOUR;
use crate::http::{Doors, kept, session};
use crate::service::kept_forms;

use crate::web::draft::Sent;
use crate::web::frame;
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::desk::kept::{KeptAwayPage, KeptPage};
use crate::web::views::form::Hidden;
use crate::web::views::paths;

use super::entrance::AtDesk;
use super::sheet::{most_bytes, typed_in};

/// The field by which a form says that it can be shown again.
const RETURNS: &str = "returns";
/// Fields that are never kept: what proves who somebody is, and what makes one form one publication.
const SECRET: [&str; 8] = ["csrf", "once", "do", "password", "current", "proof", "code", "offer"];
/// The most fields of one form.
const MOST_FIELDS: usize = 1_000;

/// The layer. It looks at forms only; whatever is not a form of somebody whom we know goes on untouched.
pub async fn mind(State((doors, most)): State<(Doors, usize)>, request: Request, next: Next) -> Response {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let is_form = kind.is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    if let Some(kind) = kind.filter(|kind| kind.starts_with("multipart/form-data")).map(str::to_owned)
        && request.method() == Method::POST
    {
        return mind_sheet(&doors, most, &kind, request, next).await;
    }
    if request.method() != Method::POST || !is_form {
        return next.run(request).await;
    }
    let (parts, body) = request.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, most).await else {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    };
    let cx = doors.federation.to_request_data();
    let headers = parts.headers.clone();
    match keep(&cx, &parts, &bytes).await {
        Ok(None) => {
            let came_back = form_urlencoded::parse(&bytes).any(|(name, _)| name == RETURNS);
            let answer = next.run(Request::from_parts(parts, Body::from(bytes))).await;
            if came_back { forget_used(&cx, &headers, answer).await } else { answer }
        }
        Ok(Some(answer)) => answer,
        Err(problem) => problem.into_response(),
    }
}

/// The same for a form that carries files. Of those nothing is kept; they stand last in their forms, so that what was
/// typed comes before them. Of somebody without a session only the beginning is held in memory.
async fn mind_sheet(doors: &Doors, most: usize, kind: &str, request: Request, next: Next) -> Response {
    let cx = doors.federation.to_request_data();
    let (parts, body) = request.into_parts();
    let bytes = match session::find(&cx, &parts.headers).await {
        Ok(None) => Bytes::from(beginning(body, most).await),
        Ok(Some(_)) => match axum::body::to_bytes(body, most_bytes(MOST_ATTACHED)).await {
            Ok(bytes) => bytes,
            Err(_) => return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response(),
        },
        Err(error) => return Problem::from(error).into_response(),
    };
    let typed = form_urlencoded::Serializer::new(String::new()).extend_pairs(typed_in(kind, &bytes)).finish();
    // Files may be large; what is typed may be no longer than in any other form.
    if typed.len() > most {
        return Problem::new(StatusCode::PAYLOAD_TOO_LARGE).into_response();
    }
    match keep(&cx, &parts, &Bytes::from(typed)).await {
        // Whoever is not signed in is refused by the handler, which looks at no body before.
        Ok(None) => next.run(Request::from_parts(parts, Body::from(bytes))).await,
        Ok(Some(answer)) => answer,
        Err(problem) => problem.into_response(),
    }
}

/// The first bytes of a body. The rest is read and thrown away, since a browser hears no answer before it has sent all.
async fn beginning(body: Body, most: usize) -> Vec<u8> {
    let (mut stream, mut kept, mut read) = (body.into_data_stream(), Vec::new(), 0);
    while let Some(Ok(bytes)) = stream.next().await {
        read += bytes.len();
        let room = most.saturating_sub(kept.len());
        kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
        if read > most_bytes(MOST_ATTACHED) {
            break;
        }
    }
    kept
}

/// A form that has come back to its author, and was taken or shown again, need not be kept any more.
async fn forget_used(cx: &Cx, headers: &HeaderMap, mut answer: Response) -> Response {
    let status = answer.status();
    let was_shown = status.as_u16() < 400 || status == StatusCode::UNPROCESSABLE_ENTITY;
    let Some(token) = kept::token(cx, headers).filter(|_| was_shown) else { return answer };
    if let Ok(Some(held)) = session::find(cx, headers).await
        && kept_forms::forget(cx, held.member.id, &token).await.is_ok()
    {
        answer.headers_mut().append(header::SET_COOKIE, kept::forget(cx));
    }
    answer
}

/// Keeps the form if it is one to keep: the answer. None for every other form.
async fn keep(cx: &Cx, parts: &Parts, bytes: &Bytes) -> Result<Option<Response>, Problem> {
    let fields: Vec<(String, String)> =
        form_urlencoded::parse(bytes).into_owned().take(MOST_FIELDS).collect();
    let csrf = fields.iter().find(|(name, _)| name == "csrf").map(|(_, value)| value.as_str());
    // The secret says whose form it was. What carries none of ours is a stranger's, and nothing of it is kept.
    let Some(member) = csrf.and_then(|csrf| kept_forms::owner(cx, csrf)) else { return Ok(None) };
    let held = session::find(cx, &parts.headers).await?;
    let is_signed_in = match &held {
        Some(held) if Some(held.csrf.as_str()) == csrf => return Ok(None),
        // Somebody else has signed in here meanwhile. They are told nothing.
        Some(held) if held.member.id != member => return Ok(None),
        Some(_) => true,
        None => false,
    };
    if !session::is_same_site(cx, &parts.headers) {
        return Ok(None);
    }
    let path = parts.uri.path_and_query().map(|path| path.as_str().to_owned()).unwrap_or_default();
    let fields = fields.into_iter().filter(|(name, _)| !SECRET.contains(&name.as_str())).collect();
    let token = kept_forms::keep(cx, member, &kept_forms::Form { path, fields }).await?;
    let Some(shelf) = parts.extensions.get::<Shelf>() else {
        return Err(Problem::internal(&"the desk is not part of the pages"));
    };
    let page = KeptAwayPage {
        page: frame::page(shelf),
        is_signed_in,
        hours: u64::try_from(kept_forms::LASTS / HOUR).unwrap_or(0),
    };
    // Nothing was done: to programs it is the refusal that it always was.
    let mut answer = frame::private(StatusCode::FORBIDDEN, &page)?;
    answer.headers_mut().append(header::SET_COOKIE, kept::keep(cx, &token));
    Ok(Some(answer))
}

/// The page where unsaved work came back. Without any, on to the desk.
pub async fn show(at: AtDesk) -> Result<Response, Problem> {
    let member = at.session.member.id;
    let Some(token) = at.kept_token() else { return Ok(frame::go_to(paths::DESK)) };
    let Ok(found) = kept_forms::find(&at.cx, member, &token).await else {
        return Ok(frame::go_to(paths::DESK));
    };
    let is_text = |name: &str, value: &str| !value.trim().is_empty() && name != RETURNS;
    let form = found.form;
    let view = KeptPage {
        page: at.page(),
        desk: at.desk(),
        at: frame::moment(found.at),
        comes_back: form.fields.iter().any(|(name, _)| name == RETURNS),
        action: form.path,
        texts: form
            .fields
            .iter()
            .filter(|(name, value)| is_text(name, value) && value.chars().count() > 3)
            .map(|(_, value)| value.clone())
            .collect(),
        carried: form.fields.into_iter().map(|(name, value)| Hidden { name, value }).collect(),
    };
    frame::private(StatusCode::OK, &view)
}

/// Throws unsaved work away.
pub async fn send(at: AtDesk, Form(sent): Form<Sent>) -> Result<Response, Problem> {
    at.must_be_own(sent.get("csrf"))?;
    if sent.get("do").map(String::as_str) != Some("forget") {
        return Err(Problem::new(StatusCode::BAD_REQUEST));
    }
    if let Some(token) = at.kept_token() {
        kept_forms::forget(&at.cx, at.session.member.id, &token).await?;
    }
    let mut answer = frame::go_to(paths::DESK);
    answer.headers_mut().append(header::SET_COOKIE, kept::forget(&at.cx));
    Ok(answer)
}
