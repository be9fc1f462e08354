//! Mail on its way to the relay. Addresses and words are sealed bytes here; what was sent keeps neither.

use crate::domain::ids::RowId;
use crate::domain::mail_queue::{MailState, Purpose};
use crate::domain::mail_return::Mark;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO mails (id, purpose, about, state, rank, recipient, parcel, created_at, due_at, ends_at, claimed_until, attempts, mark) VALUES ($1, $2, $3, 'waiting', $4, $5, $6, $7, $8, $9, 0, 0, $10)";
    COUNT_TO = "SELECT count(*) FROM mails WHERE recipient = $1 AND created_at > $2 AND rank = $3";
    COUNT_WAITING = "SELECT count(*) FROM (SELECT 1 FROM mails WHERE state = 'waiting' AND rank = $1 LIMIT $2) x";
    COUNT_ALL_WAITING = "SELECT count(*) FROM mails WHERE state = 'waiting'";
    IS_DUE = "SELECT 1 FROM mails WHERE state = 'waiting' AND due_at <= $1 AND claimed_until <= $1 LIMIT 1";
    CLAIM = "UPDATE mails SET claimed_until = $2, attempts = attempts + 1 WHERE id IN (SELECT id FROM mails WHERE state = 'waiting' AND due_at <= $1 AND claimed_until <= $1 ORDER BY rank, due_at, id LIMIT $3) RETURNING id, purpose, about, parcel, created_at, ends_at, attempts";
    GIVE_BACK = "UPDATE mails SET claimed_until = 0, attempts = attempts - 1 WHERE id = $1 AND claimed_until = $2 AND state = 'waiting'";
    AGAIN = "UPDATE mails SET claimed_until = 0, due_at = $3, trouble = $4 WHERE id = $1 AND claimed_until = $2 AND state = 'waiting'";
    END = "UPDATE mails SET state = $3, claimed_until = 0, done_at = $4, trouble = $5, parcel = CASE WHEN $3 = 'failed' THEN parcel ELSE NULL END WHERE id = $1 AND claimed_until = $2 AND state = 'waiting'";
    NUMBERS = "SELECT purpose, state, count(*) FROM mails GROUP BY purpose, state ORDER BY purpose, state";
    LIST = "SELECT id, purpose, about, state, parcel, created_at, due_at, attempts, trouble, done_at FROM mails WHERE $1 OR state = 'failed' OR (state = 'waiting' AND trouble IS NOT NULL) ORDER BY id DESC LIMIT $2";
    RETRY = "UPDATE mails SET state = 'waiting', due_at = $2, ends_at = $2 + (ends_at - created_at), claimed_until = 0, done_at = NULL WHERE id = $1 AND parcel IS NOT NULL AND (state = 'failed' OR (state = 'waiting' AND claimed_until <= $2)) RETURNING purpose, about";
    TO_RETRY = "SELECT id FROM mails WHERE state = 'failed' OR (state = 'waiting' AND due_at > $1 AND trouble IS NOT NULL) ORDER BY id LIMIT $2";
    DROP = "UPDATE mails SET state = 'dropped', done_at = $2, parcel = NULL, claimed_until = 0 WHERE id = $1 AND (state = 'failed' OR (state = 'waiting' AND claimed_until <= $2)) RETURNING purpose, about";
    DROP_ABOUT = "UPDATE mails SET state = 'dropped', done_at = $3, parcel = NULL, claimed_until = 0 WHERE purpose = $1 AND about = $2 AND state = 'waiting' AND claimed_until <= $3";
    BY_MARK = "SELECT id, purpose, about, state FROM mails WHERE mark = $1";
    CAME_BACK = "UPDATE mails SET state = $2, trouble = $3, done_at = $4 WHERE id = $1 AND state = 'sent'";
    FORGET = "DELETE FROM mails WHERE done_at < $1";
    FREE = "UPDATE mails SET claimed_until = 0 WHERE state = 'waiting' AND claimed_until > 0 AND (CAST($1 AS BIGINT) IS NULL OR claimed_until % $2 = CAST($1 AS BIGINT))";
    // What was planned for a later day, such as letters for office hours, is told from what waits for another try by its attempts.
    EARLIER = "UPDATE mails SET due_at = CASE WHEN due_at > $1 AND attempts > 0 THEN due_at - $2 ELSE due_at END, claimed_until = CASE WHEN claimed_until > $3 THEN 0 ELSE claimed_until END WHERE state = 'waiting' AND ((due_at > $1 AND attempts > 0) OR claimed_until > $3)";
    LOCK_RELAY = "INSERT INTO mail_relay (id, free_at) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET free_at = mail_relay.free_at RETURNING free_at";
    SET_FREE = "UPDATE mail_relay SET free_at = $1 WHERE id = 1";
    SET_TROUBLE = "UPDATE mail_relay SET trouble = $1, trouble_at = CASE WHEN CAST($1 AS TEXT) IS NULL THEN NULL ELSE coalesce(trouble_at, $2) END WHERE id = 1 AND (trouble IS NOT NULL OR CAST($1 AS TEXT) IS NOT NULL)";
    FREE_AT = "SELECT free_at FROM mail_relay WHERE id = 1";
    RELAY = "SELECT trouble, trouble_at FROM mail_relay WHERE id = 1";
}

