//! Collections: numbers for everybody, members only where their owner shows them.

use axum::extract::{OriginalUri, Path, Query};
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::PostId;
use crate::http::Context;
use crate::service::{accounts, collections, pledge_polls, posts};
use crate::wire::collection::{self, Page};

use super::answer::{self, Problem};
use super::signed;

/// Which page is wanted; none for the head.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    page: Option<String>,
    before: Option<i64>,
    after: Option<i64>,
}

fn number(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

/// Whether there may be another page.
fn is_full(items: usize) -> bool {
    i64::try_from(items) == Ok(collections::PAGE)
}

async fn owner(cx: &Cx, name: &str, uri: &OriginalUri, headers: &HeaderMap) -> Result<Account, Problem> {
    let target = uri.path_and_query().map_or("/", |p| p.as_str());
    signed::admitted(cx, target, headers).await?;
    Ok(accounts::local(cx, name).await?)
}

/// What an actor has published and passed on.
pub async fn outbox(
    Context(cx): Context,
    Path(name): Path<String>,
    Query(paging): Query<Paging>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = owner(&cx, &name, &uri, &headers).await?;
    let id = format!("{}/outbox", account.uri);
    let total = number(collections::outbox_size(&cx, &account).await?);
    if paging.page.is_none() {
        let first = format!("{id}?page=true");
        return Ok(answer::document(&collection::head(&id, total, Some(&first), Some(account.uri.as_str()))));
    }
    let rows = collections::outbox_page(&cx, &account, paging.before.unwrap_or(i64::MAX)).await?;
    let full = is_full(rows.len());
    let next = rows.last().filter(|_| full).map(|(last, _)| format!("{id}?page=true&before={last}"));
    let items: Vec<Value> = rows.iter().filter_map(|(_, body)| serde_json::from_str(body).ok()).collect();
    Ok(answer::document(&collection::page(&Page {
        id: &cx.url(uri.path_and_query().map_or("/", |p| p.as_str())),
        part_of: &id,
        total: Some(total),
        items: &items,
        next: next.as_deref(),
        prev: None,
    })))
}

/// The followers of an actor: a number, and members only where the coalition shows them (A96).
pub async fn followers(
    Context(cx): Context,
    Path(name): Path<String>,
    Query(paging): Query<Paging>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = owner(&cx, &name, &uri, &headers).await?;
    let (followers, _) = collections::sizes(&cx, &account).await?;
    let id = format!("{}/followers", account.uri);
    let members = if paging.page.is_some() && account.shows_collections(cx.config.coalition.show_followers) {
        Some(collections::followers_page(&cx, &account, paging.before.unwrap_or(i64::MAX)).await?)
    } else {
        None
    };
    Ok(people(&cx, &uri, &account, &id, followers, members))
}

/// Those whom an actor follows; as [`followers`].
pub async fn following(
    Context(cx): Context,
    Path(name): Path<String>,
    Query(paging): Query<Paging>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = owner(&cx, &name, &uri, &headers).await?;
    let (_, following) = collections::sizes(&cx, &account).await?;
    let id = format!("{}/following", account.uri);
    let members = if paging.page.is_some() && account.shows_collections(cx.config.coalition.show_followers) {
        Some(collections::following_page(&cx, &account, paging.before.unwrap_or(i64::MAX)).await?)
    } else {
        None
    };
    Ok(people(&cx, &uri, &account, &id, following, members))
}

fn people(
    cx: &Cx,
    uri: &OriginalUri,
    account: &Account,
    id: &str,
    total: i64,
    members: Option<Vec<Account>>,
) -> Response {
    let Some(members) = members else {
        let first =
            account.shows_collections(cx.config.coalition.show_followers).then(|| format!("{id}?page=true"));
        let head = collection::head(id, number(total), first.as_deref(), Some(account.uri.as_str()));
        return answer::document(&head);
    };
    let full = is_full(members.len());
    let next = members.last().filter(|_| full).map(|last| format!("{id}?page=true&before={}", last.id));
    let items: Vec<Value> = members.iter().map(|m| json!(m.uri.as_str())).collect();
    answer::document(&collection::page(&Page {
        id: &cx.url(uri.path_and_query().map_or("/", |p| p.as_str())),
        part_of: id,
        total: Some(number(total)),
        items: &items,
        next: next.as_deref(),
        prev: None,
    }))
}

/// The followers that the asking server answers for (FEP-8fcf). Only for those who sign.
pub async fn followers_here(
    Context(cx): Context,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = accounts::local(&cx, &name).await?;
    let target = uri.path_and_query().map_or("/", |p| p.as_str());
    let reader = signed::reader(&cx, target, &headers).await?;
    let reader = reader.ok_or_else(|| Problem::new(http::StatusCode::UNAUTHORIZED, "sign your request"))?;
    let uris = collections::followers_at(&cx, &account, &reader.uri.authority()).await?;
    let items: Vec<Value> = uris.into_iter().map(Value::String).collect();
    Ok(answer::document(&collection::whole(&cx.url(target), &items, Some(account.uri.as_str()))))
}

/// What an actor has pinned.
pub async fn featured(
    Context(cx): Context,
    Path(name): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = owner(&cx, &name, &uri, &headers).await?;
    let mut pinned = collections::pinned(&cx, &account).await?;
    if account.kind == ActorKind::Group {
        // Servers look here when somebody finds the campaign; so its poll is there before they follow.
        let poll = pledge_polls::open_question(&cx, account.id).await?;
        pinned.extend(poll.filter(|poll| !pinned.contains(poll)));
    }
    let items: Vec<Value> = pinned.into_iter().map(|id| json!(cx.url(&format!("/posts/{id}")))).collect();
    let id = format!("{}/featured", account.uri);
    let pinned = collection::whole(&id, &items, Some(account.uri.as_str()));
    Ok(answer::open(&cx, pinned.to_string(), &headers))
}

/// The instance actor has all its collections, and they are empty.
pub async fn of_instance(Context(cx): Context, Path(name): Path<String>) -> Result<Response, Problem> {
    if !matches!(name.as_str(), "outbox" | "followers" | "following" | "featured") {
        return Err(Problem::not_found());
    }
    Ok(answer::document(&collection::whole(&cx.url(&format!("/actor/{name}")), &[], Some(&cx.url("/actor")))))
}

/// A post of ours that the one who asks may see.
async fn post(cx: &Cx, id: &str, uri: &OriginalUri, headers: &HeaderMap) -> Result<PostId, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let target = uri.path_and_query().map_or("/", |p| p.as_str());
    signed::post(cx, id, target, headers).await?.map(|_| id).ok_or_else(Problem::not_found)
}

