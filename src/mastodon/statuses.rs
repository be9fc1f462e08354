//! Statuses: reading them, writing one now or later, deleting it.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde_json::{Value, json};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::{MemberId, PostId};
use crate::domain::language::Language;
use crate::domain::markdown;
use crate::domain::poll::Wish;
use crate::domain::text;
use crate::domain::time::Time;
use crate::domain::translation::Review;
use crate::domain::visibility::Visibility;
use crate::http::Context;
use crate::service::posts::{self, Asked, Farewell, NewPost, Source};
use crate::service::preferences::{self, Preferences};
use crate::service::scheduled::{self as plans, Planned};
use crate::service::{drafts, events, lines, quorum, quoting, reactions};

use super::auth::{Member, Visitor};
use super::error::{self, Answer, Problem};
use super::media;
use super::params::Params;
use super::polls;
use super::quotes;
use super::scheduled;
use super::shelf::Shelf;
use super::table::{Needs, Table};

/// The routes about statuses.
pub fn routes(table: Table) -> Table {
    table
        .post("/api/v1/statuses", Needs::Member("write:statuses"), create)
        .get("/api/v1/statuses", Needs::Visitor("read:statuses"), several)
        .get("/api/v1/statuses/{id}", Needs::Visitor("read:statuses"), show)
        .delete("/api/v1/statuses/{id}", Needs::Member("write:statuses"), delete)
}

/// The longest text of a status, in characters as [`markdown::length`] counts them; warnings count as well.
pub const LONGEST: usize = 5_000;
/// The longest text as it was typed, in characters: addresses count little, and are not endless for that.
const LONGEST_TYPED: usize = 4 * LONGEST;
/// The longest `Idempotency-Key`.
const LONGEST_KEY: usize = 255;

/// The most statuses that one request may name.
const MOST_AT_ONCE: usize = 20;

/// The id that an address names; what is none is not there.
pub fn id_of(text: &str) -> Result<PostId, Problem> {
    text.parse().map_err(|_| Problem::not_found())
}

/// A status, for those who may see it.
pub async fn show(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Visitor(reader): Visitor,
) -> Answer {
    let reader = reader.map(|r| r.account);
    let line = lines::one_of_both(&cx, reader, id_of(&id)?).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}

/// Those of these statuses that the one who asks may see.
pub async fn several(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    RawQuery(query): RawQuery,
    Visitor(reader): Visitor,
) -> Answer {
    let params = Params::of_query(query.as_deref());
    let ids: Vec<i64> = params.all("id").filter_map(|id| id.parse().ok()).take(MOST_AT_ONCE).collect();
    let mut found = lines::of_posts(&cx, reader.map(|r| r.account), &ids).await?;
    found.sort_by_key(|line| ids.iter().position(|id| *id == line.post.0));
    Ok(error::json(shelf.statuses(&cx, &found, None).await?))
}

/// Writes a status.
pub async fn create(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let usual = preferences::find(&cx, reader.account).await?;
    let mut new = new_post(&cx, &params, &usual)?;
    let key = headers.get("idempotency-key").and_then(|v| v.to_str().ok()).filter(|key| !key.is_empty());
    if key.is_some_and(|key| key.len() > LONGEST_KEY) {
        return Err(Problem::refused("The Idempotency-Key is too long"));
    }
    let quote = match params.get("quoted_status_id") {
        None | Some("") => None,
        Some(id) => Some(id_of(id)?),
    };
    let quoters = match params.get("quote_approval_policy") {
        None | Some("") => usual.quoters,
        Some(word) => quotes::quoters_of(word)?,
    };
    let account = reader.account(&cx).await?;
    let sensitive = params.flag("sensitive").unwrap_or(usual.sensitive);
    let due_at = scheduled::time_of(&params)?;
    if must_be_reviewed(&cx, &account).await? {
        // Said aloud: a draft that had lost its quote would say something else (A98).
        if quote.is_some() {
            return Err(Problem::refused(
                "Validation failed: What several approve cannot quote yet; link to the status. Nothing was written.",
            ));
        }
        new.attachments = media::chosen(&cx, &account, &params).await?;
        return Err(divert(&cx, reader.member, &account, &new, None, due_at).await?);
    }
    if let Some(due_at) = due_at {
        if let Some(earlier) = plans::planned_by(&cx, reader.member, account.id, key).await? {
            return scheduled::entity(&cx, earlier);
        }
        new.attachments = media::chosen(&cx, &account, &params).await?;
        if let Some(parent) = new.in_reply_to {
            posts::visible(&cx, parent, Some(&account)).await?;
        }
        if let Some(quoted) = quote {
            quoting::admit(&cx, &account, quoted, new.visibility).await?;
            let poll = matches!(new.poll, Wish::Ask(_));
            if poll || !new.attachments.is_empty() {
                return Err(Problem::refused(
                    "Validation failed: Quoting is not allowed with polls or media attachments",
                ));
            }
        }
        let wish = Planned::of(new, sensitive).with_quotes(quote, quoters);
        return scheduled::entity(&cx, plans::plan(&cx, reader.member, account.id, wish, due_at, key).await?);
    }
    // What a repeated request names hangs on the post that the first one made.
    if posts::made_before(&cx, Some(reader.member), account.id, key).await?.is_none() {
        new.attachments = media::chosen(&cx, &account, &params).await?;
    }
    let asked = Asked { key, sensitive, quote, quoters, ..Asked::default() };
    let post = posts::write_once(&cx, Some(reader.member), &account, new, asked).await?;
    let line = lines::one(&cx, Some(account.id), post.id).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}

