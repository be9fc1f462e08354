//! Events: what is known of them. Each goes out twice (`event_publishing`): as an event for programs
//! that gather them, and as a post that everybody can read. Who comes is counted in `event_answers` and `event_guests`.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::day::Day;
use crate::domain::event::{Event, EventPlan, EventState};
use crate::domain::ids::{AccountId, EventId, PostId};
use crate::domain::refusal::Refusal;
use crate::domain::text;
use crate::domain::zone::WallTime;
use crate::store::{accounts, events, follows};
use crate::wire::calendar::{self, Entry};
use crate::words::Words;

pub use super::event_publishing::{call, cancel, change, change_by};
use super::{Error, Result};

/// The most events of one list of the public pages.
pub const MOST: i64 = 100;
/// So many events that are over are shown at once.
pub const A_PAGE: i64 = 50;

/// An event with who calls to it.
#[derive(Clone, Debug)]
pub struct Called {
    /// The event.
    pub event: Event,
    /// The coalition, or the campaign.
    pub by: Account,
}

/// The id on the network of an event, which is the address of its page as well.
pub fn uri(app: &App, id: EventId) -> String {
    app.url(&format!("/events/{id}"))
}

/// The text about an event as sanitised HTML.
pub fn about(app: &App, plan: &EventPlan) -> String {
    text::markdown(&plan.about, &std::collections::HashMap::new(), &app.url("/tags/")).html
}

/// When and where, line by line: what it is about, and what is said of it.
pub fn facts(plan: &EventPlan, words: Words) -> Vec<(&'static str, String)> {
    let mut lines = vec![(words.say("event-when"), when(plan, words))];
    let place = [plan.place.as_str(), plan.address.as_str()].into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(words.comma());
    if !place.is_empty() {
        lines.push((words.say("event-where"), place));
    }
    if !plan.online.is_empty() {
        lines.push((words.say("event-online"), plan.online.clone()));
    }
    lines
}

/// When it is, by the clock of the place.
pub fn when(plan: &EventPlan, words: Words) -> String {
    let starts = plan.zone.wall(plan.starts);
    let of = |key: &'static str, ends: String| {
        words
            .say_with(key)
            .name("day", day(words, starts))
            .name("from", starts.clock())
            .name("until", ends)
            .name("zone", plan.zone.name())
            .to_string()
    };
    match plan.ends.map(|ends| plan.zone.wall(ends)) {
        None => of("event-when-open", String::new()),
        Some(ends) if ends.day() == starts.day() => of("event-when-day", ends.clock()),
        Some(ends) => of("event-when-days", format!("{} {}", day(words, ends), ends.clock())),
    }
}

fn day(words: Words, wall: WallTime) -> String {
    Day::parse(&wall.day()).map_or_else(|| wall.day(), |day| words.day(day))
}

/// The event with this id.
pub async fn find(app: &App, id: EventId) -> Result<Called> {
    let event = events::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let by = accounts::find(&app.store, event.account).await?.ok_or(Error::NotFound)?;
    Ok(Called { event, by })
}

/// The event that this post is the readable half of, if it is one.
pub async fn of_note(app: &App, note: PostId) -> Result<Option<Event>> {
    Ok(events::of_note(&app.store, note).await?)
}

/// Refuses to change the post beside an event by itself: one would say something else than the other.
pub async fn admit_edit(app: &App, post: PostId) -> Result<()> {
    match of_note(app, post).await? {
        None => Ok(()),
        Some(event) if event.state == EventState::Cancelled => {
            Err(Error::refused(crate::domain::event::Refusal::Cancelled))
        }
        Some(event) => Err(only_with(app, &event, "refusal-event-post-edit", "edit")),
    }
}

/// Refuses to take back the post beside an event that still takes place: those who have read it would not hear when it is
/// called off. Once that is told, it can go.
pub async fn admit_farewell(app: &App, post: PostId) -> Result<()> {
    match of_note(app, post).await? {
        Some(event) if event.state == EventState::Planned => {
            Err(only_with(app, &event, "refusal-event-post-delete", "cancel"))
        }
        _ => Ok(()),
    }
}

fn only_with(app: &App, event: &Event, key: &'static str, what: &str) -> Error {
    let address = app.url(&format!("/desk/events/{}/{what}", event.id));
    Error::refused(Refusal::new(key).name("address", address))
}

/// Its document in its exact text.
pub async fn object(app: &App, id: EventId) -> Result<String> {
    events::object(&app.store, id).await?.ok_or(Error::NotFound)
}

/// Events of the coalition or of a campaign that are not over yet, the next one first.
pub async fn coming(app: &App, account: AccountId) -> Result<Vec<Event>> {
    Ok(events::coming(&app.store, account, app.now(), MOST).await?)
}

/// Events of everybody here that are not over yet.
pub async fn coming_anywhere(app: &App) -> Result<Vec<Event>> {
    Ok(events::coming_anywhere(&app.store, app.now(), MOST).await?)
}

/// The next few events of the coalition or of a campaign, or of everybody here.
pub async fn next(app: &App, account: Option<AccountId>, most: i64) -> Result<Vec<Event>> {
    Ok(match account {
        Some(account) => events::coming(&app.store, account, app.now(), most).await?,
        None => events::coming_anywhere(&app.store, app.now(), most).await?,
    })
}

/// Every event of everybody here that is not over yet, the next one first.
pub async fn coming_at_desk(app: &App) -> Result<Vec<Event>> {
    Ok(events::coming_anywhere(&app.store, app.now(), i64::MAX).await?)
}

/// Events that are over, below this place, the last one first.
pub async fn past(app: &App, below: Cursor, most: i64) -> Result<Stretch<Event, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let found = events::past(&app.store, app.now(), below, most + 1).await?;
    Ok(Stretch::of(found, most, |event| Cursor::new(event.plan.starts, event.id.0)))
}

/// These events as a calendar of this name.
pub fn calendar(app: &App, name: &str, list: &[Event]) -> String {
    let entries: Vec<Entry> = list.iter().map(|event| entry(app, event)).collect();
    calendar::write(name, &entries)
}

fn entry(app: &App, event: &Event) -> Entry {
    let plan = &event.plan;
    let place = [&plan.place, &plan.address, &plan.online].into_iter().filter(|part| !part.is_empty());
    Entry {
        uid: format!("{}@{}", event.id, app.config.authority()),
        changed: event.changed_at,
        starts: plan.starts,
        ends: plan.ends,
        name: plan.name.clone(),
        about: text::plain(&about(app, plan)),
        place: place.cloned().collect::<Vec<_>>().join(", "),
        address: uri(app, event.id),
        is_cancelled: event.state == EventState::Cancelled,
    }
}

/// How far a word about events would go: servers that hear of the post.
pub async fn reach(app: &App, account: AccountId) -> Result<i64> {
    Ok(follows::follower_hosts(&app.store, account).await?)
}
