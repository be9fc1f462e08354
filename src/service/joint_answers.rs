//! What other houses say about a joint campaign: they invite, answer, leave, and tell their numbers. Each is believed only from
//! the one who may say it; what is forged, old or broken changes nothing.

use crate::app::App;
use crate::domain::account::{Account, ActorKind};
use crate::domain::ids::RowId;
use crate::domain::joint::{self as rules, House, JointState, Side, Tally};
use crate::domain::time::{DAY, HOUR, Time};
use crate::domain::uri::Uri;
use crate::keys::{self, HandoverKey};
use crate::store::joint::{self, JointRecord, NewJoint};
use crate::store::{Tx, accounts, campaigns};
use crate::wire::joint as wire;

use super::joint::{taken, tell, unwrap, wrap};
use super::{Error, Result, outbox};

/// So many invitations of one server may wait at once.
const MOST_INVITATIONS: i64 = 20;
/// An invitation that was made longer ago is not looked at.
const OLDEST: i64 = 8 * DAY;

/// Another coalition's campaign invites us. `Some` says why that has no effect.
pub async fn offered(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    offer: &str,
    (uri, name, published): (&Uri, &str, Time),
    to: &[String],
) -> Result<Option<&'static str>> {
    let coalition = super::accounts::coalition(app).await?;
    if !to.iter().any(|one| one == coalition.uri.as_str()) {
        return Ok(Some("the invitation is for somebody else"));
    }
    let Some(host) = by.host.as_deref().filter(|_| by.kind == ActorKind::Group) else {
        return Ok(Some("only a campaign can lead a joint campaign"));
    };
    if published.plus(OLDEST) < app.now() || published > app.now().plus(HOUR) {
        return Ok(Some("the invitation is too old, or from the future"));
    }
    let name = if name.is_empty() { &by.name } else { name };
    let Some(known) = joint::by_uri(&mut *tx, uri.as_str()).await? else {
        if joint::count_invited_by(&mut *tx, host).await? >= MOST_INVITATIONS {
            return Ok(Some("too many of their invitations wait for an answer"));
        }
        let new = NewJoint {
            id: app.row_id(),
            side: Side::Partner,
            campaign: None,
            uri: uri.as_str(),
            name,
            lead: by.id,
            state: JointState::Invited,
            offer_uri: Some(offer),
            secret: None,
            at: published,
        };
        joint::insert(tx, &new).await?;
        return Ok(None);
    };
    let known = taken(tx, known.id).await?;
    if known.side != Side::Partner || known.lead != by.id {
        return Ok(Some("the joint campaign is somebody else's"));
    }
    if known.offered_at >= published || !known.state.may_become(JointState::Invited) {
        return Ok(Some("it was answered, or waits for an answer already"));
    }
    joint::invite_again(tx, known.id, name, offer, published).await?;
    Ok(None)
}

/// A coalition that we invited takes part with this campaign. It is given the key, sealed for it alone.
pub async fn accepted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    accept: &str,
    (offer, key): (&Uri, &[u8; 32]),
    campaign: &Account,
) -> Result<Option<&'static str>> {
    let found = joint::house_by_offer(&mut *tx, offer.as_str()).await?;
    let Some(house) = found.filter(|house| house.account == Some(by.id)) else {
        return Ok(Some("they were not invited"));
    };
    let record = taken(tx, house.joint).await?;
    let house = joint::find_house(&mut *tx, house.id).await?.ok_or(Error::NotFound)?;
    if house.state != JointState::Invited || record.state != JointState::Joined {
        return Ok(Some("the invitation does not wait for an answer"));
    }
    if campaign.kind != ActorKind::Group || !campaign.uri.same_origin(&by.uri) || !campaign.is_active() {
        return Ok(Some("they can take part with a campaign of their own only"));
    }
    let shown = House {
        uri: campaign.uri.as_str().to_owned(),
        name: campaign.name.clone(),
        url: campaign.url.clone(),
        count: 0,
    };
    joint::house_joins(tx, house.id, &shown, accept, app.now()).await?;
    joint::regroup(tx, record.id, app.now()).await?;
    let secret = unwrap(app, &record, record.secret.as_deref().ok_or(Error::NotFound)?)?;
    let sealed = keys::seal_to(key, record.uri.as_bytes(), &secret).map_err(Error::quoted)?;
    let tally = Tally {
        sequence: app.now(),
        count: 0,
        sketched: 0,
        sketch: None,
        houses: Vec::new(),
        sealed_key: Some(sealed),
    };
    let lead = accounts::find(&mut *tx, record.lead).await?.ok_or(Error::NotFound)?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let body = wire::tell(&uri, lead.uri.as_str(), by.uri.as_str(), &record.uri, &tally);
    let about = format!("{}-key-for-{}", record.uri, house.id);
    tell(app, tx, &lead, "Update", &about, (id, body), by).await?;
    Ok(None)
}

/// A coalition that we invited says no; whether it was one.
pub async fn declined(app: &App, tx: &mut Tx, by: &Account, offer: &str) -> Result<bool> {
    let found = joint::house_by_offer(&mut *tx, offer).await?;
    let Some(house) = found.filter(|house| house.account == Some(by.id)) else { return Ok(false) };
    if house.state.may_become(JointState::Declined) {
        joint::house_ends(tx, house.id, JointState::Declined, app.now()).await?;
    }
    Ok(true)
}

