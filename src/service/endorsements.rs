//! Endorsements of our statements and campaigns: what comes in, what the people of the house decide, and what everybody sees
//! of it. Our own endorsements of others are in `endorsing`.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::endorsement::{self, EndorsementState, Judged, Side, Way};
use crate::domain::handle::Handle;
use crate::domain::ids::{AccountId, MemberId, RowId};
use crate::domain::post::Post;
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::domain::visibility::Visibility;
use crate::remote::{actor_document, resolve};
pub use crate::store::endorsements::EndorsementRecord as Entry;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, accounts, audit, follows, polls, posts, tombstones};
use crate::wire::actor_out::ENDORSEMENTS;
use crate::wire::endorsement::{self as wire, Endorsable, Endorsement};
use crate::wire::{Json, activity};

use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result};

/// The most endorsements of one text that are read at once.
pub const MOST: i64 = 1_000;
/// So many offers of one account may wait at once; what comes beyond is refused.
const MOST_WAITING: i64 = 20;
/// The most lines of the desk's lists.
const MOST_LISTED: i64 = 200;

/// Something of ours that can be endorsed.
#[derive(Clone, Debug)]
pub struct Ours {
    /// What its document says.
    pub what: Endorsable,
    /// Who speaks in it.
    pub author: Account,
    /// The statement; none for a campaign.
    pub post: Option<Post>,
}

/// The statement or campaign of ours with this id, if everybody may see it.
pub async fn ours(app: &App, uri: &str) -> Result<Option<Ours>> {
    if let Some(post) = posts::find_by_uri(&app.store, uri).await? {
        return of_post(app, post).await;
    }
    let found = accounts::find_by_uri(&app.store, uri).await?;
    let author = found.filter(|a| a.is_local() && a.is_active() && a.kind == ActorKind::Group);
    let Some(author) = author else { return Ok(None) };
    let document = actor_document::of(app, &author).await?;
    Ok(Endorsable::read(&document).map(|what| Ours { what, author, post: None }))
}

async fn of_post(app: &App, post: Post) -> Result<Option<Ours>> {
    let author = accounts::find(&app.store, post.account).await?;
    let speaks = |a: &Account| {
        a.is_local() && a.is_active() && matches!(a.kind, ActorKind::Organization | ActorKind::Group)
    };
    let Some(author) = author.filter(speaks) else { return Ok(None) };
    if post.visibility != Visibility::Public || post.in_reply_to_uri.is_some() {
        return Ok(None);
    }
    let Some(text) = posts::object(&app.store, post.id).await? else { return Ok(None) };
    Ok(Endorsable::parse(&text).map(|what| Ours { what, author, post: Some(post) }))
}

/// The same, by the address of its page as well.
async fn by_address(app: &App, address: &str) -> Result<Ours> {
    let none = || {
        Error::refused(format!("\"{address}\" is not the address of a public statement or campaign of ours."))
    };
    let uri = Uri::parse(address.trim()).map_err(|_| none())?;
    if !app.is_ours(&uri) {
        return Err(none());
    }
    if let Some(found) = ours(app, uri.as_str()).await? {
        return Ok(found);
    }
    let last =
        uri.without_fragment().rsplit('/').next().unwrap_or_default().trim_start_matches('@').to_owned();
    let guesses = [app.url(&format!("/posts/{last}")), app.url(&format!("/actors/{last}"))];
    for guess in guesses {
        if let Some(found) = ours(app, &guess).await? {
            return Ok(found);
        }
    }
    Err(none())
}

/// Somebody who has endorsed something, as everybody sees it.
#[derive(Clone, Debug)]
pub struct Endorser {
    /// Who.
    pub account: Account,
    /// What we keep of it.
    pub record: EndorsementRecord,
    /// It is of the present version and was not withdrawn: it counts.
    pub counts: bool,
}

/// Who has endorsed something of ours, each once, with their latest; those who count come first.
pub async fn shown(app: &App, object: &Ours) -> Result<Vec<Endorser>> {
    let records = endorsements::of_object(&app.store, object.what.uri.as_str(), MOST).await?;
    let ids: Vec<i64> = records.iter().map(|record| record.account.0).collect();
    let all = accounts::find_many(&app.store, &ids).await?;
    let mut found: Vec<Endorser> = Vec::new();
    // Later ones replace earlier ones of the same endorser.
    for record in records {
        let Some(account) = all.iter().find(|a| a.id == record.account && a.suspended_at.is_none()) else {
            continue;
        };
        let counts = record.state == EndorsementState::Accepted && record.digest == object.what.digest;
        found.retain(|one| one.record.account != record.account);
        found.push(Endorser { account: account.clone(), record, counts });
    }
    found.sort_by_key(|one| !one.counts);
    Ok(found)
}

