//! The numbers of joint campaigns: each house tells the lead how many signed, the lead puts them together and tells all. Told
//! rarely, and only when there is something new, so that nobody can see single signers come.

use std::time::Duration;

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::ids::RowId;
use crate::domain::joint::{House, JointState, PAUSE, Side, Tally, is_redrawn};
use crate::domain::sketch::{Part, Sketch, together};
use crate::domain::time::Time;
use crate::keys::sha256_hex;
use crate::store::joint::{self, HouseRecord, JointRecord};
use crate::store::{Tx, accounts, campaigns, deliveries, joint_slots, pledges};
use crate::wire::joint as wire;

use super::joint::tell;
use super::{Error, Result, outbox};

/// So many are looked at in one go.
const AT_ONCE: i64 = 20;
/// So many places are read in one go.
const PAGE: i64 = 10_000;

/// Looks at every joint campaign whose time has come; how many there were.
pub async fn do_what_is_due(app: &App) -> Result<usize> {
    let due = joint::due(&app.store, app.now(), AT_ONCE).await?;
    for id in &due {
        round(app, *id).await?;
    }
    if !due.is_empty() {
        app.wake.lanes.notify_one();
    }
    Ok(due.len())
}

/// What a round finds out before it takes the campaign: drawing and comparing take as long as there are signers and
/// houses, and nobody who signs may wait for that.
struct Found {
    record: JointRecord,
    houses: Vec<HouseRecord>,
    /// Those of them that have joined and are heard here.
    heard: Vec<HouseRecord>,
    /// Whether the sketch is another than the one that is kept.
    is_drawn: bool,
    /// At the lead: how many signed elsewhere and not here.
    elsewhere: i64,
}

async fn find_out(app: &App, id: RowId) -> Result<Option<Found>> {
    let Some(mut record) = joint::find(&app.store, id).await? else { return Ok(None) };
    let houses = joint::houses(&app.store, id).await?;
    let is_drawn = record.state == JointState::Joined && is_redrawn(record.drawn, record.placed);
    if is_drawn {
        let places = joint_slots::places(&app.store, id, PAGE).await?;
        record.sketch = Sketch::draw(&places);
        let drawn = record.sketch.as_ref().map_or(0, |_| places.len());
        record.drawn = i64::try_from(drawn).unwrap_or(i64::MAX);
    }
    let heard = super::joint::heard(app, houses.clone()).await?;
    let mut elsewhere = 0;
    if let Some(campaign) = record.campaign.filter(|_| record.side == Side::Lead) {
        let count = pledges::counted(&app.store, campaign).await?;
        let ours = Part { count, sketch: record.sketch.as_ref() };
        let theirs = heard.iter().map(|house| Part { count: house.count, sketch: house.sketch.as_ref() });
        let parts: Vec<Part<'_>> = std::iter::once(ours).chain(theirs).collect();
        elsewhere = (together(&parts) - count).max(0);
    }
    Ok(Some(Found { record, houses, heard, is_drawn, elsewhere }))
}

impl Found {
    /// Whether this is still so. What has changed meanwhile is looked at anew in the next round.
    async fn still_holds(&self, tx: &mut Tx, present: &JointRecord) -> Result<bool> {
        let seen = |houses: &[HouseRecord]| -> Vec<_> {
            houses.iter().map(|house| (house.id, house.state, house.sequence, house.count)).collect()
        };
        let known = (self.record.state, self.record.sequence, self.record.told.as_deref());
        Ok(known == (present.state, present.sequence, present.told.as_deref())
            && seen(&self.houses) == seen(&joint::houses(tx, present.id).await?))
    }
}

async fn round(app: &App, id: RowId) -> Result<()> {
    let Some(found) = find_out(app, id).await? else { return Ok(()) };
    let Some(campaign) = found.record.campaign else { return Ok(()) };
    let mut tx = app.store.begin().await?;
    // In the order in which pledges take them.
    let campaign = campaigns::lock(&mut tx, campaign).await?.ok_or(Error::NotFound)?;
    let present = joint::lock(&mut tx, id).await?.ok_or(Error::NotFound)?;
    if present.due_at > app.now() || !found.still_holds(&mut tx, &present).await? {
        return Ok(());
    }
    if present.state == JointState::Joined {
        count(app, &mut tx, &found, &campaign).await?;
    }
    if present.regrouped_at.is_some() {
        joint::regrouped(&mut tx, id).await?;
        return super::campaigns::write(app, tx, campaign, false).await.map(drop);
    }
    match present.side {
        Side::Lead => super::pledges::settle(app, tx, campaign).await,
        Side::Partner => Ok(tx.commit().await?),
    }
}

