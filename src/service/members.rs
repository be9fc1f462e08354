//! People who may sign in here: adding them, letting them in, sending them out.

use crate::app::App;
use crate::domain::account::ActorKind;
use crate::domain::handle;
use crate::domain::ids::MemberId;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::domain::time::DAY;
use crate::keys;
use crate::store::members::{self, MemberRecord};
use crate::store::{Tx, accounts, audit, invitations, tokens};

use super::{Error, Result, event_answers, kept_forms, pledge_aside, setup};

/// Roles, from the least to the most.
pub const ROLES: [&str; 5] = ["member", "moderator", "editor", "spokesperson", "owner"];

/// A one-time link ends after two days.
const LINK_LASTS: i64 = 2 * DAY;
/// A session ends after fourteen days.
const SESSION_LASTS: i64 = 14 * DAY;

/// Somebody who may sign in here.
pub type Member = MemberRecord;

/// Somebody who is signed in, and what their forms must carry.
#[derive(Clone, Debug)]
pub struct Session {
    /// Who.
    pub member: MemberRecord,
    /// The secret that every form of theirs carries.
    pub csrf: String,
}

impl Session {
    /// Whether their role allows to publish for the coalition.
    pub fn may_publish(&self) -> bool {
        may_publish(&self.member.role)
    }

    /// Whether their role allows to run campaigns.
    pub fn may_campaign(&self) -> bool {
        may_campaign(&self.member.role)
    }

    /// Whether their role allows to say who becomes a member.
    pub fn may_admit(&self) -> bool {
        Role::parse(&self.member.role).is_some_and(Role::may_admit)
    }
}

/// Whether this role allows to publish for the coalition.
pub fn may_publish(role: &str) -> bool {
    matches!(role, "owner" | "spokesperson")
}

/// Whether this role allows to run campaigns: to write and publish for them.
pub fn may_campaign(role: &str) -> bool {
    Role::parse(role).is_some_and(Role::may_campaign)
}

/// Everybody.
pub async fn list(app: &App) -> Result<Vec<MemberRecord>> {
    Ok(members::list(&app.store).await?)
}

/// The member of this name.
pub async fn find(app: &App, username: &str) -> Result<MemberRecord> {
    members::find(&app.store, username).await?.ok_or(Error::NotFound)
}

/// Adds a member with an actor of their own.
pub async fn add(app: &App, username: &str, role: &str) -> Result<MemberRecord> {
    if !handle::is_local_name(username) {
        return Err(Error::refused(Refusal::new("refusal-people-name").name("name", username)));
    }
    check_role(role)?;
    if accounts::find_local(&app.store, username).await?.is_some() {
        return Err(Error::refused(Refusal::new("refusal-form-name-taken").name("name", username)));
    }
    let account = setup::new_local(app, ActorKind::Person, username, username, "")?;
    let member = MemberRecord {
        id: MemberId(app.next_id()),
        account: account.id,
        username: username.to_owned(),
        role: role.to_owned(),
        created_at: app.now(),
        suspended_at: None,
    };
    let pair = setup::new_keys(app, &account);
    let mut tx = app.store.begin().await?;
    setup::save_with(app, &mut tx, &account, &pair).await?;
    if !members::add(&mut tx, &member).await? {
        return Err(Error::refused(Refusal::new("refusal-form-name-taken").name("name", username)));
    }
    audit::write(&mut tx, app.row_id(), None, "member.add", username, app.now()).await?;
    tx.commit().await?;
    Ok(member)
}

/// Gives a member another role.
pub async fn set_role(app: &App, username: &str, role: &str) -> Result<()> {
    set_role_by(app, None, username, role).await
}

/// The same, by a member who may. What acts in their name has its rights looked up anew from now on.
pub(super) async fn set_role_by(app: &App, by: Option<MemberId>, username: &str, role: &str) -> Result<()> {
    check_role(role)?;
    let mut member = find(app, username).await?;
    role.clone_into(&mut member.role);
    let mut tx = app.store.begin().await?;
    members::lock_owners(&mut tx).await?;
    members::save(&mut tx, &member, app.now()).await?;
    if by.is_some() && !is_owned(&mut tx).await? {
        return Err(last_owner());
    }
    audit::write(&mut tx, app.row_id(), by, "member.role", &format!("{username} {role}"), app.now()).await?;
    Ok(tx.commit().await?)
}

/// Whether somebody is left who may do everything. The command line may leave none, since it can make one again; not
/// everybody in a house can reach it.
async fn is_owned(tx: &mut Tx) -> Result<bool> {
    let all = members::list(&mut *tx).await?;
    Ok(all.iter().any(|member| member.role == Role::Owner.as_str() && member.suspended_at.is_none()))
}

fn last_owner() -> Error {
    Error::says("refusal-people-last-owner")
}

fn check_role(role: &str) -> Result<()> {
    if ROLES.contains(&role) {
        Ok(())
    } else {
        Err(Error::refused(
            Refusal::new("refusal-people-no-role").name("name", role).name("list", ROLES.join(", ")),
        ))
    }
}

/// A member may no longer sign in; every session, token and link of theirs ends.
pub async fn suspend(app: &App, username: &str) -> Result<()> {
    suspend_by(app, None, username).await
}

