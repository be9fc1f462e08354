//! Pledges: signing a campaign, taking it back, and how many stand behind it.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::ids::{CampaignId, MemberId};
use crate::domain::pledge::{self, Shown, Signer, Way};
use crate::keys;
use crate::store::pledges::{self, Signed};
use crate::store::{Tx, accounts, audit, campaigns, pledge_polls};

use super::campaigns::write;
use super::{Error, Result, joint};

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
    /// Whether the number of all is an estimate: whoever signed at two coalitions is counted once only as far as that can
    /// be known.
    pub fn is_about(self) -> bool {
        self.elsewhere > 0
    }

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

/// How many stand behind a campaign. It reads four rows, however many signed.
pub async fn total(app: &App, campaign: CampaignId) -> Result<Total> {
    let here = Total::of(pledges::counts(&app.store, campaign).await?);
    Ok(Total { elsewhere: joint::elsewhere(&app.store, campaign).await?, ..here })
}

/// The same in somebody's transaction, as far as this house leads: what reaches milestones.
pub(super) async fn total_in(tx: &mut Tx, campaign: CampaignId) -> Result<Total> {
    let here = Total::of(pledges::counts(&mut *tx, campaign).await?);
    Ok(Total { elsewhere: joint::led(&mut *tx, campaign).await?, ..here })
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
    joint::note(app, &mut tx, campaign, &[(signed.id, signer)]).await?;
    settle(app, tx, present).await?;
    Ok(true)
}

/// Whether a member has signed this campaign, and how their name is shown there.
pub async fn chosen(app: &App, account: &Account, campaign: CampaignId) -> Result<Option<Shown>> {
    let signer = digest(app, campaign, Signer::Member(account.uri.as_str()));
    Ok(pledge_polls::chosen(&app.store, campaign, &signer).await?)
}

/// What a member stands behind, and how their name is shown there; by the name of the campaign. It is found by asking each
/// campaign that members have signed, since who signed stands nowhere.
pub async fn own(app: &App, account: &Account) -> Result<Vec<(Campaign, Shown)>> {
    let mut own = Vec::new();
    for id in pledges::signed_by(&app.store, Way::Member).await? {
        let Some(shown) = chosen(app, account, id).await? else { continue };
        own.extend(campaigns::find(&app.store, id).await?.map(|campaign| (campaign, shown)));
    }
    own.sort_by(|(one, _), (other, _)| one.plan.name.cmp(&other.plan.name));
    Ok(own)
}

/// What a member can sign now and has not, the newest first.
pub async fn to_sign(app: &App, account: &Account) -> Result<Vec<Campaign>> {
    let mut found = Vec::new();
    for campaign in super::campaigns::list_public(app).await? {
        if pledge::is_open(campaign.state, campaign.plan.ends, app.now()).is_ok()
            && chosen(app, account, campaign.id).await?.is_none()
        {
            found.push(campaign);
        }
    }
    Ok(found)
}

/// Takes the pledge of the member of this name back, for somebody who asks the house; whether there was one. The audit log
/// keeps the campaign, and not whose pledge it was.
pub async fn withdraw_of(app: &App, username: &str, handle: &str) -> Result<bool> {
    let member = super::members::find(app, username).await?;
    let campaign = super::campaigns::find(app, handle).await?;
    let account = accounts::find(&app.store, member.account).await?.ok_or(Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    let was_there = erase(app, &mut tx, &account, campaign.id).await?;
    if was_there {
        let nobody: Option<MemberId> = None;
        audit::write(&mut tx, app.row_id(), nobody, "pledge.withdraw", &campaign.handle, app.now()).await?;
    }
    tx.commit().await?;
    Ok(was_there)
}

/// Takes a member's pledge back; whether there was one. Nothing of it stays. Milestones that were reached stay reached.
pub async fn withdraw(app: &App, account: &Account, campaign: CampaignId) -> Result<bool> {
    let mut tx = app.store.begin().await?;
    let was_there = erase(app, &mut tx, account, campaign).await?;
    tx.commit().await?;
    Ok(was_there)
}

async fn erase(app: &App, tx: &mut Tx, account: &Account, campaign: CampaignId) -> Result<bool> {
    let signer = digest(app, campaign, Signer::Member(account.uri.as_str()));
    campaigns::lock(tx, campaign).await?.ok_or(Error::NotFound)?;
    let was_there = !pledges::erase_by_signer(tx, campaign, &signer).await?.is_empty();
    if was_there {
        pledge_polls::plan_tally(tx, campaign, app.now()).await?;
    }
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
