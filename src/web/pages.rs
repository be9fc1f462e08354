//! The public page of the coalition and of the people here: who this is, and what they said.

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind, Field};
use crate::domain::post::Post;
use crate::domain::text;
use crate::http::{Doors, session};
use crate::service::{accounts, campaigns, mails, statements};
use crate::words::Words;

use super::campaign;
use super::older;
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::card::{Card, CardKind};
use super::views::coalition::{CoalitionPage, ProfileLine, StatementSummary};
use super::views::language::Language;
use super::views::page::Pager;
use super::{event, feed, frame, headings, newsletter};

/// So many statements stand on one page.
pub const PAGE: usize = 20;
/// What is asked for, so that it is known whether there is another page.
const ONE_MORE: i64 = 21;
/// The first words of a statement, in characters.
const EXCERPT: usize = 240;

/// Which part of a list is wanted.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Part {
    /// Only what is older than the post with this id.
    #[serde(default, deserialize_with = "older::place")]
    pub before: Option<i64>,
}

/// The coalition, at the root.
pub async fn home(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(part): Query<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let name = doors.federation.config.coalition.handle.clone();
    account(&doors, &shelf, &name, part, &headers).await
}

/// The page of an account that lives here. A member who is signed in reads a campaign's on a page of their own.
pub async fn account(
    doors: &Doors,
    shelf: &Shelf,
    name: &str,
    part: Part,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if let Some(session) = session::find(&cx, headers).await?
        && accounts::local(&cx, name).await?.kind == ActorKind::Group
    {
        return campaign::private(&cx, shelf, name, part, &session).await;
    }
    let key = format!("account {name} {}", part.before.unwrap_or(i64::MAX));
    shelf.page(&key, headers, || make(doors, shelf, name, part)).await
}

/// The page of a campaign, and of nobody else; for a member who is signed in, one of their own.
pub async fn campaign(
    doors: &Doors,
    shelf: &Shelf,
    name: &str,
    part: Part,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let cx = doors.federation.to_request_data();
    if let Some(session) = session::find(&cx, headers).await? {
        return campaign::private(&cx, shelf, name, part, &session).await;
    }
    let key = format!("campaign {name} {}", part.before.unwrap_or(i64::MAX));
    let make = async || campaign::make(&cx, shelf, name, part).await;
    shelf.page(&key, headers, make).await
}

async fn make(doors: &Doors, shelf: &Shelf, name: &str, part: Part) -> Result<Kept, Problem> {
    let cx = doors.federation.to_request_data();
    let account = accounts::local(&cx, name).await?;
    // The server itself is no one to read about.
    if account.kind == ActorKind::Application {
        return Err(Problem::not_found());
    }
    if account.kind == ActorKind::Group {
        return campaign::make(&cx, shelf, name, part).await;
    }
    let (list, pager) = listed(&cx, &account, part, &frame::path_of(&account)).await?;
    let numbers = accounts::numbers(&cx, &account).await?;
    let is_coalition = account.username == cx.config.coalition.handle;
    let campaigns = match part.before {
        None if is_coalition => campaign::summaries(&cx, shelf.words).await?,
        _ => Vec::new(),
    };
    let events = match part.before {
        None if is_coalition => event::next(&cx, shelf.words, &account).await?,
        _ => Vec::new(),
    };
    let languages = &cx.config.coalition.languages;
    let main = languages.first().map_or("en", String::as_str);
    frame::kept(
        StatusCode::OK,
        &CoalitionPage {
            page: frame::page(shelf),
            card: card(&cx, shelf.words, &account, part),
            name: account.name.clone(),
            handle: frame::handle(&cx, &account),
            account_name: (!is_coalition).then(|| account.username.clone()),
            summary_html: headings::below(&account.summary, 2),
            summary_language: Language::of(main),
            lines: lines(&account),
            languages: if is_coalition {
                languages.iter().map(|tag| Language::of(tag)).collect()
            } else {
                Vec::new()
            },
            follower_count: Some(frame::count(numbers.followers)),
            feed_path: format!("{}/feed.atom", frame::path_of(&account)),
            newsletter: if is_coalition { newsletter::form(mails::is_on(&cx), None) } else { None },
            events,
            events_path: format!("{}/events", frame::path_of(&account)),
            campaigns,
            statements: list.iter().map(|post| summary(&account, post)).collect(),
            pager,
        },
    )
}

fn lines(account: &Account) -> Vec<ProfileLine> {
    let line = |field: &Field| ProfileLine {
        name: field.name.clone(),
        value_html: field.value.clone(),
        verified: field.verified_at.map(frame::moment),
    };
    account.profile.fields.iter().map(line).collect()
}

/// A part of what an account has said, newest first, and where its neighbours are.
pub async fn listed(
    cx: &Cx,
    account: &Account,
    part: Part,
    path: &str,
) -> Result<(Vec<Post>, Pager), Problem> {
    let below = part.before.unwrap_or(i64::MAX);
    let mut list = match campaigns::with_account(cx, account.id).await? {
        Some(campaign) => campaigns::statements(cx, campaign.id, below, ONE_MORE).await?,
        None => statements::list(cx, account, below, ONE_MORE).await?,
    };
    let is_full = list.len() > PAGE;
    list.truncate(PAGE);
    let older = list.last().filter(|_| is_full).map(|last| format!("{path}?before={}", last.id));
    let newer = part.before.map(|_| path.to_owned());
    Ok((list, Pager { newer, older }))
}

/// The address of a statement's page below the origin.
pub fn statement_path(account: &Account, post: &Post) -> String {
    format!("/@{}/{}", account.username, post.id)
}

/// The languages a post can be read in.
pub fn languages_of(post: &Post) -> Vec<Language> {
    post.texts.iter().map(|text| Language::of(text.language.as_deref().unwrap_or_default())).collect()
}

/// A statement as it stands in a list.
pub fn summary(account: &Account, post: &Post) -> StatementSummary {
    let main = post.main_text();
    StatementSummary {
        title: main.title.clone().unwrap_or_default(),
        excerpt: post.warning.clone().unwrap_or_else(|| text::excerpt(&text::plain(&main.html), EXCERPT)),
        is_warned: post.warning.is_some(),
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        languages: languages_of(post),
        path: statement_path(account, post),
        published: frame::moment(post.published_at),
        edited: post.edited_at.map(frame::moment),
    }
}

fn card(cx: &Cx, words: Words, account: &Account, part: Part) -> Card {
    let path = frame::path_of(account);
    let page = part.before.map_or_else(|| path.clone(), |before| format!("{path}?before={before}"));
    let about = text::excerpt(&text::plain(&account.summary), EXCERPT);
    Card {
        kind: CardKind::Website,
        title: account.name.clone(),
        description: if about.is_empty() {
            words.say_name("coalition-statements-by", &account.name)
        } else {
            about
        },
        address: cx.url(&page),
        creator: frame::handle(cx, account),
        activity_address: Some(account.uri.as_str().to_owned()),
        feeds: vec![feed::links(cx, &account.name, &path, "")],
        picture_address: Some(cx.url(&format!("{path}/card.png"))),
        translations: Vec::new(),
    }
}
