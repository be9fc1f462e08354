//! Uploading files, and giving them words. Attaching them is a part of writing a status.

use axum::body::Body;
use axum::extract::{Path, RawQuery};
use http::{HeaderMap, StatusCode};

use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::ids::RowId;
use crate::domain::media::{self as limits, Focus, IMAGE_BYTES, LONGEST_DESCRIPTION, Progress};
use crate::domain::post::{Attachment, Post};
use crate::domain::text;
use crate::http::Context;
use crate::service::films;
use crate::service::media::{self, Redescribed};

use super::auth::Member;
use super::error::{self, Answer, Problem};
use super::media_entities::MediaAttachment;
use super::params::{self, Params};
use super::table::{Needs, Table};

/// The routes about files.
pub fn routes(table: Table) -> Table {
    table
        .post("/api/v2/media", Needs::Member("write:media"), upload)
        .post("/api/v1/media", Needs::Member("write:media"), upload)
        .get("/api/v1/media/{id}", Needs::Member("write:media"), show)
        .put("/api/v1/media/{id}", Needs::Member("write:media"), describe)
        .delete("/api/v1/media/{id}", Needs::Member("write:media"), discard)
}

/// What may stand around a file in the body of a request, in bytes.
const AROUND: usize = 64 * 1024;

/// The whole body of a request that carries pictures; `most` of them at most.
pub async fn body_with_files(body: Body, most: usize) -> Result<axum::body::Bytes, Problem> {
    body_of(body, most * IMAGE_BYTES, IMAGE_BYTES).await
}

async fn body_of(body: Body, files: usize, each: usize) -> Result<axum::body::Bytes, Problem> {
    axum::body::to_bytes(body, files + AROUND).await.map_err(|_| {
        Problem::refused(format!("The file is too large; {} MB is the most", each / 1024 / 1024))
    })
}

fn id_of(text: &str) -> Result<RowId, Problem> {
    text.parse().map(RowId).map_err(|_| Problem::not_found())
}

/// An upload; `early` is the status of one that is still being drawn anew. One of which nothing could be made is an error.
fn entity(cx: &Cx, upload: &limits::Media, early: StatusCode) -> Answer {
    let entity = MediaAttachment::of(cx, upload.id.to_string(), &media::attachment(cx, upload));
    let (status, entity) = match &upload.progress {
        Progress::Ready => (StatusCode::OK, entity),
        Progress::Waiting => (early, entity.unfinished()),
        Progress::Failed(why) => return Err(Problem::refused(why.clone())),
    };
    let mut answer = error::json(serde_json::to_string(&entity).expect("plain data always has a JSON form"));
    *answer.status_mut() = status;
    Ok(answer)
}

fn description(words: Option<&str>) -> Result<Option<String>, Problem> {
    let Some(words) = words else { return Ok(None) };
    if words.chars().count() > LONGEST_DESCRIPTION {
        return Err(Problem::refused(format!(
            "Validation failed: Description can have {LONGEST_DESCRIPTION} characters at most"
        )));
    }
    Ok(Some(text::clean_line(words, LONGEST_DESCRIPTION)))
}

fn focus(point: Option<&str>) -> Result<Option<Focus>, Problem> {
    let read = |point| {
        Focus::parse(point)
            .ok_or_else(|| Problem::refused("Validation failed: Focus is two numbers between -1.0 and 1.0"))
    };
    point.filter(|point| !point.is_empty()).map(read).transpose()
}

/// Takes a file. A picture is looked into at once, so that the answer is whole; a film or sound is drawn anew later, and
/// whoever asks for it until then is told so.
pub async fn upload(
    Context(cx): Context,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    let most = films::most_bytes(&cx);
    let body = body_of(body, most, most).await?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let file = params::file(&headers, &body, "file")
        .ok_or_else(|| Problem::refused("Validation failed: File can't be blank"))?;
    let words = description(params.get("description"))?.filter(|words| !words.is_empty());
    let focus = focus(params.get("focus"))?;
    let upload = media::upload(&cx, reader.account, file, words, focus).await?;
    entity(&cx, &upload, StatusCode::ACCEPTED)
}

/// An upload that is not attached yet.
pub async fn show(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    entity(&cx, &media::waiting(&cx, reader.account, id_of(&id)?).await?, StatusCode::PARTIAL_CONTENT)
}

