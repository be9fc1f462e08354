//! What owners and moderators do about members: roles, suspending, sessions, links to sign in. Whether they may is
//! decided by their role and that of the other; the verbs themselves are in `members` and `sessions`.

use crate::app::App;
use crate::domain::refusal::Refusal;
use crate::domain::role::Role;
use crate::store::members::MemberRecord;

use super::{Error, Result, members, sessions};

/// Whether this member may decide about that one. Nobody decides about themself: what is done in a hurry to oneself
/// cannot be undone by oneself.
pub fn may_manage(by: &MemberRecord, other: &MemberRecord) -> bool {
    let (Some(own), Some(theirs)) = (Role::parse(&by.role), Role::parse(&other.role)) else { return false };
    by.id != other.id && own.may_manage(theirs)
}

/// Whether this member may say what that one is.
pub fn may_promote(by: &MemberRecord, other: &MemberRecord) -> bool {
    may_manage(by, other) && Role::parse(&by.role) == Some(Role::Owner)
}

/// The member of this name, if the one who asks may decide about them.
pub async fn managed(app: &App, by: &MemberRecord, username: &str) -> Result<MemberRecord> {
    let other = members::find(app, username).await?;
    if may_manage(by, &other) {
        return Ok(other);
    }
    Err(Error::refused(Refusal::new("refusal-role-decide").name("name", username)))
}

/// Gives a member another role.
pub async fn set_role(app: &App, by: &MemberRecord, username: &str, role: &str) -> Result<()> {
    let other = managed(app, by, username).await?;
    if !may_promote(by, &other) {
        return Err(Error::says("refusal-role-owner"));
    }
    members::set_role_by(app, Some(by.id), username, role).await
}

/// A member may no longer sign in; whatever is open for them ends.
pub async fn suspend(app: &App, by: &MemberRecord, username: &str) -> Result<()> {
    if managed(app, by, username).await?.suspended_at.is_some() {
        return Err(Error::refused(Refusal::new("refusal-people-suspended-already").name("name", username)));
    }
    members::suspend_by(app, Some(by.id), username).await
}

/// A member may sign in again.
pub async fn let_back(app: &App, by: &MemberRecord, username: &str) -> Result<()> {
    managed(app, by, username).await?;
    members::unsuspend_by(app, Some(by.id), username).await
}

/// Ends whatever is open for a member: sessions, apps, links.
pub async fn end_sessions(app: &App, by: &MemberRecord, username: &str) -> Result<()> {
    managed(app, by, username).await?;
    sessions::end_all_of(app, Some(by.id), username).await
}

/// A path that signs a member in, once: for somebody who has no password yet, or has lost it.
pub async fn link(app: &App, by: &MemberRecord, username: &str) -> Result<String> {
    if managed(app, by, username).await?.suspended_at.is_some() {
        return Err(Error::refused(Refusal::new("refusal-people-suspended-first").name("name", username)));
    }
    members::link_by(app, Some(by.id), username).await
}
