//! Becoming a member in an app. The app has a token of its own; the answer is one for the new member.

use std::collections::BTreeMap;

use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use crate::domain::registration::{Fault, FieldName};
use crate::http::address::{Peer, client_address};
use crate::http::limits::Counted;
use crate::http::{Context, Doors};
use crate::service::registration::{self, Refusal, Registered, Registration};
use crate::service::{apps, grants};

use super::auth::{Bearer, Member};
use super::error::{self, Answer, Problem};
use super::oauth;
use super::params::Params;
use super::table::{Needs, Table};

/// The routes of this file.
pub fn routes(table: Table) -> Table {
    table.post("/api/v1/accounts", Needs::App(Some("write:accounts")), sign_up).post(
        "/api/v1/emails/confirmations",
        Needs::Member("write:accounts"),
        confirm_again,
    )
}

/// Sends the mail once more that asks whether an address is somebody's. No member waits for one: whoever joins is a member
/// without any address, and a client that asks hears what it hears from a Mastodon where the address is confirmed.
async fn confirm_again(Member(_): Member) -> Answer {
    Err(Problem::forbidden("This method is only available while the e-mail is awaiting confirmation"))
}

/// What is wrong with a field.
#[derive(Serialize)]
struct Detail {
    error: &'static str,
    description: String,
}

/// What is wrong with the whole (Mastodon's `ValidationError`).
#[derive(Serialize)]
struct ValidationError {
    error: String,
    details: BTreeMap<&'static str, Vec<Detail>>,
}

/// Makes a member and gives the app a token for them, or says which field is wrong.
pub async fn sign_up(
    State(doors): State<Doors>,
    Context(cx): Context,
    Extension(peer): Extension<Peer>,
    Bearer(holder): Bearer,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let id = holder.app.ok_or_else(Problem::no_token)?;
    // Who is somebody already does not become somebody else with the same token.
    if holder.acting.is_some() {
        return Err(Problem::out_of_scope());
    }
    let who = client_address(&cx.config, peer, &headers);
    doors.limits.take(Counted::Join, who, cx.now()).map_err(|_| Problem::too_many("Too many requests"))?;
    doors
        .limits
        .take_of(Counted::Everybody, &[], cx.now())
        .map_err(|_| Problem::too_many("Too many requests"))?;
    let params = Params::of_body(&headers, &body)?;
    let text = |name: &str| params.get(name).unwrap_or_default().to_owned();
    let wanted = Registration {
        username: text("username"),
        password: text("password"),
        agreement: params.flag("agreement").unwrap_or(false),
        locale: params.get("locale").map(str::to_owned),
        reason: text("reason"),
        invite: params.get("invite_code").or_else(|| params.get("invite")).map(str::to_owned),
    };
    match registration::register(&cx, wanted).await {
        Ok(Registered::Member(member)) => {
            let client = apps::by_id(&cx, id).await?;
            let issued = grants::for_new_member(&cx, &client, member.id, &holder.scopes).await?;
            Ok(oauth::no_store(&issued))
        }
        // Mastodon's words, which apps know; there is no token before somebody has said yes.
        Ok(Registered::Waiting) => Err(Problem::forbidden("Your login is currently pending approval")),
        Err(Refusal::Faults(faults)) => Ok(invalid(&faults)),
        Err(Refusal::InviteOnly) => Err(Problem::forbidden("This action is not allowed")),
        Err(refusal @ (Refusal::BadInvite | Refusal::TooManyWait)) => {
            Err(Problem::refused(refusal.to_string()))
        }
        Err(Refusal::Service(e)) => Err(e.into()),
    }
}

fn invalid(faults: &[(FieldName, Fault)]) -> Response {
    let mut details: BTreeMap<&'static str, Vec<Detail>> = BTreeMap::new();
    for (field, fault) in faults {
        let detail = Detail { error: fault.code(), description: fault.words(*field) };
        details.entry(field.as_str()).or_default().push(detail);
    }
    let body =
        ValidationError { error: format!("Validation failed: {}", registration::sentence(faults)), details };
    let body = serde_json::to_string(&body).expect("plain data always has a JSON form");
    (StatusCode::UNPROCESSABLE_ENTITY, error::json(body)).into_response()
}
