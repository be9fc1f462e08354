//! Films and sounds of other servers that pass through this one: which kinds do, and how an attached file is shown.

use super::media::FILMS_TAKEN;

/// What passes besides the kinds that are taken here: other names of the same few formats.
const PASSES_AS_WELL: [&str; 13] = [
    "video/ogg",
    "video/x-matroska",
    "video/matroska",
    "video/3gpp",
    "video/x-msvideo",
    "audio/x-m4a",
    "audio/x-aac",
    "audio/x-flac",
    "audio/wave",
    "audio/vnd.wave",
    "audio/3gpp",
    "audio/vorbis",
    "audio/matroska",
];

/// The media type under which an answer of this `Content-Type` passes; none passes that is not named here. Playlists are
/// called films as well (`audio/mpegurl`), and a player would go from them straight to the other server.
pub fn media_type(content_type: &str) -> Option<&'static str> {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let mut named = FILMS_TAKEN.into_iter().chain(PASSES_AS_WELL);
    named.find(|known| known.eq_ignore_ascii_case(essence))
}

/// How readers are shown an attached file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A picture.
    Image,
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// Something that is not shown by itself.
    Unknown,
}

impl Kind {
    /// By the media type that the sender says.
    pub fn of(said: Option<&str>) -> Self {
        let said = said.unwrap_or_default();
        match media_type(said) {
            Some(film) if film.starts_with("video/") => Self::Video,
            Some(_) => Self::Audio,
            None if said.starts_with("image/") && !said.contains("svg") => Self::Image,
            None => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn films_and_sounds_pass_and_nothing_that_leads_elsewhere() {
        for (said, passes) in [
            ("video/mp4", Some("video/mp4")),
            ("Video/WebM; codecs=\"vp9, opus\"", Some("video/webm")),
            (" audio/mpeg ;a=b", Some("audio/mpeg")),
            ("text/html", None),
            ("image/svg+xml", None),
            ("video/mp4, text/html", None),
            ("video/", None),
            ("audio/mpegurl", None),
            ("audio/x-scpls", None),
            ("video/x-ms-asf", None),
            ("application/vnd.apple.mpegurl", None),
            ("", None),
        ] {
            assert_eq!(media_type(said), passes, "{said}");
        }
    }

    #[test]
    fn a_file_is_shown_by_what_it_is_said_to_be() {
        for (said, kind) in [
            (Some("video/mp4"), Kind::Video),
            (Some("audio/ogg"), Kind::Audio),
            (Some("image/png"), Kind::Image),
            (Some("image/svg+xml"), Kind::Unknown),
            (Some("audio/x-mpegurl"), Kind::Unknown),
            (Some("application/pdf"), Kind::Unknown),
            (None, Kind::Unknown),
        ] {
            assert_eq!(Kind::of(said), kind, "{said:?}");
        }
    }
}
