//! Changing a status: its source, its new version, the versions it had.

use axum::Extension;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery};
use http::HeaderMap;
use serde_json::{Value, json};

use crate::domain::filter::Context as Place;
use crate::domain::language::Language;
use crate::domain::post::{Poll, Post};
use crate::domain::text;
use crate::domain::translation::Review;
use crate::http::Context;
use crate::service::lines::{self, Texts};
use crate::service::posts::{self, Asked, NewPost, Source};
use crate::service::{accounts, quotes, threads};

use super::auth::{Member, Visitor};
use super::entities::stamp;
use super::error::{self, Answer, Problem};
use super::params::Params;
use super::quotes as quotes_door;
use super::shelf::Shelf;
use super::status_parts::StatusPart;
use super::statuses::{divert, id_of, must_be_reviewed, warning_of, words_of};
use super::table::{Needs, Table};
use super::{media, polls};

/// The routes about versions of a status.
pub fn routes(table: Table) -> Table {
    table
        .get("/api/v1/statuses/{id}/source", Needs::Member("read:statuses"), source)
        .get("/api/v1/statuses/{id}/history", Needs::Visitor("read:statuses"), history)
        .put("/api/v1/statuses/{id}", Needs::Member("write:statuses"), edit)
}

/// What the author typed, to change it; the id of a boost stands for what it has boosted.
pub async fn source(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    let account = reader.account(&cx).await?;
    let line = lines::one_of_both(&cx, Some(account.id), id_of(&id)?).await?;
    let post = posts::visible(&cx, line.post, Some(&account)).await?;
    let main = post.main_text();
    let entity = json!({
        "id": post.id.to_string(),
        "text": main.source.clone().unwrap_or_else(|| text::plain(&main.html)),
        "spoiler_text": post.warning.as_deref().unwrap_or_default(),
    });
    Ok(error::json(entity.to_string()))
}

/// Puts a new version in the place of the present one. Titles and translations, which clients do not know, stay.
pub async fn edit(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let account = reader.account(&cx).await?;
    let post = posts::visible(&cx, id_of(&id)?, Some(&account)).await?;
    if post.account != account.id {
        return Err(Problem::not_found());
    }
    let quoters = match params.get("quote_approval_policy") {
        None | Some("") => None,
        Some(word) => Some(quotes_door::quoters_of(word)?),
    };
    let mut new = new_version(&post, &params)?;
    new.attachments = media::rechosen(&cx, &post, &params).await?;
    if must_be_reviewed(&cx, &account).await? {
        return Err(divert(&cx, reader.member, &account, &new, Some(post.id), None).await?);
    }
    let sensitive = params.flag("sensitive").unwrap_or(post.sensitive && post.warning.is_none());
    let asked = Asked { sensitive, ..Asked::default() };
    let post = posts::edit_as(&cx, Some(reader.member), &account, post.id, new, asked).await?;
    if let Some(quoters) = quoters {
        quotes::set_policy(&cx, &account, post.id, quoters).await?;
        shelf.forget(post.id);
    }
    let line = lines::one(&cx, Some(account.id), post.id).await?;
    Ok(error::json(shelf.status(&cx, &line, None).await?))
}

fn new_version(post: &Post, params: &Params) -> Result<NewPost, Problem> {
    let mut sources: Vec<Source> = post
        .texts
        .iter()
        .map(|text| Source {
            language: text.language.clone().unwrap_or_default(),
            title: text.title.clone(),
            markdown: text.source.clone().unwrap_or_default(),
            review: Review::Unsaid,
        })
        .collect();
    let main = sources.first_mut().expect("a post has at least one text");
    // What an edit does not name is none, as it is in Mastodon: clients leave out what was emptied. The words alone stay.
    let warning = if params.get("status").is_some() || main.markdown.is_empty() {
        let (markdown, warning) = words_of(params)?;
        main.markdown = markdown;
        warning
    } else {
        warning_of(params)
    };
    if let Some(language) = params.get("language").and_then(Language::parse) {
        language.tag().clone_into(&mut main.language);
    }
    Ok(NewPost {
        sources,
        visibility: post.visibility,
        in_reply_to: post.in_reply_to,
        warning,
        attachments: Vec::new(),
        poll: polls::wish(params)?,
    })
}

/// The poll of a version: what was asked. How it stands is told by the status itself.
fn asked(poll: &Poll) -> Value {
    let options: Vec<Value> = poll.options.iter().map(|option| json!({ "title": option.name })).collect();
    json!({ "options": options })
}

/// All versions of a status, the first one first; the id of a boost stands for what it has boosted.
pub async fn history(
    Context(cx): Context,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    Visitor(reader): Visitor,
) -> Answer {
    let viewer = match &reader {
        Some(reader) => Some(reader.account(&cx).await?),
        None => None,
    };
    let reader = reader.as_ref().map(|r| r.account);
    let line = lines::one_of_both(&cx, reader, id_of(&id)?).await?;
    let found = threads::history(&cx, viewer.as_ref(), line.post).await?;
    let line = lines::one(&cx, reader, found.post.id).await?;
    let shown = shelf.status(&cx, &line, Some(Place::Thread)).await?;
    let shown: Value = serde_json::from_str(&shown).unwrap_or_default();
    // What is quoted is shown as the reader may see it now; an earlier version may have quoted nothing yet.
    let quoted = found.post.details.quote.clone();
    let quote = |post: &Post| {
        let is_same = post.details.quote.is_some() && post.details.quote == quoted;
        if is_same { shown["quote"].clone() } else { Value::Null }
    };
    let author = accounts::find(&cx, found.post.account).await?;
    let author: Value = serde_json::from_str(&shelf.account(&cx, &author).await?).unwrap_or_default();
    let earlier = found.earlier.into_iter().map(|version| {
        let post = Post {
            texts: version.texts,
            warning: version.warning,
            sensitive: version.sensitive,
            details: version.details,
            ..found.post.clone()
        };
        (post, version.created_at)
    });
    let present = (found.post.clone(), found.post.edited_at.unwrap_or(found.post.published_at));
    let versions: Vec<Value> = earlier
        .chain([present])
        .map(|(post, at)| {
            let texts = Texts { post, parent_author: None, named: Vec::new(), preview: None };
            let part = StatusPart::of(&cx, &texts);
            let status: Value = serde_json::from_str(&format!("{{{}}}", part.body)).unwrap_or_default();
            json!({
                "content": status["content"],
                "spoiler_text": status["spoiler_text"],
                "sensitive": status["sensitive"],
                "created_at": stamp(at),
                "account": author,
                "poll": texts.post.details.poll.as_ref().map(asked),
                "quote": quote(&texts.post),
                "media_attachments": status["media_attachments"],
                "emojis": status["emojis"],
            })
        })
        .collect();
    Ok(error::json(Value::from(versions).to_string()))
}
