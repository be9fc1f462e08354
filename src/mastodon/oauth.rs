//! OAuth 2 for apps: tokens, their end, and what this server can do (RFC 6749, 7009, 7636, 8414). The page where a
//! person says yes is in `web`.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderMap, header};
use serde_json::json;
use url::form_urlencoded;

use crate::app::Cx;
use crate::domain::scope;
use crate::http::address::{Peer, client_address};
use crate::http::limits::Counted;
use crate::http::{Context, Doors};
use crate::service::apps::{self, Proven};
use crate::service::grants::{self, Fetch, GrantError, Issued};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::oauth_error::OauthError;
use super::params::Params;
use super::pictures;
use super::table::{Needs, Table};

/// The routes of OAuth that programs use.
pub fn routes(table: Table) -> Table {
    table
        .post("/oauth/token", Needs::Nothing, token)
        .post("/oauth/revoke", Needs::Nothing, revoke)
        .get("/oauth/userinfo", Needs::Member("read:me"), person)
        .post("/oauth/userinfo", Needs::Member("read:me"), person)
        .get("/.well-known/oauth-authorization-server", Needs::Nothing, metadata)
}

/// Who an app says it is: by HTTP Basic, or in the body.
async fn client(cx: &Cx, headers: &HeaderMap, params: &Params) -> Result<Proven, OauthError> {
    let named = basic(headers);
    let (id, secret) = match &named {
        Some((id, secret)) => (Some(id.as_str()), Some(secret.as_str())),
        None => (params.get("client_id"), params.get("client_secret").filter(|secret| !secret.is_empty())),
    };
    let id = id.filter(|id| !id.is_empty()).ok_or_else(OauthError::client)?;
    // Both ways at once have to say the same.
    if params.get("client_id").is_some_and(|other| other != id) {
        return Err(OauthError::client());
    }
    apps::prove(cx, id, secret.filter(|secret| !secret.is_empty())).await?.ok_or_else(OauthError::client)
}

/// Name and secret of HTTP Basic, each written as in a form (RFC 6749, 2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (kind, text) = value.split_once(' ')?;
    if !kind.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(text.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |text: &str| {
        let pair = format!("v={text}");
        form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned())
    };
    Some((plain(id)?, plain(secret)?))
}

/// A token for a code, or for the app itself.
pub async fn token(
    State(doors): State<Doors>,
    Context(cx): Context,
    Extension(peer): Extension<Peer>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, OauthError> {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let given = |name: &str| params.get(name).filter(|value| !value.is_empty());
    let issued = match given("grant_type") {
        Some("authorization_code") => {
            let app = client(&cx, &headers, &params).await?;
            let code = given("code").ok_or_else(OauthError::incomplete)?;
            let redirect_uri = given("redirect_uri").ok_or_else(OauthError::incomplete)?;
            let fetch = Fetch { code, redirect_uri, verifier: given("code_verifier") };
            grants::exchange(&cx, &app, fetch).await?
        }
        Some("client_credentials") => {
            // Nobody is asked about this one, and each leaves a row.
            let who = client_address(&cx.config, peer, &headers);
            doors
                .limits
                .take(Counted::NewApp, who, cx.now())
                .map_err(|_| Problem::too_many("Too many requests"))?;
            let app = client(&cx, &headers, &params).await?;
            grants::for_app(&cx, &app, given("scope")).await?
        }
        Some(_) => return Err(OauthError::unknown_grant()),
        None => return Err(OauthError::incomplete()),
    };
    Ok(no_store(&issued))
}

/// A token that was just made, told once.
pub fn no_store(issued: &Issued) -> Response {
    let body = json!({
        "access_token": issued.token,
        "token_type": "Bearer",
        "scope": issued.scopes,
        "created_at": issued.created_at.0.div_euclid(1_000),
    });
    let mut response = error::json(body.to_string());
    response.headers_mut().insert(header::CACHE_CONTROL, http::HeaderValue::from_static("no-store"));
    response
}

/// Ends a token. Whoever asks for the end of an unknown one gets the same answer.
pub async fn revoke(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, OauthError> {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let token = params.get("token").filter(|token| !token.is_empty()).ok_or_else(OauthError::incomplete)?;
    let app = match client(&cx, &headers, &params).await {
        Ok(app) => Some(app),
        Err(OauthError::Plain(problem)) => return Err(problem.into()),
        Err(OauthError::Named(..)) => None,
    };
    match grants::revoke(&cx, app.as_ref(), token).await {
        Ok(()) => Ok(error::json("{}".to_owned())),
        Err(GrantError::Client) => Err(OauthError::not_your_token()),
        Err(e) => Err(e.into()),
    }
}

/// Who the token acts as, in the words of `OpenID` Connect.
pub async fn person(Context(cx): Context, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let body = json!({
        "iss": cx.config.origin(),
        "sub": account.uri.as_str(),
        "name": account.name,
        "preferred_username": account.username,
        "profile": account.url.as_deref().unwrap_or_else(|| account.uri.as_str()),
        "picture": account.profile.avatar.clone().unwrap_or_else(|| cx.url(pictures::AVATAR)),
    });
    Ok(error::json(body.to_string()))
}

/// What can be asked for here and where.
pub async fn metadata(Context(cx): Context) -> Response {
    let body = json!({
        "issuer": cx.config.origin(),
        "authorization_endpoint": cx.url("/oauth/authorize"),
        "token_endpoint": cx.url("/oauth/token"),
        "revocation_endpoint": cx.url("/oauth/revoke"),
        "userinfo_endpoint": cx.url("/oauth/userinfo"),
        "app_registration_endpoint": cx.url("/api/v1/apps"),
        "scopes_supported": scope::all(),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post", "none"],
        // The client API is Mastodon's, and it is described there.
        "service_documentation": "https://docs.joinmastodon.org/methods/oauth/",
    });
    error::json(body.to_string())
}
