//! The directory: whom it shows, and what the desk does about it. What other servers answer is in `consent`.

use crate::app::{App, Cx};
use crate::domain::account::{Account, ActorKind};
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::directory::{self as rules, EntryState, Facts, Filter, Step};
use crate::domain::ids::{AccountId, MemberId};
use crate::domain::refusal::Refusal;
use crate::domain::sector::Sector;
use crate::domain::time::Time;
use crate::domain::{campaign, language::Language};
use crate::remote::actor_document::SHOWN_ELSEWHERE;
use crate::remote::keyring;
use crate::store::directory::{Entry, Sought, Word};
use crate::store::directory_requests::{self, Request, RequestState};
use crate::store::{Tx, accounts, audit, campaigns, directory, meta, peer_lists};
use crate::wire::directory as wire;

use super::outbox::{self, Telling, To};
use super::{Error, Result, consent, featured};

/// So many entries the desk is shown at once.
pub const A_PAGE: i64 = 50;

/// An entry with everything that is shown of it.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The entry.
    pub entry: Entry,
    /// Whose it is.
    pub account: Account,
    /// What it says about itself.
    pub facts: Facts,
}

/// What an actor says about itself: one of ours by its plan or its profile, others by their document.
pub async fn facts_of(app: &App, account: &Account) -> Result<Facts> {
    if !account.is_local() {
        return Ok(account.profile.facts.clone());
    }
    if let Some(campaign) = campaigns::of_account(&app.store, account.id).await? {
        return Ok(Facts::of_plan(&campaign.plan, campaign.state));
    }
    let mut facts = account.profile.facts.clone();
    facts.kind = (account.kind == ActorKind::Organization).then_some(rules::EntryKind::Coalition);
    if facts.languages.is_empty() {
        facts.languages.clone_from(&app.config.coalition.languages);
    }
    Ok(facts)
}

pub(super) async fn filled(app: &App, entries: Vec<Entry>) -> Result<Vec<Shown>> {
    let ids: Vec<i64> = entries.iter().map(|entry| entry.account.0).collect();
    let mut found = super::accounts::find_many(app, &ids).await?;
    let policy = app.domains.policy();
    let mut shown = Vec::with_capacity(entries.len());
    for entry in entries {
        let Some(account) = found.remove(&entry.account.0) else { continue };
        // A domain that is blocked since is not shown, whatever was agreed before.
        if account.is_local() || policy.admits(&account.uri.authority()) {
            let facts = facts_of(app, &account).await?;
            shown.push(Shown { entry, account, facts });
        }
    }
    Ok(shown)
}

/// A part of the directory as everybody may see it: those below this id whom the filter finds.
pub async fn page(app: &App, filter: &Filter, below: i64, most: i64) -> Result<Stretch<Shown, i64>> {
    let house = super::accounts::coalition(app).await?;
    let found = directory::shown(&app.store, house.id, sought(filter), below, most + 1).await?;
    stretch(app, found, most, |entry| entry.account.0).await
}

/// The same with the last to be shown first, from below this time and account.
pub async fn newest(
    app: &App,
    filter: &Filter,
    below: (Time, AccountId),
    most: i64,
) -> Result<Stretch<Shown, Cursor>> {
    let house = super::accounts::coalition(app).await?;
    let found = directory::newest(&app.store, house.id, sought(filter), below, most + 1).await?;
    stretch(app, found, most, place).await
}

/// Where an entry stands among others by their last change.
fn place(entry: &Entry) -> Cursor {
    Cursor::new(entry.state_at, entry.account.0)
}

/// Where the rest begins is known before an entry whose domain is blocked can be left out.
async fn stretch<P>(
    app: &App,
    found: Vec<Entry>,
    most: i64,
    place: impl Fn(&Entry) -> P,
) -> Result<Stretch<Shown, P>> {
    let Stretch { rows, next } = Stretch::of(found, most, place);
    Ok(Stretch { rows: filled(app, rows).await?, next })
}

