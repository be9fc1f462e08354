//! Files that people attach to what they write: which kinds are taken, how large they may be, where a picture's focus
//! is. Looking into files is the affair of `media`.

use serde::{Deserialize, Serialize};

use super::ids::{AccountId, PostId, RowId};
use super::time::{DAY, Time};

/// The most files of one status.
pub const MOST_ATTACHED: usize = 4;
/// The largest picture that is taken, in bytes.
pub const IMAGE_BYTES: usize = 16 * 1024 * 1024;
/// The most pixels of a picture that is taken.
pub const IMAGE_PIXELS: u64 = 40_000_000;
/// The longest description, in characters.
pub const LONGEST_DESCRIPTION: usize = 1_500;
/// What is wrong with the words of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordsFault {
    /// There are none.
    Missing,
    /// There are too many.
    Long,
}

/// What is wrong with what somebody says a file shows. Every new file needs words, for those who cannot see it; one that has
/// been without is not refused for that when something else changes.
pub fn fault_of_words(words: &str, is_new: bool) -> Option<WordsFault> {
    if is_new && words.trim().is_empty() {
        Some(WordsFault::Missing)
    } else {
        (words.chars().count() > LONGEST_DESCRIPTION).then_some(WordsFault::Long)
    }
}

/// How long a file may wait for the status it belongs to, in milliseconds.
pub const UNATTACHED_LASTS: i64 = DAY;
/// The most pixels of a film that is taken.
pub const FILM_PIXELS: u64 = 3_840 * 2_160;
/// How many pictures a second films have at most that are taken; those that we write have 30.
pub const FILM_FRAMES: u32 = 120;
/// The media types that are taken.
pub const TAKEN: [&str; 4] = ["image/jpeg", "image/png", "image/gif", "image/webp"];
/// The media types that are taken as well where films and sounds are read.
pub const FILMS_TAKEN: [&str; 15] = [
    "video/mp4",
    "video/quicktime",
    "video/webm",
    "video/x-m4v",
    "audio/mpeg",
    "audio/mp3",
    "audio/mp4",
    "audio/m4a",
    "audio/aac",
    "audio/ogg",
    "audio/opus",
    "audio/flac",
    "audio/wav",
    "audio/x-wav",
    "audio/webm",
];

/// Where the eye should rest in a picture, in ten-thousandths of half its size from the middle: right and up are more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Focus {
    /// From -10 000 (left) to 10 000 (right).
    pub x: i32,
    /// From -10 000 (bottom) to 10 000 (top).
    pub y: i32,
}

impl Focus {
    /// Reads `x,y`, each between -1.0 and 1.0; what lies beyond is brought to the edge.
    pub fn parse(text: &str) -> Option<Self> {
        let (x, y) = text.split_once(',')?;
        Some(Self { x: share(x.trim().parse().ok()?)?, y: share(y.trim().parse().ok()?)? })
    }

    /// The same as numbers between -1.0 and 1.0.
    pub fn point(self) -> (f64, f64) {
        (f64::from(self.x) / 10_000.0, f64::from(self.y) / 10_000.0)
    }

    /// From two numbers as other servers write them.
    pub fn of_point(x: f64, y: f64) -> Option<Self> {
        Some(Self { x: share(x)?, y: share(y)? })
    }
}

#[expect(clippy::cast_possible_truncation, reason = "it was brought between -1 and 1 before")]
fn share(number: f64) -> Option<i32> {
    number.is_finite().then(|| (number.clamp(-1.0, 1.0) * 10_000.0).round() as i32)
}

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// How many pixels that is.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }
}

/// The size of the picture of an account.
pub const AVATAR: Size = Size { width: 400, height: 400 };
/// The size of its banner.
pub const HEADER: Size = Size { width: 1_500, height: 500 };

/// A smaller copy of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Preview {
    /// Where it is.
    pub url: String,
    /// How large it is.
    pub size: Size,
}

/// What is known of a picture beyond its address and its words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Picture {
    /// Its size.
    pub size: Option<Size>,
    /// A smaller copy.
    pub preview: Option<Preview>,
    /// Its colours, blurred, as `BlurHash` writes them.
    pub blurhash: Option<String>,
    /// Where the eye should rest.
    pub focus: Option<Focus>,
    /// SHA-256 of the file, as a multibase multihash.
    pub digest: Option<String>,
    /// How long a film or sound lasts, in milliseconds.
    pub duration: Option<i64>,
    /// Where the still picture of another server's film or sound is, over there.
    pub still: Option<String>,
}

/// How far an upload has come. Pictures are ready at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Progress {
    /// It can be shown and attached.
    #[default]
    Ready,
    /// It is being drawn anew.
    Waiting,
    /// Nothing could be made of it, for this reason.
    Failed(String),
}

/// A file that was uploaded here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Our id of it.
    pub id: RowId,
    /// Whose it is.
    pub account: AccountId,
    /// The post it hangs on; none while it waits.
    pub post: Option<PostId>,
    /// The planned post that it waits for.
    pub planned: Option<RowId>,
    /// The draft that keeps it.
    pub draft: Option<RowId>,
    /// The name of the file: random, and the only way to it.
    pub file: String,
    /// The name of its smaller copy; a sound has none.
    pub preview: Option<String>,
    /// What the file is.
    pub media_type: String,
    /// Its size; a sound has none.
    pub size: Option<Size>,
    /// The size of the smaller copy.
    pub preview_size: Option<Size>,
    /// Its colours, blurred.
    pub blurhash: Option<String>,
    /// SHA-256 of the file, as a multibase multihash; empty while it is not ready.
    pub digest: String,
    /// How long it lasts, in milliseconds.
    pub duration: Option<i64>,
    /// How far it has come.
    pub progress: Progress,
    /// Words for those who cannot see it.
    pub description: Option<String>,
    /// Where the eye should rest.
    pub focus: Option<Focus>,
    /// When it was uploaded.
    pub created_at: Time,
}

impl Media {
    /// Whether it hangs on nothing and waits for no post or draft, so that a new post can have it.
    pub fn is_free(&self) -> bool {
        self.post.is_none() && self.planned.is_none() && self.draft.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::Focus;

    #[test]
    fn a_focus_is_two_numbers_within_the_picture() {
        assert_eq!(Focus::parse("0.25,-1"), Some(Focus { x: 2_500, y: -10_000 }));
        assert_eq!(Focus::parse(" 7 , -9e9 "), Some(Focus { x: 10_000, y: -10_000 }));
        assert_eq!(Focus { x: 2_500, y: -10_000 }.point(), (0.25, -1.0));
        for bad in ["", "1", "a,b", "NaN,0", "inf,0", "1,2,3"] {
            assert_eq!(Focus::parse(bad), None, "{bad}");
        }
    }
}
