//! Joint campaigns: inviting, joining, leaving, and what the pages show of them. What other houses answer is in
//! `joint_answers`, how numbers are told in `joint_tallies`.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::campaign::Campaign;
use crate::domain::campaign_state::CampaignState;
use crate::domain::cursor::{self, Stretch};
use crate::domain::ids::{ActivityId, CampaignId, MemberId, RowId};
use crate::domain::joint::{JointState, MOST_HOUSES, Side};
use crate::domain::pledge::{Signer, Way};
use crate::domain::refusal::Refusal;
use crate::domain::sketch;
use crate::domain::uri::Uri;
use crate::keys::{self, HandoverKey};
use crate::remote::keyring;
use crate::store::joint::{self, NewJoint};
pub use crate::store::joint::{HouseRecord, JointRecord};
use crate::store::{Reads, Tx, accounts, audit, campaigns, joint_slots};
use crate::wire::Json;
use crate::wire::actor_out::JOINT;
use crate::wire::joint as wire;

use super::campaign_voice::Public;
use super::outbox::{self, Telling, To};
use super::quorum::{self, Leave};
use super::{Error, Result, endorsements};

/// So many that wait or have ended the desk is shown at once.
pub const A_PAGE: i64 = 20;

/// Whether this account's server knows joint campaigns.
pub fn is_capable(account: &Account) -> bool {
    account.profile.implements.iter().any(|href| href == JOINT.href)
}

/// How many signed at the other houses of the joint campaign that this one is in, and not here.
pub async fn elsewhere(db: impl Reads, campaign: CampaignId) -> Result<i64> {
    Ok(joint::of_campaign(db, campaign).await?.map_or(0, |record| record.elsewhere))
}

/// The same where we lead and so have counted ourselves; what another house says it counted reaches no milestone here.
pub(super) async fn led(db: impl Reads, campaign: CampaignId) -> Result<i64> {
    let found = joint::of_campaign(db, campaign).await?;
    Ok(found.filter(|record| record.side == Side::Lead).map_or(0, |record| record.elsewhere))
}

