//! Letters to decision-makers, and the decision-makers who can be written to. Addresses and words of writers are sealed
//! bytes here.

use crate::domain::cursor::Cursor;
use crate::domain::ids::{CampaignId, RowId};
use crate::domain::letter::{LetterState, OfficeHours};
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE_TARGET = "INSERT INTO letter_targets (id, campaign_id, name, address, language, subject, words, hours, per_hour, created_at, version, address_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (campaign_id, name) DO NOTHING";
    CHANGE_TARGET = "UPDATE letter_targets SET address = $2, language = $3, subject = $4, words = $5, hours = $6, per_hour = $7, version = $8, address_version = $9, closed_at = NULL WHERE id = $1";
    CLOSE_TARGET = "UPDATE letter_targets SET closed_at = $2 WHERE id = $1 AND closed_at IS NULL";
    LOCK_TARGET = "UPDATE letter_targets SET per_hour = per_hour WHERE id = $1 RETURNING last_due_at, last_handed_at";
    SET_LAST_HANDED = "UPDATE letter_targets SET last_handed_at = $2 WHERE id = $1";
    SET_LAST_DUE = "UPDATE letter_targets SET last_due_at = $2 WHERE id = $1";
    TARGET = "SELECT id, campaign_id, name, address, language, subject, words, hours, per_hour, closed_at, version, address_version FROM letter_targets WHERE id = $1";
    TARGET_NAMED = "SELECT id, campaign_id, name, address, language, subject, words, hours, per_hour, closed_at, version, address_version FROM letter_targets WHERE campaign_id = $1 AND name = $2";
    TARGETS_OF = "SELECT id, campaign_id, name, address, language, subject, words, hours, per_hour, closed_at, version, address_version FROM letter_targets WHERE campaign_id = $1 ORDER BY id";
    TARGETS = "SELECT id, campaign_id, name, address, language, subject, words, hours, per_hour, closed_at, version, address_version FROM letter_targets ORDER BY campaign_id, id";
    COUNTS = "SELECT target_id, state, count(*) FROM letters GROUP BY target_id, state ORDER BY target_id, state";
    COUNT_OF = "SELECT count(*) FROM letters l JOIN letter_targets t ON t.id = l.target_id WHERE t.campaign_id = $1 AND l.state IN ('planned', 'handed', 'sent')";
    FIND = "SELECT id, target_id, state, sealed, asked_at, due_at, version FROM letters WHERE id = $1";
    FIND_BY_DIGEST = "SELECT id, target_id, state, sealed, asked_at, due_at, version FROM letters WHERE target_id = $1 AND digest = $2";
    SAVE = "INSERT INTO letters (id, target_id, digest, state, sealed, asked_at, version) VALUES ($1, $2, $3, 'asked', $4, $5, $6) ON CONFLICT (target_id, digest) DO NOTHING";
    ASK_AGAIN = "UPDATE letters SET sealed = $2, asked_at = $3, version = $4 WHERE id = $1 AND state = 'asked'";
    PLAN = "UPDATE letters SET state = 'planned', due_at = $2, version = $3 WHERE id = $1 AND state = 'asked' AND asked_at = $4";
    WITHDRAW = "DELETE FROM letters WHERE id = $1 AND state IN ('asked', 'planned')";
    // Each by its index: however many letters wait, this reads two rows of each decision-maker.
    PLANS = "SELECT t.id, t.campaign_id, t.address_version, (SELECT min(l.due_at) FROM letters l WHERE l.target_id = t.id AND l.state = 'planned'), (SELECT min(v.version) FROM letters v WHERE v.target_id = t.id AND v.state IN ('asked', 'planned')) FROM letter_targets t ORDER BY t.id";
    WAITING_BELOW = "SELECT id, target_id, state, sealed, asked_at, due_at, version FROM letters WHERE target_id = $1 AND state IN ('asked', 'planned') AND version < $2 ORDER BY id LIMIT $3";
    DUE = "SELECT id, target_id, state, sealed, asked_at, due_at, version FROM letters WHERE target_id = $1 AND state = 'planned' AND due_at <= $2 ORDER BY due_at, id LIMIT $3";
    REPLAN = "UPDATE letters SET due_at = $2 WHERE id = $1 AND state = 'planned'";
    HAND = "UPDATE letters SET state = 'handed', sealed = NULL WHERE id = $1 AND state = 'planned'";
    SETTLE = "UPDATE letters SET state = $2, done_at = $3 WHERE id = $1";
    CAME_BACK = "UPDATE letters SET returned_at = $2, returned_code = $3, returned_words = $4 WHERE id = $1";
    RETURNED = "SELECT id, state, returned_at, returned_code, returned_words FROM letters WHERE target_id = $1 AND returned_at IS NOT NULL AND (returned_at, id) < ($2, $3) ORDER BY returned_at DESC, id DESC LIMIT $4";
    COUNT_RETURNED = "SELECT target_id, count(*), count(CASE WHEN state = 'sent' THEN 1 END) FROM letters WHERE returned_at IS NOT NULL GROUP BY target_id";
    // What is left is a row that names nobody, for the numbers.
    FORGET_WRITERS =
        sqlite "UPDATE letters SET digest = CAST(CAST(id AS TEXT) AS BLOB) WHERE target_id = $1 AND length(digest) = 32"
        postgres "UPDATE letters SET digest = convert_to(CAST(id AS TEXT), 'UTF8') WHERE target_id = $1 AND length(digest) = 32";
    FORGET_UNCONFIRMED = "DELETE FROM letters WHERE state = 'asked' AND asked_at < $1";
}