fn sought(filter: &Filter) -> Sought<'_> {
    Sought {
        sector: filter.sector.map_or("", Sector::as_str),
        region: filter.region.as_deref().unwrap_or_default(),
        language: filter.language.as_deref().unwrap_or_default(),
        state: filter.state.map_or("", |state| state.as_str()),
    }
}

/// How many coalitions and how many campaigns everybody may see.
pub async fn count_kinds(app: &App) -> Result<(i64, i64)> {
    let house = super::accounts::coalition(app).await?;
    Ok(directory::count_kinds(&app.store, house.id).await?)
}

/// How many entries everybody may see, and the words by which they are found.
pub async fn overview(app: &App) -> Result<(i64, Vec<Word>)> {
    let house = super::accounts::coalition(app).await?;
    Ok((directory::count(&app.store, house.id).await?, directory::words(&app.store, house.id).await?))
}

/// Entries for the desk below this place, the latest change first: candidates alone, or those who were ever asked.
pub async fn at_desk(
    app: &App,
    candidates: bool,
    below: Cursor,
    most: i64,
) -> Result<Stretch<Shown, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    let found = directory::at_desk(&app.store, candidates, below, most + 1).await?;
    stretch(app, found, most, place).await
}

/// Every entry: those who were ever asked, then candidates.
pub async fn every(app: &App) -> Result<Vec<Shown>> {
    let mut all = Vec::new();
    for candidates in [false, true] {
        let mut below = Some(Cursor::START);
        while let Some(place) = below {
            let Stretch { rows, next } = at_desk(app, candidates, place, cursor::MOST).await?;
            all.extend(rows);
            below = next;
        }
    }
    Ok(all)
}

/// The account of an entry that everybody may see.
pub async fn listed(app: &App, account: AccountId) -> Result<Option<Account>> {
    let house = super::accounts::coalition(app).await?;
    if !directory::stands(&app.store, house.id, account).await? {
        return Ok(None);
    }
    let found = accounts::find(&app.store, account).await?;
    let policy = app.domains.policy();
    Ok(found.filter(|one| one.is_local() || policy.admits(&one.uri.authority())))
}

/// The entry of this account.
pub async fn find(app: &App, account: AccountId) -> Result<Option<Entry>> {
    Ok(directory::find(&app.store, account).await?)
}

/// Whether this account is a partner: one that agreed to stand in our directory, and is not hidden since.
pub async fn is_partner(app: &App, tx: &mut Tx, account: AccountId) -> Result<bool> {
    let house = super::accounts::coalition(app).await?;
    Ok(directory::stands(&mut *tx, house.id, account).await?)
}

/// Asks somebody who is named by handle or address; one of ours needs nobody's consent but ours, and is listed at once.
pub async fn ask_for(cx: &Cx, member: Option<MemberId>, text: &str) -> Result<(Account, Entry)> {
    let account = super::accounts::look_up(cx, text).await?;
    let entry = ask(cx, member, &account).await?;
    Ok((account, entry))
}

