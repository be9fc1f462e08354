//! Events: calling people to a place, telling when that changes, and counting who comes. Each goes out twice: as an event for
//! programs that gather them, and as a post that everybody can read. Answers are counted; who gave them is not kept.

use std::fmt::Write as _;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::event::{self, Answer, Answers, Event, EventPlan, EventState};
use crate::domain::ids::{AccountId, EventId, MemberId};
use crate::domain::language::Language;
use crate::domain::post::Post;
use crate::domain::statement::{Draft, DraftText};
use crate::domain::text::{self, escape};
use crate::domain::time::DAY;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::domain::zone::WallTime;
use crate::keys;
use crate::store::{Tx, accounts, audit, deliveries, events, follows};
use crate::wire::calendar::{self, Entry};
use crate::wire::event::{self as document, EventOut};
use crate::wire::{Json, activity};
use crate::words::Words;

use super::campaign_voice::{self, Voice};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result, statements};

/// The most events of one list.
const MOST: i64 = 100;
/// Answers are forgotten this long after an event is over.
const ANSWERS_LAST: i64 = 30 * DAY;

/// An event with who calls to it.
#[derive(Clone, Debug)]
pub struct Called {
    /// The event.
    pub event: Event,
    /// The coalition, or the campaign.
    pub by: Account,
}

