//! Events and how many answered.

use crate::domain::cursor::Cursor;
use crate::domain::event::{Answer, Answers, Event, EventPlan, EventState, ends_at};
use crate::domain::ids::{AccountId, CampaignId, EventId, PostId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    FIND = "SELECT * FROM events WHERE id = $1";
    LOCK =
        sqlite "SELECT * FROM events WHERE id = $1"
        postgres "SELECT * FROM events WHERE id = $1 FOR UPDATE";
    OF_NOTE = "SELECT * FROM events WHERE note_id = $1";
    // A post that is gone leaves nothing here, and another one takes its place.
    SAVE = "INSERT INTO events (id, account_id, campaign_id, note_id, plan, object, state, starts_at, ends_at, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET note_id = COALESCE(excluded.note_id, events.note_id), plan = excluded.plan, object = excluded.object, state = excluded.state, starts_at = excluded.starts_at, ends_at = excluded.ends_at, changed_at = excluded.changed_at";
    OBJECT = "SELECT object FROM events WHERE id = $1";
    // What is still to come, the next one first.
    COMING = "SELECT * FROM events WHERE account_id = $1 AND ends_at > $2 ORDER BY starts_at, id LIMIT $3";
    // What the coalition calls to itself, and what any of its campaigns does.
    COMING_ANYWHERE = "SELECT * FROM events WHERE ends_at > $1 ORDER BY starts_at, id LIMIT $2";
    PAST = "SELECT * FROM events WHERE ends_at <= $1 AND (starts_at, id) < ($2, $3) ORDER BY starts_at DESC, id DESC LIMIT $4";
    ANSWER = "INSERT INTO event_answers (event_id, who, answer, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (event_id, who) DO UPDATE SET answer = excluded.answer";
    UNANSWER = "DELETE FROM event_answers WHERE event_id = $1 AND who = $2";
    ANSWERED = "SELECT answer FROM event_answers WHERE event_id = $1 AND who = $2";
    // Only events that somebody with an account has answered to.
    ANSWERED_SINCE = "SELECT * FROM events WHERE ends_at > $1 AND EXISTS (SELECT 1 FROM event_answers a WHERE a.event_id = events.id) ORDER BY starts_at, id";
    // Who is set aside keeps their row, so that they are one when they count again.
    ANSWERS = "SELECT answer, count(*) FROM event_answers WHERE event_id = $1 AND aside_at IS NULL GROUP BY answer";
    SET_ASIDE = "UPDATE event_answers SET aside_at = $3 WHERE event_id = $1 AND who = $2 AND aside_at IS NULL";
    COUNT_AGAIN = "UPDATE event_answers SET aside_at = NULL WHERE event_id = $1 AND who = $2 AND aside_at IS NOT NULL";
    FORGET_ANSWERS = "DELETE FROM event_answers WHERE event_id IN (SELECT id FROM events WHERE ends_at < $1)";
}

#[derive(sqlx::FromRow)]
struct EventRow {
    id: i64,
    account_id: i64,
    campaign_id: Option<i64>,
    note_id: Option<i64>,
    plan: String,
    state: String,
    created_at: i64,
    changed_at: i64,
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            id: EventId(row.id),
            account: AccountId(row.account_id),
            campaign: row.campaign_id.map(CampaignId),
            note: row.note_id.map(PostId),
            plan: from_json::<EventPlan>(&row.plan)?,
            state: EventState::parse(&row.state)
                .ok_or_else(|| Error::Broken(format!("an event is {}, which is no state", row.state)))?,
            created_at: Time(row.created_at),
            changed_at: Time(row.changed_at),
        })
    }
}

fn all(rows: Vec<EventRow>) -> Result<Vec<Event>> {
    rows.into_iter().map(Event::try_from).collect()
}

/// The event with this id.
pub async fn find(db: impl Reads, id: EventId) -> Result<Option<Event>> {
    let row: Option<EventRow> = db.one(&FIND, args![id.0]).await?;
    row.map(Event::try_from).transpose()
}

/// The event that this post is the readable half of.
pub async fn of_note(db: impl Reads, note: PostId) -> Result<Option<Event>> {
    let row: Option<EventRow> = db.one(&OF_NOTE, args![note]).await?;
    row.map(Event::try_from).transpose()
}