/// Asks an actor for its consent to be shown here and in our collections.
pub async fn ask(cx: &Cx, member: Option<MemberId>, account: &Account) -> Result<Entry> {
    let facts = facts_of(cx, account).await?;
    if account.is_local() {
        return list_own(cx, member, account, &facts).await;
    }
    let is_here = account.is_active() && account.profile.moved_to.is_none();
    rules::may_ask(&facts, account.discoverable, is_here).map_err(Error::refused)?;
    let house = super::accounts::coalition(cx).await?;
    let signer = keyring::for_requests(cx, house.id).await?;
    let (id, now) = (cx.activity_id(), cx.now());
    let uri = outbox::activity_uri(cx, id);
    let mut tx = cx.store.begin().await?;
    if consent::is_refused(&mut tx, house.id, account.id).await? {
        return Err(Error::says("refusal-directory-blocked"));
    }
    directory::meet(&mut tx, account.id, &facts, now).await?;
    let mut entry = directory::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    entry.state =
        rules::step(entry.state, Step::Ask).ok_or_else(|| Error::refused(rules::Refusal::Listed))?;
    let page = match entry.page {
        Some(page) => page,
        None => directory::page_with_room(&mut tx).await?,
    };
    entry =
        Entry { page: Some(page), request_uri: Some(uri.clone()), stamp_uri: None, state_at: now, ..entry };
    directory::set(&mut tx, &entry).await?;
    let collection = featured::collection_uri(cx, page);
    let body = wire::request(&uri, house.uri.as_str(), account.uri.as_str(), &collection);
    let telling = Telling {
        id,
        uri,
        actor: house.id,
        kind: "FeatureRequest",
        object_uri: account.uri.as_str(),
        body: outbox::exact(&body),
        is_public: false,
        to: vec![To::Account(Box::new(account.clone()))],
    };
    outbox::tell(cx, &mut tx, &signer, telling).await?;
    audit::write(&mut tx, cx.row_id(), member, "directory.ask", account.uri.as_str(), now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(entry)
}

/// Lists an actor of ours: the switch at the desk is its consent, and the stamp is ours.
async fn list_own(cx: &Cx, member: Option<MemberId>, account: &Account, facts: &Facts) -> Result<Entry> {
    if facts.kind.is_none() || !account.is_active() {
        return Err(Error::refused(rules::Refusal::NoEntry));
    }
    let house = super::accounts::coalition(cx).await?;
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    directory::meet(&mut tx, account.id, facts, now).await?;
    let entry = directory::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    if entry.state == EntryState::Listed {
        return Err(Error::refused(rules::Refusal::Listed));
    }
    let page = directory::page_with_room(&mut tx).await?;
    let request = Request {
        id: cx.row_id(),
        account: account.id,
        by: house.id,
        collection_uri: featured::collection_uri(cx, page),
        request_uri: featured::collection_uri(cx, page),
        state: RequestState::Accepted,
        created_at: now,
    };
    let stamp = directory_requests::save(&mut tx, &request).await?;
    let entry = Entry {
        state: EntryState::Listed,
        page: Some(page),
        request_uri: None,
        stamp_uri: Some(consent::stamp_uri(cx, account, stamp)),
        state_at: now,
        ..entry
    };
    directory::set(&mut tx, &entry).await?;
    featured::tell(cx, &mut tx, &house, page).await?;
    audit::write(&mut tx, cx.row_id(), member, "directory.list", &account.username, now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(entry)
}

/// Takes an entry out of the directory and tells whom it was about, whose stamp is of no use any more.
pub async fn remove(cx: &Cx, member: Option<MemberId>, account: &Account) -> Result<Entry> {
    let house = super::accounts::coalition(cx).await?;
    let signer = keyring::for_requests(cx, house.id).await?;
    let now = cx.now();
    let mut tx = cx.store.begin().await?;
    let before = directory::find(&mut tx, account.id).await?.ok_or(Error::NotFound)?;
    let state = rules::step(before.state, Step::Remove).ok_or(Error::NotFound)?;
    let entry =
        Entry { state, page: None, request_uri: None, stamp_uri: None, state_at: now, ..before.clone() };
    directory::set(&mut tx, &entry).await?;
    peer_lists::forget(&mut tx, account.id).await?;
    let page = before.page.unwrap_or(1);
    if let Some(request) = before.request_uri.filter(|_| !account.is_local()) {
        let id = cx.activity_id();
        let uri = outbox::activity_uri(cx, id);
        let collection = featured::collection_uri(cx, page);
        let asked = wire::request(&request, house.uri.as_str(), account.uri.as_str(), &collection);
        let body = wire::undo_request(&uri, house.uri.as_str(), &asked);
        let telling = Telling {
            id,
            uri,
            actor: house.id,
            kind: "Undo",
            object_uri: account.uri.as_str(),
            body: outbox::exact(&body),
            is_public: false,
            to: vec![To::Account(Box::new(account.clone()))],
        };
        outbox::tell(cx, &mut tx, &signer, telling).await?;
    }
    if before.state == EntryState::Listed {
        featured::tell(cx, &mut tx, &house, page).await?;
    }
    audit::write(&mut tx, cx.row_id(), member, "directory.remove", account.uri.as_str(), now).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(entry)
}

/// What the coalition says about itself for directories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnWords {
    /// Fields of work, by their words.
    pub sectors: Vec<String>,
    /// Codes of regions.
    pub regions: Vec<String>,
    /// Language tags.
    pub languages: Vec<String>,
}

/// Says what the coalition works on, where, and in which languages; followers are told.
pub async fn describe_own(cx: &Cx, member: Option<MemberId>, words: OwnWords) -> Result<()> {
    let mut house = super::accounts::coalition(cx).await?;
    let facts = &mut house.profile.facts;
    facts.sectors = each(&words.sectors, |word| {
        Sector::parse(word)
            .ok_or_else(|| Error::refused(Refusal::new("refusal-directory-no-sector").name("name", word)))
    })?;
    facts.regions = each(&words.regions, |code| campaign::region(code).map_err(Error::refused))?;
    facts.languages = each(&words.languages, |tag| {
        let language = Language::parse(tag).ok_or_else(|| campaign::Refusal::Language(tag.to_owned()));
        language.map(|language| language.tag().to_owned()).map_err(Error::refused)
    })?;
    let now = cx.now();
    house.fetched_at = now.max(house.fetched_at.plus(1));
    let facts = facts_of(cx, &house).await?;
    let mut tx = cx.store.begin().await?;
    accounts::save(&mut tx, &house).await?;
    if directory::find(&mut tx, house.id).await?.is_some() {
        directory::meet(&mut tx, house.id, &facts, now).await?;
    }
    outbox::tell_profile(cx, &mut tx, &house).await?;
    audit::write(&mut tx, cx.row_id(), member, "directory.describe", &house.username, now).await?;
    tx.commit().await?;
    cx.actor_texts.invalidate(&house.username);
    cx.wake.lanes.notify_one();
    Ok(())
}

fn each<T: PartialEq>(words: &[String], read: impl Fn(&str) -> Result<T>) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for word in words.iter().map(|word| word.trim()).filter(|word| !word.is_empty()) {
        let one = read(word)?;
        if !found.contains(&one) {
            found.push(one);
        }
    }
    if found.len() > rules::MOST_OF_A_KIND {
        return Err(Error::refused(
            Refusal::new("refusal-directory-many").count("count", rules::MOST_OF_A_KIND),
        ));
    }
    Ok(found)
}

