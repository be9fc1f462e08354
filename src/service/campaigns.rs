//! Campaigns: writing them, opening them, and the steps they take. What they say is in `campaign_voice`.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::{self, Campaign, Plan};
use crate::domain::campaign_matter::CampaignMatter;
use crate::domain::campaign_state::{self, CampaignState};
use crate::domain::cursor::{self, Stretch};
use crate::domain::directory::Facts;
use crate::domain::handle;
use crate::domain::ids::{AccountId, CampaignId, MemberId, PostId};
use crate::domain::post::Post;
use crate::domain::refusal::Refusal;
use crate::domain::time::Time;
use crate::store::{Tx, accounts, audit, campaigns, pins};

use super::campaign_drafts::OVERTAKEN;
use super::campaign_face::{self, dress};
use super::campaign_voice::Public;
use super::endorsements::{self, Endorser};
use super::quorum::{self, Leave};
use super::{Error, Result, directory, endorsers, outbox, pledge_polls, setup};

/// So many campaigns the desk is shown at once.
pub const A_PAGE: i64 = 50;
/// The most campaigns on the coalition's page.
const MOST_ON_PAGE: i64 = 50;

/// What is new about a campaign; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Change<F> {
    /// Another handle; only for a draft.
    pub handle: Option<String>,
    /// Makes the new plan of the present one. It may be asked again with a newer one.
    pub plan: F,
}

/// By whose leave something is done with a campaign, and from which one its writers began.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// By whose leave.
    pub leave: Leave<'a>,
    /// What its draft says; none where it comes of none.
    pub matter: Option<&'a CampaignMatter>,
}

impl Asked<'_> {
    /// Refuses a draft whose campaign has changed since it was begun. It is asked under the lock of the campaign.
    fn must_be_present(&self, campaign: &Campaign) -> Result<()> {
        match self.matter {
            Some(matter) if matter.is_overtaken(campaign) => Err(Error::says(OVERTAKEN)),
            _ => Ok(()),
        }
    }
}

/// Writes a draft. Nobody outside the house can know of it: it has no actor, and its handle is not yet taken.
pub async fn create(app: &App, member: Option<MemberId>, handle: &str, plan: Plan) -> Result<Campaign> {
    check_handle(handle)?;
    let plan = campaign::check(plan).map_err(Error::refused)?;
    let now = app.now();
    let campaign = Campaign {
        id: CampaignId(app.next_id()),
        account: None,
        handle: handle.to_owned(),
        state: CampaignState::Draft,
        plan,
        created_at: now,
        changed_at: now,
        state_at: now,
        quorum: None,
    };
    let mut tx = app.store.begin().await?;
    if accounts::find_local(&mut tx, handle).await?.is_some()
        || !campaigns::insert(&mut tx, &campaign).await?
    {
        return Err(taken(handle));
    }
    audit::write(&mut tx, app.row_id(), member, "campaign.create", handle, now).await?;
    tx.commit().await?;
    Ok(campaign)
}

/// Changes what a campaign says, if one person's word is enough. Followers of one that is open are told.
pub async fn edit<F: FnOnce(Plan) -> Plan>(
    app: &App,
    member: Option<MemberId>,
    handle: &str,
    change: Change<F>,
) -> Result<Campaign> {
    edit_by(app, member, handle, change, Asked::default()).await
}

/// The same by somebody's leave. What everybody can see changes only with the approvals that the coalition asks for.
pub async fn edit_by<F: FnOnce(Plan) -> Plan>(
    app: &App,
    member: Option<MemberId>,
    handle: &str,
    change: Change<F>,
    asked: Asked<'_>,
) -> Result<Campaign> {
    let id = find(app, handle).await?.id;
    let mut tx = app.store.begin().await?;
    let present = campaigns::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    asked.must_be_present(&present)?;
    let mut changed = present.clone();
    changed.plan = campaign::check((change.plan)(changed.plan)).map_err(Error::refused)?;
    if let Some(wanted) = change.handle.filter(|wanted| *wanted != present.handle) {
        if present.state.is_public() {
            return Err(Error::says("refusal-campaign-fixed-handle"));
        }
        check_handle(&wanted)?;
        if accounts::find_local(&mut tx, &wanted).await?.is_some()
            || campaigns::is_taken(&mut tx, &wanted, id).await?
        {
            return Err(taken(&wanted));
        }
        changed.handle = wanted;
    }
    if changed == present {
        // A draft that changes nothing must not wait for ever as if it had been carried out.
        return if asked.leave.is_draft() {
            Err(Error::says("refusal-form-nothing-new"))
        } else {
            Ok(present)
        };
    }
    if changed.state.is_public() {
        campaign::check_public(&changed.plan).map_err(Error::refused)?;
        admit(app, &mut tx, member, &changed, asked.leave).await?;
        changed.quorum = asked.leave.quorum();
    }
    audit::write(&mut tx, app.row_id(), member, "campaign.edit", &changed.handle, app.now()).await?;
    if changed.plan.ends != present.plan.ends {
        pledge_polls::moved(app, &mut tx, &changed).await?;
    }
    write(app, tx, changed, false).await
}

