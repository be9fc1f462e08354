//! Calls for solidarity and ideas that everybody may read and that still ask.

use axum::Extension;
use axum::extract::{Query, State};
use axum::response::Response;
use http::HeaderMap;

use super::form::{Form, Head, writer};
use crate::app::Cx;
use crate::domain::cursor::Stretch;
use crate::domain::text::escape;
use crate::domain::time::Time;
use crate::http::Doors;
use crate::service::accounts;
use crate::service::calls::{self, Shown};
use crate::web::exchange::{Wanted, call_address, kind_words, path_of};
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::feed::{AtomFeed, FeedEntry};
use crate::web::views::language::Language;
use crate::web::views::paths;
use crate::words::Words;

/// A page of the feed.
pub async fn of_exchange(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Query(wanted): Query<Wanted>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let kind = wanted.kind()?;
    let below = wanted.before.unwrap_or(i64::MAX);
    let key = format!("{} exchange {kind:?} {below}", form.file());
    let make = async || {
        let cx = doors.federation.to_request_data();
        form.write(feed(&cx, shelf.house, &wanted, form).await?)
    };
    shelf.page(&key, &headers, make).await
}

async fn feed(cx: &Cx, words: Words, wanted: &Wanted, form: Form) -> Result<AtomFeed, Problem> {
    let kind = wanted.kind()?;
    let Stretch { rows: list, next } = calls::open(cx, true, kind, wanted.before.unwrap_or(i64::MAX)).await?;
    let path = path_of(&format!("{}/{}", paths::EXCHANGE, form.file()), kind);
    let at = |before: i64| {
        let joint = if path.contains('?') { '&' } else { '?' };
        cx.url(&format!("{path}{joint}before={before}"))
    };
    let older_address = next.map(at);
    let house = accounts::coalition(cx).await?;
    let head = Head {
        path: &path,
        title: words.say("exchange-title").to_owned(),
        by: &house,
        page: path_of(paths::EXCHANGE, kind),
        began: house.created_at,
    };
    let entries = list.iter().map(|one| entry(cx, words, one)).collect();
    let feed = head.with(cx, words, entries);
    let subtitle = words.say_name("exchange-lead", &house.name);
    let self_address = wanted.before.map_or_else(|| feed.self_address.clone(), at);
    Ok(AtomFeed { subtitle, self_address, older_address, ..feed })
}

fn entry(cx: &Cx, words: Words, one: &Shown) -> (Time, FeedEntry) {
    let Shown { post, author, call } = one;
    let main = post.main_text();
    let (title, below) = one.parts();
    let changed = post.edited_at.unwrap_or(post.published_at);
    let mut facts = vec![kind_words(words, call.kind).to_owned()];
    facts.extend(call.last_day().map(|day| words.say_name("exchange-until", words.day(day))));
    let facts = facts.iter().map(|fact| escape(fact)).collect::<Vec<_>>().join("<br>");
    let entry = FeedEntry {
        id: post.uri.as_str().to_owned(),
        title,
        language: Language::of(main.language.as_deref().unwrap_or_default()),
        address: call_address(cx, one),
        published: post.published_at.rfc3339(),
        updated: changed.rfc3339(),
        author: Some(writer(cx, author)),
        body_html: format!("<p lang=\"{}\">{facts}</p>{below}", words.tag()),
        content_warning: post.warning.clone(),
        tags: post.details.hashtags.clone(),
    };
    (changed, entry)
}
