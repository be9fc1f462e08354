//! Push subscriptions: the device that a token wants woken.

use axum::body::Bytes;
use axum::extract::RawQuery;
use axum::response::Response;
use http::HeaderMap;
use serde::Serialize;
use std::collections::BTreeMap;

use crate::domain::ids::RowId;
use crate::domain::push::{ALERTS, PushPolicy, PushWish};
use crate::http::Context;
use crate::service::push::{self, NewDevice, Subscribed, WishChange};

use super::auth::{self, Member};
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::table::{Needs, Table};

/// The routes about push subscriptions.
pub fn routes(table: Table) -> Table {
    const PATH: &str = "/api/v1/push/subscription";
    let needs = Needs::Member("push");
    table
        .post(PATH, needs, create)
        .get(PATH, needs, show)
        .put(PATH, needs, change)
        .delete(PATH, needs, remove)
}

#[derive(Serialize)]
struct WebPushSubscription {
    /// Clients keep it in 32 bits; no address names it.
    id: i64,
    endpoint: String,
    standard: bool,
    alerts: BTreeMap<&'static str, bool>,
    server_key: String,
    policy: &'static str,
    /// Ours: words of posts that are not for everybody may be sent.
    private_text: bool,
}

fn answer(found: Subscribed) -> Response {
    let is_on = |name: &str| found.wish.alerts.iter().any(|alert| alert == name);
    error::entity(&WebPushSubscription {
        id: small_id(found.id),
        endpoint: found.endpoint,
        standard: found.is_standard,
        alerts: ALERTS.into_iter().map(|name| (name, is_on(name))).collect(),
        server_key: found.server_key,
        policy: found.wish.policy.as_str(),
        private_text: found.wish.private_text,
    })
}

/// An id from 1 to 2^31 - 1, the same each time.
fn small_id(id: RowId) -> i64 {
    id.0.rem_euclid(i64::from(i32::MAX)) + 1
}

/// The token that asks. A subscription belongs to it, and not to the account.
fn token(headers: &HeaderMap) -> Result<&str, Problem> {
    auth::bearer(headers).ok_or_else(Problem::no_token)
}

/// What is wanted, as far as it was said; some clients write the policy beside the data.
fn wishes(params: &Params) -> Result<WishChange, Problem> {
    let names_alerts = params.pairs().any(|(name, _)| name.starts_with("data[alerts]"));
    let is_on = |name: &str| params.flag(&format!("data[alerts][{name}]")) == Some(true);
    let alerts = || ALERTS.into_iter().filter(|name| is_on(name)).map(str::to_owned).collect();
    let policy = params.get("data[policy]").or_else(|| params.get("policy"));
    let policy = policy.filter(|word| !word.is_empty()).map(|word| {
        PushPolicy::parse(word)
            .ok_or_else(|| Problem::refused("The policy is all, followed, follower or none"))
    });
    Ok(WishChange {
        alerts: names_alerts.then(alerts),
        policy: policy.transpose()?,
        private_text: params.flag("data[private_text]"),
    })
}

/// Wakes this device from now on, and no other of the token.
pub async fn create(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let wishes = wishes(&params)?;
    let new = NewDevice {
        endpoint: params.get("subscription[endpoint]").unwrap_or_default(),
        p256dh: params.get("subscription[keys][p256dh]").unwrap_or_default(),
        auth: params.get("subscription[keys][auth]").unwrap_or_default(),
        is_standard: params.flag("subscription[standard]").unwrap_or_default(),
        wish: PushWish {
            alerts: wishes.alerts.unwrap_or_default(),
            policy: wishes.policy.unwrap_or_default(),
            private_text: wishes.private_text.unwrap_or_default(),
        },
    };
    Ok(answer(push::subscribe(&cx, token(&headers)?, reader.account, &new).await?))
}

/// The device of the token that asks.
pub async fn show(Context(cx): Context, Member(_): Member, headers: HeaderMap) -> Answer {
    Ok(answer(push::find(&cx, token(&headers)?).await?))
}

/// Changes what wakes it.
pub async fn change(
    Context(cx): Context,
    RawQuery(query): RawQuery,
    Member(_): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    Ok(answer(push::change(&cx, token(&headers)?, wishes(&params)?).await?))
}

/// Wakes it no longer.
pub async fn remove(Context(cx): Context, Member(_): Member, headers: HeaderMap) -> Answer {
    push::unsubscribe(&cx, token(&headers)?).await?;
    Ok(error::json("{}".to_owned()))
}