/// A mail that is to be queued.
#[derive(Clone, Debug)]
pub struct Queued {
    /// Its id.
    pub id: RowId,
    /// What it is for.
    pub purpose: Purpose,
    /// The row that it is about; 0 for none.
    pub about: i64,
    /// The keyed digest of its recipient.
    pub recipient: [u8; 32],
    /// Address and words, sealed.
    pub parcel: Vec<u8>,
    /// What it is named by on its way.
    pub mark: Mark,
    /// From when on it may go.
    pub due_at: Time,
    /// Until when it is tried.
    pub ends_at: Time,
}

/// A mail that was taken out to be sent.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// Its id.
    pub id: RowId,
    /// What it is for.
    pub purpose: Purpose,
    /// The row that it is about.
    pub about: i64,
    /// Address and words, sealed.
    pub parcel: Vec<u8>,
    /// Until when it is tried.
    pub ends_at: Time,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// A mail as its operator sees it.
#[derive(Clone, Debug)]
pub struct MailRecord {
    /// Its id.
    pub id: RowId,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it stands.
    pub state: MailState,
    /// Address and words, sealed; none once it is over.
    pub parcel: Option<Vec<u8>>,
    /// When it was written.
    pub created_at: Time,
    /// When it is tried next.
    pub due_at: Time,
    /// How often it was tried.
    pub attempts: i64,
    /// The relay's last answer.
    pub trouble: Option<String>,
    /// When it was over.
    pub done_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
struct ClaimedRow {
    id: i64,
    purpose: String,
    about: i64,
    parcel: Vec<u8>,
    created_at: i64,
    ends_at: i64,
    attempts: i64,
}

#[derive(sqlx::FromRow)]
struct MailRow {
    id: i64,
    purpose: String,
    state: String,
    parcel: Option<Vec<u8>>,
    created_at: i64,
    due_at: i64,
    attempts: i64,
    trouble: Option<String>,
    done_at: Option<i64>,
}

impl TryFrom<MailRow> for MailRecord {
    type Error = Error;

    fn try_from(row: MailRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            purpose: purpose(&row.purpose)?,
            state: state(&row.state)?,
            parcel: row.parcel,
            created_at: Time(row.created_at),
            due_at: Time(row.due_at),
            attempts: row.attempts,
            trouble: row.trouble,
            done_at: row.done_at.map(Time),
        })
    }
}

fn purpose(word: &str) -> Result<Purpose> {
    Purpose::parse(word).ok_or_else(|| Error::Broken(format!("no mail is for {word}")))
}

fn state(word: &str) -> Result<MailState> {
    MailState::parse(word).ok_or_else(|| Error::Broken(format!("no mail is {word}")))
}

