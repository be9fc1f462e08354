//! Attached files as clients read them.

use serde::Serialize;

use crate::app::App;
use crate::domain::media::{Focus, Size};
use crate::domain::post::Attachment;

/// A file.
#[derive(Debug, Serialize)]
pub struct MediaAttachment {
    id: String,
    r#type: &'static str,
    url: Option<String>,
    preview_url: Option<String>,
    remote_url: Option<String>,
    preview_remote_url: Option<String>,
    text_url: Option<String>,
    meta: Meta,
    description: Option<String>,
    blurhash: Option<String>,
}

/// What is known of its form; members that are not known are not there.
#[derive(Debug, Serialize)]
struct Meta {
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<Point>,
}

#[derive(Debug, Serialize)]
struct Form {
    width: u32,
    height: u32,
    size: String,
    aspect: f64,
}

impl From<Size> for Form {
    fn from(size: Size) -> Self {
        let Size { width, height } = size;
        let aspect = f64::from(width) / f64::from(height.max(1));
        Self { width, height, size: format!("{width}x{height}"), aspect }
    }
}

#[derive(Debug, Serialize)]
struct Point {
    x: f64,
    y: f64,
}

impl From<Focus> for Point {
    fn from(focus: Focus) -> Self {
        let (x, y) = focus.point();
        Self { x, y }
    }
}

impl MediaAttachment {
    /// A file of a post or an upload, under this id.
    pub fn of(app: &App, id: String, file: &Attachment) -> Self {
        let is_ours = file.upload.is_some();
        let kind = kind_of(file);
        let picture = file.picture.clone().unwrap_or_default();
        let (url, preview_url) = if is_ours {
            let preview = picture.preview.as_ref().map(|preview| preview.url.clone());
            (Some(file.url.clone()), preview.or_else(|| Some(file.url.clone())))
        } else if kind == "image" {
            let copy = app.url(&crate::service::copies::path(app, &file.url));
            (Some(copy.clone()), Some(copy))
        } else {
            // Nothing but pictures is copied: the reader decides whether to go there.
            (Some(file.url.clone()), None)
        };
        let small = picture.preview.as_ref().map(|preview| preview.size).or(picture.size);
        Self {
            id,
            r#type: kind,
            url,
            preview_url,
            remote_url: (!is_ours).then(|| file.url.clone()),
            preview_remote_url: None,
            text_url: None,
            meta: Meta {
                original: picture.size.map(Form::from),
                small: small.map(Form::from),
                focus: (kind == "image").then(|| picture.focus.unwrap_or_default().into()),
            },
            description: file.description.clone(),
            blurhash: picture.blurhash,
        }
    }
}

/// Only pictures are shown by themselves; of anything else readers see a link.
fn kind_of(file: &Attachment) -> &'static str {
    let media_type = file.media_type.as_deref().unwrap_or_default();
    if media_type.starts_with("image/") && !media_type.contains("svg") { "image" } else { "unknown" }
}
