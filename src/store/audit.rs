//! What people of the coalition did here. Never on the wire.

use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    WRITE = "INSERT INTO audit (id, member_id, action, subject, created_at) VALUES ($1, $2, $3, $4, $5)";
    LIST = "SELECT id, member_id, action, subject, created_at FROM audit WHERE id < $1 AND (CAST($2 AS BIGINT) IS NULL OR member_id = CAST($2 AS BIGINT)) AND ($3 = 0 OR member_id IS NULL) AND ($4 = '' OR action LIKE $4) ORDER BY id DESC LIMIT $5";
    LAST_ABOUT = "SELECT subject, max(created_at) FROM audit WHERE action IN ('member.add', 'member.approve', 'member.join', 'member.role', 'member.suspend', 'member.unsuspend', 'member.password', 'member.password_reset', 'member.totp_off', 'member.sessions_end', 'member.link') GROUP BY subject";
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
    /// Its number.
    pub id: RowId,
    /// Who did it; `None` for the command line.
    pub member: Option<MemberId>,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// When.
    pub at: Time,
}

/// Whose lines are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum By {
    /// Everybody's.
    #[default]
    Anybody,
    /// What was done on the command line, or by nobody in particular.
    CommandLine,
    /// One member's.
    Member(MemberId),
}

/// The newest lines first.
pub async fn list(db: impl Reads, limit: i64) -> Result<Vec<AuditRecord>> {
    page(db, By::Anybody, "", i64::MAX, limit).await
}

/// Lines below this number, newest first; `pattern` is empty for all of them.
pub async fn page(db: impl Reads, by: By, pattern: &str, below: i64, limit: i64) -> Result<Vec<AuditRecord>> {
    let (member, by_nobody) = match by {
        By::Anybody => (None, 0_i64),
        By::CommandLine => (None, 1),
        By::Member(id) => (Some(id), 0),
    };
    let rows: Vec<(i64, Option<i64>, String, String, i64)> =
        db.all(&LIST, args![below, member, by_nobody, pattern, limit]).await?;
    Ok(rows
        .into_iter()
        .map(|(id, member, action, subject, at)| AuditRecord {
            id: RowId(id),
            member: member.map(MemberId),
            action,
            subject,
            at: Time(at),
        })
        .collect())
}

/// When something about people was last decided, by the subject of its line: their name stands first in it.
pub async fn last_about_members(db: impl Reads) -> Result<Vec<(String, Time)>> {
    let rows: Vec<(String, i64)> = db.all(&LAST_ABOUT, args![]).await?;
    Ok(rows.into_iter().map(|(subject, at)| (subject, Time(at))).collect())
}