/// Asks for the approvals that a campaign needs before anybody outside sees something else of it.
async fn admit(
    app: &App,
    tx: &mut Tx,
    member: Option<MemberId>,
    campaign: &Campaign,
    leave: Leave<'_>,
) -> Result<()> {
    let id = campaign.account.ok_or(Error::NotFound)?;
    let account = accounts::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
    quorum::admit(app, tx, member, &account, leave, None).await
}

/// Throws away a campaign that was never public, so that its handle is free again. Nothing that others have seen goes.
pub async fn discard(app: &App, member: Option<MemberId>, handle: &str) -> Result<()> {
    let id = find(app, handle).await?.id;
    let mut tx = app.store.begin().await?;
    let present = campaigns::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if !campaigns::discard(&mut tx, id).await? {
        return Err(Error::says("refusal-campaign-not-discarded"));
    }
    audit::write(&mut tx, app.row_id(), member, "campaign.discard", &present.handle, app.now()).await?;
    Ok(tx.commit().await?)
}

/// A campaign takes a step, if one person's word is enough.
pub async fn step(cx: &Cx, member: Option<MemberId>, handle: &str, to: CampaignState) -> Result<Campaign> {
    step_by(cx, member, handle, to, Asked::default()).await
}

/// The same by somebody's leave. Out of a draft, it gets its actor and everybody can see it. Who did it is in the log of the
/// house, and nowhere else.
pub async fn step_by(
    cx: &Cx,
    member: Option<MemberId>,
    handle: &str,
    to: CampaignState,
    asked: Asked<'_>,
) -> Result<Campaign> {
    let app: &App = cx;
    let known = find(app, handle).await?;
    // Keys take a good part of a second, and nobody should wait for that in a transaction.
    let born = match known.state {
        CampaignState::Draft if to == CampaignState::Gathering => {
            let account = setup::new_local(app, ActorKind::Group, &known.handle, &known.plan.name, "")?;
            let pair = setup::new_keys(app, &account);
            Some((account, pair))
        }
        _ => None,
    };
    let mut tx = app.store.begin().await?;
    let mut campaign = campaigns::lock(&mut tx, known.id).await?.ok_or(Error::NotFound)?;
    asked.must_be_present(&campaign)?;
    let now = app.now();
    campaign_state::step(campaign.state, to, campaign.plan.ends, now).map_err(Error::refused)?;
    campaign::check_public(&campaign.plan).map_err(Error::refused)?;
    let subject = format!("{} {} {to}", campaign.handle, campaign.state);
    campaign.state = to;
    campaign.state_at = now;
    let is_new = campaign.account.is_none();
    if is_new {
        let (mut account, pair) =
            born.filter(|(account, _)| account.username == campaign.handle).ok_or(Error::Busy)?;
        dress(app, &mut account, &campaign);
        setup::save_with(app, &mut tx, &account, &pair).await?;
        campaign.account = Some(account.id);
    }
    admit(app, &mut tx, member, &campaign, asked.leave).await?;
    campaign.quorum = asked.leave.quorum();
    campaigns::save_step(&mut tx, campaign.id, to, now).await?;
    audit::write(&mut tx, app.row_id(), member, "campaign.state", &subject, now).await?;
    pledge_polls::stepped(app, &mut tx, &campaign).await?;
    let campaign = write(app, tx, campaign, is_new).await?;
    if to == CampaignState::Gathering {
        Box::pin(pledge_polls::opened(cx, member, campaign.id)).await;
    }
    Ok(campaign)
}

/// Writes a changed campaign and its account, tells its followers, and commits. Of a new one nobody is told: nobody follows
/// it yet, and its keys are in no other transaction than this.
pub(super) async fn write(app: &App, mut tx: Tx, mut campaign: Campaign, is_new: bool) -> Result<Campaign> {
    campaign.changed_at = app.now();
    campaigns::update(&mut tx, &campaign).await?;
    if let Some(id) = campaign.account {
        let mut account = accounts::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
        // Two changes within a millisecond still have an order.
        account.fetched_at = app.now().max(account.fetched_at.plus(1));
        dress(app, &mut account, &campaign);
        if !is_new {
            Box::pin(endorsers::keep_line(app, &mut tx, &mut account, &campaign)).await?;
        }
        accounts::save(&mut tx, &account).await?;
        directory::campaign_changed(app, &mut tx, id, &Facts::of_plan(&campaign.plan, campaign.state))
            .await?;
        if !is_new {
            outbox::tell_campaign(app, &mut tx, &account, &campaign).await?;
        }
    }
    tx.commit().await?;
    app.actor_texts.invalidate(&campaign.handle);
    app.wake.lanes.notify_one();
    Ok(campaign)
}

