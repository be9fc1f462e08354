//! What waits at the desk for somebody to decide: one list for the first page, the menu of the rooms and the command line.

use crate::app::App;
use crate::domain::role::Role;
use crate::domain::time::{DAY, Time};
use crate::domain::waiting::{Amount, MOST, Waiting, of_role};
use crate::store::waiting;

use super::drafts::By;
use super::{Result, accounts};

/// Letters that came back longer ago are in the room of letters, and not said any more: a mailbox may have been full.
const RETURNS: i64 = 30 * DAY;

/// What waits for this member, by what their role may do. Without a member: everything that waits for anybody.
pub async fn list(app: &App, by: By<'_>) -> Result<Vec<Amount>> {
    let role = by.map_or(Role::Owner, |member| Role::parse(&member.role).unwrap_or(Role::Member));
    if !Waiting::ALL.into_iter().any(|what| what.admits(role)) {
        return Ok(Vec::new());
    }
    let house = accounts::coalition(app).await?;
    let since = Time(app.now().0 - RETURNS);
    let counts = waiting::count(&app.store, by.map(|member| member.id), house.id, since, MOST).await?;
    Ok(of_role(role, counts))
}