/// Open answers to a post, oldest first.
pub async fn replies(
    Context(cx): Context,
    Path(id): Path<String>,
    Query(paging): Query<Paging>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let post = post(&cx, &id, &uri, &headers).await?;
    let id = cx.url(&format!("/posts/{post}/replies"));
    let total = number(posts::counts(&cx, post).await?.replies);
    if paging.page.is_none() {
        return Ok(answer::document(&collection::head(&id, total, Some(&format!("{id}?page=true")), None)));
    }
    let rows = collections::replies_page(&cx, post, paging.after.unwrap_or(0)).await?;
    let full = is_full(rows.len());
    let next = rows.last().filter(|_| full).map(|last| format!("{id}?page=true&after={}", last.id));
    let items: Vec<Value> = rows.iter().map(|reply| json!(reply.uri.as_str())).collect();
    Ok(answer::document(&collection::page(&Page {
        id: &cx.url(uri.path_and_query().map_or("/", |p| p.as_str())),
        part_of: &id,
        total: Some(total),
        items: &items,
        next: next.as_deref(),
        prev: None,
    })))
}

/// How many like a post. Who they are is nobody else's business.
pub async fn likes(
    cx: Context,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Context(cx) = cx;
    let post = post(&cx, &id, &uri, &headers).await?;
    let total = number(posts::counts(&cx, post).await?.likes);
    Ok(answer::document(&collection::head(&cx.url(&format!("/posts/{post}/likes")), total, None, None)))
}

/// How many have passed a post on.
pub async fn shares(
    cx: Context,
    Path(id): Path<String>,
    uri: OriginalUri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Context(cx) = cx;
    let post = post(&cx, &id, &uri, &headers).await?;
    let total = number(posts::counts(&cx, post).await?.boosts);
    Ok(answer::document(&collection::head(&cx.url(&format!("/posts/{post}/shares")), total, None, None)))
}