/// A coalition takes its answer back; whether it was one of a joint campaign. Its number goes with it.
pub async fn left(app: &App, tx: &mut Tx, by: &Account, accept: &str) -> Result<bool> {
    let Some(house) = joint::house_by_accept(&mut *tx, accept, by.id).await? else { return Ok(false) };
    taken(tx, house.joint).await?;
    if house.state.may_become(JointState::Left) {
        joint::house_ends(tx, house.id, JointState::Left, app.now()).await?;
        joint::regroup(tx, house.joint, app.now()).await?;
    }
    Ok(true)
}

/// The lead takes us out, or takes its invitation back; whether it was that. An earlier invitation means nothing any more.
pub async fn removed(app: &App, tx: &mut Tx, by: &Account, offer: &str, uri: &str) -> Result<bool> {
    let found = joint::by_uri(&mut *tx, uri).await?;
    let Some(record) = found.filter(|record| record.side == Side::Partner && record.lead == by.id) else {
        return Ok(false);
    };
    let record = taken(tx, record.id).await?;
    if record.offer_uri.as_deref() == Some(offer) && record.state.may_become(JointState::Left) {
        joint::end(tx, record.id, JointState::Left, app.now()).await?;
    }
    Ok(true)
}

/// The other side tells its number. `Some` says why that has no effect.
pub async fn told(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    uri: &Uri,
    tally: &Tally,
) -> Result<Option<&'static str>> {
    let Some(known) = joint::by_uri(&mut *tx, uri.as_str()).await? else {
        return Ok(Some("the joint campaign is not known here"));
    };
    let record = taken(tx, known.id).await?;
    match record.side {
        _ if record.state != JointState::Joined => Ok(Some("the joint campaign has ended")),
        Side::Lead => by_partner(app, tx, by, &record, tally).await,
        Side::Partner if record.lead != by.id => Ok(Some("it does not come from the one who leads")),
        Side::Partner => by_lead(app, tx, &record, tally).await,
    }
}

async fn by_partner(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    record: &JointRecord,
    tally: &Tally,
) -> Result<Option<&'static str>> {
    let found = joint::house_of(&mut *tx, record.id, by.id).await?;
    let Some(house) = found.filter(|house| house.state == JointState::Joined) else {
        return Ok(Some("they take no part in it"));
    };
    if !tally.houses.is_empty() || tally.sealed_key.is_some() {
        return Ok(Some("only the one who leads says that"));
    }
    if let Err(why) = rules::believe(tally, house.sequence, app.now()) {
        tracing::info!(by = by.uri.as_str(), %why, "a tally was not believed");
        return Ok(Some("the tally is old, or cannot be"));
    }
    joint::house_tells(tx, house.id, tally.count, tally.sketch.as_ref(), tally.sequence).await?;
    Ok(None)
}

async fn by_lead(
    app: &App,
    tx: &mut Tx,
    record: &JointRecord,
    tally: &Tally,
) -> Result<Option<&'static str>> {
    if let Some(sealed) = &tally.sealed_key {
        return take_key(app, tx, record, sealed).await;
    }
    let sum: i64 = tally.houses.iter().map(|house| house.count.max(0)).fold(0, i64::saturating_add);
    if tally.count > sum || tally.sketch.is_some() {
        return Ok(Some("the total is more than all houses have"));
    }
    if let Err(why) = rules::believe(tally, record.sequence, app.now()) {
        tracing::info!(joint = record.uri, %why, "a tally was not believed");
        return Ok(Some("the tally is old, or cannot be"));
    }
    let campaign = record.campaign.ok_or(Error::NotFound)?;
    let ours = campaigns::find(&mut *tx, campaign).await?.and_then(|campaign| campaign.account);
    let ours = match ours {
        Some(id) => accounts::find(&mut *tx, id).await?.map(|account| account.uri),
        None => None,
    };
    let is_ours = |house: &&House| ours.as_ref().is_some_and(|uri| uri.as_str() == house.uri);
    let known_here: i64 = tally.houses.iter().filter(is_ours).map(|house| house.count).sum();
    let others = || tally.houses.iter().filter(|house| !is_ours(house));
    let before = joint::houses(&mut *tx, record.id).await?;
    let rows: Vec<(RowId, &House)> = others().map(|house| (app.row_id(), house)).collect();
    let elsewhere = (tally.count - known_here).max(0);
    joint::take_tally(tx, record.id, tally.sequence, elsewhere, &rows, app.now()).await?;
    let was_there =
        |house: &House| before.iter().any(|one| one.actor_uri.as_deref() == Some(house.uri.as_str()));
    if before.len() != rows.len() || !others().all(was_there) {
        joint::regroup(tx, record.id, app.now()).await?;
    }
    Ok(None)
}

/// The key has come; from now on signers have a place in the sketch. It comes once.
async fn take_key(
    app: &App,
    tx: &mut Tx,
    record: &JointRecord,
    sealed: &[u8],
) -> Result<Option<&'static str>> {
    let Some(wrapped) = &record.opening else { return Ok(Some("the key is here already")) };
    let opening = HandoverKey::from_bytes(&unwrap(app, record, wrapped)?).map_err(Error::quoted)?;
    let Ok(secret) = opening.open(record.uri.as_bytes(), sealed) else {
        return Ok(Some("the key is not sealed for us"));
    };
    joint::take_key(tx, record.id, wrap(app, record.id, &secret), app.now()).await?;
    Ok(None)
}