/// Tells whom it concerns how many there are, if there is something new. It reads a few rows, however many signed.
async fn count(app: &App, tx: &mut Tx, found: &Found, campaign: &Campaign) -> Result<()> {
    let record = &found.record;
    let count = pledges::counted(&mut *tx, campaign.id).await?;
    if found.is_drawn {
        joint::save_sketch(tx, record.id, record.drawn, record.sketch.as_ref()).await?;
    }
    let told = match record.side {
        Side::Partner => tell_lead(app, tx, record, count).await?,
        Side::Lead => tell_partners(app, tx, found, campaign, count).await?,
    };
    let pause = Duration::from_millis(PAUSE.unsigned_abs());
    let pause = i64::try_from(app.config.scaled(pause).as_millis()).unwrap_or(PAUSE);
    Ok(joint::save_told(tx, record.id, &told, app.now().plus(pause)).await?)
}

fn tally(app: &App, count: i64) -> Tally {
    Tally { sequence: app.now(), count, sketched: 0, sketch: None, houses: Vec::new(), sealed_key: None }
}

/// What is told, without its time: whether there is anything new.
fn digest(tally: &Tally, to: &[&Account]) -> String {
    let to: Vec<&str> = to.iter().map(|account| account.uri.as_str()).collect();
    let said = (tally.count, tally.sketched, &tally.sketch, &tally.houses, to);
    sha256_hex(format!("{said:?}").as_bytes())
}

async fn tell_lead(app: &App, tx: &mut Tx, record: &JointRecord, count: i64) -> Result<String> {
    let said = Tally { sketched: record.drawn, sketch: record.sketch.clone(), ..tally(app, count) };
    let lead = accounts::find(&mut *tx, record.lead).await?.ok_or(Error::NotFound)?;
    let told = digest(&said, &[&lead]);
    if record.told.as_deref() != Some(&told) {
        let coalition = super::accounts::coalition(app).await?;
        send(app, tx, &coalition, record, &said, &lead).await?;
    }
    Ok(told)
}

async fn tell_partners(
    app: &App,
    tx: &mut Tx,
    found: &Found,
    campaign: &Campaign,
    count: i64,
) -> Result<String> {
    let record = &found.record;
    let houses = &found.heard;
    joint::save_elsewhere(tx, record.id, found.elsewhere).await?;
    let total = count + found.elsewhere;
    let lead = accounts::find(&mut *tx, record.lead).await?.ok_or(Error::NotFound)?;
    let us = House {
        uri: lead.uri.as_str().to_owned(),
        name: campaign.plan.name.clone(),
        url: lead.url.clone(),
        count,
    };
    let others = houses.iter().filter_map(|house| {
        Some(House {
            uri: house.actor_uri.clone()?,
            name: house.name.clone(),
            url: house.url.clone(),
            count: house.count,
        })
    });
    let said = Tally { houses: std::iter::once(us).chain(others).collect(), ..tally(app, total) };
    let ids: Vec<i64> = houses.iter().filter_map(|house| house.account).map(|id| id.0).collect();
    let partners = accounts::find_many(&mut *tx, &ids).await?;
    let told = digest(&said, &partners.iter().collect::<Vec<_>>());
    if record.told.as_deref() != Some(&told) {
        for partner in &partners {
            send(app, tx, &lead, record, &said, partner).await?;
        }
    }
    Ok(told)
}

/// Sends a tally; one that waits for the same house gives way to it.
async fn send(
    app: &App,
    tx: &mut Tx,
    speaker: &Account,
    record: &JointRecord,
    said: &Tally,
    to: &Account,
) -> Result<()> {
    let id = app.activity_id();
    let about = format!("{}-tally-for-{}", record.uri, to.id);
    let now: Time = app.now();
    deliveries::supersede(tx, &about, id, now).await?;
    let uri = outbox::activity_uri(app, id);
    let body = wire::tell(&uri, speaker.uri.as_str(), to.uri.as_str(), &record.uri, said);
    tell(app, tx, speaker, "Update", &about, (id, body), to).await
}
