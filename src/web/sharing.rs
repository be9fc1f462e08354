//! What other sites may show of a campaign: a counter and a badge as pictures, a small page for a frame, and the page that gives
//! out the lines to copy. None of it runs a script or knows its reader.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::app::Cx;
use crate::domain::campaign::Plan;
use crate::http::Doors;
use crate::http::headers::MayBeFramed;
use crate::media::drawing;
use crate::service::campaign_voice::Public;
use crate::service::campaigns;

use super::accent::{Colour, DEFAULT_ACCENT, READABLE, light_shade};
use super::problem::Problem;
use super::progress::{self, Progress};
use super::shelf::{Kept, Shelf};
use super::views::language::Language;
use super::views::picture::{Badge, Counter};
use super::views::sharing::{EmbedPage, SharePage};
use super::{frame, leaflet};
use crate::words::{Words, tidied};

const SVG: &str = "image/svg+xml";
/// Letters and margins of a badge, in pixels.
const BADGE_LETTERS: u32 = 12;
const BADGE_MARGIN: f32 = 16.0;
/// Units of a counter's bar.
const COUNTER_BAR: u64 = 260;
/// The longest name on a badge and on a counter, in pixels of their letters.
const BADGE_NAME: f32 = 300.0;
const COUNTER_NAME: f32 = 260.0;

/// A campaign and how far it has come.
struct Standing {
    public: Public,
    progress: Progress,
}

impl Standing {
    async fn of(cx: &Cx, name: &str) -> Result<Self, Problem> {
        let public = campaigns::public(cx, name).await?;
        let progress = progress::of(cx, &public).await?;
        Ok(Self { public, progress })
    }

    fn plan(&self) -> &Plan {
        &self.public.campaign.plan
    }

    /// Pictures speak the language of the campaign, whoever looks.
    fn own_words(&self) -> Words {
        Words::of_first(std::slice::from_ref(&self.plan().language))
    }

    /// What is counted, and towards which goal.
    fn standing(&self, words: Words) -> String {
        match self.progress.goal {
            Some(goal) => words
                .say_with("share-standing-goal")
                .count("count", self.progress.count)
                .name("goal", words.number(goal))
                .to_string(),
            None => words.say_count("share-standing", self.progress.count),
        }
    }

    fn label(&self) -> String {
        let words = self.own_words();
        words
            .say_with("share-label")
            .name("name", &self.plan().name)
            .name("number", self.progress.number(words))
            .name("words", self.standing(words))
            .to_string()
    }
}

fn accent(cx: &Cx) -> String {
    light_shade(Colour::parse(&cx.config.coalition.accent).unwrap_or(DEFAULT_ACCENT), READABLE).to_hex()
}

/// The name, no wider than there is room for.
fn name(plan: &Plan, size: u32, widest: f32) -> String {
    drawing::wrapped(&tidied(&plan.name), size, false, widest, 1).pop().unwrap_or_default()
}

/// The counter.
pub async fn counter(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let standing = Standing::of(&cx, &handle).await?;
        let picture = Counter {
            label: standing.label(),
            name: name(standing.plan(), 15, COUNTER_NAME),
            number: standing.progress.number(standing.own_words()),
            // A word more has to have room.
            number_size: if standing.progress.is_about { 24 } else { 36 },
            words: standing.standing(standing.own_words()),
            filled: standing.progress.percent().map(|percent| percent * COUNTER_BAR / 100),
            accent: accent(&cx),
            direction: Language::of(&standing.plan().language).direction,
        };
        Ok(Kept::new(StatusCode::OK, SVG, frame::render(&picture)?))
    };
    shelf.page(&format!("counter {handle}"), &headers, make).await
}

/// The badge.
pub async fn badge(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let standing = Standing::of(&cx, &handle).await?;
        let name = name(standing.plan(), BADGE_LETTERS, BADGE_NAME);
        let number = standing.progress.number(standing.own_words());
        let wide = |words: &str, is_bold| {
            // Other letters than ours may be a little wider.
            let width = drawing::width(words, BADGE_LETTERS, is_bold) * 1.05 + BADGE_MARGIN;
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "it is a few hundred pixels at most"
            )]
            let width = width.ceil() as u32;
            width
        };
        let picture = Badge {
            label: standing.label(),
            name_width: wide(&name, false),
            number_width: wide(&number, true),
            name,
            number,
            accent: accent(&cx),
        };
        Ok(Kept::new(StatusCode::OK, SVG, frame::render(&picture)?))
    };
    shelf.page(&format!("badge {handle}"), &headers, make).await
}

/// The small page for a frame on another site.
pub async fn embed(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let standing = Standing::of(&cx, &handle).await?;
        let plan = standing.plan();
        let page = EmbedPage {
            page: frame::page(&shelf),
            name: plan.name.clone(),
            goal: plan.goal.clone(),
            language: Language::of(&plan.language),
            number: standing.progress.number(shelf.words),
            words: standing.standing(shelf.words),
            percent: standing.progress.percent(),
            address: cx.url(&frame::path_of(&standing.public.actor)),
        };
        frame::kept(StatusCode::OK, &page)
    };
    let mut response = shelf.page(&format!("embed {handle}"), &headers, make).await?;
    response.extensions_mut().insert(MayBeFramed);
    Ok(response)
}

/// The page that gives out the lines to copy.
pub async fn share(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(handle): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let standing = Standing::of(&cx, &handle).await?;
        let path = frame::path_of(&standing.public.actor);
        let page = SharePage {
            page: frame::page(&shelf),
            name: standing.plan().name.clone(),
            language: Language::of(&standing.plan().language),
            qr_svg: leaflet::qr_svg(shelf.words, &cx.url(&path)),
            address: cx.url(&path),
            handle: frame::handle(&cx, &standing.public.actor),
            origin: cx.url(""),
            path,
        };
        frame::kept(StatusCode::OK, &page)
    };
    shelf.page(&format!("share {handle}"), &headers, make).await
}
