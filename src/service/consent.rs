//! Consent to stand in a directory (FEP-7aa9): ours, when others ask; theirs, when they answer. Only the one who is
//! shown can give it, only they can take it back.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::cursor::{self, Stretch};
use crate::domain::directory::{self as rules, Answer, Asker, EntryKind, EntryState, Step};
use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::uri::Uri;
use crate::remote::actor_document;
use crate::remote::keyring;
use crate::store::directory::Entry;
pub use crate::store::directory_requests::RequestState;
use crate::store::directory_requests::{self as requests, Request};
use crate::store::{Tx, accounts, audit, blocks, directory, follows, hidden, peer_lists, tombstones};
use crate::wire::directory as wire;
use crate::wire::{Json, Reference, activity};

use super::outbox::{self, Telling, To};
use super::{Error, Result, featured};

/// So many requests that were granted the desk is shown at once.
pub const A_PAGE: i64 = 50;
/// So many requests that wait.
pub const MOST_WAITING: i64 = 20;

/// Whether either of the two refuses the other.
pub(super) async fn is_refused(tx: &mut Tx, ours: AccountId, theirs: AccountId) -> Result<bool> {
    Ok(hidden::is_refused(&mut *tx, ours, theirs).await? || blocks::exists(&mut *tx, theirs, ours).await?)
}

/// Where the stamp of this number for an actor of ours is.
pub(super) fn stamp_uri(app: &App, account: &Account, stamp: RowId) -> String {
    app.url(&format!("/actors/{}/stamps/{stamp}", account.username))
}

/// The stamp as anybody may read it; one that was taken back is not there.
pub async fn stamp(app: &App, username: &str, id: RowId) -> Result<Json> {
    let request = requests::find(&app.store, id).await?.filter(|r| r.state == RequestState::Accepted);
    let request = request.ok_or(Error::NotFound)?;
    let account = accounts::find(&app.store, request.account).await?.ok_or(Error::NotFound)?;
    if account.username != username || !account.is_active() {
        return Err(Error::NotFound);
    }
    Ok(wire::stamp(&stamp_uri(app, &account, id), account.uri.as_str(), &request.collection_uri))
}

/// Somebody wants to show one of ours. False for what is no coalition and no campaign.
pub async fn requested(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    target: &Account,
    request: &str,
    collection: &str,
) -> Result<bool> {
    let is_entry = matches!(target.kind, ActorKind::Organization | ActorKind::Group);
    if !target.is_local() || !is_entry || tombstones::exists(&mut *tx, request, by.uri.as_str()).await? {
        return Ok(false);
    }
    let house = super::accounts::coalition(app).await?;
    let known = requests::find_for(&mut *tx, target.id, by.id, collection).await?;
    let asker = Asker {
        house_is_open: actor_document::is_open(app).await?,
        is_followed: follows::is_accepted(&mut *tx, house.id, by.id).await?,
        is_listed: directory::stands(&mut *tx, house.id, by.id).await?,
        is_refused: is_refused(tx, target.id, by.id).await? || is_refused(tx, house.id, by.id).await?,
        asks_too_often: known.is_none()
            && requests::count_by(&mut *tx, target.id, by.id).await? >= rules::MOST_REQUESTS_OF_ONE,
    };
    let state = match (known.as_ref().map(|known| known.state), rules::answer(asker)) {
        // What the desk has said once is said again: the answer may have been lost.
        (_, Answer::Reject) | (Some(RequestState::Declined | RequestState::Revoked), _) => None,
        (Some(RequestState::Accepted), _) | (_, Answer::Accept) => Some(RequestState::Accepted),
        (_, Answer::Wait) => Some(RequestState::Waiting),
    };
    let Some(state) = state else {
        return answer(app, tx, by, target, request, None).await.map(|()| true);
    };
    let row = Request {
        id: app.row_id(),
        account: target.id,
        by: by.id,
        collection_uri: collection.to_owned(),
        request_uri: request.to_owned(),
        state,
        created_at: app.now(),
    };
    let id = requests::save(tx, &row).await?;
    if state == RequestState::Accepted {
        answer(app, tx, by, target, request, Some(id)).await?;
    }
    Ok(true)
}

