//! What the process that looks into files is asked, and what it answers: a line of JSON, then bytes.

use serde::{Deserialize, Serialize};

use crate::domain::media::Size;

/// What is to become of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// As it is, made smaller where it is very large, with a small copy.
    Attached,
    /// Cut to exactly this size, around its middle.
    Cut(Size),
}

/// One piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// What is wanted.
    pub shape: Shape,
    /// The most pixels a picture may have before it is looked into.
    pub most_pixels: u64,
}

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is.
    pub media_type: String,
    /// Its size in pixels.
    pub size: Size,
}

/// What came of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The picture, written anew.
    pub main: Part,
    /// A small copy, where one was wanted.
    pub preview: Option<Part>,
    /// Its colours, blurred.
    pub blurhash: String,
}

/// Why a file is not taken; each is a sentence for the one who sent it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    /// Not a picture that we read.
    #[error("This is not a JPEG, PNG, GIF or WebP picture")]
    UnknownKind,
    /// SVG runs scripts and loads other files.
    #[error("SVG files are not taken; send the picture as PNG")]
    Svg,
    /// PDF is no picture.
    #[error("PDF files are not taken; send a picture of the page")]
    Pdf,
    /// What telephones make, and no library reads that we would trust with it.
    #[error("HEIC and AVIF pictures are not taken; send the picture as JPEG")]
    HeicOrAvif,
    /// A film or a sound, where none are taken.
    #[error("Films and sounds are not taken by this server; send a picture")]
    FilmOrSound,
    /// A film or a sound that goes on for too long.
    #[error("The film or sound is too long; {0} seconds are the most")]
    TooLong(u32),
    /// A film with too large a picture.
    #[error("The film has too many pixels; make it 3840 by 2160 or smaller")]
    FilmTooLarge,
    /// A film or sound that does not hold together.
    #[error("The film or sound is broken or of a kind that is not read; send it as MP4")]
    FilmBroken,
    /// Reading it took more than it may.
    #[error("The film or sound takes too much time or memory to read; make it shorter or smaller")]
    FilmTooCostly,
    /// It ends before its end.
    #[error("The file is incomplete; send it again")]
    Truncated,
    /// It is two files in one.
    #[error("The file is a picture and something else at once, and is not taken")]
    Polyglot,
    /// More pixels than are taken.
    #[error("The picture has too many pixels; make it smaller than {0} million")]
    TooManyPixels(u64),
    /// A moving picture that goes on for too long.
    #[error("The moving picture has too many frames; make it shorter or smaller")]
    TooManyFrames,
    /// It does not hold together.
    #[error("The picture is broken and cannot be read")]
    Broken,
    /// Looking into it took more than it may.
    #[error("The picture takes too much time or memory to read; make it smaller")]
    TooCostly,
}

/// The first line of an answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    /// The files follow, in this order.
    Made { main: Described, preview: Option<Described>, blurhash: String },
    /// Nothing follows.
    Refused(Refusal),
}

/// A file that follows.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Described {
    bytes: usize,
    media_type: String,
    size: Size,
}

impl Described {
    fn of(part: &Part) -> Self {
        Self { bytes: part.bytes.len(), media_type: part.media_type.clone(), size: part.size }
    }

    /// Takes the file off the front of what follows; only pictures of the kinds that we write are believed.
    fn take(self, rest: &mut &[u8]) -> Option<Part> {
        let (bytes, after) = rest.split_at_checked(self.bytes)?;
        *rest = after;
        let is_ours = matches!(self.media_type.as_str(), "image/jpeg" | "image/png" | "image/gif");
        is_ours.then(|| Part { bytes: bytes.to_vec(), media_type: self.media_type, size: self.size })
    }
}

/// The answer as it goes through the pipe.
pub(super) fn write(answer: &Result<Made, Refusal>) -> Vec<u8> {
    let head = match answer {
        Ok(made) => Answer::Made {
            main: Described::of(&made.main),
            preview: made.preview.as_ref().map(Described::of),
            blurhash: made.blurhash.clone(),
        },
        Err(why) => Answer::Refused(*why),
    };
    let mut out = serde_json::to_vec(&head).expect("plain data always has a JSON form");
    out.push(b'\n');
    if let Ok(made) = answer {
        out.extend_from_slice(&made.main.bytes);
        if let Some(preview) = &made.preview {
            out.extend_from_slice(&preview.bytes);
        }
    }
    out
}

/// Reads an answer; `None` for what is none. The process that wrote it is not trusted more than the file it read.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Made, Refusal>> {
    let end = bytes.iter().position(|byte| *byte == b'\n')?;
    let mut rest = &bytes[end + 1..];
    match serde_json::from_slice(&bytes[..end]).ok()? {
        Answer::Refused(why) => Some(Err(why)),
        Answer::Made { main, preview, blurhash } => {
            let main = main.take(&mut rest)?;
            let preview = match preview {
                Some(described) => Some(described.take(&mut rest)?),
                None => None,
            };
            let is_plain =
                blurhash.len() <= 100 && blurhash.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
            (rest.is_empty() && is_plain).then_some(Ok(Made { main, preview, blurhash }))
        }
    }
}
