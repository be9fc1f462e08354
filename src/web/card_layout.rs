//! How a card is laid out: what it says, line by line, and the bar below. `preview_card` says what stands on which.

use axum::response::Response;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode};

use crate::app::Cx;
use crate::media::drawing;

use super::accent::{Colour, DEFAULT_ACCENT, READABLE, light_shade};
use super::frame;
use super::problem::Problem;
use super::progress::Progress;
use super::shelf::{Kept, Shelf};
use super::views::language::{Direction, Language};
use super::views::picture::{Bar, CardPicture, TextLine};
use crate::words::{Words, tidied};

/// Width and height that the networks ask for, in pixels.
pub const SIZE: (u32, u32) = (1200, 630);
const MARGIN: f32 = 80.0;
const TITLE: u32 = 64;
const BODY: u32 = 32;
const PNG: &str = "image/png";

/// What a card says.
pub struct Facts {
    /// A line above the title, quiet.
    pub above: String,
    /// What it is called.
    pub title: String,
    /// What stands below it, each part on lines of its own; there is room for two or three.
    pub below: Vec<String>,
    /// The language of all of it.
    pub language: Language,
    /// How far a campaign has come.
    pub progress: Option<Progress>,
}

/// The card with these facts.
pub async fn draw(cx: &Cx, shelf: &Shelf, facts: &Facts) -> Result<Kept, Problem> {
    let picture: Bytes = shelf.drawn(frame::render(&lay_out(cx, facts))?).await?;
    Ok(Kept::new(StatusCode::OK, PNG, picture))
}

/// Other sites show it inside their own pages.
pub fn open(mut response: Response) -> Response {
    let name = HeaderName::from_static("cross-origin-resource-policy");
    response.headers_mut().insert(name, HeaderValue::from_static("cross-origin"));
    response
}

fn lay_out(cx: &Cx, facts: &Facts) -> CardPicture {
    let (width, height) = SIZE;
    let (across, down) = (1200.0, 630.0);
    let is_rtl = facts.language.direction == Direction::RightToLeft;
    let widest = across - 2.0 * MARGIN;
    let x = if is_rtl { across - MARGIN } else { MARGIN };
    let mut y = 130.0;
    let mut lines = Vec::new();
    let mut write = |words: String, size: u32, is_bold: bool, is_quiet: bool, y: f32| {
        lines.push(TextLine { x, y, words, size, is_bold, is_quiet });
    };
    for words in drawing::wrapped(&tidied(&facts.above), BODY, false, widest, 1) {
        write(words, BODY, false, true, y);
    }
    y += 100.0;
    let title = drawing::wrapped(&tidied(&facts.title), TITLE, true, widest, 3);
    let room_below = 4_usize.saturating_sub(title.len()).min(2);
    for words in title {
        write(words, TITLE, true, false, y);
        y += 78.0;
    }
    y -= 14.0;
    let parts: Vec<&String> = facts.below.iter().filter(|part| !part.trim().is_empty()).collect();
    // Several parts belong to a card without a bar, and have its room.
    let mut room = room_below.max(if parts.len() > 1 { parts.len() + 1 } else { 1 });
    for (at, part) in parts.iter().enumerate() {
        let most = room.saturating_sub(parts.len() - at - 1);
        for words in drawing::wrapped(&tidied(part), BODY, false, widest, most) {
            write(words, BODY, false, false, y);
            y += 44.0;
            room = room.saturating_sub(1);
        }
    }
    let foot = down - 60.0;
    let bar = facts.progress.map(|progress| {
        let percent = u8::try_from(progress.percent().unwrap_or(100)).unwrap_or(100);
        let share = f32::from(percent) / 100.0;
        let filled = widest * share;
        Bar {
            x: MARGIN,
            y: foot - 74.0,
            width: widest,
            filled_x: if is_rtl { across - MARGIN - filled } else { MARGIN },
            filled,
        }
    });
    let address = cx.config.authority();
    let words = Words::of_first(std::slice::from_ref(&facts.language.tag));
    let count = facts.progress.map(|progress| match progress.goal {
        Some(goal) => format!("{} / {}", progress.number(words), words.number(goal)),
        None => progress.number(words),
    });
    let foot_words = count.map_or_else(|| address.clone(), |count| format!("{count}  ·  {address}"));
    for words in drawing::wrapped(&foot_words, BODY, true, widest, 1) {
        write(words, BODY, true, true, foot);
    }
    let chosen = Colour::parse(&cx.config.coalition.accent).unwrap_or(DEFAULT_ACCENT);
    CardPicture {
        width,
        height,
        family: drawing::FAMILY,
        accent: light_shade(chosen, READABLE).to_hex(),
        direction: facts.language.direction,
        edge_x: if is_rtl { width - 24 } else { 0 },
        lines,
        bar,
    }
}