async fn answer(
    app: &App,
    tx: &mut Tx,
    asker: &Account,
    target: &Account,
    request: &str,
    stamp: Option<RowId>,
) -> Result<()> {
    let signer = keyring::for_requests(app, target.id).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let stamp = stamp.map(|stamp| stamp_uri(app, target, stamp));
    let body = wire::answer(&uri, target.uri.as_str(), request, asker.uri.as_str(), stamp.as_deref());
    let telling = Telling {
        id,
        uri,
        actor: target.id,
        kind: if stamp.is_some() { "Accept" } else { "Reject" },
        object_uri: request,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(asker.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}

/// A request with both whom it is about.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The request.
    pub request: Request,
    /// Whom of ours.
    pub target: Account,
    /// Who asks.
    pub by: Account,
}

/// Requests that wait for the desk above this number, the oldest first, and the number above which the rest stands.
pub async fn waiting(app: &App, above: i64, most: i64) -> Result<Stretch<Asked, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = requests::waiting(&app.store, above, most + 1).await?;
    let Stretch { rows, next } = Stretch::of(found, most, |request| request.id.0);
    Ok(Stretch { rows: with_both(app, rows).await?, next })
}

/// How many requests wait for the desk.
pub async fn count_waiting(app: &App) -> Result<i64> {
    Ok(requests::count_waiting(&app.store).await?)
}

/// Requests that were granted, below this number, the newest first.
pub async fn granted(app: &App, below: i64, most: i64) -> Result<Stretch<Asked, i64>> {
    let most = most.clamp(1, cursor::MOST);
    let found = requests::granted(&app.store, below, most + 1).await?;
    let Stretch { rows, next } = Stretch::of(found, most, |request| request.id.0);
    Ok(Stretch { rows: with_both(app, rows).await?, next })
}

/// Every request: those that wait for the desk, then those that were granted.
pub async fn list(app: &App) -> Result<Vec<Asked>> {
    let (mut all, mut above) = (Vec::new(), Some(0));
    while let Some(place) = above {
        let Stretch { rows, next } = waiting(app, place, cursor::MOST).await?;
        all.extend(rows);
        above = next;
    }
    let mut below = Some(i64::MAX);
    while let Some(place) = below {
        let Stretch { rows, next } = granted(app, place, cursor::MOST).await?;
        all.extend(rows);
        below = next;
    }
    Ok(all)
}

async fn with_both(app: &App, requests: Vec<Request>) -> Result<Vec<Asked>> {
    let mut asked = Vec::with_capacity(requests.len());
    for request in requests {
        let target = accounts::find(&app.store, request.account).await?;
        let by = accounts::find(&app.store, request.by).await?.filter(|by| !by.is_local());
        if let (Some(target), Some(by)) = (target, by) {
            asked.push(Asked { request, target, by });
        }
    }
    Ok(asked)
}

