//! Events to come, of everybody here or of one house or campaign, and one event with its changes.

use std::collections::HashMap;
use std::fmt::Write as _;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::HeaderMap;

use super::form::{Form, Head, writer};
use super::statement;
use crate::app::Cx;
use crate::domain::account::Account;
use crate::domain::event::{Event, EventState};
use crate::domain::history;
use crate::domain::ids::EventId;
use crate::domain::text::escape;
use crate::http::Doors;
use crate::service::events::{self, Called};
use crate::service::{Error, accounts, statements};
use crate::web::problem::Problem;
use crate::web::shelf::Shelf;
use crate::web::views::feed::{AtomFeed, FeedEntry};
use crate::web::views::language::Language;
use crate::web::{event, frame};
use crate::words::{Words, tidied};

/// The most changes of one event.
const MOST_CHANGES: usize = 50;

/// Every event to come of everybody here.
pub async fn of_all_events(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let coalition = accounts::coalition(&cx).await?;
        let path = format!("/events/{}", form.file());
        form.write(coming(&cx, shelf.house, coalition, &path).await?)
    };
    shelf.page(&format!("{} events", form.file()), &headers, make).await
}

/// Events to come that the page of this name lists.
pub async fn of_events(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let account = accounts::local(&cx, &name).await?;
        let path = format!("{}/events/{}", frame::path_of(&account), form.file());
        form.write(coming(&cx, shelf.house, account, &path).await?)
    };
    shelf.page(&format!("{} events {name}", form.file()), &headers, make).await
}

async fn coming(cx: &Cx, words: Words, by: Account, path: &str) -> Result<AtomFeed, Problem> {
    let mut list = event::coming_of(cx, &by).await?;
    // What is new stands first: which event is the next one is for calendars to say.
    list.sort_by_key(|event| (-event.changed_at.0, event.id));
    let ids: Vec<i64> = list.iter().map(|event| event.account.0).collect();
    let callers: HashMap<i64, Account> = accounts::find_many(cx, &ids).await?;
    let caller = |event: &Event| callers.get(&event.account.0).unwrap_or(&by);
    let entries = list.iter().map(|event| (event.changed_at, entry(cx, caller(event), event))).collect();
    let head = Head {
        path,
        title: words.say_name("event-list-of", &by.name),
        page: format!("{}/events", frame::path_of(&by)),
        by: &by,
        began: by.created_at,
    };
    // An event that is over, or that is not there any more, leaves the feed.
    let is_complete = i64::try_from(list.len()).is_ok_and(|number| number < events::MOST);
    Ok(AtomFeed { is_complete, ..head.with(cx, words, entries) })
}

/// One event as it stands, and what was said of it before.
pub async fn of_event(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    form: Form,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        let called = events::find(&cx, id).await?;
        form.write(changes(&cx, shelf.house, &called, form).await?)
    };
    shelf.page(&format!("{} event {id}", form.file()), &headers, make).await
}

async fn changes(
    cx: &Cx,
    words: Words,
    Called { event, by }: &Called,
    form: Form,
) -> Result<AtomFeed, Problem> {
    let mut entries = vec![(event.changed_at, entry(cx, by, event))];
    // What was said before is known from the post beside it, as long as nobody has withdrawn that.
    let beside = match event.note {
        Some(note) => match statements::show(cx, note).await {
            Ok(shown) => Some(shown),
            Err(Error::NotFound) => None,
            Err(error) => return Err(error.into()),
        },
        None => None,
    };
    if let Some(shown) = beside {
        let versions = statement::versions(&shown);
        let earlier = versions.split_last().map_or(&[][..], |(_, earlier)| earlier);
        entries.extend(statement::entries(cx, by, &shown.post, &history::steps(earlier)));
    }
    let is_complete = entries.len() <= MOST_CHANGES;
    entries.truncate(MOST_CHANGES);
    let page = format!("/events/{}", event.id);
    let head = Head {
        path: &format!("{page}/{}", form.file()),
        title: words.say_name("feed-changes-of", &event.plan.name),
        by,
        page,
        began: event.created_at,
    };
    Ok(AtomFeed { is_complete, ..head.with(cx, words, entries) })
}

/// An event, in its own language.
fn entry(cx: &Cx, by: &Account, event: &Event) -> FeedEntry {
    let plan = &event.plan;
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let mut body_html = String::new();
    if event.state == EventState::Cancelled {
        let _ = write!(body_html, "<p><strong>{}</strong></p>", escape(words.say("event-cancelled")));
    }
    let line = |(name, value): &(&str, String)| format!("{}: {}", escape(name), escape(&tidied(value)));
    let facts: Vec<String> = events::facts(plan, words).iter().map(line).collect();
    let _ = write!(body_html, "<p>{}</p>{}", facts.join("<br>"), events::about(cx, plan));
    FeedEntry {
        id: events::uri(cx, event.id),
        title: event::title(event, words),
        language: Language::of(&plan.language),
        address: events::uri(cx, event.id),
        published: event.created_at.rfc3339(),
        updated: event.changed_at.rfc3339(),
        author: Some(writer(cx, by)),
        body_html,
        content_warning: None,
        tags: Vec::new(),
    }
}