/// Calls people to an event, as the coalition or as a campaign.
pub async fn call(
    cx: &Cx,
    member: Option<MemberId>,
    campaign: Option<&str>,
    plan: EventPlan,
) -> Result<Called> {
    let plan = event::check(plan, cx.now()).map_err(Error::refused)?;
    let id = EventId(cx.next_id());
    let draft = draft(cx, id, &plan, EventState::Planned)?;
    // The readable post comes first: if the rest fails, there is a post that says everything and can be withdrawn.
    let (by, campaign, note) = match campaign {
        Some(handle) => {
            let public = super::campaigns::public(cx, handle).await?;
            let note = campaign_voice::publish(cx, member, handle, Voice::Campaign, draft).await?;
            (public.actor, Some(public.campaign.id), note)
        }
        None => {
            let coalition = super::accounts::coalition(cx).await?;
            let note = statements::publish(cx, member, &coalition, draft).await?;
            (coalition, None, note)
        }
    };
    let now = cx.now();
    let event = Event {
        id,
        account: by.id,
        campaign,
        note: Some(note.id),
        plan,
        state: EventState::Planned,
        created_at: now,
        changed_at: now,
    };
    let mut tx = cx.store.begin().await?;
    write(cx, &mut tx, &event, &by, Some(&note), "Create").await?;
    audit::write(&mut tx, cx.row_id(), member, "event.call", &event.plan.name, now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(Called { event, by })
}

/// Changes an event; those who were told hear of it.
pub async fn change(cx: &Cx, member: Option<MemberId>, id: EventId, plan: EventPlan) -> Result<Called> {
    let plan = event::check_changed(plan).map_err(Error::refused)?;
    Box::pin(revise(cx, member, id, "event.change", |event| event.plan = plan)).await
}

/// Calls an event off. It stays readable, so that nobody waits at a place where nothing happens.
pub async fn cancel(cx: &Cx, member: Option<MemberId>, id: EventId) -> Result<Called> {
    Box::pin(revise(cx, member, id, "event.cancel", |event| event.state = EventState::Cancelled)).await
}

async fn revise(
    cx: &Cx,
    member: Option<MemberId>,
    id: EventId,
    action: &str,
    change: impl FnOnce(&mut Event),
) -> Result<Called> {
    let Called { event: seen, by } = find(cx, id).await?;
    if seen.state == EventState::Cancelled {
        return Err(Error::refused(event::Refusal::Cancelled));
    }
    let mut event = seen.clone();
    change(&mut event);
    if event == seen {
        return Ok(Called { event, by });
    }
    let note = match seen.note {
        Some(note) => {
            let draft = draft(cx, id, &event.plan, event.state)?;
            // Somebody may have withdrawn the post; the event is told all the same.
            match statements::edit(cx, member, &by, note, draft).await {
                Ok(note) => Some(note),
                Err(Error::NotFound) => None,
                Err(e) => return Err(e),
            }
        }
        None => None,
    };
    let mut tx = cx.store.begin().await?;
    let present = events::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if present.changed_at != seen.changed_at {
        return Err(Error::refused(
            "Somebody else has just changed this event. Look at it again before you change it.",
        ));
    }
    event.changed_at = cx.now().max(present.changed_at.plus(1));
    write(cx, &mut tx, &event, &by, note.as_ref(), "Update").await?;
    audit::write(&mut tx, cx.row_id(), member, action, &event.plan.name, event.changed_at).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(Called { event, by })
}

/// Writes the event with its document, and tells the programs that gather events.
async fn write(
    app: &App,
    tx: &mut Tx,
    event: &Event,
    by: &Account,
    note: Option<&Post>,
    kind: &'static str,
) -> Result<()> {
    let signers = Signers::of(app, by).await?;
    let uri = uri(app, event.id);
    let object = document::document(
        event,
        &EventOut {
            id: &uri,
            page: &uri,
            actor: by.uri.as_str(),
            followers: by.followers.as_deref(),
            about_html: &about(app, &event.plan),
            summary_html: &facts_html(&event.plan),
            note: note.map(|note| note.uri.as_str()),
        },
    );
    let object: Json = signers.proven(app, Visibility::Public, object)?;
    events::save(tx, event, &outbox::exact(&object)).await?;
    let id = app.activity_id();
    let activity_uri = outbox::activity_uri(app, id);
    let make = if kind == "Create" { activity::create } else { activity::update };
    let activity = signers.proven(app, Visibility::Public, make(&activity_uri, &object))?;
    let mut to = vec![To::GatherersOf(by.id)];
    if kind != "Create" {
        deliveries::supersede(tx, &uri, id, app.now()).await?;
        to.push(To::Former);
    }
    let telling = Telling {
        id,
        uri: activity_uri,
        actor: by.id,
        kind,
        object_uri: &uri,
        body: outbox::exact(&activity),
        is_public: true,
        to,
    };
    outbox::tell(app, tx, &signers.requests, telling).await
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

fn facts_html(plan: &EventPlan) -> String {
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let lines = facts(plan, words);
    let lines = lines.iter().map(|(name, value)| format!("{}: {}", escape(name), escape(value)));
    format!("<p>{}</p>", lines.collect::<Vec<_>>().join("<br>"))
}

/// The readable post beside an event.
fn draft(app: &App, id: EventId, plan: &EventPlan, state: EventState) -> Result<Draft> {
    let words = Words::of_first(std::slice::from_ref(&plan.language));
    let language = Language::parse(&plan.language).ok_or_else(|| Error::refused("It has no language."))?;
    let mut source = String::new();
    if state == EventState::Cancelled {
        source = format!("**{}**\n\n", words.say("event-cancelled"));
    }
    for (name, value) in facts(plan, words) {
        let _ = writeln!(source, "**{name}:** {}  ", markdown_safe(&value));
    }
    if !plan.about.trim().is_empty() {
        let _ = writeln!(source, "\n{}", plan.about.trim());
    }
    let _ = writeln!(source, "\n{}", uri(app, id));
    let text = DraftText { language, title: plan.name.clone(), source };
    Ok(Draft { texts: vec![text], warning: None, attachments: Vec::new() })
}

/// A line that stays what it is in Markdown.
fn markdown_safe(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    for letter in line.chars() {
        // An address on the network stays one; everything else loses its meaning.
        if matches!(letter, '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '#' | '|' | '!') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// The event with this id.
pub async fn find(app: &App, id: EventId) -> Result<Called> {
    let event = events::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    let by = accounts::find(&app.store, event.account).await?.ok_or(Error::NotFound)?;
    Ok(Called { event, by })
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

/// Every event, the last one first.
pub async fn list(app: &App) -> Result<Vec<Event>> {
    Ok(events::list(&app.store, MOST).await?)
}

/// How many answered.
pub async fn answers(app: &App, id: EventId) -> Result<Answers> {
    Ok(events::answers(&app.store, id).await?)
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

/// Whose answer it is, as a digest: the same for one person and one event, and no way back without the key of this server.
fn who(app: &App, id: EventId, by: &Account) -> [u8; 32] {
    let key = app.wrapping.derive(&format!("event-answers:{id}"));
    keys::hmac_sha256(&key, by.uri.as_str().as_bytes())
}

/// The event of ours that this is the id of.
async fn ours(app: &App, tx: &mut Tx, object: &Uri) -> Result<Option<Event>> {
    let prefix = app.url("/events/");
    let Some(id) = object.as_str().strip_prefix(&prefix).and_then(|id| id.parse().ok()) else {
        return Ok(None);
    };
    Ok(events::lock(tx, id).await?)
}

/// Somebody elsewhere comes, or may come, and is told that they are welcome. `None` when it counts, else why it does not.
pub async fn joined(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    join: &str,
    object: &Uri,
    answer: Answer,
) -> Result<Option<&'static str>> {
    let Some(event) = ours(app, tx, object).await? else {
        return Ok(Some("there is no such event here"));
    };
    let now = app.now();
    if event::may_answer(&event, now).is_err() {
        return Ok(Some("the event is over, or was called off"));
    }
    events::answer(tx, event.id, &who(app, event.id, by), answer, now).await?;
    let host = accounts::find(&mut *tx, event.account).await?.ok_or(Error::NotFound)?;
    let signers = Signers::of(app, &host).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let telling = Telling {
        id,
        uri: uri.clone(),
        actor: host.id,
        kind: "Accept",
        object_uri: join,
        body: outbox::exact(&document::accept_join(&uri, host.uri.as_str(), join, by.uri.as_str())),
        is_public: false,
        to: vec![To::Alone(Box::new(by.clone()))],
    };
    outbox::tell(app, tx, &signers.requests, telling).await?;
    Ok(None)
}

/// Somebody elsewhere does not come after all. `None` when that changed something, else why it did not.
pub async fn left(app: &App, tx: &mut Tx, by: &Account, object: &Uri) -> Result<Option<&'static str>> {
    let Some(event) = ours(app, tx, object).await? else {
        return Ok(Some("there is no such event here"));
    };
    let was_there = events::unanswer(tx, event.id, &who(app, event.id, by)).await?;
    Ok((!was_there).then_some("they had not said that they come"))
}

/// A member answers, or takes the answer back.
pub async fn answer(app: &App, by: &Account, id: EventId, answer: Option<Answer>) -> Result<Answers> {
    let mut tx = app.store.begin().await?;
    let event = events::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let now = app.now();
    event::may_answer(&event, now).map_err(Error::refused)?;
    let who = who(app, id, by);
    match answer {
        Some(answer) => events::answer(&mut tx, id, &who, answer, now).await?,
        None => {
            events::unanswer(&mut tx, id, &who).await?;
        }
    }
    tx.commit().await?;
    answers(app, id).await
}

/// Forgets the answers to what is long over.
pub async fn tidy(app: &App) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let forgotten = events::forget_answers(&mut tx, app.now().plus(-ANSWERS_LAST)).await?;
    tx.commit().await?;
    Ok(forgotten)
}

/// How far a word about events would go: servers that hear of the post.
pub async fn reach(app: &App, account: AccountId) -> Result<i64> {
    Ok(follows::follower_hosts(&app.store, account).await?)
}
