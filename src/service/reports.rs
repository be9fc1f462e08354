//! Reports about people and posts of ours.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::text;
use crate::domain::visibility;
use crate::store::reports::{self, ReportRecord};
use crate::store::{Tx, accounts, members, posts};

use super::{Result, surface};

/// The most things of one report that are looked at.
const MOST_OBJECTS: usize = 100;
/// The longest comment that is kept, in characters.
const LONGEST_COMMENT: usize = 5_000;

/// Somebody elsewhere reports things of ours. Posts the reporter may not see are left out, so that a report
/// cannot be used to have private posts read by others (A88).
pub async fn received(
    app: &App,
    tx: &mut Tx,
    from: &Account,
    objects: &[String],
    comment: &str,
) -> Result<bool> {
    let objects = &objects[..objects.len().min(MOST_OBJECTS)];
    let mut account: Option<AccountId> =
        accounts::local_among(&mut *tx, objects).await?.first().map(|a| a.id);
    let mut reported = Vec::new();
    for uri in objects.iter().filter(|uri| uri.starts_with(&app.url("/posts/"))) {
        let Some(post) = posts::find_by_uri(&mut *tx, uri).await? else { continue };
        let relation = posts::relation(&mut *tx, &post, from.id).await?;
        if visibility::may_see(post.visibility, relation) {
            account = account.or(Some(post.account));
            reported.push(post.id.0);
        }
    }
    if account.is_none() && reported.is_empty() {
        return Ok(false);
    }
    let report = ReportRecord {
        id: app.row_id(),
        from: from.id,
        account,
        posts: reported,
        comment: text::excerpt(comment, LONGEST_COMMENT),
        created_at: app.now(),
    };
    reports::save(tx, &report).await?;
    let moderators: Vec<AccountId> = members::list(&mut *tx)
        .await?
        .into_iter()
        .filter(|m| matches!(m.role.as_str(), "owner" | "moderator") && m.suspended_at.is_none())
        .map(|m| m.account)
        .collect();
    surface::report(app, tx, &moderators, from.id).await?;
    Ok(true)
}

/// Reports that nobody has closed.
pub async fn list_open(app: &App) -> Result<Vec<ReportRecord>> {
    Ok(reports::list_open(&app.store, 1_000).await?)
}
