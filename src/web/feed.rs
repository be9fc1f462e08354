//! The feed of an account as Atom (RFC 4287) and as JSON (jsonfeed.org, 1.1), in pages (RFC 5005, section 3).

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::post::Post;
use crate::domain::text;
use crate::domain::translation::correction_line;
use crate::http::Doors;
use crate::service::{accounts, campaigns};
use crate::words::Words;

use super::pages::{Part, listed, statement_path};
use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::feed::{AtomFeed, FeedEntry};
use super::views::json_feed::JsonFeed;
use super::views::language::Language;
use super::{assets, frame};

/// How a feed is written.
#[derive(Clone, Copy, Debug)]
enum Form {
    Atom,
    Json,
}

impl Form {
    const fn file(self) -> &'static str {
        match self {
            Self::Atom => "feed.atom",
            Self::Json => "feed.json",
        }
    }

    fn write(self, feed: AtomFeed) -> Result<Kept, Problem> {
        Ok(match self {
            Self::Atom => {
                Kept::new(StatusCode::OK, "application/atom+xml; charset=utf-8", frame::render(&feed)?)
            }
            Self::Json => {
                let text = serde_json::to_string(&JsonFeed::of(feed)).map_err(|e| Problem::internal(&e))?;
                Kept::new(StatusCode::OK, "application/feed+json; charset=utf-8", text)
            }
        })
    }
}

/// A page of the feed as Atom.
pub async fn atom(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    page(&doors, &shelf, &name, part, Form::Atom, &headers).await
}

/// A page of the feed as JSON.
pub async fn json(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    page(&doors, &shelf, &name, part, Form::Json, &headers).await
}

async fn page(
    doors: &Doors,
    shelf: &Shelf,
    name: &str,
    part: Part,
    form: Form,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let key = format!("{} {name} {}", form.file(), part.before.unwrap_or(i64::MAX));
    let make = async || {
        let cx = doors.federation.to_request_data();
        let account = accounts::local(&cx, name).await?;
        if account.kind == ActorKind::Application {
            return Err(Problem::not_found());
        }
        form.write(feed(&cx, shelf.house, &account, part, form).await?)
    };
    shelf.page(&key, headers, make).await
}

/// A page of the feed of a campaign, and of nobody else.
pub async fn of_campaign(
    State(doors): State<Doors>,
    shelf: Extension<Shelf>,
    Path(name): Path<String>,
    part: Query<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    campaigns::public(&doors.federation.to_request_data(), &name).await?;
    atom(State(doors), shelf, Path(name), part, headers).await
}

/// A page of the JSON feed of a campaign, and of nobody else.
pub async fn json_of_campaign(
    State(doors): State<Doors>,
    shelf: Extension<Shelf>,
    Path(name): Path<String>,
    part: Query<Part>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    campaigns::public(&doors.federation.to_request_data(), &name).await?;
    json(State(doors), shelf, Path(name), part, headers).await
}

async fn feed(cx: &Cx, words: Words, account: &Account, part: Part, form: Form) -> Result<AtomFeed, Problem> {
    let path = format!("{}/{}", frame::path_of(account), form.file());
    let (list, pager) = listed(cx, account, part, &path).await?;
    // In the feed of a campaign stands what the coalition says as well, at the coalition's address.
    let others: Vec<i64> = list.iter().map(|post| post.account.0).filter(|id| *id != account.id.0).collect();
    let authors = accounts::find_many(cx, &others).await?;
    let author_of = |post: &Post| authors.get(&post.account.0).unwrap_or(account);
    let changed = list.iter().map(|post| post.edited_at.unwrap_or(post.published_at)).max();
    let own = part.before.map_or_else(|| path.clone(), |before| format!("{path}?before={before}"));
    Ok(AtomFeed {
        words,
        id: cx.url(&path),
        title: account.name.clone(),
        subtitle: text::excerpt(&text::plain(&account.summary), 300),
        updated: changed.unwrap_or(account.created_at).rfc3339(),
        page_address: cx.url(&frame::path_of(account)),
        self_address: cx.url(&own),
        icon_address: cx.url(&assets::icon().path),
        // The list can be walked in one direction only; the way back is the first page.
        newer_address: None,
        older_address: pager.older.map(|path| cx.url(&path)),
        entries: list.iter().map(|post| entry(cx, author_of(post), post)).collect(),
    })
}

fn entry(cx: &Cx, account: &Account, post: &Post) -> FeedEntry {
    let main = post.main_text();
    FeedEntry {
        id: post.uri.as_str().to_owned(),
        title: main.title.clone().unwrap_or_else(|| text::excerpt(&text::plain(&main.html), 80)),
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        address: cx.url(&statement_path(account, post)),
        published: post.published_at.rfc3339(),
        updated: post.edited_at.unwrap_or(post.published_at).rfc3339(),
        body_html: correction_line(post.details.correction.as_deref(), main.language.as_deref())
            + &main.html
            + &post.details.quote_line(),
        content_warning: post.warning.clone(),
        tags: post.details.hashtags.clone(),
    }
}
