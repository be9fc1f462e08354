//! Guests of events and how many they are. Whose a row is cannot be read here: guests are keyed digests, and no address is
//! kept.

use crate::domain::event::Answers;
use crate::domain::event_guest::Party;
use crate::domain::ids::{EventId, RowId};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};
use super::events::{answer_of, summed};

statements! {
    WAIT = "INSERT INTO event_guests (id, event_id, guest, answer, people, confirm_until, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    WAITING = "SELECT event_id, answer, people FROM event_guests WHERE id = $1 AND confirm_until > $2";
    WHOSE = "SELECT event_id, guest FROM event_guests WHERE id = $1 AND confirm_until > $2";
    COUNT_WAITING = "SELECT count(*) FROM (SELECT id FROM event_guests WHERE event_id = $1 AND guest = $2 AND confirm_until IS NOT NULL LIMIT 10) w";
    FORGET_OTHERS = "DELETE FROM event_guests WHERE event_id = $1 AND guest = $2 AND id <> $3";
    CONFIRM = "UPDATE event_guests SET confirm_until = NULL WHERE id = $1";
    ERASE = "DELETE FROM event_guests WHERE event_id = $1 AND guest = $2 RETURNING id";
    ERASE_WAITING = "DELETE FROM event_guests WHERE id = $1 AND confirm_until IS NOT NULL";
    NUMBERS = "SELECT answer, CAST(sum(people) AS BIGINT) FROM event_guests WHERE event_id = $1 AND confirm_until IS NULL GROUP BY answer";
    FORGET_LATE = "DELETE FROM event_guests WHERE id IN (SELECT id FROM event_guests WHERE confirm_until <= $1 ORDER BY confirm_until LIMIT $2) AND confirm_until IS NOT NULL";
    FORGET_OVER = "DELETE FROM event_guests WHERE event_id IN (SELECT id FROM events WHERE ends_at < $1)";
}

/// The keyed digest of a mailbox, for one event.
pub type Guest = [u8; 32];

/// A form that waits for its confirmation.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its row.
    pub id: RowId,
    /// What it is for.
    pub event: EventId,
    /// Whose it is.
    pub guest: Guest,
    /// Who comes.
    pub party: Party,
    /// Until when it can be confirmed.
    pub until: Time,
    /// When it came.
    pub now: Time,
}

/// Keeps a form until its mail is answered. It counts nothing.
pub async fn wait(tx: &mut Tx, w: &Waiting) -> Result<()> {
    let Party { answer, people } = w.party;
    let values = args![w.id, w.event.0, &w.guest[..], answer.as_str(), i64::from(people), w.until, w.now];
    tx.run(&WAIT, values).await.map(drop)
}

/// What a form says that can still be confirmed, and for which event.
pub async fn waiting(db: impl Reads, id: RowId, now: Time) -> Result<Option<(EventId, Party)>> {
    let row: Option<(i64, String, i64)> = db.one(&WAITING, args![id, now]).await?;
    let Some((event, answer, people)) = row else { return Ok(None) };
    let people = u8::try_from(people).map_err(|_| Error::Broken(format!("{people} people in one form")))?;
    Ok(Some((EventId(event), Party { answer: answer_of(&answer)?, people })))
}

/// How many forms of this guest wait; counted no further than ten.
pub async fn count_waiting(db: impl Reads, event: EventId, guest: &Guest) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_WAITING, args![event.0, &guest[..]]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Counts a form that waits, in the place of whatever this guest has said before; whose it is, if it counts now. The
/// caller has locked the event, so that two forms of one guest come one after the other.
pub async fn confirm(tx: &mut Tx, id: RowId, now: Time) -> Result<Option<Guest>> {
    let row: Option<(i64, Vec<u8>)> = (&mut *tx).one(&WHOSE, args![id, now]).await?;
    let Some((event, guest)) = row else { return Ok(None) };
    tx.run(&FORGET_OTHERS, args![event, guest.clone(), id]).await?;
    tx.run(&CONFIRM, args![id]).await?;
    let guest = guest.try_into().map_err(|_| Error::Broken("a guest is no digest".to_owned()))?;
    Ok(Some(guest))
}

/// Erases all that this guest has said about an event; the rows that went.
pub async fn erase(tx: &mut Tx, event: EventId, guest: &[u8]) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = (&mut *tx).all(&ERASE, args![event.0, guest]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// Erases a form that waits. What counts stays.
pub async fn erase_waiting(tx: &mut Tx, id: RowId) -> Result<()> {
    tx.run(&ERASE_WAITING, args![id]).await.map(drop)
}

/// How many people come as guests, and how many may.
pub async fn numbers(db: impl Reads, event: EventId) -> Result<Answers> {
    Ok(summed(&db.all(&NUMBERS, args![event.0]).await?))
}

/// Forgets some forms whose time to confirm has ended; how many.
pub async fn forget_late(tx: &mut Tx, now: Time, limit: i64) -> Result<u64> {
    tx.run(&FORGET_LATE, args![now, limit]).await
}

/// Nobody has to know any more who came to what was over before this time.
pub async fn forget_over(tx: &mut Tx, over_before: Time) -> Result<u64> {
    tx.run(&FORGET_OVER, args![over_before]).await
}
