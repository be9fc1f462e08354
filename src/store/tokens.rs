//! What opens this server to programs: whose token it is, which app holds it, which actor it acts as. Only as digests.

use crate::domain::ids::{AccountId, AppId, MemberId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::members::{MemberRecord, MemberRow};
use super::push_subscriptions;

statements! {
    SAVE = "INSERT INTO tokens (digest, member_id, app_id, account_id, code, name, scopes, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    MEMBER = "SELECT m.id, m.account_id, m.username, m.role, m.created_at, m.suspended_at, t.app_id, t.account_id AS acts_as, t.scopes FROM tokens t JOIN members m ON m.id = t.member_id WHERE t.digest = $1 AND t.revoked_at IS NULL AND m.suspended_at IS NULL";
    APP = "SELECT app_id, scopes FROM tokens WHERE digest = $1 AND revoked_at IS NULL AND member_id IS NULL";
    ISSUER = "SELECT app_id FROM tokens WHERE digest = $1 AND revoked_at IS NULL";
    REVOKE = "UPDATE tokens SET revoked_at = $2 WHERE digest = $1 AND revoked_at IS NULL RETURNING member_id";
    REVOKE_OF_CODE = "UPDATE tokens SET revoked_at = $2 WHERE code = $1 AND revoked_at IS NULL RETURNING member_id";
    OF_MEMBER = "SELECT t.digest, t.name, t.scopes, t.created_at, a.username AS acts_as FROM tokens t JOIN members m ON m.id = t.member_id JOIN accounts a ON a.id = coalesce(t.account_id, m.account_id) WHERE t.member_id = $1 AND t.revoked_at IS NULL ORDER BY t.created_at, t.digest";
}

/// A token that is made.
#[derive(Clone, Copy, Debug)]
pub struct NewToken<'a> {
    /// Its SHA-256.
    pub digest: &'a [u8],
    /// Whose it is; none for an app on its own.
    pub member: Option<MemberId>,
    /// Which app holds it; none for one made by hand.
    pub app: Option<AppId>,
    /// The actor it acts as; none for the member's own.
    pub account: Option<AccountId>,
    /// The digest of the code it was made from.
    pub code: Option<&'a [u8]>,
    /// What it is called in lists.
    pub name: &'a str,
    /// What it may be used for.
    pub scopes: &'a str,
}

/// Who holds a token.
#[derive(Clone, Debug)]
pub enum HolderRecord {
    /// A member, by an app or by hand.
    Member {
        /// Who.
        member: MemberRecord,
        /// By which app.
        app: Option<AppId>,
        /// The actor it acts as; none for the member's own.
        acts_as: Option<AccountId>,
        /// What it may be used for.
        scopes: String,
    },
    /// An app on its own.
    App {
        /// Which.
        app: AppId,
        /// What it may be used for.
        scopes: String,
    },
}

/// A token in a list.
#[derive(Clone, Debug)]
pub struct TokenRecord {
    /// Its SHA-256.
    pub digest: Vec<u8>,
    /// What it is called.
    pub name: String,
    /// What it may be used for.
    pub scopes: String,
    /// Since when.
    pub created_at: Time,
    /// The name of the actor it acts as.
    pub acts_as: String,
}

#[derive(sqlx::FromRow)]
struct HolderRow {
    #[sqlx(flatten)]
    member: MemberRow,
    app_id: Option<i64>,
    acts_as: Option<i64>,
    scopes: String,
}

/// Writes the digest of a token.
pub async fn save(tx: &mut Tx, token: NewToken<'_>, now: Time) -> Result<()> {
    let NewToken { digest, member, app, account, code, name, scopes } = token;
    let code = code.map(<[u8]>::to_vec);
    tx.run(&SAVE, args![digest, member, app, account, code, name, scopes, now]).await.map(drop)
}

/// Who holds the token, if it opens anything.
pub async fn holder<R: Reads + Copy>(db: R, digest: &[u8]) -> Result<Option<HolderRecord>> {
    let row: Option<HolderRow> = db.one(&MEMBER, args![digest]).await?;
    if let Some(row) = row {
        return Ok(Some(HolderRecord::Member {
            member: row.member.into(),
            app: row.app_id.map(AppId),
            acts_as: row.acts_as.map(AccountId),
            scopes: row.scopes,
        }));
    }
    let row: Option<(i64, String)> = db.one(&APP, args![digest]).await?;
    Ok(row.map(|(app, scopes)| HolderRecord::App { app: AppId(app), scopes }))
}

/// Which app a token was given to, if there is such a token; the inner `None` for one made by hand.
pub async fn issuer(db: impl Reads, digest: &[u8]) -> Result<Option<Option<AppId>>> {
    let row: Option<(Option<i64>,)> = db.one(&ISSUER, args![digest]).await?;
    Ok(row.map(|(app,)| app.map(AppId)))
}

/// The token opens nothing any more; whether it did until now.
pub async fn revoke(tx: &mut Tx, digest: &[u8], now: Time) -> Result<bool> {
    let ended: Vec<(Option<i64>,)> = (&mut *tx).all(&REVOKE, args![digest, now]).await?;
    has_ended(tx, &ended).await?;
    Ok(!ended.is_empty())
}

/// Every token that was made from this code opens nothing any more.
pub async fn revoke_of_code(tx: &mut Tx, code: &[u8], now: Time) -> Result<()> {
    let ended: Vec<(Option<i64>,)> = (&mut *tx).all(&REVOKE_OF_CODE, args![code, now]).await?;
    has_ended(tx, &ended).await
}

/// What goes with tokens that ended just now: their devices, and whatever is open with them.
async fn has_ended(tx: &mut Tx, members: &[(Option<i64>,)]) -> Result<()> {
    for (member,) in members {
        tx.changes_credentials(member.map(MemberId));
    }
    push_subscriptions::forget_dead(tx).await
}

/// The member's tokens that open something, the oldest first.
pub async fn of_member(db: impl Reads, member: MemberId) -> Result<Vec<TokenRecord>> {
    let rows: Vec<(Vec<u8>, String, String, i64, String)> = db.all(&OF_MEMBER, args![member]).await?;
    Ok(rows
        .into_iter()
        .map(|(digest, name, scopes, created_at, acts_as)| TokenRecord {
            digest,
            name,
            scopes,
            created_at: Time(created_at),
            acts_as,
        })
        .collect())
}
