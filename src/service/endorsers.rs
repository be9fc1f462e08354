//! Who has endorsed something of ours, as everybody sees it: on pages, in the collection, in what other servers show.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::campaign::Campaign;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::{AccountId, PostId};
use crate::domain::time::Time;
use crate::domain::uri::Uri;
use crate::remote::actor_document;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, accounts, campaigns, polls, posts};
use crate::wire::endorsement as wire;

use super::endorsable::{Ours, ours};
use super::outbox;
use super::posts::Signers;
use super::{Error, Result, campaign_face};

/// The most endorsements of one text that are read at once.
pub const MOST: i64 = 1_000;

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
        let Some(account) = all.iter().find(|one| one.id == record.account) else { continue };
        if !stands(app, account, &record) {
            continue;
        }
        let counts = record.state == EndorsementState::Accepted && record.digest == object.what.digest;
        found.retain(|one| one.record.account != record.account);
        found.push(Endorser { account: account.clone(), record, counts });
    }
    found.sort_by_key(|one| !one.counts);
    Ok(found)
}

/// Whether this endorser may stand beside our words at all, wherever they stand: here, in profiles, on other servers. Nobody does
/// who is suspended here or whose domain is blocked, and no proof does that says itself that it has ended.
fn stands(app: &App, account: &Account, record: &EndorsementRecord) -> bool {
    let ends = record.document.as_deref().and_then(wire::ends_at);
    account.suspended_at.is_none()
        && (account.is_local() || app.domains.policy().admits(&account.uri.authority()))
        && ends.is_none_or(|end| end > app.now())
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

/// Writes who has endorsed something into what other servers show of it, and tells everybody who was told of it.
pub(super) async fn refresh(app: &App, tx: &mut Tx, object: &Ours) -> Result<()> {
    match &object.post {
        Some(post) => refresh_statement(app, tx, object, post.id).await,
        None => Box::pin(refresh_campaign(app, tx, object)).await,
    }
}

async fn refresh_statement(app: &App, tx: &mut Tx, object: &Ours, id: PostId) -> Result<()> {
    polls::lock(tx, id).await?;
    let Some(mut post) = posts::find(&mut *tx, id).await? else { return Ok(()) };
    let names = names(app, tx, object.what.uri.as_str(), &object.what.digest).await?;
    if post.details.endorsers == names {
        return Ok(());
    }
    post.details.endorsers = names;
    // Other servers show a change only when its time is later than that of the one before.
    let before = post.edited_at.map_or(post.published_at, |at| at.max(post.published_at));
    let before = before.max(Time(post.details.endorsed_at.unwrap_or(0)));
    post.details.endorsed_at = Some(app.now().max(before.plus(1_000)).0);
    let signers = Signers::of(app, &object.author).await?;
    outbox::tell_refreshed(app, tx, &signers, &object.author, &post).await
}

/// Followers of a campaign see who stands behind it in the lines of its profile. When many come at once, the newest
/// `Update` takes the place of those that wait.
async fn refresh_campaign(app: &App, tx: &mut Tx, object: &Ours) -> Result<()> {
    let Some(campaign) = campaigns::of_account(&mut *tx, object.author.id).await? else { return Ok(()) };
    let Some(campaign) = campaigns::lock(tx, campaign.id).await? else { return Ok(()) };
    let Some(mut account) = accounts::find(&mut *tx, object.author.id).await? else { return Ok(()) };
    let before = account.profile.fields.clone();
    let names = names(app, tx, object.what.uri.as_str(), &object.what.digest).await?;
    campaign_face::show_endorsers(&mut account.profile.fields, &names, &campaign.plan);
    if account.profile.fields == before {
        return Ok(());
    }
    account.fetched_at = app.now().max(account.fetched_at.plus(1));
    accounts::save(tx, &account).await?;
    outbox::tell_campaign(app, tx, &account, &campaign).await?;
    app.actor_texts.invalidate(&campaign.handle);
    Ok(())
}

/// A campaign has changed: who endorsed what it says now stays in its profile, who endorsed what it said before does not.
pub(super) async fn keep_line(
    app: &App,
    tx: &mut Tx,
    account: &mut Account,
    campaign: &Campaign,
) -> Result<()> {
    let document = actor_document::with(app, account, Some(campaign)).await?;
    let names = match wire::digest(&document) {
        Some(digest) => names(app, tx, account.uri.as_str(), &digest).await?,
        None => Vec::new(),
    };
    campaign_face::show_endorsers(&mut account.profile.fields, &names, &campaign.plan);
    Ok(())
}

/// What those are called who have endorsed this version, in the order in which they did.
async fn names(app: &App, tx: &mut Tx, object: &str, digest: &str) -> Result<Vec<String>> {
    let records = endorsements::of_object(&mut *tx, object, MOST).await?;
    let counting = |one: &EndorsementRecord| one.state == EndorsementState::Accepted && one.digest == digest;
    let records: Vec<EndorsementRecord> = records.into_iter().filter(counting).collect();
    let ids: Vec<i64> = records.iter().map(|one| one.account.0).collect();
    let all = accounts::find_many(&mut *tx, &ids).await?;
    let name = |record: &EndorsementRecord| {
        let account = all.iter().find(|account| account.id == record.account)?;
        stands(app, account, record).then(|| account.name.clone())
    };
    Ok(records.iter().filter_map(name).collect())
}

/// Somebody is not heard here any more, or again: whatever names them is written anew, in the same transaction.
pub(super) async fn refresh_by(app: &App, tx: &mut Tx, endorser: AccountId) -> Result<()> {
    for uri in endorsements::objects_by(&mut *tx, endorser).await? {
        if let Some(object) = ours(app, &uri).await? {
            refresh(app, tx, &object).await?;
        }
    }
    Ok(())
}

/// Proofs end by themselves: whatever names somebody whose proof has ended is written anew, and everybody is told who was told of
/// it. What has been written anew already is not told again.
pub async fn refresh_ended(app: &App) -> Result<()> {
    for uri in endorsements::objects_that_end(&app.store).await? {
        let Some(object) = ours(app, &uri).await? else { continue };
        let mut tx = app.store.begin().await?;
        refresh(app, &mut tx, &object).await?;
        tx.commit().await?;
    }
    app.wake.lanes.notify_one();
    Ok(())
}

/// The rule of a domain has changed, and holds already: whatever names endorsers from there, or from below it, is written anew.
pub(super) async fn refresh_from(app: &App, domain: &str) -> Result<()> {
    let is_of = |uri: &str| {
        let host = Uri::parse(uri).map(|uri| uri.host()).unwrap_or_default();
        host.strip_suffix(domain).is_some_and(|above| above.is_empty() || above.ends_with('.'))
    };
    let mut objects: Vec<String> = Vec::new();
    for (object, endorser) in endorsements::accepted_from(&app.store).await? {
        if is_of(&endorser) && objects.last() != Some(&object) {
            objects.push(object);
        }
    }
    for uri in objects {
        let Some(object) = ours(app, &uri).await? else { continue };
        let mut tx = app.store.begin().await?;
        refresh(app, &mut tx, &object).await?;
        tx.commit().await?;
    }
    app.wake.lanes.notify_one();
    Ok(())
}
