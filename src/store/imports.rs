//! Files that members bring along, line by line, until each is worked off.

use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::time::Time;
use crate::domain::transfer::{Entry, Kind};

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    CREATE = "INSERT INTO imports (id, account_id, member_id, kind, overwrites, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    ADD =
        sqlite "INSERT INTO import_rows (import_id, place, entry, removes, tries, due_at) SELECT $1, $3 + key, value, $4, 0, $5 + key * $6 FROM json_each($2)"
        postgres "INSERT INTO import_rows (import_id, place, entry, removes, tries, due_at) SELECT $1, $3 + (n - 1), e, $4, 0, $5 + (n - 1) * $6 FROM jsonb_array_elements_text($2::jsonb) WITH ORDINALITY AS x (e, n)";
    COUNT_OPEN = "SELECT count(*) FROM imports WHERE account_id = $1 AND finished_at IS NULL";
    DUE = "SELECT r.import_id, r.place, r.entry, r.removes, r.tries, r.due_at, i.account_id, i.member_id, i.kind FROM import_rows r JOIN imports i ON i.id = r.import_id WHERE r.done_at IS NULL AND r.due_at <= $1 ORDER BY r.due_at, r.import_id, r.place LIMIT $2";
    // Whoever changes the time from what it was is the only one.
    PUT_OFF = "UPDATE import_rows SET due_at = $4, tries = tries + $5 WHERE import_id = $1 AND place = $2 AND due_at = $3 AND done_at IS NULL";
    DONE = "UPDATE import_rows SET done_at = $3, why = $4, target_id = $5 WHERE import_id = $1 AND place = $2 AND done_at IS NULL";
    // Changes nothing, and makes two lines that end in the same moment end one after the other: otherwise each would see
    // the other still open, and the file would never be finished.
    IN_TURN = "UPDATE imports SET finished_at = NULL WHERE id = $1 AND finished_at IS NULL";
    FINISH = "UPDATE imports SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL AND NOT EXISTS (SELECT 1 FROM import_rows r WHERE r.import_id = imports.id AND r.done_at IS NULL)";
    ANY_ADDITION_OPEN = "SELECT place FROM import_rows WHERE import_id = $1 AND done_at IS NULL AND NOT removes LIMIT 1";
    NAMES = "SELECT place FROM import_rows WHERE import_id = $1 AND target_id = $2 AND NOT removes LIMIT 1";
    OF_ACCOUNT = "SELECT i.id, i.kind, i.overwrites, i.created_at, i.finished_at, (SELECT count(*) FROM import_rows r WHERE r.import_id = i.id), (SELECT count(*) FROM import_rows r WHERE r.import_id = i.id AND r.done_at IS NOT NULL AND r.why IS NULL), (SELECT count(*) FROM import_rows r WHERE r.import_id = i.id AND r.why IS NOT NULL) FROM imports i WHERE i.account_id = $1 ORDER BY i.id DESC LIMIT $2";
    FAILURES = "SELECT place, entry, why FROM import_rows WHERE import_id = $1 AND why IS NOT NULL ORDER BY place LIMIT $2";
    FORGET = "DELETE FROM imports WHERE finished_at < $1";
}

/// A file that somebody brings along.
#[derive(Clone, Copy, Debug)]
pub struct NewImport {
    /// Its id.
    pub id: RowId,
    /// For whom.
    pub account: AccountId,
    /// Who sent it.
    pub member: MemberId,
    /// What it is about.
    pub kind: Kind,
    /// What it does not name is taken away.
    pub overwrites: bool,
}

/// A line that is to be worked off.
#[derive(Clone, Debug)]
pub struct Row {
    /// Of which file.
    pub import: RowId,
    /// Its place in it.
    pub place: i64,
    /// What it says.
    pub entry: Entry,
    /// It is taken away.
    pub removes: bool,
    /// How often it was tried in vain.
    pub tries: i64,
    /// Since when it is due.
    pub due_at: Time,
    /// For whom.
    pub account: AccountId,
    /// Who asked for it.
    pub member: MemberId,
    /// What the file is about.
    pub kind: Kind,
}

/// How far a file is worked off.
#[derive(Clone, Debug)]
pub struct Progress {
    /// Its id.
    pub id: RowId,
    /// What it is about.
    pub kind: Kind,
    /// What it does not name is taken away.
    pub overwrites: bool,
    /// When it came.
    pub created_at: Time,
    /// When its last line was worked off.
    pub finished_at: Option<Time>,
    /// Its lines, with what is taken away.
    pub total: i64,
    /// Lines that are done.
    pub done: i64,
    /// Lines that could not be done.
    pub failed: i64,
}

