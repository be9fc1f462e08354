//! What the house tells its members, as clients know it: announcements.

use axum::extract::Path;
use serde::Serialize;

use crate::app::{App, Cx};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::notice::Names;
use crate::http::Context;
use crate::service::notices::{self, Reaction, Shown};
use crate::service::{self, accounts};

use super::auth::Member;
use super::entities::{Emoji, stamp};
use super::error::{self, Answer, Problem};
use super::status_parts::emoji;
use super::table::{Needs, Table};

/// The routes about announcements.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/announcements", Needs::Member("read"), list)
        .post("/api/v1/announcements/{id}/dismiss", Needs::Member("write:accounts"), dismiss)
        .put("/api/v1/announcements/{id}/reactions/{name}", Needs::Member("write:favourites"), react)
        .delete("/api/v1/announcements/{id}/reactions/{name}", Needs::Member("write:favourites"), unreact)
}

/// An announcement.
#[derive(Debug, Serialize)]
pub struct Announcement {
    id: String,
    content: String,
    starts_at: Option<String>,
    ends_at: Option<String>,
    /// Ours begin and end with days.
    all_day: bool,
    /// Whether it is shown; others are not listed. The schema has it no more, and strict clients refuse to do without.
    published: bool,
    published_at: String,
    updated_at: String,
    read: bool,
    mentions: Vec<Named>,
    /// None is singled out: a link to a post stays a link.
    statuses: [(); 0],
    tags: Vec<Tag>,
    emojis: Vec<Emoji>,
    reactions: Vec<Sign>,
}

#[derive(Debug, Serialize)]
struct Named {
    id: String,
    username: String,
    url: String,
    acct: String,
}

#[derive(Debug, Serialize)]
struct Tag {
    name: String,
    url: String,
}

/// A reaction, and how many members share it.
#[derive(Debug, Serialize)]
struct Sign {
    name: String,
    count: i64,
    me: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    static_url: Option<String>,
}

fn sign(app: &App, shown: &Shown, reaction: &Reaction) -> Sign {
    let picture = shown.signs.iter().find(|one| one.shortcode == reaction.name);
    let address = |file: &String| service::emoji::address(app, file);
    Sign {
        name: reaction.name.clone(),
        count: reaction.count,
        me: reaction.is_own,
        url: picture.map(|one| address(&one.file)),
        static_url: picture.map(|one| address(&one.still)),
    }
}

async fn named(app: &App, names: &Names) -> service::Result<Vec<Named>> {
    let mut all = Vec::new();
    for mention in &names.mentions {
        let Some(account) = accounts::known(app, &mention.uri).await? else { continue };
        all.push(Named {
            id: account.id.to_string(),
            username: account.username.clone(),
            url: account.url.clone().unwrap_or_else(|| account.uri.to_string()),
            acct: account.acct(),
        });
    }
    Ok(all)
}

async fn entity(app: &App, shown: &Shown) -> service::Result<Announcement> {
    let notice = &shown.notice;
    let tag = |name: &String| Tag { name: name.clone(), url: app.url(&format!("/tags/{name}")) };
    Ok(Announcement {
        id: notice.id.to_string(),
        content: notice.html.clone(),
        starts_at: notice.plan.starts_on.map(|day| stamp(day.begins())),
        ends_at: notice.plan.ends_on.map(|day| stamp(day.begins())),
        all_day: notice.plan.starts_on.is_some() || notice.plan.ends_on.is_some(),
        published: true,
        published_at: stamp(notice.published_at),
        updated_at: stamp(notice.changed_at),
        read: shown.is_read,
        mentions: named(app, &notice.names).await?,
        statuses: [],
        tags: notice.names.hashtags.iter().map(tag).collect(),
        emojis: shown.emoji.iter().map(|one| emoji(app, one)).collect(),
        reactions: shown.reactions.iter().map(|reaction| sign(app, shown, reaction)).collect(),
    })
}

/// Those that are not over. Clients tell themselves which of them were read.
pub async fn list(Context(cx): Context, Member(reader): Member) -> Answer {
    let mut all = Vec::new();
    for shown in notices::current(&cx, reader.member).await? {
        all.push(entity(&cx, &shown).await?);
    }
    Ok(error::entity(&all))
}

fn id_of(id: &str) -> Result<RowId, Problem> {
    id.parse().map_err(|_| Problem::not_found())
}

/// The member has read it.
pub async fn dismiss(Context(cx): Context, Member(reader): Member, Path(id): Path<String>) -> Answer {
    notices::dismiss(&cx, reader.member, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

/// The member reacts.
pub async fn react(
    Context(cx): Context,
    Member(reader): Member,
    Path((id, name)): Path<(String, String)>,
) -> Answer {
    notices::react(&cx, reader.member, id_of(&id)?, &name).await?;
    Ok(error::json("{}".to_owned()))
}

/// The member takes a reaction back.
pub async fn unreact(
    Context(cx): Context,
    Member(reader): Member,
    Path((id, name)): Path<(String, String)>,
) -> Answer {
    notices::unreact(&cx, reader.member, id_of(&id)?, &name).await?;
    Ok(error::json("{}".to_owned()))
}

/// One as a stream tells of it; `None` when it is over or gone.
pub async fn told(cx: &Cx, member: MemberId, id: RowId) -> Result<Option<String>, Problem> {
    match notices::show(cx, member, id).await {
        Ok(shown) => Ok(Some(error::text(&entity(cx, &shown).await?))),
        Err(service::Error::NotFound) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

/// How many react with one sign, as a stream tells of it.
#[derive(Debug, Serialize)]
struct Counted<'a> {
    name: &'a str,
    count: i64,
    announcement_id: String,
}

/// The number of a reaction as a stream tells of it.
pub fn told_reaction(id: RowId, name: &str, count: i64) -> String {
    error::text(&Counted { name, count, announcement_id: id.to_string() })
}
