//! How others find us: WebFinger, host-meta, NodeInfo.

use axum::extract::Query;
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::handle::Handle;
use crate::http::Context;
use crate::service::accounts;
use crate::wire::discovery::{self, Finger, Intent};
use crate::wire::nodeinfo::{self, NodeInfo, Schema};

use super::answer::{self, Problem};

/// Who is looked for.
#[derive(Debug, Deserialize)]
pub struct Question {
    resource: Option<String>,
}

/// Who is behind a handle, an id, a page, or the bare address of this server (RFC 7033, FEP-d556).
pub async fn webfinger(
    Context(cx): Context,
    Query(question): Query<Question>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let resource =
        question.resource.ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "name a resource"))?;
    let origin = cx.config.origin();
    if resource.trim_end_matches('/') == origin {
        return Ok(jrd(&discovery::server_jrd(&resource, &cx.url("/actor")), &headers));
    }
    let account = find(&cx, &resource).await?;
    let handle = format!("{}@{}", account.username, cx.config.handle_domain());
    let template = format!("{origin}/interact?uri={{object}}");
    let subscribe = format!("{origin}/interact?uri={{uri}}");
    let intents = [(Intent::Follow, template.as_str()), (Intent::Object, template.as_str())];
    let is_server = account.kind == ActorKind::Application;
    let said = discovery::jrd(&Finger {
        handle: &handle,
        actor: account.uri.as_str(),
        page: account.url.as_deref(),
        avatar: account.profile.avatar.as_deref(),
        subscribe: (!is_server).then_some(subscribe.as_str()),
        intents: if is_server { &[] } else { &intents },
    });
    Ok(jrd(&said, &headers))
}

/// An unknown name, one of another domain and one that is gone get the same answer (A141).
async fn find(cx: &Cx, resource: &str) -> Result<Account, Problem> {
    let ours = |domain: &str| domain == cx.config.handle_domain() || domain == cx.config.authority();
    if let Some(handle) = Handle::parse(resource).filter(|_| !resource.starts_with("http")) {
        if !ours(&handle.domain) {
            return Err(Problem::not_found());
        }
        let instance = accounts::instance(cx).await?;
        if handle.name.eq_ignore_ascii_case(&instance.username) {
            return Ok(instance);
        }
        return Ok(accounts::local(cx, &handle.name.to_lowercase()).await?);
    }
    let path = resource.strip_prefix(&cx.config.origin()).ok_or_else(Problem::not_found)?;
    if path == "/actor" {
        return Ok(accounts::instance(cx).await?);
    }
    let name =
        path.strip_prefix("/actors/").or_else(|| path.strip_prefix("/@")).ok_or_else(Problem::not_found)?;
    Ok(accounts::local(cx, name).await?)
}

fn jrd(body: &crate::wire::Json, headers: &HeaderMap) -> Response {
    answer::open_json("application/jrd+json; charset=utf-8", body, headers)
}

/// Whether a document about this server is at this address, which pages of every site may read.
pub fn is_here(path: &str) -> bool {
    const NAMES: [&str; 4] = ["webfinger", "host-meta", "host-meta.json", "nodeinfo"];
    let is_well_known = path.strip_prefix("/.well-known/").is_some_and(|name| NAMES.contains(&name));
    is_well_known || path.starts_with("/nodeinfo/")
}

/// Where WebFinger answers, as XML.
pub async fn host_meta(Context(cx): Context) -> Response {
    (
        [(header::CONTENT_TYPE, "application/xrd+xml; charset=utf-8")],
        discovery::host_meta_xml(&cx.config.origin()),
    )
        .into_response()
}

/// Where WebFinger answers, as JSON.
pub async fn host_meta_json(Context(cx): Context) -> Response {
    answer::json("application/jrd+json; charset=utf-8", &discovery::host_meta_json(&cx.config.origin()))
}

/// Where NodeInfo is, and which actor the server speaks as (FEP-2677).
pub async fn nodeinfo_index(Context(cx): Context) -> Response {
    answer::json("application/json; charset=utf-8", &nodeinfo::index(&cx.config.origin(), &cx.url("/actor")))
}

/// NodeInfo 2.0.
pub async fn nodeinfo_2_0(Context(cx): Context) -> Result<Response, Problem> {
    node(&cx, Schema::V20).await
}

/// NodeInfo 2.1.
pub async fn nodeinfo_2_1(Context(cx): Context) -> Result<Response, Problem> {
    node(&cx, Schema::V21).await
}

async fn node(cx: &Cx, schema: Schema) -> Result<Response, Problem> {
    let (people, posts) = accounts::usage(cx).await?;
    let settings = &cx.config.coalition;
    let info = NodeInfo {
        version: env!("CARGO_PKG_VERSION"),
        repository: None,
        open_registrations: !cx.config.registration.mode.is_invite(),
        users: u64::try_from(people).unwrap_or(0),
        active_month: None,
        local_posts: u64::try_from(posts).unwrap_or(0),
        name: &settings.name,
        description: &settings.summary,
        languages: &settings.languages,
    };
    let mut response = answer::json("application/json", &nodeinfo::document(&info, schema));
    let kind = HeaderValue::from_str(&schema.media_type()).expect("it is plain text");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}
