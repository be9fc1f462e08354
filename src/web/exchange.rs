//! The public page of calls and ideas, filled.

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::call::{CallKind, CallState};
use crate::domain::cursor::Stretch;
use crate::domain::text;
use crate::http::Doors;
use crate::service::accounts;
use crate::service::calls::{self, Shown};
use crate::words::Words;

use super::older;
use super::pages::statement_path;
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::address::web_address;
use super::views::card::{Card, CardKind};
use super::views::directory::Choice;
use super::views::exchange::{CallView, ExchangePage};
use super::views::language::Language;
use super::views::page::Pager;
use super::views::paths;
use super::{feed, frame};

/// The first words of a call, in characters.
const EXCERPT: usize = 240;

/// What is wanted of the page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    kind: String,
    /// Only what stands below the call with this id.
    #[serde(deserialize_with = "older::place")]
    pub before: Option<i64>,
}

impl Wanted {
    /// The one kind that is wanted; a word that is none leads nowhere.
    pub fn kind(&self) -> Result<Option<CallKind>, Problem> {
        match self.kind.as_str() {
            "" => Ok(None),
            word => CallKind::parse(word).map(Some).ok_or_else(Problem::not_found),
        }
    }
}

/// The page.
pub async fn show(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(wanted): Query<Wanted>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let kind = wanted.kind()?;
    let below = wanted.before.unwrap_or(i64::MAX);
    let key = format!("exchange {} {below}", kind.map_or("", CallKind::as_str));
    let make = async || {
        let cx = doors.federation.to_request_data();
        make(&cx, &shelf, kind, wanted.before).await
    };
    shelf.page(&key, &headers, make).await
}

/// A path with the kind that is wanted.
pub fn path_of(path: &str, kind: Option<CallKind>) -> String {
    kind.map_or_else(|| path.to_owned(), |kind| format!("{path}?{}", query_of(kind)))
}

fn query_of(kind: CallKind) -> String {
    format!("kind={}", kind.as_str())
}

async fn make(cx: &Cx, shelf: &Shelf, kind: Option<CallKind>, before: Option<i64>) -> Result<Kept, Problem> {
    let Stretch { rows: list, next } = calls::open(cx, true, kind, before.unwrap_or(i64::MAX)).await?;
    let here = path_of(paths::EXCHANGE, kind);
    let joint = if here.contains('?') { '&' } else { '?' };
    let pager = Pager {
        newer: before.map(|_| here.clone()),
        older: next.map(|next| format!("{here}{joint}before={next}")),
    };
    let coalition = accounts::coalition(cx).await?;
    let choice = |one: &CallKind| Choice {
        words: kind_words(shelf.words, *one).to_owned(),
        count: None,
        path: path_of(paths::EXCHANGE, Some(*one).filter(|one| kind != Some(*one))),
        is_chosen: kind == Some(*one),
    };
    let page = ExchangePage {
        page: frame::page(shelf),
        card: Card {
            kind: CardKind::Website,
            title: shelf.words.say("exchange-title").to_owned(),
            description: shelf.words.say_name("exchange-lead", &coalition.name),
            address: cx.url(&here),
            creator: frame::handle(cx, &coalition),
            activity_address: None,
            feeds: vec![feed::links(
                cx,
                shelf.words.say("exchange-title"),
                paths::EXCHANGE,
                &kind.map(query_of).unwrap_or_default(),
            )],
            picture_address: Some(cx.url(&format!("{}/card.png", paths::EXCHANGE))),
            translations: Vec::new(),
        },
        coalition: coalition.name.clone(),
        kinds: CallKind::ALL.iter().map(choice).collect(),
        is_filtered: kind.is_some(),
        feed_path: path_of(&format!("{}/feed.atom", paths::EXCHANGE), kind),
        calls: list.iter().map(|one| view(shelf.words, one)).collect(),
        pager,
    };
    frame::kept(StatusCode::OK, &page)
}

/// What a call is for, in words.
pub fn kind_words(words: Words, kind: CallKind) -> &'static str {
    match kind {
        CallKind::LegalAid => words.say("exchange-kind-legal-aid"),
        CallKind::Translation => words.say("exchange-kind-translation"),
        CallKind::Witnesses => words.say("exchange-kind-witnesses"),
        CallKind::Mirror => words.say("exchange-kind-mirror"),
        CallKind::Funds => words.say("exchange-kind-funds"),
        CallKind::Other => words.say("exchange-kind-other"),
        CallKind::Idea => words.say("exchange-kind-idea"),
    }
}

/// How far a call has come, in words.
pub fn state_words(words: Words, state: CallState) -> &'static str {
    match state {
        CallState::Open => words.say("exchange-state-open"),
        CallState::Answered => words.say("exchange-state-answered"),
        CallState::Closed => words.say("exchange-state-closed"),
    }
}

/// Where a call can be read, as an address that a link may have.
pub fn call_address(cx: &Cx, one: &Shown) -> String {
    let Shown { post, author, .. } = one;
    if author.is_local() {
        return cx.url(&statement_path(author, post));
    }
    let own = post.url.as_deref().and_then(web_address).filter(|address| !address.starts_with('/'));
    own.unwrap_or(post.uri.as_str()).to_owned()
}

/// A call as pages show it.
pub fn view(words: Words, one: &Shown) -> CallView {
    let Shown { post, author, call } = one;
    let main = post.main_text();
    let target = if author.is_local() {
        statement_path(author, post)
    } else {
        post.url.clone().unwrap_or_else(|| post.uri.as_str().to_owned())
    };
    let (title, below) = one.parts();
    CallView {
        title,
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        excerpt: post.warning.clone().unwrap_or_else(|| text::excerpt(&text::plain(below), EXCERPT)),
        kind: kind_words(words, call.kind).to_owned(),
        state: state_words(words, call.state).to_owned(),
        by: author.name.clone(),
        until: call.last_day().map(|day| words.day(day)),
        sectors: call.sectors.iter().map(|sector| words.sector(*sector).to_owned()).collect(),
        languages: call.languages.iter().map(|tag| Language::of(tag)).collect(),
        adopted: (call.kind == CallKind::Idea).then_some(call.adopted),
        target,
        published: frame::moment(post.published_at),
    }
}
