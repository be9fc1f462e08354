//! Names of signers as everybody reads them under a campaign, for the house to look through, and taking one off that should
//! not stand there.

use crate::app::App;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{MemberId, RowId};
use crate::store::pledges;
use crate::store::{audit, campaigns as rows, pledge_polls};

use super::{Error, Result, campaigns};

/// Names of one page.
pub const A_PAGE: i64 = 100;

/// A page of names, and where the next begins; none where it was the last.
pub type Page = (Vec<(RowId, String)>, Option<i64>);

/// Names under a campaign below this row, newest first. Each page costs the same, however many signed.
pub async fn page(app: &App, campaign: &Campaign, below: i64) -> Result<Page> {
    let mut found = pledges::names(&app.store, campaign.id, below, A_PAGE + 1).await?;
    let most = usize::try_from(A_PAGE).unwrap_or(usize::MAX);
    let has_more = found.len() > most;
    found.truncate(most);
    let next = found.last().filter(|_| has_more).map(|(id, _)| id.0);
    Ok((found, next))
}

/// Takes the name of this pledge off; the pledge goes on to count. The audit log says under which campaign, and never the
/// name. There is nothing to find for one whose name is not shown.
pub async fn hide(app: &App, member: Option<MemberId>, handle: &str, id: RowId) -> Result<()> {
    let campaign = campaigns::find(app, handle).await?;
    let mut tx = app.store.begin().await?;
    rows::lock(&mut tx, campaign.id).await?.ok_or(Error::NotFound)?;
    if !pledges::hide_name(&mut tx, campaign.id, id).await? {
        return Err(Error::NotFound);
    }
    pledge_polls::plan_tally(&mut tx, campaign.id, app.now()).await?;
    audit::write(&mut tx, app.row_id(), member, "pledge.hide_name", &campaign.handle, app.now()).await?;
    Ok(tx.commit().await?)
}
