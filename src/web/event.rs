//! The pages of events and their files for calendars.

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use http::{HeaderMap, StatusCode};

use crate::app::Cx;
use crate::domain::account::{Account, ActorKind};
use crate::domain::event::{Event, EventState, may_answer};
use crate::domain::ids::EventId;
use crate::domain::text;
use crate::http::{Doors, session};
use crate::service::event_answers;
use crate::service::events::{self, Called};
use crate::service::{accounts, event_guests, posts};
use crate::words::Words;

use super::problem::Problem;
use super::shelf::{Kept, Shelf};
use super::views::card::{Card, CardKind, FeedLinks};
use super::views::event::{EventPage, EventSummary, EventsPage, OwnAnswer};
use super::views::language::Language;
use super::views::page::Link;
use super::{event_answer, feed, frame, headings};

/// So many events stand on the page of the coalition or of a campaign.
const MOST_BESIDE: i64 = 5;
const CALENDAR: &str = "text/calendar; charset=utf-8";

/// The page of an event. A member who is signed in reads one of their own, which nobody keeps.
pub async fn page(doors: &Doors, shelf: &Shelf, id: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    let cx = doors.federation.to_request_data();
    if let Some(session) = session::find(&cx, headers).await? {
        let called = events::find(&cx, id).await?;
        let member = accounts::find(&cx, session.member.account).await?;
        let own = OwnAnswer {
            action: format!("/events/{id}/answer"),
            csrf: session.csrf,
            answer: event_answers::answered(&cx, &member, id).await?,
        };
        let page = event_page(&cx, shelf, called, Some(own)).await?;
        return frame::private(StatusCode::OK, &page);
    }
    let make = async || {
        let called = events::find(&cx, id).await?;
        frame::kept(StatusCode::OK, &event_page(&cx, shelf, called, None).await?)
    };
    shelf.page(&format!("event {id}"), headers, make).await
}

async fn event_page(
    cx: &Cx,
    shelf: &Shelf,
    Called { event, by }: Called,
    own: Option<OwnAnswer>,
) -> Result<EventPage, Problem> {
    let answers = event_answers::answers(cx, event.id).await?;
    let plan = &event.plan;
    let about = events::about(cx, plan);
    // Somebody may have withdrawn the post beside it.
    let post_path = match event.note {
        Some(note) if posts::visible(cx, note, None).await.is_ok() => {
            Some(format!("/@{}/{note}", by.username))
        }
        _ => None,
    };
    let when = events::when(plan, shelf.words);
    Ok(EventPage {
        page: frame::page(shelf),
        card: Card {
            kind: CardKind::Website,
            title: title(&event, shelf.words),
            description: text::excerpt(&format!("{when}. {}", text::plain(&about)), 240),
            address: events::uri(cx, event.id),
            creator: frame::handle(cx, &by),
            activity_address: Some(events::uri(cx, event.id)),
            feeds: vec![
                feed::links(
                    cx,
                    &shelf.words.say_name("feed-changes-of", &plan.name),
                    &format!("/events/{}", event.id),
                    "",
                ),
                events_feed(cx, shelf.words, &by),
            ],
            picture_address: Some(cx.url(&format!("/events/{}/card.png", event.id))),
            translations: Vec::new(),
        },
        by: Link { words: by.name.clone(), target: frame::path_of(&by) },
        name: plan.name.clone(),
        language: Language::of(&plan.language),
        is_cancelled: event.state == EventState::Cancelled,
        facts: events::facts(plan, shelf.words),
        starts: plan.zone.rfc3339(plan.starts),
        about_html: headings::below(&about, 3),
        yes_count: answers.yes,
        maybe_count: answers.maybe,
        is_open: may_answer(&event, cx.now()).is_ok(),
        guest: if own.is_none() { event_answer::form(cx, &event) } else { None },
        own,
        calendar_path: event_guests::calendar_path(event.id),
        feed_path: format!("/events/{}/feed.atom", event.id),
        post_path,
    })
}