/// The desk answers a request that waits.
pub async fn decide(cx: &Cx, member: Option<MemberId>, id: RowId, accept: bool) -> Result<Asked> {
    let mut tx = cx.store.begin().await?;
    let asked = both(&mut tx, id).await?;
    let to = if accept { RequestState::Accepted } else { RequestState::Declined };
    if !requests::set(&mut tx, id, RequestState::Waiting, to, cx.now()).await? {
        return Err(Error::NotFound);
    }
    answer(cx, &mut tx, &asked.by, &asked.target, &asked.request.request_uri, accept.then_some(id)).await?;
    let action = if accept { "directory.accept" } else { "directory.decline" };
    audit::write(&mut tx, cx.row_id(), member, action, &asked.request.collection_uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(asked)
}

/// The desk takes a stamp back: it is gone, and whoever had it is told.
pub async fn revoke(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<Asked> {
    let mut tx = cx.store.begin().await?;
    let asked = both(&mut tx, id).await?;
    if !requests::set(&mut tx, id, RequestState::Accepted, RequestState::Revoked, cx.now()).await? {
        return Err(Error::NotFound);
    }
    tell_revoked(cx, &mut tx, &asked).await?;
    let subject = &asked.request.collection_uri;
    audit::write(&mut tx, cx.row_id(), member, "directory.revoke", subject, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(asked)
}

/// Takes back every stamp that others have.
pub(super) async fn revoke_all(app: &App, tx: &mut Tx) -> Result<()> {
    let mut all = requests::waiting(&mut *tx, 0, i64::MAX).await?;
    all.extend(requests::granted(&mut *tx, i64::MAX, i64::MAX).await?);
    for request in all {
        let asked = both(tx, request.id).await?;
        if asked.by.is_local() {
            continue;
        }
        let (from, to) = (request.state, RequestState::Revoked);
        if requests::set(tx, request.id, from, to, app.now()).await? && from == RequestState::Accepted {
            tell_revoked(app, tx, &asked).await?;
        }
    }
    Ok(())
}

async fn both(tx: &mut Tx, id: RowId) -> Result<Asked> {
    let request = requests::find(&mut *tx, id).await?.ok_or(Error::NotFound)?;
    let target = accounts::find(&mut *tx, request.account).await?.ok_or(Error::NotFound)?;
    let by = accounts::find(&mut *tx, request.by).await?.ok_or(Error::NotFound)?;
    Ok(Asked { request, target, by })
}

async fn tell_revoked(app: &App, tx: &mut Tx, asked: &Asked) -> Result<()> {
    let Asked { request, target, by } = asked;
    let signer = keyring::for_requests(app, target.id).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let stamp = stamp_uri(app, target, request.id);
    let body = activity::delete(&uri, target.uri.as_str(), &stamp, &[by.uri.as_str().to_owned()], &[]);
    let telling = Telling {
        id,
        uri,
        actor: target.id,
        kind: "Delete",
        object_uri: &stamp,
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(by.clone()))],
    };
    outbox::tell(app, tx, &signer, telling).await
}

/// Whoever asked takes the request back; whether there was one.
pub async fn taken_back(tx: &mut Tx, by: &Account, request: &Uri) -> Result<bool> {
    Ok(requests::forget(tx, by.id, request.as_str()).await?)
}

/// Somebody whom we asked agrees. The stamp has to be theirs, and the request ours, to them, and not withdrawn.
pub async fn accepted(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    request: &Reference,
    stamp: Option<&Uri>,
) -> Result<bool> {
    let Some(entry) = asked_of(tx, by, request).await? else { return Ok(false) };
    let Some(stamp) = stamp.filter(|stamp| stamp.same_origin(&by.uri)) else { return Ok(false) };
    let Some(state) = rules::step(entry.state, Step::Agree) else { return Ok(false) };
    let entry = Entry { state, stamp_uri: Some(stamp.as_str().to_owned()), state_at: app.now(), ..entry };
    directory::set(tx, &entry).await?;
    if entry.kind == EntryKind::Coalition && by.profile.facts.peers.is_some() {
        peer_lists::begin(tx, by.id, app.now()).await?;
    }
    let house = super::accounts::coalition(app).await?;
    featured::tell(app, tx, &house, entry.page.unwrap_or(1)).await?;
    Ok(true)
}

/// Somebody whom we asked says no, or takes the consent back.
pub async fn refused(app: &App, tx: &mut Tx, by: &Account, request: &Reference) -> Result<bool> {
    match asked_of(tx, by, request).await? {
        Some(entry) => lose(app, tx, entry).await,
        None => Ok(false),
    }
}

/// Somebody deletes the stamp that they gave us.
pub async fn revoked(app: &App, tx: &mut Tx, by: &Account, stamp: &Uri) -> Result<bool> {
    match directory::find_by_stamp(&mut *tx, stamp.as_str(), by.id).await? {
        Some(entry) => lose(app, tx, entry).await,
        None => Ok(false),
    }
}

/// The entry that this request of ours was about, if the one who answers is the one who was asked.
async fn asked_of(tx: &mut Tx, by: &Account, request: &Reference) -> Result<Option<Entry>> {
    let Some(id) = &request.id else { return Ok(None) };
    Ok(directory::find_by_request(&mut *tx, id.as_str()).await?.filter(|entry| entry.account == by.id))
}

async fn lose(app: &App, tx: &mut Tx, before: Entry) -> Result<bool> {
    let Some(state) = rules::step(before.state, Step::Refuse) else { return Ok(false) };
    let entry = Entry { state, page: None, stamp_uri: None, state_at: app.now(), ..before.clone() };
    directory::set(tx, &entry).await?;
    peer_lists::forget(tx, entry.account).await?;
    if before.state == EntryState::Listed {
        let house = super::accounts::coalition(app).await?;
        featured::tell(app, tx, &house, before.page.unwrap_or(1)).await?;
    }
    Ok(true)
}
