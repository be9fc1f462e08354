//! Films and sounds: looked into and drawn anew by `ffmpeg`, in its cage, where it is installed. One at a time: it takes
//! a processor for as long as it runs. What comes out has new pictures and new sound; no word, place, chapter, cover or
//! second stream of the file comes along.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde::Deserialize;
use tokio::io::AsyncReadExt as _;
use tokio::process::Command;
use tokio::sync::Semaphore;

use crate::domain::media::{FILM_PIXELS, Size};

use super::sandbox::{Fault, NOT_CONFINED};
use super::task::Refusal;

/// Where the programs may be.
const PLACES: [&str; 2] = ["/usr/bin", "/usr/local/bin"];
/// The word that this program is started with, to become the other one.
const WORD: &str = "become-caged";
/// The file that came, the file that is made, and a picture out of it.
pub const GIVEN: &str = "given";
const MADE: &str = "made.mp4";
const PICTURE: &str = "picture.jpg";
/// The most that is read of what a program says.
const MOST_SAID: u64 = 256 * 1024;
/// Processor seconds and seconds for looking into a file.
const LOOKING: u64 = 15;
/// How many may be looked into or wait for it; whoever comes after them is asked to come again.
const MOST_WAITING: usize = 8;
/// What is read at all. What few people use is where the errors are.
const CODECS: &str = "h264,hevc,vp8,vp9,libdav1d,av1,mpeg4,mjpeg,aac,mp3float,mp3,opus,libopus,vorbis,flac,alac,\
                      amrnb,amrwb,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s32le,pcm_f32le,pcm_u8";
/// At most as large as this, lying or standing, with even sides.
const FITTED: &str = "scale=w='if(gte(iw,ih),min(1280,iw),min(720,iw))':h='if(gte(iw,ih),min(720,ih),min(1280,ih))'\
                      :force_original_aspect_ratio=decrease:force_divisible_by=2,setsar=1,format=yuv420p";

/// Which reader a file needs, told by its first bytes. Others, which follow addresses or join files, are never asked.
pub fn reader_of(bytes: &[u8]) -> Option<&'static str> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let at_8 = bytes.get(8..12).unwrap_or_default();
    if bytes.get(4..8) == Some(b"ftyp") {
        Some("mov")
    } else if begins(b"\x1a\x45\xdf\xa3") {
        Some("matroska")
    } else if begins(b"OggS") {
        Some("ogg")
    } else if begins(b"fLaC") {
        Some("flac")
    } else if begins(b"RIFF") && at_8 == b"WAVE" {
        Some("wav")
    } else if begins(b"RIFF") && at_8 == b"AVI " {
        Some("avi")
    } else if bytes.len() > 2 && bytes[0] == 0xff && matches!(bytes[1], 0xf1 | 0xf9) {
        Some("aac")
    } else if begins(b"ID3")
        || (bytes.len() > 2 && bytes[0] == 0xff && matches!(bytes[1], 0xfb | 0xf3 | 0xf2))
    {
        Some("mp3")
    } else {
        None
    }
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// How large its picture is; none is a sound.
    pub picture: Option<Size>,
    /// How long it lasts in milliseconds, where it says so.
    pub duration: Option<i64>,
}

/// A film or a sound that was made.
#[derive(Clone, Debug)]
pub struct Drawn {
    /// The file.
    pub bytes: Vec<u8>,
    /// `video/mp4` or `audio/mp4`.
    pub media_type: &'static str,
    /// What it holds.
    pub facts: Facts,
    /// A picture out of a film.
    pub picture: Option<Vec<u8>>,
}

/// Where films and sounds are looked into.
#[derive(Debug)]
pub struct Studio {
    launcher: PathBuf,
    programs: PathBuf,
    looking: Semaphore,
    waiting: Semaphore,
    most_seconds: u32,
}

impl Studio {
    /// One, where `ffmpeg` is installed. `launcher` is the program that shuts it in: normally this one.
    pub fn find(launcher: Option<PathBuf>, most_seconds: u32) -> Option<Self> {
        let has_both = |place: &&Path| place.join("ffmpeg").exists() && place.join("ffprobe").exists();
        let programs = PLACES.iter().map(Path::new).find(has_both)?.to_owned();
        let own = || PathBuf::from("/proc/self/exe");
        Some(Self {
            launcher: launcher.unwrap_or_else(own),
            programs,
            looking: Semaphore::new(1),
            waiting: Semaphore::new(MOST_WAITING),
            most_seconds,
        })
    }

