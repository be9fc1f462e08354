//! Signing in with name, password and code, and what is done with passwords. At most two digests are computed at a
//! time, whoever asks: each takes 19 MiB, and a flood of tries must not take the machine's memory.

use tokio::sync::Semaphore;

use crate::app::App;
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::registration::fault_of_password;
use crate::keys;
use crate::store::{audit, credentials};

use super::{Error, Result, authenticators, members, sessions};

/// Digests that are computed at a time.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// What somebody gives to come in.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// Their name here, in any of the ways people write it.
    pub name: &'a str,
    /// Their password.
    pub password: &'a str,
    /// The code of their authenticator, or a recovery code; empty where none was given.
    pub code: &'a str,
}

/// Work of some tens of milliseconds, on a thread where nobody waits for it.
pub async fn with_patience<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let turn = AT_ONCE.acquire().await.expect("the semaphore is never closed");
    let done = tokio::task::spawn_blocking(work).await;
    drop(turn);
    done.expect("digests and keys of fixed kinds can always be made")
}

/// The digest of a password.
pub async fn digest(password: &str) -> String {
    let password = password.to_owned();
    with_patience(move || keys::digest_password(&password)).await
}

async fn is_right(digest: Option<String>, password: &str) -> bool {
    let password = password.to_owned();
    with_patience(move || keys::is_password(digest.as_deref(), &password)).await
}

/// The one spelling of a name that somebody typed: `@Ana@river.example` is `ana`.
pub fn plain_name(typed: &str) -> String {
    let name = typed.trim().trim_start_matches('@');
    name.split('@').next().unwrap_or_default().to_lowercase()
}

/// The secret of a new session, or `None`: which of the three was wrong is not told, and the same work is done in
/// every case (A174).
pub async fn sign_in(app: &App, attempt: Attempt<'_>) -> Result<Option<String>> {
    let found = credentials::find(&app.store, &plain_name(attempt.name)).await?;
    let proof = authenticators::prove(app, found.as_ref(), attempt.code).await?;
    let digest = found.as_ref().and_then(|known| known.password.clone());
    let right = is_right(digest, attempt.password).await;
    let (Some(known), true, Some(proof)) = (found, right, proof) else { return Ok(None) };
    let mut tx = app.store.begin().await?;
    // Somebody may have suspended them, or changed the password, while the digest was computed.
    let same =
        credentials::find(&mut tx, &known.username).await?.is_some_and(|now| now.password == known.password);
    if !same || !authenticators::spend(app, &mut tx, known.member(), &proof).await? {
        return Ok(None);
    }
    let secret = sessions::begin(app, &mut tx, known.member()).await?;
    tx.commit().await?;
    Ok(Some(secret))
}

/// Whether the member has a password.
pub async fn has_password(app: &App, member: MemberId) -> Result<bool> {
    Ok(credentials::of(&app.store, member).await?.is_some_and(|known| known.password.is_some()))
}

/// Whether this is the member's password; nobody's when they have none.
pub async fn is_of(app: &App, member: MemberId, password: &str) -> Result<bool> {
    let digest = credentials::of(&app.store, member).await?.and_then(|known| known.password);
    Ok(is_right(digest, password).await)
}

/// Gives a member this password. Whatever was open for them elsewhere ends; `own` is the secret of the session that
/// may stay, `by` who does it (A168).
pub async fn set(
    app: &App,
    by: Option<MemberId>,
    username: &str,
    password: &str,
    own: Option<&str>,
) -> Result<()> {
    let member = members::find(app, username).await?;
    if let Some(fault) = fault_of_password(password, username) {
        return Err(Error::refused(Refusal::of_password(fault)));
    }
    let digest = digest(password).await;
    let keep = own.map(|secret| keys::sha256(secret.as_bytes()));
    let mut tx = app.store.begin().await?;
    credentials::set_password(&mut tx, member.id, Some(&digest)).await?;
    let keep = keep.as_ref().map(<[u8; 32]>::as_slice);
    credentials::end_what_was_open(&mut tx, member.id, keep, app.now()).await?;
    audit::write(&mut tx, app.row_id(), by, "member.password", username, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Takes a member's password away, ends whatever was open for them, and gives a path that signs them in once, to
/// choose another.
pub async fn reset(app: &App, username: &str) -> Result<String> {
    let member = members::find(app, username).await?;
    if member.suspended_at.is_some() {
        return Err(Error::refused(Refusal::new("refusal-people-suspended-entry").name("name", username)));
    }
    let mut tx = app.store.begin().await?;
    credentials::set_password(&mut tx, member.id, None).await?;
    credentials::end_what_was_open(&mut tx, member.id, None, app.now()).await?;
    let link = members::new_link(app, &mut tx, member.id).await?;
    audit::write(&mut tx, app.row_id(), None, "member.password_reset", username, app.now()).await?;
    tx.commit().await?;
    Ok(link)
}