/// Somebody who can be written to.
#[derive(Clone, Debug)]
pub struct TargetRecord {
    /// Their row.
    pub id: RowId,
    /// The campaign that addresses them.
    pub campaign: CampaignId,
    /// Their name there.
    pub name: String,
    /// Sealed.
    pub address: Vec<u8>,
    /// The language of the letter.
    pub language: String,
    /// Its subject.
    pub subject: String,
    /// What the campaign writes.
    pub words: String,
    /// When letters may arrive.
    pub hours: OfficeHours,
    /// How many in an hour.
    pub per_hour: u32,
    /// Since when no more are taken.
    pub closed_at: Option<Time>,
    /// Counts what letters to them say and where they go: the present version.
    pub version: i64,
    /// The first version that goes to the present address.
    pub address_version: i64,
}

/// A letter.
#[derive(Clone, Debug)]
pub struct LetterRecord {
    /// Its row.
    pub id: RowId,
    /// To whom.
    pub target: RowId,
    /// How far it has come.
    pub state: LetterState,
    /// The writer's name, address and words, sealed; none once it is on its way.
    pub sealed: Option<Vec<u8>>,
    /// When it was written.
    pub asked_at: Time,
    /// When it goes; none before it is confirmed.
    pub due_at: Option<Time>,
    /// The version that its writer has seen, and confirmed where it is planned.
    pub version: i64,
}

/// What waits for one decision-maker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Who.
    pub target: RowId,
    /// Of which campaign.
    pub campaign: CampaignId,
    /// The first version that goes to the present address.
    pub address_version: i64,
    /// When the first planned letter goes.
    pub first_due: Option<Time>,
    /// The oldest version that somebody has seen whose letter is not on its way.
    pub oldest: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct TargetRow {
    id: i64,
    campaign_id: i64,
    name: String,
    address: Vec<u8>,
    language: String,
    subject: String,
    words: String,
    hours: String,
    per_hour: i64,
    closed_at: Option<i64>,
    version: i64,
    address_version: i64,
}

#[derive(sqlx::FromRow)]
struct LetterRow {
    id: i64,
    target_id: i64,
    state: String,
    sealed: Option<Vec<u8>>,
    asked_at: i64,
    due_at: Option<i64>,
    version: i64,
}

impl TryFrom<TargetRow> for TargetRecord {
    type Error = Error;

    fn try_from(row: TargetRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            campaign: CampaignId(row.campaign_id),
            name: row.name,
            address: row.address,
            language: row.language,
            subject: row.subject,
            words: row.words,
            hours: from_json(&row.hours)?,
            per_hour: u32::try_from(row.per_hour).unwrap_or(1),
            closed_at: row.closed_at.map(Time),
            version: row.version,
            address_version: row.address_version,
        })
    }
}

impl TryFrom<LetterRow> for LetterRecord {
    type Error = Error;

    fn try_from(row: LetterRow) -> Result<Self> {
        Ok(Self {
            id: RowId(row.id),
            target: RowId(row.target_id),
            state: state(&row.state)?,
            sealed: row.sealed,
            asked_at: Time(row.asked_at),
            due_at: row.due_at.map(Time),
            version: row.version,
        })
    }
}

fn state(word: &str) -> Result<LetterState> {
    LetterState::parse(word).ok_or_else(|| Error::Broken(format!("no letter is {word}")))
}

/// Keeps a new decision-maker; whether there was none of that name.
pub async fn save_target(tx: &mut Tx, target: &TargetRecord, now: Time) -> Result<bool> {
    let values = args![
        target.id,
        target.campaign,
        target.name.as_str(),
        target.address.as_slice(),
        target.language.as_str(),
        target.subject.as_str(),
        target.words.as_str(),
        to_json(&target.hours),
        i64::from(target.per_hour),
        now,
        target.version,
        target.address_version
    ];
    Ok(tx.run(&SAVE_TARGET, values).await? > 0)
}

