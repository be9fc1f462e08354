//! Other accounts of the member, and moving to one of them, in the shape that GoToSocial gave these routes.

use axum::body::Bytes;
use axum::extract::State;
use axum::response::IntoResponse as _;
use http::{HeaderMap, StatusCode};

use crate::domain::relocation::MOST_ALIASES;
use crate::http::limits::Counted;
use crate::http::{Context, Doors};
use crate::service::{passwords, relocations};

use super::auth::{Member, Reader};
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::profile;
use super::table::{Needs, Table};

/// The routes about moving.
pub fn routes(table: Table) -> Table {
    table.post("/api/v1/accounts/alias", Needs::Member("write:accounts"), alias).post(
        "/api/v1/accounts/move",
        Needs::Member("write:accounts"),
        relocate,
    )
}

/// Where the coalition is, an app does not decide.
fn as_themself(reader: &Reader) -> Result<(), Problem> {
    if reader.is_themself() {
        return Ok(());
    }
    Err(Problem::forbidden("An app that acts as the coalition cannot say where the coalition is"))
}

/// Names other accounts as the member's own, in the place of those named before; none, where none is sent.
pub async fn alias(
    State(doors): State<Doors>,
    Context(cx): Context,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    as_themself(&reader)?;
    let params = Params::of_body(&headers, &body)?;
    let named: Vec<String> = params.all("also_known_as_uris").map(str::to_owned).collect();
    // Each name makes us ask another server.
    let who = reader.account.0.to_be_bytes();
    for _ in named.iter().take(MOST_ALIASES) {
        doors.limits.take_of(Counted::LookUp, &who, cx.now()).map_err(|_| busy())?;
    }
    let account = reader.account(&cx).await?;
    let changed = relocations::set_aliases(&cx, Some(reader.member), &account, &named).await?;
    profile::entity(&cx, &reader, &changed).await
}

fn busy() -> Problem {
    Problem::too_many("Too many requests; try again in a minute")
}

/// The member's account moves to another one. Their password says that it is them, and not only their app.
pub async fn relocate(
    State(doors): State<Doors>,
    Context(cx): Context,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    as_themself(&reader)?;
    let params = Params::of_body(&headers, &body)?;
    let text = |name: &str| params.get(name).map(str::trim).filter(|text| !text.is_empty());
    let target = text("moved_to_uri").ok_or_else(|| Problem::refused("moved_to_uri can't be blank"))?;
    let password = params.get("password").filter(|password| !password.is_empty());
    let password = password.ok_or_else(|| Problem::refused("password can't be blank"))?;
    let account = reader.account(&cx).await?;
    doors
        .limits
        .take_of(Counted::Name, account.username.as_bytes(), cx.now())
        .map_err(|_| Problem::too_many("Too many tries; try again in a minute"))?;
    if !passwords::has_password(&cx, reader.member).await? {
        return Err(Problem::refused("Choose a password first, on the page of your account"));
    }
    if !passwords::is_of(&cx, reader.member, password).await? {
        return Err(Problem::forbidden("This is not your password"));
    }
    relocations::leave(&cx, Some(reader.member), &account, target).await?;
    Ok((StatusCode::ACCEPTED, error::json(r#"{"message":"accepted"}"#.to_owned())).into_response())
}
