//! Readers of the newsletter. Addresses are sealed bytes here, and found by a keyed digest.

use crate::domain::ids::RowId;
use crate::domain::newsletter::Rhythm;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT id, scope, address, language, rhythm, confirmed_at FROM subscribers WHERE id = $1";
    FIND_BY_DIGEST = "SELECT id, scope, address, language, rhythm, confirmed_at FROM subscribers WHERE digest = $1 AND scope = $2";
    SAVE = "INSERT INTO subscribers (id, digest, scope, address, language, rhythm, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (digest, scope) DO NOTHING";
    ASK_AGAIN = "UPDATE subscribers SET address = $2, language = $3, rhythm = $4, asked_at = $5 WHERE id = $1 AND confirmed_at IS NULL";
    CONFIRM = "UPDATE subscribers SET confirmed_at = coalesce(confirmed_at, $2), rhythm = $3, next_at = CASE WHEN $3 = 'weekly' THEN CAST($4 AS BIGINT) ELSE NULL END, last_at = coalesce(last_at, $2) WHERE id = $1";
    REMOVE = "DELETE FROM subscribers WHERE id = $1";
    FORGET_UNCONFIRMED = "DELETE FROM subscribers WHERE confirmed_at IS NULL AND asked_at < $1";
    // Who reads everything and this campaign gets one mail of it.
    NEXT_FOR_EACH = "SELECT s.id, s.scope, s.address, s.language, s.rhythm, s.confirmed_at FROM subscribers s WHERE s.id > $1 AND s.rhythm = 'each' AND s.confirmed_at IS NOT NULL AND (s.scope = $2 OR (s.scope = 0 AND NOT EXISTS (SELECT 1 FROM subscribers o WHERE o.digest = s.digest AND o.scope = $2 AND o.scope <> 0 AND o.confirmed_at IS NOT NULL AND o.rhythm = 'each'))) ORDER BY s.id LIMIT $3";
    TAKE_WEEKLY = "UPDATE subscribers SET last_at = next_at, next_at = $2 WHERE id IN (SELECT id FROM subscribers WHERE next_at <= $1 ORDER BY next_at, id LIMIT $3) AND next_at <= $1 RETURNING id, scope, address, language, rhythm, confirmed_at, last_at";
    NEXT_WEEKLY = "SELECT last_at, next_at FROM subscribers WHERE next_at <= $1 ORDER BY next_at, id LIMIT 1";
    COUNTS = "SELECT scope, rhythm, confirmed_at IS NOT NULL, count(*) FROM subscribers GROUP BY scope, rhythm, confirmed_at IS NOT NULL ORDER BY scope, rhythm";
}

/// A reader, or somebody who has not confirmed yet.
#[derive(Clone, Debug)]
pub struct Subscriber {
    /// Their row.
    pub id: RowId,
    /// The campaign whose statements they read; 0 for all.
    pub scope: i64,
    /// Sealed.
    pub address: Vec<u8>,
    /// The language of the words around the statements.
    pub language: String,
    /// How often.
    pub rhythm: Rhythm,
    /// When they confirmed.
    pub confirmed_at: Option<Time>,
}

/// A new reader.
#[derive(Clone, Debug)]
pub struct NewSubscriber<'a> {
    /// Their row.
    pub id: RowId,
    /// The keyed digest of their address.
    pub digest: [u8; 32],
    /// The campaign whose statements they read; 0 for all.
    pub scope: i64,
    /// Sealed for their row.
    pub address: &'a [u8],
    /// The language of the words around the statements.
    pub language: &'a str,
    /// How often.
    pub rhythm: Rhythm,
}

/// How many readers there are of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReaderCount {
    /// The campaign whose statements they read; 0 for all.
    pub scope: i64,
    /// How often.
    pub rhythm: Rhythm,
    /// They have confirmed.
    pub is_confirmed: bool,
    /// How many.
    pub count: i64,
}

#[derive(sqlx::FromRow)]
struct SubscriberRow {
    id: i64,
    scope: i64,
    address: Vec<u8>,
    language: String,
    rhythm: String,
    confirmed_at: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct TakenRow {
    #[sqlx(flatten)]
    subscriber: SubscriberRow,
    last_at: i64,
}

impl TryFrom<SubscriberRow> for Subscriber {
    type Error = Error;