/// Keeps what has changed about one, and takes letters to them again.
pub async fn change_target(tx: &mut Tx, target: &TargetRecord) -> Result<()> {
    let values = args![
        target.id,
        target.address.as_slice(),
        target.language.as_str(),
        target.subject.as_str(),
        target.words.as_str(),
        to_json(&target.hours),
        i64::from(target.per_hour),
        target.version,
        target.address_version
    ];
    tx.run(&CHANGE_TARGET, values).await.map(drop)
}

/// Takes no more letters to them; whether any were taken.
pub async fn close_target(tx: &mut Tx, id: RowId, now: Time) -> Result<bool> {
    Ok(tx.run(&CLOSE_TARGET, args![id, now]).await? > 0)
}

/// Locks the plan of a decision-maker for this transaction; when the newest letter to them goes, and when the newest went.
pub async fn lock_target(tx: &mut Tx, id: RowId) -> Result<(Option<Time>, Option<Time>)> {
    let row: Option<(Option<i64>, Option<i64>)> = tx.one(&LOCK_TARGET, args![id]).await?;
    let (due, handed) = row.unwrap_or_default();
    Ok((due.map(Time), handed.map(Time)))
}

/// Notes when the newest letter to them went.
pub async fn set_last_handed(tx: &mut Tx, id: RowId, at: Time) -> Result<()> {
    tx.run(&SET_LAST_HANDED, args![id, at]).await.map(drop)
}

/// Notes when the newest letter to them goes.
pub async fn set_last_due(tx: &mut Tx, id: RowId, at: Time) -> Result<()> {
    tx.run(&SET_LAST_DUE, args![id, at]).await.map(drop)
}

/// The decision-maker of this row.
pub async fn target(db: impl Reads, id: RowId) -> Result<Option<TargetRecord>> {
    let row: Option<TargetRow> = db.one(&TARGET, args![id]).await?;
    row.map(TargetRecord::try_from).transpose()
}

/// The decision-maker of this name.
pub async fn target_named(db: impl Reads, campaign: CampaignId, name: &str) -> Result<Option<TargetRecord>> {
    let row: Option<TargetRow> = db.one(&TARGET_NAMED, args![campaign, name]).await?;
    row.map(TargetRecord::try_from).transpose()
}

/// Those of a campaign.
pub async fn targets_of(db: impl Reads, campaign: CampaignId) -> Result<Vec<TargetRecord>> {
    let rows: Vec<TargetRow> = db.all(&TARGETS_OF, args![campaign]).await?;
    rows.into_iter().map(TargetRecord::try_from).collect()
}

/// All of them.
pub async fn targets(db: impl Reads) -> Result<Vec<TargetRecord>> {
    let rows: Vec<TargetRow> = db.all(&TARGETS, args![]).await?;
    rows.into_iter().map(TargetRecord::try_from).collect()
}

/// How many letters to each decision-maker are in each state.
pub async fn counts(db: impl Reads) -> Result<Vec<(RowId, LetterState, i64)>> {
    let rows: Vec<(i64, String, i64)> = db.all(&COUNTS, args![]).await?;
    rows.into_iter().map(|(id, word, count)| Ok((RowId(id), state(&word)?, count))).collect()
}

/// How many letters of a campaign were sent or will be.
pub async fn count_of(db: impl Reads, campaign: CampaignId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OF, args![campaign]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// The letter of this row.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<LetterRecord>> {
    let row: Option<LetterRow> = db.one(&FIND, args![id]).await?;
    row.map(LetterRecord::try_from).transpose()
}

/// The letter of this writer to this decision-maker.
pub async fn find_by_digest(
    db: impl Reads,
    target: RowId,
    digest: &[u8; 32],
) -> Result<Option<LetterRecord>> {
    let row: Option<LetterRow> = db.one(&FIND_BY_DIGEST, args![target, digest.as_slice()]).await?;
    row.map(LetterRecord::try_from).transpose()
}

/// Keeps a letter that is not confirmed yet; whether it is the writer's first to them.
pub async fn save(
    tx: &mut Tx,
    id: RowId,
    target: RowId,
    digest: &[u8; 32],
    (sealed, version): (&[u8], i64),
    now: Time,
) -> Result<bool> {
    Ok(tx.run(&SAVE, args![id, target, digest.as_slice(), sealed, now, version]).await? > 0)
}

/// A writer writes anew what they have not confirmed yet.
pub async fn ask_again(tx: &mut Tx, id: RowId, (sealed, version): (&[u8], i64), now: Time) -> Result<()> {
    tx.run(&ASK_AGAIN, args![id, sealed, now, version]).await.map(drop)
}

