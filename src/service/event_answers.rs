//! Coming to an event with an account, here or on another server. Answers are counted; who gave them is kept as a digest that
//! only one event has, so that nobody can be listed. Guests without an account are in `event_guests`.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::event::{self, Answer, Answers, AnswersByWay, Event};
use crate::domain::ids::{EventId, MemberId};
use crate::domain::time::DAY;
use crate::domain::uri::Uri;
use crate::keys;
use crate::store::{Tx, accounts, audit, event_guests, events};
use crate::wire::event as document;

use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result};

/// Answers are forgotten this long after an event is over.
const ANSWERS_LAST: i64 = 30 * DAY;

/// How many answered, by whatever way.
pub async fn answers(app: &App, id: EventId) -> Result<Answers> {
    Ok(answers_by_way(app, id).await?.all())
}

/// The same, by the way that they came.
pub async fn answers_by_way(app: &App, id: EventId) -> Result<AnswersByWay> {
    let accounts = events::answers(&app.store, id).await?;
    Ok(AnswersByWay { accounts, guests: event_guests::numbers(&app.store, id).await? })
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
    for event in answered_by_anybody(app, tx).await? {
        events::unanswer(tx, event, &who(app, event, actor)).await?;
    }
    Ok(())
}

/// Whoever is suspended here counts for no event; for how many they did (0024).
pub(super) async fn set_aside(app: &App, tx: &mut Tx, account: &Account) -> Result<usize> {
    let mut changed = 0;
    for event in answered_by_anybody(app, tx).await? {
        changed += usize::from(events::set_aside(tx, event, &who(app, event, account), app.now()).await?);
    }
    Ok(changed)
}

/// Whoever is heard again counts again; for how many events.
pub(super) async fn count_again(app: &App, tx: &mut Tx, account: &Account) -> Result<usize> {
    let mut changed = 0;
    for event in answered_by_anybody(app, tx).await? {
        changed += usize::from(events::count_again(tx, event, &who(app, event, account)).await?);
    }
    Ok(changed)
}

/// Events whose answers are not forgotten yet, in one order for everybody who changes several of them.
async fn answered_by_anybody(app: &App, tx: &mut Tx) -> Result<Vec<EventId>> {
    let events = events::answered_since(&mut *tx, app.now().plus(-ANSWERS_LAST)).await?;
    Ok(events.into_iter().map(|event| event.id).collect())
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
