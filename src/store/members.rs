//! People who may sign in here: their roles, tokens, sessions and one-time links. Secrets only as digests.

use crate::domain::ids::{AccountId, MemberId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::push_subscriptions;

statements! {
    LIST = "SELECT id, account_id, username, role, created_at, suspended_at FROM members ORDER BY id";
    FIND = "SELECT id, account_id, username, role, created_at, suspended_at FROM members WHERE username = $1";
    WITH_ID = "SELECT id, account_id, username, role, created_at, suspended_at FROM members WHERE id = $1";
    OF_ACCOUNT = "SELECT id, account_id, username, role, created_at, suspended_at FROM members WHERE account_id = $1";
    // Who could approve before still could since then.
    SAVE = "INSERT INTO members (id, account_id, username, role, created_at, approves_since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (username) DO UPDATE SET role = excluded.role, approves_since = CASE WHEN members.role IN ('spokesperson', 'owner') THEN members.approves_since ELSE excluded.approves_since END";
    APPROVES_FROM = "UPDATE members SET approves_since = $2 WHERE id = $1";
    ADD = "INSERT INTO members (id, account_id, username, role, created_at, approves_since) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (username) DO NOTHING";
    LOCK_OWNERS =
        sqlite "SELECT id FROM members WHERE role = 'owner' ORDER BY id"
        postgres "SELECT id FROM members WHERE role = 'owner' ORDER BY id FOR UPDATE";
    LOCK =
        sqlite "SELECT id FROM members WHERE id = $1"
        postgres "SELECT id FROM members WHERE id = $1 FOR UPDATE";
    STAFF = "SELECT username FROM members WHERE role <> 'member' ORDER BY id";
    UNSUSPEND = "UPDATE members SET suspended_at = NULL WHERE id = $1 AND suspended_at IS NOT NULL";
    IS_ACTIVE = "SELECT count(*) FROM members WHERE id = $1 AND suspended_at IS NULL";
    SUSPEND = "UPDATE members SET suspended_at = $2 WHERE id = $1";
    VOID_CODES = "DELETE FROM codes WHERE member_id = $1 AND used_at IS NULL";
    REVOKE_TOKENS = "UPDATE tokens SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL";
    SAVE_SESSION = "INSERT INTO sessions (digest, member_id, csrf, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
    BY_SESSION = "SELECT m.id, m.account_id, m.username, m.role, m.created_at, m.suspended_at, s.csrf FROM sessions s JOIN members m ON m.id = s.member_id WHERE s.digest = $1 AND s.expires_at > $2 AND m.suspended_at IS NULL";
    END_SESSION = "DELETE FROM sessions WHERE digest = $1";
    END_SESSIONS = "DELETE FROM sessions WHERE member_id = $1";
    SAVE_LINK = "INSERT INTO sign_in_links (digest, member_id, created_at, expires_at) VALUES ($1, $2, $3, $4)";
    PEEK_LINK = "SELECT m.username FROM sign_in_links l JOIN members m ON m.id = l.member_id WHERE l.digest = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND m.suspended_at IS NULL";
    LINK_TIMES = "SELECT used_at, expires_at FROM sign_in_links WHERE digest = $1";
    USE_LINK = "UPDATE sign_in_links SET used_at = $2 WHERE digest = $1 AND used_at IS NULL AND expires_at > $2 RETURNING member_id";
    VOID_LINKS = "UPDATE sign_in_links SET used_at = $2 WHERE member_id = $1 AND used_at IS NULL";
}

/// Somebody who may sign in.
#[derive(Clone, Debug)]
pub struct MemberRecord {
    /// Their id.
    pub id: MemberId,
    /// The actor they write as.
    pub account: AccountId,
    /// Their name here.
    pub username: String,
    /// `member`, `moderator`, `editor`, `spokesperson` or `owner`.
    pub role: String,
    /// When they came.
    pub created_at: Time,
    /// Since when they may not sign in.
    pub suspended_at: Option<Time>,
}

#[derive(sqlx::FromRow)]
pub(super) struct MemberRow {
    id: i64,
    account_id: i64,
    username: String,
    role: String,
    created_at: i64,
    suspended_at: Option<i64>,
}

impl From<MemberRow> for MemberRecord {
    fn from(row: MemberRow) -> Self {
        Self {
            id: MemberId(row.id),
            account: AccountId(row.account_id),
            username: row.username,
            role: row.role,
            created_at: Time(row.created_at),
            suspended_at: row.suspended_at.map(Time),
        }
    }
}

#[derive(sqlx::FromRow)]
struct SignedInRow {
    #[sqlx(flatten)]
    member: MemberRow,
    csrf: String,
}

/// Whether the member may act here.
pub async fn is_active(db: impl Reads, id: MemberId) -> Result<bool> {
    let row: Option<(i64,)> = db.one(&IS_ACTIVE, args![id]).await?;
    Ok(row.is_some_and(|(n,)| n > 0))
}

/// Everybody.
pub async fn list(db: impl Reads) -> Result<Vec<MemberRecord>> {
    let rows: Vec<MemberRow> = db.all(&LIST, args![]).await?;
    Ok(rows.into_iter().map(MemberRecord::from).collect())
}

/// Takes the owners, so that of two of them who turn each other out at the same moment one is left.
pub async fn lock_owners(tx: &mut Tx) -> Result<()> {
    let _: Vec<(i64,)> = (&mut *tx).all(&LOCK_OWNERS, args![]).await?;
    Ok(())
}

/// Takes a member, so that what they do twice at the same moment is done one after the other.
pub async fn lock(tx: &mut Tx, id: MemberId) -> Result<()> {
    let _: Vec<(i64,)> = (&mut *tx).all(&LOCK, args![id]).await?;
    Ok(())
}

/// The member of this name.
pub async fn find(db: impl Reads, username: &str) -> Result<Option<MemberRecord>> {
    let row: Option<MemberRow> = db.one(&FIND, args![username]).await?;
    Ok(row.map(MemberRecord::from))
}

/// The member with this id, suspended or not.
pub async fn with_id(db: impl Reads, id: MemberId) -> Result<Option<MemberRecord>> {
    let row: Option<MemberRow> = db.one(&WITH_ID, args![id]).await?;
    Ok(row.map(MemberRecord::from))
}

/// The member whose account this is.
pub async fn of_account(db: impl Reads, account: AccountId) -> Result<Option<MemberRecord>> {
    let row: Option<MemberRow> = db.one(&OF_ACCOUNT, args![account]).await?;
    Ok(row.map(MemberRecord::from))
}

/// Writes a member; for a name that is there, its role, and that it lets them approve from now where it did not.
pub async fn save(tx: &mut Tx, m: &MemberRecord, now: Time) -> Result<()> {
    tx.changes_credentials(Some(m.id));
    tx.run(&SAVE, args![m.id, m.account, &m.username, &m.role, m.created_at, now]).await.map(drop)
}

/// From now on they approve only what is written later. What they have approved counts as before.
pub async fn approves_from(tx: &mut Tx, id: MemberId, now: Time) -> Result<()> {
    tx.run(&APPROVES_FROM, args![id, now]).await.map(drop)
}

/// From now on the member may not sign in; every session, token, code and link of theirs ends.
pub async fn suspend(tx: &mut Tx, id: MemberId, now: Time) -> Result<()> {
    tx.changes_credentials(Some(id));
    tx.run(&SUSPEND, args![id, now]).await?;
    tx.run(&REVOKE_TOKENS, args![id, now]).await?;
    push_subscriptions::forget_dead(tx).await?;
    tx.run(&VOID_CODES, args![id]).await?;
    tx.run(&END_SESSIONS, args![id]).await?;
    tx.run(&VOID_LINKS, args![id, now]).await.map(drop)
}

/// Writes the digest of a session.
pub async fn save_session(
    tx: &mut Tx,
    digest: &[u8],
    member: MemberId,
    csrf: &str,
    now: Time,
    until: Time,
) -> Result<()> {
    tx.run(&SAVE_SESSION, args![digest, member, csrf, now, until]).await.map(drop)
}

/// Who holds the session, and the secret that its forms must carry.
pub async fn by_session(db: impl Reads, digest: &[u8], now: Time) -> Result<Option<(MemberRecord, String)>> {
    let row: Option<SignedInRow> = db.one(&BY_SESSION, args![digest, now]).await?;
    Ok(row.map(|row| (row.member.into(), row.csrf)))
}

/// Ends a session.
pub async fn end_session(tx: &mut Tx, digest: &[u8]) -> Result<()> {
    tx.run(&END_SESSION, args![digest]).await.map(drop)
}

/// Writes the digest of a one-time link.
pub async fn save_link(tx: &mut Tx, digest: &[u8], member: MemberId, now: Time, until: Time) -> Result<()> {
    tx.run(&SAVE_LINK, args![digest, member, now, until]).await.map(drop)
}

/// Whose link this is, if it can still be used. Looking does not use it.
pub async fn peek_link(db: impl Reads, digest: &[u8], now: Time) -> Result<Option<String>> {
    let row: Option<(String,)> = db.one(&PEEK_LINK, args![digest, now]).await?;
    Ok(row.map(|(name,)| name))
}

/// When a link was used, and when it ends.
pub async fn link_times(db: impl Reads, digest: &[u8]) -> Result<Option<(Option<Time>, Time)>> {
    let row: Option<(Option<i64>, i64)> = db.one(&LINK_TIMES, args![digest]).await?;
    Ok(row.map(|(used, ends)| (used.map(Time), Time(ends))))
}

/// Uses the link, once; two at the same time cannot both succeed (A197).
pub async fn use_link(tx: &mut Tx, digest: &[u8], now: Time) -> Result<Option<MemberId>> {
    let row: Option<(i64,)> = (&mut *tx).one(&USE_LINK, args![digest, now]).await?;
    Ok(row.map(|(id,)| MemberId(id)))
}

/// Adds a member; `false` when somebody has the name, whose row stays as it is.
pub async fn add(tx: &mut Tx, m: &MemberRecord) -> Result<bool> {
    let values = args![m.id, m.account, &m.username, &m.role, m.created_at, m.created_at];
    Ok(tx.run(&ADD, values).await? > 0)
}

/// The names of everybody who is more than a member.
pub async fn staff(db: impl Reads) -> Result<Vec<String>> {
    let rows: Vec<(String,)> = db.all(&STAFF, args![]).await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}

/// The member may sign in again; `false` when they could all the time.
pub async fn unsuspend(tx: &mut Tx, id: MemberId) -> Result<bool> {
    Ok(tx.run(&UNSUSPEND, args![id]).await? > 0)
}

/// Every session but the one with this digest, every token, every unused code and link of the member ends.
pub async fn end_all(tx: &mut Tx, id: MemberId, keep: Option<&[u8]>, now: Time) -> Result<()> {
    tx.changes_credentials(Some(id));
    tx.run(&REVOKE_TOKENS, args![id, now]).await?;
    push_subscriptions::forget_dead(tx).await?;
    tx.run(&VOID_CODES, args![id]).await?;
    super::sessions::end_others(tx, id, keep.unwrap_or_default()).await?;
    tx.run(&VOID_LINKS, args![id, now]).await.map(drop)
}
