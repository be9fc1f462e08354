//! Statuses: reading one, writing, deleting, liking and boosting.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::ids::PostId;
use crate::domain::language::Language;
use crate::domain::text;
use crate::domain::visibility::Visibility;
use crate::http::Context;
use crate::service::posts::{self, Asked, NewPost, Source};
use crate::service::{lines, reactions};

use super::auth::{Member, Visitor};
use super::error::{self, Answer, Problem};
use super::media;
use super::params::Params;
use super::polls;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about statuses.
pub fn routes(table: Table) -> Table {
    table
        .post("/api/v1/statuses", Needs::Member("write:statuses"), create)
        .get("/api/v1/statuses/{id}", Needs::Visitor("read:statuses"), show)
        .delete("/api/v1/statuses/{id}", Needs::Member("write:statuses"), delete)
        .post("/api/v1/statuses/{id}/favourite", Needs::Member("write:favourites"), favourite)
        .post("/api/v1/statuses/{id}/reblog", Needs::Member("write:statuses"), reblog)
}

/// The longest text of a status, in characters; warnings count as well.
pub const LONGEST: usize = 5_000;
/// The longest `Idempotency-Key`.
const LONGEST_KEY: usize = 255;

fn id_of(text: &str) -> Result<PostId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// A status, for those who may see it.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Visitor(reader): Visitor,
) -> Answer {
    let line = lines::one(&cx, reader.map(|r| r.account), id_of(&id)?).await?;
    Ok(error::json(shelf.status(&cx, &line).await?))
}

/// Writes a status.
pub async fn create(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_body(&headers, &body)?;
    let mut new = new_post(&cx, &params)?;
    let key = headers.get("idempotency-key").and_then(|v| v.to_str().ok()).filter(|key| !key.is_empty());
    if key.is_some_and(|key| key.len() > LONGEST_KEY) {
        return Err(Problem::refused("The Idempotency-Key is too long"));
    }
    let asked = Asked { key, sensitive: params.flag("sensitive").unwrap_or(false), ..Asked::default() };
    let account = reader.account(&cx).await?;
    // What a repeated request names hangs on the post that the first one made.
    if posts::made_before(&cx, reader.member, key).await?.is_none() {
        new.attachments = media::chosen(&cx, &account, &params).await?;
    }
    let post = posts::write_once(&cx, Some(reader.member), &account, new, asked).await?;
    let line = lines::one(&cx, Some(account.id), post.id).await?;
    Ok(error::json(shelf.status(&cx, &line).await?))
}

fn new_post(cx: &Cx, params: &Params) -> Result<NewPost, Problem> {
    // Leaving out what somebody asked for would publish something else than they meant.
    for (name, words) in [("scheduled_at", "Statuses cannot be scheduled here yet")] {
        if params.has(name) {
            return Err(Problem::refused(words));
        }
    }
    let markdown = params.get("status").unwrap_or_default().trim().to_owned();
    let warning = params.get("spoiler_text").map(|w| text::clean_line(w, 500)).filter(|w| !w.is_empty());
    if markdown.is_empty() && params.all("media_ids").all(str::is_empty) {
        return Err(Problem::refused("Validation failed: Text can't be blank"));
    }
    if markdown.chars().count() > LONGEST {
        return Err(Problem::refused(format!(
            "Validation failed: Text can have {LONGEST} characters at most"
        )));
    }
    let visibility = match params.get("visibility") {
        None | Some("" | "public") => Visibility::Public,
        Some("unlisted") => Visibility::Unlisted,
        Some("private") => Visibility::Followers,
        Some("direct") => Visibility::Direct,
        Some(_) => {
            return Err(Problem::refused(
                "Validation failed: Visibility is not one of public, unlisted, private, direct",
            ));
        }
    };
    let in_reply_to = match params.get("in_reply_to_id") {
        None | Some("") => None,
        Some(id) => Some(id_of(id)?),
    };
    let usual = cx.config.coalition.languages.first().map_or("en", String::as_str);
    let language = params.get("language").and_then(Language::parse);
    let language = language.map_or_else(|| usual.to_owned(), |l| l.tag().to_owned());
    Ok(NewPost {
        sources: vec![Source { language, title: None, markdown }],
        visibility,
        in_reply_to,
        warning,
        attachments: Vec::new(),
        poll: polls::wish(params)?,
    })
}

/// Deletes a status of the one who asks; the answer holds what they typed, to write it anew.
pub async fn delete(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let id = id_of(&id)?;
    let account = reader.account(&cx).await?;
    let line = lines::one(&cx, Some(account.id), id).await?;
    if line.author != account.id {
        return Err(Problem::not_found());
    }
    let post = posts::visible(&cx, id, Some(&account)).await?;
    let mut status = shelf.status(&cx, &line).await?;
    posts::delete(&cx, Some(reader.member), &account, id).await?;
    let typed = post.main_text().source.clone().unwrap_or_default();
    let typed = serde_json::to_string(&typed).expect("a text always has a JSON form");
    status.truncate(status.len() - 1);
    Ok(error::json(format!("{status},\"text\":{typed}}}")))
}

/// Likes a status.
pub async fn favourite(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let account = reader.account(&cx).await?;
    let post = posts::visible(&cx, id_of(&id)?, Some(&account)).await?;
    reactions::like(&cx, &account, &post).await?;
    let line = lines::one(&cx, Some(account.id), post.id).await?;
    Ok(error::json(shelf.status(&cx, &line).await?))
}

/// Boosts a status; the answer is the boost, with the status in it.
pub async fn reblog(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
) -> Answer {
    let account = reader.account(&cx).await?;
    let post = posts::visible(&cx, id_of(&id)?, Some(&account)).await?;
    reactions::boost(&cx, &account, &post).await?;
    let line = lines::boost_of(&cx, account.id, post.id).await?;
    Ok(error::json(shelf.status(&cx, &line).await?))
}