    fn try_from(row: SubscriberRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            scope: row.scope,
            address: row.address,
            language: row.language,
            rhythm: rhythm(&row.rhythm)?,
            confirmed_at: row.confirmed_at.map(Time),
        })
    }
}

fn rhythm(word: &str) -> Result<Rhythm> {
    Rhythm::parse(word).ok_or_else(|| Error::Broken(format!("nobody reads {word}")))
}

/// The reader of this row.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<Subscriber>> {
    let row: Option<SubscriberRow> = db.one(&FIND, args![id]).await?;
    row.map(Subscriber::try_from).transpose()
}

/// The reader with this address.
pub async fn find_by_digest(db: impl Reads, digest: &[u8; 32], scope: i64) -> Result<Option<Subscriber>> {
    let row: Option<SubscriberRow> = db.one(&FIND_BY_DIGEST, args![digest.as_slice(), scope]).await?;
    row.map(Subscriber::try_from).transpose()
}

/// Keeps somebody who has asked; whether they are new.
pub async fn save(tx: &mut Tx, new: &NewSubscriber<'_>, now: Time) -> Result<bool> {
    let values =
        args![new.id, new.digest.as_slice(), new.scope, new.address, new.language, new.rhythm.as_str(), now];
    Ok(tx.run(&SAVE, values).await? > 0)
}

/// Somebody who has not confirmed yet asks again, perhaps in another spelling.
pub async fn ask_again(tx: &mut Tx, new: &NewSubscriber<'_>, now: Time) -> Result<()> {
    let values = args![new.id, new.address, new.language, new.rhythm.as_str(), now];
    tx.run(&ASK_AGAIN, values).await.map(drop)
}

/// They have confirmed, and read so often from now on; whether they are there.
pub async fn confirm(tx: &mut Tx, id: RowId, rhythm: Rhythm, next: Time, now: Time) -> Result<bool> {
    Ok(tx.run(&CONFIRM, args![id, now, rhythm.as_str(), next]).await? > 0)
}

/// Nothing of them is kept; whether they were there.
pub async fn remove(tx: &mut Tx, id: RowId) -> Result<bool> {
    Ok(tx.run(&REMOVE, args![id]).await? > 0)
}

/// Those who asked before then and never confirmed are erased; how many.
pub async fn forget_unconfirmed(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET_UNCONFIRMED, args![before]).await
}

/// Readers of each statement behind this row, in the order of their rows.
pub async fn next_for_each(db: impl Reads, after: i64, scope: i64, limit: i64) -> Result<Vec<Subscriber>> {
    let rows: Vec<SubscriberRow> = db.all(&NEXT_FOR_EACH, args![after, scope, limit]).await?;
    rows.into_iter().map(Subscriber::try_from).collect()
}

/// When the week of a digest that is due ended, if one is.
pub async fn next_weekly(db: impl Reads, now: Time) -> Result<Option<Time>> {
    let row: Option<(Option<i64>, i64)> = db.one(&NEXT_WEEKLY, args![now]).await?;
    Ok(row.map(|(_, at)| Time(at)))
}

/// Takes readers whose week has ended; each with the end of that week. Their next week ends at `next`.
pub async fn take_weekly(tx: &mut Tx, now: Time, next: Time, limit: i64) -> Result<Vec<(Subscriber, Time)>> {
    let rows: Vec<TakenRow> = tx.all(&TAKE_WEEKLY, args![now, next, limit]).await?;
    rows.into_iter().map(|row| Ok((row.subscriber.try_into()?, Time(row.last_at)))).collect()
}

/// How many readers there are of each kind.
pub async fn counts(db: impl Reads) -> Result<Vec<ReaderCount>> {
    let rows: Vec<(i64, String, bool, i64)> = db.all(&COUNTS, args![]).await?;
    let count = |(scope, word, is_confirmed, count): (i64, String, bool, i64)| {
        Ok(ReaderCount { scope, rhythm: rhythm(&word)?, is_confirmed, count })
    };
    rows.into_iter().map(count).collect()
}
