//! The signed list of partners: ours, as anybody may read it, and those of partners, read from time to time. A list is a
//! hint where to look. Nobody is listed because somebody else lists them.

use std::sync::Arc;

use crate::app::{App, Cx};
use crate::client::Budget;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, MemberId};
use crate::domain::peer_list::{self, Known, MOST_BYTES, MOST_PEERS, PeerList};
use crate::domain::time::{MINUTE, Time};
use crate::domain::uri::Uri;
use crate::keys::{VerifyingKey, sha256_hex};
use crate::store::directory::Sought;
use crate::store::keys::{self, Purpose};
use crate::store::peer_lists::{self, ListRecord, Named};
use crate::store::{accounts, audit, directory, meta};
use crate::wire::directory::{self as wire, EntryOut};
use crate::wire::{Json, proof, strict};

use super::directory::filled;
use super::posts::Signers;
use super::{Error, Result};

/// The fact that keeps the number of our list and the digest of what it says.
const OUR_LIST: &str = "peer_list";
/// Under this name the text of our list is kept for a moment; no actor can have it.
const KEPT_AS: &str = "list of partners";
/// The most candidates of a trusted list that are asked in one go.
const ASKED_AT_ONCE: i64 = 20;
/// A list that is being asked for is nobody else's work for so long.
const CLAIM: i64 = 5 * MINUTE;
/// The most candidates that the desk is shown.
const MOST_CANDIDATES: i64 = 200;

/// Where our list is.
fn address(app: &App) -> String {
    app.url(&format!("/actors/{}/peers", app.config.coalition.handle))
}

/// Our list with its proof, as its exact text. Its number grows when, and only when, it says something else.
pub async fn document(app: &App) -> Result<Arc<str>> {
    if let Some(text) = app.actor_texts.get(KEPT_AS) {
        return Ok(text);
    }
    let house = super::accounts::coalition(app).await?;
    let most = i64::try_from(MOST_PEERS).unwrap_or(i64::MAX);
    let entries = directory::shown(&app.store, house.id, Sought::default(), i64::MAX, most).await?;
    let mut items: Vec<Json> = Vec::new();
    let shown = filled(app, entries).await?;
    let ids: Vec<i64> = shown.iter().map(|one| one.account.id.0).collect();
    let all = keys::proofs_of(&app.store, &ids).await?;
    for one in &shown {
        items.push(item(one, &all));
    }
    items.sort_by_cached_key(ToString::to_string);
    let digest = sha256_hex(Json::from(items.clone()).to_string().as_bytes());
    let sequence = number(app, &digest).await?;
    let whole = wire::peers(&address(app), house.uri.as_str(), sequence, &items);
    let proofs = Signers::of(app, &house).await?.proofs;
    // Made over the time of the change, so that the same list is always the same text.
    let text: Arc<str> = proof::attach(whole, &proofs.key, &proofs.uri, sequence).to_string().into();
    app.actor_texts.insert(KEPT_AS.to_owned(), text.clone());
    Ok(text)
}

/// What tells one text of a list from another.
pub fn mark(text: &str) -> String {
    sha256_hex(text.as_bytes())[..32].to_owned()
}

/// An entry as lists and the public collection tell of it; `all` holds the keys for proofs of many accounts.
pub(super) fn item(one: &super::directory::Shown, all: &[(AccountId, Vec<u8>)]) -> Json {
    let of_it = all.iter().filter(|(account, _)| *account == one.account.id);
    let keys: Vec<String> = of_it
        .filter_map(|(_, public)| VerifyingKey::from_spki_der(public).ok())
        .map(|key| key.to_multibase())
        .collect();
    wire::entry(&EntryOut {
        uri: one.account.uri.as_str(),
        actor: one.account.kind,
        name: &one.account.name,
        url: one.account.url.as_deref(),
        keys: &keys,
        also_known_as: &one.account.profile.also_known_as,
        facts: &one.facts,
    })
}

/// The number of a list that says this.
async fn number(app: &App, digest: &str) -> Result<Time> {
    let known = meta::find(&app.store, OUR_LIST).await?.unwrap_or_default();
    let (number, same) = known.split_once(' ').unwrap_or(("0", ""));
    let number = Time(number.parse().unwrap_or(0));
    if same == digest {
        return Ok(number);
    }
    let next = app.now().max(number.plus(1));
    let mut tx = app.store.begin().await?;
    meta::save(&mut tx, OUR_LIST, &format!("{} {digest}", next.0)).await?;
    tx.commit().await?;
    Ok(next)
}

