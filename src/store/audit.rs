//! What people of the coalition did here. Never on the wire.

use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    WRITE = "INSERT INTO audit (id, member_id, action, subject, created_at) VALUES ($1, $2, $3, $4, $5)";
    LIST = "SELECT member_id, action, subject, created_at FROM audit ORDER BY id DESC LIMIT $1";
}

/// One line of the log; `member` is `None` for the command line.
pub async fn write(
    tx: &mut Tx,
    id: RowId,
    member: Option<MemberId>,
    action: &str,
    subject: &str,
    now: Time,
) -> Result<()> {
    tx.run(&WRITE, args![id, member, action, subject, now]).await.map(drop)
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct AuditRecord {
    /// Who did it; `None` for the command line.
    pub member: Option<MemberId>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// When.
    pub at: Time,
}

/// The newest lines first.
pub async fn list(db: impl Reads, limit: i64) -> Result<Vec<AuditRecord>> {
    let rows: Vec<(Option<i64>, String, String, i64)> = db.all(&LIST, args![limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(member, action, subject, at)| AuditRecord {
            member: member.map(MemberId),
            action,
            subject,
            at: Time(at),
        })
        .collect())
}
