//! What members prove themselves with: the digest of a password, the sealed secret of an authenticator, recovery codes.
//! And what ends when that changes.

use crate::domain::ids::MemberId;
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    FIND = "SELECT id, username, password, second_factor, last_step FROM members WHERE username = $1 AND suspended_at IS NULL";
    OF = "SELECT id, username, password, second_factor, last_step FROM members WHERE id = $1";
    SET_PASSWORD = "UPDATE members SET password = $2 WHERE id = $1";
    SET_SECOND_FACTOR = "UPDATE members SET second_factor = $2, last_step = $3 WHERE id = $1";
    TAKE_STEP = "UPDATE members SET last_step = $2 WHERE id = $1 AND (last_step IS NULL OR last_step < $2)";
    SAVE_CODE = "INSERT INTO recovery_codes (member_id, digest) VALUES ($1, $2) ON CONFLICT (member_id, digest) DO NOTHING";
    HAS_CODE = "SELECT count(*) FROM recovery_codes WHERE member_id = $1 AND digest = $2";
    TAKE_CODE = "DELETE FROM recovery_codes WHERE member_id = $1 AND digest = $2";
    FORGET_CODES = "DELETE FROM recovery_codes WHERE member_id = $1";
    COUNT_CODES = "SELECT count(*) FROM recovery_codes WHERE member_id = $1";
}

/// What a member proves themself with.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    id: i64,
    /// Their name here.
    pub username: String,
    /// The digest of their password.
    pub password: Option<String>,
    /// The secret of their authenticator, sealed.
    pub second_factor: Option<Vec<u8>>,
    /// The time step of the last code that was taken.
    pub last_step: Option<i64>,
}

impl Credentials {
    /// Whose they are.
    pub fn member(&self) -> MemberId {
        MemberId(self.id)
    }
}

/// The credentials of somebody who may sign in.
pub async fn find(db: impl Reads, username: &str) -> Result<Option<Credentials>> {
    db.one(&FIND, args![username]).await
}

/// The credentials of a member.
pub async fn of(db: impl Reads, member: MemberId) -> Result<Option<Credentials>> {
    db.one(&OF, args![member]).await
}

/// Writes the digest of a password; `None`: from now on they sign in by link only.
pub async fn set_password(tx: &mut Tx, member: MemberId, digest: Option<&str>) -> Result<()> {
    tx.run(&SET_PASSWORD, args![member, digest]).await.map(drop)
}

/// Writes the sealed secret of an authenticator with the step of the code that proved it, or takes both away.
pub async fn set_second_factor(tx: &mut Tx, member: MemberId, sealed: Option<(Vec<u8>, i64)>) -> Result<()> {
    let (secret, step) = sealed.unzip();
    tx.run(&SET_SECOND_FACTOR, args![member, secret, step]).await.map(drop)
}

/// Marks the code of this step as taken; `false` when it, or a later one, was taken before (A175).
pub async fn take_step(tx: &mut Tx, member: MemberId, step: i64) -> Result<bool> {
    Ok(tx.run(&TAKE_STEP, args![member, step]).await? > 0)
}

/// Puts these recovery codes in the place of all earlier ones.
pub async fn replace_codes(tx: &mut Tx, member: MemberId, digests: &[[u8; 32]]) -> Result<()> {
    tx.run(&FORGET_CODES, args![member]).await?;
    for digest in digests {
        tx.run(&SAVE_CODE, args![member, digest.as_slice()]).await?;
    }
    Ok(())
}

/// Whether this is a recovery code of theirs. Looking does not use it.
pub async fn has_code(db: impl Reads, member: MemberId, digest: &[u8]) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&HAS_CODE, args![member, digest]).await?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

/// Uses a recovery code, once.
pub async fn take_code(tx: &mut Tx, member: MemberId, digest: &[u8]) -> Result<bool> {
    Ok(tx.run(&TAKE_CODE, args![member, digest]).await? > 0)
}

/// How many recovery codes are left.
pub async fn count_codes(db: impl Reads, member: MemberId) -> Result<i64> {
    let row: Option<(i64,)> = db.one(&COUNT_CODES, args![member]).await?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Everything that was opened with earlier credentials ends, but for the session with this digest (A168).
pub async fn end_what_was_open(tx: &mut Tx, member: MemberId, keep: Option<&[u8]>, now: Time) -> Result<()> {
    super::members::end_all(tx, member, keep, now).await
}
