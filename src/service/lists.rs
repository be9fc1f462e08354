//! Lists of people that a member reads apart from their home. Only the owner knows that a list exists.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::ids::{AccountId, RowId};
use crate::domain::list::RepliesPolicy;
use crate::domain::text;
use crate::store::{accounts, follows, lists, pages};

pub use crate::store::lists::List;

use super::lines::{Page, Window};
use super::{Error, Result, surface};

/// The most lists that one owner has.
pub const MOST: i64 = 100;
/// The most people that one request names.
pub const MOST_NAMED: usize = 200;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 255;

/// What is said of a list; `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Its title.
    pub title: Option<String>,
    /// Which answers come into it.
    pub replies: Option<RepliesPolicy>,
    /// Its people's posts leave home.
    pub is_exclusive: Option<bool>,
}

fn titled(title: &str) -> Result<String> {
    let title = text::clean_line(title, LONGEST_TITLE);
    if title.is_empty() {
        return Err(Error::refused("Validation failed: Title can't be blank"));
    }
    Ok(title)
}

/// Every list of an owner.
pub async fn list(app: &App, owner: AccountId) -> Result<Vec<List>> {
    Ok(lists::of_owner(&app.store, owner).await?)
}

/// A list of its owner; somebody else's is not found (A173).
pub async fn find(app: &App, owner: AccountId, id: RowId) -> Result<List> {
    lists::find(&app.store, owner, id).await?.ok_or(Error::NotFound)
}

/// Makes a list.
pub async fn create(app: &App, owner: AccountId, said: Said) -> Result<List> {
    let list = List {
        id: app.row_id(),
        owner,
        title: titled(said.title.as_deref().unwrap_or_default())?,
        replies: said.replies.unwrap_or_default(),
        is_exclusive: said.is_exclusive.unwrap_or(false),
    };
    let mut tx = app.store.begin().await?;
    if lists::count(&mut tx, owner).await? >= MOST {
        return Err(Error::refused(format!("Validation failed: There can be {MOST} lists at most")));
    }
    lists::create(&mut tx, &list, app.now()).await?;
    tx.commit().await?;
    Ok(list)
}

/// Changes a list. Made exclusive, what its people wrote leaves home; made open, only what they write from now on comes
/// back.
pub async fn change(app: &App, owner: AccountId, id: RowId, said: Said) -> Result<List> {
    let mut tx = app.store.begin().await?;
    let mut list = lists::find(&mut tx, owner, id).await?.ok_or(Error::NotFound)?;
    let was_exclusive = list.is_exclusive;
    if let Some(title) = said.title {
        list.title = titled(&title)?;
    }
    list.replies = said.replies.unwrap_or(list.replies);
    list.is_exclusive = said.is_exclusive.unwrap_or(list.is_exclusive);
    lists::change(&mut tx, &list).await?;
    if list.is_exclusive && !was_exclusive {
        surface::made_exclusive(&mut tx, &list).await?;
    }
    tx.commit().await?;
    Ok(list)
}

/// Takes a list away.
pub async fn delete(app: &App, owner: AccountId, id: RowId) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !lists::delete(&mut tx, owner, id).await? {
        return Err(Error::NotFound);
    }
    Ok(tx.commit().await?)
}

/// People of a list, newest id first.
pub async fn people(app: &App, owner: AccountId, id: RowId, window: Window) -> Result<Vec<Account>> {
    find(app, owner, id).await?;
    Ok(lists::people(&app.store, id, window).await?)
}

/// Puts people into a list: all of them, or nobody when one is not followed by the owner or is in it already.
pub async fn add(app: &App, owner: AccountId, id: RowId, people: &[AccountId]) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let list = lists::find(&mut tx, owner, id).await?.ok_or(Error::NotFound)?;
    for person in people {
        if accounts::find(&mut tx, *person).await?.is_none() {
            return Err(Error::NotFound);
        }
        if !follows::is_accepted(&mut tx, owner, *person).await? {
            return Err(Error::NotFound);
        }
        if !lists::add(&mut tx, &list, *person).await? {
            return Err(Error::refused("Validation failed: Account has already been taken"));
        }
        surface::joined(&mut tx, &list, *person).await?;
    }
    Ok(tx.commit().await?)
}

/// Takes people out of a list; who is not in it is passed over.
pub async fn remove(app: &App, owner: AccountId, id: RowId, people: &[AccountId]) -> Result<()> {
    let mut tx = app.store.begin().await?;
    let list = lists::find(&mut tx, owner, id).await?.ok_or(Error::NotFound)?;
    for person in people {
        lists::remove(&mut tx, list.id, *person).await?;
        surface::left(&mut tx, list.id, *person).await?;
    }
    Ok(tx.commit().await?)
}

/// The lists of an owner that somebody is in.
pub async fn holding(app: &App, owner: AccountId, person: AccountId) -> Result<Vec<List>> {
    Ok(lists::holding(&app.store, owner, person).await?)
}

/// A page of a list's timeline.
pub async fn page(app: &App, owner: AccountId, id: RowId, window: Window) -> Result<Page> {
    find(app, owner, id).await?;
    Page::of(app, Some(owner), pages::of_list(&app.store, owner, id, window).await?).await
}
