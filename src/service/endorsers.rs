//! Who has endorsed something of ours, as everybody sees it: on pages, in the collection, in what other servers show.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::endorsement::EndorsementState;
use crate::domain::ids::AccountId;
use crate::domain::time::Time;
use crate::store::endorsements::{self, EndorsementRecord};
use crate::store::{Tx, accounts, polls, posts};

use super::endorsable::{Ours, ours};
use super::outbox;
use super::posts::Signers;
use super::{Error, Result};

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

/// Writes who has endorsed a statement into what other servers show of it, and tells everybody who was told of it. The
/// pages of a campaign read it from the rows; its document changes with nothing.
pub(super) async fn refresh(app: &App, tx: &mut Tx, object: &Ours) -> Result<()> {
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