/// Gives an upload that is not attached yet other words or another focus.
pub async fn describe(
    Context(cx): Context,
    Path(id): Path<String>,
    Member(reader): Member,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Answer {
    // A thumbnail may be sent as well; ours are made from the picture itself.
    let body = body_with_files(body, 1).await?;
    let params = Params::of_request(query.as_deref(), &headers, &body)?;
    let (words, focus) = (description(params.get("description"))?, focus(params.get("focus"))?);
    let upload = media::describe(&cx, reader.account, id_of(&id)?, words, focus).await?;
    entity(&cx, &upload, StatusCode::OK)
}

/// Takes an upload away that is not attached.
pub async fn discard(Context(cx): Context, Path(id): Path<String>, Member(reader): Member) -> Answer {
    media::discard(&cx, reader.account, id_of(&id)?).await?;
    Ok(error::json("{}".to_owned()))
}

fn ids(params: &Params) -> Result<Vec<RowId>, Problem> {
    params.all("media_ids").filter(|id| !id.is_empty()).map(id_of).collect()
}

/// The files that a new status names.
pub async fn chosen(cx: &Cx, account: &Account, params: &Params) -> Result<Vec<Attachment>, Problem> {
    Ok(media::chosen(cx, account.id, &ids(params)?).await?)
}

/// The files of a status that was deleted, as far as they wait for another one now.
pub async fn free(cx: &Cx, account: &Account, post: &Post) -> Vec<MediaAttachment> {
    let mut found = Vec::new();
    for id in post.details.attachments.iter().filter_map(|file| file.upload) {
        // The status is gone already: what cannot be told of its files is no error of the deletion.
        if let Ok(upload) = media::waiting(cx, account.id, RowId(id)).await {
            let file = media::attachment(cx, &upload);
            found.push(MediaAttachment::of(cx, id.to_string(), &file));
        }
    }
    found
}

/// The files of a status after an edit: those that `media_ids` names, with the words of `media_attributes`. Clients leave
/// `media_ids` out when none is to stay.
pub async fn rechosen(cx: &Cx, post: &Post, params: &Params) -> Result<Vec<Attachment>, Problem> {
    Ok(media::rechosen(cx, post, &ids(params)?, &attributes(params)?).await?)
}

/// `media_attributes` is a list of objects: as JSON and as a form it comes in rows that begin with an `id`, or with a
/// number in each name.
fn attributes(params: &Params) -> Result<Vec<Redescribed>, Problem> {
    let mut all: Vec<(String, Redescribed)> = Vec::new();
    for (name, value) in params.pairs() {
        let Some(rest) = name.strip_prefix("media_attributes[") else { continue };
        let Some((row, member)) = rest.split_once("][") else { continue };
        let member = member.trim_end_matches(']');
        let is_new = all.last().is_none_or(|(known, _)| known != row) || (row.is_empty() && member == "id");
        if is_new {
            all.push((row.to_owned(), Redescribed { id: RowId(0), description: None, focus: None }));
        }
        let Some((_, entry)) = all.last_mut() else { continue };
        match member {
            "id" => entry.id = id_of(value)?,
            "description" => entry.description = description(Some(value))?,
            "focus" => entry.focus = focus(Some(value))?,
            _ => {}
        }
    }
    Ok(all.into_iter().map(|(_, entry)| entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_of_several_files_in_every_way_of_writing_them() {
        let json = r#"{"media_attributes": [{"id": "1", "description": "a", "focus": "0,1"}, {"id": 2, "description": "b"}]}"#;
        let form = "media_attributes[][id]=1&media_attributes[][description]=a&media_attributes[][focus]=0,1&media_attributes[][id]=2&media_attributes[][description]=b";
        let counted = "media_attributes[0][id]=1&media_attributes[0][description]=a&media_attributes[0][focus]=0,1&media_attributes[1][description]=b&media_attributes[1][id]=2";
        for (kind, body) in [
            ("application/json", json),
            ("application/x-www-form-urlencoded", form),
            ("application/x-www-form-urlencoded", counted),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("content-type", kind.parse().expect("a value"));
            let params = Params::of_request(None, &headers, body.as_bytes()).expect("it can be read");
            let found = attributes(&params).expect("it makes sense");
            assert_eq!(found.len(), 2, "{body}: {found:?}");
            assert_eq!((found[0].id, found[0].description.as_deref()), (RowId(1), Some("a")));
            assert_eq!(found[0].focus, Some(Focus { x: 0, y: 10_000 }));
            assert_eq!((found[1].id, found[1].description.as_deref()), (RowId(2), Some("b")));
        }
    }
}
