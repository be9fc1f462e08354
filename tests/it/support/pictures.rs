//! Pictures as telephones, editors and attackers make them: with places, names and other files inside.

use std::io::Cursor;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, Frame, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};

/// A word that stands in every hidden corner; no served byte may hold it.
pub const SECRET: &str = "wombat-52N13E";

/// Every word that would give something away.
pub fn tells(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 8] =
        [SECRET.as_bytes(), b"Exif", b"<x:xmpmeta", b"ICC_PROFILE", b"tEXt", b"eXIf", b"GPS", b"iCCP"];
    marks.iter().any(|mark| bytes.windows(mark.len()).any(|window| window == *mark))
}

/// A red field with a blue right half.
pub fn drawing(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(
        width,
        height,
        |x, _| {
            if x < width / 2 { Rgb([200, 30, 30]) } else { Rgb([30, 30, 200]) }
        },
    )
}

fn written(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).expect("it can be written");
    bytes.into_inner()
}

/// A photograph without anything hidden.
pub fn plain_jpeg(width: u32, height: u32) -> Vec<u8> {
    written(&DynamicImage::ImageRgb8(drawing(width, height)), ImageFormat::Jpeg)
}

/// A drawing without anything hidden.
pub fn plain_png(width: u32, height: u32) -> Vec<u8> {
    written(&DynamicImage::ImageRgb8(drawing(width, height)), ImageFormat::Png)
}

/// TIFF as it stands in EXIF: to be turned (6 is a quarter to the right), a maker, a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x03\0".to_vec();
    // Make (0x010f), text, at 50.
    tiff.extend(b"\x0f\x01\x02\0");
    tiff.extend(u32::try_from(SECRET.len()).expect("short").to_le_bytes());
    tiff.extend(50_u32.to_le_bytes());
    // Orientation (0x0112), one number.
    tiff.extend(b"\x12\x01\x03\0\x01\0\0\0");
    tiff.extend([orientation, 0, 0, 0]);
    // GPS (0x8825), at 64.
    tiff.extend(b"\x25\x88\x04\0\x01\0\0\0");
    tiff.extend(64_u32.to_le_bytes());
    tiff.extend([0; 4]);
    tiff.extend(SECRET.as_bytes());
    tiff.resize(64, 0);
    // GPSLatitudeRef: N.
    tiff.extend(b"\x01\0\x01\0\x02\0\x02\0\0\0N\0\0\0\0\0\0\0");
    tiff.extend(b"GPS");
    tiff
}

fn segment(kind: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).expect("a segment is short");
    [&[0xff, kind][..], &length.to_be_bytes(), content].concat()
}

/// A photograph from a telephone: turned, with place, maker, profile, XMP, comment, and a film behind it.
pub fn telling_jpeg(width: u32, height: u32) -> Vec<u8> {
    let plain = plain_jpeg(width, height);
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{SECRET}</x:xmpmeta>");
    [
        &plain[..2],
        &segment(0xe1, &[b"Exif\0\0", &exif(6)[..]].concat()),
        &segment(0xe1, xmp.as_bytes()),
        &segment(0xe2, format!("ICC_PROFILE\0\x01\x01{SECRET}").as_bytes()),
        &segment(0xed, format!("Photoshop 3.0\0{SECRET}").as_bytes()),
        &segment(0xfe, SECRET.as_bytes()),
        &plain[2..],
        format!("\0\0\0\x18ftypmp42{SECRET}").as_bytes(),
    ]
    .concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| {
                if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 }
            },
        )
    })
}

/// A chunk of a PNG.
pub fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).expect("a chunk is short");
    let named = [&kind[..], content].concat();
    [&length.to_be_bytes()[..], &named, &crc(&named).to_be_bytes()].concat()
}

/// A drawing with words, EXIF, XMP and a profile in its chunks.
pub fn telling_png(width: u32, height: u32) -> Vec<u8> {
    let plain = plain_png(width, height);
    [
        // Signature and IHDR.
        &plain[..33],
        &chunk(*b"tEXt", format!("Author\0{SECRET}").as_bytes()),
        &chunk(*b"iTXt", format!("XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>{SECRET}").as_bytes()),
        &chunk(*b"eXIf", &exif(1)),
        &plain[33..],
        SECRET.as_bytes(),
    ]
    .concat()
}

/// A WebP with EXIF and XMP.
pub fn telling_webp(width: u32, height: u32) -> Vec<u8> {
    let plain = written(&DynamicImage::ImageRgb8(drawing(width, height)), ImageFormat::WebP);
    let piece = |kind: [u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_le_bytes();
        let mut piece = [&kind[..], &length, content].concat();
        if piece.len() % 2 == 1 {
            piece.push(0);
        }
        piece
    };
    // Flags for EXIF and XMP, then width and height less one, in three bytes each.
    let mut head = vec![0x0c, 0, 0, 0];
    head.extend(&(width - 1).to_le_bytes()[..3]);
    head.extend(&(height - 1).to_le_bytes()[..3]);
    let body = [
        b"WEBP",
        &piece(*b"VP8X", &head)[..],
        &plain[12..],
        &piece(*b"EXIF", &exif(1)),
        &piece(*b"XMP ", format!("<x:xmpmeta>{SECRET}").as_bytes()),
    ]
    .concat();
    [b"RIFF", &u32::try_from(body.len()).expect("short").to_le_bytes()[..], &body].concat()
}

/// A moving picture of so many frames.
pub fn gif(width: u32, height: u32, frames: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new_with_speed(&mut bytes, 30);
    for n in 0..frames {
        let colour = Rgba([u8::try_from(n * 40 % 256).expect("below 256"), 90, 20, 255]);
        encoder.encode_frame(Frame::new(RgbaImage::from_pixel(width, height, colour))).expect("a frame");
    }
    drop(encoder);
    bytes
}

/// A moving picture with a comment in it.
pub fn telling_gif(width: u32, height: u32) -> Vec<u8> {
    let plain = gif(width, height, 3);
    // The comment stands before the trailer.
    let comment =
        [&[0x21, 0xfe, u8::try_from(SECRET.len()).expect("short")], SECRET.as_bytes(), &[0]].concat();
    [&plain[..plain.len() - 1], &comment, &[0x3b]].concat()
}

/// A PNG that says it is this large and holds next to nothing.
pub fn bomb_png(width: u32, height: u32) -> Vec<u8> {
    let head = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 6, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n",
        &chunk(*b"IHDR", &head)[..],
        &chunk(*b"IDAT", b"\x78\x9c\x63\0\0\0\x01\0\x01"),
        &chunk(*b"IEND", b""),
    ]
    .concat()
}
