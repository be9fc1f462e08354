//! Pledges of somebody who is suspended here: they are kept and count no more, and count again when that is lifted. Who
//! signed what stands nowhere, so each campaign is asked by the digest that this one person would have there; nothing is
//! counted anew.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::CampaignId;
use crate::domain::pledge::{self, Signer, Way};
use crate::store::{Tx, campaigns, pledge_polls, pledges as rows};

use super::{Result, pledges};

/// Whoever is suspended counts for no campaign; for how many they did.
pub(super) async fn set_aside(app: &App, tx: &mut Tx, account: &Account) -> Result<usize> {
    let mut changed = 0;
    for (campaign, signer) in signed(app, tx, account).await? {
        campaigns::lock(tx, campaign).await?;
        if rows::set_aside(tx, campaign, &signer, app.now()).await? {
            pledge_polls::plan_tally(tx, campaign, app.now()).await?;
            changed += 1;
        }
    }
    Ok(changed)
}

/// Whoever is heard again counts again; for how many campaigns.
pub(super) async fn count_again(app: &App, tx: &mut Tx, account: &Account) -> Result<usize> {
    let mut changed = 0;
    for (campaign, signer) in signed(app, tx, account).await? {
        let Some(present) = campaigns::lock(tx, campaign).await? else { continue };
        if !rows::count_again(tx, campaign, &signer).await? {
            continue;
        }
        changed += 1;
        pledge_polls::plan_tally(tx, campaign, app.now()).await?;
        let total = pledges::total_in(tx, campaign).await?;
        if pledge::passes(&present.plan.milestones, total.all()) {
            // The job tells of it, as after a vote.
            pledge_polls::reach(tx, campaign, app.now()).await?;
        }
    }
    Ok(changed)
}

/// The campaigns that an account stands behind, counted or set aside, each with the digest by which it is found there.
/// A signature by the form is of a mailbox, and nobody can tell whose that is.
pub(super) async fn signed(app: &App, tx: &mut Tx, account: &Account) -> Result<Vec<(CampaignId, [u8; 32])>> {
    let (way, of) = if account.is_local() {
        (Way::Member, Signer::Member(account.uri.as_str()))
    } else {
        (Way::Fediverse, Signer::Actor(account.uri.as_str()))
    };
    let mut found = Vec::new();
    for campaign in rows::signed_by(&mut *tx, way).await? {
        let signer = pledges::digest(app, campaign, of);
        if rows::signed_as(&mut *tx, campaign, &signer).await?.is_some() {
            found.push((campaign, signer));
        }
    }
    Ok(found)
}