/// A campaign of ours has changed: what it says is found by its new words, where it stands in the directory.
pub(super) async fn campaign_changed(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    facts: &Facts,
) -> Result<()> {
    if directory::find(&mut *tx, account).await?.is_some() {
        directory::meet(tx, account, facts, app.now()).await?;
    }
    Ok(())
}

/// Others may ask to show ours from now on, or nobody may any more: then every stamp that was given is taken back.
pub async fn set_open(cx: &Cx, member: Option<MemberId>, open: bool) -> Result<()> {
    let mut tx = cx.store.begin().await?;
    meta::save(&mut tx, SHOWN_ELSEWHERE, if open { "yes" } else { "no" }).await?;
    if !open {
        consent::revoke_all(cx, &mut tx).await?;
    }
    let subject = if open { "open" } else { "closed" };
    audit::write(&mut tx, cx.row_id(), member, "directory.open", subject, cx.now()).await?;
    tx.commit().await?;
    cx.actor_texts.invalidate_all();
    // The document says who may show it; what followers have is told anew, now that it holds.
    let house = super::accounts::coalition(cx).await?;
    let mut tx = cx.store.begin().await?;
    outbox::tell_profile(cx, &mut tx, &house).await?;
    tx.commit().await?;
    cx.wake.lanes.notify_one();
    Ok(())
}

/// Whether others may ask to show ours.
pub async fn is_open(app: &App) -> Result<bool> {
    Ok(crate::remote::actor_document::is_open(app).await?)
}