/// A part of the directory as a collection for other servers.
pub async fn collection(app: &App, below: Option<i64>) -> Result<Json> {
    const PAGE: i64 = 50;
    let house = super::accounts::coalition(app).await?;
    let below = below.unwrap_or(i64::MAX);
    let entries = directory::shown(&app.store, house.id, Sought::default(), below, PAGE + 1).await?;
    let is_full = i64::try_from(entries.len()).is_ok_and(|n| n > PAGE);
    let last = entries.iter().take(50).next_back().map(|entry| entry.account);
    let shown = filled(app, entries.into_iter().take(50).collect()).await?;
    let ids: Vec<i64> = shown.iter().map(|one| one.account.id.0).collect();
    let all = keys::proofs_of(&app.store, &ids).await?;
    let items: Vec<Json> = shown.iter().map(|one| item(one, &all)).collect();
    let next = last.filter(|_| is_full).map(|last| app.url(&format!("/directory?before={last}")));
    let total = directory::count(&app.store, house.id).await?;
    Ok(wire::collection(&app.url("/directory"), house.uri.as_str(), total, &items, next.as_deref()))
}

/// What became of a list that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Looked {
    /// It says something new; so many partners are named.
    News(usize),
    /// It is the one that is here already.
    Same,
}

/// Takes a copy of a partner's list, wherever it comes from. Its proof says whose it is, by the keys that we know of them;
/// a copy that is changed, older, or somebody else's changes nothing.
async fn take(app: &App, owner: &Account, text: &[u8], etag: Option<&str>) -> Result<Looked> {
    let (list, digest) = believed(app, owner, text).await?;
    let record = peer_lists::find(&app.store, owner.id).await?.ok_or(Error::NotFound)?;
    let is_news = peer_list::is_news(&record.known, &owner.uri, &list, &digest, app.now());
    if !is_news.map_err(Error::quoted)? {
        return Ok(Looked::Same);
    }
    let known = Known { sequence: list.sequence, digest: Some(digest) };
    let mut tx = app.store.begin().await?;
    // Read anew: two copies may come at once.
    let record = peer_lists::find(&mut tx, owner.id).await?.ok_or(Error::NotFound)?;
    if record.known.sequence >= list.sequence {
        return Ok(Looked::Same);
    }
    peer_lists::take(&mut tx, owner.id, &known, etag, &list.peers).await?;
    tx.commit().await?;
    Ok(Looked::News(list.peers.len()))
}

/// Reads a list and its proof; the digest is that of the whole text.
async fn believed(app: &App, owner: &Account, text: &[u8]) -> Result<(PeerList, String)> {
    if text.len() > MOST_BYTES {
        return Err(Error::refused(format!("The list is larger than {} kB.", MOST_BYTES / 1024)));
    }
    let value = strict::read(text).map_err(Error::quoted)?;
    let records = keys::of_account(&app.store, owner.id).await?;
    let find = |method: &str| {
        let mut listed =
            records.iter().filter(|key| key.purpose == Purpose::Proof && key.retired_at.is_none());
        let key = listed.find(|key| key.uri == method)?;
        VerifyingKey::from_spki_der(&key.public).ok()
    };
    let verified = proof::verify(&value, find).map_err(Error::quoted)?;
    if verified.owner != owner.uri {
        return Err(Error::quoted(peer_list::Refusal::Owner));
    }
    let list = wire::read_peers(&value).map_err(Error::quoted)?;
    Ok((list, sha256_hex(value.to_string().as_bytes())))
}

/// Asks a partner for its list, and keeps what came of it. What is not believed leaves the list that is here.
pub async fn look(app: &App, owner: &Account) -> Result<Looked> {
    let record = peer_lists::find(&app.store, owner.id).await?.ok_or(Error::NotFound)?;
    let looked = ask(app, owner, &record).await;
    let mut tx = app.store.begin().await?;
    match &looked {
        Ok(_) => peer_lists::seen(&mut tx, owner.id, app.now(), next(app, 0)).await?,
        Err(why) => {
            let why = crate::domain::text::clean_line(&why.to_string(), 300);
            peer_lists::fail(&mut tx, owner.id, &why, next(app, record.failures + 1)).await?;
        }
    }
    tx.commit().await?;
    looked
}

fn next(app: &App, failures: i64) -> Time {
    let wait = std::time::Duration::from_millis(peer_list::next_ask(failures).unsigned_abs());
    let wait = i64::try_from(app.config.scaled(wait).as_millis()).unwrap_or(peer_list::ASK_EVERY);
    app.now().plus(wait)
}

