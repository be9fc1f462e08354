//! Hashtags: following them, showing them on a profile, and how often they are used.

use crate::app::App;
use crate::domain::ids::{AccountId, RowId, first_at};
use crate::domain::text;
use crate::domain::time::DAY;
use crate::store::tags;

pub use crate::store::tags::{DayOfTag, FeaturedTag};

use super::lines::Window;
use super::{Error, Result};

/// The most tags that one account follows.
const MOST_FOLLOWED: i64 = 500;
/// The most tags that one profile shows.
pub const MOST_FEATURED: usize = 10;
/// How many days a tag's history has.
pub const DAYS: i64 = 7;

/// A hashtag with what is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Lower-case, without `#`.
    pub name: String,
    /// Today first, always as many days as [`DAYS`].
    pub days: Vec<DayOfTag>,
    /// Whether the one who asks follows it; `None` for nobody in particular.
    pub is_followed: Option<bool>,
}

/// The name of a tag as it is kept; what cannot be a tag is refused.
pub fn named(typed: &str) -> Result<String> {
    text::hashtag_name(typed).ok_or_else(|| Error::refused("Validation failed: Name is not a hashtag"))
}

/// These days without gaps, today first.
pub(super) fn filled(app: &App, found: &[DayOfTag]) -> Vec<DayOfTag> {
    let today = app.now().0 / DAY;
    (0..DAYS)
        .map(|back| today - back)
        .map(|day| {
            found.iter().find(|d| d.day == day).copied().unwrap_or(DayOfTag { day, uses: 0, people: 0 })
        })
        .collect()
}

/// Tags by name, as this viewer sees them, in the order they are named.
pub async fn described(app: &App, viewer: Option<AccountId>, names: &[String]) -> Result<Vec<Tag>> {
    let followed = match viewer {
        Some(viewer) => Some(tags::are_followed(&app.store, viewer, names).await?),
        None => None,
    };
    let from = first_at(app.now().plus(-DAYS * DAY));
    let mut described = Vec::new();
    for name in names {
        let days = filled(app, &tags::history(&app.store, name, from).await?);
        let is_followed = followed.as_ref().map(|followed| followed.contains(name));
        described.push(Tag { name: name.clone(), days, is_followed });
    }
    Ok(described)
}

async fn one(app: &App, viewer: Option<AccountId>, name: String) -> Result<Tag> {
    described(app, viewer, &[name]).await?.pop().ok_or(Error::NotFound)
}

/// A tag by its name, whether it was ever used or not.
pub async fn show(app: &App, viewer: Option<AccountId>, typed: &str) -> Result<Tag> {
    one(app, viewer, named(typed).map_err(|_| Error::NotFound)?).await
}

/// Somebody follows a tag.
pub async fn follow(app: &App, account: AccountId, typed: &str) -> Result<Tag> {
    let name = named(typed)?;
    let mut tx = app.store.begin().await?;
    if tags::count_followed(&mut tx, account).await? >= MOST_FOLLOWED {
        return Err(Error::refused(format!("You can follow {MOST_FOLLOWED} hashtags at most")));
    }
    tags::follow(&mut tx, app.row_id(), account, &name, app.now()).await?;
    tx.commit().await?;
    one(app, Some(account), name).await
}

/// Somebody follows a tag no longer.
pub async fn unfollow(app: &App, account: AccountId, typed: &str) -> Result<Tag> {
    let name = named(typed)?;
    let mut tx = app.store.begin().await?;
    tags::unfollow(&mut tx, account, &name).await?;
    tx.commit().await?;
    one(app, Some(account), name).await
}

/// A page of the tags that somebody follows, with the ids that the page goes by.
pub async fn followed(
    app: &App,
    account: AccountId,
    window: Window,
) -> Result<(Vec<Tag>, Option<(i64, i64)>)> {
    let rows = tags::followed(&app.store, account, window).await?;
    let span = rows.first().zip(rows.last()).map(|(first, last)| (first.0.0, last.0.0));
    let names: Vec<String> = rows.into_iter().map(|(_, tag)| tag).collect();
    Ok((described(app, Some(account), &names).await?, span))
}

/// Tags on somebody's profile.
pub async fn featured(app: &App, account: AccountId) -> Result<Vec<FeaturedTag>> {
    Ok(tags::featured(&app.store, account).await?)
}

/// Shows a tag on a profile; shown already, it is the same one.
pub async fn feature(app: &App, account: AccountId, typed: &str) -> Result<FeaturedTag> {
    let name = named(typed)?;
    let mut tx = app.store.begin().await?;
    let shown = tags::featured(&mut tx, account).await?;
    if shown.len() >= MOST_FEATURED && shown.iter().all(|tag| tag.tag != name) {
        return Err(Error::refused(format!(
            "Validation failed: There can be {MOST_FEATURED} featured hashtags at most"
        )));
    }
    tags::feature(&mut tx, app.row_id(), account, &name, app.now()).await?;
    let shown = tags::featured(&mut tx, account).await?;
    tx.commit().await?;
    shown.into_iter().find(|tag| tag.tag == name).ok_or(Error::NotFound)
}

/// Shows a tag no longer; somebody else's is not found (A173).
pub async fn unfeature(app: &App, account: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !tags::unfeature(&mut tx, account, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// Tags that somebody uses and could show.
pub async fn suggested(app: &App, account: AccountId) -> Result<Vec<Tag>> {
    let names = tags::used_by(&app.store, account).await?;
    described(app, Some(account), &names).await
}