/// Puts a mail into the queue.
pub async fn save(tx: &mut Tx, mail: &Queued, now: Time) -> Result<()> {
    let values = args![
        mail.id,
        mail.purpose.as_str(),
        mail.about,
        mail.purpose.rank(),
        mail.recipient.as_slice(),
        mail.parcel.as_slice(),
        now,
        mail.due_at,
        mail.ends_at,
        mail.mark.as_slice()
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// How many mails of this rank were written to this recipient since then.
pub async fn count_to(db: impl Reads, recipient: &[u8; 32], since: Time, rank: i64) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_TO, args![recipient.as_slice(), since, rank]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// How many mails of this rank wait, counted up to `most`.
pub async fn count_waiting(db: impl Reads, rank: i64, most: i64) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_WAITING, args![rank, most]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// How many mails wait in all.
pub async fn count_all_waiting(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_ALL_WAITING, args![]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// Whether a mail is due that nobody is sending.
pub async fn is_due(db: impl Reads, now: Time) -> Result<bool> {
    let row: Option<(i32,)> = db.one(&IS_DUE, args![now]).await?;
    Ok(row.is_some())
}

/// Takes up to so many mails that are due, the most urgent first; the claim ends by itself, and its end is its name.
pub async fn claim(tx: &mut Tx, now: Time, until: Time, limit: u32) -> Result<Vec<Claimed>> {
    let mut rows: Vec<ClaimedRow> = tx.all(&CLAIM, args![now, until, i64::from(limit)]).await?;
    rows.sort_by_key(|row| (row.created_at, row.id));
    let mut claimed = Vec::with_capacity(rows.len());
    for row in rows {
        claimed.push(Claimed {
            id: RowId(row.id),
            purpose: purpose(&row.purpose)?,
            about: row.about,
            parcel: row.parcel,
            ends_at: Time(row.ends_at),
            attempts: u32::try_from(row.attempts).unwrap_or(u32::MAX),
        });
    }
    claimed.sort_by_key(|mail| mail.purpose.rank());
    Ok(claimed)
}

/// It was not tried after all.
pub async fn give_back(tx: &mut Tx, id: RowId, claim: Time) -> Result<()> {
    tx.run(&GIVE_BACK, args![id, claim]).await.map(drop)
}

/// It is tried again at that time.
pub async fn again(tx: &mut Tx, id: RowId, claim: Time, due: Time, trouble: &str) -> Result<()> {
    tx.run(&AGAIN, args![id, claim, due, trouble]).await.map(drop)
}

/// It is over; whether the claim still held.
pub async fn end(
    tx: &mut Tx,
    id: RowId,
    claim: Time,
    state: MailState,
    trouble: Option<&str>,
    now: Time,
) -> Result<bool> {
    Ok(tx.run(&END, args![id, claim, state.as_str(), now, trouble]).await? > 0)
}

/// How many mails of each purpose are in each state.
pub async fn numbers(db: impl Reads) -> Result<Vec<(Purpose, MailState, i64)>> {
    let rows: Vec<(String, String, i64)> = db.all(&NUMBERS, args![]).await?;
    rows.into_iter().map(|(of, at, count)| Ok((purpose(&of)?, state(&at)?, count))).collect()
}

/// Mails in trouble, newest first; with `all`, every mail that is still known.
pub async fn list(db: impl Reads, all: bool, limit: i64) -> Result<Vec<MailRecord>> {
    let rows: Vec<MailRow> = db.all(&LIST, args![all, limit]).await?;
    rows.into_iter().map(MailRecord::try_from).collect()
}

/// Mails that wait for another try, and those that failed.
pub async fn to_retry(db: impl Reads, now: Time, limit: i64) -> Result<Vec<RowId>> {
    let rows: Vec<(i64,)> = db.all(&TO_RETRY, args![now, limit]).await?;
    Ok(rows.into_iter().map(|(id,)| RowId(id)).collect())
}

/// It is tried now, with all the time that it had; what it is about, if it could be.
pub async fn retry(tx: &mut Tx, id: RowId, now: Time) -> Result<Option<(Purpose, i64)>> {
    let row: Option<(String, i64)> = tx.one(&RETRY, args![id, now]).await?;
    row.map(|(of, about)| Ok((purpose(&of)?, about))).transpose()
}

/// It is not sent; what it is about, if it could be taken out.
pub async fn drop_one(tx: &mut Tx, id: RowId, now: Time) -> Result<Option<(Purpose, i64)>> {
    let row: Option<(String, i64)> = tx.one(&DROP, args![id, now]).await?;
    row.map(|(of, about)| Ok((purpose(&of)?, about))).transpose()
}

/// What waits about this row is not sent.
pub async fn drop_about(tx: &mut Tx, purpose: Purpose, about: i64, now: Time) -> Result<()> {
    tx.run(&DROP_ABOUT, args![purpose.as_str(), about, now]).await.map(drop)
}

/// A mail that a report names.
#[derive(Clone, Debug)]
pub struct ReturnedMail {
    /// Its id.
    pub id: RowId,
    /// What it is for.
    pub purpose: Purpose,
    /// The row that it is about.
    pub about: i64,
    /// Where it stands.
    pub state: MailState,
}

/// The mail that is named so on its way.
pub async fn by_mark(db: impl Reads, mark: &Mark) -> Result<Option<ReturnedMail>> {
    let row: Option<(i64, String, i64, String)> = db.one(&BY_MARK, args![mark.as_slice()]).await?;
    let read = |(id, of, about, at): (i64, String, i64, String)| {
        Ok(ReturnedMail { id: RowId(id), purpose: purpose(&of)?, about, state: state(&at)? })
    };
    row.map(read).transpose()
}

/// A mail that the relay took came back; whether it had not before.
pub async fn came_back(tx: &mut Tx, id: RowId, to: MailState, code: &str, now: Time) -> Result<bool> {
    Ok(tx.run(&CAME_BACK, args![id, to.as_str(), code, now]).await? > 0)
}

/// Throws away what was over before then; how many rows went.
pub async fn forget_older(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET, args![before]).await
}

/// Frees what a process had claimed that is gone: all of it, or what this node had.
pub async fn free(tx: &mut Tx, node: Option<i64>, nodes: i64) -> Result<()> {
    tx.run(&FREE, args![node, nodes]).await.map(drop)
}

/// The clock was set back by so many milliseconds: tries that were planned later than `after` come so much earlier, and
/// claims that end later than any claim made now would are void.
pub async fn clock_was_set_back(tx: &mut Tx, after: Time, by: i64, latest_claim: Time) -> Result<u64> {
    tx.run(&EARLIER, args![after, by, latest_claim]).await
}

/// Locks the relay for this transaction; from when on the next mail may go.
pub async fn lock_relay(tx: &mut Tx) -> Result<Time> {
    let row: Option<(i64,)> = tx.one(&LOCK_RELAY, args![]).await?;
    Ok(row.map_or(Time(0), |(at,)| Time(at)))
}

/// From when on the next mail may go, as far as is known without the lock.
pub async fn free_at(db: impl Reads) -> Result<Time> {
    let row: Option<(i64,)> = db.one(&FREE_AT, args![]).await?;
    Ok(row.map_or(Time(0), |(at,)| Time(at)))
}

/// Says from when on the next mail may go.
pub async fn set_free(tx: &mut Tx, at: Time) -> Result<()> {
    tx.run(&SET_FREE, args![at]).await.map(drop)
}

/// Notes what is wrong with the relay, or that nothing is any more.
pub async fn set_trouble(tx: &mut Tx, trouble: Option<&str>, now: Time) -> Result<()> {
    tx.run(&SET_TROUBLE, args![trouble, now]).await.map(drop)
}

/// What is wrong with the relay, and since when.
pub async fn relay_trouble(db: impl Reads) -> Result<Option<(String, Time)>> {
    let row: Option<(Option<String>, Option<i64>)> = db.one(&RELAY, args![]).await?;
    Ok(row.and_then(|(trouble, at)| trouble.zip(at)).map(|(trouble, at)| (trouble, Time(at))))
}
