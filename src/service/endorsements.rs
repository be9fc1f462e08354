//! Endorsements of our statements and campaigns: what the people of the house decide about them, whom they ask for one, and
//! who is told. What comes in is in `endorsement_offers`, who has endorsed what in `endorsers`; our own endorsements of
//! others are in `endorsing`.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::cursor::{self, Stretch};
use crate::domain::endorsement::{self, EndorsementState, Side, Way};
use crate::domain::handle::Handle;
use crate::domain::ids::{ActivityId, MemberId, RowId};
use crate::domain::refusal::Refusal;
use crate::domain::visibility::Visibility;
use crate::remote::resolve;
pub use crate::store::endorsements::EndorsementRecord as Entry;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, accounts, audit};
use crate::wire::actor_out::ENDORSEMENTS;
use crate::wire::endorsement as wire;
use crate::wire::{Json, activity};

use super::endorsable::{Ours, by_address, ours};
use super::endorsement_offers::candidate_record;
pub use super::endorsers::{Endorser, documents, of};
use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result, endorsers};

/// So many the desk is shown at once: of those that wait, and of those that need no decision.
pub const A_PAGE: i64 = 20;

/// An endorsement with the other party.
pub type Listed = (EndorsementRecord, Account);

/// Those of one side above this number that wait for a decision of the house, the oldest first, and the number above which the
/// rest stands.
pub async fn waiting(app: &App, side: Side, above: i64, most: i64) -> Result<Stretch<Listed, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = endorsements::in_state(&app.store, side, side.waits(), above, most + 1).await?;
    let Stretch { rows, next } = Stretch::of(found, most, |record| record.id.0);
    Ok(Stretch { rows: with_others(app, rows).await?, next })
}

/// How many of one side wait for a decision of the house.
pub async fn count_waiting(app: &App, side: Side) -> Result<i64> {
    Ok(endorsements::count_in_state(&app.store, side, side.waits()).await?)
}

/// Every one of one side that waits for a decision of the house, however many, the oldest first.
pub async fn every_waiting(app: &App, side: Side) -> Result<Vec<Listed>> {
    let (mut all, mut above) = (Vec::new(), Some(0));
    while let Some(place) = above {
        let Stretch { rows, next } = waiting(app, side, place, cursor::MOST).await?;
        all.extend(rows);
        above = next;
    }
    Ok(all)
}

/// The others of one side below this number, the newest first, and the number below which the rest stands.
pub async fn page(app: &App, side: Side, below: i64, most: i64) -> Result<Stretch<Listed, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = endorsements::page(&app.store, side, below, most + 1).await?;
    // Where the rest begins is known before a row without its party can be left out.
    let Stretch { rows, next } = Stretch::of(found, most, |record| record.id.0);
    Ok(Stretch { rows: with_others(app, rows).await?, next })
}

/// The same of both sides together.
pub async fn page_of_both(app: &App, below: i64, most: i64) -> Result<Stretch<Listed, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = endorsements::page_of_both(&app.store, below, most + 1).await?;
    let Stretch { rows, next } = Stretch::of(found, most, |record| record.id.0);
    Ok(Stretch { rows: with_others(app, rows).await?, next })
}

/// What waits on one side and the newest of the rest: all that anybody looks at first.
pub async fn list(app: &App, side: Side) -> Result<Vec<Listed>> {
    let mut all = every_waiting(app, side).await?;
    all.extend(page(app, side, i64::MAX, A_PAGE).await?.rows);
    Ok(all)
}

async fn with_others(app: &App, records: Vec<EndorsementRecord>) -> Result<Vec<Listed>> {
    let other = |record: &EndorsementRecord| match record.side {
        Side::Received => record.account,
        Side::Given => record.host,
    };
    let ids: Vec<i64> = records.iter().map(|record| other(record).0).collect();
    let all: HashMap<i64, Account> =
        accounts::find_many(&app.store, &ids).await?.into_iter().map(|one| (one.id.0, one)).collect();
    let with = |record: EndorsementRecord| Some((all.get(&other(&record).0)?.clone(), record));
    Ok(records.into_iter().filter_map(with).map(|(account, record)| (record, account)).collect())
}

/// Whether this account's server knows how to endorse.
pub fn is_capable(account: &Account) -> bool {
    account.profile.implements.iter().any(|href| href == ENDORSEMENTS.href)
}

/// The hashtag by which organisations on other servers endorse.
pub fn keyword(app: &App) -> String {
    let coalition = &app.config.coalition;
    match coalition.endorse_keyword.trim().trim_start_matches('#') {
        "" => {
            let main = coalition.languages.first().map_or("en", String::as_str);
            endorsement::usual_keyword(main).to_owned()
        }
        chosen => chosen.to_owned(),
    }
}