/// The same, by a member who may.
pub(super) async fn suspend_by(app: &App, by: Option<MemberId>, username: &str) -> Result<()> {
    let member = find(app, username).await?;
    let mut tx = app.store.begin().await?;
    members::lock_owners(&mut tx).await?;
    members::suspend(&mut tx, member.id, app.now()).await?;
    if by.is_some() && !is_owned(&mut tx).await? {
        return Err(last_owner());
    }
    invitations::revoke_of(&mut tx, member.id, app.now()).await?;
    if let Some(account) = accounts::find(&mut tx, member.account).await? {
        pledge_aside::set_aside(app, &mut tx, &account).await?;
        event_answers::set_aside(app, &mut tx, &account).await?;
    }
    audit::write(&mut tx, app.row_id(), by, "member.suspend", username, app.now()).await?;
    Ok(tx.commit().await?)
}

/// A member may sign in again. What ended when they were suspended stays ended.
pub async fn unsuspend(app: &App, username: &str) -> Result<()> {
    unsuspend_by(app, None, username).await
}

/// The same, by a member who may.
pub(super) async fn unsuspend_by(app: &App, by: Option<MemberId>, username: &str) -> Result<()> {
    let member = find(app, username).await?;
    let mut tx = app.store.begin().await?;
    if !members::unsuspend(&mut tx, member.id).await? {
        return Err(Error::refused(Refusal::new("refusal-people-not-suspended").name("name", username)));
    }
    members::approves_from(&mut tx, member.id, app.now()).await?;
    if let Some(account) = accounts::find(&mut tx, member.account).await? {
        pledge_aside::count_again(app, &mut tx, &account).await?;
        event_answers::count_again(app, &mut tx, &account).await?;
    }
    audit::write(&mut tx, app.row_id(), by, "member.unsuspend", username, app.now()).await?;
    Ok(tx.commit().await?)
}

/// A token for scripts. It is shown once; only its digest is kept.
pub async fn new_token(app: &App, username: &str, name: &str, scopes: &str) -> Result<String> {
    let member = find(app, username).await?;
    let token = keys::random_token();
    let digest = keys::sha256(token.as_bytes());
    let new = tokens::NewToken {
        digest: &digest,
        member: Some(member.id),
        app: None,
        account: None,
        code: None,
        name,
        scopes,
    };
    let mut tx = app.store.begin().await?;
    tokens::save(&mut tx, new, app.now()).await?;
    audit::write(&mut tx, app.row_id(), None, "member.token", username, app.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// A path that signs a member in, once. Only the digest of its secret is kept.
pub async fn new_link(app: &App, tx: &mut Tx, member: MemberId) -> Result<String> {
    let secret = keys::random_token();
    let now = app.now();
    members::save_link(tx, &keys::sha256(secret.as_bytes()), member, now, now.plus(LINK_LASTS)).await?;
    Ok(format!("/sign-in/{secret}"))
}

/// A new one-time link for a member of this name.
pub async fn link_for(app: &App, username: &str) -> Result<String> {
    link_by(app, None, username).await
}

/// The same, made by a member who may.
pub(super) async fn link_by(app: &App, by: Option<MemberId>, username: &str) -> Result<String> {
    let member = find(app, username).await?;
    let mut tx = app.store.begin().await?;
    let link = new_link(app, &mut tx, member.id).await?;
    if by.is_some() {
        // Whoever made the link could use it as well, and approve what waits in the other's name.
        members::approves_from(&mut tx, member.id, app.now()).await?;
    }
    audit::write(&mut tx, app.row_id(), by, "member.link", username, app.now()).await?;
    tx.commit().await?;
    Ok(link)
}

/// Whose link this is, if it can still be used. Looking does not use it, so that a preview of the link does no harm.
pub async fn peek_link(app: &App, secret: &str) -> Result<Option<String>> {
    Ok(members::peek_link(&app.store, &keys::sha256(secret.as_bytes()), app.now()).await?)
}

/// Why a link signs nobody in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spent {
    /// Somebody signed in with it, or it was made void.
    Used,
    /// It is too old.
    Expired,
    /// There is no such link.
    Unknown,
}

/// Why this link signs nobody in.
pub async fn why_spent(app: &App, secret: &str) -> Result<Spent> {
    let times = members::link_times(&app.store, &keys::sha256(secret.as_bytes())).await?;
    Ok(match times {
        None => Spent::Unknown,
        Some((Some(_), _)) => Spent::Used,
        // One that is neither used nor old belongs to somebody who may no longer sign in.
        Some((None, ends)) if ends > app.now() => Spent::Unknown,
        Some((None, _)) => Spent::Expired,
    })
}

/// Uses a one-time link: the secret of a new session.
pub async fn sign_in(app: &App, secret: &str) -> Result<String> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let member =
        members::use_link(&mut tx, &keys::sha256(secret.as_bytes()), now).await?.ok_or(Error::NotFound)?;
    let session = keys::random_token();
    let digest = keys::sha256(session.as_bytes());
    let csrf = kept_forms::secret(app, member);
    members::save_session(&mut tx, &digest, member, &csrf, now, now.plus(SESSION_LASTS)).await?;
    audit::write(&mut tx, app.row_id(), Some(member), "member.sign_in", "", now).await?;
    tx.commit().await?;
    Ok(session)
}

/// Who holds the session.
pub async fn by_session(app: &App, secret: &str) -> Result<Option<Session>> {
    let found = members::by_session(&app.store, &keys::sha256(secret.as_bytes()), app.now()).await?;
    Ok(found.map(|(member, csrf)| Session { member, csrf }))
}

/// Ends a session.
pub async fn sign_out(app: &App, secret: &str) -> Result<()> {
    let mut tx = app.store.begin().await?;
    members::end_session(&mut tx, &keys::sha256(secret.as_bytes())).await?;
    Ok(tx.commit().await?)
}