fn check_handle(wanted: &str) -> Result<()> {
    if handle::is_campaign_name(wanted) {
        return Ok(());
    }
    Err(Error::refused(Refusal::new("refusal-campaign-handle").name("name", wanted)))
}

fn taken(handle: &str) -> Error {
    Error::refused(Refusal::new("refusal-form-name-taken").name("name", handle))
}

/// The campaign of this handle, a draft as well: only for those who work here.
pub async fn find(app: &App, handle: &str) -> Result<Campaign> {
    campaigns::find_by_handle(&app.store, handle).await?.ok_or(Error::NotFound)
}

/// Campaigns below this number, drafts too, the newest first: only for those who work here.
pub async fn page(app: &App, below: i64, most: i64) -> Result<Stretch<Campaign, i64>> {
    part(app, false, below, most).await
}

/// The same without drafts.
pub async fn page_of_public(app: &App, below: i64, most: i64) -> Result<Stretch<Campaign, i64>> {
    part(app, true, below, most).await
}

async fn part(app: &App, only_public: bool, below: i64, most: i64) -> Result<Stretch<Campaign, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = campaigns::page(&app.store, only_public, below, most + 1).await?;
    Ok(Stretch::of(found, most, |campaign| campaign.id.0))
}

/// Every draft and every campaign that runs, the newest first: among which somebody who works here chooses.
pub async fn unfinished(app: &App) -> Result<Vec<Campaign>> {
    Ok(campaigns::unfinished(&app.store).await?)
}

/// The campaign of this handle with its actor, if everybody may know of it. A draft is the same as none.
pub async fn public(app: &App, handle: &str) -> Result<Public> {
    let campaign = find(app, handle).await?;
    let account = campaign.account.filter(|_| campaign.state.is_public()).ok_or(Error::NotFound)?;
    let actor =
        accounts::find(&app.store, account).await?.filter(Account::is_active).ok_or(Error::NotFound)?;
    Ok(Public { campaign, actor })
}

/// Campaigns that everybody may know of; those that run come first.
pub async fn list_public(app: &App) -> Result<Vec<Campaign>> {
    Ok(campaigns::list_public(&app.store, MOST_ON_PAGE).await?)
}

/// Statements of a campaign below this id, newest first: its own and those of the coalition in it.
pub async fn statements(app: &App, campaign: CampaignId, below: i64, limit: i64) -> Result<Vec<Post>> {
    Ok(campaigns::statements_of(&app.store, campaign, below, limit).await?)
}

/// A campaign as its page shows it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The campaign and its actor.
    pub public: Public,
    /// The text about it, sanitised HTML.
    pub about_html: String,
    /// The states it has been in, oldest first.
    pub steps: Vec<(CampaignState, Time)>,
    /// The statement that stands at its head.
    pub key_statement: Option<PostId>,
    /// Who has endorsed it.
    pub endorsers: Vec<Endorser>,
}

/// What the page of a campaign shows beside its statements.
pub async fn show(app: &App, handle: &str) -> Result<Shown> {
    let public = public(app, handle).await?;
    Ok(Shown {
        about_html: campaign_face::about(app, &public.campaign.plan),
        steps: campaigns::steps(&app.store, public.campaign.id).await?,
        endorsers: endorsements::of(app, public.actor.uri.as_str()).await?,
        key_statement: pins::list(&app.store, public.actor.id, 1).await?.first().copied(),
        public,
    })
}

/// The actors of campaigns that still speak: whom the people who run campaigns may act as.
pub async fn speaking(app: &App) -> Result<Vec<Account>> {
    let all = campaigns::list_public(&app.store, MOST_ON_PAGE).await?;
    let speaking = all.iter().filter(|campaign| campaign.state != CampaignState::Closed);
    let ids: Vec<i64> = speaking.filter_map(|campaign| campaign.account).map(|id| id.0).collect();
    let mut found = accounts::find_many(&app.store, &ids).await?;
    found.sort_by_key(|account| ids.iter().position(|id| *id == account.id.0));
    Ok(found)
}

/// The campaign whose actor this account is.
pub async fn with_account(app: &App, account: AccountId) -> Result<Option<Campaign>> {
    Ok(campaigns::of_account(&app.store, account).await?)
}

/// The campaign that a statement belongs to.
pub async fn of_post(app: &App, post: PostId) -> Result<Option<Campaign>> {
    Ok(campaigns::of_post(&app.store, post).await?)
}
