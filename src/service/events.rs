//! Events: what is known of them, and counting who comes. Each goes out twice (`event_publishing`): as an event for programs
//! that gather them, and as a post that everybody can read. Answers are counted; who gave them is not kept.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::day::Day;
use crate::domain::event::{self, Answer, Answers, AnswersByWay, Event, EventPlan, EventState};
use crate::domain::ids::{AccountId, EventId, MemberId};
use crate::domain::text;
use crate::domain::time::DAY;
use crate::domain::uri::Uri;
use crate::domain::zone::WallTime;
use crate::keys;
use crate::store::{Tx, accounts, audit, event_guests, events, follows};
use crate::wire::calendar::{self, Entry};
use crate::wire::event as document;
use crate::words::Words;

pub use super::event_publishing::{call, cancel, change};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result};

/// The most events of one list.
pub const MOST: i64 = 100;
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

/// Every event, the last one first.
pub async fn list(app: &App) -> Result<Vec<Event>> {
    Ok(events::list(&app.store, MOST).await?)
}

/// How many answered, by whatever way.
pub async fn answers(app: &App, id: EventId) -> Result<Answers> {
    Ok(answers_by_way(app, id).await?.all())
}

/// The same, by the way that they came.
pub async fn answers_by_way(app: &App, id: EventId) -> Result<AnswersByWay> {
    let accounts = events::answers(&app.store, id).await?;
    Ok(AnswersByWay { accounts, guests: event_guests::numbers(&app.store, id).await? })
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

/// A member answers, or takes the answer back. Taking back is always possible, also when the event was called off.
pub async fn answer(app: &App, by: &Account, id: EventId, answer: Option<Answer>) -> Result<Answers> {
    let mut tx = app.store.begin().await?;
    write(app, &mut tx, by, id, answer).await?;
    tx.commit().await?;
    answers(app, id).await
}

async fn write(app: &App, tx: &mut Tx, by: &Account, id: EventId, answer: Option<Answer>) -> Result<Event> {
    let event = events::lock(tx, id).await?.ok_or(Error::NotFound)?;
    let (now, who) = (app.now(), who(app, id, by));
    match answer {
        Some(answer) => {
            event::may_answer(&event, now).map_err(Error::refused)?;
            events::answer(tx, id, &who, answer, now).await?;
        }
        None => {
            events::unanswer(tx, id, &who).await?;
        }
    }
    Ok(event)
}

/// Answers for the member of this name, who asks the house to. The audit log keeps the event, and not whose answer it was.
pub async fn answer_of(app: &App, username: &str, id: EventId, answer: Option<Answer>) -> Result<Answers> {
    let member = super::members::find(app, username).await?;
    let account = accounts::find(&app.store, member.account).await?.ok_or(Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let event = write(app, &mut tx, &account, id, answer).await?;
    let nobody: Option<MemberId> = None;
    audit::write(&mut tx, app.row_id(), nobody, "event.answer", &event.plan.name, app.now()).await?;
    tx.commit().await?;
    answers(app, id).await
}

/// What a member has answered to an event.
pub async fn answered(app: &App, by: &Account, id: EventId) -> Result<Option<Answer>> {
    Ok(events::answered(&app.store, id, &who(app, id, by)).await?)
}

/// Events that a member has answered to, the first one first. They are found by asking each event that anybody has answered
/// to and whose answers are not forgotten yet, since who answered stands nowhere.
pub async fn own(app: &App, by: &Account) -> Result<Vec<(Event, Answer)>> {
    let mut own = Vec::new();
    for event in events::answered_since(&app.store, app.now().plus(-ANSWERS_LAST)).await? {
        let answer = answered(app, by, event.id).await?;
        own.extend(answer.map(|answer| (event, answer)));
    }
    Ok(own)
}

/// An actor is gone, and comes to nothing any more.
pub(super) async fn forget(app: &App, tx: &mut Tx, actor: &Account) -> Result<()> {
    for event in events::answered_since(&mut *tx, app.now().plus(-ANSWERS_LAST)).await? {
        events::unanswer(tx, event.id, &who(app, event.id, actor)).await?;
    }
    Ok(())
}

/// Forgets the answers to what is long over, of guests as well.
pub async fn tidy(app: &App) -> Result<u64> {
    let over_before = app.now().plus(-ANSWERS_LAST);
    let mut tx = app.store.begin().await?;
    let answers = events::forget_answers(&mut tx, over_before).await?;
    let guests = event_guests::forget_over(&mut tx, over_before).await?;
    tx.commit().await?;
    Ok(answers + guests)
}

/// How far a word about events would go: servers that hear of the post.
pub async fn reach(app: &App, account: AccountId) -> Result<i64> {
    Ok(follows::follower_hosts(&app.store, account).await?)
}
