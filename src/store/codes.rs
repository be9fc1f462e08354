//! What people have allowed apps, until the app fetches its token. Codes only as digests.

use crate::domain::ids::{AccountId, AppId, MemberId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO codes (digest, app_id, member_id, account_id, redirect_uri, scopes, challenge, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND = "SELECT c.app_id, c.member_id, c.account_id, c.redirect_uri, c.scopes, c.challenge, c.created_at, c.expires_at, c.used_at FROM codes c JOIN members m ON m.id = c.member_id WHERE c.digest = $1 AND m.suspended_at IS NULL";
    USE = "UPDATE codes SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND expires_at > $2";
}

/// What somebody has allowed.
#[derive(Clone, Debug)]
pub struct CodeRecord {
    /// To whom.
    pub app: AppId,
    /// Who allowed it.
    pub member: MemberId,
    /// The actor that the app acts as.
    pub account: AccountId,
    /// Where the code was sent.
    pub redirect_uri: String,
    /// What the app may do.
    pub scopes: String,
    /// The SHA-256 of what the app has to name besides.
    pub challenge: Option<Vec<u8>>,
    /// When.
    pub created_at: Time,
    /// Until when a token can be fetched.
    pub expires_at: Time,
    /// When it was fetched.
    pub used_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
struct CodeRow {
    app_id: i64,
    member_id: i64,
    account_id: i64,
    redirect_uri: String,
    scopes: String,
    challenge: Option<Vec<u8>>,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

/// Writes the digest of a code and what it stands for.
pub async fn save(tx: &mut Tx, digest: &[u8], code: &CodeRecord) -> Result<()> {
    let values = args![
        digest,
        code.app,
        code.member,
        code.account,
        &code.redirect_uri,
        &code.scopes,
        code.challenge.clone(),
        code.created_at,
        code.expires_at
    ];
    tx.run(&SAVE, values).await.map(drop)
}

/// What a code stands for, unless who allowed it may no longer sign in.
pub async fn find(db: impl Reads, digest: &[u8]) -> Result<Option<CodeRecord>> {
    let row: Option<CodeRow> = db.one(&FIND, args![digest]).await?;
    Ok(row.map(|row| CodeRecord {
        app: AppId(row.app_id),
        member: MemberId(row.member_id),
        account: AccountId(row.account_id),
        redirect_uri: row.redirect_uri,
        scopes: row.scopes,
        challenge: row.challenge,
        created_at: Time(row.created_at),
        expires_at: Time(row.expires_at),
        used_at: row.used_at.map(Time),
    }))
}

/// Uses a code; whether it could still be used. Of two at the same time, one can.
pub async fn use_up(tx: &mut Tx, digest: &[u8], now: Time) -> Result<bool> {
    Ok(tx.run(&USE, args![digest, now]).await? == 1)
}
