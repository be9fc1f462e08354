//! What an account or a campaign has said, in pages.

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use http::HeaderMap;

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::post::Post;
use crate::domain::text;
use crate::domain::translation::correction_line;
use crate::http::Doors;
use crate::service::{accounts, campaigns};
use crate::words::Words;

use super::form::{Form, writer};
use super::title_of;
use crate::web::pages::{Part, listed, statement_path};
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::feed::{AtomFeed, FeedEntry};
use crate::web::views::language::Language;
use crate::web::{assets, frame};

/// A page of the feed of somebody who lives here.
pub async fn of_account(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    Query(part): Query<Part>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let key = format!("{} {name} {}", form.file(), part.before.unwrap_or(i64::MAX));
    let make = async || {
        let cx = doors.federation.to_request_data();
        let account = accounts::local(&cx, &name).await?;
        if account.kind == ActorKind::Application {
            return Err(Problem::not_found());
        }
        form.write(feed(&cx, shelf.house, &account, part, form).await?)
    };
    shelf.page(&key, &headers, make).await
}

/// A page of the feed of a campaign, and of nobody else.
pub async fn of_campaign(
    State(doors): State<Doors>,
    shelf: Extension<Shelf>,
    Path(name): Path<String>,
    part: Query<Part>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    campaigns::public(&doors.federation.to_request_data(), &name).await?;
    of_account(State(doors), shelf, Path(name), part, form, headers).await
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
        author: writer(cx, account),
        page_address: cx.url(&frame::path_of(account)),
        self_address: cx.url(&own),
        icon_address: cx.url(&assets::icon().path),
        is_complete: false,
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
        title: title_of(post),
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        address: cx.url(&statement_path(account, post)),
        published: post.published_at.rfc3339(),
        updated: post.edited_at.unwrap_or(post.published_at).rfc3339(),
        author: Some(writer(cx, account)),
        body_html: correction_line(post.details.correction.as_deref(), main.language.as_deref())
            + &main.html
            + &post.details.quote_line(),
        content_warning: post.warning.clone(),
        tags: post.details.hashtags.clone(),
    }
}
