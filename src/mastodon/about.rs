//! What this server tells of itself beyond `instance`: its rules, whom it knows, how busy it is, what it stores.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::app::{App, Cx};
use crate::domain::text;
use crate::domain::time::SECOND;
use crate::http::Context;
use crate::service::{accounts, trends};

use super::auth::Visitor;
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::table::{Needs, Table};

/// The routes about the server.
pub fn routes(table: Table) -> Table {
    table
        .get("/health", Needs::Nothing, health)
        .get("/api/v1/instance/rules", Needs::Nothing, rules)
        .get("/api/v1/instance/peers", Needs::Visitor("read"), peers)
        .get("/api/v1/instance/activity", Needs::Nothing, activity)
        .get("/api/v1/instance/domain_blocks", Needs::Visitor("read"), domain_blocks)
        .get("/api/v1/instance/extended_description", Needs::Nothing, extended_description)
        .get("/api/v1/instance/privacy_policy", Needs::Nothing, privacy_policy)
        .get("/api/v1/instance/translation_languages", Needs::Nothing, translation_languages)
        .always_empty()
}

/// What is stored here, in the words of people. It holds for every server that runs this program; what the coalition
/// adds to it stands in its own description.
const STORED: &str = "<p>This server stores what it needs to carry what people write to those who read it, and nothing about those who only look.</p><ul><li>No address of a visitor and no log of visits is kept.</li><li>Of a member it keeps the name, the profile, what they wrote, boosted and liked, whom they follow and block, their lists, filters and followed hashtags, and how far they have read. An e-mail address is not asked for. Passwords and tokens are never kept as they are.</li><li>Of people on other servers it keeps copies of profiles and of posts that reached somebody here.</li><li>What is published is sent to other servers, which keep their own copies. A deletion is sent after it; whether they follow it is up to them.</li><li>Direct messages are stored as they are written, not end-to-end encrypted: whoever runs a server of one of the people in a conversation can read them.</li><li>There are no advertisements, no trackers and no third-party requests on the pages.</li></ul>";

/// Whether it is alive, where watchers of Mastodon look. Whether it is ready is told by `/readyz`.
async fn health() -> &'static str {
    "OK"
}

/// A rule of the house.
#[derive(Serialize)]
pub struct Rule<'a> {
    id: String,
    text: &'a str,
    hint: &'static str,
    /// None: it is written in one language.
    translations: BTreeMap<&'static str, &'static str>,
}

/// What members agree to, with its place in the settings as its id: reports name rules by it.
pub fn rules_of(app: &App) -> Vec<Rule<'_>> {
    let written = app.config.registration.rules.iter().enumerate();
    written
        .map(|(at, text)| Rule {
            id: (at + 1).to_string(),
            text: text.trim(),
            hint: "",
            translations: BTreeMap::new(),
        })
        .collect()
}

/// What members agree to.
pub async fn rules(Context(cx): Context) -> Answer {
    Ok(error::entity(&rules_of(&cx)))
}

/// Servers that we know anybody of, for members: with whom a coalition speaks is nobody else's business.
pub async fn peers(Context(cx): Context, Visitor(reader): Visitor) -> Answer {
    reader.ok_or_else(Problem::not_found)?;
    Ok(error::entity(&trends::peers(&cx).await?))
}

#[derive(Serialize)]
struct WeekOfServer {
    week: String,
    statuses: String,
    logins: String,
    registrations: String,
}

/// How much was written here, week by week. When somebody signed in last is not stored, so that logins are always none.
pub async fn activity(Context(cx): Context) -> Answer {
    let weeks: Vec<WeekOfServer> = trends::weeks(&cx)
        .await?
        .into_iter()
        .map(|week| WeekOfServer {
            week: (week.begins_at.0 / SECOND).to_string(),
            statuses: week.posts.to_string(),
            logins: "0".to_owned(),
            registrations: week.members.to_string(),
        })
        .collect();
    Ok(error::entity(&weeks))
}

#[derive(Serialize)]
struct DomainBlock {
    domain: String,
    digest: String,
    severity: &'static str,
    comment: Option<String>,
}

/// Domains that this server does not talk with, for members. Why is known to those who decided it.
pub async fn domain_blocks(Context(cx): Context, Visitor(reader): Visitor) -> Answer {
    reader.ok_or_else(Problem::not_found)?;
    let blocks: Vec<DomainBlock> = trends::blocked_domains(&cx)
        .await?
        .into_iter()
        .map(|(domain, digest)| DomainBlock { domain, digest, severity: "suspend", comment: None })
        .collect();
    Ok(error::entity(&blocks))
}

#[derive(Serialize)]
struct Text {
    updated_at: String,
    content: String,
}

/// The text, last changed when the coalition's profile was.
async fn told(cx: &Cx, content: String) -> Answer {
    let coalition = accounts::coalition(cx).await?;
    Ok(error::entity(&Text { updated_at: stamp(coalition.fetched_at), content }))
}

/// What the settings say of the coalition.
pub async fn extended_description(Context(cx): Context) -> Answer {
    let content = accounts::coalition(&cx).await?.summary;
    told(&cx, content).await
}

/// What is stored here.
pub async fn privacy_policy(Context(cx): Context) -> Answer {
    let name = text::escape(&accounts::coalition(&cx).await?.name);
    told(&cx, format!("<h2>{name}</h2>{STORED}")).await
}

/// Nothing is translated.
pub async fn translation_languages() -> Answer {
    Ok(error::json("{}".to_owned()))
}
