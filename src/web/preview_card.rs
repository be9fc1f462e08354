//! The picture that chats and other servers show beside a link to us: title, coalition, and how far a campaign has come. It
//! is laid out here and drawn by `media::drawing`; nothing is fetched for it.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::PostId;
use crate::domain::text;
use crate::http::Doors;
use crate::media::drawing;
use crate::service::{accounts, campaigns, statements};

use super::accent::{Colour, DEFAULT_ACCENT, READABLE, light_shade};
use super::frame;
use super::problem::Problem;
use super::progress::{self, Progress};
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
struct Facts {
    above: String,
    title: String,
    below: String,
    language: Language,
    progress: Option<Progress>,
}

/// The card of the coalition, of somebody here, or of a campaign.
pub async fn of_account(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let account = accounts::local(&cx, &name).await?;
        let facts = match account.kind {
            ActorKind::Application => return Err(Problem::not_found()),
            ActorKind::Group => campaign_facts(&cx, &name).await?,
            _ => account_facts(&cx, &account),
        };
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page(&format!("card {name}"), &headers, make).await?))
}

/// The card of a statement.
pub async fn of_statement(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path((name, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: PostId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        let shown = statements::show(&cx, id).await?;
        if shown.author.username != name {
            return Err(Problem::not_found());
        }
        let main = shown.post.main_text();
        let plain = text::plain(&main.html);
        let title = main.title.clone().filter(|title| !title.trim().is_empty());
        let facts = Facts {
            above: shown.campaign.map_or_else(|| shown.author.name.clone(), |c| c.plan.name),
            // A warning stands for the text behind it.
            below: if shown.post.warning.is_some() || title.is_none() {
                String::new()
            } else {
                plain.clone()
            },
            title: shown.post.warning.clone().or(title).unwrap_or(plain),
            language: Language::of(main.language.as_deref().unwrap_or_default()),
            progress: None,
        };
        draw(&cx, &shelf, &facts).await
    };
    Ok(open(shelf.page(&format!("card {name} {id}"), &headers, make).await?))
}

fn account_facts(cx: &Cx, account: &Account) -> Facts {
    let main = cx.config.coalition.languages.first().map_or("en", String::as_str);
    Facts {
        above: frame::handle(cx, account),
        title: account.name.clone(),
        below: text::plain(&account.summary),
        language: Language::of(main),
        progress: None,
    }
}

async fn campaign_facts(cx: &Cx, handle: &str) -> Result<Facts, Problem> {
    let public = campaigns::public(cx, handle).await?;
    let progress = progress::of(cx, &public).await?;
    let plan = public.campaign.plan;
    Ok(Facts {
        above: cx.config.coalition.name.clone(),
        title: plan.name,
        below: plan.goal,
        language: Language::of(&plan.language),
        progress: Some(progress).filter(|progress| progress.count > 0),
    })
}

async fn draw(cx: &Cx, shelf: &Shelf, facts: &Facts) -> Result<Kept, Problem> {
    let picture: Bytes = shelf.drawn(frame::render(&lay_out(cx, facts))?).await?;
    Ok(Kept::new(StatusCode::OK, PNG, picture))
}

/// Other sites show it inside their own pages.
fn open(mut response: Response) -> Response {
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
    for words in drawing::wrapped(&tidied(&facts.below), BODY, false, widest, room_below.max(1)) {
        write(words, BODY, false, false, y);
        y += 44.0;
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
