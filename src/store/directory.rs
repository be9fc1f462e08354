//! Entries of the directory, and the words by which they are found. Whether somebody is listed is said in one place,
//! the part `[stands entry, account, house]`: consent, and nobody who is gone, hidden or blocked on either side.

use crate::domain::cursor::Cursor;
use crate::domain::directory::{EntryKind, EntryState, Facts, PER_COLLECTION};
use crate::domain::ids::AccountId;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, statements, to_json};
use super::hidden::refuses;

/// `[stands house]`: the entry `e` with its account `a` may be shown to everybody.
macro_rules! stands {
    ($house:literal) => {
        concat!(
            "(e.state = 'listed' AND a.gone_at IS NULL AND a.suspended_at IS NULL AND a.discoverable AND NOT ",
            refuses!($house, "a.id"),
            " AND NOT EXISTS (SELECT 1 FROM blocks sb WHERE sb.blocker_id = a.id AND sb.target_id = ",
            $house,
            "))"
        )
    };
}

statements! {
    MEET = "INSERT INTO directory_entries (account_id, kind, state, met_at, state_at) VALUES ($1, $2, 'candidate', $3, $3) ON CONFLICT (account_id) DO UPDATE SET kind = excluded.kind";
    FIND = "SELECT account_id, kind, state, request_uri, stamp_uri, page, met_at, state_at FROM directory_entries WHERE account_id = $1";
    FIND_BY_REQUEST = "SELECT account_id, kind, state, request_uri, stamp_uri, page, met_at, state_at FROM directory_entries WHERE request_uri = $1";
    FIND_BY_STAMP = "SELECT account_id, kind, state, request_uri, stamp_uri, page, met_at, state_at FROM directory_entries WHERE stamp_uri = $1 AND account_id = $2";
    SET = "UPDATE directory_entries SET state = $2, request_uri = $3, stamp_uri = $4, page = $5, state_at = $6 WHERE account_id = $1";
    FORGET_WORDS = "DELETE FROM directory_facets WHERE account_id = $1";
    SAVE_WORDS =
        sqlite "INSERT INTO directory_facets (account_id, facet, word) SELECT CAST($1 AS BIGINT), json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each($2)"
        postgres "INSERT INTO directory_facets (account_id, facet, word) SELECT CAST($1 AS BIGINT), value->>0, value->>1 FROM jsonb_array_elements($2::jsonb)";
    SHOWN = "SELECT e.account_id, e.kind, e.state, e.request_uri, e.stamp_uri, e.page, e.met_at, e.state_at FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " AND e.account_id < $2 AND ($4 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'sector' AND f.word = $4)) AND ($5 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'region' AND f.word = $5)) AND ($6 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'language' AND f.word = $6)) AND ($7 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'state' AND f.word = $7)) ORDER BY e.account_id DESC LIMIT $3";
    // The same for feeds: by when they came to be shown, since a coalition may agree long after it was met.
    NEWEST = "SELECT e.account_id, e.kind, e.state, e.request_uri, e.stamp_uri, e.page, e.met_at, e.state_at FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " AND (e.state_at < $2 OR (e.state_at = $2 AND e.account_id < $8)) AND ($4 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'sector' AND f.word = $4)) AND ($5 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'region' AND f.word = $5)) AND ($6 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'language' AND f.word = $6)) AND ($7 = '' OR EXISTS (SELECT 1 FROM directory_facets f WHERE f.account_id = e.account_id AND f.facet = 'state' AND f.word = $7)) ORDER BY e.state_at DESC, e.account_id DESC LIMIT $3";
    IN_COLLECTION = "SELECT e.account_id, e.kind, e.state, e.request_uri, e.stamp_uri, e.page, e.met_at, e.state_at FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " AND e.page = $2 ORDER BY e.account_id LIMIT $3";
    WORDS = "SELECT f.facet, f.word, count(*) FROM directory_facets f JOIN directory_entries e ON e.account_id = f.account_id JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " GROUP BY f.facet, f.word ORDER BY f.facet, count(*) DESC, f.word LIMIT 400";
    COUNT = "SELECT count(*) FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] "";
    COUNT_KINDS = "SELECT e.kind, count(*) FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " GROUP BY e.kind";
    STANDS = "SELECT e.account_id FROM directory_entries e JOIN accounts a ON a.id = e.account_id WHERE " [stands "$1"] " AND e.account_id = $2";
    // Candidates apart: they are many, and nobody waits for them.
    // Whether an account is there is asked of each row on the way, so that the rows come in the order of their index.
    MET = "SELECT e.account_id, e.kind, e.state, e.request_uri, e.stamp_uri, e.page, e.met_at, e.state_at FROM directory_entries e WHERE e.state = 'candidate' AND (SELECT a.gone_at IS NULL AND a.suspended_at IS NULL FROM accounts a WHERE a.id = e.account_id) AND (e.state_at, e.account_id) < ($1, $2) ORDER BY e.state_at DESC, e.account_id DESC LIMIT $3";
    ASKED = "SELECT e.account_id, e.kind, e.state, e.request_uri, e.stamp_uri, e.page, e.met_at, e.state_at FROM directory_entries e WHERE e.state <> 'candidate' AND (SELECT a.gone_at IS NULL AND a.suspended_at IS NULL FROM accounts a WHERE a.id = e.account_id) AND (e.state_at, e.account_id) < ($1, $2) ORDER BY e.state_at DESC, e.account_id DESC LIMIT $3";
    PAGES = "SELECT DISTINCT page FROM directory_entries WHERE page IS NOT NULL ORDER BY page";
    ROOM = "SELECT page, count(*) FROM directory_entries WHERE page IS NOT NULL GROUP BY page ORDER BY page";
}

