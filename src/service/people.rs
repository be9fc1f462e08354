//! Lists of people as a member may see them: who follows whom, who is found, who may be worth following.

use std::collections::HashMap;

use crate::app::{App, Cx};
use crate::domain::account::Account;
use crate::domain::ids::AccountId;
use crate::domain::text;
use crate::store::people::{self, Circle, Wanted};
use crate::store::{blocks, follows, notes};

use super::lines::Window;
use super::{Error, Result, accounts};

/// The longest note about somebody, in characters.
pub const LONGEST_NOTE: usize = 2_000;
/// The longest search that is looked at, in characters; an address may be long.
const LONGEST_SEARCH: usize = 2_000;
/// The most familiar followers that are looked for at once.
const MOST_FAMILIAR: i64 = 400;

/// A page of a list of people, newest first: the one who came last, did it last, or was chosen last.
#[derive(Clone, Debug, Default)]
pub struct People {
    /// Their ids.
    pub accounts: Vec<i64>,
    /// The first and the last place of the page, which are no ids of accounts: where the next begins.
    pub span: Option<(i64, i64)>,
}

impl People {
    /// Of places and accounts, in their order.
    pub(super) fn at(rows: &[(i64, i64)]) -> Self {
        let span = rows.first().zip(rows.last()).map(|(first, last)| (first.0, last.0));
        Self { accounts: rows.iter().map(|(_, account)| *account).collect(), span }
    }
}

/// Which of the two lists of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those who follow it.
    Followers,
    /// Those it follows.
    Following,
}

/// A part of the followers of an account, or of those it follows. Where they are hidden, only the account itself sees
/// them: of others' accounts we know what our own people do, so that is hidden as well (A96). Whoever is blocked by the
/// account sees none.
pub async fn around(
    app: &App,
    viewer: Option<AccountId>,
    account: &Account,
    side: Side,
    window: Window,
) -> Result<People> {
    let is_own = viewer == Some(account.id);
    if !is_own && !app.config.coalition.show_followers {
        return Ok(People::default());
    }
    if let Some(viewer) = viewer
        && blocks::exists(&app.store, account.id, viewer).await?
    {
        return Ok(People::default());
    }
    let circle = if side == Side::Followers { Circle::Followers } else { Circle::Following };
    Ok(People::at(&people::circle(&app.store, circle, account.id, window).await?))
}

/// Whom of those the viewer follows follow each of these accounts. Nobody, where followers are hidden.
pub async fn familiar(app: &App, viewer: AccountId, ids: &[i64]) -> Result<HashMap<i64, Vec<i64>>> {
    let mut found: HashMap<i64, Vec<i64>> = HashMap::new();
    if app.config.coalition.show_followers {
        for (account, follower) in people::familiar(&app.store, viewer, ids, MOST_FAMILIAR).await? {
            found.entry(account).or_default().push(follower);
        }
    }
    Ok(found)
}

/// A part of those who wait for the account's consent.
pub async fn requests(app: &App, account: AccountId, window: Window) -> Result<People> {
    Ok(People::at(&people::circle(&app.store, Circle::Requests, account, window).await?))
}

/// A part of those whom an account recommends.
pub async fn recommended(app: &App, account: AccountId, window: Window) -> Result<People> {
    Ok(People::at(&people::circle(&app.store, Circle::Recommended, account, window).await?))
}

/// What a search for people asks.
#[derive(Clone, Copy, Debug)]
pub struct Search<'a> {
    /// What was typed.
    pub text: &'a str,
    /// Ask the server of somebody who is not known here.
    pub resolve: bool,
    /// Only those whom the viewer follows.
    pub followed_only: bool,
    /// At most so many.
    pub limit: i64,
    /// After so many.
    pub offset: i64,
}

/// People by name: the one whose handle or id it is first, then those whose name begins like it.
pub async fn search(cx: &Cx, viewer: AccountId, search: Search<'_>) -> Result<Vec<i64>> {
    let typed = text::clean_line(search.text, LONGEST_SEARCH);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let bare = typed.trim_start_matches('@');
    let is_address = bare.contains(['@', '/']);
    let mut exact = if is_address {
        accounts::known(cx, &typed).await?
    } else {
        // A bare word may be the name of somebody here.
        accounts::known(cx, &format!("{bare}@{}", cx.config.handle_domain())).await?
    };
    if exact.is_none() && search.resolve && is_address {
        exact = match accounts::look_up(cx, &typed).await {
            Ok(account) => Some(account),
            Err(Error::Store(e)) => return Err(e.into()),
            Err(e) => {
                tracing::debug!(error = %e, "a search found nobody");
                None
            }
        };
    }
    let mut named = None;
    if let Some(account) = exact.filter(Account::is_active)
        && (!search.followed_only || follows::is_accepted(&cx.store, viewer, account.id).await?)
    {
        named = Some(account.id.0);
    }
    let typed = typed.trim_start_matches('@').to_lowercase();
    let (name, host) = typed.split_once('@').unwrap_or((&typed, ""));
    let Search { followed_only, limit, offset, .. } = search;
    let mut found =
        people::search(&cx.store, viewer, Wanted { name, host, followed_only, limit, offset }).await?;
    // The one who was named stands first on the first page, and nowhere else.
    found.retain(|id| Some(*id) != named);
    if offset == 0 {
        found.splice(..0, named);
    }
    found.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(found)
}

/// People here who want to be found.
pub async fn directory(
    app: &App,
    viewer: Option<AccountId>,
    newest: bool,
    (limit, offset): (i64, i64),
) -> Result<Vec<i64>> {
    Ok(people::directory(&app.store, viewer, newest, (limit, offset), app.now()).await?)
}

/// People here who want to be found and whom the viewer does not follow.
pub async fn suggested(app: &App, viewer: AccountId, limit: i64) -> Result<Vec<i64>> {
    Ok(people::suggested(&app.store, viewer, limit, app.now()).await?)
}

/// Keeps a note about somebody for the member's own eyes; an empty one is taken away.
pub async fn note(app: &App, account: &Account, target: &Account, note: &str) -> Result<()> {
    if note.chars().count() > LONGEST_NOTE {
        return Err(Error::refused(format!("The note can have {LONGEST_NOTE} characters at most")));
    }
    let note: String = note.trim().chars().filter(|c| *c == '\n' || !c.is_control()).collect();
    let mut tx = app.store.begin().await?;
    notes::save(&mut tx, account.id, target.id, &note).await?;
    Ok(tx.commit().await?)
}

/// Shows somebody on the member's profile, or no longer. Only whom one follows can one recommend.
pub async fn recommend(app: &App, account: &Account, target: &Account, on: bool) -> Result<()> {
    let mut tx = app.store.begin().await?;
    if !on {
        notes::recommend_no_more(&mut tx, account.id, target.id).await?;
    } else if !notes::recommend(&mut tx, app.row_id(), account.id, target.id, app.now()).await? {
        return Err(Error::refused(
            "Validation failed: You must be already following the person you want to endorse",
        ));
    }
    Ok(tx.commit().await?)
}
