//! What an account here has been told: its notifications, with the posts they are about as far as it may see them.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::notification::{GroupKey, NotificationKind};
use crate::store::{markers, notifications};

pub use crate::store::notifications::{NotificationRecord, Wanted};

use super::lines::Window;
use super::{Error, Result};

/// A page of the wanted notifications, newest first.
pub async fn page(
    app: &App,
    account: AccountId,
    wanted: &Wanted,
    window: Window,
) -> Result<Vec<NotificationRecord>> {
    let mut found = notifications::page(&app.store, account, wanted, window, app.now()).await?;
    found.sort_unstable_by_key(|n| std::cmp::Reverse(n.id));
    Ok(found)
}

/// One notification of this account.
pub async fn find(app: &App, account: AccountId, id: RowId) -> Result<NotificationRecord> {
    notifications::find(&app.store, account, id).await?.ok_or(Error::NotFound)
}

/// How many of the wanted ones the account has not read; counting ends at `most`.
pub async fn count_unread(app: &App, account: AccountId, wanted: &Wanted, most: i64) -> Result<i64> {
    let read = read_up_to(app, account).await?;
    Ok(notifications::count(&app.store, account, wanted, read, most, app.now()).await?)
}

/// How far the account says that it has read: its marker. Without one everything that was not dismissed is unread.
async fn read_up_to(app: &App, account: AccountId) -> Result<i64> {
    let markers = markers::all_of(&app.store, account).await?;
    Ok(markers.iter().find(|marker| marker.timeline == "notifications").map_or(0, |m| m.last_read_id))
}

/// Notifications that are shown as one.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they have in common.
    pub key: GroupKey,
    /// The newest of them all.
    pub newest: NotificationRecord,
    /// How many there are.
    pub count: i64,
    /// The newest who did it.
    pub people: Vec<AccountId>,
    /// The oldest and the newest of them on the page that was asked for.
    pub on_page: Option<(NotificationRecord, NotificationRecord)>,
}

/// A page of groups.
#[derive(Clone, Debug, Default)]
pub struct GroupPage {
    /// Newest first.
    pub groups: Vec<Group>,
    /// The first and the last notification that the page went over.
    pub span: Option<(i64, i64)>,
    /// Whether there may be more.
    pub is_full: bool,
}

/// How many people of a group are shown.
const SAMPLE: i64 = 8;
/// How many notifications are read at once, and how often, to fill a page.
const CHUNK: i64 = 80;
const MOST_CHUNKS: usize = 12;

/// The notifications of a page by their group, in the order they were read, and whether there may be more.
async fn gather(
    app: &App,
    account: AccountId,
    wanted: &Wanted,
    grouped: &[NotificationKind],
    window: Window,
) -> Result<(Vec<(GroupKey, Vec<NotificationRecord>)>, bool)> {
    let mut found: Vec<(GroupKey, Vec<NotificationRecord>)> = Vec::new();
    let mut rest = Window { limit: CHUNK, ..window };
    for _ in 0..MOST_CHUNKS {
        let chunk = notifications::page(&app.store, account, wanted, rest, app.now()).await?;
        let is_last = i64::try_from(chunk.len()).is_ok_and(|n| n < CHUNK);
        for record in chunk {
            if rest.upwards {
                rest.above = record.id.0;
            } else {
                rest.below = record.id.0;
            }
            let key = GroupKey::of(record.id, record.kind, record.post, grouped);
            if let Some((_, members)) = found.iter_mut().find(|(known, _)| *known == key) {
                members.push(record);
            } else if i64::try_from(found.len()).is_ok_and(|n| n < window.limit) {
                found.push((key, vec![record]));
            } else {
                return Ok((found, true));
            }
        }
        if is_last {
            return Ok((found, false));
        }
    }
    Ok((found, true))
}

/// A page of the wanted notifications, those of these kinds in groups. A group that goes on beyond the page shows again
/// on the next one.
pub async fn groups(
    app: &App,
    account: AccountId,
    wanted: &Wanted,
    grouped: &[NotificationKind],
    window: Window,
) -> Result<GroupPage> {
    let (found, is_full) = gather(app, account, wanted, grouped, window).await?;
    let ids = || found.iter().flat_map(|(_, members)| members).map(|n| n.id.0);
    let span = ids().max().zip(ids().min());
    let mut groups = Vec::with_capacity(found.len());
    for (key, mut members) in found {
        members.sort_unstable_by_key(|n| n.id);
        let on_page = members.first().cloned().zip(members.last().cloned());
        let Some((_, newest)) = on_page.clone() else { continue };
        let count = i64::try_from(members.len()).unwrap_or(i64::MAX);
        let mut group = Group { key, count, people: vec![newest.from], newest, on_page };
        if let (GroupKey::Many { .. }, Some(whole)) = (key, group_of(app, account, &key).await?) {
            group = Group { on_page: group.on_page, ..whole };
        }
        groups.push(group);
    }
    groups.sort_unstable_by_key(|group| std::cmp::Reverse(group.newest.id));
    Ok(GroupPage { groups, span, is_full })
}

/// How many groups the account has not read; counting ends at `most`.
pub async fn count_groups(
    app: &App,
    account: AccountId,
    wanted: &Wanted,
    grouped: &[NotificationKind],
    most: i64,
) -> Result<usize> {
    let above = read_up_to(app, account).await?;
    let window = Window { below: i64::MAX, above, upwards: false, limit: most };
    Ok(gather(app, account, wanted, grouped, window).await?.0.len())
}

async fn group_of(app: &App, account: AccountId, key: &GroupKey) -> Result<Option<Group>> {
    let members = notifications::of_group(&app.store, account, key, SAMPLE, app.now()).await?;
    let Some(newest) = members.first().cloned() else { return Ok(None) };
    let count = notifications::count_group(&app.store, account, key, app.now()).await?;
    let people = members.iter().map(|n| n.from).collect();
    Ok(Some(Group { key: *key, newest, count, people, on_page: None }))
}

/// One group.
pub async fn group(app: &App, account: AccountId, key: &GroupKey) -> Result<Group> {
    group_of(app, account, key).await?.ok_or(Error::NotFound)
}

/// Those who did what a group tells of, newest first, at most so many.
pub async fn people(app: &App, account: AccountId, key: &GroupKey, most: i64) -> Result<Vec<AccountId>> {
    let members = notifications::of_group(&app.store, account, key, most, app.now()).await?;
    if members.is_empty() {
        return Err(Error::NotFound);
    }
    Ok(members.into_iter().map(|n| n.from).collect())
}