/// An entry of the directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Whose it is.
    pub account: AccountId,
    /// What it is.
    pub kind: EntryKind,
    /// How far it has come.
    pub state: EntryState,
    /// The id of our request.
    pub request_uri: Option<String>,
    /// The id of the stamp that proves their consent.
    pub stamp_uri: Option<String>,
    /// The collection it stands in.
    pub page: Option<i64>,
    /// When it was met.
    pub met_at: Time,
    /// Since when it is in this state.
    pub state_at: Time,
}

type EntryRow = (i64, String, String, Option<String>, Option<String>, Option<i64>, i64, i64);

fn read((account, kind, state, request_uri, stamp_uri, page, met_at, state_at): EntryRow) -> Result<Entry> {
    Ok(Entry {
        account: AccountId(account),
        kind: EntryKind::parse(&kind).ok_or_else(|| Error::Broken(format!("an entry is a {kind}")))?,
        state: EntryState::parse(&state),
        request_uri,
        stamp_uri,
        page,
        met_at: Time(met_at),
        state_at: Time(state_at),
    })
}

fn read_all(rows: Vec<EntryRow>) -> Result<Vec<Entry>> {
    rows.into_iter().map(read).collect()
}

/// Notes that a coalition or campaign was met, or met again: nothing of its state changes.
pub async fn meet(tx: &mut Tx, account: AccountId, facts: &Facts, now: Time) -> Result<()> {
    let Some(kind) = facts.kind else { return Ok(()) };
    tx.run(&MEET, args![account, kind.as_str(), now]).await?;
    tx.run(&FORGET_WORDS, args![account]).await?;
    tx.run(&SAVE_WORDS, args![account, to_json(&facts.words())]).await.map(drop)
}

/// The entry of this account.
pub async fn find(db: impl Reads, account: AccountId) -> Result<Option<Entry>> {
    db.one::<EntryRow>(&FIND, args![account]).await?.map(read).transpose()
}

/// The entry that this request of ours asks about.
pub async fn find_by_request(db: impl Reads, request: &str) -> Result<Option<Entry>> {
    db.one::<EntryRow>(&FIND_BY_REQUEST, args![request]).await?.map(read).transpose()
}

/// The entry of this account that this stamp is for.
pub async fn find_by_stamp(db: impl Reads, stamp: &str, account: AccountId) -> Result<Option<Entry>> {
    db.one::<EntryRow>(&FIND_BY_STAMP, args![stamp, account]).await?.map(read).transpose()
}

