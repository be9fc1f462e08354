//! What somebody reports to the moderators.

use crate::domain::cursor::Cursor;
use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::report::Category;
use crate::domain::time::Time;

use super::database::{Error, Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO reports (id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    COUNT_FROM = "SELECT count(*) FROM reports WHERE from_id = $1 AND created_at > $2";
    LIST = "SELECT id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at, closed_at, closed_by, note FROM reports WHERE closed_at IS NULL ORDER BY id DESC LIMIT $1";
    LIST_CLOSED = "SELECT id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at, closed_at, closed_by, note FROM reports WHERE closed_at IS NOT NULL AND (closed_at, id) < ($1, $2) ORDER BY closed_at DESC, id DESC LIMIT $3";
    FIND = "SELECT id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at, closed_at, closed_by, note FROM reports WHERE id = $1";
    CLOSE = "UPDATE reports SET closed_at = $2, closed_by = $3, note = $4 WHERE id = $1 AND closed_at IS NULL";
}

/// A report.
#[derive(Clone, Debug)]
pub struct ReportRecord {
    /// Its id.
    pub id: RowId,
    /// The actor who reports; often a whole server.
    pub from: AccountId,
    /// The account that is reported; of what other servers report, only one that lives here.
    pub account: Option<AccountId>,
    /// Ids of our posts that are reported.
    pub posts: Vec<i64>,
    /// What the reporter says; plain text.
    pub comment: String,
    /// When it came.
    pub created_at: Time,
    /// Why, in one word.
    pub category: Category,
    /// Ids of the rules that are said to be broken.
    pub rules: Vec<String>,
    /// When the server of the reported account was told as well.
    pub forwarded_at: Option<Time>,
}

/// Writes a report.
pub async fn save(tx: &mut Tx, report: &ReportRecord) -> Result<()> {
    let r = report;
    let values = args![
        r.id,
        r.from,
        r.account.map(|a| a.0),
        to_json(&r.posts),
        &r.comment,
        r.created_at,
        r.category.as_str(),
        to_json(&r.rules),
        r.forwarded_at
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// How many reports this actor has written since then.
pub async fn count_from(db: impl Reads, from: AccountId, since: Time) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_FROM, args![from, since]).await?;
    Ok(row.map_or(0, |(n,)| n))
}

/// A report as it stands: open, or how it ended.
#[derive(Clone, Debug)]
pub struct KeptReport {
    /// What was reported.
    pub report: ReportRecord,
    /// When it was closed.
    pub closed_at: Option<Time>,
    /// Who closed it; none for the command line.
    pub closed_by: Option<MemberId>,
    /// What they noted.
    pub note: String,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    id: i64,
    from_id: i64,
    account_id: Option<i64>,
    posts: String,
    comment: String,
    created_at: i64,
    category: String,
    rules: String,
    forwarded_at: Option<i64>,
    closed_at: Option<i64>,
    closed_by: Option<i64>,
    note: String,
}

impl TryFrom<ReportRow> for KeptReport {
    type Error = Error;

    fn try_from(row: ReportRow) -> Result<Self> {
        Ok(Self {
            report: ReportRecord {
                id: RowId(row.id),
                from: AccountId(row.from_id),
                account: row.account_id.map(AccountId),
                posts: from_json(&row.posts)?,
                comment: row.comment,
                created_at: Time(row.created_at),
                category: Category::parse(&row.category).unwrap_or_default(),
                rules: from_json(&row.rules)?,
                forwarded_at: row.forwarded_at.map(Time),
            },
            closed_at: row.closed_at.map(Time),
            closed_by: row.closed_by.map(MemberId),
            note: row.note,
        })
    }
}

/// Open reports, newest first.
pub async fn list_open(db: impl Reads, limit: i64) -> Result<Vec<ReportRecord>> {
    let rows: Vec<ReportRow> = db.all(&LIST, args![limit]).await?;
    rows.into_iter().map(|row| Ok(KeptReport::try_from(row)?.report)).collect()
}

/// Reports that were closed, the latest first.
pub async fn list_closed(db: impl Reads, below: Cursor, limit: i64) -> Result<Vec<KeptReport>> {
    let rows: Vec<ReportRow> = db.all(&LIST_CLOSED, args![below.at, below.id, limit]).await?;
    rows.into_iter().map(KeptReport::try_from).collect()
}

/// The report of this number.
pub async fn find(db: impl Reads, id: RowId) -> Result<Option<KeptReport>> {
    let row: Option<ReportRow> = db.one(&FIND, args![id]).await?;
    row.map(KeptReport::try_from).transpose()
}

/// Closes a report; `false` when it was closed already, or there is none.
pub async fn close(tx: &mut Tx, id: RowId, by: Option<MemberId>, note: &str, now: Time) -> Result<bool> {
    Ok(tx.run(&CLOSE, args![id, now, by, note]).await? > 0)
}
