//! What kind of file this is and where it ends, read from its outermost form alone: no pixel is looked at. It finds
//! what was cut off on its way, and what hides behind a picture.

use super::film;
use super::task::Refusal;

/// A kind of picture that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// JPEG.
    Jpeg,
    /// PNG, moving or not.
    Png,
    /// GIF, moving or not.
    Gif,
    /// WebP.
    WebP,
}

/// Tells the kind by the first bytes, whatever the name and the sender say.
pub fn kind_of(bytes: &[u8]) -> Result<Kind, Refusal> {
    let begins = |mark: &[u8]| bytes.starts_with(mark);
    let head = &bytes[..bytes.len().min(1_024)];
    if begins(b"\xff\xd8\xff") {
        Ok(Kind::Jpeg)
    } else if begins(b"\x89PNG\r\n\x1a\n") {
        Ok(Kind::Png)
    } else if begins(b"GIF87a") || begins(b"GIF89a") {
        Ok(Kind::Gif)
    } else if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        Ok(Kind::WebP)
    } else if holds(head, b"%pdf-") {
        Err(Refusal::Pdf)
    } else if holds(head, b"<svg") {
        Err(Refusal::Svg)
    } else if is_heic_or_avif(bytes) {
        Err(Refusal::HeicOrAvif)
    } else if film::reader_of(bytes).is_some() {
        Err(Refusal::FilmOrSound)
    } else {
        Err(Refusal::UnknownKind)
    }
}

/// Whether these bytes begin a picture whose wrapping films have as well.
pub fn is_still_picture(bytes: &[u8]) -> bool {
    is_heic_or_avif(bytes)
}

fn is_heic_or_avif(bytes: &[u8]) -> bool {
    let kinds: [&[u8]; 6] = [b"heic", b"heix", b"mif1", b"msf1", b"avif", b"avis"];
    bytes.get(4..8) == Some(b"ftyp") && kinds.contains(&bytes.get(8..12).unwrap_or_default())
}

/// Refuses what is cut off, and what is another kind of file as well. Bytes behind a picture that are neither are let
/// through, since telephones put a short film there; writing the picture anew leaves them behind.
pub fn check(kind: Kind, bytes: &[u8]) -> Result<(), Refusal> {
    let end = match kind {
        Kind::Jpeg => end_of_jpeg(bytes),
        Kind::Png => end_of_png(bytes),
        Kind::Gif => end_of_gif(bytes),
        Kind::WebP => end_of_webp(bytes),
    };
    let behind = end.and_then(|end| bytes.get(end..)).ok_or(Refusal::Truncated)?;
    let head = &bytes[..bytes.len().min(1_024)];
    let marks: [&[u8]; 9] = [
        b"pk\x03\x04",
        b"pk\x05\x06",
        b"%pdf-",
        b"<html",
        b"<!doctype",
        b"<script",
        b"<svg",
        b"<?php",
        b"rar!\x1a",
    ];
    let hides = marks.iter().any(|mark| holds(behind, mark));
    // Readers of PDF look for its mark anywhere in the first kilobyte.
    if hides || holds(head, b"%pdf-") { Err(Refusal::Polyglot) } else { Ok(()) }
}

/// Whether these bytes are in there, capital letters or not; `mark` is in small letters.
fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window.eq_ignore_ascii_case(mark))
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?)))
}

fn end_of_jpeg(bytes: &[u8]) -> Option<usize> {
    let mut at = 2;
    loop {
        // Between segments; inside a scan, 0xff stands before a zero or a restart mark.
        while *bytes.get(at)? != 0xff {
            at += 1;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x00 | 0x01 | 0xd0..=0xd8 => at += 2,
            0xd9 => return Some(at + 2),
            _ => at += 2 + word(bytes, at + 2)?.max(2),
        }
    }
}

fn end_of_png(bytes: &[u8]) -> Option<usize> {
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let kind = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(12)?.checked_add(length)?;
        if end > bytes.len() {
            return None;
        }
        if kind == b"IEND" {
            return Some(end);
        }
        at = end;
    }
}

fn end_of_gif(bytes: &[u8]) -> Option<usize> {
    let palette = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let blocks = |mut at: usize| loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    };
    let mut at = 13 + palette(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            0x3b => return Some(at + 1),
            0x21 => at = blocks(at + 2)?,
            0x2c => at = blocks(at + 11 + palette(*bytes.get(at + 9)?))?,
            _ => return None,
        }
    }
}

fn end_of_webp(bytes: &[u8]) -> Option<usize> {
    let length = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let end = length.checked_add(8)?;
    (end <= bytes.len()).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a144_what_is_no_picture_is_told_apart() {
        for (bytes, why) in [
            (&b"<?xml version=\"1.0\"?><svg onload=alert(1)>"[..], Refusal::Svg),
            (b"<SVG xmlns=\"http://www.w3.org/2000/svg\">", Refusal::Svg),
            (b"%PDF-1.7\n", Refusal::Pdf),
            (b"%!PS-Adobe-3.0", Refusal::UnknownKind),
            (b"push graphic-context\nimage over 0,0 0,0 'ephemeral:/etc/passwd'", Refusal::UnknownKind),
            (b"@/etc/passwd", Refusal::UnknownKind),
            (b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n", Refusal::UnknownKind),
            (b"\0\0\0\x18ftypmp42\0\0\0\0", Refusal::FilmOrSound),
            (b"OggS\0", Refusal::FilmOrSound),
            (b"ID3\x04", Refusal::FilmOrSound),
            (b"\0\0\0\x1cftypheic\0\0\0\0", Refusal::HeicOrAvif),
            (b"\0\0\0\x1cftypavif\0\0\0\0", Refusal::HeicOrAvif),
            (b"", Refusal::UnknownKind),
        ] {
            assert_eq!(kind_of(bytes), Err(why), "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn no_bytes_break_the_search_for_the_end() {
        for kind in [Kind::Jpeg, Kind::Png, Kind::Gif, Kind::WebP] {
            for length in 0..64 {
                for fill in [0, 0x21, 0x2c, 0xff, 0xda] {
                    let _ = check(kind, &vec![fill; length]);
                }
            }
        }
    }
}