/// It goes at that time with the words of that version; whether it was waiting to be confirmed, as it was written then.
pub async fn plan(tx: &mut Tx, id: RowId, due: Time, version: i64, asked_at: Time) -> Result<bool> {
    Ok(tx.run(&PLAN, args![id, due, version, asked_at]).await? > 0)
}

/// Erases a letter that is not on its way yet; whether it was there.
pub async fn withdraw(tx: &mut Tx, id: RowId) -> Result<bool> {
    Ok(tx.run(&WITHDRAW, args![id]).await? > 0)
}

/// What waits for each decision-maker.
pub async fn plans(db: impl Reads) -> Result<Vec<Plan>> {
    let rows: Vec<PlanRow> = db.all(&PLANS, args![]).await?;
    let plan = |(target, campaign, address_version, first_due, oldest): PlanRow| Plan {
        target: RowId(target),
        campaign: CampaignId(campaign),
        address_version,
        first_due: first_due.map(Time),
        oldest,
    };
    Ok(rows.into_iter().map(plan).collect())
}

type PlanRow = (i64, i64, i64, Option<i64>, Option<i64>);

/// Letters to a decision-maker that are not on their way yet and of an earlier version than this one.
pub async fn waiting_below(
    db: impl Reads,
    target: RowId,
    version: i64,
    limit: i64,
) -> Result<Vec<LetterRecord>> {
    let rows: Vec<LetterRow> = db.all(&WAITING_BELOW, args![target, version, limit]).await?;
    rows.into_iter().map(LetterRecord::try_from).collect()
}

/// Letters to a decision-maker whose time has come, the first first.
pub async fn due(db: impl Reads, target: RowId, now: Time, limit: i64) -> Result<Vec<LetterRecord>> {
    let rows: Vec<LetterRow> = db.all(&DUE, args![target, now, limit]).await?;
    rows.into_iter().map(LetterRecord::try_from).collect()
}

/// It goes at another time.
pub async fn replan(tx: &mut Tx, id: RowId, due: Time) -> Result<()> {
    tx.run(&REPLAN, args![id, due]).await.map(drop)
}

/// It is handed to the outbox; whether nobody else has done so.
pub async fn hand(tx: &mut Tx, id: RowId) -> Result<bool> {
    Ok(tx.run(&HAND, args![id]).await? > 0)
}

/// What came of it.
pub async fn settle(tx: &mut Tx, id: RowId, state: LetterState, now: Time) -> Result<()> {
    tx.run(&SETTLE, args![id, state.as_str(), now]).await.map(drop)
}

/// A letter that came back, or is late.
#[derive(Clone, Debug)]
pub struct Returned {
    /// Its row.
    pub id: RowId,
    /// Where it stands.
    pub state: LetterState,
    /// When we heard of it.
    pub at: Time,
    /// The code; empty where none was given.
    pub code: String,
    /// What the other mail server said.
    pub words: String,
}

/// Keeps what was said of a letter that came back, or is late; the latest word counts.
pub async fn came_back(tx: &mut Tx, id: RowId, code: &str, words: &str, now: Time) -> Result<()> {
    tx.run(&CAME_BACK, args![id, now, code, words]).await.map(drop)
}

type ReturnedRow = (i64, String, i64, Option<String>, Option<String>);

/// Letters to this decision-maker that came back or are late below this place, the latest first.
pub async fn returned(db: impl Reads, target: RowId, below: Cursor, limit: i64) -> Result<Vec<Returned>> {
    let rows: Vec<ReturnedRow> = db.all(&RETURNED, args![target, below.at, below.id, limit]).await?;
    let read = |(id, at_state, at, code, words): ReturnedRow| {
        let (code, words) = (code.unwrap_or_default(), words.unwrap_or_default());
        Ok(Returned { id: RowId(id), state: state(&at_state)?, at: Time(at), code, words })
    };
    rows.into_iter().map(read).collect()
}

/// How many letters to each decision-maker came back or are late, and how many of these are late; only those with any.
pub async fn count_returned(db: impl Reads) -> Result<Vec<(RowId, i64, i64)>> {
    let rows: Vec<(i64, i64, i64)> = db.all(&COUNT_RETURNED, args![]).await?;
    Ok(rows.into_iter().map(|(target, all, late)| (RowId(target), all, late)).collect())
}

/// Letters that nobody confirmed are erased; how many.
pub async fn forget_unconfirmed(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET_UNCONFIRMED, args![before]).await
}

/// Nobody can be found by the letters to this decision-maker any more; how many there were.
pub async fn forget_writers(tx: &mut Tx, target: RowId) -> Result<u64> {
    tx.run(&FORGET_WRITERS, args![target]).await
}
