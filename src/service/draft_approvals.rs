//! Approvals: a member signs the digest of a draft's words with a key of their own. Whoever holds the database can check each
//! of them later; nobody outside ever sees one.

use crate::app::App;
use crate::domain::draft::{DraftState, Event};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::quorum::{Fault, Given, Tally, tally};
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::time::Time;
use crate::keys::{self, Algorithm, SigningKey, VerifyingKey};
use crate::store::draft_approvals::{self, ApprovalRecord, MemberKey};
use crate::store::drafts::DraftRecord;
use crate::store::members::MemberRecord;
use crate::store::{Tx, audit, drafts};

use super::drafts::{digest_of, log, must_approve};
use super::{Error, Result, quorum};

/// An approval, and whether it counts.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Who gave it.
    pub name: String,
    /// When.
    pub at: Time,
    /// The digest they signed.
    pub digest: String,
    /// What decides whether it counts.
    pub given: Given,
}

/// What exactly is signed: the purpose first, so that no other signature of this key can be taken for an approval.
fn message(digest: &str) -> Vec<u8> {
    format!("antiphon approval of a draft\n{digest}").into_bytes()
}

/// What the audit log says of an approval: the draft, the digest, the key that signed, and the signature over `message`, both
/// in multibase. With this line alone the approval can be checked, also when the draft and its approvals are gone.
fn entry(id: RowId, digest: &str, key: &VerifyingKey, signature: &[u8]) -> String {
    format!("{id} {digest} {} {}", key.to_multibase(), keys::to_multibase(signature))
}

fn sealing_context(member: MemberId, public: &[u8]) -> Vec<u8> {
    [format!("antiphon member key {member} ").as_bytes(), public].concat()
}

/// The key that a member signs with, made where there is none.
async fn key_of(app: &App, tx: &mut Tx, member: &MemberRecord) -> Result<(RowId, SigningKey)> {
    let broken = |why: &str| Error::Store(crate::store::Error::Broken(why.to_owned()));
    if draft_approvals::key_of(&mut *tx, member.id).await?.is_none() {
        let key = SigningKey::generate(Algorithm::Ed25519);
        let public = key.verifying_key().spki_der().to_vec();
        let secret = app.wrapping.seal(&sealing_context(member.id, &public), &key.to_pkcs8());
        let new = MemberKey { id: app.row_id(), public, secret };
        draft_approvals::save_key(tx, member, &new, app.now()).await?;
    }
    let kept =
        draft_approvals::key_of(&mut *tx, member.id).await?.ok_or_else(|| broken("a key was not kept"))?;
    let plain = app
        .wrapping
        .open(&sealing_context(member.id, &kept.public), &kept.secret)
        .map_err(|_| broken("the key file does not open the keys in the database"))?;
    let key = SigningKey::from_pkcs8(Algorithm::Ed25519, &plain).map_err(|e| broken(&e.to_string()))?;
    Ok((kept.id, key))
}

/// A member approves the words with this digest. They must have read these: after a change the digest is another.
pub async fn approve(app: &App, by: &MemberRecord, id: RowId, digest: &str) -> Result<DraftRecord> {
    must_approve(Some(by))?;
    let mut tx = app.store.begin().await?;
    let mut record = drafts::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !matches!(record.state, DraftState::InReview | DraftState::Approved | DraftState::Scheduled) {
        return Err(Error::refused(Refusal::new("refusal-draft-state-approve").with("state", record.state)));
    }
    if record.digest != digest || digest_of(app, &record)? != digest {
        return Err(Error::says("refusal-draft-changed"));
    }
    let (key_id, key) = key_of(app, &mut tx, by).await?;
    let signature = key.sign(&message(digest));
    draft_approvals::save(&mut tx, id, by.id, digest, key_id, &signature, app.now()).await?;
    let needed = quorum::in_store(&mut tx).await?;
    let given = draft_approvals::of_draft(&mut tx, id).await?;
    if given
        .iter()
        .any(|one| one.member() == by.id && check(digest, one, needed).fault() == Some(Fault::NewRole))
    {
        return Err(Error::says("refusal-draft-new-role"));
    }
    if tally_in(app, &mut tx, &record).await?.is_met() {
        record.state = record.state.after(Event::QuorumMet).map_err(Error::refused)?;
    }
    record.changed_at = app.now();
    drafts::update(&mut tx, &record).await?;
    let entry = entry(id, digest, key.verifying_key(), &signature);
    audit::write(&mut tx, app.row_id(), Some(by.id), "draft.approve", &entry, app.now()).await?;
    tx.commit().await?;
    Ok(record)
}

/// A member takes back what they approved. If it is missed, what was to go out does not.
pub async fn withdraw(app: &App, by: &MemberRecord, id: RowId) -> Result<DraftRecord> {
    let mut tx = app.store.begin().await?;
    let mut record = drafts::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !record.state.is_open() {
        return Err(Error::refused(Refusal::new("refusal-draft-state-late").with("state", record.state)));
    }
    if !draft_approvals::withdraw(&mut tx, id, by.id, app.now()).await? {
        return Err(Error::says("refusal-draft-not-approved"));
    }
    if record.state != DraftState::Writing && !tally_in(app, &mut tx, &record).await?.is_met() {
        record.state = record.state.after(Event::QuorumLost).map_err(Error::refused)?;
        record.due_at = None;
    }
    record.changed_at = app.now();
    drafts::update(&mut tx, &record).await?;
    log(app, &mut tx, Some(by), "draft.withdraw_approval", &record).await?;
    tx.commit().await?;
    Ok(record)
}

fn check(present: &str, found: &ApprovalRecord, needed: u32) -> Given {
    let key = VerifyingKey::from_spki_der(&found.public).ok();
    let may = Role::parse(&found.role).is_some_and(Role::may_approve);
    Given {
        member: found.member(),
        is_present: found.digest == present,
        is_genuine: found.key_owner() == found.member()
            && key.is_some_and(|key| {
                key.algorithm() == Algorithm::Ed25519 && key.verify(&message(&found.digest), &found.signature)
            }),
        may_approve: may && !found.is_suspended(),
        // Where one is enough, nobody has to be asked who is made one who approves just for this.
        had_role: needed < 2 || !found.is_newcomer(),
        is_withdrawn: found.is_withdrawn(),
    }
}

/// Every approval that a draft was ever given, and whether it counts.
pub async fn verify(app: &App, record: &DraftRecord) -> Result<Vec<Checked>> {
    let (present, needed) = (digest_of(app, record)?, quorum::needed(app).await?);
    let found = draft_approvals::of_draft(&app.store, record.id).await?;
    let checked = |one: ApprovalRecord| Checked {
        given: check(&present, &one, needed),
        at: one.created_at(),
        name: one.username,
        digest: one.digest,
    };
    Ok(found.into_iter().map(checked).collect())
}

/// What the approvals of these words come to, counted in this transaction.
pub(super) async fn tally_in(app: &App, tx: &mut Tx, record: &DraftRecord) -> Result<Tally> {
    let (present, needed) = (digest_of(app, record)?, quorum::in_store(&mut *tx).await?);
    let found = draft_approvals::of_draft(&mut *tx, record.id).await?;
    let given: Vec<Given> = found.iter().map(|one| check(&present, one, needed)).collect();
    let writers = drafts::writers(&mut *tx, record.id).await?;
    Ok(tally(&given, &writers, needed))
}