/// Keeps where pledges fall in the sketch of their joint campaign, if it is in one. It is asked in the transaction that writes
/// the pledges, also of one that waits: only then is it known who signs. Before the key has come there is nothing to keep.
pub(super) async fn note(
    app: &App,
    tx: &mut Tx,
    campaign: CampaignId,
    pledges: &[(RowId, Signer<'_>)],
) -> Result<()> {
    let Some(record) = joint::of_campaign(&mut *tx, campaign).await? else { return Ok(()) };
    let Some(wrapped) = &record.secret else { return Ok(()) };
    let secret = unwrap(app, &record, wrapped)?;
    for (pledge, signer) in pledges {
        let digest = keys::hmac_sha256(&secret, signer.canonical().as_bytes());
        // A form waits for its mail; whoever signs without one counts at once.
        let counts = signer.way() != Way::Form;
        joint_slots::note(tx, record.id, *pledge, sketch::place(&digest), counts).await?;
    }
    Ok(())
}

/// A secret of a joint campaign, sealed for our own database.
pub(super) fn wrap(app: &App, id: RowId, secret: &[u8]) -> Vec<u8> {
    app.wrapping.seal(format!("joint campaign {id}").as_bytes(), secret)
}

/// The secret again.
pub(super) fn unwrap(app: &App, record: &JointRecord, wrapped: &[u8]) -> Result<Vec<u8>> {
    app.wrapping.open(format!("joint campaign {}", record.id).as_bytes(), wrapped).map_err(Error::quoted)
}

/// A campaign of ours, by its handle, if it can be one with others now.
async fn gathering(cx: &Cx, handle: &str) -> Result<Public> {
    let public = super::campaigns::public(cx, handle.trim().trim_start_matches('@')).await;
    let public = public.map_err(|e| match e {
        Error::NotFound => Error::refused(Refusal::new("refusal-joint-no-campaign").name("name", handle)),
        e => e,
    })?;
    if public.campaign.state != CampaignState::Gathering {
        return Err(Error::says("refusal-joint-not-gathering"));
    }
    Ok(public)
}

/// Who is meant by an invitation to stand beside a campaign of ours, if they can be.
pub async fn invitable(cx: &Cx, handle: &str, partner: &str) -> Result<(Public, Account)> {
    let public = gathering(cx, handle).await?;
    let mut partner = endorsements::partner(cx, partner).await?;
    if !is_capable(&partner) && !partner.is_local() {
        partner = crate::remote::resolve::refresh(cx, &partner.uri).await.unwrap_or(partner);
    }
    if partner.is_local() {
        return Err(Error::says("refusal-joint-itself"));
    }
    if partner.kind != ActorKind::Organization || !is_capable(&partner) {
        return Err(Error::refused(Refusal::new("refusal-joint-not-capable").name("name", partner.acct())));
    }
    Ok((public, partner))
}

/// The campaign of ours leads; a coalition is invited to stand beside it with a campaign of its own.
pub async fn invite(cx: &Cx, member: Option<MemberId>, handle: &str, partner: &str) -> Result<HouseRecord> {
    invite_by(cx, member, invitable(cx, handle, partner).await?, Leave::Usual).await
}

/// The same, by this leave: of who was found to be meant.
pub async fn invite_by(
    cx: &Cx,
    member: Option<MemberId>,
    (Public { campaign, actor }, partner): (Public, Account),
    leave: Leave<'_>,
) -> Result<HouseRecord> {
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    campaigns::lock(&mut tx, campaign.id).await?.ok_or(Error::NotFound)?;
    quorum::admit(cx, &mut tx, member, &actor, leave, None).await?;
    let record = lead(cx, &mut tx, &campaign.plan.name, campaign.id, &actor).await?;
    let there = joint::houses(&mut tx, record.id).await?;
    let known = there.iter().find(|house| house.account == Some(partner.id));
    if let Some(known) = known.filter(|house| !house.state.may_become(JointState::Invited)) {
        return Err(Error::refused(Refusal::new(match known.state {
            JointState::Invited => "refusal-joint-invited",
            _ => "refusal-joint-joined",
        })));
    }
    let open = there.iter().filter(|h| matches!(h.state, JointState::Invited | JointState::Joined)).count();
    if i64::try_from(open).unwrap_or(i64::MAX) >= MOST_HOUSES {
        return Err(Error::says("refusal-joint-full"));
    }
    let id = cx.activity_id();
    let offer = outbox::activity_uri(cx, id);
    let of = wire::Invitation {
        joint: &record.uri,
        lead: actor.uri.as_str(),
        name: &campaign.plan.name,
        published: now,
    };
    let body = wire::invite(&offer, &of, partner.uri.as_str());
    joint::invite_house(&mut tx, cx.row_id(), record.id, partner.id, &partner.name, &offer, now).await?;
    tell(cx, &mut tx, &actor, "Offer", &offer, (id, body), &partner).await?;
    let subject = format!("{} {}", campaign.handle, partner.acct());
    audit::write(&mut tx, cx.row_id(), member, "joint.invite", &subject, now).await?;
    let house = joint::house_of(&mut tx, record.id, partner.id).await?.ok_or(Error::NotFound)?;
    done(cx, tx).await?;
    Ok(house)
}

/// What a campaign of ours leads; made with its key where there is nothing yet.
async fn lead(
    cx: &Cx,
    tx: &mut Tx,
    name: &str,
    campaign: CampaignId,
    actor: &Account,
) -> Result<JointRecord> {
    match joint::of_campaign(&mut *tx, campaign).await? {
        Some(record) if record.side == Side::Lead => return Ok(record),
        Some(_) => {
            return Err(Error::says("refusal-joint-led"));
        }
        None => {}
    }
    if let Some(record) = joint::lead_of(&mut *tx, campaign).await? {
        joint::reopen(tx, record.id, cx.now()).await?;
        return joint::find(&mut *tx, record.id).await?.ok_or(Error::NotFound);
    }
    let id = cx.row_id();
    let uri = cx.url(&format!("/actors/{}#joint-{id}", actor.username));
    let new = NewJoint {
        id,
        side: Side::Lead,
        campaign: Some(campaign),
        uri: &uri,
        name,
        lead: actor.id,
        state: JointState::Joined,
        offer_uri: None,
        secret: Some(wrap(cx, id, &keys::random_bytes::<32>())),
        at: cx.now(),
    };
    joint::insert(tx, &new).await?;
    joint::find(&mut *tx, id).await?.ok_or(Error::NotFound)
}

/// The lead takes a house out, or takes an invitation back.
pub async fn remove(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<HouseRecord> {
    let mut tx = cx.store.begin().await?;
    let house = joint::find_house(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let record = taken(&mut tx, house.joint).await?;
    let mut house = joint::find_house(&mut tx, id).await?.ok_or(Error::NotFound)?;
    let coalition = house.account.filter(|_| record.side == Side::Lead).ok_or(Error::NotFound)?;
    if !house.state.may_become(JointState::Left) {
        return Err(Error::says("refusal-joint-no-part"));
    }
    let actor = accounts::find(&mut tx, record.lead).await?.ok_or(Error::NotFound)?;
    let coalition = accounts::find(&mut tx, coalition).await?.ok_or(Error::NotFound)?;
    let offer = house.offer_uri.clone().ok_or(Error::NotFound)?;
    joint::house_ends(&mut tx, id, JointState::Left, cx.now()).await?;
    joint::regroup(&mut tx, record.id, cx.now()).await?;
    let activity = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity);
    let body = wire::remove(&uri, actor.uri.as_str(), &record.uri, &offer, coalition.uri.as_str());
    tell(cx, &mut tx, &actor, "Remove", &offer, (activity, body), &coalition).await?;
    let subject = format!("{} {}", actor.username, coalition.acct());
    audit::write(&mut tx, cx.row_id(), member, "joint.remove", &subject, cx.now()).await?;
    done(cx, tx).await?;
    house.state = JointState::Left;
    Ok(house)
}

/// A campaign of ours and the invitation that it can take up, with who made it.
pub(super) async fn joinable(cx: &Cx, id: RowId, handle: &str) -> Result<(Public, JointRecord, Account)> {
    let public = gathering(cx, handle).await?;
    // Nothing is kept: what is found is asked for once more by whoever joins.
    let mut tx = cx.store.begin().await?;
    let (record, lead) = open_to(&mut tx, id, &public.campaign).await?;
    Ok((public, record, lead))
}

/// The invitation, and who made it, if this campaign can take it up. The campaign is taken until the transaction ends.
async fn open_to(tx: &mut Tx, id: RowId, campaign: &Campaign) -> Result<(JointRecord, Account)> {
    campaigns::lock(tx, campaign.id).await?.ok_or(Error::NotFound)?;
    let (record, lead) = invitation(tx, id, JointState::Joined).await?;
    if let Some(other) = joint::of_campaign(&mut *tx, campaign.id).await? {
        return Err(Error::refused(
            Refusal::new("refusal-joint-elsewhere").name("name", &campaign.handle).name("other", &other.name),
        ));
    }
    Ok((record, lead))
}

/// The coalition takes part with this campaign of its own.
pub async fn accept(cx: &Cx, member: Option<MemberId>, id: RowId, handle: &str) -> Result<JointRecord> {
    accept_by(cx, member, id, handle, Leave::Usual).await
}

/// The same, by this leave.
pub async fn accept_by(
    cx: &Cx,
    member: Option<MemberId>,
    id: RowId,
    handle: &str,
    leave: Leave<'_>,
) -> Result<JointRecord> {
    let Public { campaign, actor } = gathering(cx, handle).await?;
    let coalition = super::accounts::coalition(cx).await?;
    let mut tx = cx.store.begin().await?;
    let (record, lead) = open_to(&mut tx, id, &campaign).await?;
    quorum::admit(cx, &mut tx, member, &coalition, leave, None).await?;
    let opening = HandoverKey::generate();
    let activity = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity);
    let offer = record.offer_uri.clone().ok_or(Error::NotFound)?;
    let (us, with) = (coalition.uri.as_str(), actor.uri.as_str());
    let body = wire::join(&uri, us, &offer, lead.uri.as_str(), with, &opening.public());
    let wrapped = wrap(cx, id, &opening.to_bytes());
    joint::join(&mut tx, id, campaign.id, &uri, wrapped, cx.now()).await?;
    tell(cx, &mut tx, &coalition, "Accept", &offer, (activity, body), &lead).await?;
    let subject = format!("{} {}", campaign.handle, lead.acct());
    audit::write(&mut tx, cx.row_id(), member, "joint.accept", &subject, cx.now()).await?;
    let record = joint::find(&mut tx, id).await?.ok_or(Error::NotFound)?;
    done(cx, tx).await?;
    Ok(record)
}

/// The coalition takes no part.
pub async fn decline(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<JointRecord> {
    let coalition = super::accounts::coalition(cx).await?;
    let mut tx = cx.store.begin().await?;
    let (mut record, lead) = invitation(&mut tx, id, JointState::Declined).await?;
    joint::end(&mut tx, id, JointState::Declined, cx.now()).await?;
    let activity = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity);
    let offer = record.offer_uri.clone().ok_or(Error::NotFound)?;
    let body = wire::decline(&uri, coalition.uri.as_str(), &offer, lead.uri.as_str());
    tell(cx, &mut tx, &coalition, "Reject", &offer, (activity, body), &lead).await?;
    audit::write(&mut tx, cx.row_id(), member, "joint.decline", &lead.acct(), cx.now()).await?;
    done(cx, tx).await?;
    record.state = JointState::Declined;
    Ok(record)
}

/// The coalition is no longer part. Its signers stay its own; nothing of what was compared is kept.
pub async fn leave(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<JointRecord> {
    let coalition = super::accounts::coalition(cx).await?;
    let mut tx = cx.store.begin().await?;
    let mut record = taken(&mut tx, id).await?;
    if record.side != Side::Partner {
        return Err(Error::NotFound);
    }
    if record.state != JointState::Joined {
        return Err(Error::says("refusal-joint-not-in"));
    }
    let lead = accounts::find(&mut tx, record.lead).await?.ok_or(Error::NotFound)?;
    joint::end(&mut tx, id, JointState::Left, cx.now()).await?;
    let activity = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity);
    let (accept, offer) = record.accept_uri.clone().zip(record.offer_uri.clone()).ok_or(Error::NotFound)?;
    let body = wire::leave(&uri, coalition.uri.as_str(), &accept, &offer, lead.uri.as_str());
    tell(cx, &mut tx, &coalition, "Undo", &accept, (activity, body), &lead).await?;
    audit::write(&mut tx, cx.row_id(), member, "joint.leave", &lead.acct(), cx.now()).await?;
    done(cx, tx).await?;
    record.state = JointState::Left;
    Ok(record)
}

/// An invitation that waits for this step, and who made it.
async fn invitation(tx: &mut Tx, id: RowId, next: JointState) -> Result<(JointRecord, Account)> {
    let record = taken(tx, id).await?;
    if record.side != Side::Partner {
        return Err(Error::NotFound);
    }
    if record.state != JointState::Invited || !record.state.may_become(next) {
        return Err(Error::refused(Refusal::new("refusal-joint-not-waiting").with("state", record.state)));
    }
    let lead = accounts::find(&mut *tx, record.lead).await?.ok_or(Error::NotFound)?;
    Ok((record, lead))
}

/// Takes a joint campaign, so that two changes come one after the other: first our campaign in it, as whoever signs does.
pub(super) async fn taken(tx: &mut Tx, id: RowId) -> Result<JointRecord> {
    let found = joint::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
    if let Some(campaign) = found.campaign {
        campaigns::lock(tx, campaign).await?;
    }
    joint::lock(tx, id).await?.ok_or(Error::NotFound)
}

/// Tells one account by its own inbox. Nothing of it is public, and nothing of it gets a proof.
pub(super) async fn tell(
    app: &App,
    tx: &mut Tx,
    speaker: &Account,
    kind: &'static str,
    object_uri: &str,
    (id, body): (ActivityId, Json),
    to: &Account,
) -> Result<()> {
    let telling = Telling {
        id,
        uri: outbox::activity_uri(app, id),
        actor: speaker.id,
        kind,
        object_uri,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Alone(Box::new(to.clone()))],
    };
    outbox::tell(app, tx, &keyring::for_requests(app, speaker.id).await?, telling).await
}

async fn done(cx: &Cx, tx: Tx) -> Result<()> {
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// A joint campaign as the desk sees it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// What we keep of it.
    pub record: JointRecord,
    /// The lead's campaign.
    pub lead: Account,
    /// The handle of ours in it.
    pub handle: Option<String>,
    /// The other houses, each with the coalition where it is known.
    pub houses: Vec<(HouseRecord, Option<Account>)>,
}

/// Invitations that wait for our answer above this number, the oldest first, and the number above which the rest stands.
pub async fn invited(app: &App, above: i64, most: i64) -> Result<Stretch<Listed, i64>> {
    let most = most.clamp(1, cursor::MOST);
    stretch(app, joint::invited(&app.store, above, most + 1).await?, most).await
}

/// How many invitations wait for our answer.
pub async fn count_invited(app: &App) -> Result<i64> {
    Ok(joint::count_invited(&app.store).await?)
}

/// Every joint campaign that one of ours is in, the newest first: no more than we have campaigns.
pub async fn joined(app: &App) -> Result<Vec<Listed>> {
    with_houses(app, joint::joined(&app.store).await?).await
}

/// Every invitation that waits, the oldest first, then every one that one of ours is in.
pub async fn standing(app: &App) -> Result<Vec<Listed>> {
    let (mut all, mut above) = (Vec::new(), Some(0));
    while let Some(place) = above {
        let Stretch { rows, next } = invited(app, place, cursor::MOST).await?;
        all.extend(rows);
        above = next;
    }
    all.extend(joined(app).await?);
    Ok(all)
}

/// Those that have ended below this number, the newest first: of one side or of both.
pub async fn ended(app: &App, side: Option<Side>, below: i64, most: i64) -> Result<Stretch<Listed, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = match side {
        Some(side) => joint::ended(&app.store, side, below, most + 1).await?,
        None => joint::ended_of_both(&app.store, below, most + 1).await?,
    };
    stretch(app, found, most).await
}

