//! Signing in by one-time link, and out again. Looking at a link does not use it.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::{Extension, Form};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use crate::app::Cx;
use crate::http::address::{Peer, client_address};
use crate::http::limits::Counted;
use crate::http::{Doors, kept, session, way_back};
use crate::keys;
use crate::service::members::{self, Spent};
use crate::service::{self, accounts};

use super::frame;
use super::problem::Problem;
use super::shelf::Shelf;
use super::views::paths;
use super::views::sign_in::{SignInPage, SignedOutPage, SpentLink, SpentLinkPage};

/// A form with nothing but its secret.
#[derive(Deserialize)]
pub struct Bare {
    #[serde(default)]
    csrf: String,
}

/// The secret of the sign-in form: only who has seen the page, or the link itself, knows it.
fn form_secret(link: &str) -> String {
    keys::sha256_hex(format!("sign-in form {link}").as_bytes())
}

fn count(doors: &Doors, cx: &Cx, peer: Peer, headers: &HeaderMap) -> Result<(), Problem> {
    let who = client_address(&cx.config, peer, headers);
    doors.limits.take(Counted::SignIn, who, cx.now()).map_err(Problem::too_many)
}

/// Shows the button behind a link.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    count(&doors, &cx, peer, &headers)?;
    let Some(username) = members::peek_link(&cx, &secret).await? else {
        return spent(&cx, &shelf, &secret).await;
    };
    let page = SignInPage {
        page: frame::page(&shelf),
        coalition: accounts::coalition(&cx).await?.name,
        role: members::find(&cx, &username).await?.role,
        // The secret is one of ours here, so it holds nothing that would have to be escaped in a path.
        action: format!("{}/{secret}", paths::SIGN_IN),
        csrf: form_secret(&secret),
    };
    frame::private(StatusCode::OK, &page)
}

/// Uses a link. A session that the browser had before ends (A170).
pub async fn enter(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Extension(peer): Extension<Peer>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Bare>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    count(&doors, &cx, peer, &headers)?;
    let is_ours = keys::constant_time_eq(form.csrf.as_bytes(), form_secret(&secret).as_bytes());
    if !is_ours || !session::is_same_site(&cx, &headers) {
        return Err(Problem::forbidden());
    }
    let begun = match members::sign_in(&cx, &secret).await {
        Ok(begun) => begun,
        Err(service::Error::NotFound) => return spent(&cx, &shelf, &secret).await,
        Err(e) => return Err(e.into()),
    };
    if let Some(earlier) = session::secret(&cx, &headers) {
        members::sign_out(&cx, &earlier).await?;
    }
    Ok(entered(&cx, &headers, &begun))
}

/// The answer that begins a session: on to the desk, or back to what the person was about to do.
pub fn entered(cx: &Cx, headers: &HeaderMap, begun: &str) -> Response {
    let way_back = way_back::find(cx, headers);
    // Unsaved work comes before an empty desk, and after what an app waits for.
    let home = if kept::token(cx, headers).is_some() { paths::KEPT } else { paths::DESK };
    let mut response = frame::go_to(way_back.as_deref().unwrap_or(home));
    response.headers_mut().append(header::SET_COOKIE, session::begin(cx, begun));
    if way_back.is_some() {
        response.headers_mut().append(header::SET_COOKIE, way_back::forget(cx));
    }
    response
}

/// Ends the session.
pub async fn leave(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    headers: HeaderMap,
    Form(form): Form<Bare>,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    let held = session::find(&cx, &headers).await?.ok_or_else(Problem::forbidden)?;
    if !session::is_own_form(&cx, &held, &headers, &form.csrf) {
        return Err(Problem::forbidden());
    }
    if let Some(secret) = session::secret(&cx, &headers) {
        members::sign_out(&cx, &secret).await?;
    }
    let mut response = frame::private(StatusCode::OK, &SignedOutPage { page: frame::page(&shelf) })?;
    response.headers_mut().insert(header::SET_COOKIE, session::end(&cx));
    Ok(response)
}

async fn spent(cx: &Cx, shelf: &Shelf, secret: &str) -> Result<Response, Problem> {
    let (status, reason) = match members::why_spent(cx, secret).await? {
        Spent::Used => (StatusCode::GONE, SpentLink::Used),
        Spent::Expired => (StatusCode::GONE, SpentLink::Expired),
        Spent::Unknown => (StatusCode::NOT_FOUND, SpentLink::Unknown),
    };
    frame::private(status, &SpentLinkPage { page: frame::page(shelf), reason })
}
