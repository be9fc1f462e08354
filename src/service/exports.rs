//! What members take along: whom they follow, block and mute, their lists and bookmarks, as files that other servers
//! read.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::transfer::{self, Entry, Kind};
use crate::store::people::{self, Circle};
use crate::store::{accounts, bookmarks, domain_blocks, lists, mutes, relationships};

use super::lines::{self, Window};
use super::{Error, Result, posts};

/// So many are read at a time.
const PART: i64 = 500;

/// How much there is to take along.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stats {
    /// Accepted followers.
    pub followers: i64,
    /// Accounts they follow.
    pub following: i64,
    /// Posts they wrote.
    pub posts: i64,
    /// Their lists.
    pub lists: i64,
    /// Accounts they block.
    pub blocks: i64,
    /// Accounts they mute.
    pub mutes: i64,
}

/// The file of this kind.
pub async fn file(app: &App, account: &Account, kind: Kind) -> Result<String> {
    Ok(transfer::write(kind, &entries(app, account, kind).await?))
}

/// How much there is to take along.
pub async fn stats(app: &App, account: &Account) -> Result<Stats> {
    let numbers = lines::numbers(app, &[account.id.0]).await?.remove(&account.id.0).unwrap_or_default();
    let count = |ids: Vec<i64>| i64::try_from(ids.len()).unwrap_or(i64::MAX);
    Ok(Stats {
        followers: numbers.followers,
        following: numbers.following,
        posts: numbers.posts,
        lists: lists::count(&app.store, account.id).await?,
        blocks: count(ids(app, account.id, Kind::Blocks).await?),
        mutes: count(ids(app, account.id, Kind::Mutes).await?),
    })
}

/// Everything of this kind, in the order of servers and names.
pub async fn entries(app: &App, account: &Account, kind: Kind) -> Result<Vec<Entry>> {
    let mut all = match kind {
        Kind::Following | Kind::Followers | Kind::Blocks | Kind::Mutes => {
            let ids = ids(app, account.id, kind).await?;
            people_of(app, account.id, kind, &ids).await?
        }
        Kind::Lists => listed(app, account.id).await?,
        Kind::DomainBlocks => domains(app, account.id).await?,
        Kind::Bookmarks => return kept(app, account).await,
    };
    let place = |entry: &Entry| {
        let (name, host) = entry.subject.split_once('@').unwrap_or((&entry.subject, ""));
        (entry.list.clone(), host.to_owned(), name.to_owned())
    };
    all.sort_by_cached_key(place);
    Ok(all)
}

/// `name@host`, as every server understands it.
fn address(app: &App, account: &Account) -> String {
    if account.is_local() {
        format!("{}@{}", account.username, app.config.handle_domain())
    } else {
        account.acct()
    }
}

async fn ids(app: &App, account: AccountId, kind: Kind) -> Result<Vec<i64>> {
    let mut all: Vec<i64> = Vec::new();
    let mut below = i64::MAX;
    loop {
        let window = Window { below, above: 0, upwards: false, limit: PART };
        let part = match kind {
            Kind::Mutes => mutes::page(&app.store, account, window, app.now()).await?,
            Kind::Blocks => people::circle(&app.store, Circle::Blocked, account, window).await?,
            Kind::Followers => people::circle(&app.store, Circle::Followers, account, window).await?,
            _ => people::circle(&app.store, Circle::Following, account, window).await?,
        };
        let Some((last, _)) = part.last() else { return Ok(all) };
        below = *last;
        all.extend(part.into_iter().map(|(_, id)| id));
    }
}

async fn people_of(app: &App, account: AccountId, kind: Kind, ids: &[i64]) -> Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(ids.len());
    for part in ids.chunks(usize::try_from(PART).unwrap_or(1)) {
        let relations = match kind {
            Kind::Following | Kind::Mutes => {
                relationships::of_many(&app.store, account, part, app.now()).await?
            }
            _ => Vec::new(),
        };
        for person in accounts::find_many(&app.store, part).await? {
            let relation = relations.iter().find(|relation| relation.id == person.id);
            let follows = relation.filter(|_| kind == Kind::Following);
            entries.push(Entry {
                subject: address(app, &person),
                id: Some(person.id.0),
                boosts: follows.map(|relation| relation.wishes.boosts),
                notify: follows.map(|relation| relation.wishes.notify),
                languages: follows.map(|relation| relation.wishes.languages.clone()),
                notifications: relation.and_then(|r| r.mute).map(|mute| mute.notifications),
                ..Entry::default()
            });
        }
    }
    Ok(entries)
}

async fn listed(app: &App, account: AccountId) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    for list in lists::of_owner(&app.store, account).await? {
        for person in people_in(app, list.id).await? {
            let subject = address(app, &person);
            let (id, list) = (Some(person.id.0), Some(list.title.clone()));
            entries.push(Entry { subject, id, list, ..Entry::default() });
        }
    }
    Ok(entries)
}

async fn people_in(app: &App, list: RowId) -> Result<Vec<Account>> {
    let mut all: Vec<Account> = Vec::new();
    loop {
        let below = all.last().map_or(i64::MAX, |person| person.id.0);
        let window = Window { below, above: 0, upwards: false, limit: PART };
        let part = lists::people(&app.store, list, window).await?;
        if part.is_empty() {
            return Ok(all);
        }
        all.extend(part);
    }
}

async fn domains(app: &App, account: AccountId) -> Result<Vec<Entry>> {
    // Nobody can block more than a thousand.
    let all = domain_blocks::page(&app.store, account, Window::whole(i64::from(u16::MAX))).await?;
    Ok(all.into_iter().map(|(_, subject)| Entry { subject, ..Entry::default() }).collect())
}

/// Bookmarks, newest first, as far as their owner may still see what they mark.
async fn kept(app: &App, account: &Account) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let mut below = i64::MAX;
    loop {
        let window = Window { below, above: 0, upwards: false, limit: PART };
        let part = bookmarks::page(&app.store, account.id, window).await?;
        let Some(last) = part.last() else { return Ok(entries) };
        below = last.0;
        for (_, post, _) in part {
            match posts::visible(app, crate::domain::ids::PostId(post), Some(account)).await {
                Ok(post) => {
                    let subject = post.uri.as_str().to_owned();
                    entries.push(Entry { subject, id: Some(post.id.0), ..Entry::default() });
                }
                Err(Error::NotFound) => {}
                Err(e) => return Err(e),
            }
        }
    }
}
