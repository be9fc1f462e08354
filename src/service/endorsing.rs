//! Our endorsements of others' statements and campaigns: offered, answered by the host, renewed, withdrawn. What others
//! offer to us is in `endorsements`.

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::endorsement::{EndorsementState, Side, Way};
use crate::domain::ids::{MemberId, RowId};
use crate::domain::refusal::Refusal;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::remote::{self, proofs, resolve};
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, accounts, audit, posts};
use crate::wire::endorsed::Said;
use crate::wire::endorsement::{self as wire, Endorsable};
use crate::wire::{Json, activity, proof};

use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::quorum::{self, Leave};
use super::{Error, Result, passing_on, reactions};

/// So many invitations of one host may wait at once.
const MOST_ASKED: i64 = 20;
/// Why nothing is signed that was not looked at.
pub const CHANGED_SINCE: &str = "refusal-endorsement-changed-since";

/// Something of another coalition that can be endorsed, as it is served now.
#[derive(Clone, Debug)]
pub struct Looked {
    /// What it is, with the digest that an endorsement would be bound to.
    pub of: Endorsable,
    /// What it says.
    pub said: Said,
    /// Whose it is.
    pub host: Account,
    document: Json,
}

/// Fetches what is to be endorsed, for a look before it is signed.
pub async fn look(cx: &Cx, address: &str) -> Result<Looked> {
    let uri = Uri::parse(address.trim()).map_err(|_| {
        Error::refused(Refusal::new("refusal-endorsement-statement-address").name("name", address))
    })?;
    if cx.is_ours(&uri) {
        return Err(Error::says("refusal-endorsement-own"));
    }
    let document = present(cx, &uri).await?;
    let of = Endorsable::read(&document).ok_or_else(|| Error::says("refusal-endorsement-only-known"))?;
    if !of.owner.same_origin(&of.uri) {
        return Err(Error::says("refusal-endorsement-somebody-else"));
    }
    let host = super::endorsements::current(cx, resolve::actor(cx, &of.owner).await?).await?;
    if !super::endorsements::is_capable(&host) || !host.is_active() {
        return Err(Error::refused(Refusal::new("refusal-endorsement-server").name("name", host.acct())));
    }
    let said = Said::read(&document).ok_or_else(|| Error::says("refusal-endorsement-not-shown"))?;
    Ok(Looked { of, said, host, document })
}

/// Endorses a statement or campaign of another coalition in its present version, offers that to its host, and passes the
/// statement, or the key statement of the campaign, on to our own followers. `shown` is the digest of what whoever signs has
/// looked at: what is served otherwise meanwhile is not signed.
pub async fn offer(
    cx: &Cx,
    member: Option<MemberId>,
    address: &str,
    shown: &str,
) -> Result<EndorsementRecord> {
    offer_by(cx, member, address, shown, Leave::Usual).await
}

/// Whether the coalition stands by exactly this version already.
pub(super) async fn standing(cx: &Cx, of: &Endorsable) -> Result<Option<EndorsementRecord>> {
    let coalition = super::accounts::coalition(cx).await?;
    let open = endorsements::open_between(&cx.store, Side::Given, coalition.id, of.uri.as_str()).await?;
    Ok(open.into_iter().find(|one| one.state != EndorsementState::Asked && one.digest == of.digest))
}

