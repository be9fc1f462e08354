//! What somebody reports to the moderators.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::report::Category;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO reports (id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    COUNT_FROM = "SELECT count(*) FROM reports WHERE from_id = $1 AND created_at > $2";
    LIST = "SELECT id, from_id, account_id, posts, comment, created_at, category, rules, forwarded_at FROM reports WHERE closed_at IS NULL ORDER BY id DESC LIMIT $1";
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

/// Open reports, newest first.
pub async fn list_open(db: impl Reads, limit: i64) -> Result<Vec<ReportRecord>> {
    type Row = (i64, i64, Option<i64>, String, String, i64, String, String, Option<i64>);
    let rows: Vec<Row> = db.all(&LIST, args![limit]).await?;
    rows.into_iter()
        .map(|(id, from, account, posts, comment, at, category, rules, forwarded)| {
            Ok(ReportRecord {
                id: RowId(id),
                from: AccountId(from),
                account: account.map(AccountId),
                posts: from_json(&posts)?,
                comment,
                created_at: Time(at),
                category: Category::parse(&category).unwrap_or_default(),
                rules: from_json(&rules)?,
                forwarded_at: forwarded.map(Time),
            })
        })
        .collect()
}
