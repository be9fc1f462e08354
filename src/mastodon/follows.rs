//! Following people, and what the member is to others.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use axum::response::Response;
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::language::Language;
use crate::http::Context;
use crate::service::follows::{self, WishesChange};
use crate::service::lines::Window;
use crate::service::people::{self, People, Side};

use super::accounts::find;
use super::auth::{Member, Reader, Visitor};
use super::entities::Relationship;
use super::error::{self, Answer, Problem};
use super::paging;
use super::params::Params;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about following.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/accounts/relationships", Needs::Member("read:follows"), relationships)
        .get("/api/v1/accounts/familiar_followers", Needs::Member("read:follows"), familiar)
        .get("/api/v1/accounts/{id}/followers", Needs::Visitor("read:accounts"), followers)
        .get("/api/v1/accounts/{id}/following", Needs::Visitor("read:accounts"), following)
        .post("/api/v1/accounts/{id}/follow", Needs::Member("write:follows"), follow)
        .post("/api/v1/accounts/{id}/unfollow", Needs::Member("write:follows"), unfollow)
        .post("/api/v1/accounts/{id}/remove_from_followers", Needs::Member("write:follows"), remove)
}

/// The most accounts that one question may name.
const MOST_ASKED: usize = 100;
/// The most languages that a follower chooses.
const MOST_LANGUAGES: usize = 50;

/// What a member is to somebody, as an answer.
pub async fn relationship(cx: &Cx, account: &Account, target: &Account) -> Answer {
    let entity = Relationship::from(&follows::relationship(cx, account, target).await?);
    Ok(error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form")))
}

/// These accounts as an answer, in this order, with links to the pages before and after. Their cursors are places, which no
/// entity shows; clients find them in `Link` only.
pub async fn page_of_accounts(
    cx: &Cx,
    shelf: &Shelf,
    people: &People,
    (path, params, window): (&str, &Params, Window),
) -> Answer {
    let body = list_of_accounts(cx, shelf, &people.accounts).await?;
    let is_full = paging::is_full(window, people.accounts.len());
    Ok(paging::link(cx, path, params, people.span, is_full, body))
}

/// These accounts as an answer, in this order.
pub async fn list_of_accounts(cx: &Cx, shelf: &Shelf, ids: &[i64]) -> Result<Response, Problem> {
    let mut found = shelf.accounts(cx, ids).await?;
    let items: Vec<String> = ids.iter().filter_map(|id| found.remove(id)).collect();
    Ok(error::json(format!("[{}]", items.join(","))))
}

/// Ids of accounts as a question names them.
pub fn asked_ids(params: &Params) -> Vec<i64> {
    let mut ids: Vec<i64> = Vec::new();
    for id in params.all("id").filter_map(|id| id.parse().ok()).take(MOST_ASKED) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// What the one who asks is to others.
pub async fn relationships(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let ids = asked_ids(&Params::of_query(query.as_deref()));
    let account = reader.account(&cx).await?;
    let found = follows::relationships(&cx, &account, &ids).await?;
    let entities: Vec<Relationship> = found.iter().map(Relationship::from).collect();
    Ok(error::json(serde_json::to_string(&entities).expect("plain data always has a JSON form")))
}

/// Whom of those the member follows follow others.
pub async fn familiar(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
) -> Answer {
    let ids = asked_ids(&Params::of_query(query.as_deref()));
    let found = people::familiar(&cx, reader.account, &ids).await?;
    let everybody: Vec<i64> = found.values().flatten().copied().collect();
    let everybody = shelf.accounts(&cx, &everybody).await?;
    let mut items = Vec::new();
    for id in &ids {
        let followers = found.get(id).map(Vec::as_slice).unwrap_or_default();
        let accounts: Vec<&str> =
            followers.iter().filter_map(|id| everybody.get(id)).map(String::as_str).collect();
        items.push(format!("{{\"id\":\"{id}\",\"accounts\":[{}]}}", accounts.join(",")));
    }
    Ok(error::json(format!("[{}]", items.join(","))))
}

async fn around(
    (cx, shelf): (&Cx, &Shelf),
    id: &str,
    query: Option<&str>,
    reader: Option<&Reader>,
    (side, name): (Side, &str),
) -> Answer {
    let account = find(cx, id).await?;
    let params = Params::of_query(query);
    let window = paging::window(&params, 40, 80)?;
    let found = people::around(cx, reader.map(|r| r.account), &account, side, window).await?;
    let path = format!("/api/v1/accounts/{}/{name}", account.id);
    page_of_accounts(cx, shelf, &found, (&path, &params, window)).await
}

/// Who follows an account, where that is shown.
pub async fn followers(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    around((&cx, &shelf), &id, query.as_deref(), reader.as_ref(), (Side::Followers, "followers")).await
}

/// Whom an account follows, where that is shown.
pub async fn following(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    around((&cx, &shelf), &id, query.as_deref(), reader.as_ref(), (Side::Following, "following")).await
}

/// Follows an account; sent again, it changes what the member wants of it.
pub async fn follow(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    let languages = params.has("languages").then(|| {
        let tags = params.all("languages").filter_map(Language::parse).map(|l| l.tag().to_owned());
        tags.take(MOST_LANGUAGES).collect()
    });
    let change = WishesChange { boosts: params.flag("reblogs"), notify: params.flag("notify"), languages };
    follows::follow_with(&cx, &account, &target, change).await?;
    relationship(&cx, &account, &target).await
}

/// Follows an account no longer.
pub async fn unfollow(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, target) = (reader.account(&cx).await?, find(&cx, &id).await?);
    follows::unfollow(&cx, &account, &target).await?;
    relationship(&cx, &account, &target).await
}

/// An account follows the member no longer.
pub async fn remove(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let (account, follower) = (reader.account(&cx).await?, find(&cx, &id).await?);
    follows::unfollow(&cx, &follower, &account).await?;
    relationship(&cx, &account, &follower).await
}
