//! Collections of those who stand in the directory, so that a reader at Mastodon can follow all of them at once
//! (FEP-7aa9). Nobody is in one without a stamp of their own.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::audience::PUBLIC;
use crate::domain::visibility::Visibility;
use crate::store::directory::Entry;
use crate::store::{Reads, Tx, accounts, activities, directory};
use crate::wire::Json;
use crate::wire::directory::{self as wire, FeaturedOut};

use super::outbox::{self, Telling, To};
use super::posts::Signers;
use super::{Error, Result};

/// The most collections; with 25 in each, that is more partners than anybody follows.
const MOST_PAGES: i64 = 200;

fn base(app: &App) -> String {
    app.url(&format!("/actors/{}/collections", app.config.coalition.handle))
}

/// The id of the collection of this number.
pub(super) fn collection_uri(app: &App, page: i64) -> String {
    format!("{}/{page}", base(app))
}

/// The collection of this number, with its proof. The first is there even when nobody stands in it.
pub async fn document(app: &App, page: i64) -> Result<Json> {
    let is_known = page == 1 || directory::pages(&app.store).await?.contains(&page);
    if !is_known || !(1..=MOST_PAGES).contains(&page) {
        return Err(Error::NotFound);
    }
    let house = super::accounts::coalition(app).await?;
    let entries = directory::in_collection(&app.store, house.id, page).await?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.account.0).collect();
    let found = accounts::find_many(&app.store, &ids).await?;
    written(app, &house, page, &entries, &found).await
}

async fn written(
    app: &App,
    house: &Account,
    page: i64,
    entries: &[Entry],
    accounts: &[Account],
) -> Result<Json> {
    let policy = app.domains.policy();
    let item = |entry: &Entry| {
        let account = accounts.iter().find(|account| account.id == entry.account)?;
        let is_welcome = account.is_local() || policy.admits(&account.uri.authority());
        let stamp = entry.stamp_uri.clone().filter(|_| is_welcome)?;
        Some(FeaturedOut {
            id: format!("{}/items/{}", base(app), account.id),
            actor: account.uri.as_str().to_owned(),
            kind: account.kind,
            stamp,
        })
    };
    let items: Vec<FeaturedOut> = entries.iter().filter_map(item).collect();
    let changed = entries.iter().map(|entry| entry.state_at).max().unwrap_or(house.created_at);
    let name = if page == 1 {
        format!("Partners of {}", house.name)
    } else {
        format!("Partners of {} ({page})", house.name)
    };
    let words =
        (name.as_str(), "Coalitions and campaigns that work together. Each of them agreed to be here.", "en");
    let times = (house.created_at, changed);
    let whole = wire::featured(&collection_uri(app, page), house.uri.as_str(), words, times, &items);
    Signers::of(app, house).await?.proven(app, Visibility::Public, whole)
}

/// Every collection, whole.
pub async fn index(app: &App) -> Result<Json> {
    let house = super::accounts::coalition(app).await?;
    let mut pages = directory::pages(&app.store).await?;
    if pages.is_empty() {
        pages.push(1);
    }
    let mut items = Vec::new();
    for page in pages.into_iter().filter(|page| (1..=MOST_PAGES).contains(page)) {
        items.push(document(app, page).await?);
    }
    let total = i64::try_from(items.len()).unwrap_or(0);
    Ok(wire::collection(&base(app), house.uri.as_str(), total, &items, None))
}

/// Tells followers of the coalition how a collection looks now, in the transaction of the change.
pub(super) async fn tell(app: &App, tx: &mut Tx, house: &Account, page: i64) -> Result<()> {
    let entries = directory::in_collection(&mut *tx, house.id, page).await?;
    let ids: Vec<i64> = entries.iter().map(|entry| entry.account.0).collect();
    let found = accounts::find_many(&mut *tx, &ids).await?;
    let whole = written(app, house, page, &entries, &found).await?;
    let signers = Signers::of(app, house).await?;
    let id = app.activity_id();
    let uri = outbox::activity_uri(app, id);
    let collection = collection_uri(app, page);
    // Whoever never heard of the collection learns of it with an Add; an Update alone means nothing to them.
    let is_new = !was_told(&mut *tx, &collection).await?;
    let listed = base(app);
    let to = [PUBLIC.to_owned()];
    let cc: Vec<String> = house.followers.iter().cloned().collect();
    let activity = wire::tell(&uri, &whole, is_new.then_some(listed.as_str()), &to, &cc);
    let telling = Telling {
        id,
        uri,
        actor: house.id,
        kind: if is_new { "Add" } else { "Update" },
        object_uri: &collection,
        body: outbox::exact(&signers.proven(app, Visibility::Public, activity)?),
        is_public: true,
        to: vec![To::FollowersOf(house.id)],
    };
    outbox::tell(app, tx, &signers.requests, telling).await
}

async fn was_told(db: impl Reads, collection: &str) -> Result<bool> {
    Ok(activities::any_about(db, collection).await?)
}
