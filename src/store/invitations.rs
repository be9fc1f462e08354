//! Links that make members. Their secrets only as digests.

use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};

statements! {
    SAVE = "INSERT INTO invitations (id, digest, role, uses, used, member_id, created_at, expires_at) VALUES ($1, $2, $3, $4, 0, $5, $6, $7)";
    LIST = "SELECT id, role, uses, used, member_id, created_at, expires_at, revoked_at FROM invitations ORDER BY id DESC LIMIT 200";
    FIND = "SELECT id, role, uses, used, member_id, created_at, expires_at, revoked_at FROM invitations WHERE digest = $1";
    USE_ONE = "UPDATE invitations SET used = used + 1 WHERE digest = $1 AND used < uses AND revoked_at IS NULL AND expires_at > $2 RETURNING role";
    REVOKE = "UPDATE invitations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL";
    REVOKE_OF = "UPDATE invitations SET revoked_at = $2 WHERE member_id = $1 AND revoked_at IS NULL";
}

/// A link that makes members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationRecord {
    /// Its number.
    pub id: i64,
    /// What they become.
    pub role: String,
    /// How many may use it.
    pub uses: i64,
    /// How many have.
    pub used: i64,
    /// Who made it; none for the command line.
    pub member: Option<MemberId>,
    /// When it was made.
    pub created_at: Time,
    /// When it ends.
    pub expires_at: Time,
    /// When it was taken back.
    pub revoked_at: Option<Time>,
}

impl InvitationRecord {
    /// Whether it still makes members.
    pub fn is_open(&self, now: Time) -> bool {
        self.revoked_at.is_none() && self.used < self.uses && self.expires_at > now
    }
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    id: i64,
    role: String,
    uses: i64,
    used: i64,
    member_id: Option<i64>,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl From<InvitationRow> for InvitationRecord {
    fn from(row: InvitationRow) -> Self {
        Self {
            id: row.id,
            role: row.role,
            uses: row.uses,
            used: row.used,
            member: row.member_id.map(MemberId),
            created_at: Time(row.created_at),
            expires_at: Time(row.expires_at),
            revoked_at: row.revoked_at.map(Time),
        }
    }
}

/// Writes an invitation under the digest of its secret.
pub async fn save(tx: &mut Tx, digest: &[u8], i: &InvitationRecord) -> Result<()> {
    let values = args![RowId(i.id), digest, &i.role, i.uses, i.member, i.created_at, i.expires_at];
    tx.run(&SAVE, values).await.map(drop)
}

/// The newest first.
pub async fn list(db: impl Reads) -> Result<Vec<InvitationRecord>> {
    let rows: Vec<InvitationRow> = db.all(&LIST, args![]).await?;
    Ok(rows.into_iter().map(InvitationRecord::from).collect())
}

/// The invitation with this digest. Looking does not use it.
pub async fn find(db: impl Reads, digest: &[u8]) -> Result<Option<InvitationRecord>> {
    let row: Option<InvitationRow> = db.one(&FIND, args![digest]).await?;
    Ok(row.map(InvitationRecord::from))
}

/// Uses it for one person: the role they get. Two at the same time cannot both have the last use.
pub async fn use_one(tx: &mut Tx, digest: &[u8], now: Time) -> Result<Option<String>> {
    let row: Option<(String,)> = (&mut *tx).one(&USE_ONE, args![digest, now]).await?;
    Ok(row.map(|(role,)| role))
}

/// Takes it back; `false` when there is none of this number that could be used.
pub async fn revoke(tx: &mut Tx, id: i64, now: Time) -> Result<bool> {
    Ok(tx.run(&REVOKE, args![id, now]).await? > 0)
}

/// Takes back everything that this member handed out.
pub async fn revoke_of(tx: &mut Tx, member: MemberId, now: Time) -> Result<()> {
    tx.run(&REVOKE_OF, args![member, now]).await.map(drop)
}