    /// What the file in this folder holds; refuses what is too long, too large or no film at all.
    pub async fn look(&self, folder: &Path, reader: &str) -> Result<Facts, Fault> {
        let _place = self.waiting.try_acquire().map_err(|_| Fault::Busy)?;
        let _turn = self.looking.acquire().await.map_err(|_| Fault::Busy)?;
        let facts = self.facts(folder, GIVEN, Some(reader)).await?;
        let most = i64::from(self.most_seconds) * 1_000;
        if facts.duration.is_some_and(|lasts| lasts > most) {
            return Err(Refusal::TooLong(self.most_seconds).into());
        }
        if facts.picture.is_some_and(|size| size.pixels() > FILM_PIXELS) {
            return Err(Refusal::FilmTooLarge.into());
        }
        Ok(facts)
    }

    async fn facts(&self, folder: &Path, file: &str, reader: Option<&str>) -> Result<Facts, Fault> {
        let mut arguments: Vec<&str> =
            vec!["-v", "quiet", "-print_format", "json", "-show_format", "-show_streams"];
        arguments.extend(guarded());
        arguments.extend(reader.map(|reader| ["-f", reader]).into_iter().flatten());
        arguments.extend(["-i", file]);
        let said = self.run(folder, "ffprobe", LOOKING, &arguments).await?;
        Ok(read(&said).ok_or(Refusal::FilmBroken)?)
    }

    /// Draws the file in this folder anew.
    pub async fn draw(&self, folder: &Path, reader: &str) -> Result<Drawn, Fault> {
        let given = self.look(folder, reader).await?;
        // One second more, so that what is too long is seen to be.
        let most = (self.most_seconds + 1).to_string();
        let mut arguments = vec!["-nostdin", "-v", "quiet", "-y"];
        arguments.extend(guarded());
        arguments.extend(["-threads", "1", "-f", reader, "-i", GIVEN, "-t", &most]);
        // Nothing is taken along by itself.
        arguments.extend(["-map_metadata", "-1", "-map_metadata:s", "-1", "-map_metadata:c", "-1"]);
        arguments.extend(["-map_chapters", "-1", "-sn", "-dn", "-fflags", "+bitexact"]);
        let media_type = if given.picture.is_some() {
            arguments.extend(["-map", "0:V:0", "-map", "0:a:0?", "-vf", FITTED, "-fpsmax", "30"]);
            arguments.extend(["-c:v", "libx264", "-preset", "veryfast", "-crf", "25", "-threads:v", "1"]);
            // What an encoder writes about itself between the pictures goes as well.
            arguments.extend(["-flags:v", "+bitexact", "-bsf:v", "filter_units=remove_types=6"]);
            "video/mp4"
        } else {
            arguments.extend(["-map", "0:a:0", "-vn"]);
            "audio/mp4"
        };
        arguments.extend([
            "-c:a",
            "aac",
            "-b:a",
            "128k",
            "-ac",
            "2",
            "-ar",
            "48000",
            "-flags:a",
            "+bitexact",
        ]);
        arguments.extend(["-movflags", "+faststart", "-f", "mp4", MADE]);
        let drawing = 120 + 8 * u64::from(self.most_seconds);
        self.run(folder, "ffmpeg", drawing, &arguments).await?;
        let facts = self.facts(folder, MADE, Some("mov")).await?;
        if facts.duration.is_none_or(|lasts| lasts > i64::from(self.most_seconds) * 1_000 + 500) {
            return Err(Refusal::TooLong(self.most_seconds).into());
        }
        let picture = if facts.picture.is_some() { Some(self.picture(folder, facts).await?) } else { None };
        let bytes = tokio::fs::read(folder.join(MADE)).await.map_err(|e| Fault::Broken(e.to_string()))?;
        Ok(Drawn { bytes, media_type, facts, picture })
    }

    /// A picture out of what was made: not the first, which is often black.
    async fn picture(&self, folder: &Path, facts: Facts) -> Result<Vec<u8>, Fault> {
        let at = facts.duration.map_or(0, |lasts| (lasts / 10).min(3_000));
        let at = format!("{at}ms");
        let mut arguments = vec!["-nostdin", "-v", "quiet", "-y"];
        arguments.extend(guarded());
        arguments.extend(["-ss", &at, "-f", "mov", "-i", MADE, "-map", "0:v:0", "-frames:v", "1"]);
        arguments.extend(["-pix_fmt", "yuvj420p", "-q:v", "3", "-c:v", "mjpeg", "-f", "image2", PICTURE]);
        self.run(folder, "ffmpeg", LOOKING, &arguments).await?;
        tokio::fs::read(folder.join(PICTURE)).await.map_err(|_| Refusal::FilmBroken.into())
    }

