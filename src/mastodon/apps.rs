//! Apps register themselves, and ask later whether their token is good.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use http::HeaderMap;
use serde::Serialize;

use crate::domain::grant::ClientApp;
use crate::http::address::{Peer, client_address};
use crate::http::limits::Counted;
use crate::http::{Context, Doors};
use crate::service::apps::{self, NewApp};
use crate::service::push;

use super::auth::Bearer;
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::table::{Needs, Table};

/// The routes about apps.
pub fn routes(table: Table) -> Table {
    table.post("/api/v1/apps", Needs::Nothing, register).get(
        "/api/v1/apps/verify_credentials",
        Needs::App(None),
        verify,
    )
}

/// An app.
#[derive(Debug, Serialize)]
struct Application<'a> {
    id: String,
    name: &'a str,
    website: Option<&'a str>,
    scopes: Vec<&'a str>,
    redirect_uri: String,
    redirect_uris: &'a [String],
    /// What this server shows to push services.
    vapid_key: &'a str,
    #[serde(flatten)]
    credentials: Option<Credentials<'a>>,
}

/// What an app is told once, when it registers.
#[derive(Debug, Serialize)]
struct Credentials<'a> {
    #[serde(rename = "client_id")]
    id: &'a str,
    #[serde(rename = "client_secret")]
    secret: &'a str,
    /// Never, written as zero.
    #[serde(rename = "client_secret_expires_at")]
    expires_at: u8,
}

fn entity(app: &ClientApp, push_key: &str, secret: Option<&str>) -> String {
    let credentials = secret.map(|secret| Credentials { id: &app.client_id, secret, expires_at: 0 });
    let entity = Application {
        id: app.id.to_string(),
        name: &app.name,
        website: app.website.as_deref(),
        scopes: app.scopes.split_whitespace().collect(),
        redirect_uri: app.redirect_uris.join("\n"),
        redirect_uris: &app.redirect_uris,
        vapid_key: push_key,
        credentials,
    };
    serde_json::to_string(&entity).expect("plain data always has a JSON form")
}

/// Keeps a new app.
pub async fn register(
    State(doors): State<Doors>,
    Context(cx): Context,
    Extension(peer): Extension<Peer>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let who = client_address(&cx.config, peer, &headers);
    doors.limits.take(Counted::NewApp, who, cx.now()).map_err(|_| Problem::too_many("Too many requests"))?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let new = NewApp {
        name: params.get("client_name").unwrap_or_default().to_owned(),
        website: params.get("website").filter(|site| !site.is_empty()).map(str::to_owned),
        redirect_uris: addresses(&params),
        scopes: params.get("scopes").map(str::to_owned),
    };
    let (app, secret) = apps::register(&cx, new).await?;
    Ok(error::json(entity(&app, &push::server_key(&cx).await?, Some(&secret))))
}

/// One text with several addresses, a list, or both, as clients write it.
fn addresses(params: &Params) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for uri in params.all("redirect_uris").flat_map(str::split_whitespace) {
        if !found.iter().any(|held| held == uri) {
            found.push(uri.to_owned());
        }
    }
    found
}

/// The app behind a token.
pub async fn verify(Context(cx): Context, Bearer(holder): Bearer) -> Answer {
    // A token made by hand belongs to no app.
    let app = holder.app.ok_or_else(Problem::no_token)?;
    Ok(error::json(entity(&apps::by_id(&cx, app).await?, &push::server_key(&cx).await?, None)))
}