/// Whether one person alone may not speak as this account.
pub async fn must_be_reviewed(cx: &Cx, account: &Account) -> Result<bool, Problem> {
    Ok(quorum::is_of_the_house(account) && quorum::needed(cx).await? >= 2)
}

/// What is written in the name of several becomes a draft in review. The answer is an error, so that no app shows it as
/// published; its sentence says where it is.
pub async fn divert(
    cx: &Cx,
    member: MemberId,
    account: &Account,
    new: &NewPost,
    changes: Option<PostId>,
    wished_at: Option<Time>,
) -> Result<Problem, Problem> {
    let told = drafts::divert(cx, member, account, new, changes, wished_at).await?;
    Ok(Problem::forbidden(told.unwrap_or_else(|| "Try again.".to_owned())))
}

/// What was typed and the warning before it, if both together are not too long; only what comes with files may be
/// without words. A warning before nothing is the text itself.
pub fn words_of(params: &Params) -> Result<(String, Option<String>), Problem> {
    let markdown = params.get("status").unwrap_or_default().trim();
    let (markdown, warning) = match (markdown, warning_of(params)) {
        ("", Some(warning)) => (warning, None),
        (markdown, warning) => (markdown.to_owned(), warning),
    };
    if markdown.is_empty() && params.all("media_ids").all(str::is_empty) {
        return Err(Problem::refused("Validation failed: Text can't be blank"));
    }
    let length = markdown::length(&markdown) + warning.as_deref().map_or(0, |words| words.chars().count());
    if length > LONGEST || markdown.chars().count() > LONGEST_TYPED {
        return Err(Problem::refused(format!(
            "Validation failed: Text can have {LONGEST} characters at most"
        )));
    }
    Ok((markdown, warning))
}

/// The content warning that is asked for.
pub fn warning_of(params: &Params) -> Option<String> {
    params.get("spoiler_text").map(|w| text::clean_line(w, 500)).filter(|w| !w.is_empty())
}

/// Who may see it, in the words of the API.
pub fn visibility_of(word: &str) -> Result<Visibility, Problem> {
    match word {
        "public" => Ok(Visibility::Public),
        "unlisted" => Ok(Visibility::Unlisted),
        "private" => Ok(Visibility::Followers),
        "direct" => Ok(Visibility::Direct),
        _ => Err(Problem::refused(
            "Validation failed: Visibility is not one of public, unlisted, private, direct",
        )),
    }
}

fn new_post(cx: &Cx, params: &Params, usual: &Preferences) -> Result<NewPost, Problem> {
    let (markdown, warning) = words_of(params)?;
    let visibility = match params.get("visibility") {
        None | Some("") => usual.visibility,
        Some(word) => visibility_of(word)?,
    };
    let in_reply_to = match params.get("in_reply_to_id") {
        None | Some("") => None,
        Some(id) => Some(id_of(id)?),
    };
    let first = || cx.config.coalition.languages.first().map_or("en", String::as_str).to_owned();
    let language = params.get("language").and_then(Language::parse).map(|l| l.tag().to_owned());
    let language = language.or_else(|| usual.language.clone()).unwrap_or_else(first);
    Ok(NewPost {
        sources: vec![Source { language, title: None, markdown, review: Review::Unsaid }],
        visibility,
        in_reply_to,
        warning,
        attachments: Vec::new(),
        poll: polls::wish(params)?,
    })
}

/// Deletes a status of the one who asks; the answer holds what they typed and, unless `delete_media` is sent, the files
/// that wait for the status that they write instead.
pub async fn delete(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    Member(reader): Member,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let id = id_of(&id)?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let account = reader.account(&cx).await?;
    let line = lines::one_of_both(&cx, Some(account.id), id).await?;
    if let Some(boost) = &line.boost {
        // Some clients delete a boost by its own id.
        if boost.account != account.id {
            return Err(Problem::not_found());
        }
        let status = shelf.status(&cx, &line, None).await?;
        let post = posts::visible(&cx, line.post, Some(&account)).await?;
        reactions::unboost(&cx, &account, &post).await?;
        return Ok(error::json(status));
    }
    if line.author != account.id {
        return Err(Problem::not_found());
    }
    events::admit_farewell(&cx, id).await?;
    if must_be_reviewed(&cx, &account).await? {
        return Err(Problem::forbidden(
            "The coalition publishes with several approvals. Write a withdrawal at the desk. Nothing is deleted.",
        ));
    }
    let post = posts::visible(&cx, id, Some(&account)).await?;
    let status = shelf.status(&cx, &line, None).await?;
    let mut status: Value = serde_json::from_str(&status).unwrap_or_default();
    let keeps_files = !params.flag("delete_media").unwrap_or(false);
    let farewell = Farewell { keeps_files, ..Farewell::default() };
    posts::delete_as(&cx, Some(reader.member), &account, id, farewell).await?;
    let main = post.main_text();
    status["text"] = json!(main.source.clone().unwrap_or_else(|| text::plain(&main.html)));
    if keeps_files {
        status["media_attachments"] = json!(media::free(&cx, &account, &post).await);
    }
    Ok(error::json(status.to_string()))
}
