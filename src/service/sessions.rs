//! Sessions of a member: making one, seeing them, ending them.

use std::fmt::Write as _;

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::time::{DAY, Time};
use crate::keys;
use crate::store::sessions::{self, SessionRecord};
use crate::store::{Tx, audit, members as store_members};

use super::{Error, Result, kept_forms, members};

/// A session ends after fourteen days.
const LASTS: i64 = 14 * DAY;

/// A session as its member sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// What tells it from the others, and opens nothing.
    pub mark: String,
    /// When it was made.
    pub created_at: Time,
    /// When it ends by itself.
    pub expires_at: Time,
    /// Whether it was opened by a one-time link, and not with a password.
    pub by_link: bool,
    /// Whether it is the one that asks.
    pub is_own: bool,
}

/// Makes a session for somebody who has proved who they are with a password: its secret.
pub async fn begin(app: &App, tx: &mut Tx, member: MemberId) -> Result<String> {
    let (secret, now) = (keys::random_token(), app.now());
    let digest = keys::sha256(secret.as_bytes());
    let csrf = kept_forms::secret(app, member);
    sessions::save(tx, &digest, member, &csrf, now, now.plus(LASTS)).await?;
    audit::write(tx, app.row_id(), Some(member), "member.sign_in", "password", now).await?;
    Ok(secret)
}

/// The sessions of a member, the newest first; `own` is the secret of the one that asks.
pub async fn list(app: &App, member: MemberId, own: Option<&str>) -> Result<Vec<Listed>> {
    let own = own.map(|secret| keys::sha256(secret.as_bytes()));
    let all = sessions::list(&app.store, member, app.now()).await?;
    Ok(all.into_iter().map(|record| listed(&record, own.as_ref())).collect())
}

fn listed(record: &SessionRecord, own: Option<&[u8; 32]>) -> Listed {
    Listed {
        mark: mark(&record.digest),
        created_at: record.created_at,
        expires_at: record.expires_at,
        by_link: record.by_link,
        is_own: own.is_some_and(|own| own.as_slice() == record.digest),
    }
}

/// The beginning of the digest: enough to tell sessions apart.
fn mark(digest: &[u8]) -> String {
    digest.iter().take(8).fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written to it");
        text
    })
}

/// Ends one session of the member who asks. A mark of somebody else's session is nothing here (A173).
pub async fn end(app: &App, member: MemberId, wanted: &str) -> Result<()> {
    end_noted(app, member, wanted, Note::Own(wanted)).await
}

/// Ends one session of the member with this name, for the command line.
pub async fn end_of(app: &App, username: &str, wanted: &str) -> Result<()> {
    let member = members::find(app, username).await?;
    end_noted(app, member.id, wanted, Note::Of(username, wanted)).await
}

/// What the log says of sessions that ended: that their member ended them, or the command line those of somebody.
enum Note<'a> {
    Own(&'a str),
    Of(&'a str, &'a str),
}

impl Note<'_> {
    async fn write(self, app: &App, tx: &mut Tx, member: MemberId) -> Result<()> {
        let (by, action, subject) = match self {
            Self::Own(what) => (Some(member), "member.session_end", what.to_owned()),
            Self::Of(username, what) => (None, "member.session_end_of", format!("{username} {what}")),
        };
        Ok(audit::write(tx, app.row_id(), by, action, &subject, app.now()).await?)
    }
}

async fn end_noted(app: &App, member: MemberId, wanted: &str, note: Note<'_>) -> Result<()> {
    let all = sessions::list(&app.store, member, app.now()).await?;
    let found = all.iter().find(|record| mark(&record.digest) == wanted).ok_or(Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    if !sessions::end(&mut tx, member, &found.digest).await? {
        return Err(Error::NotFound);
    }
    note.write(app, &mut tx, member).await?;
    Ok(tx.commit().await?)
}

/// Ends every session of the member who asks but the one with this secret; how many ended.
pub async fn end_others(app: &App, member: MemberId, own: &str) -> Result<u64> {
    let keep = keys::sha256(own.as_bytes());
    end_but(app, member, &keep, Note::Own("all")).await
}

/// Ends every session of the member with this name, for the command line; how many ended. Their apps stay.
pub async fn end_each_of(app: &App, username: &str) -> Result<u64> {
    let member = members::find(app, username).await?;
    end_but(app, member.id, &[], Note::Of(username, "all")).await
}

async fn end_but(app: &App, member: MemberId, keep: &[u8], note: Note<'_>) -> Result<u64> {
    let mut tx = app.store.begin().await?;
    let ended = sessions::end_others(&mut tx, member, keep).await?;
    note.write(app, &mut tx, member).await?;
    tx.commit().await?;
    Ok(ended)
}

/// Ends every session of another member, and whatever else is open for them: apps, codes, links.
pub async fn end_all_of(app: &App, by: Option<MemberId>, username: &str) -> Result<()> {
    let member = members::find(app, username).await?;
    let mut tx = app.store.begin().await?;
    store_members::end_all(&mut tx, member.id, None, app.now()).await?;
    audit::write(&mut tx, app.row_id(), by, "member.sessions_end", username, app.now()).await?;
    Ok(tx.commit().await?)
}

/// The sessions of the member with this name, for the command line.
pub async fn list_of(app: &App, username: &str) -> Result<Vec<Listed>> {
    let member = members::find(app, username).await?;
    list(app, member.id, None).await
}
