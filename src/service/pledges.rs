//! Pledges: signing a campaign, taking it back, and how many stand behind it.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::pledge::{self, Shown, Signer, Way};
use crate::keys;
use crate::store::pledges::{self, Signed};
use crate::store::{Reads, Tx, audit, campaigns, pledge_polls};

use super::campaigns::write;
use super::{Error, Result};

/// How many stand behind a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// By the form, confirmed.
    pub form: i64,
    /// By votes from other servers.
    pub fediverse: i64,
    /// Members of this server.
    pub members: i64,
    /// Signers of partners, for a campaign of several coalitions.
    pub elsewhere: i64,
}

impl Total {
    /// All of them.
    pub fn all(self) -> i64 {
        self.form + self.fediverse + self.members + self.elsewhere
    }

    fn of(counts: Vec<(Way, i64)>) -> Self {
        let mut total = Self::default();
        for (way, number) in counts {
            match way {
                Way::Form => total.form = number,
                Way::Fediverse => total.fediverse = number,
                Way::Member => total.members = number,
            }
        }
        total
    }
}

/// How many stand behind a campaign. It reads three rows, however many signed.
pub async fn total(app: &App, campaign: CampaignId) -> Result<Total> {
    total_in(&app.store, campaign).await
}

/// The same, in somebody's transaction.
pub(super) async fn total_in(db: impl Reads, campaign: CampaignId) -> Result<Total> {
    Ok(Total::of(pledges::counts(db, campaign).await?))
}

/// Names that their owners want shown, the newest first.
pub async fn names(app: &App, campaign: CampaignId, limit: i64) -> Result<Vec<String>> {
    let found = pledges::names(&app.store, campaign, i64::MAX, limit).await?;
    Ok(found.into_iter().map(|(_, name)| name).collect())
}

/// What a signer is found by. Each campaign has a key of its own, so that nobody can be followed from one to the next.
pub(super) fn digest(app: &App, campaign: CampaignId, signer: Signer<'_>) -> [u8; 32] {
    let key = app.wrapping.derive(&format!("pledges of campaign {campaign}"));
    keys::hmac_sha256(&key, signer.canonical().as_bytes())
}

/// A member signs; whether it is new. Who signed twice, by whatever way, counts once.
pub async fn sign_as_member(
    app: &App,
    account: &Account,
    campaign: CampaignId,
    shown: Shown,
) -> Result<bool> {
    let mut tx = app.store.begin().await?;
    let present = campaigns::lock(&mut tx, campaign).await?.ok_or(Error::NotFound)?;
    let now = app.now();
    pledge::is_open(present.state, present.plan.ends, now).map_err(Error::refused)?;
    let signer = Signer::Member(account.uri.as_str());
    let public_name = pledge::public_name(&account.name, shown);
    let signed = Signed {
        id: app.row_id(),
        campaign,
        signer: digest(app, campaign, signer),
        way: signer.way(),
        shown,
        public_name: public_name.as_deref(),
        now,
    };
    if !pledges::sign(&mut tx, &signed).await? {
        return Ok(false);
    }
    settle(app, tx, present).await?;
    Ok(true)
}

/// Takes a member's pledge back; whether there was one. Nothing of it stays. Milestones that were reached stay reached.
pub async fn withdraw(app: &App, account: &Account, campaign: CampaignId) -> Result<bool> {
    let signer = digest(app, campaign, Signer::Member(account.uri.as_str()));
    let mut tx = app.store.begin().await?;
    campaigns::lock(&mut tx, campaign).await?.ok_or(Error::NotFound)?;
    let was_there = pledges::erase_by_signer(&mut tx, campaign, &signer).await?;
    if was_there {
        pledge_polls::plan_tally(&mut tx, campaign, app.now()).await?;
    }
    tx.commit().await?;
    Ok(was_there)
}

/// Marks the milestones that the count has passed, tells the followers of them, and commits.
pub(super) async fn settle(app: &App, mut tx: Tx, mut campaign: Campaign) -> Result<()> {
    let total = total_in(&mut tx, campaign.id).await?;
    let passed = pledge::pass(&mut campaign.plan.milestones, total.all());
    if passed.is_empty() {
        return Ok(tx.commit().await?);
    }
    for place in passed {
        let subject = format!("{} milestone {} at {}", campaign.handle, place + 1, total.all());
        let nobody: Option<MemberId> = None;
        audit::write(&mut tx, app.row_id(), nobody, "campaign.milestone", &subject, app.now()).await?;
    }
    write(app, tx, campaign, false).await.map(drop)
}
