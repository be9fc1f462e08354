//! Approvals of drafts, and the keys that members sign them with. What counts is decided above.

use crate::domain::ids::{MemberId, RowId};
use crate::domain::time::Time;

use super::database::{Reads, Result, Tx, args, statements};
use super::members::MemberRecord;

statements! {
    OF_DRAFT = "SELECT a.member_id, a.digest, a.key_id, a.signature, a.created_at, a.withdrawn_at, k.member_id AS key_owner, k.public, m.username, m.role, m.suspended_at, m.approves_since, (SELECT max(v.created_at) FROM draft_versions v WHERE v.draft_id = a.draft_id) AS words_at FROM draft_approvals a JOIN member_keys k ON k.id = a.key_id JOIN members m ON m.id = a.member_id WHERE a.draft_id = $1 ORDER BY a.created_at, a.member_id";
    SAVE = "INSERT INTO draft_approvals (draft_id, member_id, digest, key_id, signature, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (draft_id, member_id, digest) DO UPDATE SET key_id = excluded.key_id, signature = excluded.signature, created_at = excluded.created_at, withdrawn_at = NULL";
    WITHDRAW = "UPDATE draft_approvals SET withdrawn_at = $3 WHERE draft_id = $1 AND member_id = $2 AND withdrawn_at IS NULL";
    KEY = "SELECT id, public, secret FROM member_keys WHERE member_id = $1 AND retired_at IS NULL";
    SAVE_KEY = "INSERT INTO member_keys (id, member_id, public, secret, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (member_id) WHERE retired_at IS NULL DO NOTHING";
}

/// An approval with what is needed to check it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ApprovalRecord {
    /// Who gave it.
    member_id: i64,
    /// The digest that was signed.
    pub digest: String,
    /// The key that signed.
    pub key_id: i64,
    /// The signature.
    pub signature: Vec<u8>,
    created_at: i64,
    withdrawn_at: Option<i64>,
    key_owner: i64,
    /// The key, SPKI in DER.
    pub public: Vec<u8>,
    /// Their name here.
    pub username: String,
    /// What they are here now.
    pub role: String,
    suspended_at: Option<i64>,
    approves_since: i64,
    words_at: Option<i64>,
}

impl ApprovalRecord {
    /// Who gave it.
    pub fn member(&self) -> MemberId {
        MemberId(self.member_id)
    }

    /// Whose the key is.
    pub fn key_owner(&self) -> MemberId {
        MemberId(self.key_owner)
    }

    /// When it was given.
    pub fn created_at(&self) -> Time {
        Time(self.created_at)
    }

    /// It was taken back.
    pub fn is_withdrawn(&self) -> bool {
        self.withdrawn_at.is_some()
    }

    /// They gave it by a right to approve that is younger than the words of the draft.
    pub fn is_newcomer(&self) -> bool {
        self.words_at.is_some_and(|at| at < self.approves_since) && self.created_at >= self.approves_since
    }

    /// They may not sign in now.
    pub fn is_suspended(&self) -> bool {
        self.suspended_at.is_some()
    }
}

/// Every approval that was ever given to a draft, oldest first.
pub async fn of_draft(db: impl Reads, draft: RowId) -> Result<Vec<ApprovalRecord>> {
    db.all(&OF_DRAFT, args![draft]).await
}

/// Keeps an approval. The same one again counts from now, also after it was taken back.
pub async fn save(
    tx: &mut Tx,
    draft: RowId,
    member: MemberId,
    digest: &str,
    key: RowId,
    signature: &[u8],
    now: Time,
) -> Result<()> {
    tx.run(&SAVE, args![draft, member, digest, key, signature, now]).await.map(drop)
}

/// The member takes back what they approved; whether there was anything.
pub async fn withdraw(tx: &mut Tx, draft: RowId, member: MemberId, now: Time) -> Result<bool> {
    Ok(tx.run(&WITHDRAW, args![draft, member, now]).await? > 0)
}

/// A key that a member signs approvals with.
#[derive(Clone, Debug)]
pub struct MemberKey {
    /// Its id.
    pub id: RowId,
    /// SPKI in DER.
    pub public: Vec<u8>,
    /// PKCS#8, sealed.
    pub secret: Vec<u8>,
}

/// The key that a member signs with now.
pub async fn key_of(db: impl Reads, member: MemberId) -> Result<Option<MemberKey>> {
    let row: Option<(i64, Vec<u8>, Vec<u8>)> = db.one(&KEY, args![member]).await?;
    Ok(row.map(|(id, public, secret)| MemberKey { id: RowId(id), public, secret }))
}

/// Keeps a new key of a member, unless they have one.
pub async fn save_key(tx: &mut Tx, member: &MemberRecord, key: &MemberKey, now: Time) -> Result<()> {
    tx.run(&SAVE_KEY, args![key.id, member.id, key.public.as_slice(), key.secret.as_slice(), now])
        .await
        .map(drop)
}
