//! The bytes of a web page as text. Alphabets that pages of today are written in are known; where the bytes do not fit
//! what the page says, there is no text, and never a fault.

/// How far a page is searched for what it says of its alphabet, in bytes (HTML Standard 13.2.3.2).
const SEARCHED: usize = 1024;

/// What `windows-1252` writes for the bytes from 0x80 to 0x9f.
const WINDOWS_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";

/// The page as text: by its byte-order mark, by its `Content-Type`, by what it says itself, or as UTF-8 where the bytes
/// are that.
pub fn decode(body: &[u8], content_type: &str) -> Option<String> {
    match body {
        [0xef, 0xbb, 0xbf, rest @ ..] => return Some(utf8(rest)),
        [0xff, 0xfe, rest @ ..] => return Some(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => return Some(utf16(rest, u16::from_be_bytes)),
        _ => {}
    }
    let start = String::from_utf8_lossy(&body[..body.len().min(SEARCHED)]).into_owned();
    match charset(content_type).or_else(|| charset(&start)).as_deref() {
        Some("utf-8" | "utf8" | "us-ascii" | "ascii") => Some(utf8(body)),
        Some("iso-8859-1" | "latin1" | "windows-1252" | "iso-8859-15") => Some(latin(body)),
        // An alphabet that is not known here, or none is named: good UTF-8 is hardly ever anything else.
        _ => is_utf8(body).then(|| utf8(body)),
    }
}

/// The word behind `charset=`, lower-case.
fn charset(text: &str) -> Option<String> {
    let text = text.to_ascii_lowercase();
    let (_, after) = text.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(after.len());
    (end > 0).then(|| after[..end].to_owned())
}

/// Whether it is UTF-8, the last letter aside, which may be cut in two.
fn is_utf8(body: &[u8]) -> bool {
    match std::str::from_utf8(body) {
        Ok(_) => true,
        Err(fault) => fault.error_len().is_none(),
    }
}

fn utf8(body: &[u8]) -> String {
    String::from_utf8_lossy(body).into_owned()
}

fn utf16(body: &[u8], order: fn([u8; 2]) -> u16) -> String {
    let units = body.chunks_exact(2).map(|pair| order([pair[0], pair[1]]));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn latin(body: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x80..=0x9f => WINDOWS_1252.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::from(*byte)),
        _ => char::from(*byte),
    };
    body.iter().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabets_of_pages() {
        for (bytes, kind, wanted) in [
            (&b"r\xc3\xado"[..], "text/html", Some("río")),
            (b"r\xedo", "text/html; charset=ISO-8859-1", Some("río")),
            (b"\x93r\xedo\x94", "text/html; Charset = \"windows-1252\"", Some("“río”")),
            (b"\xef\xbb\xbfr\xc3\xado", "text/html; charset=latin1", Some("río")),
            (b"\xff\xfer\0\xed\0o\0", "text/html", Some("río")),
            (b"\xfe\xff\0r\0\xed\0o", "text/html", Some("río")),
            (b"\xff\xfe\x00\xd8", "text/html", Some("\u{fffd}")),
            (b"<meta charset=latin1>r\xedo", "text/html", Some("<meta charset=latin1>río")),
            (b"r\xed\xff\xfeo", "text/html", None),
            (b"\x83e\x83X", "text/html; charset=shift_jis", None),
            (b"plain", "text/html; charset=no-such-thing", Some("plain")),
            (b"r\xc3", "text/html", Some("r\u{fffd}")),
            (b"", "charset=", Some("")),
        ] {
            assert_eq!(decode(bytes, kind).as_deref(), wanted, "{bytes:?} as {kind}");
        }
    }
}
