//! Attached files as clients read them.

use serde::Serialize;

use crate::app::App;
use crate::domain::media::{Focus, Size};
use crate::domain::passage::Kind;
use crate::domain::post::Attachment;
use crate::service::{copies, passages, stand_ins};

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
    /// The length of a film or sound, as people read it and in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    length: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    original: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    small: Option<Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<Point>,
}

#[derive(Debug, Default, Serialize)]
struct Form {
    #[serde(skip_serializing_if = "Option::is_none")]
    width: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    height: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    size: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    aspect: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration: Option<f64>,
}

impl From<Size> for Form {
    fn from(size: Size) -> Self {
        let Size { width, height } = size;
        let aspect = f64::from(width) / f64::from(height.max(1));
        Self {
            width: Some(width),
            height: Some(height),
            size: Some(format!("{width}x{height}")),
            aspect: Some(aspect),
            duration: None,
        }
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
        let kind = Kind::of(file.media_type.as_deref());
        let picture = file.picture.clone().unwrap_or_default();
        let (url, preview_url) = if is_ours {
            let preview = picture.preview.as_ref().map(|preview| preview.url.clone());
            let own = (kind == Kind::Image).then(|| file.url.clone());
            (Some(file.url.clone()), preview.or(own))
        } else if kind == Kind::Image {
            let copy = app.url(&copies::path(app, &file.url));
            (Some(copy.clone()), Some(copy))
        } else if kind == Kind::Unknown {
            // Nothing loads it by itself: whoever opens it decides to go there.
            (Some(file.url.clone()), None)
        } else {
            // Some clients leave out a film that has no still picture.
            let none = (kind == Kind::Video).then_some(stand_ins::FILM);
            let still = picture.still.as_deref().map(|address| app.url(&copies::path(app, address)));
            let still = still.or_else(|| none.map(|path| app.url(path)));
            (Some(app.url(&passages::path(app, &file.url))), still)
        };
        let duration = picture.duration.map(seconds);
        let original = match (picture.size, duration) {
            (None, None) => None,
            (size, duration) => Some(Form { duration, ..size.map(Form::from).unwrap_or_default() }),
        };
        let small = picture.preview.as_ref().map(|preview| preview.size).or(picture.size);
        Self {
            id,
            r#type: word(kind),
            url,
            preview_url,
            remote_url: (!is_ours).then(|| file.url.clone()),
            preview_remote_url: None,
            text_url: None,
            meta: Meta {
                length: picture.duration.map(clock),
                duration,
                original,
                small: small.map(Form::from),
                focus: (kind == Kind::Image).then(|| picture.focus.unwrap_or_default().into()),
            },
            description: file.description.clone(),
            blurhash: picture.blurhash,
        }
    }

    /// The same while it is being drawn anew: there is nothing to load yet.
    #[must_use]
    pub fn unfinished(self) -> Self {
        Self { url: None, preview_url: None, ..self }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a film is shorter than a year")]
fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / 1_000.0
}

/// `0:01:30.50`, as clients know it.
fn clock(milliseconds: i64) -> String {
    let (seconds, rest) = (milliseconds / 1_000, milliseconds % 1_000);
    format!("{}:{:02}:{:02}.{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60, rest / 10)
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Image => "image",
        Kind::Video => "video",
        Kind::Audio => "audio",
        Kind::Unknown => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn a_length_is_written_as_players_show_it() {
        for (milliseconds, text) in
            [(0, "0:00:00.00"), (2_021, "0:00:02.02"), (90_500, "0:01:30.50"), (3_661_009, "1:01:01.00")]
        {
            assert_eq!(clock(milliseconds), text);
        }
    }
}