    /// Runs one of the programs in its cage; what it said.
    async fn run(
        &self,
        folder: &Path,
        name: &str,
        seconds: u64,
        arguments: &[&str],
    ) -> Result<Vec<u8>, Fault> {
        let broken = |e: std::io::Error| Fault::Broken(e.to_string());
        let mut child = Command::new(&self.launcher)
            .args([WORD, &seconds.to_string()])
            .arg(folder)
            .arg(self.programs.join(name))
            .args(arguments)
            .env_clear()
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(broken)?;
        let output = child.stdout.take().ok_or_else(|| Fault::Broken("it has no pipe".to_owned()))?;
        let mut said = Vec::new();
        let mut output = output.take(MOST_SAID);
        let end = async {
            output.read_to_end(&mut said).await?;
            child.wait().await
        };
        // It computes for so long at most, and may have to wait for the processor.
        let Ok(status) = tokio::time::timeout(Duration::from_secs(seconds * 3), end).await else {
            return Err(Refusal::FilmTooCostly.into());
        };
        let status = status.map_err(broken)?;
        match status.code() {
            Some(0) => Ok(said),
            Some(code) if code == i32::from(NOT_CONFINED) => {
                Err(Fault::Broken("ffmpeg cannot be confined on this system".to_owned()))
            }
            // It was ended: it computed, took or wrote more than it may.
            None => Err(Refusal::FilmTooCostly.into()),
            Some(_) => Err(Refusal::FilmBroken.into()),
        }
    }
}

/// Before every input: files alone, and only what is read at all.
fn guarded() -> [&'static str; 4] {
    ["-protocol_whitelist", "file", "-codec_whitelist", CODECS]
}

/// What `ffprobe` says of a file.
#[derive(Deserialize)]
struct Said {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    format: Format,
}

#[derive(Default, Deserialize)]
struct Format {
    duration: Option<String>,
}

#[derive(Deserialize)]
struct Stream {
    codec_type: Option<String>,
    width: Option<u32>,
    height: Option<u32>,
    #[serde(default)]
    disposition: Disposition,
}

#[derive(Default, Deserialize)]
struct Disposition {
    #[serde(default)]
    attached_pic: u8,
}

/// `None` when there is neither picture nor sound.
fn read(said: &[u8]) -> Option<Facts> {
    let said: Said = serde_json::from_slice(said).ok()?;
    let of = |kind: &str| {
        said.streams.iter().find(|s| s.codec_type.as_deref() == Some(kind) && s.disposition.attached_pic == 0)
    };
    let picture = of("video").and_then(|s| Some(Size { width: s.width?, height: s.height? }));
    let picture = picture.filter(|size| size.pixels() > 0);
    if picture.is_none() && of("audio").is_none() {
        return None;
    }
    Some(Facts { picture, duration: said.format.duration.as_deref().and_then(milliseconds) })
}

/// Seconds with a fraction, as milliseconds; what is no time of a film is none.
#[expect(clippy::cast_possible_truncation, reason = "it was brought between 0 and a year before")]
fn milliseconds(seconds: &str) -> Option<i64> {
    let seconds: f64 = seconds.parse().ok()?;
    (seconds.is_finite() && seconds >= 0.0).then(|| (seconds.min(31_536_000.0) * 1_000.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a144_only_readers_of_one_file_are_chosen() {
        for (bytes, reader) in [
            (&b"\0\0\0\x18ftypmp42\0\0\0\0"[..], Some("mov")),
            (b"\x1a\x45\xdf\xa3\x01", Some("matroska")),
            (b"OggS\0", Some("ogg")),
            (b"ID3\x04", Some("mp3")),
            (b"RIFF\0\0\0\0WAVEfmt ", Some("wav")),
            (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", None),
            (b"ffconcat version 1.0\nfile /etc/passwd\n", None),
            (b"", None),
        ] {
            assert_eq!(reader_of(bytes), reader, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn what_is_said_of_a_file_is_read_with_care() {
        let film = br#"{"streams": [{"codec_type": "audio"}, {"codec_type": "video", "width": 64, "height": 32}], "format": {"duration": "1.500000"}}"#;
        let size = Size { width: 64, height: 32 };
        assert_eq!(read(film), Some(Facts { picture: Some(size), duration: Some(1_500) }));
        let cover = br#"{"streams": [{"codec_type": "audio"}, {"codec_type": "video", "width": 9, "height": 9, "disposition": {"attached_pic": 1}}], "format": {"duration": "1e300"}}"#;
        assert_eq!(
            read(cover),
            Some(Facts { picture: None, duration: Some(31_536_000_000) }),
            "a song with its cover"
        );
        for nothing in ["", "{}", r#"{"streams": [{"codec_type": "data"}]}"#] {
            assert_eq!(read(nothing.as_bytes()), None, "{nothing}");
        }
        assert_eq!(milliseconds("NaN"), None);
        assert_eq!(milliseconds("-1"), None);
    }
}
