//! What somebody reports to the moderators.

use crate::domain::ids::{AccountId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, from_json, statements, to_json};

statements! {
    SAVE = "INSERT INTO reports (id, from_id, account_id, posts, comment, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
    LIST = "SELECT id, from_id, account_id, posts, comment, created_at FROM reports WHERE closed_at IS NULL ORDER BY id DESC LIMIT $1";
}

/// A report.
#[derive(Clone, Debug)]
pub struct ReportRecord {
    /// Its id.
    pub id: RowId,
    /// The actor who reports; often a whole server.
    pub from: AccountId,
    /// The account that is reported, when it lives here.
    pub account: Option<AccountId>,
    /// Ids of our posts that are reported.
    pub posts: Vec<i64>,
    /// What the reporter says; plain text.
    pub comment: String,
    /// When it came.
    pub created_at: Time,
}

/// Writes a report.
pub async fn save(tx: &mut Tx, report: &ReportRecord) -> Result<()> {
    let r = report;
    tx.run(&SAVE, args![r.id, r.from, r.account.map(|a| a.0), to_json(&r.posts), &r.comment, r.created_at])
        .await
        .map(drop)
}

/// Open reports, newest first.
pub async fn list_open(db: impl Reads, limit: i64) -> Result<Vec<ReportRecord>> {
    let rows: Vec<(i64, i64, Option<i64>, String, String, i64)> = db.all(&LIST, args![limit]).await?;
    rows.into_iter()
        .map(|(id, from, account, posts, comment, at)| {
            Ok(ReportRecord {
                id: RowId(id),
                from: AccountId(from),
                account: account.map(AccountId),
                posts: from_json(&posts)?,
                comment,
                created_at: Time(at),
            })
        })
        .collect()
}