/// Takes the event, so that its changes come one after the other.
pub async fn lock(tx: &mut Tx, id: EventId) -> Result<Option<Event>> {
    let row: Option<EventRow> = (&mut *tx).one(&LOCK, args![id.0]).await?;
    row.map(Event::try_from).transpose()
}

/// Its document, as it was sent last.
pub async fn object(db: impl Reads, id: EventId) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&OBJECT, args![id.0]).await?;
    Ok(row.map(|(object,)| object))
}

/// Writes an event with its document.
pub async fn save(tx: &mut Tx, event: &Event, object: &str) -> Result<()> {
    let values = args![
        event.id.0,
        event.account,
        event.campaign.map(|id| id.0),
        event.note,
        to_json(&event.plan),
        object,
        event.state.as_str(),
        event.plan.starts,
        ends_at(&event.plan),
        event.created_at,
        event.changed_at,
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// Events of an account that are not over yet, the next one first.
pub async fn coming(db: impl Reads, account: AccountId, now: Time, limit: i64) -> Result<Vec<Event>> {
    all(db.all(&COMING, args![account, now, limit]).await?)
}

/// Events of everybody here that are not over yet, the next one first.
pub async fn coming_anywhere(db: impl Reads, now: Time, limit: i64) -> Result<Vec<Event>> {
    all(db.all(&COMING_ANYWHERE, args![now, limit]).await?)
}

/// Events that are over, below this place, the last one first.
pub async fn past(db: impl Reads, now: Time, below: Cursor, limit: i64) -> Result<Vec<Event>> {
    all(db.all(&PAST, args![now, below.at, below.id, limit]).await?)
}

/// Keeps an answer in the place of an earlier one.
pub async fn answer(tx: &mut Tx, id: EventId, who: &[u8], answer: Answer, now: Time) -> Result<()> {
    tx.run(&ANSWER, args![id.0, who, answer.as_str(), now]).await.map(drop)
}

/// Takes an answer back; whether there was one.
pub async fn unanswer(tx: &mut Tx, id: EventId, who: &[u8]) -> Result<bool> {
    Ok(tx.run(&UNANSWER, args![id.0, who]).await? > 0)
}

/// What this one has answered.
pub async fn answered(db: impl Reads, id: EventId, who: &[u8]) -> Result<Option<Answer>> {
    let row: Option<(String,)> = db.one(&ANSWERED, args![id.0, who]).await?;
    row.map(|(word,)| answer_of(&word)).transpose()
}

/// Events that were not over at this time and that anybody has answered to, the first one first.
pub async fn answered_since(db: impl Reads, over_after: Time) -> Result<Vec<Event>> {
    all(db.all(&ANSWERED_SINCE, args![over_after]).await?)
}

/// This one's answer counts no more; whether it did.
pub async fn set_aside(tx: &mut Tx, id: EventId, who: &[u8], now: Time) -> Result<bool> {
    Ok(tx.run(&SET_ASIDE, args![id.0, who, now]).await? > 0)
}

/// This one's answer counts again; whether it was set aside.
pub async fn count_again(tx: &mut Tx, id: EventId, who: &[u8]) -> Result<bool> {
    Ok(tx.run(&COUNT_AGAIN, args![id.0, who]).await? > 0)
}

/// How many answered with an account.
pub async fn answers(db: impl Reads, id: EventId) -> Result<Answers> {
    Ok(summed(&db.all(&ANSWERS, args![id.0]).await?))
}

/// The word of a row as an answer.
pub(super) fn answer_of(word: &str) -> Result<Answer> {
    Answer::parse(word)
        .ok_or_else(|| Error::Broken(format!("an answer to an event is {word}, which is none")))
}

/// Rows of words and numbers as answers.
pub(super) fn summed(rows: &[(String, i64)]) -> Answers {
    let count = |word: Answer| {
        let row = rows.iter().find(|(found, _)| found == word.as_str());
        row.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or(0))
    };
    Answers { yes: count(Answer::Yes), maybe: count(Answer::Maybe) }
}

/// Nobody has to know any more who came to what was over before this time.
pub async fn forget_answers(tx: &mut Tx, over_before: Time) -> Result<u64> {
    tx.run(&FORGET_ANSWERS, args![over_before]).await
}
