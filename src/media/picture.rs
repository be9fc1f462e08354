//! Looking into a picture and writing it anew. Only pixels come out: every kind of words, places, profiles and other
//! pictures that a file can carry stays behind. Runs inside the confined process.

use std::io::Cursor;

use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageResult, Limits};

use crate::domain::media::Size;

use super::extent::{self, Kind};
use super::moving;
use super::task::{Made, Part, Refusal, Shape, Task};

/// The most pixels that are kept; larger pictures are made smaller (as Mastodon does).
pub const KEPT_PIXELS: u64 = 3_840 * 2_160;
/// The most pixels of a small copy.
const PREVIEW_PIXELS: u64 = 640 * 360;
/// What one decoder may ask for at once, in bytes.
const DECODER_BYTES: u64 = 176 * 1024 * 1024;
/// How good JPEGs are that we write, of 100.
const QUALITY: u8 = 88;
const PREVIEW_QUALITY: u8 = 78;

/// Does the work.
pub fn make(bytes: &[u8], task: &Task) -> Result<Made, Refusal> {
    let kind = extent::kind_of(bytes)?;
    extent::check(kind, bytes)?;
    let source = || Cursor::new(bytes);
    match kind {
        Kind::Jpeg => still(opened(JpegDecoder::new(source()))?, task, false),
        Kind::Png => still(opened(PngDecoder::with_limits(source(), limits()))?, task, true),
        Kind::WebP => still(opened(WebPDecoder::new(source()))?, task, false),
        Kind::Gif => {
            let decoder = opened(GifDecoder::new(source()))?;
            small_enough(&decoder, task)?;
            match task.shape {
                Shape::Attached => moving::make(decoder),
                Shape::Cut(_) => still(decoder, task, true),
            }
        }
    }
}

fn limits() -> Limits {
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(DECODER_BYTES);
    limits
}

fn opened<T>(result: ImageResult<T>) -> Result<T, Refusal> {
    result.map_err(|error| refusal(&error))
}

/// What a decoder's complaint means to the one who sent the file.
pub(super) fn refusal(error: &image::ImageError) -> Refusal {
    match error {
        image::ImageError::Limits(_) => Refusal::TooCostly,
        image::ImageError::IoError(e) if e.kind() == std::io::ErrorKind::UnexpectedEof => Refusal::Truncated,
        _ => Refusal::Broken,
    }
}

/// The size is read from the head of the file, before anything is allocated for it (A143).
fn small_enough(decoder: &impl ImageDecoder, task: &Task) -> Result<(), Refusal> {
    let (width, height) = decoder.dimensions();
    let size = Size { width, height };
    if width == 0 || height == 0 {
        return Err(Refusal::Broken);
    }
    if size.pixels() > task.most_pixels {
        return Err(Refusal::TooManyPixels(task.most_pixels / 1_000_000));
    }
    Ok(())
}

fn still(mut decoder: impl ImageDecoder, task: &Task, is_drawing: bool) -> Result<Made, Refusal> {
    small_enough(&decoder, task)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    opened(decoder.set_limits(limits()))?;
    let image = opened(DynamicImage::from_decoder(decoder))?;
    // Made smaller first and turned afterwards: a turn needs a second copy.
    let mut image = within(image, KEPT_PIXELS);
    image.apply_orientation(orientation);
    if let Shape::Cut(size) = task.shape {
        image = cut(&image, size);
    }
    let image = eight_bits(image);
    let preview = match task.shape {
        Shape::Attached => Some(written(&small(&image), is_drawing, PREVIEW_QUALITY)?),
        Shape::Cut(_) => None,
    };
    Ok(Made { main: written(&image, is_drawing, QUALITY)?, preview, blurhash: blurhash(&image) })
}

/// The picture with at most so many pixels, in its own proportions.
fn within(image: DynamicImage, most: u64) -> DynamicImage {
    let size = Size { width: image.width(), height: image.height() };
    if size.pixels() <= most {
        return image;
    }
    let Size { width, height } = fitted(size, most);
    image.thumbnail_exact(width, height)
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a picture fit an f64, and a side grows no larger than it was"
)]
fn fitted(size: Size, most: u64) -> Size {
    let scale = (most as f64 / size.pixels() as f64).sqrt();
    let side = |length: u32| ((f64::from(length) * scale) as u32).max(1);
    Size { width: side(size.width), height: side(size.height) }
}

/// Exactly this size, the middle of the picture, nothing distorted.
fn cut(image: &DynamicImage, to: Size) -> DynamicImage {
    let (width, height) = (u64::from(image.width()), u64::from(image.height()));
    let (to_width, to_height) = (u64::from(to.width), u64::from(to.height));
    let is_wider = width * to_height > to_width * height;
    let (part_width, part_height) = if is_wider {
        ((height * to_width / to_height).max(1), height)
    } else {
        (width, (width * to_height / to_width).max(1))
    };
    let side = |length: u64| u32::try_from(length).unwrap_or(1);
    let part = image.crop_imm(
        side((width - part_width) / 2),
        side((height - part_height) / 2),
        side(part_width),
        side(part_height),
    );
    part.thumbnail_exact(to.width, to.height)
}

/// The picture in eight bits a colour, with transparency only where something shows through.
fn eight_bits(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return DynamicImage::ImageRgb8(image.into_rgb8());
    }
    let rgba = image.into_rgba8();
    if rgba.pixels().all(|pixel| pixel.0[3] == u8::MAX) {
        DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(rgba).into_rgb8())
    } else {
        DynamicImage::ImageRgba8(rgba)
    }
}

/// The small copy.
pub(super) fn small(image: &DynamicImage) -> DynamicImage {
    let size = Size { width: image.width(), height: image.height() };
    if size.pixels() <= PREVIEW_PIXELS {
        return image.clone();
    }
    let Size { width, height } = fitted(size, PREVIEW_PIXELS);
    image.thumbnail_exact(width, height)
}

/// Drawings and what is transparent as PNG, photographs as JPEG.
fn written(image: &DynamicImage, is_drawing: bool, quality: u8) -> Result<Part, Refusal> {
    let mut bytes = Vec::new();
    let is_png = is_drawing || image.color().has_alpha();
    let written = if is_png {
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png)
    } else {
        image.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality))
    };
    opened(written)?;
    let media_type = if is_png { "image/png" } else { "image/jpeg" };
    let size = Size { width: image.width(), height: image.height() };
    Ok(Part { bytes, media_type: media_type.to_owned(), size })
}

/// The small copy of a frame, as a file.
pub(super) fn preview_of(image: DynamicImage) -> Result<Part, Refusal> {
    written(&small(&eight_bits(image)), true, PREVIEW_QUALITY)
}

/// A few letters that stand for the picture until it is there.
pub(super) fn blurhash(image: &DynamicImage) -> String {
    let tiny = image.thumbnail_exact(image.width().clamp(1, 32), image.height().clamp(1, 32)).into_rgba8();
    blurhash::encode(4, 3, tiny.width(), tiny.height(), tiny.as_raw()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_keep_their_proportions() {
        let size = |width, height| Size { width, height };
        assert_eq!(fitted(size(8_000, 4_500), KEPT_PIXELS), size(3_840, 2_160));
        assert_eq!(fitted(size(1_000_000, 1), 100), size(10_000, 1));
        let image = DynamicImage::new_rgb8(900, 300);
        assert_eq!(cut(&image, size(100, 100)).width(), 100);
        assert_eq!(cut(&DynamicImage::new_rgb8(1, 5_000), size(1_500, 500)).height(), 500);
    }
}
