//! Who has asked to become a member and waits for an answer.

use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO applicants (id, username, password, reason, language, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (username) DO NOTHING";
    LIST = "SELECT id, username, password, reason, language, created_at FROM applicants ORDER BY id LIMIT 500";
    FIND = "SELECT id, username, password, reason, language, created_at FROM applicants WHERE username = $1";
    COUNT = "SELECT count(*) FROM applicants";
    FORGET = "DELETE FROM applicants WHERE username = $1";
}

/// Somebody who asks to become a member.
#[derive(Clone, Debug)]
pub struct ApplicantRecord {
    /// Their number.
    pub id: i64,
    /// The name they want.
    pub username: String,
    /// The digest of their password.
    pub password: String,
    /// Why, in their words; may be empty.
    pub reason: String,
    /// The language they said they speak.
    pub language: Option<String>,
    /// When they asked.
    pub created_at: Time,
}

#[derive(sqlx::FromRow)]
struct ApplicantRow {
    id: i64,
    username: String,
    password: String,
    reason: String,
    language: Option<String>,
    created_at: i64,
}

impl From<ApplicantRow> for ApplicantRecord {
    fn from(row: ApplicantRow) -> Self {
        Self {
            id: row.id,
            username: row.username,
            password: row.password,
            reason: row.reason,
            language: row.language,
            created_at: Time(row.created_at),
        }
    }
}

/// Writes one who asks; `false` when somebody asks for that name already.
pub async fn save(tx: &mut Tx, a: &ApplicantRecord) -> Result<bool> {
    let values = args![a.id, &a.username, &a.password, &a.reason, &a.language, a.created_at];
    Ok(tx.run(&SAVE, values).await? > 0)
}

/// Those who have waited longest first.
pub async fn list(db: impl Reads) -> Result<Vec<ApplicantRecord>> {
    let rows: Vec<ApplicantRow> = db.all(&LIST, args![]).await?;
    Ok(rows.into_iter().map(ApplicantRecord::from).collect())
}

/// Who asks for this name.
pub async fn find(db: impl Reads, username: &str) -> Result<Option<ApplicantRecord>> {
    let row: Option<ApplicantRow> = db.one(&FIND, args![username]).await?;
    Ok(row.map(ApplicantRecord::from))
}

/// How many wait.
pub async fn count(db: impl Reads) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT, args![]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Nothing of them stays; `false` when nobody asked for that name.
pub async fn forget(tx: &mut Tx, username: &str) -> Result<bool> {
    Ok(tx.run(&FORGET, args![username]).await? > 0)
}