/// The file of one event.
pub async fn file(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let id: EventId = id.parse().map_err(|_| Problem::not_found())?;
    let make = async || {
        let cx = doors.federation.to_request_data();
        let Called { event, .. } = events::find(&cx, id).await?;
        let name = event.plan.name.clone();
        Ok(Kept::new(StatusCode::OK, CALENDAR, events::calendar(&cx, &name, &[event])))
    };
    shelf.page(&format!("event file {id}"), &headers, make).await
}

/// Events of this account that are to come: those of the coalition's page are the whole house's.
pub async fn coming_of(cx: &Cx, account: &Account) -> Result<Vec<Event>, Problem> {
    Ok(match account.kind {
        ActorKind::Organization => events::coming_anywhere(cx).await?,
        ActorKind::Group => events::coming(cx, account.id).await?,
        _ => return Err(Problem::not_found()),
    })
}

async fn of(cx: &Cx, name: &str) -> Result<(Account, Vec<Event>), Problem> {
    let account = accounts::local(cx, name).await?;
    let list = coming_of(cx, &account).await?;
    Ok((account, list))
}

/// The links to the feed of the events that this account lists.
fn events_feed(cx: &Cx, words: Words, account: &Account) -> FeedLinks {
    let title = words.say_name("event-list-of", &account.name);
    feed::links(cx, &title, &format!("{}/events", frame::path_of(account)), "")
}

/// The name of an event; of one that was called off, it says so first.
pub fn title(event: &Event, words: Words) -> String {
    match event.state {
        EventState::Cancelled => words.say_name("event-called-off", &event.plan.name),
        EventState::Planned => event.plan.name.clone(),
    }
}

/// The next few events as they stand on the page of the coalition or of a campaign.
pub async fn next(cx: &Cx, words: Words, account: &Account) -> Result<Vec<EventSummary>, Problem> {
    let of = (account.kind == ActorKind::Group).then_some(account.id);
    let list = events::next(cx, of, MOST_BESIDE).await?;
    Ok(list.iter().map(|event| summary(event, words)).collect())
}

/// The list of those to come.
pub async fn list(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let (account, list) = of(&cx, &name).await?;
        let page = EventsPage {
            page: frame::page(&shelf),
            card: list_card(&cx, shelf.words, &account),
            name: account.name.clone(),
            path: format!("/@{name}"),
            calendar_path: format!("/@{name}/events.ics"),
            feed_path: format!("/@{name}/events/feed.atom"),
            events: list.iter().map(|event| summary(event, shelf.words)).collect(),
        };
        frame::kept(StatusCode::OK, &page)
    };
    shelf.page(&format!("events {name}"), &headers, make).await
}

fn list_card(cx: &Cx, words: Words, account: &Account) -> Card {
    let path = frame::path_of(account);
    let title = words.say_name("event-list-of", &account.name);
    Card {
        kind: CardKind::Website,
        description: title.clone(),
        title,
        address: cx.url(&format!("{path}/events")),
        creator: frame::handle(cx, account),
        activity_address: None,
        feeds: vec![events_feed(cx, words, account)],
        picture_address: Some(cx.url(&format!("{path}/card.png"))),
        translations: Vec::new(),
    }
}

/// The calendar of those to come.
pub async fn calendar(
    State(doors): State<Doors>,
    Extension(shelf): Extension<Shelf>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let make = async || {
        let cx = doors.federation.to_request_data();
        let (account, list) = of(&cx, &name).await?;
        Ok(Kept::new(StatusCode::OK, CALENDAR, events::calendar(&cx, &account.name, &list)))
    };
    shelf.page(&format!("calendar {name}"), &headers, make).await
}

/// An event as it stands in a list.
pub fn summary(event: &Event, words: Words) -> EventSummary {
    let plan = &event.plan;
    EventSummary {
        name: plan.name.clone(),
        language: Language::of(&plan.language),
        path: format!("/events/{}", event.id),
        starts: plan.zone.rfc3339(plan.starts),
        when: events::when(plan, words),
        place: if plan.place.is_empty() { plan.address.clone() } else { plan.place.clone() },
        is_cancelled: event.state == EventState::Cancelled,
    }
}