async fn ask(app: &App, owner: &Account, record: &ListRecord) -> Result<Looked> {
    let peers = owner.profile.facts.peers.as_deref().and_then(|peers| Uri::parse(peers).ok());
    let peers = peers.filter(|peers| peers.same_origin(&owner.uri)).ok_or(Error::NotFound)?;
    // It stands where its owner says, and nowhere else: no redirect is followed.
    let budget = Budget { bytes: MOST_BYTES, redirects: 0, ..app.client.document_budget() };
    let fetched = app
        .client
        .get_if_changed(&peers.url(), "application/activity+json", record.etag.as_deref(), budget)
        .await
        .map_err(|e| crate::remote::Error::from_client(&e))?;
    match fetched.status.as_u16() {
        200 => {
            let etag = fetched.headers.get("etag").and_then(|tag| tag.to_str().ok());
            take(app, owner, &fetched.body, etag.filter(|tag| tag.len() <= 200)).await
        }
        304 => Ok(Looked::Same),
        status => Err(Error::refused(format!("{} answered {status}", peers.authority()))),
    }
}

/// Asks one partner whose list is due; whether there was one. Trusted lists are followed up.
pub async fn do_what_is_due(cx: &Cx) -> Result<bool> {
    let now = cx.now();
    let Some((account, due)) = peer_lists::next_due(&cx.store, now).await? else { return Ok(false) };
    let mut tx = cx.store.begin().await?;
    if !peer_lists::claim(&mut tx, account, due, now.plus(CLAIM)).await? {
        return Ok(true);
    }
    tx.commit().await?;
    let Some(owner) = accounts::find(&cx.store, account).await? else { return Ok(true) };
    if let Err(why) = look(cx, &owner).await {
        tracing::info!(partner = %owner.uri, %why, "the list of a partner was not taken; what is here stays");
        return Ok(true);
    }
    if peer_lists::find(&cx.store, account).await?.is_some_and(|record| record.trusted_at.is_some()) {
        ask_named(cx, account).await?;
    }
    Ok(true)
}

/// Asks those whom a trusted list names and whom nobody here knows, a few at a time. Each decides for itself.
async fn ask_named(cx: &Cx, account: AccountId) -> Result<()> {
    let unknown = peer_lists::candidates(&cx.store, MOST_CANDIDATES).await?;
    let few =
        unknown.iter().filter(|one| one.by == account).take(usize::try_from(ASKED_AT_ONCE).unwrap_or(1));
    for one in few {
        if let Err(why) = super::directory::ask_for(cx, None, &one.uri).await {
            tracing::info!(uri = one.uri, %why, "somebody whom a partner names could not be asked");
        }
    }
    Ok(())
}

/// Those whom trusted lists name are asked without anybody at the desk from now on, or no more.
pub async fn trust(cx: &Cx, member: Option<MemberId>, owner: &Account, trusted: bool) -> Result<()> {
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    if !peer_lists::trust(&mut tx, owner.id, trusted.then_some(now)).await? {
        return Err(Error::NotFound);
    }
    let action = if trusted { "directory.trust" } else { "directory.distrust" };
    audit::write(&mut tx, cx.row_id(), member, action, owner.uri.as_str(), now).await?;
    Ok(tx.commit().await?)
}

/// A partner's list with whose it is.
#[derive(Clone, Debug)]
pub struct Partner {
    /// Whose list.
    pub account: Account,
    /// What is known of it.
    pub list: ListRecord,
}

/// The lists that are read, and those whom they name and nobody here has met.
pub async fn overview(app: &App) -> Result<(Vec<Partner>, Vec<Named>)> {
    let mut partners = Vec::new();
    for list in peer_lists::list(&app.store).await? {
        if let Some(account) = accounts::find(&app.store, list.account).await? {
            partners.push(Partner { account, list });
        }
    }
    Ok((partners, peer_lists::candidates(&app.store, MOST_CANDIDATES).await?))
}

/// Takes a partner's list from a file. Whose it is, its proof says; it has to be a partner whose lists we read.
pub async fn import(app: &App, member: Option<MemberId>, text: &[u8]) -> Result<(Account, Looked)> {
    if text.len() > MOST_BYTES {
        return Err(Error::refused(format!("The list is larger than {} kB.", MOST_BYTES / 1024)));
    }
    let value = strict::read(text).map_err(Error::quoted)?;
    let claimed = wire::read_peers(&value).map_err(Error::quoted)?.owner;
    let owner = accounts::find_by_uri(&app.store, claimed.as_str()).await?.filter(|one| !one.is_local());
    let owner = owner.ok_or_else(|| {
        Error::refused(
            "The list is of somebody who is no partner here. Ask them first: antiphon directory ask",
        )
    })?;
    let looked = take(app, &owner, text, None).await.map_err(|error| match error {
        Error::NotFound => Error::refused(
            "The list is of somebody who is no partner here. Ask them first: antiphon directory ask",
        ),
        other => other,
    })?;
    let mut tx = app.store.begin().await?;
    audit::write(&mut tx, app.row_id(), member, "directory.import", owner.uri.as_str(), app.now()).await?;
    tx.commit().await?;
    Ok((owner, looked))
}