/// The same by the leave of those who approved it, where several must.
pub async fn offer_by(
    cx: &Cx,
    member: Option<MemberId>,
    address: &str,
    shown: &str,
    leave: Leave<'_>,
) -> Result<EndorsementRecord> {
    let Looked { of, host, document, .. } = look(cx, address).await?;
    if of.digest != shown.trim() {
        return Err(Error::says(CHANGED_SINCE));
    }
    let coalition = super::accounts::coalition(cx).await?;
    let open = endorsements::open_between(&cx.store, Side::Given, coalition.id, of.uri.as_str()).await?;
    let same = |one: &&EndorsementRecord| one.state != EndorsementState::Asked && one.digest == of.digest;
    if let Some(there) = open.iter().find(same) {
        if leave.is_draft() {
            // Somebody was faster, by another draft: this one is carried out as well, and nothing is signed twice.
            let mut tx = cx.store.begin().await?;
            quorum::admit(cx, &mut tx, member, &coalition, leave, None).await?;
            tx.commit().await?;
        }
        if of.is_campaign {
            // It may have had no key statement when it was endorsed.
            passing_on::pass_on(cx, &coalition, there, &open, (&of, &document)).await?;
        }
        return Ok(there.clone());
    }
    let signers = Signers::of(cx, &coalition).await?;
    let id = cx.row_id();
    let now = cx.now();
    let made = wire::document(&uri_of(cx, id), coalition.uri.as_str(), &of, now);
    let made = proof::attach(made, &signers.proofs.key, &signers.proofs.uri, now);
    let activity_id = cx.activity_id();
    let offer_uri = outbox::activity_uri(cx, activity_id);
    let body = wire::offer(&offer_uri, coalition.uri.as_str(), &made, host.uri.as_str());
    let record = EndorsementRecord {
        id,
        side: Side::Given,
        object_uri: of.uri.as_str().to_owned(),
        title: of.title.clone(),
        account: coalition.id,
        host: host.id,
        way: Way::Proof,
        state: EndorsementState::Offered,
        uri: uri_of(cx, id),
        offer_uri: Some(offer_uri.clone()),
        digest: of.digest.clone(),
        version: of.version,
        document: Some(outbox::exact(&made)),
        created_at: now,
        decided_at: None,
        withdrawn_at: None,
        seen_digest: None,
    };
    let mut tx = cx.store.begin().await?;
    quorum::admit(cx, &mut tx, member, &coalition, leave, None).await?;
    endorsements::insert(&mut tx, &record).await?;
    for older in &open {
        endorsements::step(&mut tx, older.id, EndorsementState::Replaced, now).await?;
    }
    let telling = Telling {
        id: activity_id,
        uri: offer_uri,
        actor: coalition.id,
        kind: "Offer",
        object_uri: &record.uri,
        body: outbox::exact(&signers.proven(cx, Visibility::Public, body)?),
        is_public: false,
        to: vec![To::Alone(Box::new(host))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    audit::write(&mut tx, cx.row_id(), member, "endorsement.offer", &record.object_uri, now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    if of.is_campaign {
        passing_on::pass_on(cx, &coalition, &record, &open, (&of, &document)).await?;
    } else {
        let post = super::posts::look_up(cx, of.uri.as_str()).await?;
        reactions::boost(cx, &coalition, &post).await?;
    }
    Ok(record)
}

/// What is endorsed, as its own server serves it now.
async fn present(cx: &Cx, uri: &Uri) -> Result<Json> {
    match resolve::post(cx, uri).await {
        Ok(post) => Ok(post.json),
        // No post: perhaps a campaign, or the page of one.
        Err(remote::Error::Refused(_)) => Ok(proofs::document(cx, uri).await?),
        Err(error) => Err(error.into()),
    }
}

fn uri_of(app: &App, id: RowId) -> String {
    app.url(&format!("/endorsements/{id}"))
}

/// Takes back an endorsement of ours, or says no to an invitation.
pub async fn withdraw(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<EndorsementRecord> {
    let coalition = super::accounts::coalition(cx).await?;
    let signers = Signers::of(cx, &coalition).await?;
    let mut tx = cx.store.begin().await?;
    let found = endorsements::lock(&mut tx, id).await?;
    let mut record = found.filter(|record| record.side == Side::Given).ok_or(Error::NotFound)?;
    let before = record.state;
    let next = if before == EndorsementState::Asked {
        EndorsementState::Declined
    } else {
        EndorsementState::Withdrawn
    };
    if !before.may_become(next) {
        return Err(Error::refused(Refusal::new("refusal-endorsement-already").with("state", before)));
    }
    record.state = next;
    record.withdrawn_at = Some(cx.now());
    endorsements::step(&mut tx, id, next, cx.now()).await?;
    if next == EndorsementState::Withdrawn {
        let host = accounts::find(&mut tx, record.host).await?.ok_or(Error::NotFound)?;
        let activity_id = cx.activity_id();
        let uri = outbox::activity_uri(cx, activity_id);
        let to = [host.uri.as_str().to_owned()];
        let body = activity::delete(&uri, coalition.uri.as_str(), &record.uri, &to, &[]);
        let telling = Telling {
            id: activity_id,
            uri,
            actor: coalition.id,
            kind: "Delete",
            object_uri: &record.uri,
            body: outbox::exact(&signers.proven(cx, Visibility::Public, body)?),
            is_public: false,
            to: vec![To::Alone(Box::new(host))],
        };
        outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    }
    audit::write(&mut tx, cx.row_id(), member, "endorsement.withdraw", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    if next == EndorsementState::Withdrawn {
        if let Some(post) = posts::find_by_uri(&cx.store, &record.object_uri).await? {
            reactions::unboost(cx, &coalition, &post).await?;
        }
        passing_on::take_back(cx, &coalition, &record).await?;
    }
    Ok(record)
}

/// The host has answered an offer of ours. Nobody else can.
pub async fn answered(tx: &mut Tx, app: &App, by: &Account, offer: &str, takes_it: bool) -> Result<bool> {
    let found = endorsements::by_offer(&mut *tx, offer).await?;
    let Some(record) = found.filter(|record| record.host == by.id) else { return Ok(false) };
    let next = if takes_it { EndorsementState::Accepted } else { EndorsementState::Declined };
    if !record.state.may_become(next) {
        return Ok(false);
    }
    endorsements::step(tx, record.id, next, app.now()).await?;
    Ok(true)
}

/// Another coalition asks us to endorse something of its own.
pub async fn invited(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    invitation: &str,
    object: &Uri,
    to: &[String],
) -> Result<bool> {
    let coalition = super::accounts::coalition(app).await?;
    if !to.iter().any(|one| one == coalition.uri.as_str())
        || endorsements::count_asked(&mut *tx, by.id).await? >= MOST_ASKED
    {
        return Ok(false);
    }
    let known = posts::find_by_uri(&mut *tx, object.as_str()).await?;
    let title = match &known {
        Some(post) => {
            let text = post.main_text();
            let plain = || crate::domain::text::excerpt(&crate::domain::text::plain(&text.html), 120);
            text.title.clone().or_else(|| post.warning.clone()).unwrap_or_else(plain)
        }
        None if *object == by.uri => by.name.clone(),
        None => object.as_str().to_owned(),
    };
    let record = EndorsementRecord {
        id: app.row_id(),
        side: Side::Given,
        object_uri: object.as_str().to_owned(),
        title,
        account: coalition.id,
        host: by.id,
        way: Way::Proof,
        state: EndorsementState::Asked,
        uri: invitation.to_owned(),
        offer_uri: None,
        digest: String::new(),
        version: 0,
        document: None,
        created_at: app.now(),
        decided_at: None,
        withdrawn_at: None,
        seen_digest: None,
    };
    Ok(endorsements::insert(tx, &record).await?)
}

/// The signed document of an endorsement of ours, as everybody may read it.
pub async fn document(app: &App, id: RowId) -> Result<String> {
    let found = endorsements::find(&app.store, id).await?;
    let record = found.filter(|record| record.side == Side::Given).ok_or(Error::NotFound)?;
    if record.state == EndorsementState::Withdrawn {
        return Err(Error::Gone);
    }
    record.document.ok_or(Error::NotFound)
}

/// The owner of something has shown a version of it with this digest; if we endorsed it, we see whether it is the same.
pub async fn seen(tx: &mut Tx, by: &Account, object: &str, digest: Option<&str>) -> Result<()> {
    match digest {
        Some(digest) => Ok(endorsements::seen(tx, object, by.id, digest).await?),
        None => Ok(()),
    }
}

/// Whether what we endorsed has changed since, as far as we have seen: then it is to be renewed.
pub async fn is_outdated(app: &App, record: &EndorsementRecord) -> Result<bool> {
    if !matches!(record.state, EndorsementState::Accepted | EndorsementState::Offered) {
        return Ok(false);
    }
    if let Some(seen) = &record.seen_digest {
        return Ok(*seen != record.digest);
    }
    // Of a statement we may have had the new version in another way, as from whoever passed it on.
    let known = posts::find_by_uri(&app.store, &record.object_uri).await?;
    // Our copy of it counts its own versions, so the time of the last change of its words decides.
    let Some(known) = known else { return Ok(false) };
    let changed = posts::versions(&app.store, known.id).await?.len();
    Ok(changed > 0 && known.edited_at.is_some_and(|at| at > record.created_at) && known.version > 1)
}
