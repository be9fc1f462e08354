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

/// What a file is whose sender does not say it: by the ActivityStreams type of the attachment, and by how its address ends.
/// Without either it is nothing that is shown.
pub fn guessed(kind: &str, address: &str) -> Option<&'static str> {
    let path =
        address.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
    let ending = ending.map(str::to_ascii_lowercase);
    let by_ending = ending.and_then(|ending| ENDINGS.iter().find(|(known, _)| *known == ending));
    let by_ending = by_ending.map(|(_, media_type)| *media_type);
    let (family, usual) = match kind {
        "Image" => ("image/", "image/jpeg"),
        "Video" => ("video/", "video/mp4"),
        "Audio" => ("audio/", "audio/mpeg"),
        _ => return by_ending,
    };
    // `.ogg` and `.mp4` are films or sounds; the type says which.
    Some(by_ending.filter(|media_type| media_type.starts_with(family)).unwrap_or(usual))
}

const ENDINGS: [(&str, &str); 20] = [
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("heic", "image/heic"),
    ("svg", "image/svg+xml"),
    ("mp4", "video/mp4"),
    ("m4v", "video/mp4"),
    ("webm", "video/webm"),
    ("mov", "video/quicktime"),
    ("ogv", "video/ogg"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("ogg", "audio/ogg"),
    ("oga", "audio/ogg"),
    ("opus", "audio/ogg"),
    ("wav", "audio/wav"),
    ("flac", "audio/flac"),
];

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

    #[test]
    fn what_is_not_said_is_guessed() {
        for (kind, address, shown) in [
            ("Image", "https://a.test/pictrs/image/1.webp", Kind::Image),
            ("Image", "https://a.test/pictrs/image/1", Kind::Image),
            ("Image", "https://a.test/drawing.svg", Kind::Unknown),
            ("Video", "https://a.test/v", Kind::Video),
            ("Video", "https://a.test/v.ogg", Kind::Video),
            ("Audio", "https://a.test/a.mp4?x=1", Kind::Audio),
            ("Document", "https://a.test/a.PNG?size=large#x", Kind::Image),
            ("Document", "https://a.test/a.mov", Kind::Video),
            ("Document", "https://a.test/a.pdf", Kind::Unknown),
            ("Link", "https://a.test/page", Kind::Unknown),
            ("Link", "https://a.png", Kind::Unknown),
            ("Link", "https://a.test/png", Kind::Unknown),
        ] {
            assert_eq!(Kind::of(guessed(kind, address)), shown, "{kind} {address}");
        }
    }
}
