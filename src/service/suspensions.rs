//! People of other servers who are not heard here: nothing they send has an effect, nothing of theirs is shown, and
//! nothing is sent to them (A185), and what they signed or answered counts no more. It can be taken back; what ended
//! meanwhile stays ended. Members are suspended in `staff`, whole domains blocked in `domains`.

use crate::app::App;
use crate::domain::account::Account;
use crate::domain::cursor::{self, Cursor, Stretch};
use crate::domain::ids::{AccountId, MemberId};
use crate::domain::time::Time;
use crate::store::{accounts, audit, follows as ties};

use super::{Error, Result, endorsers, event_answers, follows, pledge_aside};

/// So many the desk is shown at once.
pub const A_PAGE: i64 = 50;
/// The most follows that end in one transaction.
const MOST_TIES: i64 = 1_000;

/// Those who are suspended below this place, the latest first.
pub async fn list(app: &App, below: Cursor, most: i64) -> Result<Stretch<Account, Cursor>> {
    let most = most.clamp(1, cursor::MOST);
    Ok(Stretch::of(accounts::suspended(&app.store, below, most + 1).await?, most, place))
}

/// Where somebody who is suspended stands in the list.
pub fn place(account: &Account) -> Cursor {
    Cursor::new(account.suspended_at.unwrap_or(Time(0)), account.id.0)
}

/// Suspends somebody of another server. Follows end both ways, and they are told so before they are not told anything
/// any more.
pub async fn suspend(app: &App, by: Option<MemberId>, id: AccountId) -> Result<Account> {
    let account = elsewhere(app, id).await?;
    let mut tx = app.store.begin().await?;
    let tied = ties::local_ties(&mut tx, id, MOST_TIES).await?;
    for other in accounts::find_many(&mut tx, &tied).await? {
        follows::end(app, &mut tx, &account, &other).await?;
        follows::end(app, &mut tx, &other, &account).await?;
    }
    if !accounts::suspend(&mut tx, id, app.now()).await? {
        return Err(Error::says("refusal-people-account-suspended-already"));
    }
    pledge_aside::set_aside(app, &mut tx, &account).await?;
    event_answers::set_aside(app, &mut tx, &account).await?;
    endorsers::refresh_by(app, &mut tx, id).await?;
    audit::write(&mut tx, app.row_id(), by, "account.suspend", account.uri.as_str(), app.now()).await?;
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(account)
}

/// Lets somebody be heard again.
pub async fn lift(app: &App, by: Option<MemberId>, id: AccountId) -> Result<Account> {
    let account = elsewhere(app, id).await?;
    let mut tx = app.store.begin().await?;
    if !accounts::let_back(&mut tx, id).await? {
        return Err(Error::says("refusal-people-account-not-suspended"));
    }
    pledge_aside::count_again(app, &mut tx, &account).await?;
    event_answers::count_again(app, &mut tx, &account).await?;
    endorsers::refresh_by(app, &mut tx, id).await?;
    audit::write(&mut tx, app.row_id(), by, "account.allow", account.uri.as_str(), app.now()).await?;
    tx.commit().await?;
    app.wake.lanes.notify_one();
    Ok(account)
}

async fn elsewhere(app: &App, id: AccountId) -> Result<Account> {
    let account = accounts::find(&app.store, id).await?.ok_or(Error::NotFound)?;
    if account.is_local() {
        return Err(Error::says("refusal-people-account-here"));
    }
    Ok(account)
}