/// Writes how far an entry has come.
pub async fn set(tx: &mut Tx, entry: &Entry) -> Result<()> {
    let values = args![
        entry.account,
        entry.state.as_str(),
        &entry.request_uri,
        &entry.stamp_uri,
        entry.page,
        entry.state_at
    ];
    tx.run(&SET, values).await.map(drop)
}

/// The words that a reader looks for; an empty one does not matter.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sought<'a> {
    /// A field of work.
    pub sector: &'a str,
    /// A region.
    pub region: &'a str,
    /// A language.
    pub language: &'a str,
    /// How far a campaign has come.
    pub state: &'a str,
}

/// Entries that everybody may see, below this account, newest met first.
pub async fn shown(
    db: impl Reads,
    house: AccountId,
    sought: Sought<'_>,
    below: i64,
    limit: i64,
) -> Result<Vec<Entry>> {
    let Sought { sector, region, language, state } = sought;
    read_all(db.all(&SHOWN, args![house, below, limit, sector, region, language, state]).await?)
}

/// Entries that everybody may see, the last to be shown first, from below this time and account.
pub async fn newest(
    db: impl Reads,
    house: AccountId,
    sought: Sought<'_>,
    (at, account): (Time, AccountId),
    limit: i64,
) -> Result<Vec<Entry>> {
    let Sought { sector, region, language, state } = sought;
    read_all(db.all(&NEWEST, args![house, at, limit, sector, region, language, state, account]).await?)
}

/// Entries of one collection that everybody may see.
pub async fn in_collection(db: impl Reads, house: AccountId, page: i64) -> Result<Vec<Entry>> {
    read_all(db.all(&IN_COLLECTION, args![house, page, PER_COLLECTION]).await?)
}

/// How many entries everybody may see.
pub async fn count(db: impl Reads, house: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT, args![house]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// How many coalitions and how many campaigns everybody may see.
pub async fn count_kinds(db: impl Reads, house: AccountId) -> Result<(i64, i64)> {
    let rows: Vec<(String, i64)> = db.all(&COUNT_KINDS, args![house]).await?;
    let count =
        |kind: EntryKind| rows.iter().find(|(word, _)| word == kind.as_str()).map_or(0, |(_, count)| *count);
    Ok((count(EntryKind::Coalition), count(EntryKind::Campaign)))
}

/// Whether this account stands in the directory that everybody may see.
pub async fn stands(db: impl Reads, house: AccountId, account: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&STANDS, args![house, account]).await?;
    Ok(row.is_some())
}

/// A word, and how many entries it finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Which kind of word.
    pub facet: String,
    /// The word.
    pub word: String,
    /// How many.
    pub count: i64,
}

/// Words by which entries are found that everybody may see, the most frequent of each kind first.
pub async fn words(db: impl Reads, house: AccountId) -> Result<Vec<Word>> {
    let rows: Vec<(String, String, i64)> = db.all(&WORDS, args![house]).await?;
    Ok(rows.into_iter().map(|(facet, word, count)| Word { facet, word, count }).collect())
}

/// Entries for the desk below this place, the latest change first: candidates alone, or those who were ever asked.
pub async fn at_desk(db: impl Reads, candidates: bool, below: Cursor, limit: i64) -> Result<Vec<Entry>> {
    let sql = if candidates { &MET } else { &ASKED };
    read_all(db.all(sql, args![below.at, below.id, limit]).await?)
}

/// The collections that somebody stands in or was asked for.
pub async fn pages(db: impl Reads) -> Result<Vec<i64>> {
    let rows: Vec<(i64,)> = db.all(&PAGES, args![]).await?;
    Ok(rows.into_iter().map(|(page,)| page).collect())
}

/// The first collection with room for one more.
pub async fn page_with_room(db: impl Reads) -> Result<i64> {
    let rows: Vec<(i64, i64)> = db.all(&ROOM, args![]).await?;
    let mut wanted = 1;
    for (page, count) in rows {
        if page == wanted && count >= PER_COLLECTION {
            wanted += 1;
        }
    }
    Ok(wanted)
}