/// Somebody of the house takes an endorsement that was offered: it is shown and counted, and others are told.
pub async fn accept(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<EndorsementRecord> {
    let mut tx = cx.store.begin().await?;
    let mut record = received_record(&mut tx, id).await?;
    if !record.state.may_become(EndorsementState::Accepted) {
        return Err(Error::refused(
            Refusal::new("refusal-endorsement-not-waiting").with("state", record.state),
        ));
    }
    let object = ours(cx, &record.object_uri).await?.ok_or(Error::Gone)?;
    if record.digest != object.what.digest {
        return Err(Error::says("refusal-endorsement-text-changed"));
    }
    let by = accounts::find(&mut tx, record.account).await?.ok_or(Error::NotFound)?;
    take(cx, &mut tx, &object, &by, &mut record).await?;
    audit::write(&mut tx, cx.row_id(), member, "endorsement.accept", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(record)
}

/// Somebody of the house does not take an endorsement, or no longer shows it.
pub async fn decline(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<EndorsementRecord> {
    let mut tx = cx.store.begin().await?;
    let mut record = received_record(&mut tx, id).await?;
    if !record.state.may_become(EndorsementState::Declined) {
        return Err(Error::refused(Refusal::new("refusal-endorsement-already").with("state", record.state)));
    }
    let before = record.state;
    record.state = EndorsementState::Declined;
    endorsements::step(&mut tx, id, record.state, cx.now()).await?;
    let by = accounts::find(&mut tx, record.account).await?.ok_or(Error::NotFound)?;
    if let Some(object) = ours(cx, &record.object_uri).await? {
        if record.way.is_proven() && before != EndorsementState::Asked {
            tell_rejected(cx, &mut tx, &object.author, &by, &record, "").await?;
        }
        if before == EndorsementState::Accepted {
            tell_removed(cx, &mut tx, &object.author, &by, &record).await?;
            endorsers::refresh(cx, &mut tx, &object).await?;
        }
    }
    audit::write(&mut tx, cx.row_id(), member, "endorsement.decline", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(record)
}

/// Asks a partner to endorse something of ours. To a server that knows no endorsements nothing is sent: it is noted that they
/// are asked, so that their boost or their reply is heard, and the way of the record is `Way::Reply`.
pub async fn invite(
    cx: &Cx,
    member: Option<MemberId>,
    address: &str,
    partner: &str,
) -> Result<EndorsementRecord> {
    let object = by_address(cx, address).await?;
    let partner = self::partner(cx, partner).await?;
    let knows = is_capable(&partner);
    // Where nobody can sign, a reply or a boost stands for it, and a campaign is nothing to reply to.
    if !knows && object.post.is_none() {
        return Err(Error::refused(
            Refusal::new("refusal-endorsement-not-capable").name("name", partner.acct()),
        ));
    }
    let open =
        endorsements::open_between(&cx.store, Side::Received, partner.id, object.what.uri.as_str()).await?;
    if let Some(there) = open.into_iter().find(|one| one.digest == object.what.digest) {
        return Err(Error::refused(Refusal::new(match there.state {
            EndorsementState::Asked => "refusal-endorsement-asked",
            EndorsementState::Offered => "refusal-endorsement-offered",
            _ => "refusal-endorsement-endorsed",
        })));
    }
    let activity_id = cx.activity_id();
    let record = EndorsementRecord {
        way: if knows { Way::Proof } else { Way::Reply },
        state: EndorsementState::Asked,
        uri: outbox::activity_uri(cx, activity_id),
        ..candidate_record(cx, &object, &partner)
    };
    let mut tx = cx.store.begin().await?;
    endorsements::insert(&mut tx, &record).await?;
    if knows {
        send_invitation(cx, &mut tx, &object, partner, (activity_id, &record.uri)).await?;
    }
    audit::write(&mut tx, cx.row_id(), member, "endorsement.invite", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(record)
}

async fn send_invitation(
    cx: &Cx,
    tx: &mut Tx,
    object: &Ours,
    partner: Account,
    (id, uri): (ActivityId, &str),
) -> Result<()> {
    let signers = Signers::of(cx, &object.author).await?;
    let body = wire::invite(uri, object.author.uri.as_str(), object.what.uri.as_str(), partner.uri.as_str());
    let telling = Telling {
        id,
        uri: uri.to_owned(),
        actor: object.author.id,
        kind: "Invite",
        object_uri: object.what.uri.as_str(),
        body: outbox::exact(&signers.proven(cx, Visibility::Public, body)?),
        is_public: false,
        to: vec![To::Alone(Box::new(partner))],
    };
    outbox::tell(cx, tx, &signers.requests, telling).await
}

/// The account of a partner by its handle, as its server describes it now where that says more than we know.
pub(super) async fn partner(cx: &Cx, text: &str) -> Result<Account> {
    let handle = Handle::parse(text.trim())
        .ok_or_else(|| Error::refused(Refusal::new("refusal-endorsement-account").name("name", text)))?;
    let account = match accounts::find_remote(&cx.store, &handle.domain, &handle.name).await? {
        Some(account) => account,
        None => resolve::handle(cx, &handle).await?,
    };
    current(cx, account).await
}

/// The account, asked for anew where we do not know that it knows endorsements: it may have learnt it since.
pub(super) async fn current(cx: &Cx, account: Account) -> Result<Account> {
    if account.is_local() || is_capable(&account) {
        return Ok(account);
    }
    Ok(resolve::refresh(cx, &account.uri).await.unwrap_or(account))
}

async fn received_record(tx: &mut Tx, id: RowId) -> Result<EndorsementRecord> {
    let found = endorsements::lock(tx, id).await?;
    found.filter(|record| record.side == Side::Received).ok_or(Error::NotFound)
}

/// It is accepted: an earlier one of the same endorser gives way, the endorser is told, the statement shows it.
pub(super) async fn take(
    app: &App,
    tx: &mut Tx,
    object: &Ours,
    by: &Account,
    record: &mut EndorsementRecord,
) -> Result<()> {
    for older in endorsements::open_between(&mut *tx, Side::Received, by.id, &record.object_uri).await? {
        if older.id != record.id {
            endorsements::step(tx, older.id, EndorsementState::Replaced, app.now()).await?;
        }
    }
    record.state = EndorsementState::Accepted;
    record.decided_at = Some(app.now());
    endorsements::step(tx, record.id, record.state, app.now()).await?;
    if let (Some(offer), Some(document)) = (&record.offer_uri, &record.document) {
        let author = &object.author;
        let accept = |id: &str| wire::accept(id, author.uri.as_str(), offer, &record.uri, by.uri.as_str());
        tell(app, tx, author, "Accept", record, vec![by.clone()], accept).await?;
        let peers = peers(tx, object, by).await?;
        let to: Vec<String> = peers.iter().map(|peer| peer.uri.as_str().to_owned()).collect();
        let document = wire::parse(document).ok_or_else(|| Error::refused("the endorsement is not JSON"))?;
        let add = |id: &str| wire::add(id, author.uri.as_str(), &document, &record.object_uri, &to);
        tell(app, tx, author, "Add", record, peers, add).await?;
    }
    endorsers::refresh(app, tx, object).await
}

/// The endorser, and the others who have endorsed the same with a proof: their servers understand the collection.
async fn peers(tx: &mut Tx, object: &Ours, by: &Account) -> Result<Vec<Account>> {
    let all = endorsements::of_object(&mut *tx, object.what.uri.as_str(), endorsers::MOST).await?;
    let ids: Vec<i64> = all.iter().filter(|one| one.way.is_proven()).map(|one| one.account.0).collect();
    let mut found = accounts::find_many(&mut *tx, &ids).await?;
    found.retain(|account| account.id != by.id && is_capable(account));
    found.push(by.clone());
    Ok(found)
}

pub(super) async fn tell_rejected(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    by: &Account,
    record: &EndorsementRecord,
    why: &str,
) -> Result<()> {
    let Some(offer) = &record.offer_uri else { return Ok(()) };
    let reject = |id: &str| wire::reject(id, author.uri.as_str(), offer, by.uri.as_str(), why);
    tell(app, tx, author, "Reject", record, vec![by.clone()], reject).await
}

pub(super) async fn tell_removed(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    by: &Account,
    record: &EndorsementRecord,
) -> Result<()> {
    if !record.way.is_proven() {
        return Ok(());
    }
    let to = [by.uri.as_str().to_owned()];
    let target = wire::collection_of(&record.object_uri);
    let remove = |id: &str| activity::remove(id, author.uri.as_str(), &record.uri, &target, &to, &[]);
    tell(app, tx, author, "Remove", record, vec![by.clone()], remove).await
}

async fn tell(
    app: &App,
    tx: &mut Tx,
    author: &Account,
    kind: &'static str,
    record: &EndorsementRecord,
    to: Vec<Account>,
    make: impl FnOnce(&str) -> Json,
) -> Result<()> {
    let signers = Signers::of(app, author).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let body = signers.proven(app, Visibility::Public, make(&uri))?;
    let telling = Telling {
        id,
        uri,
        actor: author.id,
        kind,
        object_uri: &record.uri,
        body: outbox::exact(&body),
        is_public: matches!(kind, "Add" | "Remove"),
        to: to.into_iter().map(|account| To::Alone(Box::new(account))).collect(),
    };
    outbox::tell(app, tx, &signers.requests, telling).await
}