/// Who has endorsed the thing with this id; nobody where it is not ours.
pub async fn of(app: &App, uri: &str) -> Result<Vec<Endorser>> {
    match ours(app, uri).await? {
        Some(object) => shown(app, &object).await,
        None => Ok(Vec::new()),
    }
}

/// The signed documents that count for something of ours, for everybody to check, and whose it is.
pub async fn documents(app: &App, uri: &str) -> Result<(Vec<String>, Account)> {
    let object = ours(app, uri).await?.ok_or(Error::NotFound)?;
    let all = shown(app, &object).await?;
    let texts = all.into_iter().filter(|one| one.counts).filter_map(|one| one.record.document).collect();
    Ok((texts, object.author))
}

/// Those of one side with the other party of each, for the desk.
pub async fn list(app: &App, side: Side) -> Result<Vec<(EndorsementRecord, Account)>> {
    let records = endorsements::list(&app.store, side, MOST_LISTED).await?;
    let other = |record: &EndorsementRecord| match side {
        Side::Received => record.account,
        Side::Given => record.host,
    };
    let ids: Vec<i64> = records.iter().map(|record| other(record).0).collect();
    let all = accounts::find_many(&app.store, &ids).await?;
    let with = |record: EndorsementRecord| {
        let account = all.iter().find(|account| account.id == other(&record))?.clone();
        Some((record, account))
    };
    Ok(records.into_iter().filter_map(with).collect())
}

/// Whether this account's server knows how to endorse.
pub fn is_capable(account: &Account) -> bool {
    account.profile.implements.iter().any(|href| href == ENDORSEMENTS.href)
}

fn is_trusted(app: &App, account: &Account) -> bool {
    let handle = account.acct();
    app.config.coalition.trusted_partners.iter().any(|one| one.trim().trim_start_matches('@') == handle)
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

/// Another organisation offers its endorsement. Its proof was checked: `proven` is whose it is, when it was made and when it
/// ends. `Some` says why it has no effect.
pub async fn received(
    app: &App,
    tx: &mut Tx,
    by: &Account,
    offer: &str,
    offered: &Endorsement,
    proven: (&Uri, Time, Option<Time>),
) -> Result<Option<&'static str>> {
    let Some(object) = ours(app, offered.object.as_str()).await? else {
        return Ok(Some("what it endorses is not ours"));
    };
    if endorsements::by_uri(&mut *tx, Side::Received, offered.id.as_str()).await?.is_some() {
        return Ok(Some("it was offered before"));
    }
    if tombstones::exists(&mut *tx, offered.id.as_str(), by.uri.as_str()).await? {
        return Ok(Some("it was withdrawn before it came"));
    }
    let judged = Judged {
        author: object.author.uri.as_str(),
        actor: by.uri.as_str(),
        prover: proven.0.as_str(),
        digest: &offered.digest,
        present: &object.what.digest,
        proven_at: proven.1,
        ends_at: proven.2,
    };
    let why = match endorsement::judge(&judged, app.now()) {
        Ok(()) if endorsements::count_waiting(&mut *tx, by.id).await? >= MOST_WAITING => {
            "too many of your offers wait for an answer".to_owned()
        }
        Ok(()) => String::new(),
        Err(refusal) => refusal.to_string(),
    };
    let mut record = EndorsementRecord {
        way: Way::Proof,
        uri: offered.id.as_str().to_owned(),
        offer_uri: Some(offer.to_owned()),
        document: Some(outbox::exact(&offered.document)),
        ..candidate_record(app, &object, by)
    };
    if !why.is_empty() {
        // Kept as declined, so that the same document is not judged again.
        record.state = EndorsementState::Declined;
        endorsements::insert(tx, &record).await?;
        tell_rejected(app, tx, &object.author, by, &record, &why).await?;
        return Ok(None);
    }
    endorsements::insert(tx, &record).await?;
    for older in endorsements::open_between(&mut *tx, Side::Received, by.id, object.what.uri.as_str()).await?
    {
        if older.id != record.id && older.state != EndorsementState::Accepted {
            endorsements::step(tx, older.id, EndorsementState::Replaced, app.now()).await?;
        }
    }
    if is_trusted(app, by) {
        take(app, tx, &object, by, &mut record).await?;
    }
    Ok(None)
}

fn candidate_record(app: &App, object: &Ours, by: &Account) -> EndorsementRecord {
    EndorsementRecord {
        id: app.row_id(),
        side: Side::Received,
        object_uri: object.what.uri.as_str().to_owned(),
        title: object.what.title.clone(),
        account: by.id,
        host: object.author.id,
        way: Way::Reply,
        state: EndorsementState::Offered,
        uri: String::new(),
        offer_uri: None,
        digest: object.what.digest.clone(),
        version: object.what.version,
        document: None,
        created_at: app.now(),
        decided_at: None,
        withdrawn_at: None,
    }
}

