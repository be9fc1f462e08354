//! Moving pictures, frame by frame: each is drawn anew, so that comments and whatever else stands between frames stays
//! behind.

use std::io::Cursor;

use image::codecs::gif::{GifDecoder, GifEncoder, Repeat};
use image::{AnimationDecoder, DynamicImage};

use crate::domain::media::Size;

use super::picture;
use super::task::{Made, Part, Refusal};

/// The most frames.
const MOST_FRAMES: usize = 1_000;
/// The most pixels of all frames together.
const MOST_PIXELS: u64 = 100_000_000;
/// How much care goes into the colours of a frame, from 1 (most) to 30.
const SPEED: i32 = 20;

/// Writes a GIF anew.
pub fn make(decoder: GifDecoder<Cursor<&[u8]>>) -> Result<Made, Refusal> {
    let mut bytes = Vec::new();
    let (mut count, mut pixels, mut first) = (0, 0, None);
    {
        let mut encoder = GifEncoder::new_with_speed(&mut bytes, SPEED);
        encoder.set_repeat(Repeat::Infinite).map_err(|e| picture::refusal(&e))?;
        for frame in decoder.into_frames() {
            let frame = frame.map_err(|e| picture::refusal(&e))?;
            let size = Size { width: frame.buffer().width(), height: frame.buffer().height() };
            count += 1;
            pixels += size.pixels();
            if count > MOST_FRAMES || pixels > MOST_PIXELS {
                return Err(Refusal::TooManyFrames);
            }
            if first.is_none() {
                first = Some(frame.buffer().clone());
            }
            encoder.encode_frame(frame).map_err(|e| picture::refusal(&e))?;
        }
    }
    let first = DynamicImage::ImageRgba8(first.ok_or(Refusal::Broken)?);
    let size = Size { width: first.width(), height: first.height() };
    let blurhash = picture::blurhash(&first);
    let preview = picture::preview_of(first)?;
    let main = Part { bytes, media_type: "image/gif".to_owned(), size };
    Ok(Made { main, preview: Some(preview), blurhash })
}
