//! Signing in with name, password and code. One answer for everything that can be wrong (A174), and few tries for one
//! name, for one place, and for all together (A175).

use axum::extract::State;
use axum::response::Response;
use axum::{Extension, Form};
use http::{HeaderMap, StatusCode, header};

use crate::app::Cx;
use crate::http::address::{Peer, client_address};
use crate::http::entry::{self, Entry};
use crate::http::limits::Counted;
use crate::http::{Doors, session, way_back};
use crate::service::passwords::{self, Attempt};
use crate::service::{accounts, members};

use super::draft::Sent;
use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;
use super::sign_in::entered;
use super::views::form::Field;
use super::views::sign_in::EnterPage;

/// The form.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    form(&cx, &shelf, &headers, None).await
}

/// Signs in.
pub async fn send(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let value = |name: &str| sent.get(name).map(String::as_str).unwrap_or_default();
    if !entry::is_own_form(&cx, &headers, value("csrf")) {
        return Err(Problem::forbidden());
    }
    let (now, name) = (cx.now(), passwords::plain_name(value("name")));
    let who = client_address(&cx.config, peer, &headers);
    doors.limits.take(Counted::SignIn, who, now).map_err(Problem::too_many)?;
    doors.limits.take_of(Counted::Name, name.as_bytes(), now).map_err(Problem::too_many)?;
    doors.limits.take_of(Counted::Everybody, &[], now).map_err(Problem::too_many)?;
    let attempt = Attempt { name: &name, password: value("password"), code: value("code") };
    let Some(begun) = passwords::sign_in(&cx, attempt).await? else {
        return form(&cx, &shelf, &headers, Some(value("name"))).await;
    };
    // A session that the browser had before ends (A170).
    if let Some(earlier) = session::secret(&cx, &headers) {
        members::sign_out(&cx, &earlier).await?;
    }
    Ok(entered(&cx, &headers, &begun))
}

/// The form; with the name that was tried when a try has failed.
async fn form(cx: &Cx, shelf: &Shelf, headers: &HeaderMap, tried: Option<&str>) -> Result<Response, Problem> {
    let entry = Entry::of(cx, headers);
    let page = EnterPage {
        page: frame::page(shelf),
        coalition: accounts::coalition(cx).await?.name,
        is_wrong: tried.is_some(),
        name: Field::new("name", tried.unwrap_or_default()),
        password: Field::new("password", ""),
        code: Field::new("code", ""),
        csrf: entry.csrf(),
        is_for_app: way_back::find(cx, headers).is_some(),
        may_ask: !cx.config.registration.mode.is_invite(),
    };
    let status = if tried.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut response = frame::private(status, &page)?;
    if let Some(cookie) = entry.cookie {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