/// Somebody on a server without endorsements may have endorsed a statement of ours: a reply with the keyword, or a boost by
/// an organisation, by whom we follow, or by whom we asked. The people of the house confirm it.
pub async fn heard(app: &App, tx: &mut Tx, by: &Account, post: &Post, way: Way, uri: &str) -> Result<()> {
    let Some(object) = of_post(app, post.clone()).await? else { return Ok(()) };
    // Whose server knows endorsements gives one if it means one.
    if by.id == object.author.id || by.is_local() || (way == Way::Boost && is_capable(by)) {
        return Ok(());
    }
    let open = endorsements::open_between(&mut *tx, Side::Received, by.id, object.what.uri.as_str()).await?;
    let is_asked = open.iter().any(|one| one.state == EndorsementState::Asked);
    if way == Way::Boost && !is_asked && by.kind != ActorKind::Organization {
        // Anybody may pass on what we say; most mean no more by it.
        let followed = follows::find(&mut *tx, object.author.id, by.id).await?.is_some();
        if !followed {
            return Ok(());
        }
    }
    let is_there =
        |one: &EndorsementRecord| one.state != EndorsementState::Asked && one.digest == object.what.digest;
    if open.iter().any(is_there) || endorsements::count_waiting(&mut *tx, by.id).await? >= MOST_WAITING {
        return Ok(());
    }
    let record = EndorsementRecord { way, uri: uri.to_owned(), ..candidate_record(app, &object, by) };
    if endorsements::insert(tx, &record).await? {
        for asked in open.iter().filter(|one| one.state == EndorsementState::Asked) {
            endorsements::step(tx, asked.id, EndorsementState::Replaced, app.now()).await?;
        }
    }
    Ok(())
}

/// A reply came in: it may be an endorsement.
pub async fn replied(app: &App, tx: &mut Tx, by: &Account, reply: &Post) -> Result<()> {
    let Some(parent) = reply.in_reply_to else { return Ok(()) };
    if !endorsement::has_keyword(&reply.details.hashtags, &keyword(app)) {
        return Ok(());
    }
    match posts::find(&mut *tx, parent).await? {
        Some(parent) => heard(app, tx, by, &parent, Way::Reply, reply.uri.as_str()).await,
        None => Ok(()),
    }
}

/// The endorser takes back what it said with this id. Whoever else says so has no effect.
pub async fn withdrawn(app: &App, tx: &mut Tx, by: &Account, uri: &str) -> Result<bool> {
    let found = endorsements::by_uri(&mut *tx, Side::Received, uri).await?;
    match found.filter(|record| record.account == by.id) {
        Some(record) => withdraw_record(app, tx, by, &record).await,
        None => Ok(false),
    }
}

/// The endorser no longer passes on the statement by which it had endorsed it.
pub async fn unboosted(app: &App, tx: &mut Tx, by: &Account, post: &Post) -> Result<()> {
    let open = endorsements::open_between(&mut *tx, Side::Received, by.id, post.uri.as_str()).await?;
    for record in open.iter().filter(|record| record.way == Way::Boost) {
        withdraw_record(app, tx, by, record).await?;
    }
    Ok(())
}

async fn withdraw_record(app: &App, tx: &mut Tx, by: &Account, record: &EndorsementRecord) -> Result<bool> {
    if !record.state.may_become(EndorsementState::Withdrawn) {
        return Ok(false);
    }
    endorsements::step(tx, record.id, EndorsementState::Withdrawn, app.now()).await?;
    if record.state == EndorsementState::Accepted
        && let Some(object) = ours(app, &record.object_uri).await?
    {
        tell_removed(app, tx, &object.author, by, record).await?;
        refresh(app, tx, &object).await?;
    }
    Ok(true)
}

/// Somebody of the house takes an endorsement that was offered: it is shown and counted, and others are told.
pub async fn accept(cx: &Cx, member: Option<MemberId>, id: RowId) -> Result<EndorsementRecord> {
    let mut tx = cx.store.begin().await?;
    let mut record = received_record(&mut tx, id).await?;
    if !record.state.may_become(EndorsementState::Accepted) {
        return Err(Error::refused(format!(
            "This endorsement is {}; only one that waits for a decision can be accepted.",
            record.state
        )));
    }
    let object = ours(cx, &record.object_uri).await?.ok_or(Error::Gone)?;
    if record.digest != object.what.digest {
        return Err(Error::refused(
            "The text has changed since it was endorsed. Ask the partner to endorse the present version.",
        ));
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
        return Err(Error::refused(format!("This endorsement is {} already.", record.state)));
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
            refresh(cx, &mut tx, &object).await?;
        }
    }
    audit::write(&mut tx, cx.row_id(), member, "endorsement.decline", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(record)
}

