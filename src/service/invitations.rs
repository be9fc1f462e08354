//! Links that make members: handing them out, seeing them, taking them back. What somebody becomes with one is decided
//! when it is made, and nobody gives away more than they may.

use crate::app::App;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::time::{DAY, HOUR};
use crate::keys;
use crate::store::audit;
use crate::store::invitations::{self, InvitationRecord};
use crate::store::members::MemberRecord;

use super::{Error, Result};

/// A link that makes members, as it is kept.
pub type Invitation = InvitationRecord;

/// The most people that one link brings in.
const MOST_USES: i64 = 1_000;
/// The longest time that a link works.
const LONGEST: i64 = 90 * DAY;

/// What a link is to be.
#[derive(Clone, Copy, Debug)]
pub struct NewInvitation {
    /// What they become.
    pub role: Role,
    /// How many may use it.
    pub uses: i64,
    /// How long it works, in milliseconds.
    pub lasts: i64,
}

/// Makes a link: its path, which is shown once, and what is kept of it. `by` is none for the command line.
pub async fn make(
    app: &App,
    by: Option<&MemberRecord>,
    wanted: NewInvitation,
) -> Result<(String, InvitationRecord)> {
    if let Some(by) = by
        && !Role::parse(&by.role).is_some_and(|role| role.may_invite_as(wanted.role))
    {
        return Err(Error::refused(Refusal::new("refusal-role-invite").with("role", wanted.role)));
    }
    if !(1..=MOST_USES).contains(&wanted.uses) {
        return Err(Error::refused(Refusal::new("refusal-people-link-uses").count("count", MOST_USES)));
    }
    if !(HOUR..=LONGEST).contains(&wanted.lasts) {
        return Err(Error::says("refusal-people-link-time"));
    }
    let (secret, now) = (keys::random_token(), app.now());
    let made = InvitationRecord {
        id: app.next_id(),
        role: wanted.role.as_str().to_owned(),
        uses: wanted.uses,
        used: 0,
        member: by.map(|by| by.id),
        created_at: now,
        expires_at: now.plus(wanted.lasts),
        revoked_at: None,
    };
    let mut tx = app.store.begin().await?;
    invitations::save(&mut tx, &keys::sha256(secret.as_bytes()), &made).await?;
    let subject = format!("{} {} {}", made.id, made.role, made.uses);
    audit::write(&mut tx, app.row_id(), made.member, "member.invite", &subject, now).await?;
    tx.commit().await?;
    Ok((format!("/join/{secret}"), made))
}

/// The newest first, those that have ended too.
pub async fn list(app: &App) -> Result<Vec<InvitationRecord>> {
    Ok(invitations::list(&app.store).await?)
}

/// The invitation behind a secret, if it still makes members. Looking does not use it.
pub async fn peek(app: &App, secret: &str) -> Result<Option<InvitationRecord>> {
    let found = invitations::find(&app.store, &keys::sha256(secret.as_bytes())).await?;
    Ok(found.filter(|invitation| invitation.is_open(app.now())))
}

/// Takes a link back. Who came by it stays.
pub async fn revoke(app: &App, by: Option<&MemberRecord>, id: i64) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !invitations::revoke(&mut tx, id, app.now()).await? {
        return Err(Error::NotFound);
    }
    let member = by.map(|by| by.id);
    audit::write(&mut tx, app.row_id(), member, "member.invite_revoke", &id.to_string(), app.now()).await?;
    Ok(tx.commit().await?)
}
