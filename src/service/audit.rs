//! The audit log, for those who may read it: who did what, and when. It is written by the verbs themselves.

use std::collections::HashMap;

use crate::app::App;
use crate::domain::audit::pattern;
use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;
use crate::store::{audit, members};

use super::{Error, Result};

pub use crate::store::audit::By;

/// The most lines of one answer.
const MOST: i64 = 1_000;

/// Which part of the log is wanted.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// Whose lines.
    pub by: By,
    /// An action, or the noun of several; empty for all.
    pub action: &'a str,
    /// Lines below this number.
    pub below: i64,
    /// So many.
    pub limit: i64,
}

/// A line of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number.
    pub id: RowId,
    /// The name of whoever did it; none for the command line.
    pub by: Option<String>,
    /// The word of the action.
    pub action: String,
    /// What it was done to.
    pub subject: String,
    /// When.
    pub at: Time,
}

/// Lines of the log, the newest first.
pub async fn list(app: &App, wanted: Wanted<'_>) -> Result<Vec<Line>> {
    let pattern = match wanted.action {
        "" => String::new(),
        word => pattern(word).ok_or_else(|| {
            Error::refused(format!(
                "\"{word}\" is not an action. Write a noun like campaign, or an action like campaign.state."
            ))
        })?,
    };
    let names: HashMap<i64, String> =
        members::list(&app.store).await?.into_iter().map(|member| (member.id.0, member.username)).collect();
    let limit = wanted.limit.clamp(1, MOST);
    let records = audit::page(&app.store, wanted.by, &pattern, wanted.below, limit).await?;
    Ok(records
        .into_iter()
        .map(|record| Line {
            id: record.id,
            by: record.member.map(|id| names.get(&id.0).cloned().unwrap_or_else(|| format!("{id}"))),
            action: record.action,
            subject: record.subject,
            at: record.at,
        })
        .collect())
}

/// When something about each member was last decided, by their name.
pub async fn last_changes(app: &App) -> Result<HashMap<String, Time>> {
    let mut found: HashMap<String, Time> = HashMap::new();
    for (subject, at) in audit::last_about_members(&app.store).await? {
        let name = subject.split(' ').next().unwrap_or_default().to_owned();
        found.entry(name).and_modify(|known| *known = (*known).max(at)).or_insert(at);
    }
    Ok(found)
}

/// Writes a line about something that changes nothing else: that somebody looked.
pub async fn note(app: &App, by: Option<MemberId>, action: &str, subject: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    audit::write(&mut tx, app.row_id(), by, action, subject, app.now()).await?;
    Ok(tx.commit().await?)
}