/// Asks a partner to endorse something of ours.
pub async fn invite(
    cx: &Cx,
    member: Option<MemberId>,
    address: &str,
    partner: &str,
) -> Result<EndorsementRecord> {
    let object = by_address(cx, address).await?;
    let partner = self::partner(cx, partner).await?;
    if !is_capable(&partner) {
        return Err(Error::refused(format!(
            "The server of {} does not know endorsements. Ask them in another way to reply to the statement with #{} or to boost it; you then confirm it here.",
            partner.acct(),
            keyword(cx)
        )));
    }
    let open =
        endorsements::open_between(&cx.store, Side::Received, partner.id, object.what.uri.as_str()).await?;
    if let Some(there) = open.into_iter().find(|one| one.digest == object.what.digest) {
        return Err(Error::refused(match there.state {
            EndorsementState::Asked => "They have been asked already.",
            EndorsementState::Offered => "They have offered it already. Accept it.",
            _ => "They have endorsed the present version already.",
        }));
    }
    let signers = Signers::of(cx, &object.author).await?;
    let activity_id = cx.activity_id();
    let uri = outbox::activity_uri(cx, activity_id);
    let body = wire::invite(&uri, object.author.uri.as_str(), object.what.uri.as_str(), partner.uri.as_str());
    let record = EndorsementRecord {
        way: Way::Proof,
        state: EndorsementState::Asked,
        uri: uri.clone(),
        ..candidate_record(cx, &object, &partner)
    };
    let mut tx = cx.store.begin().await?;
    endorsements::insert(&mut tx, &record).await?;
    let telling = Telling {
        id: activity_id,
        uri,
        actor: object.author.id,
        kind: "Invite",
        object_uri: object.what.uri.as_str(),
        body: outbox::exact(&signers.proven(cx, Visibility::Public, body)?),
        is_public: false,
        to: vec![To::Alone(Box::new(partner))],
    };
    outbox::tell(cx, &mut tx, &signers.requests, telling).await?;
    audit::write(&mut tx, cx.row_id(), member, "endorsement.invite", &record.uri, cx.now()).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(record)
}

/// The account of a partner by its handle, as its server describes it now where that says more than we know.
pub(super) async fn partner(cx: &Cx, text: &str) -> Result<Account> {
    let handle = Handle::parse(text.trim()).ok_or_else(|| {
        Error::refused(format!(
            "\"{text}\" is not the address of an account. It is like @name@server.example."
        ))
    })?;
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
async fn take(
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
    refresh(app, tx, object).await
}

/// The endorser, and the others who have endorsed the same with a proof: their servers understand the collection.
async fn peers(tx: &mut Tx, object: &Ours, by: &Account) -> Result<Vec<Account>> {
    let all = endorsements::of_object(&mut *tx, object.what.uri.as_str(), MOST).await?;
    let ids: Vec<i64> = all.iter().filter(|one| one.way.is_proven()).map(|one| one.account.0).collect();
    let mut found = accounts::find_many(&mut *tx, &ids).await?;
    found.retain(|account| account.id != by.id && is_capable(account));
    found.push(by.clone());
    Ok(found)
}

async fn tell_rejected(
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

async fn tell_removed(
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

/// Writes who has endorsed a statement into what other servers show of it, and tells everybody who was told of it. The
/// pages of a campaign read it from the rows; its document changes with nothing.
async fn refresh(app: &App, tx: &mut Tx, object: &Ours) -> Result<()> {
    let Some(post) = &object.post else { return Ok(()) };
    polls::lock(tx, post.id).await?;
    let Some(mut post) = posts::find(&mut *tx, post.id).await? else { return Ok(()) };
    let records = endorsements::of_object(&mut *tx, object.what.uri.as_str(), MOST).await?;
    let counting = |one: &&EndorsementRecord| {
        one.state == EndorsementState::Accepted && one.digest == object.what.digest
    };
    let ids: Vec<AccountId> = records.iter().filter(counting).map(|one| one.account).collect();
    let plain: Vec<i64> = ids.iter().map(|id| id.0).collect();
    let all = accounts::find_many(&mut *tx, &plain).await?;
    let name = |id: &AccountId| all.iter().find(|account| account.id == *id).map(|a| a.name.clone());
    post.details.endorsers = ids.iter().filter_map(name).collect();
    // Other servers show a change only when its time is later than that of the one before.
    let before = post.edited_at.map_or(post.published_at, |at| at.max(post.published_at));
    let before = before.max(Time(post.details.endorsed_at.unwrap_or(0)));
    post.details.endorsed_at = Some(app.now().max(before.plus(1_000)).0);
    let signers = Signers::of(app, &object.author).await?;
    outbox::tell_refreshed(app, tx, &signers, &object.author, &post).await
}