/// A line that could not be done.
#[derive(Clone, Debug)]
pub struct Failed {
    /// Its place in the file.
    pub place: i64,
    /// What it says.
    pub entry: Entry,
    /// Why.
    pub why: String,
}

fn kind(text: &str) -> Result<Kind> {
    Kind::parse(text).ok_or_else(|| Error::Broken(format!("an import is about \"{text}\"")))
}

/// Writes a file without its lines.
pub async fn create(tx: &mut Tx, new: NewImport, now: Time) -> Result<()> {
    let values = args![new.id, new.account, new.member, new.kind.as_str(), new.overwrites, now];
    tx.run(&CREATE, values).await.map(drop)
}

/// Writes lines from this place on; the first is due at once, each further one `pace` milliseconds later.
pub async fn add(
    tx: &mut Tx,
    import: RowId,
    entries: &[Entry],
    (first, removes): (i64, bool),
    (due_at, pace): (Time, i64),
) -> Result<()> {
    let texts: Vec<String> = entries.iter().map(to_json).collect();
    tx.run(&ADD, args![import, to_json(&texts), first, removes, due_at, pace]).await.map(drop)
}

/// How many files of an account are not worked off.
pub async fn count_open(db: impl Reads, account: AccountId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_OPEN, args![account]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

type DueRow = (i64, i64, String, bool, i64, i64, i64, i64, String);

/// Lines that are due, the longest first.
pub async fn due(db: impl Reads, now: Time, limit: i64) -> Result<Vec<Row>> {
    let rows: Vec<DueRow> = db.all(&DUE, args![now, limit]).await?;
    rows.into_iter()
        .map(|(import, place, entry, removes, tries, due_at, account, member, about)| {
            Ok(Row {
                import: RowId(import),
                place,
                entry: from_json(&entry)?,
                removes,
                tries,
                due_at: Time(due_at),
                account: AccountId(account),
                member: MemberId(member),
                kind: kind(&about)?,
            })
        })
        .collect()
}

/// Puts a line off; whether it still stood as it was read. `tried` counts it as tried in vain.
pub async fn put_off(tx: &mut Tx, row: &Row, until: Time, tried: bool) -> Result<bool> {
    let values = args![row.import, row.place, row.due_at, until, i64::from(tried)];
    Ok(tx.run(&PUT_OFF, values).await? > 0)
}

/// A line is worked off: done, or for this reason not. The last one finishes its file.
pub async fn done(
    tx: &mut Tx,
    row: &Row,
    why: Option<&str>,
    about: Option<AccountId>,
    now: Time,
) -> Result<()> {
    tx.run(&IN_TURN, args![row.import]).await?;
    tx.run(&DONE, args![row.import, row.place, now, why, about]).await?;
    tx.run(&FINISH, args![row.import, now]).await.map(drop)
}

/// Whether anything that the file names is still to be done.
pub async fn any_addition_open(db: impl Reads, import: RowId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&ANY_ADDITION_OPEN, args![import]).await?;
    Ok(row.is_some())
}

/// Whether a line of the file turned out to be about this account.
pub async fn names(db: impl Reads, import: RowId, account: AccountId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&NAMES, args![import, account]).await?;
    Ok(row.is_some())
}

type ProgressRow = (i64, String, bool, i64, Option<i64>, i64, i64, i64);

/// The newest files of an account.
pub async fn of_account(db: impl Reads, account: AccountId, limit: i64) -> Result<Vec<Progress>> {
    let rows: Vec<ProgressRow> = db.all(&OF_ACCOUNT, args![account, limit]).await?;
    rows.into_iter()
        .map(|(id, about, overwrites, created_at, finished_at, total, done, failed)| {
            Ok(Progress {
                id: RowId(id),
                kind: kind(&about)?,
                overwrites,
                created_at: Time(created_at),
                finished_at: finished_at.map(Time),
                total,
                done,
                failed,
            })
        })
        .collect()
}

/// Lines of a file that could not be done.
pub async fn failures(db: impl Reads, import: RowId, limit: i64) -> Result<Vec<Failed>> {
    let rows: Vec<(i64, String, String)> = db.all(&FAILURES, args![import, limit]).await?;
    rows.into_iter().map(|(place, entry, why)| Ok(Failed { place, entry: from_json(&entry)?, why })).collect()
}

/// Throws away files that were worked off before this time.
pub async fn forget(tx: &mut Tx, before: Time) -> Result<u64> {
    tx.run(&FORGET, args![before]).await
}