async fn stretch(app: &App, found: Vec<JointRecord>, most: i64) -> Result<Stretch<Listed, i64>> {
    // Where the rest begins is known before one without its lead can be left out.
    let Stretch { rows, next } = Stretch::of(found, most, |record| record.id.0);
    Ok(Stretch { rows: with_houses(app, rows).await?, next })
}

async fn with_houses(app: &App, records: Vec<JointRecord>) -> Result<Vec<Listed>> {
    let mut listed = Vec::new();
    for record in records {
        let Some(lead) = accounts::find(&app.store, record.lead).await? else { continue };
        let handle = match record.campaign {
            Some(id) => campaigns::find(&app.store, id).await?.map(|campaign| campaign.handle),
            None => None,
        };
        let records = joint::houses(&app.store, record.id).await?;
        let ids: Vec<i64> = records.iter().filter_map(|house| house.account).map(|id| id.0).collect();
        let all = accounts::find_many(&app.store, &ids).await?;
        let of = |house: &HouseRecord| all.iter().find(|account| Some(account.id) == house.account).cloned();
        let houses = records.into_iter().map(|house| (of(&house), house)).map(|(a, h)| (h, a)).collect();
        listed.push(Listed { record, lead, handle, houses });
    }
    Ok(listed)
}

/// The other houses that a campaign of ours is one with, each with its own number; none where it stands alone.
pub async fn beside(app: &App, campaign: CampaignId) -> Result<Vec<HouseRecord>> {
    let Some(record) = joint::of_campaign(&app.store, campaign).await? else { return Ok(Vec::new()) };
    heard(app, joint::houses(&app.store, record.id).await?).await
}

/// Those of these houses that have joined and are heard here: none whose coalition is suspended or whose domain is blocked. They
/// stay in the row, so that they count again when that is lifted; meanwhile no list has their name, and no total
/// that is counted here their number. What a lead says that it counted stays its own word.
pub(super) async fn heard(app: &App, mut houses: Vec<HouseRecord>) -> Result<Vec<HouseRecord>> {
    houses.retain(|house| house.state == JointState::Joined);
    let ids: Vec<i64> = houses.iter().filter_map(|house| house.account).map(|id| id.0).collect();
    let all = accounts::find_many(&app.store, &ids).await?;
    let policy = app.domains.policy();
    let admits = |uri: &Uri| app.is_ours(uri) || policy.admits(&uri.authority());
    houses.retain(|house| {
        // At a partner, only the lead's list says where another house is.
        let actor = house.actor_uri.as_deref().and_then(|uri| Uri::parse(uri).ok());
        let account = all.iter().find(|account| Some(account.id) == house.account);
        actor.is_none_or(|uri| admits(&uri))
            && account.is_none_or(|account| account.suspended_at.is_none() && admits(&account.uri))
    });
    Ok(houses)
}
