//! A form of the desk that may carry files: what was typed, and the files. It takes both ways in which browsers send
//! forms, so that one that comes back from the unsaved work (which keeps no files) is read the same.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use http::header;
use url::form_urlencoded;

use crate::domain::media::IMAGE_BYTES;
use crate::http::multipart;

use crate::web::draft::Sent;
use crate::web::problem::Problem;

/// The most bytes of a form with so many pictures.
pub const fn most_bytes(pictures: usize) -> usize {
    pictures * IMAGE_BYTES + 1024 * 1024
}

/// What came.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// What was typed.
    pub sent: Sent,
    files: Vec<(String, Bytes)>,
}

impl Sheet {
    /// The file in this field, if one was chosen.
    pub fn file(&self, field: &str) -> Option<&[u8]> {
        let found = self.files.iter().find(|(name, _)| name == field);
        found.map(|(_, bytes)| bytes.as_ref()).filter(|bytes| !bytes.is_empty())
    }
}

/// What was typed in a multipart body.
pub fn typed_in(kind: &str, body: &[u8]) -> Vec<(String, String)> {
    let parts = multipart::parts(kind, body).unwrap_or_default();
    let typed = parts.into_iter().filter(|part| !part.is_file);
    typed.map(|part| (part.name, text_of(part.content))).collect()
}

fn text_of(content: &[u8]) -> String {
    String::from_utf8_lossy(content).into_owned()
}

impl<S: Send + Sync> FromRequest<S> for Sheet {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default().to_owned();
        let body = Bytes::from_request(request, state).await.map_err(|no| Problem::new(no.status()))?;
        if !kind.starts_with("multipart/form-data") {
            return Ok(Self {
                sent: form_urlencoded::parse(&body).into_owned().collect(),
                files: Vec::new(),
            });
        }
        let mut sheet = Self::default();
        for part in multipart::parts(&kind, &body).unwrap_or_default() {
            if part.is_file {
                // A part of the body, not a copy: four pictures are large on a small machine.
                sheet.files.push((part.name, body.slice_ref(part.content)));
            } else {
                sheet.sent.insert(part.name, text_of(part.content));
            }
        }
        Ok(sheet)
    }
}
